"""Finds the files of a glossary and loads them, from the cache where nothing has changed.

Reading YAML takes seconds for a large glossary, and would be paid at every start, so the checked glossary is kept in
the user's cache folder, with all that is made of it. Whatever is wrong with the cache, the files are read instead: the
result is the same.
"""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from termlint import caches
from termlint.errors import GlossaryError, Problem
from termlint.glossaries_cache import Entry, Source
from termlint.glossary.model import Glossary
from termlint.glossary.prepared import Prepared, prepared
from termlint.ledger import Ledger

BUILTIN = "builtin"
"""What stands for the built-in glossary where a path is asked for, and its name in reports."""


class Rules(Struct, frozen=True):
    """The names and codes of rules: told from others by a key, and found where they are needed; empty, any will do."""

    key: str
    find: Callable[[], Collection[str]]


ANY_RULES = Rules("", tuple)


def load(paths: Sequence[Path], *, root: Path, **more: Any) -> Glossary:
    """The glossary that `prepare` gives."""
    return prepare(paths, root=root, places=True, **more).glossary


def prepare(
    paths: Sequence[Path],
    *,
    root: Path,
    cache_dir: Path | None = None,
    allow_outside: bool = False,
    rules: Rules = ANY_RULES,
    use_cache: bool = True,
    ledger: Ledger | None = None,
    places: bool = False,
) -> Prepared:
    """The glossary that the files at `paths` make, later ones overriding earlier ones; the built-in one for no paths.

    Files are named by their path relative to `root`, with `/`. What they extend must lie within `root` unless
    `allow_outside`. `rules` are those that a misuse may name. `cache_dir` is
    `default_cache_dir()` if not given. `ledger` notes what is read. With `places` terms know where they stand. Raises
    GlossaryError with every problem of every file.
    """
    finder = _Finder(root, allow_outside, ledger)
    asked = [_absolute(path, ledger) for path in paths] or [BUILTIN]
    folder = (cache_dir or default_cache_dir()) if use_cache else None
    with _collector_paused():
        if folder is None:
            return prepared(_read(asked, finder, rules.find()))
        question = (finder.root, str(allow_outside), str(builtin_path()), *asked, "", rules.key)
        entry = Entry.of(question, str(folder))
        again = partial(_made_again, entry, asked, root, allow_outside, rules)
        return entry.load(again, ledger, places=places) or _made(entry, asked, finder, rules, places)


def _made(entry: Entry, asked: Sequence[str], finder: _Finder, rules: Rules, places: bool) -> Prepared:
    """The glossary, made from its files and kept."""
    from termlint.glossary import cache

    glossary = _read(asked, finder, rules.find())
    try:
        parts = cache.dumps(glossary)
    except ValueError:  # the name of a file is no text
        return prepared(glossary)
    entry.store([found.source() for found in finder.found.values()], parts)
    return cache.loads(parts[0], partial(bytes, parts[1]), places=places)


def _made_again(
    entry: Entry, asked: Sequence[str], root: Path, allow_outside: bool, rules: Rules
) -> tuple[bytes, bytes]:
    """Both parts of a glossary, of which the cache has lost one."""
    from termlint.glossary import cache

    finder = _Finder(root, allow_outside, None)
    parts = cache.dumps(_read(asked, finder, rules.find()))
    entry.store([found.source() for found in finder.found.values()], parts)
    return parts


def builtin_path() -> Path:
    """The file of the built-in glossary: within an installed package, or at the top of a source checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "glossary" / "builtin.yml"
    return installed if installed.is_file() else package.parents[1] / "glossary.yml"


def builtin_text() -> str:
    """The built-in glossary as YAML."""
    return builtin_path().read_text(encoding="utf-8")


def default_cache_dir() -> Path | None:
    """Where termlint keeps cached files: TERMLINT_CACHE_DIR, or the system's folder for caches; None without any."""
    folder = caches.default_folder()
    return None if folder is None else Path(folder)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Making many objects, none of them garbage, takes half the time when they are not searched for garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Found(Struct, frozen=True):
    """A file that was read: the path that was asked for, where links lead to, its name in reports, its bytes."""

    asked: str
    real: str
    name: str
    data: bytes

    def source(self) -> Source:
        """What the cache keeps of it."""
        return Source.of(self.asked, self.real, self.data)


