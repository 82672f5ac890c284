"""Finds the front matter of a text (YAML, TOML or JSON) and reads its fields."""

from __future__ import annotations

from termlint.formats._runs import Builder
from termlint.formats.base import FormatOptions
from termlint.later import compiled, pattern
from termlint.long_text import LongText, Text

_OPEN = compiled(r"(?:---|\+\+\+)[ \t]*+(?:\r\n|\r|\n)(?![ \t]*+[\r\n])|\{(?=[ \t]*+[\r\n]\s*+[\"}])")
_END = r"[ \t]*+(?:\r\n|\r|\n|\Z)"
_CLOSE = {
    "-": pattern(rf"(?<=[\r\n])(?:---|\.\.\.){_END}"),
    "+": pattern(rf"(?<=[\r\n])\+\+\+{_END}"),
    "{": pattern(rf"(?<=[\r\n])\}}{_END}"),
}
_FIELD = pattern(r"(?<![^\r\n])[ \t]*+(?:#|[\w\"'][^:=\r\n]*+[:=])")

_HEAD = 1 << 20
"""The length of most heads of long texts."""


def read_front_matter(source: Text, builder: Builder, options: FormatOptions) -> int:
    """Read the front matter that a text may begin with; returns where the text proper starts, after a byte order mark
    and the front matter."""
    text = source if isinstance(source, str) else _head(source)
    start = 1 if text.startswith("\ufeff") else 0
    opened = _OPEN.match(text, start)
    closed = opened and _CLOSE[text[start]].search(text, opened.end())
    if not opened or not closed:
        return start
    inner, end = opened.end(), closed.start()
    if text[inner:end].strip() and not _FIELD.search(text, inner, end):
        return start  # two rules with a paragraph between them
    if options.wanted is not None and "\\" not in text[inner:end] and not any(at < end for at in options.wanted[:1]):
        return closed.end()
    from termlint.formats._fields import Fields

    fields = Fields(text, builder, options)
    if text[start] == "-":
        from termlint.formats._yaml import YamlReader

        YamlReader(text, inner, end, fields).read()
    else:
        from termlint.formats._tokens import read_tokens

        read_tokens(text, inner, end, fields, json=text[start] == "{")
    return closed.end()


def _head(text: LongText) -> str:
    """As much of a long text as tells whether it begins with front matter, and all of that."""
    head = text[:_HEAD]
    start = 1 if head.startswith("\ufeff") else 0
    opened = _OPEN.match(head, start)
    if not opened:
        return head
    lines = head[: head.rfind("\n") + 1]
    return lines if _CLOSE[head[start]].search(lines, opened.end()) else text[:]
