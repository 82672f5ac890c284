"""Patterns that stay compiled from run to run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from termlint import bytecode, caches, later, patterns_cache
from termlint.bytecode import Bytecode
from termlint.later import Workshop


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The sources that bytecode is made of during a test, which is in a process of its own."""
    seen: list[object] = []
    real = Bytecode.of
    monkeypatch.setattr(Bytecode, "of", lambda source, flags=0: (seen.append(source), real(source, flags))[1])
    return seen


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Begins another process, which knows nothing."""

    def anew() -> None:
        monkeypatch.setattr(later, "WORKSHOP", Workshop())

    anew()
    return anew


def kept(folder: Path) -> Path:
    """The file in which patterns are kept."""
    (path,) = (folder / "patterns").iterdir()
    return path


def test_a_later_run_compiles_nothing(tmp_path: Path, compiled: list[object], start: Callable[[], None]) -> None:
    """Patterns for texts and for bytes, with their flags; and what is new to it is added."""
    for sources in ((r"a+", rb"\xff"), (r"a+", rb"\xff", "b")):
        start()
        patterns_cache.load(str(tmp_path))
        for source in sources:
            assert later.compiled(source, re.IGNORECASE) == re.compile(source, re.IGNORECASE)  # type: ignore[type-var]
        patterns_cache.save(str(tmp_path))
    assert compiled == [r"a+", rb"\xff", "b"]
    assert later.compiled(r"a+") == re.compile(r"a+")  # other flags make another pattern
    assert compiled[3:] == [r"a+"]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path, start: Callable[[], None]) -> None:
    """A run that compiled nothing, or was not told to note it, leaves the folder as it is."""
    later.compiled("a")
    patterns_cache.save(str(tmp_path))
    patterns_cache.load(str(tmp_path))
    patterns_cache.save(str(tmp_path))
    assert not (tmp_path / "patterns").exists()
    later.compiled("a")
    patterns_cache.save(str(tmp_path))
    before = kept(tmp_path).stat()
    patterns_cache.save(str(tmp_path))
    assert kept(tmp_path).stat() == before


def test_the_order_of_use_does_not_show(tmp_path: Path, start: Callable[[], None]) -> None:
    """Whichever pattern was compiled first, the file has the same bytes."""
    for name, sources in (("one", ("b", "a", "c")), ("two", ("c", "a", "b"))):
        start()
        patterns_cache.load(str(tmp_path / name))
        for source in sources:
            later.compiled(source)
        patterns_cache.save(str(tmp_path / name))
    assert kept(tmp_path / "one").read_bytes() == kept(tmp_path / "two").read_bytes()


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff" * 40])
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, damage: bytes, compiled: list[object], start: Callable[[], None]
) -> None:
    """It is as if it were not there, and replaced when something is compiled."""
    patterns_cache.load(str(tmp_path))
    later.compiled("a")
    patterns_cache.save(str(tmp_path))
    whole = kept(tmp_path).read_bytes()
    kept(tmp_path).write_bytes(damage + whole[len(damage) or 1 :])
    start()
    patterns_cache.load(str(tmp_path))
    later.compiled("a")
    patterns_cache.save(str(tmp_path))
    assert (compiled, kept(tmp_path).read_bytes()) == (["a", "a"], whole)


def test_bytecode_that_is_refused_is_compiled_instead(start: Callable[[], None]) -> None:
    """A pattern is had in any case."""
    code = Bytecode.of("a")
    assert code is not None
    later.WORKSHOP.learn({("a", 0): replace(code, words=b"\xff" * 8)})
    assert later.compiled("a") == re.compile("a")


def test_those_of_older_programs_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Callable[[], None]) -> None:
    """Where there are more than a program has, only the new ones stay."""
    monkeypatch.setattr(patterns_cache, "MANY", 3)
    for sources, left in (("ab", "ab"), ("c", "abc"), ("d", "d")):
        start()
        patterns_cache.load(str(tmp_path))
        for source in sources:
            later.compiled(source)
        patterns_cache.save(str(tmp_path))
        assert {source for source, _ in patterns_cache._read(str(kept(tmp_path)))} == set(left)


def test_nowhere_to_keep_them(tmp_path: Path, start: Callable[[], None]) -> None:
    """Where the folder cannot be, patterns are compiled each time."""
    (tmp_path / "file").write_text("")
    patterns_cache.load(str(tmp_path / "file"))
    assert later.compiled("a") == re.compile("a")
    patterns_cache.save(str(tmp_path / "file"))


def test_what_another_python_compiled_is_not_used(
    tmp_path: Path, compiled: list[object], monkeypatch: pytest.MonkeyPatch, start: Callable[[], None]
) -> None:
    """Its bytecode may mean something else here."""
    for version in ("3.98", "3.99", "3.98"):
        start()
        monkeypatch.setattr(bytecode.sys, "version", version)
        patterns_cache.load(str(tmp_path))
        later.compiled("a")
        patterns_cache.save(str(tmp_path))
    assert compiled == ["a", "a"]


def test_what_is_whole_but_no_bytecode_is_not_used(tmp_path: Path, start: Callable[[], None]) -> None:
    """A file of another program."""
    patterns_cache.load(str(tmp_path))
    later.compiled("a")
    patterns_cache.save(str(tmp_path))
    kept(tmp_path).write_bytes(b"".join(caches.sealed([b"\x93\x01\x02\x03"])))
    start()
    patterns_cache.load(str(tmp_path))
    assert later.compiled("a") == re.compile("a")
