"""Notes what a run asks the file system about, so that it can be told later whether a run would find the same."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from termlint import caches
from termlint.inputs import (
    ANSWER,
    CONTENT,
    FILE,
    FOLDER,
    LINK,
    LISTED,
    NOTHING,
    SAME,
    content,
    fresh,
    kind,
    listing,
    renewed,
    times,
)

if TYPE_CHECKING:
    from termlint.inputs import Input

_LINKS = 40
"""Links to links that are followed, as systems do."""


class Ledger:
    """What one run asked. Each path is noted before it is asked about, and with it all that leads there.

    So if something changes meanwhile, the note is of how it was before, and does not hold afterwards.
    """

    def __init__(self) -> None:
        self._now = time.time_ns()
        self._notes: dict[tuple[str, str], Input] = {}
        self._checked: dict[str, str] = {}
        self._whole = True

    def look(self, path: str | os.PathLike[str]) -> None:
        """Somebody will ask what is at the path."""
        self._note(os.fspath(path), "")

    def compare(self, path: str | os.PathLike[str]) -> None:
        """Somebody will ask whether the file is the same as another."""
        self._note(os.fspath(path), SAME)

    def read(self, path: str | os.PathLike[str]) -> None:
        """Somebody will read the file, if it is there."""
        self._note(os.fspath(path), CONTENT)

    def listed(self, path: str | os.PathLike[str]) -> None:
        """Somebody will list the folder and follow the links in it."""
        end = self._note(os.fspath(path), LISTED)
        if end is None:
            return
        try:
            with os.scandir(end) as entries:
                links = [entry.name for entry in entries if entry.is_symlink()]
        except OSError:
            self._whole = False
            return
        for name in links:
            self.look(os.path.join(path, name))

    def check(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Somebody will read the files; `checked` will tell what was in them."""
        for path in paths:
            name = os.fspath(path)
            self._checked[name] = self._note(name, FILE) or name

    def checked(self, read: Iterable[tuple[str | os.PathLike[str], str | None]]) -> None:
        """The hash of what was read from each file; None where it could not be read."""
        for path, digest in read:
            note = self._notes.get((self._checked[os.fspath(path)], CONTENT))
            if note is None or digest is None:  # it was no file before, or is none any more
                self._whole = False
            else:
                note[4] = digest

    def answered(self, command: Sequence[str], printed: bytes | None) -> None:
        """What a command printed; None where it failed."""
        told = "" if printed is None else caches.digest(printed)
        self._notes[" ".join(command), ANSWER] = [[*command], ANSWER, told]

    def inputs(self) -> list[Input] | None:
        """All that was asked, if it is known and did not change meanwhile."""
        if not self._whole:
            return None
        ends = set(self._checked.values())
        found = []
        for (path, asked), note in self._notes.items():
            if asked == "" and any((path, more) in self._notes for more in (CONTENT, LISTED)):
                continue
            if asked == CONTENT and path in ends:
                if note[4] is None:
                    return None
            elif asked != ANSWER and not self._stands(note):
                return None
            found.append(note)
        return found

    def _stands(self, note: Input) -> bool:
        """Whether the note is as true at the end as it was at the beginning."""
        now = renewed(note, self._now)
        return now is note or (now is not None and now[2] == note[2])

    def _note(self, path: str, asked: str, links: int = _LINKS) -> str | None:
        """Note a path and the way to it. The path at which its links end, None where nothing is there."""
        folder = os.path.dirname(path)
        if folder != path and (folder, "") not in self._notes:
            self._note(folder, "")
        try:
            return self._look(path, asked, links)
        except (FileNotFoundError, NotADirectoryError):
            self._notes[path, ""] = [path, NOTHING]
        except (OSError, ValueError):
            self._whole = False
        return None

    def _look(self, path: str, asked: str, links: int) -> str | None:
        status = os.lstat(path)
        found = kind(status.st_mode)
        if found == LINK:
            target = os.readlink(path)
            self._notes[path, ""] = [path, LINK, target]
            if not links:
                self._whole = False
                return None
            return self._note(os.path.join(os.path.dirname(path), target), asked, links - 1)
        if asked == FILE == found:  # there are many of them
            self._notes[path, CONTENT] = [path, CONTENT, times(status), fresh(status, self._now), None]
            return path
        self._notes[path, ""] = [path, found]
        if asked == SAME:
            self._notes[path, SAME] = [path, SAME, [status.st_ino, status.st_dev]]
        elif (asked == CONTENT and found == FILE) or (asked == LISTED and found == FOLDER):
            told = content(path) if asked == CONTENT else listing(path)
            self._notes[path, asked] = [path, asked, times(status), fresh(status, self._now), told]
        return path