class _Finder:
    """Finds and reads files, each once."""

    def __init__(self, root: Path, allow_outside: bool, ledger: Ledger | None) -> None:
        self.ledger = ledger
        self.root = os.path.realpath(root)
        self.allow_outside = allow_outside
        self.found: dict[str, _Found] = {}

    def open(self, path: str) -> tuple[str, str]:
        """The name and text of the file that the user asked for; raises GlossaryError."""
        name = BUILTIN if path == BUILTIN else self._name(path)
        try:
            return self._text(path, name)
        except GlossaryError as error:
            raise GlossaryError(*(p if p.filename else _about(name, p) for p in error.problems)) from None

    def fetch(self, reference: str, referrer: str) -> tuple[str, str]:
        """The name and text of the file that the file named `referrer` extends; raises GlossaryError."""
        if reference == BUILTIN:
            return self._text(BUILTIN, BUILTIN)
        path = str(Path(self.found[referrer].real).parent / reference)
        if not self.allow_outside and not Path(os.path.realpath(path)).is_relative_to(self.root):
            help = "move it into the project, or allow files outside of it"
            raise GlossaryError(Problem(f"`{reference}` lies outside of the project", help=help))
        return self._text(path, self._name(path))

    def _text(self, path: str, name: str) -> tuple[str, str]:
        from termlint.glossary.read import decode

        if name not in self.found:
            asked = str(builtin_path()) if path == BUILTIN else path
            if self.ledger:
                self.ledger.read(asked)
            real = os.path.realpath(asked)
            self.found[name] = _Found(asked, real, name, _bytes(real))
        return name, decode(self.found[name].data, name)

    def _name(self, path: str) -> str:
        real = os.path.realpath(path)
        with suppress(ValueError):  # another drive
            real = os.path.relpath(real, self.root)
        return real.replace(os.sep, "/")


def _read(asked: Sequence[str], finder: _Finder, rules: Collection[str]) -> Glossary:
    from termlint.glossary.read import read_glossary

    files: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path in asked:
        try:
            files.append(finder.open(path))
        except GlossaryError as error:
            problems += error.problems
    if problems:
        raise GlossaryError(*problems)
    return read_glossary(*files, fetch=finder.fetch, rules=rules)


def _bytes(path: str) -> bytes:
    """The contents of a regular file of bearable size; raises GlossaryError with a problem that has no place."""
    from termlint.glossary.yaml_tree import LARGEST

    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise GlossaryError(Problem("this is a folder, not a glossary", help="give the path of a file"))
        if not stat.S_ISREG(status.st_mode):
            raise GlossaryError(Problem("this is not a regular file"))
        if status.st_size > LARGEST:
            help = "split the glossary into several files"
            raise GlossaryError(Problem(f"the file is larger than {LARGEST // 1_000_000} MB", help=help))
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise GlossaryError(Problem("there is no such file", help=_like(path))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GlossaryError(Problem(f"the file cannot be read: {reason}")) from None


def _like(path: str) -> str | None:
    from termlint.glossary._faults import nearest

    with suppress(OSError):
        names = {entry.stem: entry.name for entry in Path(path).parent.iterdir()}
        near = nearest(Path(path).stem, names)
        return f"did you mean `{names[near]}`?" if near else None
    return None


def _about(name: str, problem: Problem) -> Problem:
    return Problem(problem.message, name, help=problem.help)


def _absolute(path: Path, ledger: Ledger | None) -> str:
    if ledger:
        ledger.look(path.absolute())
    return BUILTIN if str(path) == BUILTIN and not path.exists() else str(path.absolute())
