"""TL205: an abbreviation is used before it is introduced."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
terms:
  - term: physical therapy
    abbreviations: [PT]
    senses: [{id: physiotherapy, definition: treatment that restores movement, cues: [knee]}]
  - term: personal training
    abbreviations: [PT]
    senses: [{id: personal-training, definition: exercise with a coach, cues: [gym]}]
  - term: manual lymphatic drainage
    abbreviations: [MLD, ManLD]
    senses: [{id: mld, definition: light strokes that move lymph}]
  - term: massage
    senses: [{id: massage, definition: rubbing}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "Manual lymphatic drainage (MLD) is gentle. Two MLDs.",
        "Manual lymphatic drainage (**MLD**) is gentle. MLD!",
        "MLD (manual lymphatic drainage) is gentle. MLD!",
        "Manual-lymphatic drainage ( MLD ) is gentle.",
        "Read mld and Mld.",
        "The MLDX device and XMLD.",
        "`MLD`",
        "Manual lymphatic drainage is gentle.",
        "Physical therapy (PT) helps. Book PT now.",
        "Personal training (PT) helps. Book PT now.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """An introduced abbreviation, another case, a longer word and code are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Book MLD. More MLD.", "MLD"),
        ("Two MLDs a week.", "MLDs"),
        ("# MLD\n\nManual lymphatic drainage (MLD) is gentle.", "MLD"),
        ("Manual lymphatic drainage is gentle. Book MLD.", "MLD"),
        ("Manual lymphatic drainage, MLD, is gentle.", "MLD"),
        ("Manual lymphatic drainage (MLD). Book ManLD.", "ManLD"),
    ],
)
def test_reported_once_at_the_first_use(bench: Any, text: str, words: str) -> None:
    """The first use is reported, each abbreviation by itself."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert (found.code, found.span.of(text)) == ("TL205", words)
    assert found.message == f"“{words}” is used before it is introduced"
    assert found.help == f"write “manual lymphatic drainage ({words.removesuffix('s')})” first"
    assert text.index(words) == found.span.start


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Physical therapy (PT) helps. Book PT at the gym.", ["physiotherapy"] * 3),
        ("Personal training (PT) helps. PT for your knee.", ["personal-training"] * 3),
        ("A PT.", [None]),
        ("PT (physical therapy) helps. Book PT at the gym.", ["physiotherapy"] * 3),
        ("A PT for the knee.", ["physiotherapy"]),
        ("A PT in the gym.", ["personal-training"]),
    ],
)
def test_the_introduction_decides_what_the_letters_mean(bench: Any, text: str, senses: list[str | None]) -> None:
    """What the document says in brackets wins over the words around; without either nothing is decided."""
    result = bench.check(text, GLOSSARY)
    assert [r.sense.id if r.sense else None for r in result.resolutions] == senses
