"""What this program says to people: in which colour and width, on which stream, and when it keeps quiet."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from termlint.cli._call import COLOR, Call
from termlint.errors import Problem
from termlint.report.base import Style

_PATIENCE = 1.0
"""Seconds before a run shows its progress."""


def style(stream: TextIO, color: str = "auto", *, verbose: bool = False) -> Style:
    """How to write to a stream. A terminal that does not know its width has 80 columns."""
    return Style(_colored(stream, color), _width(stream), verbose)


def _colored(stream: TextIO, color: str) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def show_problems(problems: Iterable[Problem], call: Call | None = None) -> None:
    """Print problems to standard error."""
    from termlint.report._problem import render_problem

    how = style(sys.stderr, call.meta.get(COLOR, "auto") if call else "auto")
    write(sys.stderr, (render_problem(problem, how) for problem in problems))


Heard = Callable[[TextIO, Iterable[str]], Iterable[str]]
"""Takes note of the pieces of text that are printed to a stream."""


def show_notes(notes: Iterable[str], heard: Heard = lambda _, pieces: pieces) -> None:
    """Print notes to standard error."""
    write(sys.stderr, heard(sys.stderr, (f"note: {clean(note)}\n" for note in notes)))


def clean(text: str) -> str:
    """A text fit for a terminal: on one line, nothing in it acts."""
    from termlint.report._terminal import one_line

    return one_line(text)


def harmless(text: str) -> str:
    """A text of several lines fit for a terminal: nothing in it acts but line feeds and tabs."""
    import re

    from termlint.report._terminal import visible

    return "".join(part if part in ("\n", "\t") else visible(part) for part in re.split(r"([\n\t])", text))


def write(stream: TextIO, pieces: Iterable[str]) -> None:
    """Print pieces of text as they are."""
    for piece in pieces:
        stream.write(piece)
    stream.flush()


@contextmanager
def progress(
    total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic, *, what: str = "files checked"
) -> Iterator[Progress]:
    """A line on a stream that tells how far a long run is, where somebody may be looking; `what` says what is done."""
    line = Progress(total, stream, clock, what)
    try:
        yield line
    finally:
        line.clear()


class Progress:
    """Called with the number of things done; shows it from the first second on, ten times a second."""

    def __init__(
        self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic, what: str = "files checked"
    ) -> None:
        self._total, self._stream, self._clock, self._what = total, stream, clock, what
        self._next = clock() + _PATIENCE
        self._shown = False
        self._watched = _watched(stream)

    def __call__(self, done: int) -> None:
        if self._watched and (now := self._clock()) >= self._next:
            self._next, self._shown = now + 0.1, True
            write(self._stream, [f"\r\x1b[K{done:,} of {self._total:,} {self._what}"])

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            write(self._stream, ["\r\x1b[K"])


def _watched(stream: TextIO) -> bool:
    """Whether a person sees the stream: not a hook, a dumb terminal, or one without width, as runners of hooks have."""
    if not stream.isatty() or os.environ.get("PRE_COMMIT") or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    try:
        return os.get_terminal_size(stream.fileno()).columns > 0
    except (OSError, ValueError):
        return False
