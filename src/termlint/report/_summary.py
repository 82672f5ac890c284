"""What the human formats say after the reports: problems with inputs, one line of counts, and notes of the run."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Counts, Diagnostic, FileResult, RunResult, Severity
from termlint.errors import Problem
from termlint.report._terminal import Role, one_line, paint
from termlint.report.base import Style, by_name

SEVERITY_ROLE = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.INFO: Role.INFO}


def ordered(file: FileResult) -> list[Diagnostic]:
    """The diagnostics of a file by offset and code."""
    return sorted(file.diagnostics, key=lambda d: (d.span.start, d.code, d.span.end))


def problems(result: RunResult) -> tuple[Problem, ...]:
    """Every problem with an input: those of the run, then those of the files."""
    return (*result.errors, *(error for file in by_name(result) for error in file.errors))


def ending(result: RunResult, style: Style) -> Iterator[str]:
    """The problems, the summary and the notes."""
    if found := problems(result):
        from termlint.report._problem import render_problem

        yield from (f"{render_problem(problem, style)}\n" for problem in found)
    yield f"{summary(result, style)}\n"
    yield from notes(result, style)


def notes(result: RunResult, style: Style) -> Iterator[str]:
    """The notes of the run, one a line."""
    for note in result.notes:
        yield f"{paint(style, Role.KEY, 'note:')} {one_line(note)}\n"


def summary(result: RunResult, style: Style) -> str:
    """One line: how many problems of which severity in how many files, and what to do about them."""
    failed, counts = len(problems(result)), result.counts
    parts = [_verdict(result, counts, failed, style)]
    if failed:
        parts.append(f"{count(failed, 'input')} could not be read or used.")
    safe, unsafe = counts.safe, counts.unsafe
    ways = [f"{safe} fixable with --fix"] * bool(safe)
    ways += [f"{unsafe} {'more' if safe else 'fixable'} with --unsafe-fixes"] * bool(unsafe)
    if ways:
        parts.append(f"{', '.join(ways)}.")
    if counts.suppressed:
        parts.append(f"{counts.suppressed} suppressed.")
    return " ".join(parts)


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _verdict(result: RunResult, counts: Counts, failed: int, style: Style) -> str:
    files = len(result.files)
    if counts.diagnostics:
        tallies = ((counts.errors, Severity.ERROR), (counts.warnings, Severity.WARNING), (counts.infos, Severity.INFO))
        kinds = ", ".join(_tally(number, severity) for number, severity in tallies if number)
        found = paint(style, Role.STRONG, f"Found {count(counts.diagnostics, 'problem')}")
        hit = sum(bool(file.counts.diagnostics) for file in result.files)
        where = "1 file" if files == 1 else f"{hit} of {files} files"
        return f"{found} ({kinds}) in {where}."
    if failed:
        return f"{paint(style, Role.STRONG, 'No problems found')} in the rest of {count(files, 'file')}."
    clear = paint(style, Role.HELP, "All clear:")
    return f"{clear} {count(counts.mentions, 'mention')} of terms in {count(files, 'file')}, nothing to report."


def _tally(number: int, severity: Severity) -> str:
    return f"{number} info" if severity is Severity.INFO else count(number, severity.value)
