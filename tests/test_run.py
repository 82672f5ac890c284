"""Checking many files."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from termlint.diagnostic import Counts, FileResult, Told
from termlint.errors import DocumentError, Problem
from termlint.formats.markdown import FORMAT
from termlint.glossary.model import Glossary, Sense, Term
from termlint.linter import Linter
from termlint.run import MANY_FILES, Checked, Engine, Job, processes, run
from termlint.settings import Settings
from termlint.walk import FoundFile

GLOSSARY = Glossary("g", "en", (Term("massage", (Sense("massage", "rubbing"),)),))


@dataclass(frozen=True)
class Fake:
    """A linter that does what its text says."""

    told: list[int] = field(default_factory=list)

    def expect(self, texts: int) -> None:
        """Take note of it."""
        self.told.append(texts)

    def prepare(self) -> None:
        """Nothing to make."""

    def check(self, source: str, *, filename: str, **_: object) -> FileResult:
        """Fail, die, or succeed."""
        if "hard" in source:
            raise DocumentError(Problem("too hard", filename))
        if "crash" in source:
            raise ZeroDivisionError("a\nline feed")
        if "die" in source:
            os.kill(os.getpid(), signal.SIGKILL)
        return FileResult(filename, source)


def fake() -> Engine:
    """An engine around the fake linter."""
    return Engine(Fake(), {"markdown": FORMAT}, 1000)


def real(fix: bool | None = None) -> Engine:
    """An engine around the linter."""
    return Engine(Linter(GLOSSARY), {"markdown": FORMAT}, 1000, fix, tell=mentioned)


def mentioned(result: FileResult) -> str:
    """What is told of a result in these tests: the mentions in it."""
    return " ".join(found.mention.span.of(result.source) for found in result.resolutions)


def jobs(folder: Path, **texts: str | bytes) -> list[Job]:
    """Files with these texts, and a job for each."""
    made = []
    for name, text in texts.items():
        path = folder / f"{name}.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        made.append(Job(FoundFile(path, path.name, "markdown"), Settings()))
    return made


def told(checked: Checked) -> list[str]:
    """What is said of a file, or the note in place of a result."""
    return [checked.note or ""] if checked.result is None else [str(problem) for problem in checked.result.errors]


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """Each file's fault is its own: bytes that are no text, a text that is too hard, a bug of ours."""
    work = jobs(tmp_path, a="fine", b=b"\xff", c="hard", d="crash", e="fine", f=b"bin\0ary")
    work.append(Job(FoundFile(tmp_path / "gone.md", "gone.md", "markdown"), Settings()))
    assert [told(checked) for checked in run(work, fake)] == [
        [],
        ["b.md:1:1: not UTF-8: byte 0xff at offset 0 (convert the file to UTF-8 or exclude it)"],
        ["c.md: too hard"],
        ["d.md: internal error: ZeroDivisionError: a line feed (this is a bug; rerun with --debug and report it)"],
        [],
        ["f.md: a binary file; skipped"],
        ["gone.md: no such file; skipped"],
    ]


def test_what_the_user_names_is_not_passed_over(tmp_path: Path) -> None:
    """A binary or missing file is an error where it was named."""
    [job] = jobs(tmp_path, a=b"\0")
    named = FoundFile(job.file.path, "a.md", "markdown", named=True)
    assert [told(checked) for checked in run([Job(named, Settings())], fake)] == [["a.md: a binary file"]]


def test_a_bug_shows_its_traceback_only_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The traceback of an unexpected error is printed with `debug` alone."""
    work = jobs(tmp_path, d="crash")
    run(work, fake)
    assert capsys.readouterr().err == ""
    run(work, lambda: Engine(Fake(), {"markdown": FORMAT}, 1000, debug=True))
    assert "ZeroDivisionError: a\nline feed" in capsys.readouterr().err


@pytest.mark.parametrize("count", [2, 4])
def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path, count: int) -> None:
    """One process or several: the same results in the same order, about the same glossary."""
    texts = {f"f{number}": "A massage. " * (number % 5) for number in range(25)}
    work = jobs(tmp_path, **texts, g=b"\xff")
    alone = run(work, real)
    assert run(work, real, processes=count) == alone
    assert sum(checked.result.counts.mentions for checked in alone if checked.result) == 50
    assert alone[2].result == FileResult("f2.md", "", told=Told("massage massage", Counts(mentions=2)))


@pytest.mark.slow
def test_processes_that_start_anew_give_the_same(tmp_path: Path) -> None:
    """Nothing leans on what a forked process would inherit."""
    work = jobs(tmp_path, **{f"f{number}": "A massage. " * number for number in range(6)})
    assert run(work, partial(real, False), processes=2, method="spawn") == run(work, partial(real, False))


def test_a_dead_process_names_its_file(tmp_path: Path) -> None:
    """The file that a killed process was at gets the error; the others their results."""
    work = jobs(tmp_path, a="fine", b="die", c="fine", d="fine")
    results = run(work, fake, processes=2)
    assert told(results[1]) == [
        "b.md: the process that checked it died (signal SIGKILL) "
        "(out of memory? check this file alone, or lower --jobs)"
    ]
    assert [told(results[index]) for index in (0, 2, 3)] == [[], [], []]


@pytest.mark.parametrize("count", [1, 2])
def test_progress_counts_every_file(tmp_path: Path, count: int) -> None:
    """Progress is told after each file, however many processes there are."""
    seen: list[int] = []
    run(jobs(tmp_path, a="", b="", c=""), real, processes=count, progress=seen.append)
    assert seen == [1, 2, 3]


def test_a_linter_is_told_what_comes(tmp_path: Path) -> None:
    """How many texts, before the first: what is made for them may be worth more time then."""
    linter = Fake()
    run(jobs(tmp_path, a="", b="", c=""), lambda: Engine(linter, {"markdown": FORMAT}, 1000))
    assert linter.told == [3]


def test_small_runs_stay_in_one_process(tmp_path: Path) -> None:
    """Processes are started for many files, for large ones, or on demand, and never more than there are files."""
    file = jobs(tmp_path, a="text")[0].file
    gone = FoundFile(tmp_path / "gone", "gone", "markdown")
    assert processes([file, gone] * 10, None) == 1
    assert processes([file] * MANY_FILES, None) == len(os.sched_getaffinity(0))
    assert processes([file] * 3, 8) == 3
    assert processes([], 4) == 1
    large = tmp_path / "large.md"
    with large.open("wb") as stream:
        stream.truncate(6_000_000)
    assert processes([FoundFile(large, "large.md", "markdown")] * 2, None) == min(2, len(os.sched_getaffinity(0)))


def test_fixing_changes_no_file(tmp_path: Path) -> None:
    """A fixed text is given back beside the old one; writing it is another's task."""
    [job] = jobs(tmp_path, a="A massage.\n")
    [checked] = run([job], partial(real, True))
    assert checked.fixed is not None
    assert checked.before is not None
    assert checked.fixed.text == checked.before.text == "A massage.\n"
