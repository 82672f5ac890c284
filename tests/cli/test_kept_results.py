"""What a run finds out is not found out again by the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from termlint.linter import Linter

Run = Callable[..., Any]

TEXT = """\
# Prices

Book a medical massage. A massage, and a masseuse. <!-- termlint-disable-line -->

We massage you. The masseuse comes.
"""


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the linter was asked about."""
    seen: list[str] = []
    check = Linter.check

    def watched(self: Linter, source: str, *, filename: str, **given: Any) -> Any:
        seen.append(filename)
        return check(self, source, filename=filename, **given)

    monkeypatch.setattr(Linter, "check", watched)
    return seen


@pytest.fixture
def cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    (project / "docs" / "more.md").write_text(TEXT)
    monkeypatch.setenv("TERMLINT_CACHE_DIR", str(project.parent / "cache"))
    return project.parent / "cache"


@pytest.mark.parametrize(
    "options",
    [
        *(["--output-format", name] for name in ("full", "concise", "grouped", "json", "jsonl")),
        ["--statistics"],
        ["--statistics", "--output-format", "json"],
        ["--verbose"],
        ["--quiet"],
        ["--exit-zero"],
        ["--select", "TL2"],
        ["--margin", "strict"],
        ["--diff"],
        ["--jobs", "2"],
    ],
)
def test_a_second_run_says_the_same(cache: Path, termlint: Run, checked: list[str], options: list[str]) -> None:
    """Whatever is asked for: with results of the last run the output is that of a run that keeps nothing."""
    anew = termlint("check", "--no-cache", *options)
    assert not (cache / "results").exists()
    assert termlint("check", *options) == anew
    checked.clear()
    assert termlint("check", *options) == anew
    if not {"--verbose", "--diff"} & set(options):
        assert checked == []


def test_only_what_changed_is_checked(project: Path, cache: Path, termlint: Run, checked: list[str]) -> None:
    """An edited file is checked again, the others are not."""
    termlint("check")
    checked.clear()
    (project / "good.md").write_text("We massage the csv.\n")
    termlint("check")
    assert checked == ["good.md"]


@pytest.mark.parametrize("change", ["glossary.yml", "glossary.learned.yml", ".termlint.toml"])
def test_other_circumstances_are_other_results(
    project: Path, cache: Path, termlint: Run, checked: list[str], change: str
) -> None:
    """Another glossary, other things learned and other settings make all results anew."""
    termlint("check")
    checked.clear()
    with (project / change).open("a") as file:
        if change == "glossary.yml":
            file.write("# another one\n")
        elif change == ".termlint.toml":
            file.write('margin = "strict"\n')
        else:
            term = '"mentions": 1, "labels": 0, "coverage": 1, "seeds": "x", "senses": {}'
            head = '"learned": 1, "glossary": "g", "corpus": "c", "method": "m"'
            file.write(f'{{{head}, "terms": {{"massage": {{{term}}}}}}}')
    termlint("check")
    assert len(checked) == 3


def test_no_cache_neither_reads_nor_writes(cache: Path, termlint: Run, checked: list[str]) -> None:
    """With --no-cache, by option or variable, every file is checked and nothing is kept."""
    termlint("check", "--no-cache")
    assert not cache.exists()
    termlint("check")
    before = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    checked.clear()
    termlint("check", "--no-cache")
    assert len(checked) == 3
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == before


def test_errors_are_found_out_again(project: Path, cache: Path, termlint: Run, checked: list[str]) -> None:
    """A file that the linter failed on is tried again, and is right once it can be."""
    (project / "docs" / "latin.md").write_bytes(b"\xff")
    assert termlint("check").status == 2
    (project / "docs" / "latin.md").write_bytes(b"fine")
    assert termlint("check").status == 1
    assert termlint("check", "--cache-dir", str(project / "elsewhere")).status == 1
    assert (project / "elsewhere" / "results").is_dir()
