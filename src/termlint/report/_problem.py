"""A problem with an input, as people read it: what is wrong, where, the line itself, and what to do."""

from __future__ import annotations

from termlint.errors import Problem
from termlint.report._snippet import Gutter, Mark, Row, draw
from termlint.report._terminal import Role, columns, one_line, paint, path, wrap
from termlint.report.base import Style


def render_problem(problem: Problem, style: Style) -> str:
    """The lines of one problem, each ended by a line feed."""
    gutter = Gutter(style, len(str(problem.row or 1)))
    lines = [f"{paint(style, Role.ERROR, 'error:')} {paint(style, Role.STRONG, one_line(problem.message))}"]
    if place := place_of(problem):
        lines.append(gutter.arrow(place))
    if problem.row is not None and problem.line is not None:
        start = min(max(0, (problem.column or 1) - 1), len(problem.line))
        end = min(start + max(1, problem.width), max(len(problem.line), start))
        mark = Mark(start, end, Role.ERROR, primary=True)
        lines += [gutter.line(), *draw([Row(problem.row, problem.line, (mark,))], gutter)[0]]
    if problem.help:
        lines += remark(gutter, "help", one_line(problem.help), Role.HELP)
    return "".join(f"{line}\n" for line in lines)


def place_of(problem: Problem) -> str:
    """`path:row:column`, as far as it is known, fit for a terminal; empty where nothing is."""
    numbers = (str(n) for n in (problem.row, problem.column) if n is not None)
    return ":".join(part for part in (path(problem.filename or ""), *numbers) if part)


def remark(gutter: Gutter, key: str, text: str, role: Role = Role.KEY) -> list[str]:
    """A remark below a snippet, ` = key: text`, wrapped under its first word; `text` is visible already."""
    edge = paint(gutter.style, Role.GUTTER, f"{' ' * gutter.digits} =")
    indent = gutter.digits + len(key) + 5
    first, *rest = wrap(text, columns(gutter.style) - indent)
    return [f"{edge} {paint(gutter.style, role, f'{key}:')} {first}", *(" " * indent + line for line in rest)]
