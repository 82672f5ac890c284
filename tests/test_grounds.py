"""Grounds: evidence as it is shown, with its words and places."""

from __future__ import annotations

from termlint.formats.markdown import FORMAT
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.resolution import Polarity, Resolution

GLOSSARY = """\
glossary: Care
evidence:
  referral: {means: a referral, cues: [referral], negated: no-referral}
  no-referral: {means: no referral, cues: [walk in]}
terms:
  - term: massage
    senses:
      - {id: body, definition: work on the muscles of the body, cues: [{text: oil, weight: 2}, shoulder]}
      - {id: data, definition: work on figures in a table, cues: [{text: csv, weight: 1}, audit]}
  - term: medical massage
    senses:
      - {id: medical, definition: on referral, requires: {any: [referral], within: section},
         excludes: {any: [no-referral], within: section}}
"""
LINTER = Linter(read_glossary(("g.yml", GLOSSARY)))


def _one(source: str) -> Resolution:
    return LINTER.check(source, filename="a.md", format=FORMAT).resolutions[0]


def test_evidence_is_shown_as_it_is_written_the_heaviest_first() -> None:
    """Its words, its place in the source, and the cue that it is a form of."""
    source = "A massage with a *csv* and\nwarm OILS."
    shown = [(e.text, e.cue, e.sense, e.weight, e.span and e.span.of(source)) for e in _one(source).evidence]
    assert shown == [("OILS", "oil", "body", 2.0, "OILS"), ("csv", "csv", "data", 1.0, "csv")]


def test_words_by_themselves_say_where_they_are_known_from() -> None:
    """A word of a definition stands in the evidence with its own place and origin."""
    source = "A massage of the muscles, and no more."
    (word,) = [e for e in _one(source).evidence if e.origin == "definition"]
    assert (word.text, word.sense, word.span and word.span.of(source)) == ("muscles", "body", "muscles")


def test_what_a_demand_finds_weighs_nothing() -> None:
    """It is told by group, with how it stands: what is affirmed, and what counts as its opposite."""
    found = _one("Medical massage on referral, or you walk in.").required
    assert [(e.text, e.group, e.weight, e.polarity, e.origin) for e in found] == [
        ("referral", "referral", 0.0, Polarity.AFFIRMED, "requires")
    ]
    denied = _one("Medical massage without a referral: walk in.").excluded
    assert [(e.text, e.group, e.polarity) for e in denied] == [
        ("referral", "no-referral", Polarity.NEGATED),
        ("walk in", "no-referral", Polarity.AFFIRMED),
    ]


def test_what_is_only_asked_meets_no_demand() -> None:
    """A question does not say that there is a referral."""
    assert _one("Medical massage. Is there a referral?").required == ()
