"""Which cues may be asked for in a text: those of the terms that its anchors may stand for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from termlint.anchoring import least_phrases
from termlint.columns import Packed, Phrases
from termlint.document import TO_LINTER

if TYPE_CHECKING:
    from termlint.glossary.forms import Surfaces


class Anchored(Struct, frozen=True, array_like=True):
    """The least `phrases` of the forms of terms, in order, each with its terms; and by term the `cues` that it knows.

    Of the `plain` terms a mention asks for none, unless it may be of another term, too.
    """

    phrases: Phrases
    cues: Packed
    plain: frozenset[int]

    @classmethod
    def of(cls, surfaces: "Surfaces", cues: Iterable[Collection[int]], plain: frozenset[int]) -> "Anchored":
        """The same of all surface forms."""
        shorter = least_phrases(tuple(surfaces.forms))
        phrases = tuple(sorted({*shorter}))
        least_of = dict(zip(phrases, least_phrases((*phrases, TO_LINTER)), strict=False))  # as the prefilter has them
        found: dict[str, set[int]] = defaultdict(set)
        for phrase, (form, terms) in zip(shorter, surfaces.forms.items(), strict=True):
            found[least_of[phrase]].update(terms, [term for _, term in surfaces.abbreviations.get(form, ())])
        rows = {phrase: sorted(found[phrase]) for phrase in sorted(found)}
        return cls(Phrases.of(rows), Packed.of_rows([sorted(own) for own in cues]), plain)


class AnchoredCues:
    """The cues that may be asked for where a least phrase may stand."""

    __slots__ = ("_cues", "_known", "_phrases", "_plain", "_terms")

    def __init__(self, known: Anchored) -> None:
        self._phrases = known.phrases.spelt.texts()
        self._terms = known.phrases.standing_for.rows()
        self._cues = known.cues.rows()
        self._plain = known.plain
        self._known: dict[str, frozenset[int]] = {}

    def asked(self, phrases: Iterable[str]) -> frozenset[int]:
        """All cues that a mention may ask for in a text in which no other least phrases stand."""
        return frozenset[int]().union(*map(self._of, phrases))

    def _of(self, phrase: str) -> frozenset[int]:
        if phrase not in self._known:
            place = bisect_left(self._phrases, phrase)
            found = place < len(self._phrases) and self._phrases[place] == phrase
            terms = self._terms[place] if found else ()
            asks = len(terms) > 1 or not self._plain.issuperset(terms)
            self._known[phrase] = frozenset([cue for term in terms for cue in self._cues[term]] if asks else ())
        return self._known[phrase]
