"""Phrases of cues, by the words of a text."""

from __future__ import annotations

from termlint.anchors import RawText
from termlint.glossary.cue_phrases import CuePhrases
from termlint.matcher import Matcher

CUES = Matcher({"warm oil": (0,), "oil": (1,), "data": (2,), "100 %": (3,), "→": (4,)})
OF_TERM = {0: frozenset({0, 1}), 1: frozenset({2, 4}), 2: frozenset({3})}
PHRASES = CuePhrases(CUES, OF_TERM.__getitem__)


def _standing(source: str, *terms: int) -> set[str]:
    return {CUES.phrases[index] for index in PHRASES.standing(terms, RawText(source)).phrases}


def test_only_what_a_text_has_the_words_of_can_stand() -> None:
    """Of the cues of the terms asked for; a phrase without a word can stand anywhere."""
    assert _standing("Warm, and some data", 0, 1, 2) == {"warm oil", "data", "→"}
    assert _standing("Oil and data", 0) == {"oil"}
    assert _standing("Nothing", 0, 2) == set()
    assert _standing("100 times", 2) == {"100 %"}
    assert PHRASES.of((0, 1)) == frozenset(range(5)) - {3}


def test_a_text_that_cannot_be_trusted_can_have_all() -> None:
    """Where characters stand that folding takes away nobody knows its words."""
    assert _standing("d\u00adata", 0) == {"warm oil", "oil"}
    assert PHRASES.standing((0,), RawText("data"), [RawText("d\u00ada")]).phrases == PHRASES.of((0,))


def test_where_they_stand() -> None:
    """One word of each occurrence is found in the source; what has no word may be anywhere."""
    assert PHRASES.standing((0, 2), RawText("oil for 100 times")).offsets == [0, 8]
    assert PHRASES.standing((1,), RawText("data")).offsets is None


def test_other_texts() -> None:
    """What a source holds in other words can stand in it, too, if not at a place that is known."""
    found = PHRASES.standing((0, 2), RawText("o*i*l"), [RawText("oil"), RawText("more")])
    assert ({CUES.phrases[index] for index in found.phrases}, found.offsets) == ({"oil"}, [])


def test_long_texts_and_short_ones_are_looked_through_alike() -> None:
    """Few words are looked for in a long text at once; of many in a short one those that it has."""
    short, long = (PHRASES.standing((0, 1, 2), RawText("data, oil" + "." * count)) for count in (0, 9000))
    assert short.phrases == long.phrases
    assert {CUES.phrases[index] for index in long.phrases} == {"data", "oil", "→"}
    few = PHRASES.standing((0, 2), RawText("x" * 9000 + " oil 100"))
    assert few.offsets == [9001, 9005]
