"""Reads the command line and carries it out, whatever happens: with click, or without it where that will do."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence

from termlint.cli import _plain
from termlint.cli._call import Call, debugging
from termlint.cli._ending import FAILED, say
from termlint.errors import TermlintError

try:  # signal's own, without the enumerations that it makes of its numbers
    from _signal import SIG_DFL, SIGTERM, signal  # type: ignore[import-not-found]
except ImportError:
    from signal import SIG_DFL, SIGTERM, signal


def status(arguments: Sequence[str], asked: object = None) -> int:
    """Run the command line and give its status. `asked` is for commands that keep what they said."""
    before = signal(SIGTERM, _terminate)
    try:
        return _status(list(arguments), asked)
    except _TerminatedError:
        signal(SIGTERM, SIG_DFL)
        os.kill(os.getpid(), SIGTERM)
        return FAILED
    finally:
        signal(SIGTERM, before)


class _TerminatedError(BaseException):
    """Somebody terminates the program; raised so that processes at work are ended before it ends."""


def _terminate(_number: int, _frame: object) -> None:
    raise _TerminatedError


def _status(arguments: list[str], asked: object) -> int:
    if arguments[:1] == ["check"] and "_TERMLINT_COMPLETE" not in os.environ:
        call = _plain.read(arguments[1:], os.environ, asked)
        if call is not None:
            return _checked(call)
    from termlint.cli.main import carried_out

    return carried_out(arguments, asked)


def _checked(call: Call) -> int:
    """The status of `termlint check`."""
    from termlint.cli._check_run import check

    try:
        return check(call)
    except Exception as error:
        return failed(error, call)


def failed(error: Exception, call: Call | None) -> int:
    """Say what went wrong; the status that tells so. What the caller is to be told by other means is raised again."""
    if isinstance(error, TermlintError):
        from termlint.cli._console import show_problems

        show_problems(error.problems, call)
        return FAILED
    if isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.ESHUTDOWN, errno.ENOSPC):
        raise error
    from termlint.bug import bug

    say(f"error: {bug(error, debug=call is not None and debugging(call))}")
    return FAILED
