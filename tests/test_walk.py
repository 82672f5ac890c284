"""Which files a run checks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import termlint.formats
from termlint.config import Config, Layer, resolve
from termlint.config_kinds import Known
from termlint.globs import Glob
from termlint.plugins import discover
from termlint.walk import FormatNames, Found, find, git_ignored, suffixes

SUFFIXES = dict(suffixes([("markdown", (".md",)), ("html", (".html",)), ("text", (".txt",))]))
Search = Callable[..., Found]


def config(root: Path, **values: Any) -> Config:
    """A configuration with these settings, of a project without rules."""
    known = Known(tuple, lambda: ("markdown", "html", "text"), tuple)
    layer = Layer("test", {key.replace("_", "-"): value for key, value in values.items()}, root)
    return resolve([layer], root=root, file=None, known=known)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project."""
    for name in ("b.md", "a.md", "docs/page.html", "docs/.hidden/x.md", "node_modules/m.md", "docs/notes.txt", "x.py"):
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n")
    return tmp_path / "project"


@pytest.fixture
def search(tree: Path) -> Search:
    """A search from the top of the project."""

    def run(*paths: str, force_exclude: bool = False, allow_empty: bool = False, **values: Any) -> Found:
        made = config(tree, **values)
        formats = FormatNames(SUFFIXES, made.formats)
        return find(paths or (".",), made, formats, cwd=tree, force_exclude=force_exclude, allow_empty=allow_empty)

    return run


def names(found: Found) -> list[str]:
    """The names of the files."""
    return [file.name for file in found.files]


def test_a_folder_gives_what_formats_read_by_name(search: Search) -> None:
    """Folders are searched all through, without hidden and installed ones; the order is that of the names."""
    found = search()
    assert names(found) == ["a.md", "b.md", "docs/notes.txt", "docs/page.html"]
    assert [file.format for file in found.files] == ["markdown", "markdown", "text", "html"]
    assert not found.problems


def test_the_order_of_arguments_does_not_matter_and_nothing_is_found_twice(search: Search, tree: Path) -> None:
    """A file named again, or by another way, is checked once."""
    once = names(search())
    assert names(search("docs", "b.md", ".", "./b.md", str(tree / "a.md"))) == once


def test_a_named_file_is_checked_even_if_excluded(search: Search) -> None:
    """Exclusion is about what is found; --force-exclude makes it hold for what is named."""
    assert names(search("node_modules/m.md")) == ["node_modules/m.md"]
    assert names(search("node_modules/m.md", "a.md", force_exclude=True)) == ["a.md"]
    assert names(search("node_modules", force_exclude=True)) == []
    assert names(search("a.md", exclude=["a.md"], force_exclude=True)) == []


def test_exclusion_and_inclusion_by_globs(search: Search) -> None:
    """`exclude` replaces the usual exclusions, `extend-exclude` adds to them, `include` narrows what is found."""
    assert "node_modules/m.md" in names(search(exclude=["docs"]))
    assert names(search(extend_exclude=["docs/*.html", "b.*"])) == ["a.md", "docs/notes.txt"]
    assert names(search(include=["docs/**"])) == ["docs/notes.txt", "docs/page.html"]


def test_formats_by_glob_come_before_those_by_suffix(search: Search) -> None:
    """The configuration may give a format to any name, and another one to a known suffix."""
    found = search(formats={"*.py": "text", "docs/notes.txt": "markdown"})
    assert {file.name: file.format for file in found.files}["x.py"] == "text"
    assert {file.name: file.format for file in found.files}["docs/notes.txt"] == "markdown"


def test_an_unknown_suffix_is_noted_and_alone_is_an_error(search: Search) -> None:
    """A named file that no format reads is left out with a note; where nothing else is there, that is an error."""
    found = search("x.py", "a.md")
    assert names(found) == ["a.md"]
    assert "x.py: no format reads this file" in found.notes[0]
    assert 'formats = {"*.py" = "text"}' in found.notes[0]
    alone = search("x.py")
    assert [problem.message for problem in alone.problems] == ["no format reads this file"]
    assert not alone.notes


def test_the_advice_names_a_format_that_there_is(search: Search) -> None:
    """The format that the note suggests is one of the package."""
    (note,) = search("x.py", "a.md").notes
    advised = note.rpartition(' = "')[2].partition('"')[0]
    assert advised in {format.name for format in discover(termlint.formats, "FORMAT")}


def test_nothing_that_a_format_reads_may_be_accepted(search: Search) -> None:
    """With `allow_empty` a file that no format reads is a note even where nothing else is there."""
    found = search("x.py", allow_empty=True)
    assert (found.files, found.problems) == ((), ())
    assert "x.py: no format reads this file" in found.notes[0]


