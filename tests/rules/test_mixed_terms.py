"""TL203: two designations of one sense in one document."""

from __future__ import annotations

import re
from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
terms:
  - term: physiotherapy
    synonyms: [physical therapy, physio]
    senses: [{id: physiotherapy, definition: treatment that restores movement}]
  - term: session
    synonyms: [appointment]
    senses:
      - {id: session.visit, definition: a visit, cues: [{text: book, weight: 5}]}
      - {id: session.login, definition: a time logged in, cues: [{text: browser, weight: 5}]}
  - {term: massage, senses: [{id: massage, definition: rubbing}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Physiotherapy here, physiotherapy there, Physiotherapies.",
        "Our physical therapy. More physical-therapy.",
        "Physio and massage.",
        "Physiotherapy is also called physical therapy.",
        "Physiotherapy, known as physical therapy elsewhere.",
        "Physiotherapy. Some say “physical therapy”.",
        "Our physiotherapy is given by a certified physical therapy assistant.",
        "Book a session.\n\n# Help\n\nThe browser ends the appointment.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """One designation, a second that is introduced, quoted or part of a title, and two senses are fine."""
    assert bench.reports(text, GLOSSARY, select=("TL203",)) == []


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("Our physio helps. Physiotherapy is paid.", "physio", "“physio” and “physiotherapy” name one sense"),
        (
            "Our physio helps. Our physical therapy is paid.",
            "physical therapy",
            "“physical therapy” and “physio” name one sense",
        ),
        (
            "Physiotherapy helps.\n\n# Prices\n\nPhysical Therapies: £60",
            "Physical Therapies",
            "“physical therapy” and “physiotherapy” name one sense",
        ),
        ("Book a session. Book an appointment.", "appointment", "“appointment” and “session” name one sense"),
    ],
)
def test_reported_at_the_first_use_of_the_other(bench: Any, text: str, words: str, message: str) -> None:
    """The term itself is kept where the document has it, else the designation that comes first."""
    (found,) = bench.check(text, GLOSSARY, select=("TL203",)).diagnostics
    assert (found.code, found.span.of(text)) == ("TL203", words)
    assert found.message == f"{message} in this document"
    (related,) = found.related
    assert related.message == f"“{re.findall('“(.*?)”', message)[1]}” here"


def test_the_fix_is_unsafe(bench: Any) -> None:
    """Which of the two suits the readers is the author's choice."""
    text = "Physiotherapy helps. Try our Physical Therapy."
    assert bench.fixed(text, GLOSSARY) == text
    assert bench.fixed(text, GLOSSARY, unsafe=True) == "Physiotherapy helps. Try our Physiotherapy."


def test_three_designations_are_all_mended(bench: Any) -> None:
    """Fixing goes on until one designation is left."""
    text = "Physiotherapy. Our physio. Our physical therapy."
    assert bench.fixed(text, GLOSSARY, unsafe=True) == "Physiotherapy. Our physiotherapy. Our physiotherapy."
