"""The contract of an output format: a name and a function from the results of a run to text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from termlint.diagnostic import RunResult


class Style(Struct, frozen=True):
    """How human output may look: colour or not, the terminal's width in columns, more or less detail."""

    color: bool = False
    width: int = 80
    verbose: bool = False


class Reporter(Protocol):
    """One output format, a leaf module's `REPORTER`. `machine` formats print nothing but their own syntax."""

    @property
    def name(self) -> str:
        """The name that --output-format takes."""
        ...

    @property
    def machine(self) -> bool:
        """Whether programs read it."""
        ...

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The output in pieces, each ending where the next begins; no trailing white space."""
        ...
