"""A scanner of the YAML that people write in front matter. It keeps offsets, leaves out what it cannot understand, and
never raises."""

from __future__ import annotations

import re
from collections.abc import Callable

from termlint.formats._fields import Fields
from termlint.later import pattern

_LINE = pattern(r"([ \t]*+)([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_KEY = pattern(r"(?:\"([^\"]*+)\"[ \t]*+|'([^']*+)'[ \t]*+|([^\s#\"'\[\]{}&*!|>%@`,-].*?|-[^\s:].*?)):(?=[ \t]|\Z)")
_BLOCK = pattern(r"[|>][0-9+-]{0,2}[ \t]*+(?:#.*)?\Z")
_DOUBLE = pattern(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_SINGLE = pattern(r"'((?:[^']++|'')*+)'")
_COMMENT = pattern(r"(?<![^\s])#[^\r\n]*+")
_FLOW = pattern(
    r"\"(?P<double>(?:[^\"\\]++|\\.)*+)\"|'(?P<single>(?:[^']++|'')*+)'|(?P<comment>(?<=\s)#[^\r\n]*+)"
    r"|(?P<plain>[^\s,\[\]{}\"'#:][^,\[\]{}\r\n:]*+)|(?P<mark>[\[\]{},:])",
    re.DOTALL,
)

_Line = tuple[int, int, int]  # where it starts, where its text starts and where that ends


class YamlReader:
    """Reads `text[start:end]`, a block mapping, into `fields`."""

    __slots__ = ("_at", "_fields", "_lines", "_path", "_text")

    def __init__(self, text: str, start: int, end: int, fields: Fields) -> None:
        self._text = text
        self._fields = fields
        self._lines: list[_Line] = [
            (m.start(), m.start(2), m.end(2)) for m in _LINE.finditer(text, start, end) if m.end() > m.start()
        ]
        self._path: list[tuple[int, str]] = []  # indent and key
        self._at = 0

    def read(self) -> None:
        """Read all lines."""
        while self._at < len(self._lines):
            line, start, end = self._lines[self._at]
            if start == end:
                self._at += 1
            elif self._text[start] == "#":
                self._fields.comment(start, end)
                self._at += 1
            else:
                self._entry(start - line, start, end)

    def _entry(self, indent: int, start: int, end: int) -> None:
        """Read the entry at `start` in a line that ends at `end`: list marks, a key, and what follows."""
        text = self._text
        while text.startswith("-", start) and text[start + 1 : min(start + 2, end)] in ("", " ", "\t"):
            self._pop(indent, listed=True)
            after = _skip_blanks(text, start + 1, end)
            indent += after - start
            start = after
        key = _KEY.match(text, start, end)
        if key:
            self._pop(indent)
            self._path.append((indent, next(name for name in key.groups() if name is not None).strip()))
            start = _skip_blanks(text, key.end(), end)
        last = self._last_line(indent if key else indent - 1)
        if start == end or text[start] == "#":
            if start < end:
                self._fields.comment(start, end)
            self._at += 1
        elif _BLOCK.match(text, start, end):
            if last > self._at:
                self._value(self._fields.plain, self._lines[self._at + 1][1], self._lines[last][2])
            self._at = last + 1
        else:
            self._inline(start, end, self._lines[last][2])
            self._at = last + 1

    def _pop(self, indent: int, *, listed: bool = False) -> None:
        while self._path and (self._path[-1][0] > indent or (self._path[-1][0] == indent and not listed)):
            self._path.pop()

    def _last_line(self, indent: int) -> int:
        """The index of the last line that continues the value of the present one, which is indented by `indent`."""
        last = at = self._at
        while (at := at + 1) < len(self._lines):
            line, start, end = self._lines[at]
            if start == end:
                continue
            if start - line <= indent and self._text[start] not in "]}":
                break
            last = at
        return last

    def _inline(self, start: int, end: int, stop: int) -> None:
        """Read the value that starts at `start` in a line that ends at `end` and may go on until `stop`."""
        text, fields = self._text, self._fields
        match text[start]:
            case '"' if quoted := _DOUBLE.match(text, start, stop):
                self._value(fields.escaped, *quoted.span(1))
                end = quoted.end()
            case "'" if quoted := _SINGLE.match(text, start, stop):
                self._value(fields.single, *quoted.span(1))
                end = quoted.end()
            case "[" | "{":
                self._flow(start, stop)
                return
            case "&" | "*" | "!" | "|" | ">" | "%" | "@" | "`" | '"' | "'":
                end = start
            case _:
                self._plain(start, stop)
                return
        for comment in _COMMENT.finditer(text, end, stop):
            fields.comment(*comment.span())

    def _plain(self, start: int, stop: int) -> None:
        comment = _COMMENT.search(self._text, start + 1, stop)
        end = comment.start() if comment else stop
        self._value(self._fields.plain, start, end)
        if comment:
            self._fields.comment(*comment.span())

    def _flow(self, start: int, stop: int) -> None:
        """Read a list or a mapping in brackets: all scalars that are not keys, each under the nearest key."""
        fields, key = self._fields, ""
        base = self._names()
        held: re.Match[str] | None = None
        for token in (*_FLOW.finditer(self._text, start, stop), None):
            kind = token.lastgroup if token else "mark"
            if kind == "comment" and token:
                fields.comment(*token.span())
            elif kind != "mark":
                held = token
            else:
                mark = token[0] if token else ""
                if held is not None and mark == ":":
                    key = held[held.lastgroup or 0].strip()
                elif held is not None:
                    write = {"double": fields.escaped, "single": fields.single}.get(held.lastgroup or "", fields.plain)
                    write((*base, key) if key else base, *held.span(held.lastgroup or 0))
                    key = "" if mark == "," else key
                held = None

    def _names(self) -> tuple[str, ...]:
        return tuple(key for _, key in self._path)

    def _value(self, write: Callable[[tuple[str, ...], int, int], None], start: int, end: int) -> None:
        write(self._names(), start, end)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t":
        start += 1
    return start
