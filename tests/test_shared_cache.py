"""One cache folder for several processes at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from xxhash import xxh32_hexdigest

from termlint import caches

GLOSSARY = """\
glossary: Care
terms:
  - {term: spa, status: forbidden, use: bath, senses: [{id: spa, definition: a place to bathe}]}
  - {term: hot stone, status: deprecated, use: stone, senses: [{id: stone, definition: a warm stone}]}
"""
SENTENCES = ("The spa is open.", "Nothing is said here.", "A hot stone lies on the back.", "Spas have **hot** stones.")
FILES = 40


def start(folder: Path, cache: str | Path, *arguments: str) -> subprocess.Popen[str]:
    """A check that runs by itself."""
    command = (sys.executable, "-m", "termlint", "check", "--glossary", "g.yml", "--isolated", *arguments)
    environ = {**os.environ, "TERMLINT_CACHE_DIR": str(cache)}
    return subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """How a check ended: its status and all that it printed."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a glossary and texts."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "g.yml").write_text(GLOSSARY, encoding="utf-8")
    choice = random.Random(1)
    for number in range(FILES):
        (folder / f"{number}.md").write_text("\n\n".join(choice.choices(SENTENCES, k=4)), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_several_processes_share_a_cache(project: Path, tmp_path: Path) -> None:
    """Runs that read and write one cache at the same time say what each says alone, and leave it whole."""
    cache = tmp_path / "cache"
    ways = [(".",), (".", "--jobs", "2"), ("1.md", "2.md", "3.md"), (".", "--ignore", "TL201"), (".",)]
    alone = [said(start(project, cache, "--no-cache", *way)) for way in ways]
    assert {status for status, _, _ in alone} == {1}
    for _ in range(2):
        running = [start(project, cache, *way) for way in ways]
        assert [said(process) for process in running] == alone
        for path in (cache / "replays").iterdir():
            path.unlink()
    lines = [line for path in (cache / "results").iterdir() for line in path.read_bytes().split(b"\n") if line]
    assert lines
    for line in lines:
        key, told, _, seal, body = line.split(b" ", 4)
        assert seal.decode("ascii") == xxh32_hexdigest(b" ".join((key, told, body)))
    assert all(caches.opened(path.read_bytes()) for path in (cache / "patterns").iterdir())
    assert [said(start(project, cache, *way)) for way in ways] == alone
    assert not list(cache.rglob("*.tmp"))
