"""What can go wrong outside the code: located problems, and the errors that carry them.

A `Problem` is data, so that many can be collected and shown at once. Every error that a user can cause is a
`TermlintError`; the command line turns it into its problems and exit status 2, never into a traceback.
"""

from __future__ import annotations

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One fault in an input: where it is, what is wrong, and what to do.

    `row` and `column` are 1-based, columns in code points; both are None where the fault has no place in a text.
    `line` is the source line at `row`, for a snippet, and `width` the number of code points to underline.
    """

    message: str
    filename: str | None = None
    row: int | None = None
    column: int | None = None
    help: str | None = None
    line: str | None = None
    width: int = 1

    @property
    def place(self) -> str:
        """`file:row:column`, as far as it is known."""
        parts = [self.filename or "", *(str(n) for n in (self.row, self.column) if n is not None)]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        place = self.place
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.help})" if self.help else text


class TermlintError(Exception):
    """Base of every error that bad input can cause; holds at least one problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class GlossaryError(TermlintError):
    """The glossary cannot be used as it is."""


class ConfigError(TermlintError):
    """The configuration or the options cannot be used as they are."""


class DocumentError(TermlintError):
    """A document cannot be read or is too hard; the others are still checked."""
