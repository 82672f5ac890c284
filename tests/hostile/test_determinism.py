"""The same files give the same bytes, however the run is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

_WORDS = ("medical massage", "massage", "physical therapy", "physiotherapy", "sports massage", "therapeutic massage")


@pytest.fixture
def pages(tree: Path) -> Path:
    """A project of a dozen files, each with several findings."""
    for number in range(12):
        folder = tree / f"part{number % 3}"
        folder.mkdir(exist_ok=True)
        word, other = _WORDS[number % 6], _WORDS[(number + 1) % 6]
        text = f"# Our {word}\n\nTry our {word} with warm oil. {other.capitalize()} heals; no referral needed.\n" * 3
        (folder / f"é{number}.md").write_text(f"{text}\n<!-- termlint-disable-line TL102 -->\n", encoding="utf-8")
    (tree / "bad.md").write_bytes(b"\xff")
    (tree / ".termlint.toml").touch()  # the root of the project, whichever path is named first
    return tree


@pytest.fixture(params=["json", pytest.param("full", marks=pytest.mark.slow)])
def check(request: pytest.FixtureRequest, process: Run, pages: Path) -> Callable[..., bytes]:
    """The bytes that a check of the project prints; all runs end alike."""

    def printed(*arguments: str, **environ: str) -> bytes:
        done = process("check", "--output-format", request.param, *arguments, **environ)
        assert done.status == 2
        return done.out

    return printed


def test_processes_paths_and_hashes_change_nothing(check: Callable[..., bytes], pages: Path) -> None:
    """One, two or four processes, the order and spelling of paths, and the seed of hashes leave the report as it is."""
    usual = check(".")
    assert usual.count(b"TL1") > 3
    assert check("part2", "bad.md", "part0", "part1", "--jobs", "4", PYTHONHASHSEED="1") == usual
    assert check(f"{pages}/part1/../../{pages.name}/", "part0", "part0/é0.md", PYTHONHASHSEED="4") == usual


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_seed_gives_the_same(check: Callable[..., bytes], seed: int) -> None:
    """Eight seeds of hashes, with and without processes, twice each."""
    usual = check(".", PYTHONHASHSEED="0")
    for jobs in ("1", "2", "4"):
        assert check(".", "--jobs", jobs, PYTHONHASHSEED=str(seed)) == usual


@pytest.mark.slow
def test_the_locale_changes_no_json(process: Run, pages: Path) -> None:
    """No locale and no mode of Python changes what programs read."""
    arguments = ("check", "--output-format", "json", ".")
    usual = process(*arguments).out
    assert process(*arguments, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").out == usual
    assert process(*arguments, LC_ALL="POSIX", PYTHONUTF8="1", PYTHONIOENCODING="latin-1").out == usual


def test_no_state_of_the_cache_changes_anything(program: Run, pages: Path, tmp_path: Path) -> None:
    """A cold, warm, corrupt, foreign, unwritable or missing cache gives what no cache gives."""
    (pages / "g.yml").write_text(
        "glossary: G\nterms:\n  - term: massage\n    senses:\n      - {id: body, definition: rubbing, cues: [oil]}\n"
        "      - {id: data, definition: tidying, cues: [table]}\n"
        "  - {term: sports massage, status: deprecated, use: massage}\n"
    )
    arguments = ("check", "--glossary", "g.yml", "--output-format", "json", ".")
    usual = program(*arguments, "--no-cache").out
    assert b"TL201" in usual
    cache = tmp_path / "cache"

    def cached() -> bytes:
        return bytes(program(*arguments, TERMLINT_CACHE_DIR=str(cache)).out)

    assert cached() == usual
    entries = [path for path in cache.rglob("*") if path.is_file()]
    assert entries
    assert cached() == usual
    for entry in entries:
        whole = entry.read_bytes()
        for broken in (b"", whole[: len(whole) // 2], whole.replace(b"massage", b"message"), b"\xff\n{}", b"[]\n[]"):
            entry.write_bytes(broken)
            assert cached() == usual
        entry.unlink()
        entry.mkdir()
    assert cached() == usual
    cache.rename(tmp_path / "old")
    cache.write_text("a file where the folder should be")
    assert cached() == usual
