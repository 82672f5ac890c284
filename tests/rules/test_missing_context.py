"""TL102: what the sense requires is not in sight."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
evidence:
  referral:
    means: a referral
    cues: [referral, prescription, prescribed by]
    negated: no-referral
  no-referral:
    means: that no referral is needed
    cues: [walk in]
  condition:
    means: a named condition
    cues: [sciatica, whiplash]
  licence:
    means: a licence
    cues: [licensed]
terms:
  - term: medical massage
    senses:
      - id: medical-massage
        definition: massage prescribed for a condition
        broader: massage-therapy
        requires: {any: [referral, condition], within: section}
        excludes: {any: [no-referral]}
  - term: oncology massage
    senses:
      - id: oncology-massage
        definition: massage of people with cancer
        requires: {all: [licence, referral], within: block}
  - term: lymph drainage
    use: light massage
    senses:
      - id: lymph-drainage
        definition: light strokes that move lymph
        requires: {any: [condition], within: sentence}
  - term: massage therapy
    senses: [{id: massage-therapy, definition: the trade}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "Medical massage for sciatica.",
        "Medical massage is on Monday.\n\nBring your referral.",
        "# Sciatica\n\nMedical massage on Monday.",
        "# Whiplash\n\n## Prices\n\nMedical massage on Monday.",
        "# Medical massage\n\nHelp with sciatica.",
        "# Medical massage\n\n## Who it is for\n\nPeople with sciatica.",
        "---\ntags: [whiplash]\n---\nMedical massage on Monday.",
        "Do you need a referral? Yes. Book your medical massage.",
        "Medical massage, not without a referral.",
        "We do not offer medical massage.",
        "A non-medical massage.",
        "What is medical massage?",
        "They call it “medical massage”.",
        "Your doctor may recommend medical massage.",
        "She is a certified medical massage practitioner.",
        "Our licensed staff give oncology massage on referral.",
        "Lymph drainage after whiplash.",
        "Massage therapy for all.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """What is required may stand anywhere in its window, headings and front matter too; speaking of is not using."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "words", "shows"),
    [
        (
            "Enjoy our medical massage.",
            "medical massage",
            "referral or condition in its section",
        ),
        (
            "Enjoy our medical massages with oil.",
            "medical massages",
            "referral or condition in its section",
        ),
        (
            "Do you need a referral? Perhaps. Enjoy our medical massage.",
            "medical massage",
            "referral or condition in its section",
        ),
        (
            "# Sciatica\n\nRest.\n\n# Spa\n\nEnjoy our medical massage.",
            "medical massage",
            "referral or condition in its section",
        ),
        (
            "Our medical massage is not for sciatica.",
            "medical massage",
            "referral or condition in its section",
        ),
        (
            "Our oncology massage needs a referral.",
            "oncology massage",
            "licence in its paragraph",
        ),
        (
            "Our oncology massage is gentle.\n\nWe are licensed and ask for a referral.",
            "oncology massage",
            "licence or referral in its paragraph",
        ),
        (
            "Our lymph drainage is light. It helps after whiplash.",
            "lymph drainage",
            "condition in its sentence",
        ),
    ],
)
def test_reported_with_what_is_missing_and_where(bench: Any, text: str, words: str, shows: str) -> None:
    """The message names what is missing and the window; denied, asked and far evidence does not count."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert (found.code, found.span.of(text)) == ("TL102", words)
    assert found.message == f"“{words}” with no {shows}"


def test_a_contradiction_is_another_rule(bench: Any) -> None:
    """Where the context contradicts the sense, that alone is reported."""
    assert bench.reports("Medical massage, no referral needed.", GLOSSARY) == [("TL103", "Medical massage")]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("Our medical massage.", "name the referral or condition, or write “massage therapy”"),
        ("Our oncology massage.", "name the licence and referral"),
        ("Our lymph drainage.", "name the condition, or write “light massage”"),
    ],
)
def test_the_help_names_a_term_that_promises_less(bench: Any, text: str, help: str) -> None:
    """The term to use is the glossary's, else the broader sense's; without one only the evidence is asked for."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert found.help == help
    assert found.fix is None


def test_one_report_a_section(bench: Any) -> None:
    """Mentions in one section are one report with related places, those in another are another."""
    text = "Our medical massage. Medical massages relax.\n\n# Two\n\nOur medical massage.\n\n- Medical massage too\n"
    assert bench.places(text, GLOSSARY) == [[1, 1], [5, 7]]
