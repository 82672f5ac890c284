"""`grouped`: the findings under the names of their files, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import Diagnostic, FileResult, RunResult
from termlint.report._summary import SEVERITY_ROLE, ending, ordered
from termlint.report._terminal import Role, one_line, pad, paint, path, visible
from termlint.report.base import Style
from termlint.span import LineIndex


class Grouped(Struct, frozen=True):
    """A table for each file."""

    name: str = "grouped"
    machine: bool = False

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """One table a file, tables apart by an empty line; then problems, summary and notes."""
        for file, lines, diagnostics in ordered(result):
            yield _table(file, lines, diagnostics, style)
        yield from ending(result, style)


REPORTER = Grouped()


def _table(file: FileResult, lines: LineIndex, diagnostics: tuple[Diagnostic, ...], style: Style) -> str:
    places = [lines.position(d.span.start) for d in diagnostics]
    rows, columns = (
        max(len(str(n)) for n in numbers) for numbers in zip(*((p.row, p.column) for p in places), strict=True)
    )
    severities = max(len(d.severity.value) for d in diagnostics)
    names = max(len(visible(f"{d.code} {d.name}")) for d in diagnostics)
    out = [paint(style, Role.STRONG, path(file.filename))]
    for d, at in zip(diagnostics, places, strict=True):
        place = paint(style, Role.GUTTER, f"{at.row:>{rows}}:{at.column:<{columns}}")
        severity = paint(style, SEVERITY_ROLE[d.severity], pad(d.severity.value, severities))
        out.append(f"  {place}  {severity}  {pad(visible(f'{d.code} {d.name}'), names)}  {one_line(d.message)}")
    return "".join(f"{line}\n" for line in out) + "\n"
