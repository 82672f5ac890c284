"""Sentences of a run of prose, by its punctuation. English abbreviations, initials and numbers end none."""

from __future__ import annotations

import re
from bisect import bisect_right

from termlint.span import Span

_END = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d)\]]*(?:\s+|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|etc|e\.g|i\.e|approx|no|fig|inc|ltd|co|dept|min|mins|hr|hrs|cf|al|est|appt)|\b[a-z])\.$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"[!?]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, white space between them left out; they cover everything else."""
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        if _ends(text, start, end):
            spans.append(Span(start, start + len(text[start : end.end()].rstrip())))
            start = end.end()
    if start < len(text):
        spans.append(Span(start, len(text.rstrip())))
    return tuple(spans)


def sentence_at(spans: tuple[Span, ...], offset: int) -> int:
    """The index of the sentence that `offset` lies in, or the one before it."""
    return max(0, bisect_right(spans, offset, key=lambda s: s.start) - 1)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    if end.end() == len(text) or _ALWAYS.search(end.group()):
        return True
    following = text[end.end()]
    if following.islower():
        return False
    return _ABBREVIATED.search(text[max(start, end.start() - 8) : end.start() + 1]) is None
