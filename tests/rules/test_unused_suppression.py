"""TL901: a suppression that suppresses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from termlint.diagnostic import Applicability

GLOSSARY = """\
glossary: House style
terms:
  - {term: cure-all, status: forbidden}
  - {term: rubdown, status: deprecated, use: massage}
"""


@pytest.mark.parametrize(
    "text",
    [
        "<!-- termlint-disable-next-line -->\nA cure-all.",
        "<!-- termlint-disable forbidden-term -->\n\nA cure-all.\n",
        "<!-- termlint-disable TL202, TL201 -->\n\nA cure-all and a rubdown.\n",
        "A cure-all. <!-- termlint-disable-line TL202 -->",
        '<!-- termlint-disable "cure-all" -->\n\nA cure-all.\n',
        "<!-- a note -->\nNothing.",
        "<!-- termlint-disable-line TL901 -->",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """Comments that silence something, and comments about something else, are left alone."""
    reports = bench.reports(text, GLOSSARY)
    if text == "<!-- termlint-disable-line TL901 -->":
        assert reports == [("TL901", text)]
    else:
        assert reports == []


@pytest.mark.parametrize(
    ("text", "reports", "fixed"),
    [
        (
            "<!-- termlint-disable TL202 -->\n\nNothing.\n",
            [("TL901", "<!-- termlint-disable TL202 -->")],
            "\nNothing.\n",
        ),
        (
            "<!-- termlint-disable TL202 TL201 -->\n\nA cure-all.\n",
            [("TL901", "TL201")],
            "<!-- termlint-disable TL202 -->\n\nA cure-all.\n",
        ),
        (
            "Nothing. <!-- termlint-disable-line forbidden-term -->\n",
            [("TL901", "<!-- termlint-disable-line forbidden-term -->")],
            "Nothing.\n",
        ),
    ],
)
def test_reported_and_removed(bench: Any, text: str, reports: list[tuple[str, str]], fixed: str) -> None:
    """What does nothing is reported and taken away, with its line where it stands alone."""
    assert bench.reports(text, GLOSSARY) == reports
    assert bench.fixed(text, GLOSSARY) == fixed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- termlint-disable forbiden-term -->\n\nA cure-all.", "unknown rule “forbiden-term”"),
        ("<!-- termlint-disabel -->\n\nNothing.", "unknown comment “termlint-disabel”"),
    ],
)
def test_a_slip_of_the_pen_is_not_removed(bench: Any, text: str, message: str) -> None:
    """An unknown name was meant to silence something: the report suggests, and the fix is unsafe."""
    found = next(d for d in bench.check(text, GLOSSARY).diagnostics if d.code == "TL901")
    assert found.message == message
    assert found.help is not None
    assert found.help.startswith("did you mean")
    assert found.fix is None or found.fix.applicability is not Applicability.SAFE


def test_a_rule_that_was_not_looked_for_is_not_unused(bench: Any) -> None:
    """With `select` a comment about another rule says nothing."""
    text = "<!-- termlint-disable TL202 -->\n\nNothing.\n"
    assert bench.reports(text, GLOSSARY, select=("TL201", "TL901")) == []
    assert bench.reports(text, GLOSSARY, select=("TL202",)) == []
    assert len(bench.reports(text, GLOSSARY, select=("TL202", "TL901"))) == 1


def test_nothing_is_left_over_where_it_cannot_be_removed(bench: Any) -> None:
    """A report without a removal has no fix, not an empty one."""
    text = "<!-- termlint-disable TL202 TL901 -->\n\nA cure-all.\n"
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert (found.span.of(text), found.fix) == ("TL901", None)
