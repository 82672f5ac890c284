"""TL204: wrong case or spelling of a term."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Names
terms:
  - {term: Pilates, case: exact, misspellings: [pilattes, Pilate], senses: [{id: pilates, definition: exercise}]}
  - {term: Rolfing Structural Integration, case: exact, senses: [{id: rolfing, definition: bodywork}]}
  - {term: iFlow, case: exact, senses: [{id: iflow, definition: an app}]}
  - {term: reiki, case: exact, senses: [{id: reiki, definition: laying on of hands}]}
  - {term: TENS, case: exact, senses: [{id: tens, definition: nerve stimulation}]}
  - {term: massage, misspellings: [massge, massauge], senses: [{id: massage, definition: rubbing}]}
  - {term: masseur, senses: [{id: masseur, definition: who gives massage}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Pilates and Pilates' rules. Pilates's too.",
        "# PILATES FOR ALL",
        "Try PILATES now!",
        "Rolfing Structural Integration helps.",
        "iFlow is an app. Get iFlow.",
        "# IFLOW",
        "We teach reiki. Reiki helps.",
        "Reiki: what it is.",
        "Ask us! Reiki helps.",
        "TENS helps.",
        "MASSAGE, Massage, massage and MaSsAgE.",
        "She wrote “pilates”.",
        "`pilates` and <b class='pilates'>you</b>",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """The right spelling, capitals throughout, a capital at the start, quotations and code are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Try pilates.", "Try Pilates."),
        ("Try PiLates.", "Try Pilates."),
        ("We like rolfing structural integration.", "We like Rolfing Structural Integration."),
        ("We like rolfing structural integration's aims.", "We like Rolfing Structural Integration's aims."),
        ("Get IFlow and Iflow.", "Get iFlow and iFlow."),
        ("We teach Reiki.", "We teach reiki."),
        ("We use tens.", "We use TENS."),
        ("A massge.", "A massage."),
        ("A massauge.", "A massage."),
        ("MASSGE", "MASSAGE"),
        ("Massge first.", "Massage first."),
        ("# pilates", "# Pilates"),
    ],
)
def test_reported_and_mended(bench: Any, text: str, fixed: str) -> None:
    """Case and spelling are mended to the glossary's; the mended text is clean."""
    assert {code for code, _ in bench.reports(text, GLOSSARY)} == {"TL204"}
    assert bench.fixed(text, GLOSSARY) == fixed


def test_one_report_a_section(bench: Any) -> None:
    """Mentions in one section are one report, whose fix mends them all."""
    text = "Try pilates.\nDo pilates.\n\n# More\n\nLove pilates.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [6]]
    assert bench.fixed(text, GLOSSARY) == text.replace("pilates", "Pilates")
