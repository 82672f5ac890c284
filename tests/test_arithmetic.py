"""Arithmetic: weights, sums and leads."""

from __future__ import annotations

import pytest

from termlint.arithmetic import CERTAIN, FromCue, in_block, outcome_of, scores_of, sums_to_scores, weigh
from termlint.contest import Contest, Speech, without_place
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.model import Cue, Glossary, Sense, Term, Window
from termlint.occurrence import Found, Seen
from termlint.resolution import Outcome, Polarity
from termlint.span import Span

CUES = (Cue(text="oil", weight=4.0), Cue(text="chart", weight=2.0, within=Window.SENTENCE))
COMPILED = compile_glossary(
    Glossary(
        "Care",
        "en",
        (Term("massage", (Sense("one", "one", cues=CUES), Sense("two", "two", cues=(Cue(text="data"),)))),),
    )
)
CONTEST = Contest.of(COMPILED, (0,))
NUMBER = {cue.label: number for number, cue in enumerate(COMPILED.cue_list)}


def _seen(
    cue: str, window: Window = Window.PHRASE, share: float = 1.0, polarity: Polarity = Polarity.AFFIRMED, at: int = 0
) -> Seen:
    return Seen(Found(NUMBER[cue], 0, Span(at, at + 3), polarity), window, share, polarity)


def _weighed(*seen: Seen, learned: bool = False) -> list[tuple[str, float]]:
    term = COMPILED.terms[0]
    return [(piece.sense, piece.weight) for piece in weigh(term, Speech(term, learned=learned), seen)]


def test_what_is_farther_off_or_asked_counts_less_and_what_is_denied_counts_against() -> None:
    """The share of the window, half of it for what is asked, and half of it against for what is denied."""
    assert _weighed(_seen("oil")) == [("one", 4.0)]
    assert _weighed(_seen("oil", Window.BLOCK, 0.6)) == [("one", 2.4)]
    assert _weighed(_seen("oil", polarity=Polarity.QUESTIONED)) == [("one", 2.0)]
    assert _weighed(_seen("oil", polarity=Polarity.NEGATED)) == [("one", -2.0)]


def test_a_cue_beyond_its_window_counts_nothing() -> None:
    """`within` is the widest window in which a cue counts."""
    assert _weighed(_seen("chart", Window.SENTENCE)) == [("one", 2.0)]
    assert _weighed(_seen("chart", Window.BLOCK)) == []


def test_further_pieces_of_a_group_count_for_less() -> None:
    """The heaviest in full, the next two thirds, the third half; one within another not at all."""
    apart = [_seen("oil", at=at) for at in (0, 10, 20)]
    assert _weighed(*apart) == [("one", 4.0), ("one", 2.67), ("one", 2.0)]
    assert _weighed(_seen("oil"), _seen("oil")) == [("one", 4.0)]


def test_plain_words_speak_once() -> None:
    """Where words were learned, those of the author that bear no weight are among them."""
    assert _weighed(_seen("data")) == [("two", 2.0)]
    assert _weighed(_seen("data"), _seen("oil"), learned=True) == [("one", 4.0)]


def test_scores_are_sums_the_highest_first() -> None:
    """The order of the glossary breaks ties, and nothing at all leaves all at nought."""
    assert scores_of(CONTEST, []) == (("one", 0.0), ("two", 0.0))
    pieces = [without_place("a", "two", 1.005, "prior"), without_place("b", "two", 2.0, "prior")]
    assert scores_of(CONTEST, pieces) == (("two", round(3.005, 2)), ("one", 0.0))


@pytest.mark.parametrize(
    ("lead", "outcome"),
    [(0.99, Outcome.AMBIGUOUS), (1.0, Outcome.LIKELY), (2.99, Outcome.LIKELY), (CERTAIN, Outcome.CERTAIN)],
)
def test_the_lead_decides(lead: float, outcome: Outcome) -> None:
    """Less than the margin leaves it open, a long lead makes certain."""
    assert outcome_of((("one", 5.0 + lead), ("two", 5.0)), 1.0) is outcome


def test_who_has_no_rival_is_certain() -> None:
    """One sense needs no lead."""
    assert outcome_of((("one", -9.0),), 1.0) is Outcome.CERTAIN


def test_sums_give_the_same_scores() -> None:
    """In hundredths, without the senses of which nothing is said; a sum of nought may have either sign."""
    assert sums_to_scores(CONTEST, {}) == CONTEST.level
    assert sums_to_scores(CONTEST, {"two": 30}) == (("two", 0.3), ("one", 0.0))
    assert sums_to_scores(CONTEST, {"two": -30, "one": -30}) == (("one", -0.3), ("two", -0.3))
    assert sums_to_scores(CONTEST, {"one": 0}) is None


def test_what_has_no_place_is_not_beyond_the_block() -> None:
    """Of cues the window counts; what the settings expect, or what senses start with, stands nowhere."""
    assert in_block(FromCue("one", 4.0, _seen("oil", Window.BLOCK), None))
    assert not in_block(FromCue("one", 4.0, _seen("oil", Window.SECTION), None))
    assert in_block(without_place("prior", "one", 1.0, "prior", Window.DOCUMENT))
