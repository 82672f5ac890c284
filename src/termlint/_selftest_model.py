"""What testing a glossary by its own examples gives. Values only."""

from __future__ import annotations

from msgspec import Struct

from termlint.errors import Problem
from termlint.glossary.model import Cue, Place
from termlint.resolution import Evidence


class Case(Struct, frozen=True):
    """One text of the glossary with what must come of it: an example, or with a `rule` a misuse."""

    term: str
    sense: str
    text: str
    place: Place
    rule: str | None = None

    @property
    def kind(self) -> str:
        """What authors call it."""
        return "example" if self.rule is None else "misuse"


class CueName(Struct, frozen=True):
    """A cue as evidence names it: its label, and the sense or the evidence group that it belongs to."""

    label: str
    sense: str | None = None
    group: str | None = None

    @property
    def owner(self) -> str:
        """The sense or group that has the cue."""
        return self.sense or self.group or ""


class Result(Struct, frozen=True):
    """What came of a case.

    `problem` is None where it passed. `expected` and `came` say in a few words what had to be and what was;
    `evidence` are the strongest reasons, at most three. `margin` (nats) is the lead of the sense over `runner_up`,
    both None where the sense was not chosen or has no rival. `reported` are the codes of all reports. `seen` are the
    cues that took part, `terms` the terms found in the text.
    """

    case: Case
    problem: Problem | None
    expected: str
    came: str
    evidence: tuple[Evidence, ...] = ()
    margin: float | None = None
    runner_up: str | None = None
    reported: tuple[str, ...] = ()
    seen: frozenset[CueName] = frozenset()
    terms: frozenset[str] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether what had to be was."""
        return self.problem is None


class SenseSummary(Struct, frozen=True):
    """How well a sense is shown: the number of its texts, and the example that it wins by least.

    `margin`, `runner_up` and `thinnest` (a text) are None where no example of it has a rival.
    """

    sense: str
    term: str
    examples: int
    misuses: int
    margin: float | None = None
    runner_up: str | None = None
    thinnest: str | None = None


class SelfTest(Struct, frozen=True):
    """The result of every case, in the order of the glossary, and a summary of every sense."""

    cases: tuple[Result, ...]
    senses: tuple[SenseSummary, ...]

    @property
    def failures(self) -> tuple[Result, ...]:
        """The cases that did not pass."""
        return tuple(result for result in self.cases if not result.passed)


class OwnedCue(Struct, frozen=True):
    """A cue of the glossary with its owner, and the number of cases in which it took part."""

    name: CueName
    cue: Cue
    cases: int


class Coverage(Struct, frozen=True):
    """What no case exercises: senses without an example, cues never seen, demands never failed.

    `demands` are pairs of a sense and `requires`, `excludes` or `forbids`. `cues` are in the order of the glossary and
    `total` counts all of them.
    """

    senses: tuple[str, ...]
    cues: tuple[OwnedCue, ...]
    demands: tuple[tuple[str, str], ...]
    total: int


class Mutation(Struct, frozen=True):
    """What taking away one cue at a time showed: the cues whose loss no case notices, of `total`."""

    survivors: tuple[OwnedCue, ...]
    total: int
