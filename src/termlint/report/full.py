"""`full`: a report that explains itself, for people.

A headline, the place, the source line with the reported words under carets and the deciding evidence underlined in
the same text, then remarks: evidence that stands elsewhere, what the sense means, what to do. With `verbose` also the
arithmetic of the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from termlint.diagnostic import Applicability, Diagnostic, FileResult, Fix, RunResult
from termlint.report._change import changes
from termlint.report._evidence import Clue, clues
from termlint.report._problem import remark
from termlint.report._scores import arithmetic
from termlint.report._snippet import Gutter, Mark, Row, draw, in_reach
from termlint.report._summary import SEVERITY_ROLE, ending, ordered
from termlint.report._terminal import Role, clip, one_line, paint, path, visible
from termlint.report.base import Style, parts
from termlint.resolution import Resolution
from termlint.span import LineIndex, Span

_CLUES = 4
_NEAR = 3
_PLACES = 6
_PLAIN = ("", "also here")
_ROWS = 3


class Full(Struct, frozen=True):
    """The default format for people."""

    name: str = "full"
    machine: bool = False

    def part(self, file: FileResult, style: Style) -> str:
        """One block a diagnostic, each with an empty line after it."""
        if not file.diagnostics:
            return ""
        lines = LineIndex(file.source)
        resolved = {resolution.mention.span: resolution for resolution in reversed(file.resolutions)}
        blocks = (_Block(file.filename, lines, d, resolved.get(d.span), style) for d in ordered(file))
        return "".join(f"{line}\n" for block in blocks for line in (*block.lines_out(), ""))

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The blocks, apart by an empty line; then problems, summary and notes."""
        yield from parts(self, result, style)
        yield from ending(result, style)


REPORTER = Full()


