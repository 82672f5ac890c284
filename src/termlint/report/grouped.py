"""`grouped`: the findings under the names of their files, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import Diagnostic, FileResult, RunResult
from termlint.report._summary import SEVERITY_ROLE, ending, ordered
from termlint.report._terminal import Role, one_line, pad, paint, path, visible
from termlint.report.base import Style, parts
from termlint.span import places


class Grouped(Struct, frozen=True):
    """A table for each file."""

    name: str = "grouped"
    machine: bool = False

    def part(self, file: FileResult, style: Style) -> str:
        """The table of a file, with an empty line after it."""
        return _table(file, ordered(file), style) if file.diagnostics else ""

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """One table a file, tables apart by an empty line; then problems, summary and notes."""
        yield from parts(self, result, style)
        yield from ending(result, style)


REPORTER = Grouped()


def _table(file: FileResult, diagnostics: list[Diagnostic], style: Style) -> str:
    at = list(places(file.source, [d.span.start for d in diagnostics]))
    rows, columns = (max(len(str(n)) for n in numbers) for numbers in zip(*at, strict=True))
    severities = max(len(d.severity.value) for d in diagnostics)
    names = max(len(visible(f"{d.code} {d.name}")) for d in diagnostics)
    out = [paint(style, Role.STRONG, path(file.filename))]
    for d, (row, column) in zip(diagnostics, at, strict=True):
        place = paint(style, Role.GUTTER, f"{row:>{rows}}:{column:<{columns}}")
        severity = paint(style, SEVERITY_ROLE[d.severity], pad(d.severity.value, severities))
        out.append(f"  {place}  {severity}  {pad(visible(f'{d.code} {d.name}'), names)}  {one_line(d.message)}")
    return "".join(f"{line}\n" for line in out) + "\n"
