"""Words are found in raw texts, whole and where they stand."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.matcher import automaton_of_bytes
from termlint.search import Search, parts

WORDS = st.sampled_from((b"spa", b"spas", b"a", b"x", b"stone", b"hot"))


def test_which_word_stands_where() -> None:
    """Which of the words stand in a text, and where each of them does."""
    which, places = Search.of([b"stone", b"spa", b"ho"]).occurrences(b"a spa with a hot stone")
    assert (list(which), list(places)) == ([1, 0], [2, 17])
    assert Search.of([]).occurrences(b"a spa") == (array("I"), array("Q"))
    assert Search.of([]).places(b"a spa") == []


def test_long_texts_are_searched_in_parts() -> None:
    """Each ends where a word does, and places are those in the whole; a long word is not parted."""
    words = b"".join([b"spa " * 20_000, b"x" * 120_000, b" spas" * 3, b" spa"])
    assert b"".join([part for _, part in parts(words)]) == words
    assert [place for place, _ in parts(words)] == [0, 50_003, 200_000]
    assert [*Search.of([b"spa"]).occurrences(words)[1]] == [*range(0, 80_000, 4), len(words) - 3]


def test_what_is_quick_to_search_is_made_once_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once where much is expected, else after much was searched, and never again."""
    made: list[bool] = []

    def make(words: Sequence[bytes], *, fast: bool) -> object:
        made.append(fast)
        return automaton_of_bytes(words, fast=fast)

    monkeypatch.setattr("termlint.search.automaton_of_bytes", make)
    for expected, told in ((0, [False, True]), (1_000_000, [True])):
        made.clear()
        search = Search([b" spa "], expected)
        for text in (b"a spa", b"spa " * 1_000, b"no spas"):
            search.places(text)
        assert made == told


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.sets(WORDS, min_size=1),
    st.lists(st.lists(WORDS, max_size=60).map(b" ".join), min_size=1, max_size=5),
    st.sampled_from((0, 1_000_000)),
)
def test_what_is_found_does_not_depend_on_how_much_is_searched(
    words: set[bytes], texts: list[bytes], expected: int
) -> None:
    """Much text is searched by another automaton, from the beginning where it is expected; that finds the same."""
    asked = sorted(words)
    search = Search([b" %b " % word for word in asked], expected)
    for text in texts:
        starts = [sum(len(word) + 1 for word in text.split()[:at]) for at in range(len(text.split()))]
        there = [(start, word) for start, word in zip(starts, text.split(), strict=True) if word in words]
        which, places = search.occurrences(text)
        assert [(place, asked[index]) for index, place in zip(which, places, strict=True)] == there
        assert search.places(text) == [(asked.index(word), start, start + len(word)) for start, word in there]
