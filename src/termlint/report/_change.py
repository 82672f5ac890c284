"""What a fix would change: the lines before and after, cut to the places that differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from termlint.diagnostic import Edit, Fix
from termlint.long_text import Text
from termlint.report._snippet import Gutter, excerpt, in_reach, reach
from termlint.report._terminal import Role, paint
from termlint.span import LineIndex, Span

_SHOWN = 4


def changes(lines: LineIndex, fix: Fix, gutter: Gutter) -> Iterator[str]:
    """The lines that `fix` takes away and those that it puts in their place, with their numbers."""
    for first, last, edits in _clusters(lines, fix):
        # No more is shown than where a line begins to differ: of a very long one nothing else is looked at.
        edits = [edit for edit in edits if edit.span.start <= edits[0].span.start + reach(gutter.room)]
        edited = Span(edits[0].span.start, max(edit.span.end for edit in edits))
        part = in_reach(Span(lines.line_span(first).start, lines.line_span(last).end), edited, gutter.room)
        old, new = _split(part.of(lines.text)), _split(_applied(lines.text, part, edits))
        while old and new and old[-1] == new[-1]:
            old.pop(), new.pop()
        same = next((i for i, (a, b) in enumerate(zip_longest(old, new)) if a != b), 0)
        old, new, number = old[same : same + _SHOWN], new[same : same + _SHOWN], first + same
        yield from _side(gutter, "-", Role.DELETED, number, old, new)
        yield from _side(gutter, "+", Role.INSERTED, number, new, old)


def _side(gutter: Gutter, sign: str, role: Role, number: int, lines: list[str], others: list[str]) -> Iterator[str]:
    """One side of a change; each line is shown around where it differs from its counterpart."""
    for at, line in enumerate(lines):
        other = others[at] if at < len(others) else ""
        start = _shared(line, other)
        end = max(len(line), len(other)) - _shared(line[start:][::-1], other[start:][::-1])
        left = f"{number + at:>{gutter.digits}}"
        text = excerpt(line.removeprefix("\ufeff"), start, end, gutter.room)
        yield f"{paint(gutter.style, Role.GUTTER, left)} {paint(gutter.style, role, f'{sign} {text}'.rstrip())}"


def _shared(one: str, other: str) -> int:
    """The length of the beginning that two texts have in common; by halving, since lines may be very long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _clusters(lines: LineIndex, fix: Fix) -> list[tuple[int, int, list[Edit]]]:
    """The edits in groups that touch the same rows: (first row, last row, edits)."""
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in sorted(fix.edits, key=lambda e: e.span):
        first, last = lines.row(edit.span.start), lines.row(edit.span.end)
        if groups and first <= groups[-1][1]:
            before = groups.pop()
            groups.append((before[0], max(before[1], last), [*before[2], edit]))
        else:
            groups.append((first, last, [edit]))
    return groups


def _applied(text: Text, part: Span, edits: list[Edit]) -> str:
    out, at = [], part.start
    for edit in edits:
        out += [text[at : edit.span.start], edit.content]
        at = edit.span.end
    return "".join((*out, text[at : part.end]))


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []
