"""Stems: what makes two words one, and what can be told without making them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.stems import Stemmer, beginnings

ENDINGS = (
    "",
    "s",
    "es",
    "ed",
    "ing",
    "ly",
    "edly",
    "ingly",
    "ies",
    "ied",
    "'s",
    "’s",
    "y",
    "ying",
    "e",
    "er",
    "ization",
)
ENGLISH = Stemmer("en-GB")


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [("en", "injuries", "injuri"), ("de", "häuser", "haus"), ("xx", "injuries", "injuries")],
)
def test_a_stem(language: str, word: str, stem: str) -> None:
    """By the stemmer of the language; a language without one keeps its words."""
    assert Stemmer(language).stem(word) == stem


def test_a_word_that_cannot_have_one_of_some_stems() -> None:
    """It begins otherwise; other languages may change the beginning, and nothing is said of their words."""
    some = beginnings([ENGLISH.stem("injury"), ENGLISH.stem("die")])
    words = ("injuries", "dying", "massage", "a's", "oing")
    assert [word for word in words if ENGLISH.could_begin(word, some)] == ["injuries", "dying", "a's", "oing"]
    assert Stemmer("ga").could_begin("massage", some)
    assert not Stemmer("xx").could_begin("massage", some)


@settings(derandomize=True, max_examples=800, deadline=None)
@given(word=st.text("aeiouybdlnstrgé'’3-", min_size=1, max_size=6), endings=st.tuples(*(st.sampled_from(ENDINGS),) * 2))
def test_the_beginning_of_a_word_is_kept(word: str, endings: tuple[str, str]) -> None:
    """Whatever its endings, unless they begin at its second letter."""
    whole = word + "".join(endings)
    assert ENGLISH.could_begin(whole, beginnings([ENGLISH.stem(whole)]))


def test_the_beginning_of_short_words_is_kept() -> None:
    """Of one or two letters, with two endings."""
    for size in (1, 2):
        for letters in product("aeybn", repeat=size):
            for endings in product(ENDINGS, repeat=2):
                whole = "".join((*letters, *endings))
                assert ENGLISH.could_begin(whole, beginnings([ENGLISH.stem(whole)])), whole
