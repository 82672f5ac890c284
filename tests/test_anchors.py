"""Anchors: one word of every phrase, found where it stands in a raw text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchors import Anchors, RawText

PHRASES = ("hot stone", "spa", "hs")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("A Hot-Stone spa!", "a hot stone spa "),
        ("snake_case", "snake case"),
        ("**É** “so”", "  é    so "),
        ("İstanbul", None),
        ("Stra\u00dfe", None),
        ("s\u00adpa", None),
        ("\ufeffspa", " spa"),
        ("\ufeffs\ufeffpa", None),
        ("", ""),
    ],
)
def test_the_words_of_a_source_stay_where_they_are(source: str, words: str | None) -> None:
    """Other characters become blanks, one for one; None where a letter has no lower case of its own length."""
    assert RawText(source).words == words


@pytest.mark.parametrize("shared", [True, False])
def test_anchors_are_found_as_whole_words(shared: bool) -> None:
    """Not within longer words; in any case, and wherever punctuation stands."""
    source = "The SPA's spaces: a (hot stone), HS_2 and hs."
    offsets = Anchors(PHRASES, shared=shared).offsets(RawText(source))
    assert offsets is not None
    assert sorted(offsets) == [source.index("SPA"), source.index("stone"), source.index("HS_"), source.index("hs.")]


def test_some_phrases_alone() -> None:
    """Only the anchors of the phrases asked for are looked for."""
    raw = RawText("a spa with a hot stone")
    assert Anchors(PHRASES).offsets(raw, {1}) == [2]
    assert Anchors(PHRASES).offsets(raw, frozenset()) == []


def test_what_cannot_be_told() -> None:
    """A text that cannot be trusted, and a phrase without a word, may stand anywhere."""
    assert Anchors(PHRASES).offsets(RawText("s\u00adpa")) is None
    with_sign = Anchors((*PHRASES, "→"))
    assert with_sign.offsets(RawText("nothing")) is None
    assert with_sign.offsets(RawText("a spa"), {1}) == [2]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="aB z\u00e9\u0301_-.\n“İß", max_size=30))
def test_words_are_as_long_as_the_source(source: str) -> None:
    """What is found in the words stands at the same place in the source."""
    words = RawText(source).words
    assert words is None or len(words) == len(source)
