"""What of a text is asked for, before it is parsed: where its terms may stand, and the cues of those."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from msgspec import Struct

from termlint.glossary.compiled import Compiled
from termlint.glossary.cue_phrases import Standing
from termlint.prefilter import Prescan
from termlint.resolution import Mention

_MANY = 10_000
"""From so many places on they are kept in arrays."""


class Asked(Struct, frozen=True):
    """The `offsets` of a source, in order, around which its prose is asked for: there stand anchors of terms, or words
    of the `cues` that those terms ask for, which are `standing` there."""

    offsets: Sequence[int]
    cues: frozenset[int]
    standing: Standing

    def covers(self, mentions: Iterable[Mention], compiled: Compiled) -> bool:
        """Whether no mention asks for more: one that markup hid may."""
        return compiled.wanted(compiled.asking(mention.terms for mention in mentions)) <= self.cues


def asked(compiled: Compiled, prescan: Prescan) -> Asked | None:
    """What is asked for of a source, by what a look at it gave; None where it may be anything."""
    if prescan.offsets is None:
        return None
    cues = compiled.anchored.asked(prescan.phrases)
    if not cues.isdisjoint(compiled.patterns):
        return None
    standing = compiled.cue_phrases.standing(cues, prescan.raw)
    if standing.offsets is None:
        return None
    return Asked(_in_order(prescan.offsets, standing.offsets), cues, standing)


def _in_order(some: Sequence[int], others: Sequence[int]) -> Sequence[int]:
    """The numbers of two ordered sequences in order; of very many in as little memory as they were."""
    if len(some) + len(others) < _MANY:
        return sorted({*some, *others})
    from heapq import merge

    return array("Q", merge(some, others))
