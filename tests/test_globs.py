"""Globs over paths."""

from __future__ import annotations

import pytest

from termlint.globs import Glob, Globs


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "/p/a.md", True),
        ("*.md", "/p/deep/down/a.md", True),
        ("*.md", "/p/a.html", False),
        ("drafts", "/p/drafts/a.md", True),
        ("drafts", "/p/x/drafts/y/a.md", True),
        ("drafts/", "/p/drafts", False),
        ("drafts/", "/p/drafts/a.md", True),
        ("p", "/p/a.md", False),
        ("blog/tech", "/p/blog/tech/a.md", True),
        ("blog/tech", "/p/x/blog/tech/a.md", False),
        ("**/tech", "/p/x/blog/tech/a.md", True),
        ("**/tech", "/p/tech/a.md", True),
        ("blog/**", "/p/blog/a/b.md", True),
        ("blog/*.md", "/p/blog/a/b.md", False),
        ("./blog/*.md", "/p/blog/b.md", True),
        ("/top.md", "/p/top.md", True),
        ("/top.md", "/p/x/top.md", False),
        ("/*.md", "/p/x/top.md", False),
        ("*.{md,html}", "/p/x/a.html", True),
        ("docs/{a,b}/*.md", "/p/docs/b/x.md", True),
        ("docs/{a,b}/*.md", "/p/docs/c/x.md", False),
        (".*/", "/p/.cache/a.md", True),
        (".*/", "/p/.hidden.md", False),
        ("*.md", "/elsewhere/a.md", True),
        ("docs/*.md", "/elsewhere/docs/a.md", False),
        ("[ab].md", "/p/b.md", True),
        ("a\nb.md", "/p/a\nb.md", True),
    ],
)
def test_one_meaning_of_globs(pattern: str, path: str, matches: bool) -> None:
    """Base names match anywhere, paths from the glob's folder, and a matched folder takes in all below it."""
    assert Globs([Glob(pattern, "/p")]).matches(path) is matches


def test_a_walk_asks_only_about_the_last_step() -> None:
    """Where the folders above were already judged, only the entry itself is held against the globs."""
    globs = Globs([Glob("drafts/", "/p"), Glob("docs/*", "/p")])
    assert globs.matches_last("/p/drafts", folder=True)
    assert not globs.matches_last("/p/drafts")
    assert not globs.matches_last("/p/drafts/a.md")
    assert globs.matches_last("/p/docs/a")


def test_globs_of_several_folders_keep_to_their_folder() -> None:
    """Each glob is relative to its own folder."""
    globs = Globs([Glob("a/*.md", "/p"), Glob("b/*.md", "/p/q")])
    assert globs.matches("/p/a/x.md")
    assert globs.matches("/p/q/b/x.md")
    assert not globs.matches("/p/b/x.md")
    assert not Globs([])
