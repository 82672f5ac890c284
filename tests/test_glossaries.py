"""Finding and loading glossary files; with the cache, whatever its state, the result is the same."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import termlint
from termlint import caches, glossaries
from termlint.errors import GlossaryError
from termlint.glossaries import Rules
from termlint.glossaries_cache import KEPT
from termlint.glossary.model import Glossary
from termlint.glossary.read import read_glossary


def text(name: str, extra: str = "") -> str:
    """A glossary with one term, called as the glossary."""
    return f"glossary: {name}\n{extra}terms:\n  - {{term: {name}, senses: [{{id: {name}, definition: Of {name}.}}]}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a glossary that extends another one in a folder."""
    root = tmp_path / "project"
    (root / "shared").mkdir(parents=True)
    (root / "top.yml").write_text(text("top", "extends: shared/base.yml\n"), encoding="utf-8")
    (root / "shared" / "base.yml").write_text(text("base", "extends: more.yml\n"), encoding="utf-8")
    (root / "shared" / "more.yml").write_text(text("more"), encoding="utf-8")
    return root


@pytest.fixture
def load(root: Path, tmp_path: Path) -> Callable[..., Glossary]:
    """`glossaries.load` of the project's glossary, with a cache of its own."""

    def load(*names: str, **options: object) -> Glossary:
        paths = [root / name for name in names or ("top.yml",)]
        options = {"root": root, "cache_dir": tmp_path / "cache", **options}
        return glossaries.load(paths, **options)  # type: ignore[arg-type]

    return load


Load = Callable[..., Glossary]


def entries(tmp_path: Path) -> list[Path]:
    """The files of the cache."""
    return sorted((tmp_path / "cache").rglob("*.glossary"))


def fault(load: Load, *names: str, **options: object) -> str:
    """What is said when loading fails, in one text."""
    with pytest.raises(GlossaryError) as caught:
        load(*names, **options)
    return str(caught.value)


def test_files_are_named_from_the_root(load: Load) -> None:
    """Each file extends relative to itself, and is named relative to the root, with slashes."""
    glossary = load()
    assert glossary.files == ("shared/more.yml", "shared/base.yml", "top.yml")
    assert [term.place.filename for term in glossary.terms] == list(glossary.files)


def test_later_files_override(load: Load, root: Path) -> None:
    """Several files make one glossary."""
    (root / "own.yml").write_text("glossary: own\nterms:\n  - {term: more, remove: true}\n", encoding="utf-8")
    glossary = load("top.yml", "own.yml")
    assert (glossary.name, [term.term for term in glossary.terms]) == ("own", ["base", "top"])


def test_digest_is_the_same_everywhere(load: Load, root: Path, tmp_path: Path) -> None:
    """Two checkouts of one project have one digest; another content has another."""
    digest = load().digest
    other = tmp_path / "elsewhere"
    root.rename(other)
    assert glossaries.load([other / "top.yml"], root=other, use_cache=False).digest == digest
    (other / "shared" / "more.yml").write_text(text("more") + "# x\n", encoding="utf-8")
    assert glossaries.load([other / "top.yml"], root=other, use_cache=False).digest != digest


def test_builtin(root: Path) -> None:
    """Without files, or with the name for it, the built-in glossary is loaded."""
    expected = read_glossary(("builtin", glossaries.builtin_text()))
    assert glossaries.load([], root=root, use_cache=False) == expected
    assert glossaries.load([Path("builtin")], root=root, use_cache=False) == expected
    assert glossaries.builtin_path().is_file()


def test_extending_the_builtin(root: Path) -> None:
    """A glossary can start from the built-in one, wherever that lies."""
    (root / "own.yml").write_text(text("zzz", "extends: builtin\n"), encoding="utf-8")
    glossary = glossaries.load([root / "own.yml"], root=root, use_cache=False)
    assert glossary.files == ("builtin", "own.yml")
    assert len(glossary.terms) > 1


def test_missing_files(load: Load) -> None:
    """Files that are not there are all named, each with a like name in its folder."""
    assert fault(load, "tpo.yml", "shared/bose.yml", "zzzzzz") == (
        "tpo.yml: there is no such file (did you mean `top.yml`?)\n"
        "shared/bose.yml: there is no such file (did you mean `base.yml`?)\n"
        "zzzzzz: there is no such file"
    )


