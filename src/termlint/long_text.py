"""Long texts in UTF-8: in a string one emoji makes all characters take four bytes.

What reads a text asks it for its length, for stretches and characters, and where something stands. A `LongText` answers
like a string; stretches of it are made when they are asked for, mostly in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeAlias

from termlint.kept import Kept
from termlint.later import pattern

_LONG = 1 << 20
"""From so many bytes on a text is kept in UTF-8, where that takes less."""
_PIECE = 1 << 12
"""The bytes of a piece that is made at once, or some more."""
_KEPT = 64
"""How many pieces are kept at most once they were made."""
_CUT = pattern(
    rb"(?:[A-Za-z0-9.,]|[\xc3-\xdf].|\xe3[\x81-\xbf].|[\xe4-\xed\xef]..|[\xf0-\xf4]...)[ \t\r\n]+"
    rb"(?=[A-Za-z0-9\xc3-\xdf\xe4-\xed\xef-\xf4])",
    re.DOTALL,
)
"""Where a piece may end: after blanks between two letters, so that no blank line, tag or line end lies across."""

_WIDE, _WIDEST = pattern(rb"[\xc4-\xf4]"), pattern(rb"[\xf0-\xf4]")
"""Begin characters that make all of a string take two bytes, and four."""


class LongText:
    """A text in UTF-8, given as its bytes; raises UnicodeDecodeError where they are none."""

    __slots__ = ("_bounds", "_data", "_made", "_starts")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._bounds = [0]
        """Where each piece begins in the data, and the last ends."""
        self._starts = [0]
        """The same in characters."""
        self._made: Kept[int, str] = Kept(partial(_decoded, data, self._bounds), _KEPT)
        while self._bounds[-1] < len(data):
            self._bounds.append(_end(data, self._bounds[-1]))
            self._starts.append(self._starts[-1] + len(_decoded(data, self._bounds, len(self._starts) - 1)))

    def __len__(self) -> int:
        return self._starts[-1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LongText) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data)

    def __reduce__(self) -> tuple[type[LongText], tuple[bytes]]:
        return LongText, (self._data,)

    def __getitem__(self, index: int | slice) -> str:
        starts = self._starts
        if not isinstance(index, slice):
            at = range(starts[-1])[index]
            number = bisect_right(starts, at) - 1
            return self._made[number][at - starts[number]]
        start, end, step = index.indices(starts[-1])
        if step == -1:
            return self[end + 1 : start + 1][::-1]
        if start >= end:
            return ""
        number = bisect_right(starts, start) - 1
        base = starts[number]
        if end <= starts[number + 1]:
            return self._made[number][start - base : end - base]
        return self._data[self._byte(start) : self._byte(end)].decode("utf-8")

    def __contains__(self, part: str) -> bool:
        return part.encode("utf-8") in self._data

    def isascii(self) -> bool:
        """Whether all characters are of ASCII."""
        return len(self._data) == len(self)

    def startswith(self, part: str) -> bool:
        """Whether the text begins with `part`."""
        return self._data.startswith(part.encode("utf-8"))

    def encode(self, encoding: str, errors: str = "strict") -> bytes:
        """The text in an encoding, which needs no mark at the beginning."""
        if encoding == "utf-8":
            return self._data
        return b"".join([piece.encode(encoding, errors) for _, piece in self.pieces()])

    def find(self, part: str, start: int = 0, end: int | None = None) -> int:
        """Where `part` stands first from `start` on and before `end`; -1 if nowhere."""
        return self._point(self._data.find(part.encode("utf-8"), self._byte(start), self._byte(end)))

    def rfind(self, part: str, start: int = 0, end: int | None = None) -> int:
        """Where `part` stands last from `start` on and before `end`; -1 if nowhere."""
        return self._point(self._data.rfind(part.encode("utf-8"), self._byte(start), self._byte(end)))

    def count(self, part: str, start: int = 0, end: int | None = None) -> int:
        """How often `part` stands from `start` on and before `end`."""
        return self._data.count(part.encode("utf-8"), self._byte(start), self._byte(end))

    def pieces(self, start: int = 0) -> Iterator[tuple[int, str]]:
        """All of the text from the piece on in which `start` lies, piece by piece, each with its place."""
        for number in range(bisect_right(self._starts, start) - 1, len(self._starts) - 1):
            yield self._starts[number], self._made[number]

    def replaced(self, edits: Iterable[tuple[int, int, str]]) -> LongText:
        """The text with something new in place of stretches, which are ordered and disjoint: from where, to where, and
        what."""
        parts, at = bytearray(), 0
        for start, end, new in edits:
            byte = self._byte(start)
            parts += memoryview(self._data)[at:byte]
            parts += new.encode("utf-8")
            at = self._byte(end)
        parts += memoryview(self._data)[at:]
        return LongText(bytes(parts))

    def _byte(self, at: int | None) -> int:
        """Where the character at a place begins in the data."""
        starts, bounds = self._starts, self._bounds
        if at is None or at >= starts[-1]:
            return len(self._data)
        number = bisect_right(starts, at) - 1
        at -= starts[number]
        if bounds[number + 1] - bounds[number] == starts[number + 1] - starts[number]:
            return bounds[number] + at
        return bounds[number] + len(self._made[number][:at].encode("utf-8"))

    def _point(self, byte: int) -> int:
        """The place of the character that begins at a byte of the data; -1 stays as it is."""
        if byte < 0:
            return byte
        number = bisect_right(self._bounds, byte) - 1
        return self._starts[number] + len(self._data[self._bounds[number] : byte].decode("utf-8"))


Text: TypeAlias = str | LongText
"""What can be counted and cut."""


def _end(data: bytes, start: int) -> int:
    """Where a piece ends that begins at `start`."""
    least = start + _PIECE
    found = _CUT.search(data, least)
    return found.end() if found else len(data)


def _decoded(data: bytes, bounds: list[int], number: int) -> str:
    return data[bounds[number] : bounds[number + 1]].decode("utf-8")


def text_of(data: bytes) -> Text:
    """The text that these bytes are in UTF-8, as what takes less memory; raises UnicodeDecodeError if they are none."""
    if len(data) < _LONG or data.isascii():
        return data.decode("utf-8")
    try:
        text = LongText(data)
    except UnicodeDecodeError:
        return data.decode("utf-8")  # raises the same with the place among all bytes
    width = 4 if _WIDEST.search(data) else 2 if _WIDE.search(data) else 1
    return text if width * len(text) > len(data) else data.decode("utf-8")


def pieces(text: Text, start: int = 0) -> Iterable[tuple[int, str]]:
    """All of a text from `start` on, or some more, piece by piece, each with its place; of a short one the whole."""
    return ((0, text),) if isinstance(text, str) else text.pieces(start)


def search(text: Text, of: re.Pattern[str], start: int) -> tuple[int, re.Match[str]] | None:
    """The first match of a pattern from `start` on, and what its places count from. In a long text it is a pattern of
    which no match lies across the end of a piece."""
    for base, piece in pieces(text, start):
        if found := of.search(piece, max(0, start - base)):
            return base, found
    return None


def around(text: Text, start: int, end: int, before: int = 0) -> tuple[str, int]:
    """A string in which a text stands from `start` to `end`, and so many characters `before` it, and where in the text
    it begins: of a short one all."""
    if isinstance(text, str):
        return text, 0
    base = max(0, start - before)
    return text[base:end], base
