"""Keeps the program's own regular expressions compiled: a page needs a hundred of them, and would wait longer for them
to be compiled than to be matched.

Each is kept with all that it was made of, so that nothing else can be taken for it.
"""

import os
import time
from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from msgspec import Struct
from msgspec.msgpack import decode, encode

import termlint
from termlint import caches, later
from termlint.bytecode import Bytecode, dialect
from termlint.later import Asked

KEPT, KEPT_BYTES = 8, 8_000_000
"""For how many programs patterns are kept at most, and of what size together."""
MANY = 1_000
"""More patterns than the program has: where there are so many, most are those of an older one."""
SUFFIX = ".patterns"
_Source = TypeVar("_Source", str, bytes)


Texts: TypeAlias = list[tuple[str, int, Bytecode]]
Octets: TypeAlias = list[tuple[bytes, int, Bytecode]]


class _Kept(Struct, frozen=True, array_like=True):
    """Expressions with their flags and their bytecode, those for texts and those for bytes."""

    texts: Texts
    octets: Octets

    @classmethod
    def of(cls, codes: Mapping[Asked, Bytecode]) -> "_Kept":
        """What there is, in an order of its own."""
        texts = [(source, flags, code) for (source, flags), code in codes.items() if isinstance(source, str)]
        octets = [(source, flags, code) for (source, flags), code in codes.items() if isinstance(source, bytes)]
        return cls(sorted(texts, key=_asked), sorted(octets, key=_asked))

    def codes(self) -> dict[Asked, Bytecode]:
        """What this was made of."""
        texts: dict[Asked, Bytecode] = {(source, flags): code for source, flags, code in self.texts}
        return texts | {(source, flags): code for source, flags, code in self.octets}


def _asked(one: tuple[_Source, int, Bytecode]) -> tuple[_Source, int]:
    return one[:2]


def load(folder: str) -> None:
    """Have patterns made of what earlier runs kept, and note those that they did not."""
    later.WORKSHOP.learn(_read(_path(folder)))


def save(folder: str) -> None:
    """Keep what had to be compiled for later runs; nothing happens where that cannot be."""
    if made := later.WORKSHOP.news():
        path = _path(folder)
        known = _read(path)
        kept = {**known, **made} if len(known) + len(made) <= MANY else made
        if caches.write(path, caches.sealed([encode(_Kept.of(kept))])):
            folder = os.path.dirname(path)
            caches.trim(folder, files=KEPT, total=KEPT_BYTES, suffix=SUFFIX, now=time.time())


def _path(folder: str) -> str:
    name = caches.digest(f"{termlint.__version__}\0{dialect()}".encode())
    return os.path.join(folder, "patterns", f"{name}{SUFFIX}")


def _read(path: str) -> dict[Asked, Bytecode]:
    """What a file holds; nothing where it is not whole."""
    data = caches.opened(caches.read(path) or b"")
    try:
        return decode(data, type=_Kept).codes() if data else {}
    except ValueError:
        return {}
