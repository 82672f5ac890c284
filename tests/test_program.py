"""Which program it is."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from termlint import program

LATER = time.time_ns() + 3_600_000_000_000


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program in the place of this one."""
    folder = tmp_path / "package"
    (folder / "below").mkdir(parents=True)
    (folder / "a.py").write_text("1")
    (folder / "below" / "b.py").write_text("2")
    (folder / "glossary.yml").write_text("3")
    (tmp_path / "site" / "click-8.dist-info").mkdir(parents=True)
    monkeypatch.setattr(program, "__file__", str(folder / "program.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "gone")])
    return folder


def stamp() -> str | None:
    """The stamp as it is when all files have been at rest for long."""
    return program.stamp(LATER)


@pytest.mark.parametrize("told", [stamp, program.contents])
@pytest.mark.parametrize("change", ["a.py", "below/b.py", "glossary.yml", "c.py", "../site/click-9.dist-info"])
def test_another_program_is_told_apart(package: Path, told: Callable[[], str | None], change: str) -> None:
    """A changed or new source file, and another version of what it is built on, make another program."""
    before = told()
    assert before is not None
    assert told() == before
    (package / change).write_text("9")
    assert told() not in (None, before)


def test_the_same_program_elsewhere_says_the_same(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy has the same contents, but not the same files; compiled files and notes are no part of it."""
    contents, before = program.contents(), stamp()
    copy = package.with_name("copy")
    shutil.copytree(package, copy)
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "x.py").touch()
    (copy / "NOTES.txt").touch()
    monkeypatch.setattr(program, "__file__", str(copy / "program.py"))
    assert program.contents() == contents
    assert stamp() not in (None, before)


def test_a_program_that_just_changed_has_no_stamp(package: Path) -> None:
    """As long as another edit could hide behind the same times, the files do not tell."""
    newest = max(path.stat().st_ctime_ns for path in package.rglob("*"))
    assert program.stamp(newest + 1) is None
    assert program.stamp(newest + 4_000_000_000) is not None


def test_a_program_without_files_is_unknown(package: Path) -> None:
    """What cannot be looked at is nothing to go by."""
    shutil.rmtree(package)
    assert stamp() is None
    assert program.contents() is None


def test_unreadable_times_do_not_matter_to_contents(package: Path) -> None:
    """Contents are the same whenever the files were written."""
    before = program.contents()
    os.utime(package / "a.py", (1, 1))
    assert program.contents() == before


def test_what_a_program_holds_is_found_out_once(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While its files are as they were nobody reads them again."""
    contents, folder = program.contents(), str(tmp_path / "cache")
    assert program.remembered(stamp(), folder) == contents
    monkeypatch.setattr(program, "contents", lambda: "read again")
    assert program.remembered(stamp(), folder) == contents
    assert program.remembered(None, folder) == "read again"
    (package / "a.py").write_text("10")
    assert program.remembered(stamp(), folder) == "read again"


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 65, b"\xff" * 65])
def test_what_is_remembered_wrongly_is_found_out_anew(package: Path, tmp_path: Path, damage: bytes) -> None:
    """A damaged note is as none, and is written again."""
    contents, folder = program.contents(), tmp_path / "cache"
    program.remembered(stamp(), str(folder))
    (note,) = (folder / "programs").iterdir()
    whole = note.read_bytes()
    note.write_bytes(damage)
    assert program.remembered(stamp(), str(folder)) == contents
    assert note.read_bytes() == whole
