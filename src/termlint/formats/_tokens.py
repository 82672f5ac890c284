"""A scanner of the strings in TOML and JSON front matter, with their keys and offsets. It never raises."""

from __future__ import annotations

import re

from termlint.formats._fields import Fields
from termlint.later import pattern

_TOKEN = pattern(
    r'"""(?P<long>(?:[^"\\]++|\\.|"(?!""))*+)"""'
    r"|'''(?P<longraw>(?:[^']++|'(?!''))*+)'''"
    r'|"(?P<double>(?:[^"\\\r\n]++|\\.)*+)"'
    r"|'(?P<raw>[^'\r\n]*+)'"
    r"|(?P<comment>\#[^\r\n]*+)"
    r"|(?<![^\r\n])[ \t]*+\[{1,2}[ \t]*+(?P<table>[\w.-]++)[ \t]*+\]"
    r"|(?P<name>[\w.-]++)"
    r"|(?P<mark>[=:{}\[\],])",
    re.DOTALL,
)
_STRINGS = ("long", "longraw", "double", "raw")
_DEEPEST = 100
"""How many keys above a field its name tells at most."""


def read_tokens(text: str, start: int, end: int, fields: Fields, *, json: bool) -> None:
    """Add every string value in `text[start:end]`, TOML or JSON, to `fields`."""
    assign = ":" if json else "="
    above: list[tuple[tuple[str, ...], str]] = []  # the path and the key that hold again after a closing brace
    path: tuple[str, ...] = ()
    key = ""
    held: re.Match[str] | None = None
    for token in _TOKEN.finditer(text, start, end):
        kind = token.lastgroup or ""
        if kind == "comment":
            if not json:
                fields.comment(*token.span())
            continue
        if kind == "mark" and token[0] == assign and held is not None:
            key, held = held[held.lastgroup or 0], None
            continue
        _emit(fields, (*path, key), held)
        held = token if kind == "name" or kind in _STRINGS else None
        if kind == "table":
            path, above, key = tuple(token["table"].split(".", _DEEPEST)), [], ""
        elif token[0] == "{":
            above.append((path, key))
            path = (*path, key) if key and len(path) < _DEEPEST else path
        elif token[0] == "}" and above:
            path, key = above.pop()
    _emit(fields, (*path, key), held)


def _emit(fields: Fields, path: tuple[str, ...], token: re.Match[str] | None) -> None:
    """Add the string `token` to the field of `path`; bare words are numbers, dates and truth values."""
    if token is None or token.lastgroup == "name":
        return
    write = fields.escaped if token.lastgroup in ("long", "double") else fields.plain
    write(path, *token.span(token.lastgroup or 0))
