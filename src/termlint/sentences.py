"""Sentences of a run of prose, by its punctuation. English abbreviations, initials and numbers end none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from termlint.span import Span

LONGEST = 1000
"""The length in characters from which a sentence is cut, so that reading it again for each mention stays cheap."""
_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u2019\u201d)\]]*+(?:\s++|\Z)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|etc|e\.g|i\.e|approx|no|fig|inc|ltd|co|dept|min|mins|hr|hrs|cf|al|est|appt)|\b[a-z])\.$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"[!?]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, white space between them left out; they cover everything else.

    None is longer than `LONGEST`.
    """
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        if _ends(text, start, end):
            spans.extend(_pieces(text, start, end.end()))
            start = end.end()
    if start < len(text):
        spans.extend(_pieces(text, start, len(text)))
    return tuple(spans)


def sentence_at(spans: tuple[Span, ...], offset: int) -> int:
    """The index of the sentence that `offset` lies in, or the one before it."""
    return max(0, bisect_right(spans, offset, key=lambda s: s.start) - 1)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole, or one too long for anybody to read in pieces that end between words."""
    end = start + len(text[start:end].rstrip())
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = gap if gap > 0 else start + LONGEST
        yield Span(start, stop)
        start = stop
        while text[start].isspace():
            start += 1
    yield Span(start, end)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    if end.end() == len(text) or _ALWAYS.search(end.group()):
        return True
    following = text[end.end()]
    if following.islower():
        return False
    return _ABBREVIATED.search(text[max(start, end.start() - 8) : end.start() + 1]) is None
