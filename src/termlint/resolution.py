"""What is understood of a document: mentions, the evidence around them, and the sense that it speaks for.

Values only; `mention`, `evidence` and `resolve` make them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, overload

from msgspec import Struct

from termlint.glossary.model import Sense, Term, Window
from termlint.span import Span


class Polarity(StrEnum):
    """How a cue stands in its sentence (ConText: Harkema et al. 2009, J. Biomed. Inform. 42:839)."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    QUESTIONED = "questioned"


class Framing(StrEnum):
    """How the text speaks of a term: it uses it of what it offers or tells, or it only speaks about it.

    What a sense requires is held against a term only where it is USED; what contradicts it, also where it is ASKED
    about.
    """

    USED = "used"
    ASKED = "asked"
    NEGATED = "negated"
    DEFINED = "defined"
    COMPARED = "compared"
    QUOTED = "quoted"
    NAMED = "named"
    PASSING = "passing"


class Outcome(StrEnum):
    """How sure the decision is: its lead in nats over the next sense, against the margins of the settings."""

    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"


class Mention(Struct, frozen=True, gc=False):
    """One occurrence of a form in prose.

    `span` is in the source, `at` in the text of run number `run`. `terms` index the glossary's terms that have this
    form (most often one). `exact` says that one verbatim stretch of the source holds it, so that an edit is safe.
    """

    span: Span
    run: int
    at: Span
    terms: tuple[int, ...]
    form: str
    exact: bool


class Evidence(Struct, frozen=True, array_like=True, gc=False):
    """One reason for or against a sense, with its place and its share of the score in nats.

    `cue` is what the author wrote, `group` the evidence group it comes from, `span` its place in the source (None for
    the path and for priors), `text` the words found there. `origin` says what kind of reason it is: `cue`, `prior`,
    `introduced` (the document introduces the abbreviation), `section` (other mentions nearby), `expected` (the
    configuration), `definition`, `example` and `learned` (words alone, the last seen beside `support` mentions);
    `requires`, `excludes` and `forbids` mark what a requirement of the sense found.
    """

    text: str
    cue: str
    sense: str
    weight: float
    polarity: Polarity
    window: Window
    span: Span | None
    group: str | None = None
    origin: str = "cue"
    support: int = 0


RESOLUTION_PARTS = (
    *("mention", "term", "sense", "outcome", "scores", "evidence", "framing", "candidates"),
    *("required", "excluded", "claims"),
)
"""What a resolution is made of, in order."""


fill = object.__setattr__
"""Fills an empty slot of a resolution; for those who make one."""


class Resolution:
    """A mention and what it means here; it never changes, though what it says may be found out when it is asked.

    `scores` holds every candidate as (sense id, nats), the leader first; each score is the sum of the weights of the
    evidence for that sense. `sense` is None where the outcome is ambiguous, and for a term without senses. `term` is
    the term of the leading sense. `required`, `excluded` and `claims` are what was found in sight of what the leading
    sense requires, excludes and forbids, the nearest first; their weights are 0.
    """

    __slots__ = RESOLUTION_PARTS

    mention: Mention
    term: Term
    sense: Sense | None
    outcome: Outcome
    scores: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
    framing: Framing
    candidates: tuple[Sense, ...]
    required: tuple[Evidence, ...]
    excluded: tuple[Evidence, ...]
    claims: tuple[Evidence, ...]

    def __init__(
        self,
        mention: Mention,
        term: Term,
        sense: Sense | None,
        outcome: Outcome,
        scores: tuple[tuple[str, float], ...],
        evidence: tuple[Evidence, ...],
        framing: Framing,
        candidates: tuple[Sense, ...],
        required: tuple[Evidence, ...] = (),
        excluded: tuple[Evidence, ...] = (),
        claims: tuple[Evidence, ...] = (),
    ) -> None:
        known = (mention, term, sense, outcome, scores, evidence, framing, candidates, required, excluded, claims)
        for name, value in zip(RESOLUTION_PARTS, known, strict=True):
            fill(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a resolution does not change: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resolution) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self.mention)

    def __repr__(self) -> str:
        return f"Resolution{self._parts()}"

    def __reduce__(self) -> tuple[type[Resolution], tuple[object, ...]]:
        return Resolution, self._parts()

    def grounds(self, *senses: str) -> Grounds:
        """The evidence that concerns some of the senses, given by their ids; its words are read when they are shown."""
        _ = self.scores  # with them all is found out that it rests on, and which patterns take too long
        return Grounds(self, senses)

    @property
    def margin(self) -> float:
        """The lead of the best sense over the next, in nats; infinite where there is one candidate."""
        return self.scores[0][1] - self.scores[1][1] if len(self.scores) > 1 else float("inf")

    @property
    def quoted(self) -> bool:
        """Whether the text quotes the mention: it is framed so."""
        return self.framing is Framing.QUOTED

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in RESOLUTION_PARTS)


class Grounds(Sequence[Evidence]):
    """The evidence of a resolution for some senses, like a tuple of it. Its words are read when somebody looks at it:
    few reports show them."""

    __slots__ = ("_resolution", "_senses")

    def __init__(self, resolution: Resolution, senses: tuple[str, ...]) -> None:
        self._resolution, self._senses = resolution, senses

    def _all(self) -> tuple[Evidence, ...]:
        return tuple([piece for piece in self._resolution.evidence if piece.sense in self._senses])

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, index: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grounds | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._all(),)
