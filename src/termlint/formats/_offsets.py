"""From offsets in UTF-8 bytes, which the Markdown parser counts, to offsets in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_EQUAL_WIDTHS = re.compile("[\x00-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


def code_points(text: str, base: int) -> Callable[[int], int]:
    """A function from an offset in the UTF-8 bytes of `text` to one in its code points, plus `base`.

    An offset within a character is that of the character. Building it takes one pass, a look-up O(log n).
    """
    if text.isascii():
        return base.__add__
    starts: list[int] = []
    firsts: list[int] = []
    widths: list[int] = []
    byte = 0
    for match in _EQUAL_WIDTHS.finditer(text):
        width = len(text[match.start()].encode("utf-8"))
        starts.append(byte)
        firsts.append(base + match.start())
        widths.append(width)
        byte += width * (match.end() - match.start())

    def offset(at: int) -> int:
        index = bisect_right(starts, at) - 1
        return firsts[index] + (at - starts[index]) // widths[index]

    return offset
