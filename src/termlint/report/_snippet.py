"""Source lines with a gutter, the reported words underlined, and labels under the words that matter.

A line that is too long is not wrapped but cut to a window around what is marked, so that the marks stay under their
words whatever the terminal does.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from termlint.report._terminal import Cell, Role, cells, clip, columns, is_as_long_as_seen, paint, width
from termlint.report.base import Style
from termlint.span import Span

_SPARE = 1_000
"""How many characters of a long line are kept beyond those that could be seen."""


class Mark(Struct, frozen=True):
    """What to underline in a row: 0-based half-open code points of its text, and what to say of them.

    The primary mark is drawn with carets, the others with dashes. `key` is the caller's own, to tell which marks
    could be shown.
    """

    start: int
    end: int
    role: Role
    label: str = ""
    primary: bool = False
    key: int = -1


class Row(Struct, frozen=True):
    """One source line: its number, its text without line end, and its marks, the most important first."""

    number: int
    text: str
    marks: tuple[Mark, ...] = ()


class Gutter(Struct, frozen=True):
    """The left edge of a report, wide enough for its highest line number."""

    style: Style
    digits: int

    @property
    def room(self) -> int:
        """The columns to the right of the gutter."""
        return columns(self.style) - self.digits - 3

    def arrow(self, place: str) -> str:
        """The line that says where."""
        return f"{' ' * self.digits}{paint(self.style, Role.GUTTER, '-->')} {place}"

    def line(self, text: str = "", number: int | None = None) -> str:
        """A line beside the gutter."""
        left = f"{'' if number is None else number:>{self.digits}} |"
        return paint(self.style, Role.GUTTER, left) + (f" {text}" if text else "")


def draw(rows: Sequence[Row], gutter: Gutter) -> tuple[list[str], frozenset[int]]:
    """The lines of a snippet, and the keys of the marks that it shows.

    `rows` are in order; where line numbers are skipped, three dots say so.
    """
    out: list[str] = []
    shown: set[int] = set()
    before: int | None = None
    for row in rows:
        if before is not None and row.number > before + 1:
            out.append(paint(gutter.style, Role.GUTTER, "..."))
        window = _window(row, gutter.room)
        out.append(gutter.line(window.text, row.number))
        out += [gutter.line(line) for line in _underline(window.marks, gutter)]
        shown.update(placed.mark.key for placed in window.marks)
        before = row.number
    return out, frozenset(shown)


def reach(room: int) -> int:
    """How many characters beside a place can be seen in so many columns, and some more: the rest of a very long line
    need not be looked at."""
    return 2 * room + _SPARE


def in_reach(line: Span, focus: Span, room: int) -> Span:
    """The part of a line that is in reach of `focus`."""
    far = reach(room)
    return Span(max(line.start, focus.start - far), max(line.start, min(line.end, focus.end + far)))


def excerpt(text: str, start: int, end: int, room: int) -> str:
    """One line of text in at most `room` columns, cut around `start:end` where it is longer."""
    return _window(Row(1, text, (Mark(start, end, Role.STRONG),)), room).text


class _Placed(Struct, frozen=True):
    """A mark with its half-open display columns."""

    mark: Mark
    left: int
    right: int


class _Window(Struct, frozen=True):
    text: str
    marks: tuple[_Placed, ...]


class _Plain(Struct, frozen=True):
    """A stretch of a line in which each character is seen as it is, in one column: most are."""

    text: str

    @property
    def total(self) -> int:
        """The columns that it takes."""
        return len(self.text)

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """The half-open columns of its characters from `start` to `end`; at least one, also behind its end."""
        left = min(start, len(self.text))
        return left, max(min(end, len(self.text)), left + 1)

    def cut(self, start: int, stop: int) -> _Cut:
        """What stands in the columns from `start` to `stop`."""
        kept = self.text[start:stop]
        return _Cut(kept, start if kept else 0, start, start + len(kept))


class _Cells(Struct, frozen=True):
    """A stretch of a line as it is seen, cell by cell."""

    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        """The columns that it takes."""
        return sum(cell.width for cell in self.cells)

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """The half-open columns of its characters from `start` to `end`; at least one, also behind its end."""
        left = right = column = 0
        found = False
        for cell in self.cells:
            if cell.end > start and not found:
                left, found = column, True
            column += cell.width
            if cell.start < end:
                right = column
        left = left if found else column
        return left, max(right, left + 1)

    def cut(self, start: int, stop: int) -> _Cut:
        """What stands in the columns from `start` to `stop`, whole cells only."""
        kept: list[Cell] = []
        left = column = 0
        for cell in self.cells:
            if column >= start and column + cell.width <= stop:
                left = left if kept else column
                kept.append(cell)
            column += cell.width
        text = "".join(cell.text for cell in kept)
        return _Cut(text, left, kept[0].start, kept[-1].end) if kept else _Cut("", 0, 0, 0)


class _Cut(Struct, frozen=True):
    """A part of a stretch as it is seen: its first column, and the characters that it stands for; empty for none."""

    text: str
    left: int
    start: int
    end: int


def _window(row: Row, room: int) -> _Window:
    """The part of a row that fits into `room` columns and shows its first mark, and of the others what it can."""
    # However long the line is, only what could be seen is measured: every column holds at least one cluster, and
    # clusters of more than a few code points are rare enough to lose some context over.
    focus = row.marks[0] if row.marks else Mark(0, 0, Role.STRONG)
    first, last = max(0, focus.start - 2 * room), min(len(row.text), focus.end + 2 * room, focus.start + reach(room))
    text = row.text[first:last].rstrip(" \t")
    line = _Plain(text) if is_as_long_as_seen(text) else _Cells(tuple(cells(text)))
    total = line.total
    marks = [mark for mark in row.marks if first <= mark.start and (mark.end <= last or mark is focus)]
    placed = [_Placed(mark, *line.columns(mark.start - first, mark.end - first)) for mark in marks]
    if first == 0 and last == len(row.text) and total <= room:
        return _Window(line.cut(0, total).text, tuple(placed))
    start, stop = _range(placed, total, room - 2)
    cut = line.cut(start, stop)
    head = "…" if cut.text and first + cut.start > 0 else ""
    tail = "…" if not cut.text or first + cut.end < len(row.text.rstrip(" \t")) else ""
    shown = [p for p in placed if (p.left >= start and p.right <= max(stop, start + 1)) or p.mark is focus]
    shift = len(head) - cut.left
    moved = (_Placed(p.mark, max(0, p.left - cut.left) + len(head), min(p.right, stop) + shift) for p in shown)
    return _Window(head + cut.text + tail, tuple(moved))


def _range(placed: Sequence[_Placed], total: int, room: int) -> tuple[int, int]:
    """The half-open columns to show: the first mark, as many of the others as fit, and context on both sides."""
    if not placed:
        return 0, room
    left, right = placed[0].left, placed[0].right
    for other in placed[1:]:
        if max(right, other.right) - min(left, other.left) <= room:
            left, right = min(left, other.left), max(right, other.right)
    spare = max(0, room - (right - left))
    start = 0 if right + room // 8 <= room else max(0, min(left - spare // 2, total - room))
    return start, start + room


def _underline(marks: Sequence[_Placed], gutter: Gutter) -> list[str]:
    """The rows below a source line: one of underlines, then the labels that hang from them."""
    if not marks:
        return []
    ordered = sorted(marks, key=lambda p: (p.left, p.right))
    canvas = _Canvas(gutter.style)
    for placed in sorted(marks, key=lambda p: p.mark.primary):
        sign = "^" if placed.mark.primary else "-"
        canvas.write(0, placed.left, sign * (placed.right - placed.left), placed.mark.role)
    hanging = [p for p in ordered if p.mark.label]
    last = ordered[-1]
    end = max(p.right for p in marks)
    if last.mark.label and last.right == end and end + 1 + width(last.mark.label) <= gutter.room:
        canvas.write(0, end + 1, last.mark.label, last.mark.role)
        hanging.remove(last)
    hanging.reverse()
    for depth, placed in enumerate(hanging):
        for row in range(1, depth + 2):
            canvas.write(row, placed.left, "|", placed.mark.role)
    for depth, placed in enumerate(hanging):
        label = clip(placed.mark.label, gutter.room)
        column = max(0, min(placed.left, gutter.room - width(label)))
        canvas.clear(depth + 2, column - 1, width(label) + 2)
        canvas.write(depth + 2, column, label, placed.mark.role)
    return canvas.lines()


class _Canvas:
    """A small grid of columns that remembers the role of what is written; the last writer wins."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._rows: list[dict[int, tuple[str, int, Role]]] = []

    def write(self, row: int, column: int, text: str, role: Role) -> None:
        """Write `text` from `column` on."""
        while len(self._rows) <= row:
            self._rows.append({})
        for cell in cells(text):
            self.clear(row, column, cell.width)
            self._rows[row][column] = (cell.text, cell.width, role)
            column += cell.width

    def clear(self, row: int, column: int, wide: int) -> None:
        """Blank `wide` columns."""
        for at in range(column, column + wide):
            if row < len(self._rows):
                self._rows[row].pop(at, None)

    def lines(self) -> list[str]:
        """The rows as text, without trailing blanks."""
        return [self._line(row) for row in self._rows]

    def _line(self, row: dict[int, tuple[str, int, Role]]) -> str:
        out: list[tuple[str, Role | None]] = []
        at = 0
        for column in sorted(row):
            text, wide, role = row[column]
            if text == " ":
                continue
            out.append((" " * (column - at), None))
            out.append((text, role))
            at = column + wide
        return _painted(out, self._style)


def _painted(pieces: Sequence[tuple[str, Role | None]], style: Style) -> str:
    """The pieces joined, neighbours of one role in one colour sequence; blanks between them take the role of both."""
    runs: list[tuple[str, Role | None]] = []
    for text, role in pieces:
        if not text:
            continue
        if len(runs) > 1 and role is not None and runs[-1][1] is None and runs[-2][1] is role:
            blank = runs.pop()[0]
            runs[-1] = (runs[-1][0] + blank + text, role)
        elif runs and runs[-1][1] is role:
            runs[-1] = (runs[-1][0] + text, role)
        else:
            runs.append((text, role))
    return "".join(text if role is None else paint(style, role, text) for text, role in runs)
