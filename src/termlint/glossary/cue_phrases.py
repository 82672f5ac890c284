"""Which phrases of the cues of terms stand in a source, and about where, before any of it is read as prose."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress

from msgspec import Struct

from termlint.anchors import LazyAnchors, RawText
from termlint.columns import Packed
from termlint.kept import Kept
from termlint.matcher import Matcher
from termlint.search import Search, parts

_DEAR = 30
"""An automaton takes as long to be made for one word as so many bytes of words take to be told apart."""
_AUTOMATON, _CALL = 30_000, 100
"""Making one takes as long as to look through so many bytes of words for one, and a call as long as so many."""
_KEPT, _MANY = 64, 1_000
"""Of how many sets of cues the anchors are kept at most, and how many are remembered by their hashes."""
_SEARCHES = 8
"""How many searches for the anchors of cues are kept at most: texts that are near each other ask alike."""


class CueAnchors(Struct, frozen=True, array_like=True):
    """The anchors of phrases in order, as bytes of raw texts that have `more` letters; the indices of the `phrases` of
    each; and for each cue the places of the anchors of its phrases."""

    more: str
    anchors: Packed
    phrases: Packed
    of_cues: Packed

    @classmethod
    def of(cls, phrases: Mapping[str, Sequence[int]]) -> "CueAnchors":
        """The anchors of phrases, given with the numbers of the cues that each stands for."""
        lazy, cues_of = LazyAnchors(tuple(phrases)), list(phrases.values())
        found = sorted(lazy.by_anchor(range(len(cues_of))).items())
        of_cues: dict[int, list[int]] = {}
        for place, (_, own) in enumerate(found):
            for cue in {cue for phrase in own for cue in cues_of[phrase]}:
                of_cues.setdefault(cue, []).append(place)
        every = range(max(of_cues, default=-1) + 1)
        return cls(
            lazy.more,
            Packed.of_pieces([anchor for anchor, _ in found]),
            Packed.of_rows([own for _, own in found]),
            Packed.of_rows([of_cues.get(cue, ()) for cue in every]),
        )


class Standing(Struct, frozen=True):
    """The phrases that can stand in a source, and where words of them do in it; None where that is not known.

    Where it is, `which` tells for each place which of the `anchors` stands there.
    """

    phrases: frozenset[int]
    offsets: Sequence[int] | None
    anchors: Sequence[bytes] = ()
    which: Sequence[int] = ()


class CuePhrases:
    """The phrases of all cues by their indices in `cues`, found by their anchors."""

    __slots__ = (
        "_anchors",
        "_anchors_of",
        "_asked_before",
        "_cues",
        "_last",
        "_more",
        "_once",
        "_phrases_at",
        "_place_of",
        "_places_of",
        "_searches",
    )

    def __init__(self, cues: Matcher, known: CueAnchors) -> None:
        self._cues = cues
        self._more = known.more
        self._anchors = known.anchors.pieces()
        self._phrases_at = known.phrases.rows()
        self._places_of = known.of_cues.rows()
        self._anchors_of: dict[int, tuple[bytes, ...]] = {}
        self._place_of: dict[bytes, int] = {}
        self._last: tuple[frozenset[int], frozenset[bytes]] = frozenset(), frozenset()
        self._asked_before: dict[frozenset[int], frozenset[bytes]] = {}
        self._once = set[int]()
        self._searches: Kept[tuple[bytes, ...], Search] = Kept(Search.of, _SEARCHES)

    def of(self, cues: Iterable[int]) -> frozenset[int]:
        """All phrases of cues."""
        return self._cues.standing_for(cues)

    def standing(self, cues: frozenset[int], raw: RawText, others: Iterable[RawText] = ()) -> Standing:
        """The phrases of cues that can stand in a source; `others` are texts that it holds in other words."""
        words, elsewhere = raw.words(self._more), [text.words(self._more) for text in others]
        if words is None or None in elsewhere:
            return Standing(self.of(cues), None)
        asked = self._asked(cues)
        stand = {*asked & {b"", *[word for text in elsewhere if text for word in text.split()]}}
        likely = asked & _different(words) if len(asked) * _DEAR > len(words) else asked
        anchors = tuple(sorted(likely - {b""}))
        few = len(anchors) * (len(words) + _CALL) < _AUTOMATON
        which, offsets = _one_by_one(words, anchors) if few else self._searches[anchors].occurrences(words)
        stand.update([anchors[index] for index in {*which}])
        phrases = frozenset([phrase for anchor in stand for phrase in self._phrases_for(anchor, cues)])
        return Standing(phrases, None) if b"" in stand else Standing(phrases, offsets, anchors, which)

    def narrowed(self, standing: Standing, cues: frozenset[int], others: Iterable[RawText] = ()) -> Standing:
        """What `standing` gives of cues and other texts, from what it gave of more cues and no such texts."""
        elsewhere = [text.words(self._more) for text in others]
        if standing.offsets is None or None in elsewhere:
            return Standing(self.of(cues), None)
        asked = self._asked(cues)
        stays = [anchor in asked for anchor in standing.anchors]
        offsets, which = standing.offsets, standing.which
        if not all(stays):
            kept = bytes(map(stays.__getitem__, which))
            offsets, which = array("Q", compress(offsets, kept)), array("I", compress(which, kept))
        stand = {standing.anchors[index] for index in {*which}}
        stand |= asked & {b"", *[word for text in elsewhere if text for word in text.split()]}
        phrases = frozenset([phrase for anchor in stand for phrase in self._phrases_for(anchor, cues)])
        return Standing(phrases, None) if b"" in stand else Standing(phrases, offsets, standing.anchors, which)

    def _asked(self, cues: frozenset[int]) -> frozenset[bytes]:
        """The anchors of the phrases of cues; an empty one for those without a word. A text and its path ask alike, and
        so do many texts that mention the same terms."""
        if cues is self._last[0]:
            return self._last[1]
        asked = self._asked_before.get(cues)
        if asked is None:
            asked = self._asked_anew(cues)
        self._last = cues, asked
        return asked

    def _asked_anew(self, cues: frozenset[int]) -> frozenset[bytes]:
        known = self._anchors_of
        new = [cue for cue in cues if cue not in known]
        known.update(dict.fromkeys(new, ()))
        new = [cue for cue in new if cue < len(self._places_of)]
        for cue, places in zip(new, self._places_of.chosen(new), strict=True):
            if places:
                known[cue] = anchors = tuple(self._anchors.chosen(places))
                self._place_of.update(zip(anchors, places, strict=True))
        asked = frozenset[bytes]().union(*map(known.__getitem__, cues))
        if hash(cues) in self._once:  # most are asked for once
            self._asked_before[cues] = asked
        self._once.add(hash(cues))
        if len(self._asked_before) >= _KEPT or len(self._once) >= _MANY:
            self._asked_before.clear()
            self._once.clear()
        return asked

    def _phrases_for(self, anchor: bytes, cues: AbstractSet[int]) -> list[int]:
        """The phrases with an anchor that stand for one of some cues."""
        found, values = self._phrases_at[self._place_of[anchor]], self._cues.values
        return [phrase for phrase in found if not cues.isdisjoint(values[phrase])]


def _one_by_one(words: bytes, anchors: Sequence[bytes]) -> tuple[Sequence[int], Sequence[int]]:
    """The same as `occurrences`, for few anchors in a short text: an automaton would take longer to be made."""
    text, found = b" %b " % words, list[tuple[int, int]]()
    for index, anchor in enumerate(anchors):
        word = b" %b " % anchor
        at = text.find(word)
        while at >= 0:
            found.append((at, index))
            at = text.find(word, at + 1)
    found.sort()
    return [index for _, index in found], [at for at, _ in found]


def _different(words: bytes) -> set[bytes]:
    """The words of a text, each once."""
    found: set[bytes] = set()
    for _, part in parts(words):
        found.update(part.split())
    return found
