"""Contests: what stays the same from mention to mention."""

from __future__ import annotations

from termlint.contest import Contest
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.model import Cue, Glossary, Requirement, Sense, Term
from termlint.resolution import Outcome

OIL, DATA = Cue(text="oil"), Cue(pattern="{term} data")
REQUIRED = Requirement(any=("referral",))
ONE = Sense("one", "one", cues=(OIL,), prior=0.5)
TWO = Sense("two", "two", cues=(DATA,))
MEDICAL = Sense("medical", "medical", requires=REQUIRED)


def _contest(*terms: Term) -> Contest:
    from termlint.glossary.model import EvidenceGroup

    groups = (EvidenceGroup("referral", "a referral", (Cue(text="referral"),)),)
    compiled = compile_glossary(Glossary("Care", "en", terms, groups))
    return Contest.of(compiled, range(len(terms)))


def test_senses_compete_in_the_order_of_the_glossary() -> None:
    """All senses of all terms of the form, each with nothing to begin with, and the cues that can matter to any."""
    contest = _contest(Term("massage", (ONE, TWO)), Term("rub", (Sense("rub", "rub"),)))
    assert [*contest.senses] == ["one", "two", "rub"]
    assert contest.level == (("one", 0.0), ("two", 0.0), ("rub", 0.0))
    assert len(contest.cues) == 2
    assert len(contest.relative) == 1
    assert [[prior.weight for prior in priors] for priors in contest.priors] == [[0.5], []]


def test_one_sense_that_asks_for_nothing_needs_no_evidence() -> None:
    """Its cues cannot matter, and all but its score is known."""
    contest = _contest(Term("massage", (ONE,)))
    assert not contest.cues
    assert contest.known["sense"] is ONE
    assert contest.known["outcome"] is Outcome.CERTAIN
    assert contest.known["candidates"] == (ONE,)
    assert contest.known["claims"] == ()


def test_a_demand_has_to_be_looked_at() -> None:
    """Where the one sense requires something its cues are looked for, and what they give is not known before."""
    contest = _contest(Term("medical massage", (MEDICAL,)))
    assert contest.cues
    assert contest.known["sense"] is MEDICAL
    assert "required" not in contest.known
    assert contest.known["excluded"] == ()


def test_of_rivals_the_term_alone_is_known() -> None:
    """Two senses of one term leave the term; senses of two terms leave nothing, but that nobody demands anything."""
    assert [*_contest(Term("massage", (ONE, TWO))).known] == ["required", "excluded", "claims", "term"]
    assert "term" not in _contest(Term("massage", (ONE,)), Term("rub", (TWO,))).known


def test_a_term_without_senses_is_no_riddle() -> None:
    """It means itself: no sense, certain."""
    known = _contest(Term("cure-all", ())).known
    assert (known["sense"], known["outcome"], known["candidates"]) == (None, Outcome.CERTAIN, ())
