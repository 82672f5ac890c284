"""Which phrases of the cues of terms stand in a source, and about where, before any of it is read as prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from termlint.anchors import LazyAnchors, RawText, occurrences
from termlint.matcher import Matcher

_DEAR = 30
"""An automaton takes as long to be made for one word as so many bytes of words take to be told apart."""


class Standing(Struct, frozen=True):
    """The phrases that can stand in a source, and where words of them do in it; None where that is not known."""

    phrases: frozenset[int]
    offsets: Sequence[int] | None


class CuePhrases:
    """The phrases of all cues by their indices in `cues`, each term's sorted out when it is first asked for.

    `cues_of` gives the numbers of the cues that can matter to a term, by its index.
    """

    __slots__ = ("_anchors", "_by_anchor", "_cues", "_cues_of")

    def __init__(self, cues: Matcher, cues_of: Callable[[int], AbstractSet[int]]) -> None:
        self._cues = cues
        self._cues_of = cues_of
        self._anchors = LazyAnchors(cues.phrases)
        self._by_anchor: dict[int, Mapping[bytes, tuple[int, ...]]] = {}

    def of(self, terms: Iterable[int]) -> frozenset[int]:
        """All phrases for these terms."""
        every: set[int] = set()
        for term in terms:
            every.update(*self._phrases_of(term).values())
        return frozenset(every)

    def standing(self, terms: Iterable[int], raw: RawText, others: Iterable[RawText] = ()) -> Standing:
        """The phrases for these terms that can stand in a source; `others` are texts that it holds in other words."""
        more = self._anchors.more
        words, elsewhere = raw.words(more), [text.words(more) for text in others]
        if words is None or None in elsewhere:
            return Standing(self.of(terms), None)
        tables = [*map(self._phrases_of, terms)]
        others_words = {word for text in elsewhere if text for word in text.split()}
        there = None
        if sum(map(len, tables)) * _DEAR > len(words):
            there = {*words.split(), *others_words}
        by_anchor: dict[bytes, set[int]] = {}
        for table in tables:
            for anchor in table if there is None else table.keys() & there:
                by_anchor.setdefault(anchor, set()).update(table[anchor])
        blind = {phrase for table in tables for phrase in table.get(b"", ())}
        by_anchor.pop(b"", None)
        anchors = sorted(by_anchor)
        found = occurrences(words, anchors)
        stands = {anchors[index] for index, _ in found} | by_anchor.keys() & others_words
        phrases = frozenset(blind.union(*map(by_anchor.__getitem__, stands)))
        return Standing(phrases, None if blind else [start for _, start in found])

    def _phrases_of(self, term: int) -> Mapping[bytes, tuple[int, ...]]:
        known = self._by_anchor.get(term)
        if known is None:
            phrases = self._cues.standing_for(self._cues_of(term))
            known = self._by_anchor[term] = self._anchors.by_anchor(phrases)
        return known
