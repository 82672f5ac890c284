"""Phrases of cues, by the words of a text."""

from __future__ import annotations

from termlint.anchors import RawText
from termlint.glossary.cue_phrases import CuePhrases
from termlint.matcher import Matcher

CUES = Matcher({"warm oil": (0,), "oil": (1,), "data": (2,), "100 %": (3,), "→": (4,)})
OF_TERM = {0: frozenset({0, 1}), 1: frozenset({2, 4}), 2: frozenset({3})}
PHRASES = CuePhrases(CUES, OF_TERM.__getitem__)


def _standing(source: str, *terms: int) -> set[str]:
    words = PHRASES.words([RawText(source)])
    return {CUES.phrases[index] for index in PHRASES.standing(terms, words)}


def test_only_what_a_text_has_the_words_of_can_stand() -> None:
    """Of the cues of the terms asked for; a phrase without a word can stand anywhere."""
    assert _standing("Warm, and some data", 0, 1, 2) == {"warm oil", "data", "→"}
    assert _standing("Oil and data", 0) == {"oil"}
    assert _standing("Nothing", 0, 2) == set()
    assert _standing("100 times", 2) == {"100 %"}


def test_a_text_that_cannot_be_trusted_can_have_all() -> None:
    """Where characters stand that folding takes away nobody knows its words."""
    assert PHRASES.words([RawText("oil"), RawText("d\u00adata")]) is None
    assert _standing("d\u00adata", 0) == {"warm oil", "oil"}


def test_where_they_stand() -> None:
    """One word of each occurrence is found in the source; what has no word may be anywhere."""
    assert PHRASES.offsets(RawText("data and oil"), frozenset({1, 2})) == [0, 9]
    assert PHRASES.offsets(RawText("data"), frozenset({2, 4})) is None
