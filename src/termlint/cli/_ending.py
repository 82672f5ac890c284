"""How the program ends, whatever happens: with the right status, and at most one line.

Imported at every start, so it needs nothing that takes long to import.
"""

from __future__ import annotations

import atexit
import errno
import os
import sys

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

FOUND, FAILED, INTERRUPTED, CLOSED_PIPE = 1, 2, 130, 141


def finish(work: Callable[[], int], leave: Callable[[int], NoReturn] = sys.exit) -> NoReturn:
    """Do the work and leave with the status that it gives, or with that of how it was stopped."""
    status = FAILED
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        status = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
        say("interrupted")
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ESHUTDOWN):
            say(f"error: cannot write: {error.strerror or error}")
        else:
            status = CLOSED_PIPE
        _forget_output()
    leave(status)


def at_once(status: int) -> NoReturn:
    """End the process, without taking all modules and values apart first: that takes a tenth of a short run.

    What was registered to be done at the end is done. Whoever traces or profiles the process sees it end as ever.
    """
    if sys.gettrace() is None and sys.getprofile() is None:
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            status = status or FAILED
        os._exit(status)
    sys.exit(status)


def say(line: str) -> None:
    """Print one line to standard error, if somebody listens."""
    try:
        print(f"termlint: {line}", file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return


def _forget_output() -> None:
    """Point standard output nowhere, so that the interpreter's own last flush does not fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
