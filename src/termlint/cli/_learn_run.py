"""What `termlint learn` does: collect, learn, tell, and write the lock file and the mentions to label."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial
from pathlib import Path

import click
from msgspec import Struct

from termlint import lessons
from termlint.cli import _show
from termlint.cli._call import debugging
from termlint.cli._checking import STDIN, find_files
from termlint.cli._console import progress, show_notes, show_problems, style, write
from termlint.cli._session import Session, formats
from termlint.config_kinds import suggestion
from termlint.errors import ConfigError, Problem
from termlint.files import display_name, replace
from termlint.glossaries import builtin_path
from termlint.glossary.learned import Learned, dumps
from termlint.glossary.model import Glossary
from termlint.labels import Row, loads, merged
from termlint.labels import dumps as dump_rows
from termlint.learn import Lesson
from termlint.lessons import Collected, Course
from termlint.lock import labels_path, lock_path, read_lock, read_text
from termlint.path_settings import PathSettings
from termlint.run import Job, processes


class Place(Struct, frozen=True):
    """A file beside the glossary: where it is and how it is called in messages."""

    path: Path
    name: str


class Outcome(Struct, frozen=True):
    """What a run of `learn` gave, and the texts that the files beside the glossary are to have.

    `lock_text` is None where nothing was learned and there is no lock file to change.
    """

    course: Course
    lessons: tuple[Lesson, ...]
    unseen: tuple[str, ...]
    lock: Place
    lock_text: str | None
    is_fresh: bool
    labels: Place
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def learn(ctx: click.Context) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    session = Session.open(ctx)
    if STDIN in (session.given("paths") or ()):
        raise click.UsageError("`learn` reads files, not standard input.")
    if session.given("check") and session.given("dry_run"):
        raise click.UsageError("--check and --dry-run exclude each other.")
    if (shown := _show.settings_or_files(session)) is not None:
        return shown
    writing = not session.given("check") and not session.given("dry_run")
    if writing:
        check_own_glossary(session)
    outcome = _learn(session)
    if not session.given("quiet"):
        show_notes(outcome.notes)
    show_problems(outcome.problems, ctx)
    if writing:
        _write(outcome)
    _tell(session, outcome, writing=writing)
    return _status(session, outcome)


def check_own_glossary(session: Session) -> None:
    """Refuse to write beside the built-in glossary; raises ConfigError."""
    if not session.config.glossary:
        help = "write a glossary of your own that says `extends: builtin`, or look at the outcome with --dry-run"
        raise ConfigError(Problem("nothing can be written beside the built-in glossary", help=help))


def glossary_file(session: Session) -> Path:
    """The glossary beside which files are written: the last of those that are named."""
    return session.config.glossary[-1] if session.config.glossary else builtin_path()


def lock_file(session: Session) -> tuple[Place, Learned | None]:
    """The lock file of the session, and what it holds, None where it is not there; raises GlossaryError."""
    path = lock_path(glossary_file(session))
    place = Place(path, display_name(path, session.cwd))
    return place, read_lock(path, place.name)


def label_file(session: Session) -> Place:
    """The label file of the session."""
    given = session.given("labels")
    path = session.cwd / given if given else labels_path(glossary_file(session))
    return Place(path, display_name(path, session.cwd))


def read_labels(place: Place, glossary: Glossary) -> tuple[Row, ...]:
    """The rows of a label file, none where there is no file; raises GlossaryError."""
    text = read_text(place.path, place.name)
    return () if text is None else loads(text, place.name, glossary)


def write_labels(place: Place, rows: Collection[Row]) -> None:
    """Write a label file at once; raises ConfigError."""
    write_file(place, dump_rows(rows))


def write_file(place: Place, text: str) -> None:
    """Write a file at once: whatever happens, it is the old one or the new one. Raises ConfigError."""
    try:
        replace(place.path.resolve(), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(Problem(f"cannot be written: {error.strerror or error}", place.name)) from error


def check_terms(names: Collection[str], glossary: Glossary) -> None:
    """Refuse terms that nothing can be learned of; raises ConfigError."""
    senses = {term.term: len(term.senses) for term in glossary.terms}
    several = [name for name, number in senses.items() if number > 1]
    problems = []
    for name in names:
        if name not in senses:
            help = suggestion(name, several)
            problems.append(Problem(f"--term: the glossary has no term {name!r}", help=help))
        elif senses[name] < 2:
            problems.append(Problem(f"--term: {name!r} has no senses to tell apart"))
    if problems:
        raise ConfigError(*problems)


def _learn(session: Session) -> Outcome:
    glossary, names = session.glossary(), session.given("term")
    check_terms(names, glossary)
    lock, before = lock_file(session)
    labels = label_file(session)
    rows = read_labels(labels, glossary)
    collected = _collect(session, glossary)
    with progress(len(collected.mentions), sys.stderr, what="mentions read") as line:
        course = lessons.prepare(glossary, collected.mentions, rows, progress=line)
    terms = course.terms(names)
    with progress(len(terms), sys.stderr, what="terms learned") as line:
        taught: list[Lesson] = []
        for term in terms:
            taught.append(course.lesson(term))
            line(len(taught))
    learned = lessons.lock(course, taught, before, names)
    text = dumps(learned) if learned.terms or before is not None else None
    wanted = {term.term for term in glossary.terms if len(term.senses) > 1 and (not names or term.term in names)}
    return Outcome(
        course,
        tuple(taught),
        tuple(sorted(wanted - {term.term for term in terms})),
        lock,
        text,
        text == (dumps(before) if before is not None else None),
        labels,
        merged(rows, lessons.asked(taught, glossary), wanted),
        collected.problems,
        tuple(note for note in (session.glossary_note(), *collected.notes) if note),
    )


def _collect(session: Session, glossary: Glossary) -> Collected:
    """The mentions in the files of the command; raises ConfigError where there is no file."""
    found = find_files(session)
    if not found.files and not found.problems and not session.given("allow_empty"):
        raise ConfigError(Problem("no file to learn from", help="name files that a format reads"))
    settings = PathSettings(session.config)
    jobs = tuple(Job(file, settings(file.path)) for file in found.files)
    config = session.config
    size, debug = config.max_file_size, debugging(session.ctx)
    finder = partial(lessons.build_finder, glossary, formats, config.root, size, debug=debug)
    with progress(len(jobs), sys.stderr, what="files read") as line:
        count = processes(found.files, config.jobs)
        collected = lessons.collect(jobs, finder, processes=count, progress=line)
    return Collected(collected.mentions, (*found.problems, *collected.problems), (*found.notes, *collected.notes))


def _write(outcome: Outcome) -> None:
    """Write what changed; raises ConfigError."""
    if outcome.lock_text is not None and not outcome.is_fresh:
        write_file(outcome.lock, outcome.lock_text)
    if outcome.rows or outcome.labels.path.exists():
        text = dump_rows(outcome.rows)
        if text != read_text(outcome.labels.path, outcome.labels.name):
            write_file(outcome.labels, text)


def _tell(session: Session, outcome: Outcome, *, writing: bool) -> None:
    from termlint.cli import _learn_report as report

    how = style(sys.stdout, session.given("color"), verbose=session.given("verbose"))
    if session.given("output_format") == "json":
        write(sys.stdout, report.as_json(outcome, written=writing))
    elif session.given("check"):
        write(sys.stdout, report.freshness(outcome))
    else:
        write(sys.stdout, report.render(outcome, how, written=writing, brief=session.given("quiet")))


def _status(session: Session, outcome: Outcome) -> int:
    if outcome.problems:
        return 2
    if session.given("check"):
        return int(not outcome.is_fresh)
    return int(not any(lesson.learned for lesson in outcome.lessons))
