"""Sentences of a run of prose, by its punctuation. English abbreviations, initials and numbers end none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import overload

from termlint.later import compiled, pattern
from termlint.span import Span

LONGEST = 1000
"""The length in characters from which a sentence is cut, so that reading it again for each mention stays cheap."""
_MARKS, _ELLIPSIS = r"[.!?]", "\u2026"
_AT_END = r"{0}(?<!{0}{{2}}){0}*+(?:[\"')\]]++|[\u2019\u201d]++)*+(?:\s++|\Z)"
"""Begins with the first mark, so that nothing else is tried where there is none."""
_END, _END_WITH_ELLIPSES = compiled(_AT_END.format(_MARKS)), pattern(_AT_END.format(f"[.!?{_ELLIPSIS}]"))
"""Two, and marks that close it in two sets, since `re` takes a tenth of a millisecond to compile a set of more than two
rows with a mark beyond Latin-1."""
_ENDED = "dr mr mrs ms prof st vs etc approx no fig inc ltd co dept min mins hr hrs cf al est appt"
_SHORT = frozenset(_ENDED.split())
"""Abbreviations; single letters are, too, and so is what ends in one: e.g., i.e."""
_ABBREVIATED = pattern(rf"(?:\b(?:{'|'.join(sorted(_SHORT))})|\b[a-z])\.$", re.IGNORECASE)
_LONGEST_SHORT = 8


class Sentences(Sequence[Span]):
    """The sentences of a run, in order."""

    __slots__ = ("_ends", "starts")

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self.starts = starts
        self._ends = ends

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        if isinstance(index, slice):
            return tuple(map(Span, self.starts[index], self._ends[index]))
        return Span(self.starts[index], self._ends[index])


def sentences(text: str) -> Sentences:
    """The sentences of `text` in order, white space between them left out; they cover everything else.

    None is longer than `LONGEST`.
    """
    starts: list[int] = []
    ends: list[int] = []
    start = len(text) - len(text.lstrip())
    for end in (_END_WITH_ELLIPSES if _ELLIPSIS in text else _END).finditer(text):
        first, last = end.span()
        if _ends(text, start, first, last):
            _add(text, start, last, starts, ends)
            start = last
    if start < len(text):
        _add(text, start, len(text), starts, ends)
    return Sentences(starts, ends)


def sentence_at(spans: Sentences, offset: int) -> int:
    """The index of the sentence that `offset` lies in, or the one before it."""
    index = bisect_right(spans.starts, offset)
    return index - 1 if index else 0


def _add(text: str, start: int, end: int, starts: list[int], ends: list[int]) -> None:
    """Adds a sentence whole, or one too long for anybody to read in pieces that end between words."""
    while text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = gap if gap > 0 else start + LONGEST
        starts.append(start)
        ends.append(stop)
        start = stop
        while text[start].isspace():
            start += 1
    starts.append(start)
    ends.append(end)


def _ends(text: str, start: int, first: int, last: int) -> bool:
    """Whether the marks from `first` on, with all up to `last`, end the sentence that begins at `start`."""
    if last == len(text):
        return True
    mark = text[first]
    if mark in "!?" or (text[first + 1] not in " \n" and ("!" in text[first:last] or "?" in text[first:last])):
        return True
    if text[last].islower():
        return False
    before = text[max(start, first - _LONGEST_SHORT) : first]
    word = before[before.rfind(" ") + 1 :]
    if mark == "." and word.isascii() and word.isalpha():
        return len(word) > 1 and word.lower() not in _SHORT
    return _ABBREVIATED.search(before + mark) is None
