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

    __slots__ = ("_anchors", "_by_anchor", "_cues", "_cues_of", "_every")

    def __init__(self, cues: Matcher, cues_of: Callable[[int], AbstractSet[int]]) -> None:
        self._cues = cues
        self._cues_of = cues_of
        self._anchors = LazyAnchors(cues.phrases)
        self._by_anchor: dict[int, Mapping[bytes, tuple[int, ...]]] = {}
        self._every: dict[bytes, set[int]] = {}

    def of(self, terms: Iterable[int]) -> frozenset[int]:
        """All phrases for these terms."""
        every: set[int] = set()
        for term in terms:
            every.update(*self._phrases_of(term).values())
        return frozenset(every)

    def standing(self, terms: Iterable[int], raw: RawText, others: Iterable[RawText] = ()) -> Standing:
        """The phrases that can stand in a source, of those for these terms and perhaps of others; `others` are texts
        that it holds in other words."""
        more = self._anchors.more
        words, elsewhere = raw.words(more), [text.words(more) for text in others]
        if words is None or None in elsewhere:
            return Standing(self.of(terms), None)
        tables = self._tables(terms)
        asked = tables[0].keys() if len(tables) == 1 else set[bytes]().union(*tables)
        blind = [phrase for table in tables for phrase in table.get(b"", ())]
        others_words = {word for text in elsewhere if text for word in text.split()}
        likely = asked & {*words.split()} if len(asked) * _DEAR > len(words) else asked
        anchors = [anchor for anchor in likely if anchor]
        found = occurrences(words, anchors)
        stands = {anchors[index] for index, _ in found} | (asked & others_words)
        phrases = frozenset(blind).union(*[table[anchor] for table in tables for anchor in table.keys() & stands])
        return Standing(phrases, None if blind else [start for _, start in found])

    def _tables(self, terms: Iterable[int]) -> Sequence[Mapping[bytes, Iterable[int]]]:
        """The phrases for terms by their anchors; those for all terms so far, where looking into one table is less."""
        tables = [*map(self._phrases_of, terms)]
        return [self._every] if sum(map(len, tables)) > len(self._every) else tables

    def _phrases_of(self, term: int) -> Mapping[bytes, tuple[int, ...]]:
        known = self._by_anchor.get(term)
        if known is None:
            phrases = self._cues.standing_for(self._cues_of(term))
            known = self._by_anchor[term] = self._anchors.by_anchor(phrases)
            for anchor, own in known.items():
                self._every.setdefault(anchor, set()).update(own)
        return known
