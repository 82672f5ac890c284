"""Finding folded phrases."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.matcher import Hit, Matcher, longest

MATCHER = Matcher({"massage": (0,), "medical massage": (1,), "massage gun": (2, 3), "c++": (4,), "5": (5,)})


def _found(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(text[hit.start : hit.end], hit.values) for hit in MATCHER.hits(text)]


def test_overlapping_phrases_are_all_found_with_what_they_stand_for() -> None:
    """Every phrase at a place is a hit; choosing among them is another step."""
    assert sorted(_found("a medical massage gun")) == [
        ("massage", (0,)),
        ("massage gun", (2, 3)),
        ("medical massage", (1,)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "massages",
        "amassage",
        "massage_",
        "_massage",
        "massage1",
        "2massage",
        "massage\u0301",
        "massageé",
        "ñmassage",
        "massage\u20dd",
        "massage漢",
        "cafe\u0301massage",
        "massage\u093e",
    ],
)
def test_a_phrase_within_a_longer_word_is_no_hit(text: str) -> None:
    """Letters, digits, underscores of any script and combining marks bind."""
    assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    ["(massage)", "“massage”", "massage.", "massage's", "/massage/", "😀massage😀", "❤\ufe0fmassage", "massage\ufffc"],
)
def test_marks_and_symbols_bound_a_phrase(text: str) -> None:
    """Punctuation, quotes, emoji and what stands for an object bind nothing."""
    assert _found(text) == [("massage", (0,))]


def test_phrases_that_end_in_marks_are_found() -> None:
    """The bounds are checked outside the phrase, whatever it consists of."""
    assert _found("c++ and 5") == [("c++", (4,)), ("5", (5,))]
    assert _found("c++11 in 2025") == []


def test_what_is_no_text_is_passed_over() -> None:
    """Halves of surrogate pairs, as in names of files that are not UTF-8, neither match nor stop the search."""
    assert _found("\udcff massage \ud83d\ude00 5") == [("massage", (0,)), ("5", (5,))]


def test_an_empty_matcher_finds_nothing() -> None:
    """A glossary without terms makes an automaton that is never built."""
    assert list(Matcher({}).hits("massage")) == []


def test_the_leftmost_and_of_those_the_longest_is_kept() -> None:
    """Overlapping hits are resolved from the left; neighbours are both kept."""
    hits = [Hit(4, 9, (1,)), Hit(0, 5, (2,)), Hit(0, 3, (3,)), Hit(5, 9, (4,)), Hit(9, 12, (5,))]
    assert [hit.values for hit in longest(hits)] == [(2,), (4,), (5,)]


@given(text=st.text(alphabet="ab _1.é\u0301", max_size=40))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_hits_are_those_of_a_plain_search(text: str) -> None:
    """The automaton finds what trying every phrase at every place with a boundary test finds."""
    phrases = {"a": (0,), "ab": (1,), "a b": (2,), "b.a": (3,), "é": (4,)}
    plain = {
        (m.start(), m.start() + len(phrase), values)
        for phrase, values in phrases.items()
        for m in re.finditer(rf"(?<![\w\u0301])(?={re.escape(phrase)}(?![\w\u0301]))", text)
    }
    assert {(h.start, h.end, h.values) for h in Matcher(phrases).hits(text)} == plain
