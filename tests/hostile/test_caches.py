"""Whatever happens to a project: with caches the program says what it says without."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.served import Server, serving

GLOSSARIES = [
    "glossary: One\nterms:\n  - {term: masseuse, status: deprecated, use: massage therapist}\n",
    "glossary: Two\nterms:\n  - {term: masseuse, status: forbidden, use: massage therapist}\n",
    "extends: [more.yml]\nglossary: Three\nterms: []\n",
    "glossary: [broken\n",
]
LOCKS = [
    '{"learned": 1, "glossary": "g", "corpus": "c", "method": "m", "terms": {}}',
    '{"learned": 1, "glossary": "g", "corpus": "c", "method": "m", "terms": {"masseuse": {"mentions": 1, "labels": 0,'
    ' "coverage": 1, "seeds": "x", "senses": {}}}}',
    "broken",
]
SETTINGS = [
    'glossary = "glossary.yml"\n',
    'glossary = "glossary.yml"\nfail-on = "never"\n',
    'glossary = "glossary.yml"\nextend-exclude = ["docs/"]\n',
    "glossary = 1\n",
    "",
]
TEXTS = ["A masseuse.\n", "A masseusf.\n", "Nothing at all.\n", "# Title\n\nThe masseuse and a masseuse.\n", "\0"]
NAMES = ["a.md", "b.txt", "docs/c.md", "docs/d.md", "new/e.md"]
ARGUMENTS = [
    (),
    ("a.md", "docs/c.md"),
    ("docs",),
    ("--output-format", "json"),
    ("--output-format", "concise", "--verbose"),
    ("--statistics",),
]
VARIABLES = [{}, {"TERMLINT_IGNORE": "TL2"}, {"NO_COLOR": "1"}, {"COLUMNS": "40"}]
FRESH = 50_000_000
"""Nanoseconds for which the times of a file are not trusted here; clocks tick every ten milliseconds."""


class Project(RuleBasedStateMachine):
    """A small project that is edited in all ways, and checked with and without caches in every state."""

    server: Server
    replays = 0

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="termlint-"))
        self.folder = self.base / "project"
        (self.folder / "docs").mkdir(parents=True)
        subprocess.run(["git", "init", "-q"], cwd=self.folder, check=True)
        (self.folder / "more.yml").write_text(GLOSSARIES[0])
        self.variables: dict[str, str] = {}
        self.numbers = count()

    def teardown(self) -> None:
        """Remove the project."""
        for path in self.folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)
        shutil.rmtree(self.base)

    @initialize()
    def begin(self) -> None:
        """Something to check."""
        (self.folder / ".termlint.toml").write_text(SETTINGS[0])
        (self.folder / "glossary.yml").write_text(GLOSSARIES[0])
        for name, text in zip(NAMES[:4], TEXTS, strict=False):
            (self.folder / name).write_text(text)

    def _put(self, name: str, text: str) -> None:
        path = self.folder / name
        if path.is_dir() and not path.is_symlink():
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        except OSError:  # a link into nothing, a folder without rights
            return

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS))
    def write(self, name: str, text: str) -> None:
        """Write a page."""
        self._put(name, text)

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS))
    def write_with_old_time(self, name: str, text: str) -> None:
        """Write a page and turn its time back to what it was."""
        path = self.folder / name
        if path.is_file():
            before = path.stat()
            self._put(name, text)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(name=st.sampled_from([*NAMES, "glossary.yml", ".termlint.toml", "docs"]))
    def touch(self, name: str) -> None:
        """Give something a new time."""
        if (self.folder / name).exists():
            os.utime(self.folder / name)

    @rule(name=st.sampled_from([*NAMES, "glossary.yml", ".termlint.toml", "glossary.learned.yml", ".gitignore"]))
    def remove(self, name: str) -> None:
        """Remove a file."""
        path = self.folder / name
        if path.is_symlink() or path.is_file():
            path.unlink()

    @rule(
        what=st.one_of(
            st.tuples(st.just("glossary.yml"), st.sampled_from(GLOSSARIES)),
            st.tuples(st.just("more.yml"), st.sampled_from(GLOSSARIES[:2])),
            st.tuples(st.sampled_from(["glossary.learned.yml", "more.learned.yml"]), st.sampled_from(LOCKS)),
            st.tuples(st.sampled_from([".termlint.toml", "docs/termlint.toml"]), st.sampled_from(SETTINGS)),
            st.tuples(st.sampled_from([".gitignore", "docs/.gitignore"]), st.sampled_from(["", "*.md\n", "docs\n"])),
        )
    )
    def configure(self, what: tuple[str, str]) -> None:
        """Change the glossary, what was learned, the settings, or what git ignores."""
        self._put(*what)

    @rule(variables=st.sampled_from(VARIABLES))
    def export(self, variables: dict[str, str]) -> None:
        """Change the environment."""
        self.variables = variables

    @rule(names=st.sampled_from([("docs", "texts"), ("texts", "docs"), ("new", "docs"), ("a.md", "docs/a.md")]))
    def rename(self, names: tuple[str, str]) -> None:
        """Rename a folder or move a page."""
        old, new = (self.folder / name for name in names)
        if old.exists() and new.parent.is_dir() and not os.path.lexists(new):
            old.rename(new)

    @rule(
        name=st.sampled_from(["a.md", "docs", "l.md"]),
        end=st.sampled_from(["b.txt", "docs/c.md", "no", "..", "texts"]),
    )
    def link(self, name: str, end: str) -> None:
        """Put a link in the place of a page or a folder."""
        path = self.folder / name
        if os.path.lexists(path):
            path.rename(self.folder / f"old{next(self.numbers)}")
        path.symlink_to(end)

    @rule(name=st.sampled_from(["a.md", "docs", "docs/c.md"]), mode=st.sampled_from([0, 0o644, 0o755]))
    def allow(self, name: str, mode: int) -> None:
        """Change who may read something."""
        if (self.folder / name).exists():
            (self.folder / name).chmod(mode)

    @precondition(lambda self: (self.folder / ".git").exists())
    @rule()
    def add(self) -> None:
        """Tell git of all pages."""
        subprocess.run(["git", "add", "-f", "."], cwd=self.folder, check=False, capture_output=True)

    @rule(which=st.integers(0, 99), at=st.integers(0, 9999), piece=st.sampled_from([b"", b"0", b"\n", b"\xff"]))
    def garble(self, which: int, at: int, piece: bytes) -> None:
        """Damage a file of the cache."""
        files = sorted(path for path in (self.base / "cache").rglob("*") if path.is_file())
        if files:
            path = files[which % len(files)]
            whole = path.read_bytes()
            at %= len(whole) + 1
            path.write_bytes(whole[:at] + piece + whole[at + 1 :])

    @rule(arguments=st.sampled_from(ARGUMENTS))
    def check_twice(self, arguments: tuple[str, ...]) -> None:
        """Whatever is asked, once more it is answered in the same way."""
        self.compare(arguments, times=2)

    @invariant()
    def check(self) -> None:
        """With caches the program says what it says without."""
        self.compare(())

    def compare(self, arguments: tuple[str, ...], times: int = 1) -> None:
        """Run the program with caches and without."""
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.base), **self.variables}
        environ["TERMLINT_CACHE_DIR"] = str(self.base / "cache")
        anew = self.server.run(("check", "--no-cache", *arguments), self.folder, environ)
        for _ in range(times):
            again = self.server.run(("check", *arguments), self.folder, environ, FRESH)
            assert again.told == anew.told
            type(self).replays += again.replayed


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """What runs the program."""
    with serving() as made:
        yield made


def _tried(server: Server, examples: int, steps: int) -> int:
    Project.server, Project.replays = server, 0
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # to make a failing case smaller would take very many runs
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Project, settings=limits)
    return Project.replays


def test_caches_do_not_show(server: Server) -> None:
    """In some states of a project, reached in any way, the output is the same with caches and without."""
    assert _tried(server, 3, 20) > 0


@pytest.mark.slow
def test_caches_never_show(server: Server) -> None:
    """In many states, too; and many of the runs were indeed said again."""
    assert _tried(server, 12, 50) > 100
