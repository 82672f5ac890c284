"""What a run asked the file system about, and whether the answers would still be the same.

A path is known by what it is: nothing, a folder, a link to somewhere, a file. Each is written as a list of its path,
one letter and what belongs to it, so that JSON holds it. A file that was read is told by its size, times and number,
and by a hash where they leave doubt: they do where they changed (a fresh checkout has new times and old contents), and
where they are so new that a further edit could have left them as they are.

Imported at every start, so it needs nothing that takes long to import.
"""

from __future__ import annotations

import os
import stat

from termlint import caches

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    Input: TypeAlias = list[Any]

NOTHING, FOLDER, LINK, FILE, OTHER = "-", "d", "l", "f", "o"
"""What is at a path, where nothing more was asked than that."""
LISTED, CONTENT, SAME, ANSWER = "D", "F", "=", "$"
"""A folder that was listed, a file that was read, one that was compared with another, and what a command answered."""

FRESH = 3_000_000_000
"""Nanoseconds in which a second change may leave a file's times as they are; the coarsest clock ticks every two s."""


def kind(mode: int) -> str:
    """The letter for what a path is that is not nothing."""
    if stat.S_ISREG(mode):
        return FILE
    if stat.S_ISDIR(mode):
        return FOLDER
    return LINK if stat.S_ISLNK(mode) else OTHER


def times(status: os.stat_result) -> list[int]:
    """What changes whenever a file or a folder does, but for changes too quick for the clock."""
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]


def fresh(status: os.stat_result, now: int) -> bool:
    """Whether a further change could leave the times as they are; `now` is in nanoseconds."""
    return max(status.st_mtime_ns, status.st_ctime_ns) >= now - FRESH


def listing(folder: str) -> str:
    """A hash of the names and kinds in a folder; raises OSError."""
    with os.scandir(folder) as found:
        entries = sorted(f"{entry.name}/{_entry_kind(entry)}" for entry in found)
    return caches.digest("\0".join(entries).encode("utf-8", "surrogateescape"))


def _entry_kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return FILE if entry.is_file(follow_symlinks=False) else OTHER


def content(path: str) -> str:
    """A hash of what is in a file; raises OSError."""
    with open(path, "rb") as file:
        return caches.digest(file.read())


def renewed(known: Input, now: int) -> Input | None:
    """The input as it stands now, where it is the same as it was; None where it is not.

    It is the very same list where not even its times have changed.
    """
    path, letter = known[0], known[1]
    if letter == ANSWER:
        return known if answer(path) == known[2] else None
    try:
        status = os.lstat(path)
        found = kind(status.st_mode)
        if letter in (CONTENT, LISTED):
            return _reread(known, status, now) if found == letter.lower() else None
        if letter == LINK:
            return known if found == LINK and os.readlink(path) == known[2] else None
        if letter == SAME:
            return known if [status.st_ino, status.st_dev] == known[2] else None
        return known if found == letter else None
    except (FileNotFoundError, NotADirectoryError):
        return known if letter == NOTHING else None
    except (OSError, ValueError):
        return None


def _reread(known: Input, status: os.stat_result, now: int) -> Input | None:
    path, letter, then, doubtful, told = known
    found = times(status)
    if found == then and not doubtful:
        return known
    if (content(path) if letter == CONTENT else listing(path)) != told:
        return None
    return [path, letter, found, fresh(status, now), told]


def answer(command: Sequence[str]) -> str:
    """A hash of what a command prints; empty where it cannot be run or fails."""
    if not hasattr(os, "posix_spawnp"):
        import subprocess

        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            return ""
        return caches.digest(done.stdout) if done.returncode == 0 else ""
    return _spawned([*command])


def _spawned(command: list[str]) -> str:
    """As above; subprocess alone takes longer to import than most commands to run."""
    ours, theirs = os.pipe()
    try:
        try:
            actions = [
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, theirs, 1),
            ]
            process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        except OSError:
            return ""
        finally:
            os.close(theirs)
        with open(ours, "rb", closefd=False) as stream:
            printed = stream.read()
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return caches.digest(printed) if status == 0 else ""
    finally:
        os.close(ours)
