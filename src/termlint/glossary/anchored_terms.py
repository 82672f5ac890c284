"""Which terms may stand in a text, by the anchors that stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from termlint.anchoring import anchor_words, least_phrases
from termlint.columns import Packed, Phrases
from termlint.document import TO_LINTER
from termlint.glossary.forms import Surfaces


class AnchoredTerms:
    """The terms of each anchor that a prefilter looks for."""

    __slots__ = ("_anchors", "_known", "_terms")

    def __init__(self, known: Phrases) -> None:
        self._anchors = known.spelt.pieces()
        self._terms = known.standing_for.rows()
        self._known: dict[bytes, tuple[int, ...]] = {}

    def of(self, anchor: bytes) -> tuple[int, ...]:
        """The terms of which a form has this anchor; none where no term has."""
        if anchor not in self._known:
            place = bisect_left(self._anchors, anchor)
            found = place < len(self._anchors) and self._anchors[place] == anchor
            self._known[anchor] = self._terms[place] if found else ()
        return self._known[anchor]


def anchored(surfaces: Surfaces) -> Phrases:
    """The anchors of the forms of terms, in order, each with its terms; those without a word have none."""
    least = least_phrases(tuple(surfaces.forms))
    phrases = tuple(sorted({*least}))
    anchor_of = dict(zip(phrases, anchor_words((*phrases, TO_LINTER)), strict=False))
    found: dict[bytes, set[int]] = defaultdict(set)
    for phrase, (form, terms) in zip(least, surfaces.forms.items(), strict=True):
        found[anchor_of[phrase]].update(terms, [term for _, term in surfaces.abbreviations.get(form, ())])
    return Phrases(Packed.of_pieces(sorted(found)), Packed.of_rows([sorted(found[anchor]) for anchor in sorted(found)]))
