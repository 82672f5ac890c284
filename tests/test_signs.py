"""Signs: ways of speaking around a mention, and the words without which none of them is tried."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.needs import needs
from termlint.signs import CREDENTIAL, DEFINED, IT, PASSING, SIGNS, telling

WAYS = [pair for sign in SIGNS for pair in (*sign.elsewhere, *sign.onward)]
FIGURES = "00s"
"""What the way that speaks of a century needs: figures, of which nothing is read off a pattern."""


@pytest.mark.parametrize(("words", "way"), WAYS)
def test_each_way_needs_its_words(words: frozenset[str], way: str) -> None:
    """The words before a way are what is read off it, so that one of them stands wherever it matches."""
    if words == {FIGURES}:
        assert re.search(rf"{FIGURES}(?!\w*\?)", way)
    else:
        assert words in needs(way)


def test_ways_are_written_in_lower_case() -> None:
    """No way of saying has a capital, which no sentence in lower case would have."""
    for _, way in WAYS:
        plain = re.sub(r"\\[WSDB]", "", way)
        assert plain == plain.lower()


def test_what_goes_on_begins_with_the_mention() -> None:
    """Only what begins with the mention, and goes on at once, is tried there and nowhere else."""
    for sign in SIGNS:
        assert all(re.match(rf"{IT}(?!\[\^|\.\*)", way) for _, way in sign.onward)
        assert not any(re.match(rf"{IT}(?!\[\^|\.\*)", way) for _, way in sign.elsewhere)


@given(
    before=st.lists(st.sampled_from(["certified", "in", "what is", "many", "such as", "the term"]), max_size=3),
    after=st.lists(
        st.sampled_from(["practitioner", "is", "a", "form", "refers to", "?", "in short", "has gained"]), max_size=3
    ),
)
@settings(derandomize=True, deadline=None)
def test_the_words_are_a_gate_and_no_more(before: list[str], after: list[str]) -> None:
    """A sign shows where one of its ways matches, whatever words its ways need."""
    low = " ".join((*before, IT, *after))
    for sign in SIGNS:
        matches = any(re.search(way, low) for _, way in (*sign.elsewhere, *sign.onward))
        assert sign.shows(low, telling(low), low.index(IT)) is matches


def test_what_goes_on_elsewhere_says_nothing() -> None:
    """What must follow the mention is looked for after this one alone."""
    for sign, low in (
        (CREDENTIAL, " {0} {1} practitioner"),
        (DEFINED, "{0} {1} in short"),
        (PASSING, "{0} {1} has gained"),
    ):
        first, second = (low.format(*marks) for marks in ((IT, "x"), ("x", IT)))
        assert not sign.shows(first, telling(first), first.index(IT))
        assert sign.shows(second, telling(second), second.index(IT))
