"""TL101: two senses that readers must not confuse both fit."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
terms:
  - term: therapeutic massage
    senses:
      - id: therapeutic-massage.clinical
        definition: hands-on treatment of a complaint
        cues: [injury, assessment]
      - id: therapeutic-massage.wellness
        definition: massage for well-being
        cues: [relax, spa]
  - term: massage
    senses:
      - {id: massage, definition: rubbing of the body}
      - {id: massage.sports, definition: rubbing of athletes, broader: massage}
      - {id: massage.sports.event, definition: rubbing at a race, broader: massage.sports}
      - {id: massage.tidy, definition: tidying data, prior: -3}
  - term: rubdown
    senses: [{id: rubdown, definition: a quick massage}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "A rubdown for all.",
        "Our massage is good.",
        "After an injury we offer therapeutic massage.",
        "We do not offer therapeutic massage.",
        "They call it “therapeutic massage” here.",
        "How does therapeutic massage differ from rest?",
        "She is a certified therapeutic massage practitioner.",
        "# Spa menu\n\nWe offer therapeutic massage.",
        "---\ntags: [spa, relax]\n---\nWe offer therapeutic massage.",
        "We offer therapeutic massage.\n\nIt starts with an assessment of the injury.",
        "We offer `therapeutic massage`.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """One sense, related senses, decided senses and mentions that are only spoken about are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We offer therapeutic massage.", "therapeutic massage"),
        ("We offer **therapeutic** massage.", "therapeutic** massage"),
        ("# Therapeutic Massage\n\nWe are open.", "Therapeutic Massage"),
        ("| Therapeutic massages | £60 |\n| - | - |\n", "Therapeutic massages"),
        ("We do therapeutic\nmassage too.", "therapeutic\nmassage"),
        ("We offer therapeutic massage.\n\nIt starts with an assessment.", "therapeutic massage"),
        ("Relax at our spa.\n\n# Prices\n\nWe offer therapeutic massage.", "therapeutic massage"),
    ],
)
def test_reported_where_nothing_decides(bench: Any, text: str, words: str) -> None:
    """The report lies on the mention, through markup; one cue far away is too weak to decide."""
    assert bench.reports(text, GLOSSARY) == [("TL101", words)]


def test_balanced_evidence_is_told_from_none(bench: Any) -> None:
    """Where cues of both senses stand side by side the message says that they balance, and shows them."""
    text = "We offer therapeutic massage for injury, spa."
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert found.message.endswith("; the evidence is balanced")
    assert {e.text for e in found.evidence} == {"injury", "spa"}
    assert found.sense is None
    assert found.candidates == ("therapeutic-massage.clinical", "therapeutic-massage.wellness")


def test_one_report_a_section(bench: Any) -> None:
    """Further mentions in the section are related places; another section is another report."""
    text = "We offer therapeutic massage.\nTherapeutic massage it is.\n\n# Next\n\nWe offer therapeutic massage.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [6]]


def test_an_expected_sense_decides(bench: Any) -> None:
    """What the configuration expects here counts as evidence."""
    assert bench.reports("We offer therapeutic massage.", GLOSSARY, expect=("therapeutic-massage.wellness",)) == []
