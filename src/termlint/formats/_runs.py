"""Builds documents: collects slices of a source and what stands for the rest, and makes runs with exact offsets.

A reader writes into the run that is open (`text` for source characters as they are, `put` for what replaces them) and
ends it when its block ends. White space is collapsed and addresses are taken out here, for all formats alike. Most runs
are never looked at: of each only the marks of its parts are kept until somebody asks for it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, MutableSequence, Sequence
from functools import partial
from typing import TypeAlias, overload

from termlint.document import ROOT, Comment, Document, Outline, ProseRun, RunKind, Section, Spots
from termlint.formats._addresses import without_addresses
from termlint.formats._masks import Masked, Unmasked
from termlint.formats._pieces import BLANKS, Marks, Pieces, compose, has_word, raw_text, text_start
from termlint.formats._words import has_plain_word, hides
from termlint.span import Span

_LARGE, _HUGE = 1 << 20, 1 << 29
"""From these lengths on numbers are kept in arrays, which take a tenth of the memory and some more time, and have more
than four bytes in them."""
_KEPT = 10_000
"""How many runs are kept at most, once they were made."""


_Column: TypeAlias = Callable[[Iterable[int]], MutableSequence[int]]


class _Rows:
    """What is kept of each run until it is made, by columns: where its marks begin among all, `~` of it where they
    count bytes, where they end, and where it begins in the source."""

    __slots__ = ("blocks", "column", "firsts", "kinds", "lasts", "sections", "starts")

    def __init__(self, column: _Column) -> None:
        self.column = column
        self.firsts, self.lasts, self.starts, self.blocks, self.sections = (column(()) for _ in range(5))
        self.kinds: list[RunKind] = []

    def add(self, marks: tuple[int, int], start: int, block: int, section: int, kind: RunKind) -> None:
        """Add a run."""
        self.firsts.append(marks[0])
        self.lasts.append(marks[1])
        self.starts.append(start)
        self.blocks.append(block)
        self.sections.append(section)
        self.kinds.append(kind)

    def sort(self, order: Sequence[int]) -> None:
        """Put the rows in this order."""
        for name in ("firsts", "lasts", "starts", "blocks", "sections"):
            setattr(self, name, self.column(map(getattr(self, name).__getitem__, order)))
        self.kinds = [self.kinds[row] for row in order]


class _Runs(Sequence[ProseRun]):
    """The runs of a document, each made when it is first asked for. Of very many only the last are kept."""

    __slots__ = ("_made", "_numbers", "_pieces", "_recent", "_rows", "_unmasked")

    def __init__(self, unmasked: Unmasked, pieces: Pieces, rows: _Rows, made: dict[int, ProseRun]) -> None:
        self._unmasked = unmasked
        self._pieces = pieces
        self._rows = rows
        self._made = made
        self._recent: dict[int, ProseRun] = {}
        self._numbers = range(len(rows.kinds))

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> ProseRun: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ProseRun, ...]: ...
    def __getitem__(self, index: int | slice) -> ProseRun | tuple[ProseRun, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in self._numbers[index])
        number = self._numbers[index]
        run = self._made.get(number) or self._recent.get(number)
        if run is None:
            if len(self._recent) >= _KEPT:
                self._recent.clear()
            run = self._recent[number] = self._make(number)
        return run

    def __eq__(self, other: object) -> bool:
        return tuple(self) == other if isinstance(other, tuple) else isinstance(other, _Runs) and [*self] == [*other]

    def __hash__(self) -> int:
        return hash(tuple(self))

    def sort(self) -> tuple[Sequence[int], Sequence[int]]:
        """Put the runs in the order of the source; returns where each begins, white space at its head left out, and
        the number that each row got."""
        rows, column = self._rows, self._rows.column
        starts, numbers = column(map(self._start, self._numbers)), column(self._numbers)
        order = sorted(self._numbers, key=starts.__getitem__)
        for number, row in enumerate(order):
            numbers[row] = number
        rows.sort(order)
        self._made = {numbers[row]: run for row, run in self._made.items()}
        return column(map(starts.__getitem__, order)), numbers

    def _start(self, row: int) -> int:
        if row in self._made:
            return self._made[row].places.starts[0]
        source, rows = self._unmasked.source, self._rows
        first, start = rows.firsts[row], rows.starts[row]
        if source[start].isalnum() and self._pieces.marks[_index(first)] >= 0:
            return start
        return text_start(source, self._marks(row))

    def _make(self, row: int) -> ProseRun:
        rows = self._rows
        text, places = compose(self._unmasked.source, self._marks(row))
        return ProseRun(rows.kinds[row], text, places, rows.blocks[row], rows.sections[row])

    def _marks(self, row: int) -> Marks:
        rows = self._rows
        return self._pieces.between(rows.firsts[row], rows.lasts[row], rows.starts[row], self._unmasked)


def _index(first: int) -> int:
    """The index of the first mark of a run, inverted or not."""
    return first if first >= 0 else ~first


class Builder:
    """A document in the making, and the run in it that is open."""

    __slots__ = (
        "_blocks",
        "_comments",
        "_made",
        "_masked",
        "_path",
        "_rows",
        "_sections",
        "_unmasked",
        "_unordered",
        "extras",
        "joints",
        "out",
    )

    def __init__(self, masked: Masked) -> None:
        size = len(masked.text)
        column: _Column = list if size < _LARGE else partial(array, "i" if size < _HUGE else "q")
        self._masked = masked
        self._unmasked = masked.unmasked
        self._rows = _Rows(column)
        self._made: dict[int, ProseRun] = {}
        self._sections: list[tuple[int, int | None, int]] = [(0, None, -1)]  # level, parent, row of the heading
        self._path = [0]
        self._comments: list[Comment] = list(masked.comments)
        self.extras: list[tuple[str, Pieces]] = []
        self._blocks = 0
        self._unordered = False
        self.joints: list[int] = []
        """Marks of runs that a search of the source may miss, because they meet within a word, for one."""
        self.out = Pieces(column(()))

    def block(self) -> int:
        """The number of a new block."""
        self._blocks += 1
        return self._blocks - 1

    def attribute(self, key: str, pieces: Pieces) -> None:
        """Add the value of an attribute that stands in the block of the open run."""
        self.extras.append((key, pieces))

    def metadata(self, key: str, pieces: Pieces, *, linted: bool) -> None:
        """Add a field of the document's own data."""
        self._add(RunKind.METADATA, pieces, self.block(), 0, self.out.first, key, linted)
        if self.out:
            self._unordered = True
            self.joints.append(self.out.first)

    def comment(self, start: int, end: int, inner: int, stop: int) -> None:
        """Add the comment from `start` to `end`, whose text stands from `inner` to `stop`."""
        self._comments.append(Comment(Span(start, end), self._masked.source[inner:stop]))

    def end(self, kind: RunKind, *, level: int = 0, block: int | None = None) -> None:
        """End the open run, if anything was written into it, as a `kind` of `block`; a heading opens a section."""
        out = self.out
        if out:
            first, last, text = out.first, len(out.marks), self._masked.source
            parts = out.between(first, last, 0, self._unmasked)
            if hides(parts, text):
                self.joints.append(first)
            self.close(kind, level, block, (first, last), out.start, has_plain_word(parts, text))
            out.first = last
        elif self.extras:
            self.end_extras(self.block() if block is None else block, out.first)

    def close(
        self, kind: RunKind, level: int, block: int | None, marks: tuple[int, int], start: int, plain: bool
    ) -> bool:
        """Add a run that begins at `start`, by the indices of its marks, the first inverted where they count bytes.

        It is left out, and False returned, if there is nothing to read in it, which need not be looked for in a `plain`
        one.
        """
        if block is None:
            block = self._blocks
            self._blocks += 1
        says = plain or self._says(kind, marks, start)
        if says:
            section = self._enter(level) if level and kind is RunKind.HEADING else self._path[-1]
            self._rows.add(marks, start, block, section, kind)
        if self.extras:
            self.joints.append(_index(marks[0]))
            self.end_extras(block, marks[1])
        return says

    def end_extras(self, block: int, mark: int) -> None:
        """Add the attributes that stand in a block, which ends before the mark with this index."""
        self._unordered = True
        for key, pieces in self.extras:
            self._add(RunKind.ATTRIBUTE, pieces, block, self._path[-1], mark, key)
        self.extras.clear()

    def document(self) -> Document:
        """The finished document."""
        rows, hidden = self._rows, self._hidden()
        runs = _Runs(self._unmasked, self.out, rows, self._made)
        starts, numbers = runs.sort() if self._unordered else (rows.starts, range(len(rows.kinds)))
        spots = Spots(starts, sorted([numbers[row] for row in hidden]))
        sections = [Section(level, parent, numbers[row]) for level, parent, row in self._sections[1:]]
        comments = sorted(self._comments, key=lambda comment: comment.span)
        outline = Outline(rows.kinds, rows.blocks, rows.sections)
        return Document(self._masked.source, runs, (ROOT, *sections), tuple(comments), spots, outline)

    def _hidden(self) -> set[int]:
        """The rows that a search of the source may miss."""
        firsts, found = self._rows.firsts, set(self._made)
        if self.joints:
            found.update([bisect_right(firsts, mark, key=_index) - 1 for mark in self.joints])
            found.discard(-1)
        return found

    def _says(self, kind: RunKind, marks: tuple[int, int], start: int) -> bool:
        """Whether there is anything to read in a run; in a heading a mark will do."""
        first, last = _index(marks[0]), marks[1]
        if all(mark < 0 for mark in self.out.marks[first + 1 : last : 2]):  # objects and blanks alone
            return kind is RunKind.HEADING and any(mark >= 0 for mark in self.out.marks[first:last:2])
        text = raw_text(self._masked.source, self.out.between(*marks, start, self._unmasked))
        return text.strip(BLANKS) != "" if kind is RunKind.HEADING else has_word(without_addresses(text))

    def _enter(self, level: int) -> int:
        """Open the section of a heading; returns its number."""
        while self._sections[self._path[-1]][0] >= level:
            self._path.pop()
        section = len(self._sections)
        self._sections.append((level, self._path[-1], len(self._rows.kinds)))
        self._path.append(section)
        return section

    def _add(
        self, kind: RunKind, pieces: Pieces, block: int, section: int, mark: int, key: str, linted: bool = True
    ) -> None:
        if not pieces:
            return
        text, places = compose(self._masked.source, pieces.between(0, len(pieces.marks), 0, self._unmasked))
        if has_word(text):
            self._made[len(self._rows.kinds)] = ProseRun(kind, text, places, block, section, key, linted)
            self._rows.add((mark, mark), places.starts[0], block, section, kind)
