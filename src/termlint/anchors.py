"""Where words of phrases stand in a source, before it is parsed.

Every phrase has one word that is looked for in the raw text, its anchor. What a parser makes of a source has the same
words, but for those that markup interrupts; of those `prefilter` knows.

A source is searched as bytes, one for each code point, so that bytes are found where the code points stand. Words are
spelt with the letters of ASCII; what else a word of a phrase has in it (*café*) parts it like a blank, in the source,
too. Only for phrases with no letter of ASCII at all do further letters get a byte each.
"""

from __future__ import annotations

import codecs
import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from termlint.fold import lower
from termlint.matcher import automaton_of_bytes, joins

_Words = Callable[[str], list[str]]
_PLAIN = "".join(map(chr, range(128)))
_PLAIN_LETTER = re.compile("[a-z0-9]")
_WORDS = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256)).lower()
"""Letters and digits in lower case, blanks for everything else."""
_MORE = 128
"""How many letters that are not of ASCII can have a byte."""
_PAYS, _LARGE = 60, 100_000
"""An automaton that is faster to search and slower to build pays for itself after so many times the bytes of its words;
of more bytes than these it is too large."""
_PART = 50_000
"""The length in bytes from which a part of a text is long enough."""
VANISHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Characters that folding takes away."""
_TURNING = frozenset("\u017f\u212a")
"""Characters that folding makes letters of ASCII."""


class RawText:
    """A source as it is searched, `more` being the letters that have a byte besides those of ASCII."""

    __slots__ = ("_source", "_words")

    def __init__(self, source: str) -> None:
        self._source = source
        self._words: dict[str, bytes | None] = {}

    def coded(self, more: str = "") -> bytes:
        """The source with a byte for each code point; a question mark for those that have none of their own."""
        return _coded(self._source, more)

    def words(self, more: str = "") -> bytes | None:
        """The words of the source in lower case, each where it stands there, with blanks between them.

        None where characters stand in it that folding takes away or makes plain letters.
        """
        if more not in self._words:
            known = _is_plain(self._source, VANISHING if more else VANISHING | _TURNING)
            self._words[more] = self.coded(more).translate(_WORDS) if known else None
        return self._words[more]


def _coded(text: str, more: str) -> bytes:
    if not more:
        return text.encode("ascii", "replace")
    return codecs.charmap_encode(lower(text), "replace", codecs.charmap_build(_PLAIN + more))[0]


def _is_plain(source: str, odd: Iterable[str]) -> bool:
    """Whether none of the odd characters stands in a source; one that vanishes parts no word at the very beginning."""
    if source.isascii():
        return True
    start = int(source[0] in VANISHING)
    return all(source.find(char, start) < 0 for char in odd)


class Anchors:
    """The anchors of folded phrases that are looked for all at once, and are as few as will do.

    `words` are the anchors as they stand in the words of a raw text, `spelt` as they are spelt, and `more` are the
    letters of that text.
    """

    __slots__ = ("_search", "blind", "more", "spelt", "words")

    def __init__(self, phrases: Sequence[str]) -> None:
        self.more = _letters(phrases)
        words = _words_with(self.more)
        chosen = _shared(phrases, words)
        self.spelt = tuple(sorted({word for word in chosen if word}))
        self.words = tuple(_coded(" ".join(self.spelt), self.more).split())  # letters have bytes in their own order
        self.blind = frozenset(index for index, word in enumerate(chosen) if not word)
        self._search = _Search(self.words)

    def offsets(self, raw: RawText) -> list[int] | None:
        """Where anchors stand in a raw text.

        None where it is not known: where the text cannot be trusted, or a phrase has no word.
        """
        words = None if self.blind else raw.words(self.more)
        return None if words is None else self._search.offsets(words)


class LazyAnchors:
    """The anchors of folded phrases, given by their indices, chosen when somebody asks for them."""

    __slots__ = ("_more", "_phrases", "_words")

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases
        self._more: str | None = None
        self._words: _Words | None = None

    @property
    def more(self) -> str:
        """The letters of the raw texts that these are looked for in, besides those of ASCII."""
        if self._more is None:
            self._more = _letters(self._phrases)
        return self._more

    def by_anchor(self, phrases: Iterable[int]) -> Mapping[bytes, tuple[int, ...]]:
        """The phrases by their anchors; those without a word stand under an empty one."""
        found: dict[bytes, list[int]] = {}
        for index in sorted(phrases):
            found.setdefault(self._anchor(self._phrases[index]), []).append(index)
        return {anchor: tuple(own) for anchor, own in found.items()}

    def _anchor(self, phrase: str) -> bytes:
        """The anchor of a phrase; empty where it has no word."""
        if self._words is None:
            self._words = _words_with(self.more)
        return _coded(max(self._words(phrase), key=len, default=""), self.more)


class _Search:
    """Finds words: at first with what is quick to build, and once much was searched with what is quick to search."""

    __slots__ = ("_automaton", "_fast", "_left", "_words")

    def __init__(self, words: Collection[bytes]) -> None:
        self._words = words
        size = sum(map(len, words))
        self._left: float = size * _PAYS if size <= _LARGE else float("inf")
        self._fast = False
        self._automaton: Any = None

    def offsets(self, words: bytes) -> list[int]:
        """Where the words stand among others; the blank before those keeps offsets what they are."""
        if not self._words:
            return []
        self._left -= len(words)
        if self._automaton is None or (self._left <= 0 and not self._fast):
            self._fast = self._left <= 0
            whole = [b" %b " % word for word in self._words]
            self._automaton = automaton_of_bytes(whole, fast=self._fast)
        return [start for _, start, _ in self._automaton.find_matches_as_indexes(b" %b " % words, overlapping=True)]


def parts(words: bytes) -> Iterator[tuple[int, bytes]]:
    """The words of a raw text in parts, each with its place, so that no more is made of them at once."""
    start = 0
    while start < len(words):
        end = words.find(b" ", start + _PART)
        yield start, words[start : end if end >= 0 else len(words)]
        start = end if end >= 0 else len(words)


def occurrences(words: bytes, anchors: Sequence[bytes]) -> tuple[set[int], array[int]]:
    """The indices of the anchors that stand among the words of a raw text, and all places where one stands."""
    there, places = set[int](), array("Q")
    if anchors:
        automaton = automaton_of_bytes([b" %b " % anchor for anchor in anchors], fast=False)
        for place, part in parts(words):
            found = automaton.find_matches_as_indexes(b" %b " % part, overlapping=True)
            there.update([index for index, _, _ in found])
            places.extend([place + start for _, start, _ in found])
    return there, places


def _letters(phrases: Iterable[str]) -> str:
    """The letters without which some phrases would have no word; the most frequent ones where they are too many."""
    foreign = "".join(phrase for phrase in phrases if not phrase.isascii() and not _PLAIN_LETTER.search(phrase))
    counts = Counter(char for char in lower(foreign) if "\x7f" < char < "\ufffe" and joins(char))
    return "".join(sorted(char for char, _ in counts.most_common(_MORE)))


def _words_with(more: str) -> _Words:
    """What finds the words of a folded phrase, spelt with letters of ASCII and these."""
    return re.compile(f"[a-z0-9{more}]+").findall


def _shared(phrases: Sequence[str], words: _Words) -> list[str]:
    """Words of which every phrase has one: words of many phrases first, then long ones; no letter if avoidable."""
    found = [[word for word in several if len(word) > 1] or several for several in map(words, phrases)]
    counts = Counter(chain.from_iterable(found))
    return [min(one, key=lambda w: (-counts[w], -len(w), w)) if one[1:] else "".join(one) for one in found]
