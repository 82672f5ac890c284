"""TL104: the sense that is meant is not one to use here."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
terms:
  - term: massage
    senses:
      - {id: massage.bodywork, definition: rubbing of the body, prior: 2, cues: [foot]}
      - id: massage.sports
        definition: rubbing of athletes
        broader: massage.bodywork
        cues: [{text: race, weight: 6}]
      - {id: massage.tidy, definition: tidying data, cues: [{text: data, weight: 6}]}
      - id: massage.slip
        definition: a slip of the pen
        status: deprecated
        use: message
        cues: [{text: error, weight: 6}]
  - term: rubdown
    senses: [{id: rubdown, definition: a quick massage}]
"""


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("A foot massage.", ()),
        ("A foot massage.", ("massage.bodywork",)),
        ("A massage after the race.", ("massage.bodywork",)),
        ("A massage after the race.", ("massage.sports", "massage.tidy")),
        ("Massage the data.", ("massage.tidy",)),
        ("A rubdown.", ("massage.tidy",)),
        ("A foot massage.", ("rubdown",)),
        ("A foot “massage”.", ("massage.tidy",)),
        ("What is a foot massage?", ("massage.tidy",)),
        ("The “massage” of an error.", ()),
        ("It prints an error message.", ()),
    ],
)
def test_silent(bench: Any, text: str, expect: tuple[str, ...]) -> None:
    """Expected and narrower senses, other terms, quotations and definitions are left alone."""
    assert bench.reports(text, GLOSSARY, expect=expect) == []


@pytest.mark.parametrize(
    ("text", "expect", "message"),
    [
        ("A foot massage.", ("massage.tidy",), "“massage” means massage.bodywork here, where massage.tidy is expected"),
        (
            "A foot massage.",
            ("massage.sports",),
            "“massage” means massage.bodywork here, where massage.sports is expected",
        ),
        (
            "A foot massage.",
            ("massage.tidy", "rubdown", "massage.sports"),
            "“massage” means massage.bodywork here, where massage.tidy or massage.sports is expected",
        ),
        ("It prints an error massage.", (), "“massage” means massage.slip here, which is deprecated"),
        ("No error massage is shown.", (), "“massage” means massage.slip here, which is deprecated"),
        ("It prints error massages.", ("massage.slip",), "“massages” means massage.slip here, which is deprecated"),
    ],
)
def test_reported(bench: Any, text: str, expect: tuple[str, ...], message: str) -> None:
    """Another sense than those expected here, or one that is not to be used at all, is reported."""
    (found,) = bench.check(text, GLOSSARY, expect=expect).diagnostics
    assert (found.code, found.message) == ("TL104", message)


def test_the_fix_rests_on_the_sense_and_is_unsafe(bench: Any) -> None:
    """Number and article follow the term to use; only --unsafe-fixes puts it in."""
    text = "An error massage, two error massages."
    assert bench.fixed(text, GLOSSARY) == text
    assert bench.fixed(text, GLOSSARY, unsafe=True) == "An error message, two error messages."


def test_the_evidence_of_the_sense_is_shown(bench: Any) -> None:
    """A reader sees why the sense was chosen, and nothing about other senses."""
    (found,) = bench.check("A foot massage.", GLOSSARY, expect=("massage.tidy",)).diagnostics
    assert {e.text for e in found.evidence} == {"foot", "prior"}


def test_one_report_a_section(bench: Any) -> None:
    """Mentions of the same sense in one section are one report; each sense has its own."""
    text = "A foot massage.\nMore foot massages.\n\nAn error massage on the page.\n"
    assert bench.places(text, GLOSSARY, expect=("massage.tidy",)) == [[1, 2], [4]]
