"""What `termlint check` does with what checking gave: fix, report, and tell by the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from termlint.cli import _checking, _show
from termlint.cli._call import Call
from termlint.cli._checking import Batch
from termlint.cli._console import harmless, show_notes, show_problems, style, write
from termlint.cli._output import emit, failure, reporter
from termlint.cli._recording import Recording
from termlint.cli._session import Session, known
from termlint.config import Config
from termlint.diagnostic import RunResult
from termlint.errors import DocumentError, Problem, TermlintError
from termlint.files import relative_name
from termlint.report.base import Style
from termlint.run import Checked, Job


def check(ctx: Call) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    try:
        recording = Recording.of(ctx)
        session = Session.open(ctx, recording.ledger if recording else None)
        if (shown := _show.settings_or_files(session)) is not None:
            return shown
        return _Check(session, recording).run()
    except TermlintError as error:
        _report_failure(ctx, error)
        raise


def _report_failure(ctx: Call, error: TermlintError) -> None:
    """Give programs a report even of a run that could not start; people read the error itself."""
    name = ctx.params.get("output_format")
    if name in known().reporters() and reporter(name).machine and not isinstance(error, DocumentError):
        emit(reporter(name).render(failure(error.problems), style(sys.stdout)), ctx.params["output_file"])


class _Check:
    """One run of the command."""

    def __init__(self, session: Session, recording: Recording | None) -> None:
        self.session, self.recording = session, recording
        self.config: Config = session.config
        self.given = session.given
        self.stdin = _checking.is_stdin(session.given("paths"))
        self.reporter = reporter(self.config.output_format)
        to_stderr = self.stdin and self.given("fix") and self.given("output_file") is None
        self.stream = sys.stderr if to_stderr else sys.stdout
        self.style = self._style()

    def _style(self) -> Style:
        how = style(self.stream, self.given("color"), verbose=self.given("verbose"))
        if self.given("output_file"):
            return replace(how, color=self.given("color") == "always", width=80)
        return how

    def run(self) -> int:
        """The exit status."""
        fixing = self.given("fix") or self.given("diff")
        fix = bool(self.given("unsafe_fixes")) if fixing else None
        tell = _show.counted if self.given("statistics") else partial(self.reporter.part, style=self.style)
        batch = _checking.check(self.session, tell, fix=fix, resolutions=bool(self.given("verbose")))
        if self.given("diff"):
            return self._diff(batch)
        if self.given("fix"):
            batch = self._write(batch)
        result = batch.result()
        self._report(result)
        status = self._status(result)
        if self.recording:
            self.recording.save(batch.checked, status)
        return status

    def _diff(self, batch: Batch) -> int:
        pieces = [piece for piece in _differences(batch, self.session.cwd) if piece]
        shown = map(harmless, pieces) if sys.stdout.isatty() else pieces
        emit(shown if self.given("output_file") is None else pieces, self.given("output_file"))
        result = batch.result()
        show_problems(_problems(result), self.session.ctx)
        if _problems(result):
            return 2
        return int(bool(pieces) and not self.given("exit_zero"))

    def _write(self, batch: Batch) -> Batch:
        """Write what was fixed; of standard input, print it."""
        problems: list[Problem] = []
        notes: list[str] = []
        changed = fixed = 0
        for job, one in zip(batch.jobs, batch.checked, strict=True):
            if self.stdin and one.before is not None:
                text = one.fixed.text if one.fixed else one.before.text
                sys.stdout.buffer.write(text.encode(one.before.encoding))
            elif _is_changed(one):
                try:
                    fixed += _write(job, one)
                    changed += 1
                except DocumentError as error:
                    problems.extend(error.problems)
            if one.fixed is not None and not one.fixed.settled:
                notes.append(f"{job.file.name}: the fixes undo each other; none was made")
        if changed:
            notes.append(f"{fixed} fixed in {changed} file{'s' * (changed != 1)}")
        return replace(batch, notes=(*batch.notes, *notes), problems=(*batch.problems, *problems))

    def _report(self, result: RunResult) -> None:
        quiet, machine = self.given("quiet"), self.reporter.machine and not self.given("statistics")
        if quiet:
            result = replace(result, notes=())
        if machine or self.stdin:
            show_notes(result.notes, self._heard)
        if quiet and not machine and not result.counts.diagnostics and not _problems(result):
            return
        if self.given("statistics"):
            pieces = _show.statistics(result, machine=self.reporter.machine)
        else:
            pieces = self.reporter.render(result, self.style)
        if self.stream is sys.stdout:
            emit(self._heard(self.stream, pieces), self.given("output_file"))
        else:
            write(self.stream, pieces)

    def _heard(self, stream: TextIO, pieces: Iterable[str]) -> Iterable[str]:
        """The pieces, noted on their way to a stream where the run may be said again."""
        return self.recording.heard(stream, pieces) if self.recording else pieces

    def _status(self, result: RunResult) -> int:
        if _problems(result):
            return 2
        threshold = self.config.fail_on
        if threshold is None or self.given("exit_zero"):
            return 0
        counts = result.counts
        return int(any((counts.infos, counts.warnings, counts.errors)[threshold.rank :]))


def _problems(result: RunResult) -> tuple[Problem, ...]:
    return (*result.errors, *(error for file in result.files for error in file.errors))


def _is_changed(one: Checked) -> bool:
    return one.fixed is not None and one.before is not None and one.fixed.text != one.before.text


def _write(job: Job, one: Checked) -> int:
    """Write the fixed text and give the number of fixes; raises DocumentError."""
    from termlint.files import write as write_file

    assert one.fixed is not None
    assert one.before is not None
    write_file(job.file.path, one.fixed.text, one.before, job.file.name)
    return one.fixed.applied


def _differences(batch: Batch, cwd: Path) -> Iterator[str]:
    from termlint.fixer import diff

    for job, one in zip(batch.jobs, batch.checked, strict=True):
        if one.fixed is not None and one.before is not None:
            yield diff(relative_name(job.file.path, cwd), one.before.text, one.fixed.text)
