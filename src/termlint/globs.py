"""Globs over paths, with one meaning wherever a user may write one.

A glob matches a file when it matches the file's path or that of a folder above it. A glob without a slash is held
against base names anywhere below its folder; one with a slash against the path from that folder. A slash at the end
makes it match folders only. `**` spans folders and `{a,b}` offers a choice.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable

from msgspec import Struct

_Translate = Callable[[str], list[str]]


class Glob(Struct, frozen=True):
    """A glob and the absolute folder that it is relative to."""

    pattern: str
    base: str


class Globs:
    """A compiled set of globs."""

    __slots__ = ("_sets",)

    def __init__(self, globs: Iterable[Glob]) -> None:
        by_base: dict[str, list[str]] = {}
        for glob in globs:
            by_base.setdefault(glob.base, []).append(glob.pattern.replace(os.sep, "/").removeprefix("./"))
        self._sets = tuple(_Set(base, patterns) for base, patterns in by_base.items())

    def __bool__(self) -> bool:
        return bool(self._sets)

    def matches(self, path: str, *, folder: bool = False) -> bool:
        """Whether a glob matches the absolute `path` or a folder above it, as far up as the glob's own folder."""
        for one in self._sets:
            parts = one.parts(path)
            if any(one.matches(parts[:size], folder or size < len(parts)) for size in range(1, len(parts) + 1)):
                return True
        return False

    def matches_last(self, path: str, *, folder: bool = False) -> bool:
        """As `matches` where the folders above are known not to match: a walk asks at each step."""
        return any(one.matches_last(path, folder) for one in self._sets)


class _Set:
    """The globs of one folder, as a pattern of base names and one of paths, each also for folders only."""

    __slots__ = ("base", "folder_names", "folder_paths", "names", "paths")

    def __init__(self, base: str, patterns: Iterable[str]) -> None:
        self.base = base.rstrip(os.sep) + os.sep
        names = [p for p in patterns if "/" not in p.rstrip("/")]
        paths = [p for p in patterns if "/" in p.rstrip("/")]
        self.names = _compile(_names, (p for p in names if not p.endswith("/")))
        self.paths = _compile(_paths, (p for p in paths if not p.endswith("/")))
        self.folder_names = _compile(_names, names)
        self.folder_paths = _compile(_paths, paths)

    def parts(self, path: str) -> list[str]:
        """The parts of the path from the base on; of a path elsewhere only the base name."""
        below = path[len(self.base) :] if path.startswith(self.base) else path.rpartition(os.sep)[2]
        return [part for part in below.replace(os.sep, "/").split("/") if part]

    def matches(self, parts: list[str], folder: bool) -> bool:
        if not parts:
            return False
        names, paths = (self.folder_names, self.folder_paths) if folder else (self.names, self.paths)
        return bool((names and names.match(parts[-1])) or (paths and paths.match("/".join(parts))))

    def matches_last(self, path: str, folder: bool) -> bool:
        """As `matches`, without parts of the path where no glob asks for more than its base name."""
        if self.folder_paths or path + os.sep == self.base:
            return self.matches(self.parts(path), folder)
        names = self.folder_names if folder else self.names
        return bool(names and names.match(path.rpartition(os.sep)[2]))


def _compile(translate: _Translate, patterns: Iterable[str]) -> re.Pattern[str] | None:
    sources = [source for pattern in patterns if pattern.strip("/") for source in translate(pattern.strip("/"))]
    return re.compile("|".join(sources)) if sources else None


def _names(pattern: str) -> list[str]:
    """Regular expressions for a base name; the standard library knows all that one without a choice needs."""
    return _paths(pattern) if {"{", "\\"} & set(pattern) else [fnmatch.translate(pattern)]


def _paths(pattern: str) -> list[str]:
    """Regular expressions for a path."""
    from wcmatch import glob

    return list(glob.translate(pattern, flags=glob.GLOBSTAR | glob.BRACE | glob.DOTGLOB | glob.FORCEUNIX)[0])
