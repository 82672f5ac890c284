"""TL202: a forbidden term."""

from __future__ import annotations

from typing import Any

import pytest

from termlint.diagnostic import Applicability, Severity

GLOSSARY = """\
glossary: House style
terms:
  - {term: cure-all, status: forbidden, note: say what it may help with}
  - {term: happy ending, status: forbidden}
  - {term: oriental massage, status: forbidden, use: Thai massage}
  - {term: invalid, status: forbidden, use: disabled person}
  - {term: massage, senses: [{id: massage, definition: rubbing}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        "A massage.",
        "They wrote “happy ending” on the wall.",
        'Some still say "cure-all" of it.',
        "`cure-all`",
        "<https://example.org/cure-all>",
        "    cure-all in code",
        "A secure-all lock.",
        "Thai massage.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """Quotations, code, addresses and longer words are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No cure-all here.", "cure-all"),
        ("It is not a cure all.", "cure all"),
        ("CURE\u2011ALL!", "CURE\u2011ALL"),
        ("# Happy Endings", "Happy Endings"),
        ("![happy ending](a.png)", "happy ending"),
        ("The happy *ending*.", "happy *ending"),
        ("What is a happy ending?", "happy ending"),
        ("Meet us at Happy Ending Leeds today.", "Happy Ending"),
    ],
)
def test_reported_wherever_it_is_written(bench: Any, text: str, words: str) -> None:
    """A forbidden term is reported in any case, spelling and framing but quotation."""
    assert bench.reports(text, GLOSSARY) == [("TL202", words)]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("An oriental massage.", "A Thai massage."),
        ("ORIENTAL MASSAGES", "Thai massages"),
        ("An invalid.", "A disabled person."),
        ("Invalids first.", "Disabled people first."),
        ("A cure-all.", "A cure-all."),
    ],
)
def test_the_fix(bench: Any, text: str, fixed: str) -> None:
    """The term to use takes number, capitals and article; without one nothing is edited."""
    assert bench.fixed(text, GLOSSARY) == fixed


def test_severity_and_help(bench: Any) -> None:
    """A forbidden term is an error; the help is the note, the term to use or the plain advice."""
    found = bench.check("A cure-all.\n\n# B\n\nA happy ending.\n\n# C\n\nOriental massage.", GLOSSARY).diagnostics
    assert {d.severity for d in found} == {Severity.ERROR}
    assert [d.help for d in found] == ["say what it may help with", "say it in other words", "write “Thai massage”"]
    assert [d.fix and d.fix.applicability for d in found] == [None, None, Applicability.SAFE]


def test_one_report_a_section(bench: Any) -> None:
    """Each term has one report a section."""
    text = "A cure-all.\nA cure-all, a happy ending.\n\n# B\n\nA cure-all.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [2], [6]]
