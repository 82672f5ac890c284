"""`jsonl`: one diagnostic a line, each the same object as in `json`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult
from termlint.report._encode import diagnostics
from termlint.report.base import Style, parts


class JsonLines(Struct, frozen=True):
    """The diagnostics as JSON lines."""

    name: str = "jsonl"
    machine: bool = True

    def part(self, file: FileResult, style: Style) -> str:  # noqa: ARG002
        """One line a diagnostic."""
        return "".join([f"{line}\n" for line in diagnostics(file)])

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The lines of all files."""
        yield from parts(self, result, style)


REPORTER = JsonLines()
