"""Where a report goes, and what it is a report of when there is none to make."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from termlint.cli._console import write
from termlint.diagnostic import RunResult
from termlint.errors import DocumentError, Problem
from termlint.files import replace
from termlint.report.base import Reporter


def reporter(name: str) -> Reporter:
    """The reporter of that name, which is also the name of its module."""
    from importlib import import_module

    found: Reporter = import_module(f"termlint.report.{name}").REPORTER
    return found


def emit(pieces: Iterable[str], output_file: str | None) -> None:
    """Print text, or write it to a file at once: on failure an old file stays as it was. Raises DocumentError."""
    if output_file is None:
        write(sys.stdout, pieces)
        return
    path = Path(output_file)
    data = "".join(pieces).encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe
            path.write_bytes(data)
        else:
            replace(path.resolve(), data)
    except OSError as error:
        raise DocumentError(Problem(f"cannot be written: {error.strerror or error}", output_file)) from error


def failure(problems: Sequence[Problem]) -> RunResult:
    """The result of a run that did not come to check anything, for readers that expect a report in any case."""
    return RunResult((), "", "", tuple(problems))
