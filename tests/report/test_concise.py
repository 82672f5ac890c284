"""The format whose lines editors and problem matchers parse: its grammar is stable."""

from __future__ import annotations

import re
from collections.abc import Callable

from termlint.diagnostic import FileResult, RunResult
from termlint.errors import Problem
from termlint.report import concise
from termlint.report.base import Style

PLAIN = Style()
FINDING = re.compile(r"^(.+?):(\d+):(\d+): (info|warning|error) ([A-Z]+\d+) ([a-z-]+): (.*)$")
ERROR = re.compile(r"^(.+?):(\d+):(\d+): error: (.*)$")


def render(result: RunResult, style: Style = PLAIN) -> str:
    """The whole output."""
    return "".join(concise.REPORTER.render(result, style))


def test_golden(result: RunResult, golden: Callable[[str, str], None]) -> None:
    """The sample looks as it was last approved."""
    golden("concise.txt", render(result))


def test_grammar(result: RunResult) -> None:
    """Every finding and error is one line of the documented form, with columns in code points."""
    lines = render(result).splitlines()
    found = [match.groups() for line in lines if (match := FINDING.match(line))]
    assert [place[:3] for place in found[:2]] == [("content/spa.md", "3", "20"), ("content/spa.md", "6", "5")]
    assert len(found) == result.counts.diagnostics
    assert len([line for line in lines if ERROR.match(line) and not FINDING.match(line)]) == 2


def test_grammar_is_the_documented_one() -> None:
    """The pattern in the module's page is the one that this test uses."""
    assert FINDING.pattern in (concise.__doc__ or "")


def test_error_without_place() -> None:
    """An error that has no place still has the form; a file cannot be named like a command."""
    files = (FileResult("::error::x.md", "", errors=(Problem("bad", "::error::x.md"),)),)
    text = render(RunResult(files, "", "", errors=(Problem("no\nfile", help="name one"),)))
    assert text.splitlines()[:2] == ["termlint:1:1: error: no file (name one)", "./::error::x.md:1:1: error: bad"]


def test_nothing_acts_on_the_terminal(result: RunResult) -> None:
    """Nothing that could act or hide is printed; colour adds only colour."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", render(result))
    colored = render(result, Style(color=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == render(result) != colored
