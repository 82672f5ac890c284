"""Nearness: where a cue stands beside a mention, and the share of its weight that counts from there."""

from __future__ import annotations

import pytest

from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.model import Window
from termlint.mention import Mention
from termlint.nearness import IN_BLOCK, LEAST_SHARES, Beside, first_from, tells
from termlint.negation import scopes
from termlint.occurrence import Found
from termlint.passage import Passages
from termlint.resolution import Polarity
from termlint.span import Span


def _seen(text: str, word: str, term: str = "rub") -> tuple[Window, float, Polarity] | None:
    """How the first occurrence of a word is seen from the first of the term."""
    document = FORMAT.parse(text, FormatOptions())
    passages = Passages(document)
    spans = (Span(text.index(one), text.index(one) + len(one)) for one in (term, word))
    at, there = spans
    mention = Mention(at, 0, at, (0,), term, True)
    index = passages[0].sentence_at(at.start)
    one = Beside(document, passages, mention, index, own=False).nearest((1, Polarity.AFFIRMED), [_found(there)])
    return (one[1].window, one[1].share, one[1].polarity) if one else None


def _found(at: Span, run: int = 0) -> Found:
    return Found(1, run, at, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They rub the oil in.", (Window.PHRASE, 1.0, Polarity.AFFIRMED)),
        ("Oil: rub, then oil.", (Window.SENTENCE, 1 / (1 + 7 / 120), Polarity.AFFIRMED)),
        (f"We rub {'x' * 300} oil.", (Window.SENTENCE, IN_BLOCK, Polarity.AFFIRMED)),
        ("They rub it. Take oil.", (Window.BLOCK, IN_BLOCK, Polarity.AFFIRMED)),
        ("They rub it without oil.", (Window.PHRASE, 1.0, Polarity.NEGATED)),
        ("They never rub oil.", (Window.PHRASE, 1.0, Polarity.AFFIRMED)),
    ],
)
def test_how_a_cue_is_seen(text: str, expected: tuple[Window, float, Polarity]) -> None:
    """By marks and characters between the two, and by negations that part them."""
    assert _seen(text, "oil") == expected


def test_what_lies_within_the_mention_says_nothing() -> None:
    """The term says it already."""
    assert _seen("They oil-rub it.", "oil", "oil-rub") is None


def test_shares_are_never_less_than_the_least_of_their_window() -> None:
    """So what is seen in order of shares need not be looked at beyond that."""
    assert LEAST_SHARES[Window.PHRASE] == 1.0
    assert LEAST_SHARES[Window.SENTENCE] == LEAST_SHARES[Window.BLOCK] == IN_BLOCK


def test_whether_a_sentence_tells() -> None:
    """Of a negation or a question."""
    assert tells(scopes("It is not oil."))
    assert tells(scopes("Is it oil?"))
    assert not tells(scopes("It is oil."))


def test_the_first_occurrence_from_a_place() -> None:
    """By run, and by place in the run."""
    row = [_found(Span(4, 6)), _found(Span(9, 11)), _found(Span(0, 2), run=3)]
    assert [first_from(row, 0), first_from(row, 0, 5), first_from(row, 1), first_from(row, 4)] == [0, 1, 2, 3]
