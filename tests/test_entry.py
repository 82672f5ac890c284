"""Where the program starts, and what it says again without running."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.served import Ended, Server, serving

from termlint import caches, program

GLOSSARY = """\
glossary: Test words
terms:
  - term: massage
    senses:
      - {id: massage.body, definition: rubbing of muscles, cues: [muscle, towel], examples: [A massage for the muscle.]}
      - {id: massage.data, definition: tidying of data, cues: [data, csv], examples: [Massage the data.]}
  - {term: masseuse, status: deprecated, use: massage therapist}
"""
PROGRAM = """\
import atexit, os, sys
sys.argv = ["termlint", *sys.argv[1:]]
from termlint.entry import run
def told():
    if "TEST_SEEN" in os.environ:
        with open(os.environ["TEST_SEEN"], "w") as seen:
            seen.write("ran" if "termlint.run" in sys.modules else "replayed")
atexit.register(told)
run()
"""


@dataclass(frozen=True)
class Project:
    """A project, and the means to run the program in it."""

    folder: Path
    cache: Path
    environ: dict[str, str]
    server: Server

    def command(self, *arguments: str) -> list[str]:
        """The command line of the program."""
        return [sys.executable, "-c", PROGRAM, *arguments]

    def __call__(self, *arguments: str, cwd: str = ".", **environ: str) -> Ended:
        """Run it in a fork."""
        return self.server.run(arguments, self.folder / cwd, {**self.environ, **environ})

    def program(self, *arguments: str, **environ: str) -> Ended:
        """Run it as a process of its own."""
        seen = self.folder.parent / "seen"
        done = subprocess.run(
            self.command(*arguments),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            env={**self.environ, "TEST_SEEN": str(seen), **environ},
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr, seen.read_text() == "replayed")

    @property
    def records(self) -> list[Path]:
        """The records that were kept."""
        folder = self.cache / "replays"
        return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """What runs the program."""
    with serving() as made:
        yield made


@pytest.fixture
def project(tmp_path: Path, server: Server) -> Project:
    """A git repository with a glossary, some pages, and one that is ignored."""
    folder, cache = tmp_path / "project", tmp_path / "cache"
    (folder / "docs").mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / ".gitignore").write_text("ignored.md\n")
    (folder / ".termlint.toml").write_text('glossary = "glossary.yml"\n')
    (folder / "glossary.yml").write_text(GLOSSARY)
    (folder / "docs" / "bad.md").write_text("# Ünder\n\nThe masseuse does a massage.\n")
    (folder / "docs" / "binary.txt").write_bytes(b"\0")
    (folder / "good.md").write_text("We massage the data.\n")
    (folder / "ignored.md").write_text("A masseuse.\n")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG") or name.startswith("PYTHON")}
    return Project(folder, cache, {**kept, "HOME": str(tmp_path), "TERMLINT_CACHE_DIR": str(cache)}, server)


def same(one: Ended, other: Ended) -> bool:
    """Whether two runs said the same."""
    return one.told == other.told


def test_as_a_program_of_its_own(project: Project) -> None:
    """Started twice, the program does not even import what reads the command line the second time."""
    anew = project.program("check", "--no-cache")
    first, second = project.program("check"), project.program("check")
    assert same(first, anew)
    assert same(second, anew)
    assert (anew.replayed, first.replayed, second.replayed) == (False, False, True)


@pytest.mark.parametrize("environ", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}])
def test_another_encoding_is_another_question(project: Project, environ: dict[str, str]) -> None:
    """What the streams cannot encode is written in the same other way."""
    project.program("check")
    anew, first, again = (project.program("check", *more, **environ) for more in (["--no-cache"], [], []))
    assert same(first, anew)
    assert same(again, anew)
    assert (first.replayed, again.replayed) == (False, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["docs/bad.md", "good.md"],
        *(["--output-format", name] for name in ("full", "concise", "grouped", "json", "jsonl")),
        ["--statistics"],
        ["--verbose", "docs"],
        ["--quiet"],
        ["--exit-zero", "--jobs", "2"],
        ["--isolated", "--glossary", "glossary.yml", "--color", "always"],
        ["no-such-file.md", "good.md"],
    ],
)
def test_it_says_again_what_it_said(project: Project, arguments: list[str]) -> None:
    """Where nothing changed, output, notes and status are the same, and the command line is not even read."""
    anew = project("check", "--no-cache", *arguments)
    assert not project.cache.exists()
    first, second = project("check", *arguments), project("check", *arguments)
    assert same(first, anew)
    assert same(second, anew)
    assert (anew.replayed, first.replayed, second.replayed) == (False, False, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fix", "good.md"],
        ["--diff"],
        ["--output-file", "../report"],
        ["-"],
        ["--show-settings"],
        ["--show-files"],
        ["--debug"],
        ["--no-cache"],
        ["--help"],
        ["--no-such-option"],
        ["--glossary", "no-such-file.yml"],
    ],
)
def test_what_does_more_or_less_than_report_is_never_kept(project: Project, arguments: list[str]) -> None:
    """What writes, reads from elsewhere, explains itself or fails runs every time."""
    first = project("check", *arguments)
    assert project.records == []
    assert same(project("check", *arguments), first)


@pytest.mark.parametrize("arguments", [["usage"], ["rules"], ["--version"], ["--debug", "check"], []])
def test_other_commands_run_as_ever(project: Project, arguments: list[str]) -> None:
    """Nothing but `check` is kept."""
    assert not project(*arguments).replayed
    assert not project(*arguments).replayed
    assert project.records == []


@pytest.mark.parametrize(
    "environ",
    [
        {"FORCE_COLOR": "1"},
        {"COLUMNS": "40"},
        {"TERMLINT_OUTPUT_FORMAT": "json"},
        {"TERMLINT_NO_CACHE": "1"},
        {"PYTHONHASHSEED": "1"},
        {"LC_ALL": "C"},
        {"HOME": "/"},
        {"TERM": "dumb"},
    ],
)
def test_another_environment_is_another_question(project: Project, environ: dict[str, str]) -> None:
    """A variable that may have a say makes a run of its own."""
    project("check")
    anew = project("check", "--no-cache", **environ)
    again = project("check", **environ)
    assert same(again, anew)
    assert not again.replayed
    assert project("check", TEST_OTHER="1").replayed


def test_another_folder_is_another_question(project: Project) -> None:
    """The same arguments elsewhere mean other files."""
    project("check")
    assert not project("check", cwd="docs").replayed
    assert project("check", cwd="docs").replayed


def _extend(project: Project) -> None:
    (project.folder / "parts").mkdir()
    (project.folder / "parts" / "more.yml").write_text("glossary: More\nterms: []\n")
    (project.folder / "glossary.yml").write_text(f"extends: [parts/more.yml]\n{GLOSSARY}")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda folder: (folder / "good.md").write_text("We massage the csv.\n"),
    "a new file": lambda folder: (folder / "docs" / "new.md").write_text("A masseuse.\n"),
    "a file gone": lambda folder: (folder / "docs" / "bad.md").unlink(),
    "a folder renamed": lambda folder: (folder / "docs").rename(folder / "texts"),
    "the configuration": lambda folder: (folder / ".termlint.toml").write_text('glossary = ["glossary.yml"]\n'),
    "a configuration before it": lambda folder: (folder / "termlint.toml").write_text('margin = "strict"\n'),
    "the glossary": lambda folder: (folder / "glossary.yml").write_text(f"{GLOSSARY}# more\n"),
    "what it extends": lambda folder: (folder / "parts" / "more.yml").write_text("glossary: Other\nterms: []\n"),
    "a lock file": lambda folder: (folder / "glossary.learned.yml").write_text("broken"),
    "another lock file": lambda folder: (folder / "parts" / "more.learned.yml").write_text("broken"),
    "what git ignores": lambda folder: (folder / ".gitignore").write_text("good.md\n"),
    "what the user ignores": lambda folder: (folder.parent / ".config/git/ignore").write_text("docs\n"),
    "what git knows": lambda folder: subprocess.run(["git", "add", "-f", "ignored.md"], cwd=folder, check=True),
    "no repository": lambda folder: shutil.rmtree(folder / ".git"),
    "a link": lambda folder: ((folder / "good.md").unlink(), (folder / "good.md").symlink_to("docs/bad.md")),
    "the end of a link": lambda folder: (folder.parent / "target").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_seen(project: Project, change: Callable[[Path], object]) -> None:
    """Whatever a run asks about: when it is another, the program runs and says what is so now."""
    _extend(project)
    (project.folder.parent / ".config" / "git").mkdir(parents=True)
    (project.folder.parent / ".config" / "git" / "ignore").write_text("")
    (project.folder / "link").symlink_to("../target")
    project("check")
    assert project("check").replayed
    change(project.folder)
    now = project("check")
    assert not now.replayed
    assert same(now, project("check", "--no-cache"))


def test_a_touched_file_is_the_same(project: Project) -> None:
    """New times over old contents, as in a fresh checkout, are no change; from then on the new times are known."""
    project("check")
    for path in (project.folder / "good.md", project.folder / "glossary.yml", project.folder / "docs"):
        os.utime(path, (1, 1))
    before = project.records[0].read_bytes()
    assert project("check").replayed
    time.sleep(max(0.0, 3.2 - (time.time() - (project.folder / "docs").stat().st_ctime)))
    assert project("check").replayed
    assert project.records[0].read_bytes() != before


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda _: b"", lambda data: data.replace(b'"out"', b'"err"')]
)
def test_a_damaged_record_is_none(project: Project, damage: Callable[[bytes], bytes]) -> None:
    """Whatever happened to a record, the program runs, and says what is so."""
    first = project("check")
    [record] = project.records
    record.write_bytes(damage(record.read_bytes()))
    assert same(project("check"), first)
    assert project("check").replayed


@pytest.mark.parametrize("body", [b"[]", b"{}", b"[1,2,3,4]", b"null", b'["x",[],[],0]', b"[" * 9999, b"\xff"])
def test_a_record_of_something_else_is_none(project: Project, body: bytes) -> None:
    """A sealed record that holds anything but a run is passed over."""
    first = project("check")
    [record] = project.records
    record.write_bytes(b"".join(caches.sealed([body])))
    again = project("check")
    assert same(again, first)
    assert not again.replayed


def _below_a_file(place: Path) -> Path:
    place.write_text("")
    return place / "cache"


def _files_for_folders(place: Path) -> Path:
    place.mkdir()
    for name in ("results", "replays", "glossaries", "programs"):
        (place / name).write_text("")
    return place


def _folders_for_files(place: Path) -> Path:
    for number in range(64):
        (place / "results" / f"{number:02x}.results" / "x").mkdir(parents=True)
    return place


def _link(place: Path, target: Path) -> Path:
    place.symlink_to(target)
    return place


@pytest.mark.parametrize(
    "make",
    [
        lambda place: (place.write_text(""), place)[1],
        _below_a_file,
        _files_for_folders,
        _folders_for_files,
        lambda place: _link(place, place.parent / "nowhere" / "at" / "all"),
        lambda place: _link(place, place),
        lambda place: place.parent / ("x" * 300),
        lambda place: Path("/proc/nobody/cache", place.name),
        lambda place: Path(f"{place.name}\n"),
    ],
)
def test_nowhere_to_keep_anything(project: Project, make: Callable[[Path], Path]) -> None:
    """Where the cache folder is a file, cannot be there or be written to, or is checked too, all is as without."""
    anew = project("check", "--no-cache")
    cache = str(make(project.cache))
    for _ in range(2):
        assert same(project("check", TERMLINT_CACHE_DIR=cache), anew)


def test_the_cache_folder_may_be_named(project: Project) -> None:
    """--cache-dir keeps all in a folder of one's own, in either spelling."""
    for arguments in (["--cache-dir", "../other"], ["--cache-dir=../other"]):
        project("check", *arguments)
        assert project("check", *arguments).replayed
    assert not project.cache.exists()
    assert {path.name for path in (project.folder.parent / "other").iterdir()} == {
        "glossaries",
        "patterns",
        "programs",
        "results",
        "replays",
    }


