"""What a run asks, as it is noted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termlint.ledger import Ledger


def told(ledger: Ledger) -> dict[str, str] | None:
    """The letters of all notes by path; a path may have several."""
    found = ledger.inputs()
    if found is None:
        return None
    letters: dict[str, str] = {}
    for note in found:
        letters[str(note[0])] = letters.get(str(note[0]), "") + note[1]
    return letters


def test_the_way_to_a_path_is_noted(tmp_path: Path) -> None:
    """Each folder on the way, each link and what it leads to."""
    (tmp_path / "real" / "docs").mkdir(parents=True)
    (tmp_path / "real" / "docs" / "a.md").write_text("a")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "docs" / "b.md").symlink_to("../docs/a.md")
    ledger = Ledger()
    ledger.read(tmp_path / "link" / "docs" / "b.md")
    notes = told(ledger)
    assert notes is not None
    below = {path.removeprefix(f"{tmp_path}/"): letters for path, letters in notes.items() if str(tmp_path) in path}
    assert below == {
        str(tmp_path): "d",
        "link": "l",
        "real": "d",
        "link/docs": "d",
        "link/docs/b.md": "l",
        "link/docs/..": "d",
        "link/docs/../docs": "d",
        "link/docs/../docs/a.md": "F",
    }
    assert {notes[str(above)] for above in tmp_path.parents} == {"d"}


def test_what_is_not_there_is_noted(tmp_path: Path) -> None:
    """A file that is missing, also behind missing folders, is as much an answer as one that is there."""
    ledger = Ledger()
    ledger.read(tmp_path / "no" / "file")
    notes = told(ledger)
    assert notes is not None
    assert notes[str(tmp_path / "no")] == notes[str(tmp_path / "no" / "file")] == "-"
    ledger.look(tmp_path / "file")
    (tmp_path / "file").touch()
    assert told(ledger) is None


def test_a_listed_folder_has_its_links_followed(tmp_path: Path) -> None:
    """Whether a link in a folder leads to a file or a folder is asked of the link's end."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "out").symlink_to(tmp_path / "target")
    ledger = Ledger()
    ledger.listed(tmp_path / "folder")
    notes = told(ledger)
    assert notes is not None
    assert notes[str(tmp_path / "folder")] == "D"
    assert notes[str(tmp_path / "folder" / "out")] == "l"
    assert notes[str(tmp_path / "target")] == "-"


def test_what_changes_during_the_run_is_not_known(tmp_path: Path) -> None:
    """A file that was read may have been another than the one that was noted, even if it is the same again."""
    file = tmp_path / "a"
    file.write_text("one")
    ledger = Ledger()
    ledger.read(file)
    file.write_text("two!")
    file.write_text("one")
    os.utime(file, (1, 1))
    assert told(ledger) is None


def test_checked_files_are_known_by_what_was_checked(tmp_path: Path) -> None:
    """The hash is that of the bytes that were checked, whatever stands in the file later; without it nothing holds."""
    file = tmp_path / "a"
    file.write_text("one")
    ledger = Ledger()
    ledger.check([file])
    assert ledger.inputs() is None
    ledger.checked([(file, "hash")])
    file.write_text("two")
    found = ledger.inputs()
    assert found is not None
    assert found[-1][1] == "F"
    assert found[-1][4] == "hash"
    ledger.checked([(file, None)])
    assert ledger.inputs() is None


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, str, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_not_known(tmp_path: Path, make: object) -> None:
    """Something else in the place of a file to check, and a link to itself, leave the run unknown."""
    path = tmp_path / "a"
    make(path)  # type: ignore[operator]
    ledger = Ledger()
    ledger.check([path])
    ledger.checked([(path, "hash")])
    assert ledger.inputs() is None


def test_a_file_compared_with_others_is_that_very_file(tmp_path: Path) -> None:
    """It is noted by its number, besides what else is asked of it."""
    file = tmp_path / "a"
    file.write_text("one")
    ledger = Ledger()
    ledger.compare(file)
    ledger.read(file)
    notes = told(ledger)
    assert notes is not None
    assert sorted(notes[str(file)]) == ["=", "F"]


def test_answers_of_commands(tmp_path: Path) -> None:
    """What a command printed is an answer too; at the end it is not asked again."""
    ledger = Ledger()
    ledger.answered(["git", "ls"], b"a")
    ledger.answered(["git", "rm"], None)
    found = ledger.inputs()
    assert found is not None
    assert [note[0] for note in found] == [["git", "ls"], ["git", "rm"]]
    assert found[0][2] != found[1][2] == ""
