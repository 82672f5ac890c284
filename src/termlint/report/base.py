"""The contract of an output format: a name and a function from the results of a run to text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult


class Style(Struct, frozen=True):
    """How human output may look: colour or not, the terminal's width in columns, more or less detail."""

    color: bool = False
    width: int = 80
    verbose: bool = False


class Reporter(Protocol):
    """One output format, a leaf module's `REPORTER`. `machine` formats print nothing but their own syntax.

    A report is made file by file, wherever and whenever each was checked, so that nothing of a file has to be kept but
    its part of the report.
    """

    @property
    def name(self) -> str:
        """The name that --output-format takes."""
        ...

    @property
    def machine(self) -> bool:
        """Whether programs read it."""
        ...

    def part(self, file: FileResult, style: Style) -> str:
        """What the report says of the diagnostics of one file; empty where there are none."""
        ...

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The output in pieces, each ending where the next begins; no trailing white space.

        A file that is `told` already is told so; the others get their parts here.
        """
        ...


def parts(reporter: Reporter, result: RunResult, style: Style) -> Iterator[str]:
    """The parts of the files that have one, in the order of their names."""
    for file in by_name(result):
        part = file.told.part if file.told else reporter.part(file, style)
        if part:
            yield part


def by_name(result: RunResult) -> list[FileResult]:
    """The files of a run in the order of their names."""
    return sorted(result.files, key=lambda file: file.filename)
