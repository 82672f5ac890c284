"""Says again what the very same command said before, where nothing has changed that it would ask about.

A record holds the question (the arguments and all that is about the process), the inputs that the run asked about, and
what it printed. Whatever is wrong with a record, or has changed, the command runs as ever.

Imported at every start, so it needs nothing that takes long to import.
"""

from __future__ import annotations

import os
import sys
import time

from termlint import caches, inputs, program

TYPE_CHECKING = False  # `typing` alone takes longer to import than all that is needed here
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from termlint.inputs import Input

COMMAND = "check"
"""The only command that is recorded."""
RECORDS, RECORDS_BYTES = 200, 64_000_000
"""How many records are kept, and how large all of them are at most."""
OUTPUT, INPUTS = 8_000_000, 32_000_000
"""The characters of output, and those of a question and its inputs, in a record at most."""

_END = '"]'
"""What ends a text and its stream in a record."""

_NAMES = (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM", "PRE_COMMIT", "LANG", "LANGUAGE"),
    *("HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "XDG_CACHE_HOME"),
)
_BEGINNINGS = ("TERMLINT_", "_TERMLINT_", "LC_", "PYTHON")
"""The variables that have a say. What git asks is asked of git itself."""


class Question:
    """A command and all about this process that decides what it says, as text, and where its record is.

    `code` is the stamp of the program.

    No dataclass: their module takes longer to import than the whole answer.
    """

    __slots__ = ("code", "folder", "now", "path", "text")

    def __init__(self, text: str, folder: str, now: int, code: str | None = None) -> None:
        self.code, self.text, self.folder, self.now = code, text, os.path.join(folder, "replays"), now
        self.path = os.path.join(self.folder, f"{caches.digest(text.encode('utf-8', 'surrogatepass'))}.json")


class Told:
    """What a run said: pieces of text, each with `out` or `err` for its stream; and its exit status.

    Pieces that come one after the other to a stream may come back as one.
    """

    __slots__ = ("pieces", "status")

    def __init__(self, pieces: Iterable[tuple[str, str]], status: int) -> None:
        self.pieces, self.status = tuple((str(stream), str(text)) for stream, text in pieces), int(status)

    def play(self) -> int:
        """Say it again, and give the status; raises OSError where nobody listens."""
        for name, text in self.pieces:
            stream = sys.stdout if name == "out" else sys.stderr
            stream.write(text)
            stream.flush()
        return self.status


def question(arguments: Sequence[str]) -> Question | None:
    """The question that a command line asks here; None where its answer is not kept."""
    if arguments[:1] != [COMMAND] or "--no-cache" in arguments or os.environ.get("TERMLINT_NO_CACHE"):
        return None
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us
        return None
    folder, now = _folder(arguments), time.time_ns()
    code = program.stamp(now) if folder else None
    if not folder or not code:
        return None
    try:
        python = (sys.executable, sys.prefix, sys.path, sys.flags, sys.warnoptions)
        streams = [_about(stream) for stream in (sys.stdout, sys.stderr)]
        about = repr((arguments, os.getcwd(), code, python, _variables(), streams, _user()))
    except (OSError, ValueError):
        return None
    return Question(about, folder, now, code)


def _folder(arguments: Sequence[str]) -> str | None:
    """The cache folder. A wrong guess does no harm: what is found there answers the question or is not taken."""
    for index, argument in enumerate(arguments):
        if argument == "--cache-dir" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--cache-dir="):
            return argument.partition("=")[2]
    return caches.default_folder()


def _variables() -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in os.environ.items() if name in _NAMES or name.startswith(_BEGINNINGS))


def _about(stream: TextIO) -> tuple[bool, str, int | None]:
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        width = None
    return stream.isatty(), stream.encoding, width


def _user() -> tuple[int, ...]:
    return (os.geteuid(), os.getegid(), *sorted(os.getgroups())) if hasattr(os, "geteuid") else ()


def recall(asked: Question) -> Told | None:
    """What the last run with this question said, if everything is as it was."""
    body = caches.opened(caches.read(asked.path) or b"")
    if body is None:
        return None
    try:
        text, found, pieces, status = caches.parsed(body.decode("ascii"))
        if text != asked.text:
            return None
        told = Told(pieces, status)
        new: list[Input] = []
        for known in found:
            now = inputs.renewed(known, asked.now)
            if now is None:
                return None
            new.append(now)
    except (LookupError, TypeError, ValueError):
        return None
    if any(now is not known and not now[3] for now, known in zip(new, found, strict=True)):
        save(asked, new, told)  # so that the next run need not look so closely
    return told


def save(asked: Question, found: Sequence[Input], told: Told) -> None:
    """Keep a record, if it is not too large."""
    if sum(len(text) for _, text in told.pieces) > OUTPUT:
        return
    inputs = f"[{caches.quoted(asked.text)},{_listed(found)}]"
    if len(inputs) <= INPUTS and caches.write(asked.path, caches.sealed(_record(inputs, told))):
        caches.trim(asked.folder, files=RECORDS, total=RECORDS_BYTES, suffix=".json", now=time.time())


def _listed(found: Sequence[Input]) -> str:
    """Inputs as JSON in ASCII."""
    from msgspec.json import encode

    try:
        return encode(found).decode("ascii")
    except (OverflowError, ValueError):  # a name or a number that takes more than that
        import json

        return json.dumps(found)


def _record(inputs: str, told: Told) -> Iterator[bytes]:
    """The record in pieces, so that a long output is not there several times."""
    yield inputs[:-1].encode("ascii") + b",["
    before = ""
    for stream, text in told.pieces:
        if stream != before:
            yield f'{before and _END + ","}["{stream}","'.encode("ascii")
            before = stream
        yield caches.quoted(text)[1:-1].encode("ascii")
    yield f"{before and _END}],{told.status}]".encode("ascii")
