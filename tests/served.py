"""Runs the program many times in little time: a process that has imported all of it forks for each run.

A run is as if the program were started anew, but for the encoding of its streams and the modules that are there.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How the program ended, and whether it said again what it had said before."""

    status: int
    out: bytes
    err: bytes
    replayed: bool

    @property
    def told(self) -> tuple[int, bytes, bytes]:
        """What a user sees."""
        return self.status, self.out, self.err


@dataclass(frozen=True)
class Server:
    """The process that forks."""

    process: subprocess.Popen[str]

    def run(self, arguments: tuple[str, ...], cwd: Path, environ: Mapping[str, str], fresh: int | None = None) -> Ended:
        """Run the program. `fresh` are the nanoseconds in which a file's times are not trusted."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {"arguments": arguments, "cwd": str(cwd), "environ": dict(environ), "fresh": fresh}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        ended = json.loads(self.process.stdout.readline())
        out, err = (base64.b64decode(ended[name]) for name in ("out", "err"))
        return Ended(ended["status"], out, err, ended["replayed"])


@contextmanager
def serving() -> Iterator[Server]:
    """A server, ended with the block; the program's own files are old enough then to be told by their times."""
    from termlint import program

    while program.stamp(time.time_ns()) is None:
        time.sleep(0.1)
    command = [sys.executable, __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


def serve() -> None:
    """Fork for each request on standard input, and tell on standard output how it ended."""
    import termlint.cli.check
    import termlint.cli.main
    import termlint.linter  # noqa: F401
    from termlint.cli._session import formats

    formats()
    for line in sys.stdin:
        request = json.loads(line)
        files = [os.memfd_create(name) for name in ("out", "err", "seen")]
        if not (child := os.fork()):
            _run(request, files)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out, err, seen = map(_contents, files)
        told = {name: base64.b64encode(data).decode() for name, data in (("out", out), ("err", err))}
        print(json.dumps({**told, "status": status, "replayed": bool(seen)}), flush=True)  # noqa: T201


def _run(request: dict[str, Any], files: list[int]) -> None:
    from termlint import entry, inputs, replay

    null = os.open(os.devnull, os.O_RDONLY)
    for descriptor, place in zip((null, *files[:2]), (0, 1, 2), strict=True):
        os.dup2(descriptor, place)
    sys.stdout, sys.stderr = (open(place, "w", encoding="utf-8") for place in (1, 2))  # noqa: PTH123, SIM115
    os.environ.clear()
    os.environ.update(request["environ"])
    os.chdir(request["cwd"])
    if request["fresh"] is not None:
        inputs.FRESH = request["fresh"]
    play = replay.Told.play

    def watched(told: replay.Told) -> int:
        os.write(files[2], b"replayed")
        return play(told)

    replay.Told.play = watched  # type: ignore[method-assign]
    sys.argv = ["termlint", *request["arguments"]]
    status = 70
    try:
        entry.run()
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        os._exit(status)


def _contents(descriptor: int) -> bytes:
    with open(descriptor, "rb") as file:
        file.seek(0)
        return file.read()


if __name__ == "__main__":
    serve()
