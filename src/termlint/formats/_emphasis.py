"""Finds the marks of emphasis that people write in plain text: `**`, `*`, `__` and `_` around words."""

from __future__ import annotations

import re

from termlint.later import compiled

_MARK = compiled(
    r"(?P<opener>(?<![\w*_])(?:\*{1,3}|_{1,3})(?=[^\s*_]))|(?P<closer>(?<=[^\s*_])(?:\*{1,3}|_{1,3})(?![\w*_]))"
)


def emphasis_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the marks stand in `text[start:end]` that come in pairs, in order. Takes linear time."""
    if text.find("*", start, end) < 0 and text.find("_", start, end) < 0:
        return []
    pending: dict[str, re.Match[str]] = {}
    found: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text, start, end):
        if mark.lastgroup == "opener":
            pending[mark[0]] = mark
        elif opener := pending.pop(mark[0], None):
            found += (opener.span(), mark.span())
    return sorted(found)
