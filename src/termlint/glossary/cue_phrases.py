"""Which phrases of the cues of terms stand in a source, and about where, before any of it is read as prose."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from msgspec import Struct

from termlint.anchors import LazyAnchors, RawText, occurrences, parts
from termlint.columns import Packed, packed, unpacked
from termlint.matcher import Matcher

_SEVERAL = (1 << 32) - 1
"""In place of the number of a cue where there are several."""


class Anchored(Struct, frozen=True, array_like=True):
    """The anchors of phrases, as bytes of raw texts that have `more` letters; of each the phrases, by their indices,
    and the number of the cue that they stand for, where that is one."""

    more: str
    anchors: Packed
    phrases: Packed
    cues: bytes

    @classmethod
    def of(cls, phrases: Mapping[str, Sequence[int]]) -> Anchored:
        """The anchors of phrases, given with the cues that each stands for."""
        lazy, cues_of = LazyAnchors(tuple(phrases)), list(phrases.values())
        found = lazy.by_anchor(range(len(cues_of)))
        cues = [{cue for phrase in own for cue in cues_of[phrase]} for own in found.values()]
        alone = packed([own.pop() if len(own) == 1 else _SEVERAL for own in cues])
        return cls(lazy.more, Packed.of_pieces(found), Packed.of_rows(found.values()), alone)


class Standing(Struct, frozen=True):
    """The phrases that can stand in a source, and where words of them do in it; None where that is not known."""

    phrases: frozenset[int]
    offsets: Sequence[int] | None


class CuePhrases:
    """The phrases of all cues by their indices in `cues`, found by their anchors."""

    __slots__ = ("_at", "_cues", "_cues_at", "_known", "_phrases_at")

    def __init__(self, cues: Matcher, known: Anchored) -> None:
        self._cues = cues
        self._known = known
        self._phrases_at = known.phrases.rows()
        self._cues_at = unpacked(known.cues)
        self._at: dict[bytes, int] = {}

    def of(self, cues: Iterable[int]) -> frozenset[int]:
        """All phrases of cues."""
        return self._cues.standing_for(cues)

    def standing(self, cues: AbstractSet[int], raw: RawText, others: Iterable[RawText] = ()) -> Standing:
        """The phrases of cues that can stand in a source; `others` are texts that it holds in other words."""
        more = self._known.more
        words, elsewhere = raw.words(more), [text.words(more) for text in others]
        if words is None or None in elsewhere:
            return Standing(self.of(cues), None)
        if not self._at:
            self._at = {anchor: at for at, anchor in enumerate(self._known.anchors.pieces())}
        there = {word for _, part in parts(words) for word in part.split()}
        near, blind = self._asked(there, cues), self._asked({b""}, cues)
        far = [phrases for text in elsewhere if text for phrases in self._asked({*text.split()}, cues).values()]
        phrases = frozenset(chain(*near.values(), *far, *blind.values()))
        if blind:
            return Standing(phrases, None)
        return Standing(phrases, array("Q", (start for _, start in occurrences(words, sorted(near)))))

    def _asked(self, words: AbstractSet[bytes], cues: AbstractSet[int]) -> dict[bytes, Sequence[int]]:
        """The words that are anchors of phrases of cues, with those phrases."""
        at, alone = self._at, self._cues_at
        found: dict[bytes, Sequence[int]] = {}
        for word in at.keys() & words:
            cue = alone[at[word]]
            if cue in cues:
                found[word] = self._phrases_at[at[word]]
            elif cue == _SEVERAL and (some := self._some(self._phrases_at[at[word]], cues)):
                found[word] = some
        return found

    def _some(self, phrases: Iterable[int], cues: AbstractSet[int]) -> list[int]:
        """Those of phrases that stand for one of some cues."""
        return [phrase for phrase in phrases if not cues.isdisjoint(self._cues.values[phrase])]
