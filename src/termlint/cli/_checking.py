"""Checking what the paths of a command stand for: `check` and `usage` differ only in what they do with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from termlint import later, patterns_cache
from termlint.cli._call import debugging
from termlint.cli._console import Progress, progress
from termlint.cli._session import Session, format_names, formats
from termlint.diagnostic import RunResult
from termlint.errors import ConfigError, DocumentError, Problem
from termlint.files import decode, display_name
from termlint.glossary.model import Glossary
from termlint.glossary.prepared import Prepared
from termlint.path_settings import PathSettings, expect_problems
from termlint.run import Checked, Engine, Job, Tell, failed, processes, run
from termlint.walk import Found, FoundFile, excluded, find

if TYPE_CHECKING:
    from termlint.glossary.learned import Learned
    from termlint.results import Results

STDIN = "-"
_NOTHING = Problem(
    "no file to check", help="name files that a format reads, or accept that there are none with --allow-empty"
)


class Batch(Struct, frozen=True):
    """What checking gave: the outcome of each job, the glossary, and what is to be said about the run as a whole."""

    jobs: tuple[Job, ...]
    checked: tuple[Checked, ...]
    glossary: Glossary
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def result(self) -> RunResult:
        """The batch as reports show it."""
        skipped = tuple(one.note for one in self.checked if one.note)
        files = tuple(one.result for one in self.checked if one.result)
        notes = (*self.notes, *skipped)
        return RunResult(files, self.glossary.name, self.glossary.digest, self.problems, notes)


def is_stdin(paths: Sequence[str]) -> bool:
    """Whether standard input is to be read; it cannot be read together with files."""
    if STDIN in paths and len(paths) > 1:
        import click

        raise click.UsageError("`-` stands alone: standard input cannot be checked together with files.")
    return tuple(paths) == (STDIN,)


def find_files(session: Session) -> Found:
    """The files that the paths of the command stand for."""
    force, empty = bool(session.given("force_exclude")), bool(session.given("allow_empty"))
    paths = session.given("paths") or (".",)
    return find(
        paths,
        session.config,
        format_names(session.config),
        cwd=session.cwd,
        force_exclude=force,
        allow_empty=empty,
        ledger=session.ledger,
    )


def check(session: Session, tell: Tell, *, fix: bool | None = None, resolutions: bool = False) -> Batch:
    """Check everything. `fix` is None to only check, else whether unsafe fixes are made too (nothing is written).

    `tell` makes of the result of a file its part of what is printed, and is picklable. Where `resolutions` are what it
    tells of, nothing is taken from the cache, which has none.
    """
    folder = session.cache_folder()
    if folder:  # before modules are imported that have patterns
        patterns_cache.load(folder)
    prepared = session.prepared()
    glossary = prepared.glossary
    if problems := tuple(expect_problems(session.config, glossary)):
        raise ConfigError(*problems)
    fitting, size = session.fitting(glossary), session.config.max_file_size
    debug = debugging(session.ctx)
    stdin = is_stdin(session.given("paths"))
    kept = None if stdin or fix is not None or resolutions else session.results(glossary, fitting.learned)
    keep = kept is not None
    engine = partial(
        build_engine, prepared, fitting.learned, size, tell, fix=fix, debug=debug, keep=keep, folder=folder
    )
    batch = _check_stdin(session, engine(), glossary) if stdin else _check_files(session, engine, glossary, kept, tell)
    if folder:
        patterns_cache.save(folder)
    return replace(batch, notes=(*batch.notes, *fitting.notes))


def build_engine(
    prepared: Prepared,
    learned: Learned | None,
    max_file_size: int,
    tell: Tell,
    *,
    fix: bool | None,
    debug: bool,
    keep: bool,
    folder: str | None = None,
) -> Engine:
    """The engine of a process; in `folder` is what is kept for later runs."""
    if folder and not later.WORKSHOP.is_told:  # a process that was not forked
        patterns_cache.load(folder)
    from termlint.linter import Linter

    return Engine(Linter(prepared, learned), formats(), max_file_size, fix, debug, tell, keep)


def _check_files(
    session: Session, engine: Callable[[], Engine], glossary: Glossary, kept: Results | None, tell: Tell
) -> Batch:
    found = find_files(session)
    settings = PathSettings(session.config)
    jobs = tuple(Job(file, settings(file.path)) for file in found.files)
    empty = not jobs and not found.problems and not session.given("allow_empty")
    if session.ledger:
        session.ledger.check([job.file.path for job in jobs])
    checked = _check_changed(session, jobs, engine, kept, tell)
    if session.ledger:
        session.ledger.checked((job.file.path, one.digest) for job, one in zip(jobs, checked, strict=True))
    notes = tuple(note for note in (session.glossary_note(), *found.notes) if note)
    return Batch(jobs, checked, glossary, notes, (*found.problems, *[_NOTHING] * empty))


def _check_changed(
    session: Session, jobs: Sequence[Job], engine: Callable[[], Engine], kept: Results | None, tell: Tell
) -> tuple[Checked, ...]:
    """The outcome of every job: what is known from earlier runs is not found out again."""
    with progress(len(jobs), sys.stderr) as line:
        known = kept.recall(jobs, tell) if kept else {}
        left = [job for index, job in enumerate(jobs) if index not in known]
        count = processes([job.file for job in left], session.config.jobs)
        told = partial(_ahead, line, len(known))
        try:
            keep = kept.keep if kept else None
            fresh = iter(run(left, engine, processes=count, progress=told, keep=keep))
        finally:
            if kept:
                kept.save()
    return tuple(known[index] if index in known else next(fresh) for index in range(len(jobs)))


def _ahead(line: Progress, known: int, done: int) -> None:
    line(known + done)


def _check_stdin(session: Session, engine: Engine, glossary: Glossary) -> Batch:
    job = _stdin_job(session)
    if session.given("force_exclude") and excluded(session.config, job.file.path):
        return Batch((), (), glossary)
    size = session.config.max_file_size
    try:
        content = decode(sys.stdin.buffer.read(size + 1), job.file.name, max_size=size)
        checked = engine.check_text(content, job)
    except DocumentError as error:
        checked = failed(job.file.name, *error.problems)
    return Batch((job,), (checked,), glossary)


def _stdin_job(session: Session) -> Job:
    """The text on standard input as a file; without a name it is Markdown."""
    given = session.given("stdin_filename")
    path = session.cwd / Path(given or STDIN)
    name = display_name(path, session.cwd) if given else STDIN
    format = format_names(session.config)(str(path)) if given else "markdown"
    if format is None:
        raise ConfigError(Problem("no format reads this file", name, help="see `formats` in the configuration"))
    return Job(FoundFile(path, name, format, named=True), PathSettings(session.config)(path))
