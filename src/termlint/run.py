"""Checking many files: reading them, sharing them out among processes, and collecting what they gave in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from termlint import packing
from termlint.diagnostic import FileResult
from termlint.errors import DocumentError, Problem, TermlintError
from termlint.files import BinaryFileError, Content, MissingFileError, decode, load
from termlint.files import digest as digest_of
from termlint.formats.base import Format
from termlint.long_text import Text
from termlint.settings import Settings
from termlint.walk import FoundFile

if TYPE_CHECKING:
    from termlint.fixer import Fixed

MANY_FILES, MANY_BYTES = 200, 5_000_000
"""Below both, starting processes costs more than it saves."""


class Checker(Protocol):
    """What a run needs of a linter."""

    def check(self, source: Text, *, filename: str, format: Format, settings: Settings) -> FileResult:
        """The result of checking one text."""
        ...

    def expect(self, texts: int) -> None:
        """Make ready for so many texts."""
        ...

    def prepare(self) -> None:
        """Make now what the first text would have to wait for."""
        ...


class Job(Struct, frozen=True):
    """A file to check, with its settings."""

    file: FoundFile
    settings: Settings


class Checked(Struct, frozen=True):
    """What a job gave: a result, or a note on why there is none; the text before and after where fixes were asked for.

    `digest` is that of the bytes that were checked, if they could be read. Not `settled` is what may be otherwise the
    next time although nothing was changed: a pattern ran out of time, a disk failed, a process died. `packed` is the
    result as it is kept for later runs, where it is to be.
    """

    result: FileResult | None
    note: str | None = None
    before: Content | None = None
    fixed: Fixed | None = None
    digest: str | None = None
    settled: bool = True
    packed: bytes = b""


Tell = Callable[[FileResult], Any]
"""Makes of the result of a file its part of a report."""


def untold(_: FileResult) -> None:
    """No part of a report."""


class Engine(Struct, frozen=True):
    """All that is needed to check a file: built once a process.

    `fix` is None to only check, else whether unsafe fixes are made too. With `debug` the traceback of an unexpected
    error is printed. Of each result no more is left than what `tell` makes of it and, where it is to be kept for later
    runs, what is `packed`: both are made here, in whichever process this is.
    """

    linter: Checker
    formats: Mapping[str, Format]
    max_file_size: int
    fix: bool | None = None
    debug: bool = False
    tell: Tell = untold
    keep: bool = False

    def check_file(self, job: Job) -> Checked:
        """Check a file; whatever goes wrong becomes an error of this file alone."""
        name = job.file.name
        try:
            data = load(job.file.path, name, max_size=self.max_file_size)
        except MissingFileError as error:
            return failed(name, *error.problems) if job.file.named else _skipped(error)
        except DocumentError as error:
            return failed(name, *error.problems)
        try:
            content = decode(data, name, max_size=self.max_file_size)
        except DocumentError as error:
            passed_over = isinstance(error, BinaryFileError) and not job.file.named
            checked = _skipped(error) if passed_over else failed(name, *error.problems)
            return replace(checked, digest=digest_of(data), settled=True)
        del data  # a large file is there once only while it is checked
        return self.check_text(content, job)

    def check_text(self, content: Content, job: Job) -> Checked:
        """Check a text that was read; whatever goes wrong becomes an error of this file alone."""
        name, format = job.file.name, self.formats[job.file.format]
        check = partial(self.linter.check, filename=name, format=format, settings=job.settings)
        try:
            if self.fix is None:
                result = check(content.text)
                packed = packing.dumps(result) if self.keep and not result.errors else b""
                return Checked(self._told(result), digest=content.digest, settled=not result.errors, packed=packed)
            if not content.writable:
                return Checked(self._told(check(content.text)), before=content)
            from termlint.fixer import fix

            fixed = fix(content.text, check, unsafe=self.fix)
            told = self._told(fixed.result)
            return Checked(told, before=content, fixed=replace(fixed, result=told))
        except TermlintError as error:
            return failed(name, *error.problems)
        except Exception as error:
            from termlint.bug import bug

            return failed(name, bug(error, name, debug=self.debug))

    def _told(self, result: FileResult) -> FileResult:
        return result.tell(self.tell(result))


def _skipped(error: DocumentError) -> Checked:
    return Checked(None, f"{error}; skipped", settled=False)


def failed(name: str, *problems: Problem) -> Checked:
    """The outcome of a file that could not be checked."""
    return Checked(FileResult(name, "", errors=problems), settled=False)


def processes(files: Sequence[FoundFile], jobs: int | None) -> int:
    """How many processes to use: `jobs`, or by default one for a small run and one a processor for a large one."""
    import os

    if jobs is not None:
        return max(1, min(jobs, len(files)))
    if len(files) < MANY_FILES and _total_size(files) < MANY_BYTES:
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, len(files)))


def _total_size(files: Sequence[FoundFile]) -> int:
    total = 0
    for file in files:
        try:
            total += Path(file.path).stat().st_size
        except OSError:
            continue
    return total


def run(
    jobs: Sequence[Job],
    engine: Callable[[], Engine],
    *,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _: None,
    method: str | None = None,
    keep: Callable[[Job, Checked], None] | None = None,
) -> tuple[Checked, ...]:
    """The outcome of every job, in the order of the jobs, whichever process did it and when.

    `engine` builds the engine of a process, and is picklable. `progress` is told how many jobs are done, and `keep`
    each outcome when it is there; what is packed in it is left out then. `method` is how processes start, by default
    the fastest safe one.
    """
    if not jobs:
        return ()
    if processes == 1 or len(jobs) < 2:
        found: Iterator[tuple[int, Checked]] = _alone(jobs, engine)
    else:
        found = _together(jobs, engine, processes, method)
    results: dict[int, Checked] = {}
    for index, checked in found:
        if keep:
            keep(jobs[index], checked)
        results[index] = replace(checked, packed=b"") if checked.packed else checked
        progress(len(results))
    return tuple(results[index] for index in range(len(jobs)))


def _alone(jobs: Sequence[Job], engine: Callable[[], Engine]) -> Iterator[tuple[int, Checked]]:
    ours = _expecting(engine, len(jobs))
    for index, job in enumerate(jobs):
        yield index, ours.check_file(job)


def _expecting(engine: Callable[[], Engine], texts: int) -> Engine:
    """An engine that is ready for so many texts."""
    ours = engine()
    ours.linter.expect(texts)
    return ours


def _together(
    jobs: Sequence[Job],
    engine: Callable[[], Engine],
    processes: int,
    method: str | None,
) -> Iterator[tuple[int, Checked]]:
    import pickle

    from termlint.pool import Lost, Once, each, start_method

    engine, method = Once(engine), method or start_method()
    if method == "fork":
        engine().linter.prepare()  # made here once, it is there in every process
    for index, message in each(
        jobs, partial(_work, engine, len(jobs) // processes), processes=processes, method=method
    ):
        if isinstance(message, Lost):
            name = jobs[index].file.name
            help = "out of memory? check this file alone, or lower --jobs"
            died = Problem(f"the process that checked it died ({message.reason})", name, help=help)
            yield index, failed(name, died)
        else:
            yield index, pickle.loads(message)  # it comes from a process of ours


def _work(engine: Callable[[], Engine], texts: int) -> Callable[[Job], bytes]:
    """What a worker does with each job."""
    import pickle

    ours = _expecting(engine, texts)
    return lambda job: pickle.dumps(ours.check_file(job), pickle.HIGHEST_PROTOCOL)
