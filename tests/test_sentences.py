"""Where sentences end."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.sentences import _SHORT, LONGEST, sentence_at, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("   ", []),
        ("One only", ["One only"]),
        ("One. Two.", ["One.", "Two."]),
        ("  One.  Two  ", ["One.", "Two"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("Well… Then rest.", ["Well…", "Then rest."]),
        ("He said “rest.” She slept.", ["He said “rest.”", "She slept."]),
        ("(It hurts.) Rest.", ["(It hurts.)", "Rest."]),
        ("See Dr. Lee at St. Ann's.", ["See Dr. Lee at St. Ann's."]),
        ("Rest, e.g. Sleep, helps.", ["Rest, e.g. Sleep, helps."]),
        ("J. Doe rests.", ["J. Doe rests."]),
        ("It costs 3.50 now. Rest.", ["It costs 3.50 now.", "Rest."]),
        ("Approx. 60 min. Rest after.", ["Approx. 60 min. Rest after."]),
        ("Visit example.org today.", ["Visit example.org today."]),
        ("It ends... and goes on.", ["It ends... and goes on."]),
        ("Do you? no.", ["Do you?", "no."]),
        ("Line one.\nLine two.", ["Line one.", "Line two."]),
    ],
)
def test_sentences_end_at_their_marks(text: str, parts: list[str]) -> None:
    """Full stops of abbreviations, initials, numbers and addresses end no sentence; question marks always do."""
    assert [span.of(text) for span in sentences(text)] == parts


@given(
    text=st.lists(st.sampled_from(["Dr.", "a", "B", ".", "!", "?", "…", "”", ")", " ", "\n", "3.5", "é"])).map("".join)
)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_sentences_cover_all_but_white_space(text: str) -> None:
    """Sentences are in order and disjoint, begin and end with a mark, and leave out white space only."""
    spans = sentences(text)
    end = 0
    for span in spans:
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        end = span.end
    assert not text[end:].strip()


def test_an_offset_between_sentences_belongs_to_the_one_before() -> None:
    """Each offset has one sentence; white space goes with what it follows, leading space with the first."""
    text = " One.  Two."
    spans = sentences(text)
    assert [sentence_at(spans, at) for at in (0, 1, 4, 5, 6, 7, 10)] == [0, 0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "text", ["word " * 1000, "word" * 1000, "One. " + "word, " * 900 + "end. Two.", " \n" * 900 + "x" * 2500]
)
def test_an_endless_sentence_is_cut_between_words(text: str) -> None:
    """No sentence is longer than the limit, and the pieces cover all but white space without parting a word."""
    spans = sentences(text)
    assert max(len(span) for span in spans) <= LONGEST
    assert "".join(span.of(text) for span in spans).replace(" ", "") == "".join(text.split())
    assert all(
        "word" * 1000 in text or "x" * 2500 in text or text[span.end : span.end + 1].strip() == "" for span in spans
    )


PIECES = (
    *("One", "Dr", "approx", "xapprox", "xxxxxxapprox", "e.g", "i", "no", "ſt", "Kg", "5", "example.org", "x" * 600),
    *(".", "...", "!", "?!", "…", ".)", ".”", '."', ".!", " ", " ", "  ", "\n", "\u00a0", "(", "é", "-"),
)


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_where_sentences_end_in_any_text(text: str) -> None:
    """At each mark before a gap, unless a lower letter follows or an abbreviation ends there, as plainly said here."""
    ends = [0]
    for mark in re.finditer("(?<![.!?…])[.!?…]+[\"'’”)\\]]*(?:\\s+|\\Z)", text):
        before = text[max(ends[-1], mark.start() - 8) : mark.start() + 1]
        short = re.search(rf"\b(?:{'|'.join(_SHORT)}|[a-z])\.$", before, re.IGNORECASE)
        following = text[mark.end() : mark.end() + 1]
        if not following or re.search("[!?]", mark[0]) or not (following.islower() or short):
            ends.append(mark.end())
    whole = [text[start:end].strip() for start, end in pairwise([*ends, len(text)])]
    expected = [piece for piece in whole if piece]
    if max(map(len, expected), default=0) <= LONGEST:
        assert [span.of(text) for span in sentences(text)] == expected
