"""`jsonl`: one diagnostic a line, each the same object as in `json`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import RunResult
from termlint.report._encode import diagnostic, dumps
from termlint.report._summary import ordered
from termlint.report.base import Style


class JsonLines(Struct, frozen=True):
    """The diagnostics as JSON lines."""

    name: str = "jsonl"
    machine: bool = True

    def render(self, result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG002
        """One line a diagnostic."""
        for file, lines, diagnostics in ordered(result):
            for item in diagnostics:
                yield f"{dumps(diagnostic(file, lines, item))}\n"


REPORTER = JsonLines()