class _Block:
    """One diagnostic on its way to lines of text."""

    def __init__(
        self, filename: str, lines: LineIndex, diagnostic: Diagnostic, resolution: Resolution | None, style: Style
    ) -> None:
        self._filename, self._lines, self._diagnostic, self._style = filename, lines, diagnostic, style
        self._resolution = resolution
        self._rows = self._rows_of(diagnostic.span)
        self._clues = clues(diagnostic.evidence)
        near = [r for clue in self._clues[:_CLUES] if (r := self._near_row(clue)) is not None]
        edited = [self._lines.row(edit.span.end) for edit in diagnostic.fix.edits] if diagnostic.fix else []
        self._gutter = Gutter(style, len(str(max([*self._rows, *near, *edited]))))

    def lines_out(self) -> Iterator[str]:
        """Every line of the block."""
        gutter, diagnostic = self._gutter, self._diagnostic
        position = self._lines.position(diagnostic.span.start)
        yield self._headline()
        yield gutter.arrow(f"{path(self._filename)}:{position.row}:{position.column}")
        yield gutter.line()
        snippet, shown = draw(self._snippet_rows(), gutter)
        yield from snippet
        yield gutter.line()
        yield from self._elsewhere(shown)
        yield from self._senses()
        yield from self._related()
        yield from self._remedy()
        if self._style.verbose and self._resolution and self._resolution.scores:
            yield from arithmetic(self._resolution, self._lines, gutter)

    def _headline(self) -> str:
        d, style = self._diagnostic, self._style
        kind = paint(style, SEVERITY_ROLE[d.severity], f"{d.severity.value}[{visible(d.code)}]")
        return f"{kind} {visible(d.name)}: {paint(style, Role.STRONG, one_line(d.message))}"

    def _rows_of(self, span: Span) -> range:
        """The rows that a span touches, at most a few."""
        first = self._lines.row(span.start)
        last = self._lines.row(max(span.start, span.end - 1))
        return range(first, min(last, first + _ROWS - 1) + 1)

    def _near_row(self, clue: Clue) -> int | None:
        """The row of a clue that stands on one line close to the report; None for the others."""
        if clue.span is None:
            return None
        rows = self._rows_of(clue.span)
        near = len(rows) == 1 and self._rows[0] - _NEAR <= rows[0] <= self._rows[-1] + _NEAR
        return rows[0] if near else None

    def _snippet_rows(self) -> list[Row]:
        diagnostic = self._diagnostic
        marks: dict[int, list[Mark]] = {}
        for row in self._rows:
            line = self._lines.line_span(row)
            start, end = max(diagnostic.span.start, line.start), min(diagnostic.span.end, line.end)
            mark = self._mark(row, Span(start, max(start, end)), SEVERITY_ROLE[diagnostic.severity], primary=True)
            marks.setdefault(row, []).append(mark)
        for key, clue in enumerate(self._clues[:_CLUES]):
            if clue.span is not None and (near := self._near_row(clue)) is not None:
                mark = self._mark(near, clue.span, Role.EVIDENCE, clue.says, key=key)
                marks.setdefault(near, []).append(mark)
        first, last = min(marks), max(marks)
        wanted = [row for row in range(first, last + 1) if row in marks or {row - 1, row + 1} <= marks.keys()]
        return [self._row(row, marks.get(row, ())) for row in wanted]

    def _row(self, row: int, marks: Sequence[Mark]) -> Row:
        """A row with its marks, the first of which is sure to be seen."""
        line, head = self._lines.line_span(row), self._head(row)
        focus = Span(head + marks[0].start, head + marks[0].end) if marks else Span(head, head)
        part = in_reach(Span(head, line.end), focus, self._gutter.room)
        by = part.start - head
        moved = tuple(replace(mark, start=mark.start - by, end=mark.end - by) for mark in marks)
        return Row(row, part.of(self._lines.text), moved)

    def _mark(self, row: int, span: Span, role: Role, says: str = "", *, primary: bool = False, key: int = -1) -> Mark:
        """A mark in the shown text of a row, where a byte order mark is left out."""
        start = self._head(row)
        left = max(0, span.start - start)
        return Mark(left, max(left, span.end - start), role, says, primary, key)

    def _head(self, row: int) -> int:
        """Where the shown text of a row begins."""
        return self._lines.line_span(row).start + int(row == 1 and self._lines.text.startswith("\ufeff"))

    def _place(self, offset: int) -> str:
        position = self._lines.position(offset)
        return f"{position.row}:{position.column}"

    def _elsewhere(self, shown: frozenset[int]) -> Iterator[str]:
        """The strongest evidence that the snippet does not show, and how much there is besides."""
        for key, clue in enumerate(self._clues[:_CLUES]):
            if key in shown:
                continue
            words = f": “{clip(one_line(clue.text), 40)}”" if clue.text else ""
            where = f" at {self._place(clue.span.start)}" if clue.span else ""
            yield from remark(self._gutter, "note", f"{clue.says}{words}{where}")
        if (more := len(self._clues) - _CLUES) > 0 and not self._style.verbose:
            hint = f"{more} more {'piece' if more == 1 else 'pieces'} of evidence (--verbose shows all)"
            yield from remark(self._gutter, "note", hint)

    def _senses(self) -> Iterator[str]:
        """What the sense means, or what each of the senses would mean between which nothing decided."""
        d = self._diagnostic
        if d.sense is not None:
            meaning = f": {one_line(d.definition)}" if d.definition else ""
            yield from remark(self._gutter, "sense", f"{visible(d.sense)}{meaning}")
            return
        for rank, (ident, definition) in enumerate(zip_longest(d.candidates, d.meanings)):
            key, meaning = "    or" if rank else "either", f": {one_line(definition)}" if definition else ""
            yield from remark(self._gutter, key, f"{visible(ident)}{meaning}")

    def _related(self) -> Iterator[str]:
        places: dict[str, list[str]] = {}
        for related in self._diagnostic.related:
            places.setdefault(related.message, []).append(self._place(related.span.start))
        for message, at in places.items():
            more = f" and {len(at) - _PLACES} more" if len(at) > _PLACES else ""
            reason = f" ({one_line(message)})" if message not in _PLAIN else ""
            yield from remark(self._gutter, "also at", f"{', '.join(at[:_PLACES])}{more}{reason}")

    def _remedy(self) -> Iterator[str]:
        d = self._diagnostic
        if d.help:
            yield from remark(self._gutter, "help", one_line(d.help), Role.HELP)
        if d.fix:
            yield from self._fix(d.fix)

    def _fix(self, fix: Fix) -> Iterator[str]:
        how = {
            Applicability.SAFE: " (--fix does it)",
            Applicability.UNSAFE: " (--unsafe-fixes does it; look at the result)",
            Applicability.DISPLAY: "",
        }[fix.applicability]
        yield from remark(self._gutter, "fix", f"{one_line(fix.message)}{how}", Role.HELP)
        yield from changes(self._lines, fix, self._gutter)
