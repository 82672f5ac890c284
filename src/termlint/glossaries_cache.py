"""Keeps prepared glossaries on disk, by what was asked for and by the bytes of the files that they were made from.

A file of this cache has a head, which tells what the glossary was read from and how to check the two parts that follow
it; `glossary.cache` tells what is in those. The second part is only read when something of it is asked for.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

import msgspec
from msgspec import Struct

import termlint
from termlint import caches
from termlint.bytecode import dialect
from termlint.errors import GlossaryError, Problem
from termlint.glossary import cache
from termlint.glossary.prepared import Prepared
from termlint.ledger import Ledger

KEPT, KEPT_BYTES = 32, 500_000_000
"""How many glossaries the cache folder holds at most, and of what size."""
SUFFIX = ".glossary"
_SEAL, _SIZE = 32, 8


Again: TypeAlias = Callable[[], tuple[bytes, bytes]]
"""Makes both parts of a glossary anew."""


class Source(Struct, frozen=True, array_like=True):
    """A file of a glossary as it was read: its path, where links led to, its size, and the hash of its bytes."""

    asked: bytes
    real: bytes
    size: int
    digest: str

    @classmethod
    def of(cls, asked: str, real: str, data: bytes) -> "Source":
        """The file at a path, which leads to another, with what was in it."""
        return cls(os.fsencode(asked), os.fsencode(real), len(data), caches.digest(data))

    def stands(self) -> bool:
        """Whether the file is what it was; raises OSError."""
        if os.path.realpath(self.asked) != self.real or os.stat(self.real).st_size != self.size:
            return False
        return caches.digest(caches.read(os.fsdecode(self.real)) or b"") == self.digest


class _Head(Struct, frozen=True, array_like=True):
    """What a glossary was made from, and for each part its size and the hash of its bytes."""

    sources: tuple[Source, ...]
    parts: tuple[tuple[int, str], tuple[int, str]]


class Entry(Struct, frozen=True):
    """The file of the cache for what is asked; that nothing has changed since is checked before it is used."""

    path: str

    @classmethod
    def of(cls, question: Iterable[str], folder: str) -> "Entry":
        """The entry for a question: all that decides how a glossary is read, but for the contents of its files."""
        key = "\0".join((termlint.__version__, str(cache.VERSION), dialect(), *question))
        return cls(os.path.join(folder, "glossaries", caches.digest(os.fsencode(key)) + SUFFIX))

    def load(self, again: Again, ledger: Ledger | None = None, *, places: bool) -> Prepared | None:
        """The glossary, if it is there, whole, and its files are what they were. `ledger` notes which these are.

        `again` makes both parts anew, in case that the second cannot be read when it is asked for.
        """
        try:
            with open(self.path, "rb") as file:
                start = file.read(_SEAL + _SIZE)
                head = file.read(int(start[_SEAL:], 16))
                if caches.digest(head).encode("ascii") != start[:_SEAL]:
                    return None
                known = msgspec.msgpack.decode(head, type=_Head)
                first = _whole(file.read(known.parts[0][0]), *known.parts[0])
            if ledger:
                for source in known.sources:
                    ledger.read(os.fsdecode(source.asked))
            if first is None or not all(source.stands() for source in known.sources):
                return None
            at = len(start) + len(head) + len(first)
            return cache.loads(first, partial(_rest, self.path, at, known, again), places=places)
        except (OSError, ValueError, OverflowError):
            return None

    def store(self, sources: Sequence[Source], parts: tuple[bytes, bytes]) -> None:
        """Keep a glossary; nothing happens where that cannot be."""
        first, second = ((len(part), caches.digest(part)) for part in parts)
        head = msgspec.msgpack.encode(_Head(tuple(sources), (first, second)))
        start = f"{caches.digest(head)}{len(head):0{_SIZE}x}".encode("ascii")
        if caches.write(self.path, b"".join((start, head, *parts))):
            folder = os.path.dirname(self.path)
            caches.trim(folder, files=KEPT, total=KEPT_BYTES, suffix=SUFFIX, now=time.time())


def _rest(path: str, at: int, head: _Head, again: Again) -> bytes:
    """The second part, from the file or made anew; raises GlossaryError where that cannot be."""
    try:
        with open(path, "rb") as file:
            file.seek(at)
            data = _whole(file.read(), *head.parts[1])
    except OSError:
        data = None
    if data is None:
        first, data = again()
        if caches.digest(first) != head.parts[0][1]:
            raise GlossaryError(Problem("the glossary changed while it was used", help="run again"))
    return data


def _whole(data: bytes, size: int, digest: str) -> bytes | None:
    return data if len(data) == size and caches.digest(data) == digest else None
