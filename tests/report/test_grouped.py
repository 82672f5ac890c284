"""The findings in a table for each file."""

from __future__ import annotations

import re
from collections.abc import Callable

from termlint.diagnostic import RunResult
from termlint.report.base import Style
from termlint.report.grouped import REPORTER

PLAIN = Style()


def render(result: RunResult, style: Style = PLAIN) -> str:
    """The whole output."""
    return "".join(REPORTER.render(result, style))


def test_golden(result: RunResult, golden: Callable[[str, str], None]) -> None:
    """The sample looks as it was last approved."""
    golden("grouped.txt", render(result))


def test_columns_align(result: RunResult) -> None:
    """Within a file the severities, codes and messages stand below each other."""
    table = render(result).split("\n\n")[0].splitlines()[1:]
    assert len({re.search(r"info|warning|error", line).start() for line in table}) == 1  # type: ignore[union-attr]
    assert len({line.index("TL") for line in table}) == 1
    assert len({len(re.match(r"(.*TL\d+ \S+ +)", line)[0]) for line in table}) == 1  # type: ignore[index]


def test_clean(clean: RunResult) -> None:
    """Where there is nothing to report there is no table."""
    assert render(clean) == "All clear: 0 mentions of terms in 1 file, nothing to report.\n"


def test_nothing_acts_on_the_terminal(result: RunResult) -> None:
    """Nothing that could act or hide is printed; colour adds only colour."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", render(result))
    colored = render(result, Style(color=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == render(result) != colored
