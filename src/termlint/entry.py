"""Where the program starts: what it said before is said again; else the command line is read and run.

Everything else is imported only where it has something to do: reading the command line takes several times as long to
import as it takes to see that nothing has changed.
"""

from __future__ import annotations

import gc
import sys

from termlint import replay
from termlint.cli._ending import at_once, finish

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the program with the arguments of this process and end it with its status."""
    finish(_status, at_once)


def _status() -> int:
    arguments = sys.argv[1:]
    asked = replay.question(arguments)
    if asked and (told := replay.recall(asked)):
        return told.play()
    gc.disable()  # next to no cycles are made here, and looking for them takes a tenth of a long run
    _import_values()
    from termlint.cli._start import status

    return status(arguments, asked)


def _import_values() -> None:
    """Import what all values are made of, without a package that it would try before `typing`.

    `typing_extensions` has nothing for it that this Python has not, and takes longer to import than all the rest.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
