"""What is said of an error that no input should cause."""

from __future__ import annotations

import sys

from termlint.errors import Problem


def bug(error: Exception, filename: str | None = None, *, debug: bool = False) -> Problem:
    """The error in one line; with `debug` its traceback is printed to standard error first."""
    if debug:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return Problem(f"internal error: {told[:300]}", filename, help="this is a bug; rerun with --debug and report it")
