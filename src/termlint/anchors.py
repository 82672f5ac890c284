"""Where words of phrases stand in a source, before it is parsed.

Every phrase has one word that is looked for in the raw text, its anchor. What a parser makes of a source has the same
words, but for those that markup interrupts; of those `prefilter` knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from termlint.matcher import Matcher

_WORD = re.compile(r"[^\W_]+")
_VANISHING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class RawText:
    """A source in one case, with an underscore as a blank: `low`, None where offsets in it cannot be trusted.

    They cannot where letters have no lower case of one character, and where characters stand that folding takes away.
    """

    __slots__ = ("low", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        low = source.lower()
        if not source.isascii() and (low != source.casefold() or _VANISHING.search(source, 1)):
            self.low = None
        else:
            self.low: str | None = low.replace("_", " ") if "_" in low else low


class Anchors:
    """The anchors of phrases; as few as will do, where `shared`: then looking for all of them at once is cheapest."""

    __slots__ = ("_matcher", "_numbers", "blind", "words")

    def __init__(self, phrases: Sequence[str], *, shared: bool = False) -> None:
        chosen = _shared(phrases) if shared else _longest(phrases)
        self.words = tuple(sorted({word for word in chosen if word}))
        numbers = {word: number for number, word in enumerate(self.words)}
        self._numbers = tuple(numbers.get(word) for word in chosen)
        self.blind = frozenset(index for index, word in enumerate(chosen) if not word)
        self._matcher = Matcher({word: (number,) for word, number in numbers.items()})

    def offsets(self, raw: RawText, phrases: AbstractSet[int] | None = None) -> list[int] | None:
        """Where anchors stand in a raw text, of all phrases or of those with these indices.

        None where it is not known: where the text cannot be trusted, or a phrase has no word.
        """
        if raw.low is None or (self.blind if phrases is None else not self.blind.isdisjoint(phrases)):
            return None
        wanted = None if phrases is None else {self._numbers[index] for index in phrases}
        return [hit.start for hit in self._matcher.hits(raw.low, wanted)]  # type: ignore[arg-type]


def _longest(phrases: Iterable[str]) -> list[str]:
    return [max(_WORD.findall(phrase), key=len, default="") for phrase in phrases]


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
    return _WORD.findall(phrase)