def test_what_is_not_there_is_an_error_and_the_rest_is_found(search: Search, tree: Path) -> None:
    """A missing path and a broken link are told; other files are found."""
    (tree / "broken.md").symlink_to("nowhere.md")
    found = search("gone.md", "a.md", "broken.md")
    assert names(found) == ["a.md"]
    assert [str(problem) for problem in found.problems] == [
        "gone.md: no such file or folder",
        "broken.md: a link to a file that does not exist",
    ]
    assert not search().problems


def test_links_out_of_the_project_are_noted_and_not_followed(search: Search, tree: Path) -> None:
    """A file or folder behind a link that leads out of the root is not checked, and a note says so."""
    outside = tree.parent / "outside"
    outside.mkdir()
    (outside / "o.md").write_text("text\n")
    (tree / "far").symlink_to(outside)
    (tree / "far.md").symlink_to(outside / "o.md")
    found = search()
    assert names(found) == ["a.md", "b.md", "docs/notes.txt", "docs/page.html"]
    assert sorted(note.partition(":")[0] for note in found.notes) == ["far", "far.md"]
    assert names(search("far.md")) == ["far.md"]


def test_a_link_within_the_project_is_no_second_file(search: Search, tree: Path) -> None:
    """One real file is checked once, under the name that is no link; loops end."""
    (tree / "0.md").symlink_to("a.md")
    (tree / "docs" / "loop").symlink_to(tree)
    assert names(search()) == ["a.md", "b.md", "docs/notes.txt", "docs/page.html"]


def test_what_is_no_file_is_passed_over(search: Search, tree: Path) -> None:
    """A pipe in a folder is not read."""
    os.mkfifo(tree / "pipe.md")
    assert "pipe.md" not in names(search())


@pytest.mark.parametrize("name", ["a b.md", "-x.md", "new\nline.md", os.fsdecode(b"\xff\xfe.md"), "[a].md", "é.MD"])
def test_any_name_is_found(search: Search, tree: Path, name: str) -> None:
    """Spaces, dashes, line feeds, bytes that are no text, and brackets are names like others."""
    (tree / name).write_text("text\n")
    assert str(tree / name) in [str(file.path) for file in search().files]
    assert [file.path for file in search(f"./{name}").files] == [str(tree / name)]


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(("git", "-C", folder, *arguments), check=True, capture_output=True)


def test_what_git_ignores_is_left_out(search: Search, tree: Path) -> None:
    """Ignored files and folders are left out as git itself sees it: tracked ones are not ignored, `!` takes back."""
    git(tree, "init", "-q")
    (tree / ".gitignore").write_text("out/\n*.html\n!keep.html\nb.md\n")
    for name in ("out/deep/x.md", "keep.html", "docs/in.html"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("text\n")
    git(tree, "add", "-f", "b.md")
    assert names(search()) == ["a.md", "b.md", "docs/notes.txt", "keep.html"]
    assert names(search("docs")) == ["docs/notes.txt"]
    assert "out/deep/x.md" in names(search(respect_gitignore=False))
    assert names(search("out")) == ["out/deep/x.md"], "a folder that the user names is searched"
    assert names(search("out/deep")) == ["out/deep/x.md"]
    assert names(search("docs/in.html")) == ["docs/in.html"]


def test_no_git_is_no_fault(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, or without the program, nothing is ignored."""
    assert git_ignored(tree) == frozenset()
    (tree / ".git").mkdir()
    assert git_ignored(tree) == frozenset()
    monkeypatch.setenv("PATH", "")
    assert git_ignored(tree) == frozenset()


def test_a_repository_cannot_run_programs_of_its_own(tree: Path) -> None:
    """A program that the repository's configuration names is not started by asking what is ignored."""
    git(tree, "init", "-q")
    hook = tree / "hook"
    hook.write_text(f"#!/bin/sh\ntouch {tree}/ran\n")
    hook.chmod(0o755)
    git(tree, "config", "core.fsmonitor", str(hook))
    git_ignored(tree)
    assert not (tree / "ran").exists()


def test_an_unreadable_folder_is_an_error(tree: Path, search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be looked into is told, not passed over."""
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("docs"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = search()
    assert [str(problem) for problem in found.problems] == ["docs: cannot be read: Permission denied"]
    assert names(found) == ["a.md", "b.md"]


def test_the_longest_suffix_tells_the_format() -> None:
    """`.md.txt` is more than `.txt`; case does not matter; what no suffix fits has no format."""
    formats = FormatNames({".txt": "text", ".md.txt": "markdown"}, [(Glob("*.odd", "/p"), "html")])
    assert formats("/p/a.MD.txt") == "markdown"
    assert formats("/p/a.txt") == "text"
    assert formats("/p/a.odd") == "html"
    assert formats("/p/a") is None
