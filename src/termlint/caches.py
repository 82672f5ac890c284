"""What all caches on disk share: where they are, how an entry is sealed, and how a file is replaced at once.

A cache is an input like any other: data only, never pickle, and whatever is wrong with it is as if it were not there.
Imported at every start, so it needs nothing that takes long to import.
"""

from __future__ import annotations

import os
import sys
import time

from xxhash import xxh3_128, xxh3_128_hexdigest

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_SEAL = 32


def default_folder() -> str | None:
    """Where termlint keeps cached files: TERMLINT_CACHE_DIR, or the system's folder for caches; None without any."""
    environ = os.environ
    if own := environ.get("TERMLINT_CACHE_DIR"):
        return own
    home = os.path.expanduser("~")
    if sys.platform == "win32" and environ.get("LOCALAPPDATA"):
        return os.path.join(environ["LOCALAPPDATA"], "termlint", "Cache")
    if sys.platform not in ("win32", "darwin") and environ.get("XDG_CACHE_HOME"):
        return os.path.join(environ["XDG_CACHE_HOME"], "termlint")
    if home.startswith("~"):  # no home folder
        return None
    if sys.platform == "win32":
        return os.path.join(home, "AppData", "Local", "termlint", "Cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "termlint")
    return os.path.join(home, ".cache", "termlint")


def digest(data: bytes) -> str:
    """A hash of the bytes, 32 hexadecimal digits: it tells apart whatever nobody took pains to make alike."""
    return xxh3_128_hexdigest(data)


def sealed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of bytes with a checksum of all behind them."""
    made = xxh3_128()
    for piece in pieces:
        made.update(piece)
        yield piece
    yield b"\n" + made.hexdigest().encode("ascii")


def opened(data: bytes) -> bytes | None:
    """What `sealed` was given, in one piece; None for anything else."""
    body = data[: -_SEAL - 1]
    return body if data[len(body) :] == b"\n" + digest(body).encode("ascii") else None


def parsed(text: str) -> Any:
    """The value of a JSON text; raises ValueError for anything else."""
    try:
        from _json import make_scanner  # json's own, without the regular expressions that the package imports
    except ImportError:
        import json

        return json.loads(text)
    try:
        value, end = make_scanner(_Reading)(text, 0)  # type: ignore[arg-type]
    except (StopIteration, RecursionError) as error:
        raise ValueError("not JSON") from error
    if end != len(text):
        raise ValueError("more than JSON")
    return value


def quoted(text: str) -> str:
    """A text as JSON in ASCII."""
    try:
        from _json import encode_basestring_ascii
    except ImportError:
        from json.encoder import encode_basestring_ascii
    return encode_basestring_ascii(text)


class _Reading:
    """How JSON is read: plainly."""

    strict = True
    object_hook = object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float
    memo: dict[str, str]


def read(path: str) -> bytes | None:
    """The contents of a file of a cache; None where there is none that can be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def write(path: str, data: bytes | Iterable[bytes]) -> bool:
    """Replace a file so that others see the old one or the new one, never a part; whether that could be done.

    Where pieces of it come one by one and fail to, the old one stays.
    """
    temporary = f"{path}.{os.getpid()}.{time.time_ns():x}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except (OSError, ValueError):
        return False
    try:
        with open(descriptor, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        os.replace(temporary, path)
    except OSError:
        remove(temporary)
        return False
    except BaseException:
        remove(temporary)
        raise
    return True


def remove(path: str) -> None:
    """Remove a file, if that can be."""
    try:
        os.unlink(path)
    except OSError:
        return


def trim(folder: str, *, files: int, total: int, suffix: str, now: float) -> None:
    """Keep the newest `files` with this suffix, no more than `total` bytes of them; and nothing half-written for long.

    `now` is in seconds, as the times of files are.
    """
    try:
        with os.scandir(folder) as found:
            status = [(entry.stat(follow_symlinks=False), entry) for entry in found]
    except OSError:
        return
    size = 0
    kept = sorted(((s.st_mtime_ns, entry.path, s.st_size) for s, entry in status if entry.name.endswith(suffix)))
    for number, (_, path, own) in enumerate(reversed(kept)):
        size += own
        if number >= files or size > total:
            remove(path)
    for s, entry in status:
        if entry.name.endswith(".tmp") and s.st_mtime < now - 3600:
            remove(entry.path)
