"""A report made file by file."""

from __future__ import annotations

import pickle

import pytest
from msgspec.structs import replace

import termlint.report
from termlint.diagnostic import RunResult
from termlint.plugins import discover
from termlint.report.base import Reporter, Style

REPORTERS: tuple[Reporter, ...] = tuple(discover(termlint.report, "REPORTER"))


@pytest.mark.parametrize("reporter", REPORTERS, ids=lambda reporter: reporter.name)
@pytest.mark.parametrize("color", [False, True])
def test_files_told_one_by_one_give_the_same(reporter: Reporter, result: RunResult, color: bool) -> None:
    """Parts that were made when each file was checked, perhaps elsewhere, make the report of all files at the end."""
    style = Style(color=color)
    told = tuple(file.tell(reporter.part(file, style)) for file in result.files)
    assert not any(file.diagnostics or file.source for file in told)
    again = pickle.loads(pickle.dumps(replace(result, files=told)))
    assert "".join(reporter.render(again, style)) == "".join(reporter.render(result, style))