def test_a_closed_pipe_and_a_full_disk_end_as_ever(project: Project) -> None:
    """Where nobody listens to what is said again, status and words are those of any run."""
    project("check")
    for _ in range(2):
        with subprocess.Popen(
            project.command("check"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=project.folder,
            env=project.environ,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 141
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                project.command("check"),
                stdout=full,
                stderr=subprocess.PIPE,
                cwd=project.folder,
                env=project.environ,
                check=False,
            )
        assert done.stderr == b"termlint: error: cannot write: No space left on device\n"
        assert done.returncode == 2


def test_a_terminal_sees_the_same(project: Project) -> None:
    """On a terminal, too, the second run gives the bytes of the first, colours and all."""

    def seen() -> bytes:
        ours, theirs = pty.openpty()
        environ = {**project.environ, "TERM": "xterm", "TEST_SEEN": str(project.folder.parent / "seen")}
        process = subprocess.Popen(
            project.command("check"), stdout=theirs, stderr=theirs, cwd=project.folder, env=environ
        )
        os.close(theirs)
        data = b"".join(_pieces(ours))
        os.close(ours)
        assert process.wait() == 1
        return data

    first = seen()
    assert b"\x1b[" in first
    assert seen() == first
    assert (project.folder.parent / "seen").read_text() == "replayed"


def _pieces(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece


WATCHED = """\
import atexit, json, os, sys
del sys.path[0]
asked = set()
def note(kind, path):
    if isinstance(path, (str, bytes, os.PathLike)):
        asked.add((kind, os.path.abspath(os.fsdecode(path))))
def hook(event, args):
    if event == "open":
        note("open", args[0])
    elif event in ("os.scandir", "os.listdir"):
        note("list", args[0])
sys.addaudithook(hook)
for name in ("stat", "lstat", "readlink", "access"):
    def watched(path, *args, _real=getattr(os, name), **given):
        note("look", path)
        return _real(path, *args, **given)
    setattr(os, name, watched)
import posixpath
from termlint.entry import run
sys.argv = ["termlint", *sys.argv[2:]]
def tell():
    told = sorted(asked)
    with open(os.environ["TEST_ASKED"], "w") as file:
        json.dump([told, sys.prefix, sys.base_prefix, sys.path], file)
atexit.register(tell)
run()
"""


@pytest.mark.parametrize(
    ("arguments", "warm"),
    [
        ([], False),
        (["docs", "good.md"], True),
        (["good.md", "docs"], False),
        (["--config", ".termlint.toml"], False),
        (["link"], False),
        (["--isolated"], True),
    ],
)
def test_whatever_is_asked_is_an_input(project: Project, arguments: list[str], warm: bool) -> None:
    """Each path that a run opens, lists or looks at is in its record, as what it was asked for.

    It is so, too, where the glossary was compiled before.
    """
    _extend(project)
    (project.folder / "real").mkdir()
    (project.folder / "real" / "a.md").write_text("A massage.\n")
    (project.folder / "link").symlink_to("real")
    (project.folder / "docs" / "link.md").symlink_to("../good.md")
    asked_file = project.folder.parent / "asked"
    if warm:
        project("usage", *arguments)
    subprocess.run(
        [sys.executable, "-c", WATCHED, "termlint", "check", *arguments],
        cwd=project.folder,
        env={**project.environ, "TEST_ASKED": str(asked_file)},
        check=False,
        capture_output=True,
    )
    asked, *places = json.loads(asked_file.read_text())
    [record] = project.records
    inputs = json.loads(record.read_bytes().rpartition(b"\n")[0])[1]
    known = {(note[1], note[0]) for note in inputs if isinstance(note[0], str)}
    package = Path(program.__file__).parent
    own = (*places[:2], *places[2], str(package), str(project.cache), os.devnull, str(asked_file), "/proc", "/sys")
    checked = 0
    for kind, path in asked:
        if any(path == place or path.startswith(f"{place}/") for place in own if place):
            continue
        if path in map(str, package.parents):  # looked at on the way to the program
            continue
        checked += 1
        letters = {letter for letter, noted in known if noted == path}
        # What is reached by a link is noted by where the link leads.
        ends = {letter for letter, noted in known if noted == os.path.realpath(path)} if "l" in letters else letters
        ends = ends or {letter for letter, noted in known if noted == os.path.realpath(path)}
        assert ends, (kind, path)
        assert kind != "open" or ends & {"F", "-"}, (kind, path, ends)
        assert kind != "list" or ends & {"D", "-"}, (kind, path, ends)
    assert checked > 10
