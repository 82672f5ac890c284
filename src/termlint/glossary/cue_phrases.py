"""Which phrases of the cues of terms can stand in a text, by the words that it has: most texts have few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from termlint.anchors import LazyAnchors, RawText
from termlint.matcher import Matcher


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

    def words(self, texts: Iterable[RawText]) -> frozenset[bytes] | None:
        """The words of some texts; None where one cannot be trusted."""
        found: set[bytes] = set()
        for text in texts:
            if (words := text.words(self._anchors.more)) is None:
                return None
            found.update(words.split())
        return frozenset(found)

    def standing(self, terms: Iterable[int], words: AbstractSet[bytes] | None) -> frozenset[int]:
        """The phrases for these terms that can stand where no other words do; all where `words` is None."""
        found: set[int] = set()
        for term in terms:
            by_anchor = self._phrases_of(term)
            there = by_anchor.keys() if words is None else by_anchor.keys() & words
            for anchor in there:
                found.update(by_anchor[anchor])
            found.update(by_anchor.get(b"", ()))  # phrases without a word
        return frozenset(found)

    def offsets(self, raw: RawText, phrases: AbstractSet[int]) -> list[int] | None:
        """Where words of the phrases stand in a raw text, one for each occurrence; None where that is not known."""
        return self._anchors.offsets(raw, phrases)

    def _phrases_of(self, term: int) -> Mapping[bytes, tuple[int, ...]]:
        known = self._by_anchor.get(term)
        if known is None:
            phrases = self._cues.standing_for(self._cues_of(term))
            known = self._by_anchor[term] = self._anchors.by_anchor(phrases)
        return known
