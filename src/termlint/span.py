"""Offsets, spans and places in a text.

The engine speaks half-open spans of code points. Only readers, reporters and faces speak rows and columns, and they
get them from one `LineIndex` a text, in every unit that editors count in.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from enum import StrEnum

from msgspec import Struct

from termlint.later import pattern
from termlint.long_text import Text, pieces

_LINE_END = pattern(r"\r\n|\r|\n")
_LINE_FEED = re.compile(r"\n")
_STRIDE = 4096
_LARGE = 1 << 20
"""From so many characters on the places of lines are kept in an array: a fifth of the memory."""


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: Text) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]


class Unit(StrEnum):
    """What a column counts."""

    CHARACTERS = "characters"
    UTF16 = "utf16"
    UTF8 = "utf8"


class Position(Struct, frozen=True):
    """A place in a text. Row and columns are 1-based and within the line; `offset` is 0-based code points."""

    row: int
    column: int
    utf16: int
    byte: int
    offset: int


class LineIndex:
    """Turns offsets of one text into positions and back.

    Lines end at LF, CRLF and CR only, as in editors and git; BOM and line ends count as they stand in the text. A
    look-up costs O(log lines) plus at most a few thousand code points, however long the line is.
    """

    __slots__ = ("_ascii", "_marks", "_starts", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self._starts = _line_starts(text)
        self._ascii = text.isascii()
        self._marks: dict[int, tuple[int, int]] = {}

    @property
    def rows(self) -> int:
        """The number of lines; a text that ends with a line end has an empty last one."""
        return len(self._starts)

    def row(self, offset: int) -> int:
        """The 1-based line that `offset` lies in."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based row and column, in code points, of an offset within the text."""
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1

    def line_span(self, row: int) -> Span:
        """The span of line `row` (1-based) without its line end."""
        start = self._starts[row - 1]
        end = self._starts[row] if row < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def beside(self, span: Span) -> tuple[str, str]:
        """What stands before and after `span` in its lines, each as far as the nearest character that is no blank."""
        text, start = self.text, self.line_span(self.row(span.start)).start
        end = max(span.end, self.line_span(self.row(max(span.start, span.end - 1))).end)
        left, right = span.start, span.end
        while left > start and _is_blank(text[left - 1]):
            left -= 1
        while right < end and _is_blank(text[right]):
            right += 1
        return text[max(start, left - 1) : span.start], text[span.end : min(end, right + 1)]

    def position(self, offset: int) -> Position:
        """The position of `offset`, 0 to `len(text)`; raises ValueError outside."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text")
        row, column = self.place(offset)
        if self._ascii:
            return Position(row, column, column, column, offset)
        wide, extra = self._widths(offset - column + 1, offset)
        return Position(row, column, column + wide, column + extra, offset)

    def offset(self, row: int, column: int, unit: Unit = Unit.CHARACTERS) -> int:
        """The offset of a 1-based row and column; a column within a character or past the line's end is brought
        back to the nearest place before it."""
        line = self.line_span(row)
        if self._ascii or unit is Unit.CHARACTERS:
            return min(line.start + column - 1, line.end)
        left = column - 1
        for at in range(line.start, line.end):
            left -= (
                len(self.text[at].encode("utf-16-le", "surrogatepass")) // 2
                if unit is Unit.UTF16
                else _utf8(self.text[at])
            )
            if left < 0:
                return at
        return line.end

    def _widths(self, start: int, offset: int) -> tuple[int, int]:
        """Code units beyond one a character between `start` (of a line) and `offset`: (UTF-16, UTF-8).

        Marks every few thousand characters are kept, so that many look-ups in one very long line stay cheap.
        """
        at, wide, extra = start, 0, 0
        if mark := self._marks.get(last := start + (offset - start) // _STRIDE * _STRIDE):
            at, (wide, extra) = last, mark
        while offset - at > _STRIDE:
            stop = at + _STRIDE
            if (mark := self._marks.get(stop)) is None:
                more = _excess(self.text[at:stop])
                mark = self._marks[stop] = (wide + more[0], extra + more[1])
            at, (wide, extra) = stop, mark
        more = _excess(self.text[at:offset])
        return wide + more[0], extra + more[1]


def places(text: Text, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The 1-based rows and columns, in code points, of offsets in order; many times faster than a line index."""
    if "\r" in text:
        yield from map(LineIndex(text).place, offsets)
        return
    row, before = 1, 0
    for offset in offsets:
        row += text.count("\n", before, offset)
        yield row, offset - text.rfind("\n", 0, offset)
        before = offset


def _line_starts(text: Text) -> Sequence[int]:
    ends = _LINE_END if "\r" in text else _LINE_FEED  # the simple one is three times as fast
    starts: MutableSequence[int] = [0] if len(text) < _LARGE else array("Q", (0,))
    for base, piece in pieces(text):
        starts.extend([base + m.end() for m in ends.finditer(piece)])
    return starts


def _is_blank(character: str) -> bool:
    return character.isspace() or character == "\ufeff"


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _excess(text: str) -> tuple[int, int]:
    if text.isascii():
        return 0, 0
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text), _utf8(text) - len(text)
