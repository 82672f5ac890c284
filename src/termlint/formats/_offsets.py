"""From offsets in UTF-8 bytes, which the Markdown parser counts, to offsets in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from termlint.later import pattern

_WIDE = pattern(rb"(?:[\xc2-\xdf].)+|(?:[\xe0-\xef]..)+|(?:[\xf0-\xf4]...)+", re.DOTALL)
"""Characters of two, three and four bytes."""


def code_points(text: str, byte: int = 0, base: int = 0) -> Callable[[int], int]:
    """A function from an offset in UTF-8 bytes to one in code points, for offsets in `text`, which begins at `byte`
    of the former and `base` of the latter.

    An offset within a character is that of the character. Building it takes one pass, a look-up O(log n).
    """
    if text.isascii():
        return (base - byte).__add__
    starts, firsts, widths = [byte], [base], [1]
    data, at = text.encode("utf-8"), 0
    for match in _WIDE.finditer(data):
        start, end = match.span()
        width = 2 if data[start] < 0xE0 else 3 if data[start] < 0xF0 else 4
        base += start - at
        starts.append(byte + start)
        firsts.append(base)
        widths.append(width)
        base += (end - start) // width
        starts.append(byte + end)
        firsts.append(base)
        widths.append(1)
        at = end

    def offset(at: int) -> int:
        index = bisect_right(starts, at) - 1
        return firsts[index] + (at - starts[index]) // widths[index]

    return offset


class Cursor:
    """Turns offsets in UTF-8 bytes into code points at little cost where they are asked for in order, more or less.

    At `byte` of the data stands the code point `point`.
    """

    __slots__ = ("_byte", "_data", "_point")

    def __init__(self, data: bytes, byte: int = 0, point: int = 0) -> None:
        self._data = data
        self._byte, self._point = byte, point

    def __call__(self, at: int) -> int:
        """The offset in code points that `at` is."""
        if at >= self._byte:
            self._point += len(self._data[self._byte : at].decode("utf-8"))
        else:
            self._point -= len(self._data[at : self._byte].decode("utf-8"))
        self._byte = at
        return self._point
