"""Reading and writing one file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.errors import DocumentError
from termlint.files import (
    BinaryFileError,
    Content,
    MissingFileError,
    decode,
    display_name,
    read,
    relative_name,
    replace,
    write,
)

SIZE = 1000


def problem(data: bytes) -> str:
    """What is said of a file with these bytes."""
    with pytest.raises(DocumentError) as raised:
        decode(data, "a.md", max_size=SIZE)
    return str(raised.value)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_text_comes_and_goes_unchanged(text: str) -> None:
    """Line ends, byte order marks and all else are kept as they stand."""
    content = decode(text.encode(), "a.md", max_size=SIZE)
    assert content.text == text
    assert content.writable


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_mark_is_read_but_not_written(encoding: str) -> None:
    """A byte order mark tells UTF-16, which is read and never written back."""
    content = decode("\ufeffa massage\r\n".encode(encoding), "a.md", max_size=SIZE)
    assert content.text == "\ufeffa massage\r\n"
    assert not content.writable


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"ab\ncd\xff", "a.md:2:3: not UTF-8: byte 0xff at offset 5 (convert the file to UTF-8 or exclude it)"),
        ("é\x80".encode("latin-1"), "a.md:1:1: not UTF-8: byte 0xe9 at offset 0 (convert the file to UTF-8 or"),
        (b"\xff\xfea", "a.md:1:2: not UTF-16: byte 0x61 at offset 2"),
        (b"a" * (SIZE + 1), "a.md: larger than 1,000 bytes (raise `max-file-size` or exclude the file)"),
        (b"text\0more", "a.md: a binary file"),
    ],
)
def test_what_is_no_text_is_told_with_its_place(data: bytes, message: str) -> None:
    """A wrong byte is named with offset, row and column; a large or binary file for what it is."""
    assert problem(data).startswith(message)


def test_a_binary_file_is_told_by_its_beginning() -> None:
    """NUL counts within the first 8 KiB only."""
    with pytest.raises(BinaryFileError):
        decode(b"\0", "a", max_size=10_000)
    assert decode(b"a" * 8192 + b"\0", "a", max_size=10_000).text.endswith("\0")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """What is not there is missing; what cannot be opened as a file cannot be read."""
    with pytest.raises(MissingFileError, match=r"^gone\.md: no such file$"):
        read(tmp_path / "gone.md", "gone.md", max_size=SIZE)
    with pytest.raises(DocumentError, match="not a regular file"):
        read(tmp_path, "folder", max_size=SIZE)


def test_an_endless_device_is_not_read() -> None:
    """A device without end is refused, as is a pipe that nobody writes into."""
    with pytest.raises(DocumentError, match="not a regular file"):
        read(Path("/dev/zero"), "zero", max_size=SIZE)


def page(folder: Path, text: str = "old\n") -> tuple[Path, Content]:
    """A file and what was read of it."""
    path = folder / "page.md"
    path.write_text(text)
    return path, read(path, "page.md", max_size=SIZE)


def test_writing_keeps_mode_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The new text has the old mode, and no temporary file stays."""
    path, before = page(tmp_path)
    path.chmod(0o640)
    write(path, "new\n", before, "page.md")
    assert path.read_text() == "new\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.md"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    """The file that a link points to is replaced, not the link."""
    path, before = page(tmp_path)
    link = tmp_path / "link.md"
    link.symlink_to("page.md")
    write(link, "new\n", before, "link.md")
    assert link.is_symlink()
    assert path.read_text() == "new\n"


def test_hard_links_stay_one_file(tmp_path: Path) -> None:
    """A file with a second name is written in place, shorter texts too."""
    path, before = page(tmp_path, "a long old text\n")
    other = tmp_path / "other.md"
    other.hardlink_to(path)
    write(path, "new\n", before, "page.md")
    assert other.read_text() == "new\n"
    assert other.samefile(path)


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written over what somebody else wrote since the file was read."""
    path, before = page(tmp_path)
    path.write_text("someone else's\n")
    with pytest.raises(DocumentError, match="changed since it was read; nothing was written"):
        write(path, "new\n", before, "page.md")
    assert path.read_text() == "someone else's\n"


def test_a_file_that_is_gone_is_not_written_again(tmp_path: Path) -> None:
    """A file deleted meanwhile stays deleted."""
    path, before = page(tmp_path)
    path.unlink()
    with pytest.raises(DocumentError, match="cannot be written: No such file"):
        write(path, "new\n", before, "page.md")
    assert not path.exists()


def test_a_failing_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new text cannot be brought to disk, the old one is there and nothing else."""
    path, before = page(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DocumentError, match="cannot be written: No space left on device"):
        write(path, "new\n", before, "page.md")
    assert path.read_text() == "old\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.md"]


def test_a_new_file_has_the_mode_that_others_get(tmp_path: Path) -> None:
    """A file that was not there obeys the umask."""
    plain, made = tmp_path / "plain", tmp_path / "made"
    plain.touch()
    replace(made, b"")
    assert made.stat().st_mode == plain.stat().st_mode


@pytest.mark.slow
def test_a_killed_writer_leaves_the_old_text_or_the_new(tmp_path: Path) -> None:
    """Whenever a process is killed while it writes, the file is whole."""
    path = tmp_path / "page.md"
    texts = {bytes([letter]) * 300_000 for letter in b"ab"}
    script = (
        "import itertools, pathlib, sys; from termlint.files import replace\n"
        "path = pathlib.Path(sys.argv[1]); print(flush=True)\n"
        "for letter in itertools.cycle(b'ab'): replace(path, bytes([letter]) * 300_000)"
    )
    path.write_bytes(b"a" * 300_000)
    for step in range(12):
        with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.003 * step)
            writer.send_signal(signal.SIGKILL)
        assert path.read_bytes() in texts


@pytest.mark.parametrize(
    ("path", "cwd", "name"),
    [
        ("/p/docs/a.md", "/p", "docs/a.md"),
        ("/p/a.md", "/p/docs", "../a.md"),
        ("/p", "/p", "."),
        ("/p/é.md", "/p", "é.md"),
    ],
)
def test_names_are_shown_from_the_working_folder(path: str, cwd: str, name: str) -> None:
    """Files are named relative to the working folder."""
    assert display_name(Path(path), Path(cwd)) == name


def test_a_name_that_is_no_text_is_shown_as_text() -> None:
    """Reports hold valid Unicode whatever bytes a name has; the name itself is kept for those who open it."""
    path = Path(os.fsdecode(b"/p/\xff\xc3\xa9.md"))
    assert display_name(path, Path("/p")) == "\\xffé.md"
    assert os.fsencode(relative_name(path, Path("/p"))) == b"\xff\xc3\xa9.md"
