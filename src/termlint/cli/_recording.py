"""What is noted of a run of `termlint check`, so that the next one need not run where nothing has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from termlint import replay
from termlint.cli._call import Call, debugging
from termlint.ledger import Ledger
from termlint.run import Checked

_NEVER = ("fix", "diff", "unsafe_fixes", "output_file", "no_cache", "show_files", "show_settings")
"""Options of runs that do more than report, or less."""


class Recording:
    """One run that may be said again: what it asks the file system about, and what it prints."""

    def __init__(self, asked: replay.Question) -> None:
        self.ledger = Ledger()
        self._asked = asked
        self._pieces: list[tuple[str, str]] = []
        self._size = 0

    @classmethod
    def of(cls, call: Call) -> Recording | None:
        """The recording of the run with these options; None where it is not to be said again."""
        asked, given = call.obj, call.params
        if not isinstance(asked, replay.Question) or "-" in given["paths"] or debugging(call):
            return None
        return None if any(given[option] for option in _NEVER) else cls(asked)

    def heard(self, stream: object, pieces: Iterable[str]) -> Iterator[str]:
        """The pieces that are about to be printed to a stream, while they are noted."""
        name = "out" if stream is sys.stdout else "err"
        for piece in pieces:
            self._size += len(piece)
            if self._size <= replay.OUTPUT:
                self._pieces.append((name, piece))
            yield piece

    def save(self, checked: Iterable[Checked], status: int) -> None:
        """Keep the record, if the same run would say the same."""
        if self._size > replay.OUTPUT or not all(one.settled for one in checked):
            return
        if (found := self.ledger.inputs()) is not None:
            replay.save(self._asked, found, replay.Told(self._pieces, status))
