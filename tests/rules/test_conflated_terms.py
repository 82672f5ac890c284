"""TL105: two terms that the glossary keeps apart are used as one."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
terms:
  - term: physiotherapy
    synonyms: [physical therapy]
    abbreviations: [PT]
    apart-from: [massage, personal training]
    senses: [{id: physiotherapy, definition: treatment that restores movement}]
  - term: massage
    senses: [{id: massage, definition: rubbing of the body}]
  - term: personal training
    senses: [{id: personal-training, definition: exercise with a coach}]
  - term: bodywork
    senses: [{id: bodywork, definition: work on the body by hand}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "We offer physiotherapy and massage.",
        "We offer physiotherapy, massage and bodywork.",
        "Physiotherapy & massage are on the first floor.",
        "Physiotherapy or massage?",
        "Physiotherapy, not massage, is paid by the plan.",
        "Massage bodywork on Monday.",
        "Massage (bodywork) on Monday.",
        "Physiotherapy. Massage.",
        "# Physiotherapy\n\nMassage",
        "Physiotherapy\n\nMassage",
        "- Physiotherapy\n- Massage",
        "| Physiotherapy | Massage |\n| - | - |\n",
        "Physiotherapy and massage are not the same.",
        "Do not call it physiotherapy, also called massage.",
        "How does physiotherapy differ from massage?",
        "Physiotherapy `/` massage",
        "Physiotherapy, then massage.",
        "Physiotherapy (30 min) massage (60 min)",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """Two things side by side, told apart, compared or denied, and terms that need not be kept apart, are fine."""
    assert bench.reports(text, GLOSSARY, select=("TL105",)) == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("A physiotherapy massage on Monday.", "physiotherapy", "massage"),
        ("A physical-therapy massage.", "physical-therapy", "massage"),
        ("A massage/physiotherapy visit.", "massage", "physiotherapy"),
        ("Massage / physiotherapy", "Massage", "physiotherapy"),
        ("Our physiotherapy (massage) is good.", "physiotherapy", "massage"),
        ("Massage (also physiotherapy) is good.", "Massage", "physiotherapy"),
        ("Massage, also known as physiotherapy, is good.", "Massage", "physiotherapy"),
        ("Massage, i.e. physiotherapy, is good.", "Massage", "physiotherapy"),
        ("Massage is just physiotherapy.", "Massage", "physiotherapy"),
        ("Physical therapy is another word for massage.", "Physical therapy", "massage"),
        ("Physiotherapy and massage mean the same.", "Physiotherapy", "massage"),
        ("Physiotherapy and massage are one and the same.", "Physiotherapy", "massage"),
        ("A **physiotherapy** *massage*.", "physiotherapy", "massage"),
        ("A physiotherapy\nmassage.", "physiotherapy", "massage"),
        ("Our personal training (physiotherapy) rocks.", "personal training", "physiotherapy"),
    ],
)
def test_reported_at_the_first_of_the_two(bench: Any, text: str, first: str, second: str) -> None:
    """Side by side, by a slash, a bracket, "also called" or "the same": used as one, in either order."""
    (found,) = bench.check(text, GLOSSARY, select=("TL105",)).diagnostics
    assert (found.code, found.span.of(text)) == ("TL105", first)
    assert found.message == f"“{first}” and “{second}” are used as one"
    assert found.fix is None


def test_the_help_says_what_to_do(bench: Any) -> None:
    """What to write is said in one line; which of the two is meant is the author's to know."""
    (found,) = bench.check("A physiotherapy massage.", GLOSSARY).diagnostics
    assert found.help == "they are two things: keep the one that is meant, or name them as two"
    assert found.fix is None


def test_one_report_a_section(bench: Any) -> None:
    """A pair that occurs again in its section is a related place."""
    text = "A physiotherapy massage.\nA physiotherapy massage.\n\n# B\n\nA physiotherapy massage.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [6]]
