"""Reading and writing one file, so that nothing is guessed and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from termlint import caches
from termlint.errors import DocumentError, Problem
from termlint.long_text import Text, text_of

AnyPath: TypeAlias = str | os.PathLike[str]

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_HEAD = 8192
_CHUNK = 1 << 20


class BinaryFileError(DocumentError):
    """The file holds no text."""


class MissingFileError(DocumentError):
    """The file is not there, or no longer."""


class Content(Struct, frozen=True):
    """The text of a file as it stands: a byte order mark is its first character, and line ends are kept.

    `digest` tells whether the file changed since. Only UTF-8 is ever written back.
    """

    text: Text
    digest: str
    encoding: str

    @property
    def writable(self) -> bool:
        """Whether an edited text may be written back."""
        return self.encoding == "utf-8"


def relative_name(path: AnyPath, cwd: Path) -> str:
    """The path relative to the working folder, with forward slashes; bytes that are no text stay as they are."""
    try:
        return os.path.relpath(path, cwd).replace(os.sep, "/")
    except ValueError:  # another drive
        return Path(path).as_posix()


def display_name(path: AnyPath, cwd: Path) -> str:
    """How a file is called in reports: its relative name as valid Unicode, a byte that is no text as `\\xff`."""
    return shown(relative_name(path, cwd))


def shown(name: str) -> str:
    """A name as valid Unicode."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def read(path: AnyPath, name: str, *, max_size: int) -> Content:
    """The content of the file; raises DocumentError where it is missing, unreadable, too large, binary or no text."""
    return decode(load(path, name, max_size=max_size), name, max_size=max_size)


def load(path: AnyPath, name: str, *, max_size: int) -> bytes:
    """The bytes of the file, one more than `max_size` at most; raises DocumentError where it cannot be read."""
    try:
        status = os.stat(path)  # noqa: PTH116 - paths of pathlib take as long to be made as the file to be read
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for somebody to write into it
            raise DocumentError(Problem("not a regular file", name, help="pipe a text into `termlint check -`"))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return _bytes(descriptor, status.st_size, max_size + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise MissingFileError(Problem("no such file", name)) from error
    except OSError as error:
        raise DocumentError(Problem(f"cannot be read: {error.strerror or error}", name)) from error


def _bytes(descriptor: int, size: int, most: int) -> bytes:
    """All that can be read, or the first `most` bytes; nearly all files are as long as their `size` tells."""
    data = os.read(descriptor, min(size + 1, most))
    if len(data) == size > 0:  # one more was asked for, and is not there
        return data
    while len(data) < most and (more := os.read(descriptor, min(most - len(data), _CHUNK))):
        data += more
    return data


def decode(data: bytes, name: str, *, max_size: int) -> Content:
    """The content that the bytes of a file hold; raises DocumentError."""
    if len(data) > max_size:
        raise DocumentError(
            Problem(f"larger than {max_size:,} bytes", name, help="raise `max-file-size` or exclude the file")
        )
    encoding = _BOMS.get(data[:2], "utf-8")
    if encoding == "utf-8" and b"\0" in data[:_HEAD]:
        raise BinaryFileError(Problem("a binary file", name))
    try:
        text = text_of(data) if encoding == "utf-8" else data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(_undecodable(data, name, encoding, error)) from error
    return Content(text, digest(data), encoding)


def write(path: AnyPath, text: Text, before: Content, name: str) -> None:
    """Replace the file's text at once: whatever happens, the file is the old one or the new one.

    Links are followed and the mode is kept. A file with further hard links is written in place, so that all of them
    stay one file. Raises DocumentError where the file cannot be written or changed since it was read.
    """
    try:
        real = Path(path).resolve(strict=True)
        if digest(real.read_bytes()) != before.digest:
            raise DocumentError(Problem("changed since it was read; nothing was written", name, help="run again"))
        data = text.encode("utf-8")
        if real.stat().st_nlink > 1:
            _write_in_place(real, data)
        else:
            replace(real, data)
    except OSError as error:
        raise DocumentError(Problem(f"cannot be written: {error.strerror or error}", name)) from error


def replace(path: Path, data: bytes) -> None:
    """Write the file through a temporary one in its folder, keeping the mode of one that is there; raises OSError."""
    import tempfile

    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mode = 0o666 & ~_umask()
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:64]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _write_in_place(path: Path, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(data)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def digest(data: bytes) -> str:
    """Tells whether bytes are the same as others."""
    return caches.digest(data)


def _undecodable(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start].decode(encoding, "replace")
    row = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    shown = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    message = f"not {shown}: byte 0x{data[error.start]:02x} at offset {error.start}"
    return Problem(message, name, row, column, help="convert the file to UTF-8 or exclude it")
