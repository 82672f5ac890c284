"""What inputs are, and whether they are the same as before."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termlint import caches, inputs
from termlint.inputs import renewed

if TYPE_CHECKING:
    from termlint.inputs import Input

LATER = time.time_ns() + 3_600_000_000_000
NO_SPAWN = pytest.param(False, id="without posix_spawn")


def read(path: Path, now: int = LATER) -> Input:
    """A file as it is noted when it is read."""
    status = path.lstat()
    return [str(path), "F", inputs.times(status), inputs.fresh(status, now), inputs.content(str(path))]


def listed(path: Path, now: int = LATER) -> Input:
    """A folder as it is noted when it is listed."""
    status = path.lstat()
    return [str(path), "D", inputs.times(status), inputs.fresh(status, now), inputs.listing(str(path))]


def rewrite(path: Path) -> None:
    """Replace a file by one of the same size and modification time."""
    before = path.stat()
    path.write_text("b" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def copy(path: Path) -> None:
    """Replace a file by a new one with the same contents."""
    data = path.read_bytes()
    path.unlink()
    path.with_name("another").touch()
    path.write_bytes(data)


def swap(path: Path, make: Callable[[Path], object]) -> Callable[[], object]:
    """Replace what is at the path by something else."""

    def act() -> None:
        path.rename(path.with_name("old"))
        make(path)

    return act


def test_what_is_at_rest_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal times of long ago are enough: the very same note is given back, and no file is opened."""
    file = tmp_path / "a"
    file.write_text("a")
    notes = [read(file), listed(tmp_path), [str(file), "f"], [str(tmp_path), "d"], [str(tmp_path / "no"), "-"]]
    monkeypatch.setattr(inputs, "content", lambda _: pytest.fail("read"))
    monkeypatch.setattr(inputs, "listing", lambda _: pytest.fail("listed"))
    for note in notes:
        assert renewed(note, LATER) is note


@pytest.mark.parametrize(
    "change",
    [
        rewrite,
        lambda path: path.write_text("longer"),
        lambda path: path.unlink(),
        lambda path: (path.rename(f"{path}2"), path.symlink_to(f"{path}2")),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), os.mkfifo(path)),
    ],
)
def test_another_file_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Other bytes, also of the same size and time, and something else in the place of the file."""
    file = tmp_path / "a"
    file.write_text("aaa")
    note = read(file)
    change(file)
    assert renewed(note, LATER) is None


def test_a_file_too_new_to_trust_its_times_is_read(tmp_path: Path) -> None:
    """A second edit within a tick of the clock leaves the times as they are: then the contents tell."""
    file = tmp_path / "a"
    file.write_text("one")
    note = read(file, now=file.stat().st_mtime_ns + 1)
    file.write_text("two")
    note[2] = inputs.times(file.lstat())  # as if the clock had not moved on
    assert renewed(note, LATER) is None
    file.write_text("one")
    note[2] = inputs.times(file.lstat())
    assert renewed(note, LATER) == read(file)


def test_the_same_in_a_new_place_is_the_same(tmp_path: Path) -> None:
    """A copy with the same bytes, and a folder with the same names, are as good; their new times are noted."""
    file = tmp_path / "a"
    file.write_text("aaa")
    note = read(file)
    copy(file)
    assert renewed(note, LATER) == read(file) != note
    note = listed(tmp_path)
    (tmp_path / "new").touch()
    (tmp_path / "new").unlink()
    assert renewed(note, LATER) == listed(tmp_path) != note


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "new").touch(),
        lambda folder: (folder / "a").rename(folder / "b"),
        lambda folder: ((folder / "a").unlink(), (folder / "a").mkdir()),
        lambda folder: ((folder / "a").unlink(), (folder / "a").symlink_to("b")),
    ],
)
def test_another_folder_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """A new name, a name that is gone, and the same name for something else."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").touch()
    note = listed(folder)
    change(folder)
    assert renewed(note, LATER) is None


def test_links_and_looks(tmp_path: Path) -> None:
    """A link is its target; what is only looked at may change within; one compared with others is that very file."""
    file, link = tmp_path / "a", tmp_path / "l"
    file.touch()
    link.symlink_to("a")
    status = file.stat()
    notes = [[str(link), "l", "a"], [str(file), "f"], [str(file), "=", [status.st_ino, status.st_dev]]]
    file.write_text("more")
    assert [renewed(note, LATER) for note in notes] == notes
    copy(file)
    link.unlink()
    link.symlink_to("b")
    assert [renewed(note, LATER) for note in notes] == [None, notes[1], None]
    file.unlink()
    assert renewed([str(file), "-"], LATER)
    assert renewed([str(file / "below"), "-"], LATER)
    assert renewed([str(tmp_path), "-"], LATER) is None
    assert renewed(["nul\0", "f"], LATER) is None


@pytest.mark.parametrize("spawns", [True, NO_SPAWN])
def test_a_command_is_asked_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spawns: bool) -> None:
    """The answer is a hash of what is printed; a failure and a command that is not there are told by silence."""
    if not spawns:
        monkeypatch.delattr(os, "posix_spawnp")
    printed = caches.digest(subprocess.run(["ls", tmp_path], capture_output=True, check=True).stdout)
    note = [["ls", str(tmp_path)], "$", printed]
    assert renewed(note, LATER) is note
    (tmp_path / "new").touch()
    assert renewed(note, LATER) is None
    assert inputs.answer(["false"]) == inputs.answer(["no-such-command-here"]) == ""
