"""Windows: what stands around a mention, found once for its run."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import PROSE, WORDS

from termlint.glossary.quick import any_of
from termlint.glossary.windows import GroupWords, Run, Window
from termlint.matcher import Substrings
from termlint.span import Span

GROUPS = GroupWords(WORDS)


def run(text: str) -> Run:
    """A run that asks for one word besides those of groups."""
    return Run(text, Substrings(["into"]), GROUPS)


def test_what_a_window_shows() -> None:
    """The text around the mention with marks, the words and groups in it, and the way back to the run."""
    window = Window(run("No kale. INTO the rub red-cabbage. Neck."), Span(18, 21), Span(9, 34))
    assert window.text == "INTO the \ue000rub\ue001 red-cabbage."
    assert window.low == window.text.lower()
    assert window.words == {"into"}
    assert window.groups == {"{the}": {"the"}, "{food}": {"red", "red cabbage"}}
    assert [window.unmarked(window.text.index(mark)) for mark in ("the", "rub", " red")] == [14, 18, 21]


def test_no_lower_case_of_odd_or_long_texts() -> None:
    """What engines may treat differently, and what is so long that a pattern could take its time, has none."""
    at = Span(0, 1)
    assert Window(run("a ſ"), at, Span(0, 3)).low is None
    assert Window(run("a " * 600), at, Span(0, 1200)).low is None
    assert Window(run("a " * 600), at, Span(0, 900)).low


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(text=PROSE, data=st.data())
def test_no_word_of_a_group_is_missed(text: str, data: st.DataObject) -> None:
    """Wherever a window begins and ends, each word that a pattern could find in it is known."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    window = Window(run(text), Span(start, start), Span(start, end))
    for name, words in WORDS.items():
        for word in words:
            if regex.search(any_of([word]), text[start:end], regex.IGNORECASE):
                assert word in window.groups[f"{{{name}}}"]
    if regex.search("into", text[start:end], regex.IGNORECASE):
        assert "into" in window.words