def test_missing_extended_file(load: Load, root: Path) -> None:
    """A missing file that another extends is reported where it is named."""
    (root / "shared" / "more.yml").unlink()
    assert fault(load) == "shared/base.yml:2:10: there is no such file"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"glossary: a\nx\xff", "bad.yml:2:2: the byte 0xFF is not UTF-8 (save the file as UTF-8)"),
        (b"\xff\xfeg\x00", "bad.yml:1:1: the byte 0xFF is not UTF-8 (save the file as UTF-8)"),
        (b"#" * 5_000_001, "bad.yml: the file is larger than 5 MB (split the glossary into several files)"),
        (None, "bad.yml: this is a folder, not a glossary (give the path of a file)"),
    ],
)
def test_unreadable_files(load: Load, root: Path, content: bytes | None, said: str) -> None:
    """Wrong encoding, size and kind are told, with the place of the first bad byte."""
    path = root / "bad.yml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert fault(load, "bad.yml") == said
    (root / "by.yml").write_text("extends: bad.yml\n", encoding="utf-8")
    assert ("bad.yml:" if b"\xff" in (content or b"") else "by.yml:1:10: ") in fault(load, "by.yml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes(load: Load, root: Path) -> None:
    """A named pipe is refused at once; opening it would wait for ever."""
    os.mkfifo(root / "pipe.yml")
    assert fault(load, "pipe.yml") == "pipe.yml: this is not a regular file"


@pytest.mark.parametrize("way", ["../outside.yml", "{tmp}/outside.yml", "link.yml", "folder/outside.yml"])
def test_outside_of_the_root(load: Load, root: Path, tmp_path: Path, way: str) -> None:
    """What lies outside of the project is not read, by whatever way it is named, unless that is allowed."""
    (tmp_path / "outside.yml").write_text(text("outside"), encoding="utf-8")
    (root / "link.yml").symlink_to(tmp_path / "outside.yml")
    (root / "folder").symlink_to(tmp_path)
    way = way.format(tmp=tmp_path)
    (root / "top.yml").write_text(text("top", f"extends: {way}\n"), encoding="utf-8")
    said = f"top.yml:2:10: `{way}` lies outside of the project (move it into the project, or allow files outside of it)"
    assert fault(load) == said
    assert load(allow_outside=True).files == ("../outside.yml", "top.yml")
    assert fault(load) == said


def test_an_outside_file_that_the_user_names(load: Load, tmp_path: Path) -> None:
    """A file that the user asks for may lie anywhere."""
    (tmp_path / "outside.yml").write_text(text("outside"), encoding="utf-8")
    assert load("../outside.yml").files == ("../outside.yml",)


def test_loops_over_links(load: Load, root: Path) -> None:
    """A file that extends itself by another name is a loop all the same."""
    (root / "again.yml").symlink_to(root / "top.yml")
    (root / "top.yml").write_text(text("top", "extends: again.yml\n"), encoding="utf-8")
    assert fault(load) == "top.yml:2:10: a glossary cannot extend itself (top.yml -> top.yml)"


def test_cached(load: Load, root: Path, tmp_path: Path) -> None:
    """The second load gives what the first gave, from one file of the cache, places included."""
    first = load()
    assert len(entries(tmp_path)) == 1
    kept = entries(tmp_path)[0].stat()
    second = load()
    assert second == first == load(use_cache=False)
    assert [term.place for term in second.terms] == [term.place for term in first.terms]
    assert entries(tmp_path)[0].stat().st_mtime_ns == kept.st_mtime_ns


def test_a_hit_needs_no_parser(load: Load, root: Path, tmp_path: Path) -> None:
    """From the cache a glossary is loaded without the YAML parser, the schema or the regular expressions."""
    load()
    code = (
        "import sys; from pathlib import Path; from termlint import glossaries\n"
        f"print(glossaries.load([Path({str(root / 'top.yml')!r})], root=Path({str(root)!r}),"
        f" cache_dir=Path({str(tmp_path / 'cache')!r})).name)\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('ruamel', 'regex', 'difflib')"
        " or m.startswith('termlint') and 'schema' in m])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.split("\n")[:2] == ["top", "[]"]


@pytest.mark.parametrize("name", ["top.yml", "shared/base.yml", "shared/more.yml"])
def test_any_changed_file_is_noticed(load: Load, root: Path, name: str) -> None:
    """A change to any of the files is seen, even one that keeps size and time."""
    load()
    path = root / name
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    path.write_text(path.read_text(encoding="utf-8").replace("Of", "On"), encoding="utf-8")
    os.utime(path, ns=times)
    assert load() == load(use_cache=False)
    assert [sense.definition[:2] for term in load().terms for sense in term.senses].count("On") == 1


def test_a_changed_link_is_noticed(load: Load, root: Path) -> None:
    """A link that leads elsewhere than before is seen, though no file has changed."""
    (root / "shared" / "other").mkdir()
    (root / "shared" / "other" / "base.yml").write_bytes((root / "shared" / "base.yml").read_bytes())
    (root / "shared" / "other" / "more.yml").write_text(text("other"), encoding="utf-8")
    (root / "link").symlink_to("shared")
    (root / "top.yml").write_text(text("top", "extends: link/base.yml\n"), encoding="utf-8")
    assert [term.term for term in load().terms] == ["more", "base", "top"]
    (root / "link").unlink()
    (root / "link").symlink_to("shared/other")
    assert [term.term for term in load().terms] == ["other", "base", "top"]


def test_a_deleted_file_is_noticed(load: Load, root: Path) -> None:
    """A file that is gone is missed, though the cache holds the glossary."""
    load()
    (root / "shared" / "more.yml").unlink()
    assert "there is no such file" in fault(load)


def test_faults_are_told_every_time(load: Load, root: Path, tmp_path: Path) -> None:
    """A glossary with faults is never kept."""
    (root / "top.yml").write_text(text("top", "x: 1\n"), encoding="utf-8")
    assert fault(load) == fault(load)
    assert not entries(tmp_path)


def test_rules_are_part_of_the_question(load: Load, root: Path) -> None:
    """A glossary that was fine where any rule would do is still checked where the rules are known."""
    (root / "top.yml").write_text(
        "glossary: g\nterms: [{term: a, senses: [{id: a, definition: d, misuses: [{text: t, rule: TL999}]}]}]\n",
        encoding="utf-8",
    )
    load()
    assert "there is no rule `TL999`" in fault(load, rules=Rules("TL101", lambda: ("TL101",)))


def flip(data: bytes) -> bytes:
    """One letter of a definition changed: still MessagePack, still a glossary."""
    assert b"Of more." in data
    return data.replace(b"Of more.", b"Of mare.")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"\x80\x00garbage",
        lambda _: b"{}",
        lambda _: b"{}\n[]",
        lambda data: b"ffffffff" * 5 + data[40:],
        lambda data: data[:32] + b"ffffffff" + data[40:],
        lambda data: data[:60] + b"\x91" * 5000 + data[60:],
        lambda data: data.replace(b"top.yml", b"pot.yml"),
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\n",
        flip,
    ],
)
def test_damaged_cache(load: Load, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Whatever is in the cache's file, the glossary is the one in the files, and the cache is whole again."""
    expected = load()
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert load() == expected
    assert entry.read_bytes() == whole


def test_a_cache_that_is_damaged_meanwhile(load: Load, root: Path, tmp_path: Path) -> None:
    """What is read late may be gone by then: it is made again, and only of the same glossary."""
    expected = load()
    (entry,) = entries(tmp_path)
    whole, late, later, another = entry.read_bytes(), load(), load(), load()
    entry.write_bytes(whole[:-1])
    assert late == expected
    assert entry.read_bytes() == whole
    entry.unlink()
    assert later == expected
    entry.unlink()
    (root / "top.yml").write_text(text("top", "extends: shared/base.yml\n# x\n"), encoding="utf-8")
    with pytest.raises(GlossaryError, match="the glossary changed while it was used"):
        assert another == expected


def test_what_is_prepared_is_the_same_in_another_process(root: Path, tmp_path: Path) -> None:
    """A glossary from the cache can be sent to another process, before and after it was used."""
    kept = {"root": root, "cache_dir": tmp_path / "cache"}
    made = glossaries.prepare([root / "top.yml"], **kept)  # type: ignore[arg-type]
    for prepared in (made, glossaries.prepare([root / "top.yml"], **kept)):  # type: ignore[arg-type]
        for _ in range(2):
            other = pickle.loads(pickle.dumps(prepared))
            assert other.anchors == made.anchors
            assert other.glossary == made.glossary
            assert other.compiled.terms == prepared.compiled.terms
            assert other.glossary.sense("base") is other.glossary.terms[1].senses[0]


def test_cache_of_another_version(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of termlint does not read this version's file."""
    expected = load()
    monkeypatch.setattr(termlint, "__version__", "0.0.0.test")
    assert load() == expected
    assert len(entries(tmp_path)) == 2


def test_cache_of_another_python(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does another Python: patterns are kept as what this one compiled them to."""
    expected = load()
    monkeypatch.setattr(sys, "version", "3.99")
    assert load() == expected
    assert len(entries(tmp_path)) == 2


def test_cache_that_cannot_be_written(load: Load, tmp_path: Path) -> None:
    """A file where the folder should be, or a folder where the file should be, costs the cache, nothing else."""
    expected = load()
    (entry,) = entries(tmp_path)
    entry.unlink()
    entry.mkdir()
    assert load() == expected
    assert list(entry.parent.iterdir()) == [entry]
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert load(cache_dir=tmp_path / "file") == expected


def test_read_only_cache(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may only be read is read and otherwise left alone."""
    expected = load()
    (entry,) = entries(tmp_path)
    entry.write_bytes(b"")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(caches, "os", SimpleNamespace(**{**vars(os), "open": refuse}))
    assert load() == expected
    assert entry.read_bytes() == b""


def test_cache_stays_small(load: Load, root: Path, tmp_path: Path) -> None:
    """Old entries make way for new ones."""
    for n in range(KEPT + 5):
        (root / f"{n}.yml").write_text(text(f"t{n}"), encoding="utf-8")
        load(f"{n}.yml")
    assert len(list((tmp_path / "cache" / "glossaries").iterdir())) == KEPT


def test_two_processes(load: Load, root: Path, tmp_path: Path) -> None:
    """Several processes that fill one cache at once all get the glossary, and leave no scraps."""
    expected = load(use_cache=False)
    code = (
        "import sys; from pathlib import Path; from termlint import glossaries\n"
        "for n in range(20):\n"
        f"    g = glossaries.load([Path({str(root / 'top.yml')!r})], root=Path({str(root)!r}),"
        f" cache_dir=Path({str(tmp_path / 'cache')!r}))\n"
        f"    assert g.digest == {expected.digest!r} and len(g.terms) == 3\n"
        f"    for p in Path({str(tmp_path / 'cache')!r}).rglob('*.glossary'): p.unlink(missing_ok=True)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert load() == expected
    assert len(list((tmp_path / "cache" / "glossaries").iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of files that are no text")
@pytest.mark.parametrize(("folder", "file", "kept"), [("\udcff", "top.yml", 1), (".", "\udcff.yml", 0)])
def test_names_that_are_no_text(root: Path, tmp_path: Path, folder: str, file: str, kept: int) -> None:
    """A folder may be called anything; a file whose name cannot be told costs the cache, nothing else."""
    (root / folder).mkdir(exist_ok=True)
    (root / folder / file).write_text(text("top"), encoding="utf-8")
    options = {"root": root / folder, "cache_dir": tmp_path / "cache"}
    first, second = (glossaries.load([root / folder / file], **options) for _ in range(2))  # type: ignore[arg-type]
    assert first == second
    assert len(entries(tmp_path)) == kept


def test_default_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path) -> None:
    """The environment names the folder; without a word from it the system's own place for caches is taken."""
    monkeypatch.setenv("TERMLINT_CACHE_DIR", str(tmp_path / "own"))
    assert glossaries.default_cache_dir() == tmp_path / "own"
    glossaries.load([root / "top.yml"], root=root)
    assert len(list((tmp_path / "own").rglob("*.glossary"))) == 1
    monkeypatch.delenv("TERMLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    for platform, folder in (("linux", "xdg/termlint"), ("win32", "local/termlint/Cache")):
        monkeypatch.setattr(sys, "platform", platform)
        assert glossaries.default_cache_dir() == tmp_path / folder
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os.path, "expanduser", lambda _: str(tmp_path))
    assert glossaries.default_cache_dir() == tmp_path / "Library" / "Caches" / "termlint"


def test_no_home(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Without any place for a cache the glossary is read all the same."""
    for name in ("TERMLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert glossaries.default_cache_dir() is None
    assert glossaries.load([root / "top.yml"], root=root).name == "top"
