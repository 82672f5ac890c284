"""Whatever is wrong with an input is told in one place and one message, with status 2, and the rest is still done."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Strict = Callable[[bytes], Any]

_GOOD = "Try our medical massage with warm oil.\n"


@pytest.fixture
def good(tree: Path) -> Path:
    """A folder with a page in which there is something to report."""
    (tree / "good.md").write_text(_GOOD)
    return tree


def _gone(path: Path) -> None:
    path.symlink_to("nowhere")


def _nothing(_: Path) -> None:
    pass


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _plugged(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as plug:
        os.chdir(path.parent)
        plug.bind(path.name)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"a\nb\xffc"), "bad.md:2:2: error: not UTF-8: byte 0xff at offset 3"),
        (lambda path: path.write_bytes(b"a\0b"), "bad.md:1:1: error: a binary file"),
        (lambda path: path.write_bytes(b"\xff\xfea"), "bad.md:1:2: error: not UTF-16"),
        (lambda path: path.write_bytes(b"x" * 10_000_001), "bad.md:1:1: error: larger than 10,000,000 bytes"),
        (os.mkfifo, "bad.md:1:1: error: not a regular file"),
        (_plugged, "bad.md:1:1: error: not a regular file"),
        (_gone, "bad.md:1:1: error: a link to a file that does not exist"),
        (_loop, "bad.md:1:1: error: "),
        (_nothing, "bad.md:1:1: error: no such file or folder"),
    ],
)
def test_a_bad_file_is_one_error_and_the_others_are_checked(
    program: Run, good: Path, make: Callable[[Path], object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read is named with its reason; nothing hangs, and the good one is reported."""
    monkeypatch.chdir(good)
    make(good / "bad.md")
    done = program("check", "--isolated", "--output-format", "concise", "bad.md", "good.md")
    lines = done.out.decode().splitlines()
    assert done.status == 2
    assert next(line for line in lines if line.startswith("bad.md")).startswith(says)
    assert sum(line.startswith("bad.md") for line in lines) == 1
    assert any(line.startswith("good.md:1:9: warning TL102") for line in lines)
    assert b"Traceback" not in done.err


def test_a_folder_named_like_a_file_is_looked_into(program: Run, good: Path) -> None:
    """A folder whose name ends like a file's is a folder."""
    (good / "folder.md").mkdir()
    (good / "folder.md" / "a.md").write_text(_GOOD)
    done = program("check", "--isolated", "--output-format", "concise", "folder.md")
    assert done.out.startswith(b"folder.md/a.md:1:9: warning TL102")


def test_links_that_go_in_circles_end(program: Run, good: Path) -> None:
    """Folders linked into themselves and each other are looked into once."""
    (good / "a").mkdir()
    (good / "a" / "up").symlink_to("..")
    (good / "a" / "self").symlink_to(".")
    done = program("check", "--isolated", "--output-format", "concise", ".")
    assert done.status == 1
    assert done.out.count(b"TL102") == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"", b"g.yml:1:1"),
        (b"glossary: [", b"g.yml:1"),
        (b"glossary: x\nterms: \xff", b"g.yml:2:8"),
        (b"glossary: x\nterms: &a [*a]\n", b"g.yml:2:8"),
        (b"a: &a {b: c}\nd: {<<: *a}\n", b"g.yml:1:4"),
        (b"glossary: !!python/object/apply:os.system ['true']\n", b"g.yml:1:11"),
        (b"[" * 5000, b"g.yml:1:51"),
        (b"- " * 5000, b"g.yml:1:"),
        (b"glossary: x\nterms: 5\n", b"g.yml:2:8"),
        (b"glossary: x\nterms: [{term: massage, senses: [{id: 1 2, definition: y}]}]\n", b"g.yml:2:"),
        (b"glossary: x\nextends: [g.yml]\nterms: []\n", b"g.yml:2:11"),
        (b"glossary: x\nextends: [../../../etc/passwd]\nterms: []\n", b"g.yml:2:11"),
        (b"glossary: x\nextends: ['http://example.org/g.yml']\nterms: []\n", b"g.yml:2:11"),
    ],
)
def test_a_bad_glossary_is_located_and_ends_the_run(program: Run, good: Path, text: bytes, place: bytes) -> None:
    """A glossary that is empty, broken, a bomb or a thief is an error at its place, at once."""
    (good / "g.yml").write_bytes(text)
    done = program("check", "--isolated", "--glossary", "g.yml", "good.md")
    assert (done.status, done.out) == (2, b"")
    assert b" --> " + place in done.err
    assert b"Traceback" not in done.err


