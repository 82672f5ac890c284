"""`concise`: one line a finding, for editors, problem matchers and grep. Its form is stable.

    finding  = path ":" row ":" column ": " severity " " code " " name ": " message
    error    = path ":" row ":" column ": error: " message      an input that could not be read or used
    path     = the file name, never empty; characters that act or hide are shown as <U+hhhh>
    row      = 1-based line number; column = 1-based, in code points (both 1 where an error has no place)
    severity = "info" | "warning" | "error"
    code     = capital letters and digits, as in TL102; name = lower case words with hyphens
    message  = the rest of the line; white space is collapsed

In Vim: `errorformat=%f:%l:%v:\\ %trror:\\ %m,%f:%l:%v:\\ %t%*[a-z]\\ %m`; as a regular expression:
`^(.+?):(\\d+):(\\d+): (info|warning|error) ([A-Z]+\\d+) ([a-z-]+): (.*)$`.
The last lines, a summary and notes of the run, do not have this form.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult, Severity
from termlint.errors import Problem
from termlint.report._summary import SEVERITY_ROLE, notes, ordered, problems, summary
from termlint.report._terminal import Role, one_line, paint, path, visible
from termlint.report.base import Style, parts
from termlint.span import places


class Concise(Struct, frozen=True):
    """One line a finding."""

    name: str = "concise"
    machine: bool = False

    def part(self, file: FileResult, style: Style) -> str:
        """The findings of a file in order."""
        if not file.diagnostics:
            return ""
        diagnostics, name = ordered(file), path(file.filename)
        rules = {(d.severity, d.code, d.name) for d in diagnostics}
        kinds = {rule: _kind(*rule, style) for rule in rules}
        at = places(file.source, [d.span.start for d in diagnostics])
        return "".join(
            [
                f"{name}:{row}:{column}: {kinds[d.severity, d.code, d.name]}: {one_line(d.message)}\n"
                for d, (row, column) in zip(diagnostics, at, strict=True)
            ]
        )

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The findings in order, then the errors, the summary and the notes."""
        yield from parts(self, result, style)
        for problem in problems(result):
            yield _error(problem, style)
        yield f"{summary(result, style)}\n"
        yield from notes(result, style)


REPORTER = Concise()


def _kind(severity: Severity, code: str, name: str, style: Style) -> str:
    return f"{paint(style, SEVERITY_ROLE[severity], f'{severity.value} {visible(code)}')} {visible(name)}"


def _error(problem: Problem, style: Style) -> str:
    place = f"{path(problem.filename or 'termlint')}:{problem.row or 1}:{problem.column or 1}"
    advice = f" ({one_line(problem.help)})" if problem.help else ""
    return f"{place}: {paint(style, Role.ERROR, 'error')}: {one_line(problem.message)}{advice}\n"
