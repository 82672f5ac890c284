"""Keeps what checking gave, file by file, so that what has not changed is not checked again.

Results are spread over many small files by the hash of what was asked, so that a run reads and writes no more than it
needs, whether it checks two files or a hundred thousand. Each line of such a file is one result: what was asked, the
bytes of the text, when it was last used, a checksum, and the result itself as JSON. What is wrong is not there. A run
replaces each file once, and then adds to it.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import fields
from xxhash import xxh32_hexdigest

from termlint import caches, packing
from termlint.errors import DocumentError
from termlint.files import decode, load
from termlint.run import Checked, Job, Tell
from termlint.settings import Settings

SHARDS, SHARD_BYTES = 64, 2_000_000
"""How many files there are, and the size of each at most. Fewer would be larger to read where a run asks for two
results; more would take longer to write than all results together."""
_SUFFIX = ".results"
DAYS = 30
"""A result that was not used for so long is dropped: its file is gone, or is not the same any more."""
_TOUCHED = 7
"""Days after which the date of a result that is used is brought up to date."""
_PENDING = 1_000_000
"""Bytes of new results after which they are written: little is lost where a long run is interrupted."""


def today() -> int:
    """The day, as the dates of results count it."""
    return int(time.time() // 86_400)


class _Entry(Struct, frozen=True):
    digest: bytes
    day: int
    seal: bytes
    body: bytes

    def line(self, key: bytes) -> bytes:
        """The entry as its file holds it."""
        return b"%b %b %d %b %b" % (key, self.digest, self.day, self.seal, self.body)


class Results:
    """The results of all checks that were made with one program, glossary and limit of size.

    `about` tells those apart from others; `day` is the date of this run.
    """

    def __init__(self, folder: Path, about: Iterable[str], *, max_size: int, day: int) -> None:
        self._folder = folder / "results"
        self._about = _hash(repr((*about, max_size)))
        self._max_size, self._day = max_size, day
        self._settings: dict[int, tuple[Settings, str]] = {}
        self._new: dict[int, dict[bytes, _Entry]] = defaultdict(dict)
        self._size = 0
        self._sizes: dict[int, int] = {}

    def recall(self, jobs: Sequence[Job], tell: Tell) -> dict[int, Checked]:
        """What is known of jobs, by their index, told by `tell`."""
        if not os.path.isdir(self._folder):  # noqa: PTH112 - in a first run nothing is asked for each job
            return {}
        shards: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for index, job in enumerate(jobs):
            key = self._key(job)
            shards[_shard(key)].append((index, key))
        found: dict[int, Checked] = {}
        for shard, asked in shards.items():  # one at a time: all of them together may be large
            if entries := self._read(shard):
                for index, key in asked:
                    if (entry := entries.get(key)) and (checked := self._checked(jobs[index], key, entry, tell)):
                        found[index] = checked
        return found

    def keep(self, job: Job, checked: Checked) -> None:
        """Remember what a job gave, if that will always be so."""
        body = checked.packed
        if not body or checked.digest is None or not checked.settled:
            return
        if len(body) <= packing.LARGEST:
            key, digest = self._key(job), checked.digest.encode("ascii")
            self._new[_shard(key)][key] = _Entry(digest, self._day, _seal(key, digest, body), body)
            self._size += len(body)
        if self._size > _PENDING:
            self.save()

    def save(self) -> None:
        """Write what is new; what cannot be written is checked again another time."""
        new, self._new, self._size = self._new, defaultdict(dict), 0
        for shard, entries in new.items():
            if shard in self._sizes:
                self._add(shard, entries)
            else:
                self._write(shard, {**self._read(shard), **entries})
        if new:
            caches.trim(str(self._folder), files=SHARDS, total=SHARDS * SHARD_BYTES, suffix=_SUFFIX, now=time.time())

    def _key(self, job: Job) -> bytes:
        """What is asked by a job, but for the bytes of its file, as a hash."""
        own = self._settings.get(id(job.settings))
        if own is None:  # kept with its settings, so that no other ones get their id
            own = self._settings[id(job.settings)] = job.settings, _hash(self._about + _settings_text(job.settings))
        return _hash(f"{own[1]}\0{job.file.format}\0{job.file.name}").encode("ascii")

    def _checked(self, job: Job, key: bytes, entry: _Entry, tell: Tell) -> Checked | None:
        name = job.file.name
        if _seal(key, entry.digest, entry.body) != entry.seal:
            return None
        try:
            data = load(job.file.path, name, max_size=self._max_size)
            digest = caches.digest(data)
            if digest.encode("ascii") != entry.digest:
                return None
            result = packing.loads(entry.body, name, lambda: decode(data, name, max_size=self._max_size).text)
        except (DocumentError, ValueError):
            return None
        if self._day - entry.day >= _TOUCHED:
            self._new[_shard(key)][key] = _Entry(entry.digest, self._day, entry.seal, entry.body)
        return Checked(result.tell(tell(result)), digest=digest)

    def _path(self, shard: int) -> str:
        return os.fspath(self._folder / f"{shard:02x}{_SUFFIX}")

    def _read(self, shard: int) -> dict[bytes, _Entry]:
        entries = {}
        for line in (caches.read(self._path(shard)) or b"").split(b"\n"):
            key, *rest = line.split(b" ", 4)
            if len(rest) == 4 and rest[1].isdigit() and len(rest[1]) < 9:
                digest, day, seal, body = rest
                entries[key] = _Entry(digest, int(day), seal, body)
        return entries

    def _write(self, shard: int, entries: Mapping[bytes, _Entry]) -> None:
        """Replace a shard: the newest entries, as far as there is room."""
        size, lines = 0, []
        for key, entry in sorted(entries.items(), key=lambda item: (-item[1].day, item[0])):
            line = entry.line(key)
            size += len(line) + 1
            if size > SHARD_BYTES:
                break
            if abs(self._day - entry.day) <= DAYS:
                lines.append(line)
        data = b"\n".join(lines)
        self._sizes[shard] = len(data)
        caches.write(self._path(shard), data)

    def _add(self, shard: int, entries: Mapping[bytes, _Entry]) -> None:
        """Add entries to a shard that was written before, as far as there is room."""
        data = b"".join([b"\n" + entry.line(key) for key, entry in entries.items()])
        if self._sizes[shard] + len(data) <= SHARD_BYTES:
            self._sizes[shard] += len(data)
            with suppress(OSError), Path(self._path(shard)).open("ab") as file:
                file.write(data)


def _hash(text: str) -> str:
    return caches.digest(text.encode("utf-8", "surrogatepass"))


def _shard(key: bytes) -> int:
    """The number of the file that an entry is in."""
    return int(key[:2], 16) % SHARDS


def _seal(key: bytes, digest: bytes, body: bytes) -> bytes:
    """A checksum: it tells what was damaged, and nobody is kept from making another."""
    return xxh32_hexdigest(b"%b %b %b" % (key, digest, body)).encode("ascii")


def _settings_text(settings: Settings) -> str:
    return repr([_in_order(getattr(settings, field.name)) for field in fields(settings)])


def _in_order(value: object) -> object:
    """A value that is written alike wherever it is equal."""
    if isinstance(value, Mapping):
        return sorted((str(key), _in_order(one)) for key, one in value.items())
    return sorted(value) if isinstance(value, frozenset) else value
