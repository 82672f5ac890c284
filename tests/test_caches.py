"""What caches share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint import caches

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.binary()), st.integers(0, 500), st.integers(1, 255))
def test_a_damaged_entry_is_not_opened(pieces: list[bytes], at: int, change: int) -> None:
    """A sealed body is opened; with any byte changed, or any end cut off, it is not."""
    data = b"".join(caches.sealed(pieces))
    assert caches.opened(data) == b"".join(pieces)
    at %= len(data)
    damaged = data[:at] + bytes([data[at] ^ change]) + data[at + 1 :]
    assert caches.opened(damaged) is None
    assert caches.opened(data[:at]) is None


@settings(derandomize=True, deadline=None)
@given(VALUES)
def test_json_is_read_as_ever(value: object) -> None:
    """The quick reader gives what the standard one gives."""
    assert caches.parsed(json.dumps(value)) == value


@pytest.mark.parametrize("text", ["", "{", "[1,]", "[1] 2", "nul", "[" * 100_000])
def test_what_is_no_json_is_an_error(text: str) -> None:
    """A text that is not JSON is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        caches.parsed(text)


def test_a_file_is_replaced_at_once(tmp_path: Path) -> None:
    """Folders are made, an old file is replaced, and nothing else is left behind."""
    path = tmp_path / "new" / "a"
    assert caches.write(str(path), b"one")
    assert caches.write(str(path), b"two")
    assert caches.read(str(path)) == b"two"
    assert caches.write(str(path), (b"%d" % number for number in range(3)))
    assert caches.read(str(path)) == b"012"
    with pytest.raises(ZeroDivisionError):
        caches.write(str(path), (b"%d" % (1 // number) for number in (1, 0)))
    assert caches.read(str(path)) == b"012"
    assert [entry.name for entry in path.parent.iterdir()] == ["a"]


def test_a_place_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    """Where nothing can be written or read, nothing happens, and nothing half-written is left."""
    (tmp_path / "file").write_text("")
    assert not caches.write(str(tmp_path / "file" / "a"), b"")
    (tmp_path / "folder" / "below").mkdir(parents=True)
    assert not caches.write(str(tmp_path / "folder"), b"")
    assert not caches.write("nul\0", b"")
    assert caches.read(str(tmp_path / "folder")) is None
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(os.name == "nt", reason="needs a limit of sizes")
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """Where there is no more room, the file is as it was, and nothing half-written stands beside it."""
    import resource

    path = tmp_path / "a"
    assert caches.write(str(path), b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        assert not caches.write(str(path), b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a", b"old")]


def test_the_oldest_go_first(tmp_path: Path) -> None:
    """So many files and bytes are kept, the newest; and no file that was left half-written an hour ago."""
    for number in range(6):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(b"x" * 10)
        os.utime(path, (number, number))
    for name, at in (("old.tmp", 0), ("new.tmp", 9_999)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (at, at))
    caches.trim(str(tmp_path), files=4, total=35, suffix=".txt", now=10_000)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["3.txt", "4.txt", "5.txt", "new.tmp"]
    caches.trim(str(tmp_path / "gone"), files=1, total=1, suffix="", now=0)


def test_little_is_imported() -> None:
    """None of the modules that take long to import is needed."""
    code = "import sys; from termlint import caches; caches.digest(b''); caches.parsed('[]'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert not {"re", "json", "hashlib", "typing", "pathlib", "dataclasses", "tempfile"} & set(done.stdout.split())


@pytest.mark.parametrize("text", ["", "plain", 'quoted "\\ \n\t\x00\x7f', "café \u2028 \U0001f600", "half \ud800"])
def test_texts_are_quoted_as_json_does(text: str) -> None:
    """In ASCII, whatever is in them."""
    assert caches.quoted(text) == json.dumps(text)
    assert caches.parsed(caches.quoted(text)) == text
