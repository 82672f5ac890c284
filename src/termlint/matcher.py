"""Finds many folded phrases in one pass, at word boundaries only.

One Aho-Corasick automaton (Aho and Corasick 1975, CACM 18:333) holds every phrase, so ten phrases cost the same scan
as ten thousand. A hit counts only where no letter, digit, underscore or combining mark touches it, so that a phrase
is never found inside a longer word.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from termlint.later import pattern

_SURROGATE = pattern("[\ud800-\udfff]")
"""What Python has in place of bytes that are no text, in file names above all; the automaton takes text only."""


_FEW, _KEPT, _SMALL, _MANY = 2, 64, 100, 10_000
_BITS = 32
"""How many bits the index of a phrase has room in."""
_FIRST_MARK = "\u0300"
"""No combining mark comes before it in Unicode."""


class Hit(Struct, frozen=True):
    """A phrase found: its place in the folded text and the numbers that the phrase stands for."""

    start: int
    end: int
    values: tuple[int, ...]


class Matcher:
    """An automaton over folded phrases; each phrase stands for one or more numbers, its `values`."""

    __slots__ = ("_automaton", "_parts", "_standing", "phrases", "values")

    def __init__(self, phrases: Mapping[str, tuple[int, ...]]) -> None:
        self.phrases: Sequence[str] = tuple(phrases)
        self.values: Sequence[tuple[int, ...]] = tuple(phrases.values())
        self._standing: array[int] | None = None
        self._parts: dict[frozenset[int], Matcher] = {}
        self._automaton: Any = None

    @classmethod
    def of(cls, phrases: Sequence[str], values: Sequence[tuple[int, ...]]) -> Matcher:
        """A matcher of phrases and, in the same order, the numbers that each stands for; it keeps both as they are."""
        made = cls({})
        made.phrases, made.values = phrases, values
        return made

    def standing_for(self, values: Iterable[int]) -> frozenset[int]:
        """The indices of the phrases that stand for one of these numbers or more."""
        if self._standing is None:
            self._standing = _pairs(self.values)
        return frozenset([phrase for value in values for phrase in _second(self._standing, value)])

    def part(self, phrases: frozenset[int]) -> Matcher:
        """A matcher of the phrases with these indices alone: most texts ask for few, and what nobody asks for costs."""
        if len(phrases) * _FEW > len(self.phrases):
            return self
        if phrases not in self._parts:
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            if self._parts and len(self.phrases) < _MANY:  # a second text: what is asked for again is worth its memory
                self.phrases, self.values = tuple(self.phrases), tuple(self.values)
            chosen = sorted(phrases)
            known, values = self.phrases, self.values
            self._parts[phrases] = Matcher.of([known[index] for index in chosen], [values[index] for index in chosen])
        return self._parts[phrases]

    def hits(self, text: str) -> list[Hit]:
        """Every bounded occurrence of every phrase in a folded text, overlapping ones too, by their ends."""
        if not self.phrases:
            return []
        if self._automaton is None:
            self._automaton = automaton(tuple(self.phrases))
        found, values = self._automaton.find_matches_as_indexes(_scannable(text), overlapping=True), self.values
        return [Hit(start, end, values[index]) for index, start, end in found if _bounded(text, start, end)]


def _pairs(rows: Sequence[tuple[int, ...]]) -> array[int]:
    """Each number in a row with the index of the row, as one number; in order. A tenth of the size of a table."""
    return array("Q", sorted([number << _BITS | index for index, row in enumerate(rows) for number in row]))


def _second(pairs: array[int], first: int) -> Iterable[int]:
    """What is paired with a number, in order."""
    low = first << _BITS
    return [pair - low for pair in pairs[bisect_left(pairs, low) : bisect_left(pairs, low + (1 << _BITS))]]


_NONE: frozenset[str] = frozenset()


class Substrings:
    """An automaton over strings in one case that are looked for anywhere, within words, too, ignoring the case.

    A few that are looked for `often` are found in half the time; making that takes longer.
    """

    __slots__ = ("_automaton", "_often", "_strings")

    def __init__(self, strings: Sequence[str], *, often: bool = False) -> None:
        self._strings = tuple(strings)
        self._often = often
        self._automaton: Any = None

    def within(self, text: str) -> frozenset[str]:
        """Those of the strings that stand in a text."""
        if not self._strings:
            return _NONE
        if self._automaton is None:
            self._automaton = automaton(self._strings, often=self._often)
        found = self._automaton.find_matches_as_indexes(_scannable(one_case(text)), overlapping=True)
        return frozenset([self._strings[index] for index, _, _ in found]) if found else _NONE


_UNSEEN = (b"\x02", b"\x03", b"\x04", b"\x05")
"""Where all strings begin with one of three bytes, the library jumps to the next of these at every chance, which takes
twice as long as going on byte by byte where they are blanks between words. It does not with a fourth."""


def automaton(strings: Sequence[str], *, often: bool = False) -> Any:
    """An automaton over strings, the way that costs least to build and to run together, or only to run `often`."""
    from ahocorasick_rs import AhoCorasick, Implementation

    few = Implementation.DFA if often else Implementation.NoncontiguousNFA
    way = few if len(strings) <= _SMALL else None
    return AhoCorasick(strings, store_patterns=False, implementation=way)


def automaton_of_bytes(strings: Sequence[bytes], *, fast: bool) -> Any:
    """An automaton over bytes: one that is fast to search, or one that is built in a third of the time. A text to
    search has no control characters but, perhaps, the first."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    if fast:
        return BytesAhoCorasick([*strings, *_UNSEEN], implementation=Implementation.DFA)
    return BytesAhoCorasick(strings, implementation=Implementation.ContiguousNFA)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the leftmost, and of those the longest; in the order of the text."""
    kept: list[Hit] = []
    end = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return kept


def one_case(text: str) -> str:
    """The text in one case, in which every letter that equals a plain one when the case is ignored is that one."""
    return text.lower() if text.isascii() else text.casefold().replace("\u0307", "").replace("\u0131", "i")


def _scannable(text: str) -> str:
    """A text with nothing in it that is none."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _bounded(text: str, start: int, end: int) -> bool:
    return not (start and joins(text[start - 1])) and (end == len(text) or not joins(text[end]))


def joins(char: str) -> bool:
    """Whether a character makes one word with its neighbour. Variation selectors do not: they follow emoji."""
    if char.isalnum() or char == "_":
        return True
    if char < _FIRST_MARK:
        return False
    from unicodedata import category

    return category(char)[0] == "M" and not "\ufe00" <= char <= "\ufe0f"
