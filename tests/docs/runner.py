"""Runs the commands of a page one after the other in a folder of their own, as a reader of the page would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT, SHELL, Block, Command, Page, commands

ELISION = "[…]"
"""A line of a page that stands for any lines of the real output."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, on both streams, and how it ended."""

    output: str
    status: int


def run(page: Page, folder: Path) -> Mapping[int, Outcome]:
    """The outcome of every command of `page` that is run, by its row. `folder` is empty, or not there yet."""
    work = folder / "work"
    work.mkdir(parents=True)
    environment = _environment(folder)
    outcomes: dict[int, Outcome] = {}
    for block in page.blocks():
        _copy(block, work)
        if block.language in SHELL:
            for command in commands(block):
                if command.skipped is None:
                    outcomes[command.row] = _run(command, work, environment)
        else:
            _write(block, work)
    return outcomes


def fits(shown: str, real: str) -> bool:
    """Whether the output that a page shows is the real one, but for the lines that it leaves out."""
    parts = (re.escape(part) for part in re.split(rf"^{re.escape(ELISION)}\n", shown, flags=re.MULTILINE))
    return re.fullmatch(r"(?:.*\n)*?".join(parts), real) is not None


def _environment(folder: Path) -> Mapping[str, str]:
    """A user's environment in which termlint is on the path, nothing is configured and a line has 80 columns."""
    home = folder / "home"
    home.mkdir()
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("TERMLINT_", "GIT_", "XDG_", "PYTEST_"))
    }
    return {
        **kept,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": str(home),
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def _copy(block: Block, work: Path) -> None:
    for name in block.marks.get("with", "").split():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, work / name)
        else:
            shutil.copy(ROOT / name, work / name)


def _write(block: Block, work: Path) -> None:
    if name := block.marks.get("file"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(block.text, encoding="utf-8")
    if name := block.marks.get("append"):
        with (work / name).open("a", encoding="utf-8") as file:
            file.write(block.text)


def _run(command: Command, work: Path, environment: Mapping[str, str]) -> Outcome:
    done = subprocess.run(
        command.line,
        shell=True,
        executable="/bin/sh",
        cwd=work,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return Outcome(done.stdout.decode("utf-8", "backslashreplace"), done.returncode)
