"""Places in a glossary's files, and the faults found there: collected, so that an author sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from termlint.errors import GlossaryError, Problem
from termlint.glossary.model import Place
from termlint.span import LineIndex

MOST = 100
"""How many faults are told; more would only be scrolled past."""

_LONGEST_LINE = 1000
_CLOSE = 0.6


class File:
    """One file of a glossary: the name that authors know it by, and its text."""

    __slots__ = ("lines", "name")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = LineIndex(text)

    @property
    def text(self) -> str:
        """The whole text, byte order mark and line ends as they stand in the file."""
        return self.lines.text[:]


class Mark(Struct, frozen=True):
    """A half-open range of code points in a file."""

    file: File
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where the range starts, as row and column."""
        row = self.file.lines.row(self.start)
        return Place(self.file.name, row, self.start - self.file.lines.line_span(row).start + 1)

    def problem(self, message: str, help: str | None = None) -> Problem:
        """A problem at this place, with its line; a line too long to show is left out."""
        place = self.place
        line = self.file.lines.line_span(place.row)
        width = max(1, min(self.end, line.end) - self.start)
        shown = line.of(self.file.text) if len(line) <= _LONGEST_LINE else None
        return Problem(message, place.filename, place.row, place.column, help, shown, width)


class Faults:
    """Collects the problems of one glossary, at most `MOST` of them, and raises them together."""

    __slots__ = ("_problems", "count")

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self.count = 0

    def add(self, mark: Mark | None, message: str, help: str | None = None) -> None:
        """Notes a fault at `mark`, or one without a place."""
        self.count += 1
        if self.count <= MOST:
            self._problems.append(mark.problem(message, help) if mark else Problem(message, help=help))

    def extend(self, mark: Mark | None, problems: Iterable[Problem]) -> None:
        """Notes faults found elsewhere; those without a row are about what `mark` names."""
        for problem in problems:
            if mark is not None and problem.row is None:
                self.add(mark, problem.message, problem.help)
            else:
                self.count += 1
                if self.count <= MOST:
                    self._problems.append(problem)

    def unknown(
        self, mark: Mark, message: str, word: str, known: Iterable[str], otherwise: str | None = None
    ) -> str | None:
        """Notes that `word` is not one of `known`, with the nearest of them as help, or `otherwise`; gives the nearest.

        Faults beyond those that are told are counted only.
        """
        near = nearest(word, known) if self.count < MOST else None
        self.add(mark, message, f"did you mean `{near}`?" if near else otherwise)
        return near

    def raise_any(self) -> None:
        """Raises every fault as one GlossaryError, file by file in the order of the text; returns if there is none."""
        if not self.count:
            return
        files = {name: at for at, name in reversed([*enumerate(p.filename for p in self._problems)])}
        problems = sorted(self._problems, key=lambda p: (files[p.filename], p.row or 0, p.column or 0))
        if (more := self.count - MOST) > 0:
            problems[-1] = replace(problems[-1], help=_joined(problems[-1].help, f"{more} more not shown"))
        raise GlossaryError(*problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is most likely a slip of, or None."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    wanted = word.casefold()
    if wanted in folded:
        return folded[wanted]
    near = [name for name in folded if abs(len(name) - len(wanted)) <= max(3, len(wanted) // 3)]
    if len(near) > MOST:
        near = [name for name in near if name[:1] == wanted[:1]]
    found = get_close_matches(wanted[:80], near, n=1, cutoff=_CLOSE)
    return folded[found[0]] if found else None


def _joined(*parts: str | None) -> str:
    return "; ".join(part for part in parts if part)
