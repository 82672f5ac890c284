"""Finds words in the words of a raw text, which are bytes with blanks between them (see `anchors`)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from termlint.matcher import automaton_of_bytes

_PAYS, _LARGE = 30, 50_000
"""An automaton that is faster to search and slower to build pays for itself after so many times the bytes of its words;
of more bytes than these it takes more memory than it is worth."""
_PART = 50_000
"""The length in bytes from which a part of a text is long enough."""


class Search:
    """Finds words with what must be around them: with what is quick to build, or where much is searched, or so many
    bytes are `expected` to be, with what is quick to search."""

    __slots__ = ("_automaton", "_fast", "_left", "_words")

    def __init__(self, words: Sequence[bytes], expected: int = 0) -> None:
        self._words = words
        size = sum(map(len, words))
        self._left: float = size * _PAYS - expected if size <= _LARGE else float("inf")
        self._fast = False
        self._automaton: Any = None

    @classmethod
    def of(cls, anchors: Iterable[bytes]) -> Search:
        """What finds whole words."""
        return cls([b" %b " % anchor for anchor in anchors])

    def places(self, text: bytes) -> list[tuple[int, int, int]]:
        """The number of each word that stands in a text, and from where to where without what is around it."""
        if not self._words:
            return []
        found = self._for(text).find_matches_as_indexes(b" %b " % text, overlapping=True)
        return [(index, start, end - 2) for index, start, end in found]  # one blank is before the text

    def occurrences(self, text: bytes) -> tuple[array[int], array[int]]:
        """The numbers of the words that stand in a text, one for each place, and the places."""
        which, places = array("I"), array("Q")
        if self._words:
            automaton = self._for(text)
            for place, part in parts(text):
                found = automaton.find_matches_as_indexes(b" %b " % part, overlapping=True)
                which.extend([index for index, _, _ in found])
                places.extend([place + start for _, start, _ in found])
        return which, places

    def _for(self, text: bytes) -> Any:
        """The automaton to search a text with."""
        self._left -= len(text)
        if self._automaton is None or (self._left <= 0 and not self._fast):
            self._fast = self._left <= 0
            self._automaton = automaton_of_bytes(self._words, fast=self._fast)
        return self._automaton


def parts(words: bytes) -> Iterator[tuple[int, bytes]]:
    """The words of a raw text in parts, each with its place, so that no more is made of them at once."""
    start = 0
    while start < len(words):
        end = words.find(b" ", start + _PART)
        yield start, words[start : end if end >= 0 else len(words)]
        start = end if end >= 0 else len(words)
