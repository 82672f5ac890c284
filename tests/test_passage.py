"""Passages: what is found out about a run, once."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting import calls

from termlint.document import Document, ProseRun, RunKind, Segment
from termlint.fold import folded
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.negation import scopes
from termlint.passage import Passages
from termlint.resolution import Polarity
from termlint.sentences import sentence_at, sentences
from termlint.span import Span


def _passages(*texts: str) -> Passages:
    """A document with one run for each text."""
    source, runs, at = "\n".join(texts), [], 0
    for number, text in enumerate(texts):
        span = Span(at, at + len(text))
        runs.append(ProseRun(RunKind.PARAGRAPH, text, (Segment(0, span),), number))
        at = span.end + 1
    return Passages(Document(source, tuple(runs)))


TEXTS = st.lists(st.sampled_from(["no ", "oil", ". ", "? ", "Dr. ", "without ", " ", "é", "x" * 600, "Yes, "])).map(
    "".join
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(text=TEXTS, at=st.integers(0, 1500))
def test_a_passage_says_what_its_text_says(text: str, at: int) -> None:
    """Sentences and what they negate are those of the text itself."""
    passage = _passages(text)[0]
    assert [*passage.sentences] == [*sentences(text)]
    assert passage.sentence_at(at) == sentence_at(sentences(text), at)
    for index, sentence in enumerate(passage.sentences):
        assert passage.heard(index) == scopes(sentence.of(text))


RUNS = st.lists(
    st.lists(st.sampled_from(["a", "B", "-", " ", "|", "\u00ad", "é", "Σ", "\u0130", "a-b", "x" * 30_000])).map(
        "".join
    ),
    min_size=1,
    max_size=6,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(texts=RUNS)
def test_a_stretch_has_the_words_of_its_runs_where_they_stand(texts: list[str]) -> None:
    """Folded together runs read as each by itself, and every stretch of text knows its run and place there."""
    passages = _passages(*texts)
    alone = {number: folded(text) for number, text in enumerate(texts)}
    seen = []
    for stretch in passages.stretches(range(len(texts))):
        at = 0
        for number in range(len(seen), len(texts)):
            text = alone[number].text
            if stretch.text[at : at + len(text)] != text or at > len(stretch.text):
                break
            seen.append(number)
            for start in range(0, len(text), max(1, len(text) // 10)):
                assert stretch.place(at + start, at + start + 1) == (number, alone[number].span(start, start + 1))
            if at + len(text) < len(stretch.text):
                assert stretch.place(at, at + len(text) + 1) is None
            at += len(text) + 1
        assert at == len(stretch.text) + 1
    assert seen == [*range(len(texts))]


def test_not_all_passages_of_a_large_document_are_kept() -> None:
    """What was let go is made again, and is the same."""
    passages = _passages(*("No oil." if number % 2 else "Oil." for number in range(12)))
    with patch("termlint.passage._KEPT", 3), patch("termlint.formats._runs._KEPT", 2):
        assert [passages[number].text for number in (*range(12), 0)] == ["Oil.", "No oil."] * 6 + ["Oil."]
        assert passages.polarity(1, Span(3, 6)) is Polarity.NEGATED
        document = FORMAT.parse("\n\n".join(f"Part {number}" for number in range(9)), FormatOptions())
        assert [run.text for run in (*document.runs, document.runs[0])] == [*(f"Part {n}" for n in range(9)), "Part 0"]


def test_a_stretch_is_not_endless() -> None:
    """Long runs make several stretches, and runs that are not linted are left out if so asked."""
    passages = _passages("a" * 60_000, "b", "c" * 60_000, "d")
    assert [len(stretch.text) for stretch in passages.stretches(range(4))] == [60_000, 60_002, 1]


def test_nothing_is_found_out_twice() -> None:
    """The same passage is given for the same run, and what it knows costs next to nothing the second time."""
    passages = _passages("No oil. Is there data? Not here.")
    passage = passages[0]

    def ask() -> None:
        _ = passage.sentences, passage.tells, passage.heard(0), passage.heard(1)

    assert calls(ask) > 20
    assert calls(ask) <= 15
    assert passages[0] is passage


@pytest.mark.parametrize(
    ("texts", "words", "polarity"),
    [
        (("Oil is used.",), "Oil", Polarity.AFFIRMED),
        (("No oil is used.",), "oil", Polarity.NEGATED),
        (("Is there oil?",), "oil", Polarity.QUESTIONED),
        (("Is there oil? Yes, there is.",), "oil", Polarity.AFFIRMED),
        (("Is there oil?", "No."), "oil", Polarity.NEGATED),
        (("",), "", Polarity.AFFIRMED),
        (("   ",), " ", Polarity.AFFIRMED),
    ],
)
def test_polarity_is_read_in_the_sentence(texts: tuple[str, ...], words: str, polarity: Polarity) -> None:
    """A stretch is denied, asked or affirmed by its own sentence, or by the answer in the next sentence or run."""
    at = texts[0].index(words)
    assert _passages(*texts).polarity(0, Span(at, at + len(words))) is polarity


def test_what_covers_both_parts_neither() -> None:
    """Seen from within the same negation a stretch is affirmed."""
    text = "Never rub the oil in."
    passages = _passages(text)
    rub, oil = (Span(text.index(word), text.index(word) + 3) for word in ("rub", "oil"))
    assert passages.polarity(0, oil) is Polarity.NEGATED
    assert passages.polarity(0, oil, rub) is Polarity.AFFIRMED