def test_bombs_of_merges_and_aliases_are_not_blown_up(tree: Path) -> None:
    """The bomb that takes other readers minutes is refused in a process that has seconds."""
    bomb = "a0: &a0 {x: y}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 9)
    )
    (tree / "g.yml").write_text(bomb)
    (tree / "a.md").write_text(_GOOD)
    limited = (
        "import resource, runpy; resource.setrlimit(resource.RLIMIT_CPU, (20, 20));"
        "runpy.run_module('termlint', run_name='__main__')"
    )
    command = [sys.executable, "-c", limited, "check", "--isolated", "--no-cache", "--glossary", "g.yml", "a.md"]
    done = subprocess.run(command, cwd=tree, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"YAML anchors are not allowed" in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"select = [", b"not TOML"),
        (b"\xff", b"not UTF-8"),
        (b"selct = []", b"select"),
        (b"jobs = 'many'", b"jobs"),
        (b"max-file-size = -1", b"max-file-size"),
        (b"[[overrides]]\npaths = 5\n", b"paths"),
        (b"a = {b = " * 2000, b"TOML"),
        (b"a" + b".a" * 5000 + b" = 1", b"unknown key"),
    ],
)
def test_a_bad_configuration_is_located_and_ends_the_run(program: Run, good: Path, text: bytes, says: bytes) -> None:
    """A configuration that cannot be used is an error at its place."""
    (good / ".termlint.toml").write_bytes(text)
    done = program("check", "good.md")
    assert (done.status, done.out) == (2, b"")
    assert says in done.err
    assert b" --> .termlint.toml" in done.err
    assert b"Traceback" not in done.err


_SLOW = r"""
glossary: Traps
terms:
  - term: massage
    senses:
      - {id: body, definition: rubbing, cues: [muscle, {pattern: '(?:a|aa)+$'}]}
      - {id: data, definition: tidying, cues: [table, {pattern: '(?:x+x+)+y {term}'}]}
"""


def test_patterns_that_blow_up_are_named_and_left_out(program: Run, good: Path) -> None:
    """A pattern with a trap is an error of the file that springs it; all else is still decided."""
    (good / "g.yml").write_text(_SLOW)
    (good / "trap.md").write_text(f"{'a' * 60}! massage\n\n{'x' * 200} massage of a muscle.\n")
    done = program("check", "--isolated", "--glossary", "g.yml", "--output-format", "json", "trap.md", "good.md")
    assert done.status == 2
    assert b"takes too long on this text" in done.out
    assert b'"good.md"' in program("usage", "--isolated", "--glossary", "g.yml", "--output-format", "jsonl", ".").out


def test_a_pattern_with_many_matches_is_not_taken_for_slow(program: Run, good: Path, strict: Strict) -> None:
    """The clock of a pattern does not run while its matches are looked at, and it has longer on longer texts."""
    (good / "g.yml").write_text(
        "glossary: Many\nterms:\n  - term: massage\n    senses:\n"
        r"      - {id: body, definition: rubbing, cues: [{pattern: '\bo\w*'}]}" + "\n"
        "      - {id: data, definition: tidying, cues: [table]}\n"
    )
    (good / "long.md").write_text("not of old oak or one other; " * 8000 + " massage")
    done = program("check", "--isolated", "--glossary", "g.yml", "--output-format", "json", "long.md")
    assert strict(done.out)["errors"] == []


@pytest.mark.parametrize("where", ["stdout", "file", "device"])
def test_a_full_disk_leaves_the_old_file_and_ends_with_2(program: Run, good: Path, where: str) -> None:
    """No room for the report is one line and status 2."""
    if where == "stdout":
        command = [sys.executable, "-m", "termlint", "check", "--isolated", "good.md"]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, cwd=good, stdout=full, stderr=subprocess.PIPE, check=False)
        status, err = done.returncode, done.stderr
    elif where == "device":
        ended = program("check", "--isolated", "--output-file", "/dev/full", "good.md")
        status, err = ended.status, ended.err
    else:
        limited = (
            "import resource, runpy, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); runpy.run_module('termlint', run_name='__main__')"
        )
        (good / "out").write_text("old")
        arguments = ["check", "--isolated", "--no-cache", "--output-file", "out", "good.md"]
        done = subprocess.run([sys.executable, "-c", limited, *arguments], cwd=good, capture_output=True, check=False)
        status, err = done.returncode, done.stderr
        assert (good / "out").read_text() == "old"
        assert sorted(path.name for path in good.iterdir()) == ["good.md", "out"]
    assert status == 2
    assert b"cannot " in err
    assert b"Traceback" not in err


@pytest.fixture
def at_work(tree: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts checks of files that take long, and sees that none outlives its test."""
    started: list[subprocess.Popen[bytes]] = []
    for name in ("a.md", "b.md"):
        (tree / name).write_text("massage " * 1_000_000)

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "termlint", "check", "--isolated", *arguments, "a.md", "b.md"],
            cwd=tree,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        started.append(process)
        _wait_until_busy(process.pid)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _wait_until_busy(pid: int) -> None:
    """Wait until the process or its children have worked for longer than preparations take."""
    for _ in range(4000):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if max(_ticks(one) for one in (str(pid), *children)) > os.sysconf("SC_CLK_TCK") * 2:
            return
        time.sleep(0.01)
    raise AssertionError("the program did not come to work")


def _ticks(pid: str) -> int:
    """The CPU time of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return int(fields[11]) + int(fields[12])


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_everything(
    at_work: Callable[..., subprocess.Popen[bytes]], jobs: str, number: signal.Signals
) -> None:
    """An interrupt while texts are judged ends all processes with 130 and one line, a termination at once."""
    process = at_work("--jobs", jobs)
    os.killpg(process.pid, number) if number is signal.SIGINT else process.terminate()
    out, err = process.communicate(timeout=20)
    assert out == b""
    if number is signal.SIGINT:
        assert (process.returncode, err) == (130, b"termlint: interrupted\n")
    else:
        assert (process.returncode, err) == (-signal.SIGTERM, b"")
    for _ in range(500):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("a process is left behind")
