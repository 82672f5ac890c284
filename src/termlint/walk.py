"""Which files a run checks: those named, and those found in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from termlint.config import Config
from termlint.config_file import project_root
from termlint.errors import Problem
from termlint.files import AnyPath, display_name, relative_name, shown
from termlint.globs import Glob, Globs
from termlint.ledger import Ledger


class FoundFile(Struct, frozen=True):
    """A file to check: its absolute path, how it is shown, its format's name, and whether the user named it."""

    path: AnyPath
    name: str
    format: str
    named: bool = False


class Found(Struct, frozen=True):
    """The files to check, by name; what was left out that a user may wonder about; what could not be found."""

    files: tuple[FoundFile, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class FormatNames:
    """Tells the format of a path: by the globs of the configuration, else by the ending of the name."""

    def __init__(self, suffixes: Mapping[str, str], formats: Sequence[tuple[Glob, str]] = ()) -> None:
        self._by_suffix = dict(suffixes)
        self._suffixes = sorted(suffixes, key=lambda suffix: (-len(suffix), suffix))
        self._several = any(suffix.count(".") > 1 or not suffix.startswith(".") for suffix in suffixes)
        self._by_glob = tuple((Globs([glob]), name) for glob, name in formats)

    def __call__(self, path: str) -> str | None:
        """The name of the format, None where no format reads the file."""
        for globs, name in self._by_glob:
            if globs.matches(path):
                return name
        lower = path.lower()
        if not self._several:  # then the last dot begins the only suffix that there can be
            return self._by_suffix.get(lower[lower.rfind(".") :])
        return next((self._by_suffix[suffix] for suffix in self._suffixes if lower.endswith(suffix)), None)


def excluded(config: Config, path: AnyPath) -> bool:
    """Whether the configuration leaves out the file at the absolute `path`."""
    return Globs(config.exclude).matches(str(path))


def find(
    paths: Iterable[str],
    config: Config,
    formats: FormatNames,
    *,
    cwd: Path,
    force_exclude: bool = False,
    allow_empty: bool = False,
    ledger: Ledger | None = None,
) -> Found:
    """The files that `paths`, files and folders relative to `cwd`, stand for; `ledger` notes what is looked at.

    A named file is checked whatever is excluded, unless `force_exclude`. Every real file is checked once.
    That no format reads a named file is a problem where nothing else is left to check, unless `allow_empty`.
    """
    search = _Search(config, formats, cwd, ledger)
    for given in dict.fromkeys(paths):
        path = Path(os.path.normpath(cwd / given))
        if ledger:
            ledger.look(path)
        if not os.path.lexists(path):
            search.problems.append(Problem("no such file or folder", display_name(path, cwd)))
        elif not (force_exclude and search.exclude.matches(str(path), folder=path.is_dir())):
            search.folder(path) if path.is_dir() else search.named(path)
    files = tuple(sorted(search.files.values(), key=lambda found: (found.name, str(found.path))))
    if not files and not search.problems and not allow_empty:
        search.problems.extend(search.unread)
    notes = (*search.notes, *(str(problem) for problem in search.unread if problem not in search.problems))
    return Found(files, tuple(dict.fromkeys(notes)), tuple(search.problems))


class _Search:
    """One search: what was found so far, and what was seen, so that nothing is found twice."""

    def __init__(self, config: Config, formats: FormatNames, cwd: Path, ledger: Ledger | None) -> None:
        self.config, self.formats, self.cwd, self.ledger = config, formats, cwd, ledger
        self.root = os.path.realpath(config.root)
        self.include, self.exclude = Globs(config.include), Globs(config.exclude)
        self.files: dict[str, FoundFile] = {}
        self.folders: set[str] = set()
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self.unread: list[Problem] = []

    def named(self, path: Path) -> None:
        """A file that the user named."""
        name = display_name(path, self.cwd)
        if not path.exists():
            self.problems.append(Problem("a link to a file that does not exist", name))
        elif (format := self.formats(str(path))) is None:
            help = f'name its format in the configuration: formats = {{"*{path.suffix or path.name}" = "text"}}'
            self.unread.append(Problem("no format reads this file", name, help=help))
        else:
            self._add(FoundFile(str(path), name, format, named=True), os.path.realpath(path))

    def folder(self, path: Path) -> None:
        """A folder that the user named, with all below it that is not left out."""
        inside = f"{self.root}{os.sep}"
        if not f"{os.path.realpath(path)}{os.sep}".startswith(inside):
            self.root = os.path.realpath(path)
        ignored = git_ignored(path, self.ledger) if self.config.respect_gitignore else frozenset()
        name = relative_name(path, self.cwd)
        waiting = [_Folder(str(path), os.path.realpath(path), "", "" if name == "." else f"{name}/")]
        while waiting:
            folder = waiting.pop()
            if folder.real not in self.folders:
                self.folders.add(folder.real)
                waiting += self._look(folder, ignored)

    def _look(self, folder: _Folder, ignored: frozenset[str]) -> Iterator[_Folder]:
        """Keep the files in a folder and give the folders in it."""
        if self.ledger:
            self.ledger.listed(folder.path)
        for entry in self._entries(folder.path):
            below, name = f"{folder.below}{entry.name}", f"{folder.name}{entry.name}"
            is_folder = _is_folder(entry)
            if below in ignored or self.exclude.matches_last(entry.path, folder=is_folder):
                continue
            is_link = entry.is_symlink()
            real = os.path.realpath(entry.path) if is_link else f"{folder.real}{os.sep}{entry.name}"
            if is_link and not self._inside(real):
                if not is_folder and self.formats(entry.path) is None:
                    continue
                self.notes.append(f"{shown(name)}: a link that leads out of {self.root}; skipped")
            elif is_folder:
                yield _Folder(entry.path, real, f"{below}/", f"{name}/")
            else:
                self._found(entry, real, shown(name))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:  # gone meanwhile
            return []
        except OSError as error:
            self.problems.append(Problem(f"cannot be read: {error.strerror or error}", display_name(folder, self.cwd)))
            return []

    def _found(self, entry: os.DirEntry[str], real: str, name: str) -> None:
        if self.include and not self.include.matches(entry.path):
            return
        format = self.formats(entry.path)
        if format is not None and _is_regular(entry):
            self._add(FoundFile(entry.path, name, format), real)

    def _add(self, found: FoundFile, real: str) -> None:
        """Keep one name of each real file: one that is no link before one that is, else the first by name."""
        other = self.files.get(real)
        if other is None or _order(found, real) < _order(other, real):
            self.files[real] = found

    def _inside(self, real: str) -> bool:
        return real == self.root or real.startswith(f"{self.root.rstrip(os.sep)}{os.sep}")


class _Folder(Struct, frozen=True):
    """A folder to look into: its path, the real one, and the paths below the named folder and from the working one.

    The last two have a slash at their ends.
    """

    path: str
    real: str
    below: str
    name: str


def _order(found: FoundFile, real: str) -> tuple[bool, str]:
    return str(found.path) != real, found.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_regular(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def git_ignored(folder: Path, ledger: Ledger | None = None) -> frozenset[str]:
    """What git ignores below `folder`, relative to it, a whole folder by its own name.

    Empty where there is no git, no repository, or the folder itself is ignored: then its user named it on purpose.
    """
    if ledger:
        for above in (folder, *folder.parents):
            ledger.look(above / ".git")
    if not (project_root(folder) / ".git").exists():
        return frozenset()
    import subprocess

    command = ("git", "-c", "core.fsmonitor=false", "-C", os.fspath(folder), "ls-files", "--others", "--ignored")
    options = ("--exclude-standard", "--directory", "-z")
    try:
        done = subprocess.run((*command, *options), capture_output=True, check=False)
        listing = None if done.returncode else done.stdout
    except OSError:
        listing = None
    if ledger:
        ledger.answered((*command, *options), listing)
    names = (os.fsdecode(name).rstrip("/") for name in (listing or b"").split(b"\0") if name)
    return frozenset(name for name in names if name != ".")


def suffixes(formats: Iterable[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """Pairs of a suffix and the name of the format that reads it; the first format by name wins."""
    for name, endings in sorted(formats, reverse=True):
        for ending in endings:
            yield ending, name
