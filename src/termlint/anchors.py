"""Where words of phrases stand in a source, before it is parsed.

Every phrase has one word that is looked for in the raw text, its anchor. What a parser makes of a source has the same
words, but for those that markup interrupts; of those `prefilter` knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from termlint.matcher import automaton, joins

_WORD = re.compile(r"[a-zA-Z0-9]+")
_LETTERS = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256)).lower()
"""Letters and digits in lower case, the parts of other characters as they are, blanks for everything else."""
_ASCII = bytes(range(128))
VANISHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Characters that folding takes away."""


class RawText:
    """The words of a source in lower case, each where it stands there, with blanks between them.

    `words` is None where offsets in it could not be trusted: where a letter has no lower case of one character, and
    where characters stand that folding takes away.
    """

    __slots__ = ("words",)

    def __init__(self, source: str) -> None:
        self.words = _words_alone(source)


def _words_alone(source: str) -> str | None:
    data = source.encode("utf-8", "surrogatepass").translate(_LETTERS)
    if source.isascii():
        return data.decode("ascii")
    text = data.decode("utf-8", "surrogatepass")
    others = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if any(source.find(char, 1) > 0 for char in others & VANISHING):  # at the very beginning it parts no word
        return None
    for char in sorted(others):
        low = char.lower() if joins(char) else " "
        if len(low) != 1 or (low != " " and char.casefold() != low):
            return None
        if low != char:
            text = text.replace(char, low)
    return text


class Anchors:
    """The anchors of phrases; as few as will do, where `shared`: then looking for all of them at once is cheapest."""

    __slots__ = ("_automaton", "_numbers", "blind", "words")

    def __init__(self, phrases: Sequence[str], *, shared: bool = False) -> None:
        chosen = _shared(phrases) if shared else _longest(phrases)
        self.words = tuple(sorted({word for word in chosen if word}))
        numbers = {word: number for number, word in enumerate(self.words)}
        self._numbers = tuple(numbers.get(word, -1) for word in chosen)
        self.blind = frozenset(index for index, word in enumerate(chosen) if not word)
        self._automaton: Any = None

    def among(self, phrases: AbstractSet[int], words: AbstractSet[str] | None) -> frozenset[int]:
        """Those of the phrases with these indices that can stand where no other words do; all where `words` is None."""
        if words is None:
            return frozenset(phrases)
        known, numbers = self.words, self._numbers
        return frozenset([index for index in phrases if (at := numbers[index]) < 0 or known[at] in words])

    def offsets(self, raw: RawText, phrases: AbstractSet[int] | None = None) -> list[int] | None:
        """Where anchors stand in a raw text, of all phrases or of those with these indices.

        None where it is not known: where the text cannot be trusted, or a phrase has no word.
        """
        if raw.words is None or (self.blind if phrases is None else not self.blind.isdisjoint(phrases)):
            return None
        if not self.words:
            return []
        # Blanks around the words find whole words only; the one before the text keeps offsets what they are.
        text = f" {raw.words} "
        if phrases is None:
            if self._automaton is None:
                self._automaton = automaton([f" {word} " for word in self.words])
            return [start for _, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)]
        wanted = sorted({self._numbers[index] for index in phrases})
        found = automaton([f" {self.words[number]} " for number in wanted]).find_matches_as_indexes(
            text, overlapping=True
        )
        return [start for _, start, _ in found]


def _longest(phrases: Iterable[str]) -> list[str]:
    return [max(_words(phrase), key=len, default="") for phrase in phrases]


def _shared(phrases: Sequence[str]) -> list[str]:
    """Words of which every phrase has one: words of many phrases first, then long ones; no letter if avoidable."""
    words = [found for phrase in phrases for found in ([w for w in _words(phrase) if len(w) > 1] or _words(phrase),)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(words):
        for word in dict.fromkeys(found):
            by_word[word].append(index)
    chosen = [""] * len(phrases)
    for word in sorted(by_word, key=lambda w: (-len(by_word[w]), -len(w), w)):
        for index in by_word[word]:
            chosen[index] = chosen[index] or word
    return chosen


def _words(phrase: str) -> list[str]:
    """The words of a phrase as those of a text are told apart: an accent of its own belongs to its word."""
    if phrase.isascii():
        return _WORD.findall(phrase)
    return "".join(char if char != "_" and joins(char) else " " for char in phrase).split()
