"""The lock file beside a glossary: NAME.learned.yml beside NAME.yml, used as far as it fits."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from termlint.errors import GlossaryError, Problem
from termlint.glossaries import BUILTIN, builtin_path
from termlint.glossary.model import Glossary

if TYPE_CHECKING:
    from termlint.glossary.learned import Learned, LearnedTerm

LARGEST = 50_000_000
"""The size in bytes of a lock file or a label file that is still read."""


class Fitting(Struct, frozen=True):
    """What was learned and fits the glossary, and the terms of which something was learned that no longer does."""

    learned: Learned | None = None
    stale: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said about it."""
        if not self.stale:
            return ()
        return (f"the lock file is stale for: {', '.join(self.stale)}; run `termlint learn`",)


def lock_path(glossary: Path) -> Path:
    """Where what is learned for a glossary stands."""
    return glossary.with_name(f"{glossary.stem}.learned.yml")


def labels_path(glossary: Path) -> Path:
    """Where the mentions of a glossary that people label stand, unless they say otherwise."""
    return glossary.with_name(f"{glossary.stem}.labels.jsonl")


def fitting(glossary: Glossary, root: Path) -> Fitting:
    """What was learned of the terms of a glossary, by the lock files beside its files; later files override earlier.

    `root` is what the files of the glossary are named from. Raises GlossaryError for a lock file that is none.
    """
    found = [(learned, path) for name, path in _locks(glossary.files, root) if (learned := read_lock(path, name))]
    if not found:
        return Fitting()
    from termlint.glossary.learned import Learned, seeds_digest

    terms = {term.term: term for term in glossary.terms}
    fits: dict[str, LearnedTerm] = {}
    stale: dict[str, None] = {}
    for learned, path in found:
        for one in learned.terms:
            term = terms.get(one.term)
            if term and one.seeds == seeds_digest(term, glossary.language):
                fits[one.term] = one
            elif path != lock_path(builtin_path()):
                stale[one.term] = None
    head, _ = found[-1]
    whole = Learned(head.glossary, head.corpus, head.method, tuple(fits.values()))
    return Fitting(whole, tuple(name for name in stale if name not in fits))


def read_lock(path: Path, name: str) -> Learned | None:
    """The lock file at a path, called `name` in errors; None where there is none. Raises GlossaryError."""
    text = read_text(path, name)
    if text is None:
        return None
    from termlint.glossary.learned import loads

    return loads(text, name)


def read_text(path: Path, name: str) -> str | None:
    """The text of a file beside a glossary, with `\\n` as line ends; None where there is none. Raises GlossaryError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise GlossaryError(Problem("this is not a regular file", name))
        if status.st_size > LARGEST:
            raise GlossaryError(Problem(f"the file is larger than {LARGEST // 1_000_000} MB", name))
        from termlint.glossary.read import decode

        return decode(path.read_bytes(), name).replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GlossaryError(Problem(f"the file cannot be read: {error.strerror or error}", name)) from None


def _locks(files: Sequence[str], root: Path) -> Iterator[tuple[str, Path]]:
    """The names and paths of the lock files that may stand beside a glossary's files."""
    for file in files:
        path = lock_path(builtin_path() if file == BUILTIN else root / file)
        yield (path.name if file == BUILTIN else file[: len(file) - len(Path(file).name)] + path.name), path
