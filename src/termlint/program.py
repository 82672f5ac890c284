"""Which program this is: whatever changes in its code, or in what it is built on, changes what it would say.

Imported at every start, so it needs nothing that takes long to import.
"""

from __future__ import annotations

import os
import sys
import time

from termlint import __version__, caches

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT, _SUFFIX = 32, ".program"
"""How many programs are remembered."""
_FRESH = 3_000_000_000
"""Nanoseconds in which a second change may leave a file's times as they are; the coarsest clock ticks every two s."""


def stamp(now: int) -> str | None:
    """Tells this program from others by the times of its files, which is quick.

    None where a file changed just before `now`, in nanoseconds: a further change might not show.
    """
    told = [*_surroundings()]
    try:
        for name, entry in sorted(_sources(_package(), ""), key=_name):
            status = entry.stat()
            if max(status.st_mtime_ns, status.st_ctime_ns) >= now - _FRESH:
                return None
            told.append(f"{name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}")
        told += (f"{name} {entry.stat().st_mtime_ns}" for name, entry in sorted(_distributions(), key=_name))
    except OSError:
        return None
    return caches.digest("\0".join(told).encode("utf-8", "surrogateescape"))


def contents() -> str | None:
    """Tells this program from others by what its files say, which is the same wherever it is installed.

    None where they cannot be read.
    """
    told = [*_surroundings(), *sorted(name for name, _ in _distributions())]
    try:
        for name, entry in sorted(_sources(_package(), ""), key=_name):
            with open(entry.path, "rb") as file:
                told.append(f"{name} {caches.digest(file.read())}")
    except OSError:
        return None
    return caches.digest("\0".join(told).encode("utf-8", "surrogateescape"))


def remembered(known: str | None, folder: str) -> str | None:
    """What `contents` gives, without reading all files where the program with the stamp `known` was read before."""
    path = known and os.path.join(folder, "programs", f"{known}{_SUFFIX}")
    if not path:
        return contents()
    if told := caches.opened(caches.read(path) or b""):
        return told.decode("ascii", "replace")
    found = contents()
    if found and caches.write(path, caches.sealed([found.encode("ascii")])):
        caches.trim(os.path.dirname(path), files=KEPT, total=KEPT * 1_000, suffix=_SUFFIX, now=time.time())
    return found


def _surroundings() -> tuple[str, ...]:
    return __version__, sys.version, sys.platform, sys.getfilesystemencoding()


def _name(found: tuple[str, os.DirEntry[str]]) -> str:
    return found[0]


def _package() -> str:
    return os.path.dirname(os.path.abspath(__file__))


def _sources(folder: str, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of the program, with their names within it."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.name.endswith((".py", ".yml")):
            yield f"{below}{entry.name}", entry
        elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
            yield from _sources(entry.path, f"{below}{entry.name}/")


def _distributions() -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What is installed beside the program, by names that tell the versions."""
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as found:
                entries = [entry for entry in found if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:  # many an entry of the path is no folder
            continue
        yield from ((entry.name, entry) for entry in entries)
