"""What rows give, and the tables that are printed of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from measure import Series

UNITS = {"cpu": "processor", "wall": "clock"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """termlint beside another command on one job. `theirs` is None where that is not installed.

    `unit` is `cpu` or `wall`: what the ratio is of.
    """

    job: str
    peer: str
    ours: Series | None
    theirs: Series | None
    unit: str = "cpu"

    def cells(self) -> Sequence[str]:
        """The line of the table."""
        if self.ours is None or self.theirs is None:
            return (self.job, self.peer, "not installed", "", "", "")
        if late := self.ours.late or self.theirs.late:
            return (self.job, self.peer, late, "", "", "")
        ratios = self.ours.ratios(self.theirs, self.unit)
        seconds = [f"{one.middle(self.unit):.3f}" for one in (self.ours, self.theirs)]
        lines = " / ".join(f"{one.middle('lines'):,.0f}" for one in (self.ours, self.theirs))
        peaks = " / ".join(f"{one.middle('peak'):.0f}" for one in (self.ours, self.theirs))
        spread = f"**{_short(median(ratios))}** ({_short(ratios[0])} to {_short(ratios[-1])})"
        return (f"{self.job}, {UNITS[self.unit]}", self.peer, " / ".join(seconds), spread, lines, peaks)


@dataclass(frozen=True, slots=True)
class Growth:
    """termlint on one of several sizes of something: the runs, or why there are none.

    `smaller` is the size before: what more of it costs tells growth better than a mean with the start in it.
    """

    what: str
    size: int
    unit: str
    found: Series | str
    smaller: Growth | None = None

    def cells(self) -> Sequence[str]:
        """The line of the table."""
        if isinstance(self.found, str):
            return (self.what, f"{self.size:,}", self.found, "", "", "")
        seconds = self.found.middle("cpu")
        less, without = 0, 0.0
        if self.smaller is not None and isinstance(self.smaller.found, Series):
            less, without = self.smaller.size, self.smaller.found.middle("cpu")
        each = f"{1000 * (seconds - without) / (self.size - less):.2f} ms a {self.unit}"
        lines, peak = self.found.middle("lines"), self.found.middle("peak")
        return (self.what, f"{self.size:,}", f"{seconds:.2f}", each, f"{lines:,.0f}", f"{peak:.0f}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure by itself."""

    what: str
    value: str

    def cells(self) -> Sequence[str]:
        """The line of the table."""
        return (self.what, self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a job a phase of termlint takes, from 0 to 1, and its busiest functions."""

    job: str
    phase: str
    share: float
    functions: str

    def cells(self) -> Sequence[str]:
        """The line of the table."""
        return (self.job, self.phase, f"{100 * self.share:.1f} %", self.functions)


Outcome = Comparison | Growth | Reading | Share

HEADS: dict[type[Outcome], tuple[str, ...]] = {
    Comparison: ("job", "beside", "seconds", "ratio (lowest to highest)", "lines printed", "peak MB"),
    Growth: ("what grows", "size", "processor seconds", "for each more", "lines printed", "peak MB"),
    Reading: ("what", "figure"),
    Share: ("job", "phase", "share", "busiest functions"),
}


def tables(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The outcomes as Markdown, one table for each kind that there is."""
    for kind, head in HEADS.items():
        if found := [outcome for outcome in outcomes if isinstance(outcome, kind)]:
            yield from ("", f"| {' | '.join(head)} |", "|---" * len(head) + "|")
            yield from (f"| {' | '.join(outcome.cells())} |" for outcome in found)


def _short(ratio: float) -> str:
    return f"{ratio:.3g}"
