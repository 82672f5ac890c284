"""Windows: what stands around a mention, found once for its run."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import PROSE, WORDS

from termlint.glossary.alternatives import any_of
from termlint.glossary.windows import Run, Vocabulary, Window, _all_bare, _bare
from termlint.span import Span

VOCABULARY = Vocabulary(WORDS, ["into"])


def words(window: Window) -> set[str]:
    """The words that can stand in a window."""
    return {VOCABULARY.words[number] for number in window.numbers}


def test_what_a_window_shows() -> None:
    """The text around the mention with marks, the words in it, and the way back to the run."""
    window = Window(Run("No kale. INTO the rub red-cabbage. Neck.", VOCABULARY), Span(18, 21), Span(9, 34))
    assert window.text == "INTO the \ue000rub\ue001 red-cabbage."
    assert window.low == window.text.lower()
    assert words(window) == {"into", "the", "red", "red cabbage"}
    assert [window.unmarked(window.text.index(mark)) for mark in ("the", "rub", " red")] == [14, 18, 21]


def test_no_lower_case_of_odd_or_long_texts() -> None:
    """What engines may treat differently, and what is so long that a pattern could take its time, has none."""
    at = Span(0, 1)
    assert Window(Run("a \u017f", VOCABULARY), at, Span(0, 3)).low is None
    assert Window(Run("a " * 600, VOCABULARY), at, Span(0, 1200)).low is None
    assert Window(Run("a " * 600, VOCABULARY), at, Span(0, 900)).low


@settings(derandomize=True, max_examples=600, deadline=None)
@given(text=PROSE, data=st.data())
def test_no_word_is_missed(text: str, data: st.DataObject) -> None:
    """Wherever a window begins and ends, each word that a pattern could find in it is known."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = words(Window(Run(text, VOCABULARY), Span(start, start), Span(start, end)))
    for word in (word for every in WORDS.values() for word in every):
        if regex.search(any_of([word]), text[start:end], regex.IGNORECASE):
            assert word in found
    if regex.search("into", text[start:end], regex.IGNORECASE):
        assert "into" in found


@settings(derandomize=True, deadline=None)
@given(words=st.lists(st.text("ab1_ -'\u2019\u00e9\t", max_size=6), max_size=5))
def test_words_are_bared_together(words: list[str]) -> None:
    """As each is by itself."""
    assert _all_bare(words) == [_bare(word) for word in words]


def test_the_groups_of_a_word() -> None:
    """All that have it, in their order; none has a word that patterns need for itself."""
    known = Vocabulary({"one": ("red", "blue"), "two": ("red",)}, ["blue", "into"])
    groups = {word: known.groups_of(number) for number, word in enumerate(known.words[:2])}
    assert groups == {"red": ("one", "two"), "blue": ("one",)}
    assert [known.groups_of(number) for number in (2, 3)] == [(), ()]
