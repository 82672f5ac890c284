"""How the program ends, whatever happens, and what it loads to say little."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from termlint import __version__, glossaries

Run = Callable[..., Any]
PROGRAM = [sys.executable, "-m", "termlint"]
HEAVY = {"regex", "ruamel", "wcwidth", "wcmatch", "pyromark", "ahocorasick_rs", "multiprocessing", "difflib", "json"}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["glossary", "--help"]])
def test_little_is_loaded_to_say_little(program: Run, arguments: list[str]) -> None:
    """Help and version load none of the heavy modules, nor the linter."""
    code = (
        "import sys, atexit; from termlint.cli.main import run\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); run(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not HEAVY & loaded
    assert "termlint.linter" not in done.stderr.split()


def test_version(program: Run) -> None:
    """--version names the program and its version."""
    assert program("--version").out == f"termlint {__version__}\n"


def test_statuses_of_the_program(program: Run) -> None:
    """As a program, too: 1 for findings, 0 for none, 2 for wrong use and for no command."""
    assert program("check").status == 1
    assert program("check", "good.md").status == 0
    assert program("check", b"\xff.md").status == 2


def test_no_command_and_an_unknown_one_are_wrong_use(termlint: Run) -> None:
    """Without a command the help page is shown; an unknown one gets what was likely meant."""
    ended = termlint()
    assert ended.status == 2
    assert "Usage: termlint" in ended.out + ended.err
    ended = termlint("chekc")
    assert ended.status == 2
    assert "'chekc' is no command; did you mean 'check'?" in ended.err


def test_a_path_in_place_of_a_command_gets_advice(termlint: Run) -> None:
    """Who names a file without a command is told what to write."""
    assert "To check it: termlint check good.md" in termlint("good.md").err


def test_a_closed_pipe_ends_quietly(project: Path) -> None:
    """Where nobody reads any more, the status is 141 and nothing is said."""
    with subprocess.Popen(
        [*PROGRAM, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"Book a medical massage.")
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_full_disk_is_told(project: Path) -> None:
    """A report that cannot be printed is an error in one line."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, "check"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == "termlint: error: cannot write: No space left on device\n"
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [["-"], ["--jobs", "2", "long.md", "longer.md"]])
def test_an_interrupt_ends_all_with_one_line(project: Path, arguments: list[str]) -> None:
    """Ctrl-C gives status 130 and one line, with one process or several, and leaves none behind."""
    for name in ("long.md", "longer.md"):
        (project / name).write_text("massage " * 1_000_000)
    with subprocess.Popen(
        [*PROGRAM, "check", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        _wait_until_blocked(process.pid, 0 if arguments == ["-"] else 2)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"termlint: interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def _wait_until_blocked(pid: int, children: int) -> None:
    """Wait until the process has done its preparations: it sleeps, with so many children."""
    still = 0
    for _ in range(2000):
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        still = still + 1 if state == "S" and len(listed) == children else 0
        if still > 20:
            return
        time.sleep(0.005)
    raise AssertionError("the program did not come to wait")


def test_a_bug_is_one_line_and_a_traceback_on_demand(termlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is status 2 and one line; --debug, before or after the command, adds the traceback."""

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by\nnought")

    monkeypatch.setattr(glossaries, "prepare", broken)
    line = "termlint: error: internal error: ZeroDivisionError: by nought "
    line += "(this is a bug; rerun with --debug and report it)"
    ended = termlint("check")
    assert (ended.status, ended.out, ended.err) == (2, "", line + "\n")
    for arguments in (["--debug", "check"], ["check", "--debug"]):
        ended = termlint(*arguments)
        assert "Traceback" in ended.err
        assert ended.err.endswith(line + "\n")
    monkeypatch.setenv("TERMLINT_DEBUG", "1")
    assert "Traceback" in termlint("check").err


@pytest.mark.parametrize("environ", [{"PRE_COMMIT": "1", "TERM": "xterm"}, {"TERM": "dumb"}, {"TERM": "xterm"}])
def test_a_terminal_without_width_gets_plain_lines(project: Path, environ: dict[str, str]) -> None:
    """On the terminal of zero columns that runners of hooks give, lines are whole and nothing moves the cursor."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*PROGRAM, "check"], stdout=theirs, stderr=theirs, env={**os.environ, **environ})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.wait() == 1
    assert b"\x1b[K" not in seen
    assert b"docs/bad.md:3:8" in seen
    assert b"\r" not in seen.replace(b"\r\n", b"")


def test_completion_is_there(program: Run) -> None:
    """The shell's completion script can be printed."""
    assert "_TERMLINT_COMPLETE" in program(_TERMLINT_COMPLETE="bash_source").out
