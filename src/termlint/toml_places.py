"""Where the keys and values of a TOML text stand.

The standard library's reader gives values without places. This scanner gives the places without values, for texts
that the reader has accepted: it may therefore be lenient about everything but where a thing begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from termlint.span import Span

Path = tuple[str | int, ...]
"""The way to a key or an item from the top of a text: names of keys and indexes of items."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?s:\\.|.)*?"{3,5}|\'\'\'(?s:.)*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_PLAIN = re.compile(r"[^,\]}#\r\n]*")


def places(text: str) -> Mapping[Path, Span]:
    """The span of every key (the first time that it is named) and of every item of an array, by its path."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.found: dict[Path, Span] = {}
        self.tables: dict[Path, int] = {}

    def scan(self) -> dict[Path, Span]:
        table: Path = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _header(self) -> Path:
        """The path of the table that a header opens; each array of tables stands for its latest item."""
        array = self.text.startswith("[[", self.at)
        self.at += 1 + array
        *above, (name, span) = self._key()
        self.at += 1 + array
        path: Path = ()
        for part, place in above:
            path = (*path, part)
            self.found.setdefault(path, place)
            if path in self.tables:
                path = (*path, self.tables[path])
        path = (*path, name)
        self.found.setdefault(path, span)
        if array:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, self.tables[path])
            self.found[path] = span
        return path

    def _key(self) -> list[tuple[str, Span]]:
        """The parts of a dotted key, each with its span."""
        parts: list[tuple[str, Span]] = []
        while True:
            start = self._skip(_SPACE)
            match = _STRING.match(self.text, start) or _BARE.match(self.text, start)
            self.at = match.end() if match else start + 1
            span = Span(start, self.at)
            parts.append((_name(span.of(self.text)), span))
            if self.text[self._skip(_SPACE) : self.at + 1] != ".":
                return parts
            self.at += 1

    def _pair(self, table: Path) -> None:
        path = table
        for name, span in self._key():
            path = (*path, name)
            self.found.setdefault(path, span)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline(path)
        elif (match := _STRING.match(self.text, self.at)) is not None:
            self.at = match.end()
        else:
            self._skip(_PLAIN)

    def _array(self, path: Path) -> None:
        index = 0
        self.at += 1
        while self.text[self._skip(_BLANK) : self.at + 1] not in ("]", ""):
            start = self.at
            self._value((*path, index))
            end = start + len(self.text[start : self.at].rstrip())
            self.found[*path, index] = Span(start, end)
            index += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self.text[self._skip(_BLANK) : self.at + 1] not in ("}", ""):
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        if self.text[self._skip(_BLANK) : self.at + 1] == ",":
            self.at += 1


def _name(written: str) -> str:
    """The key that a bare or quoted part of a key stands for."""
    if written[:1] == "'":
        return written[1:-1]
    if written[:1] != '"':
        return written
    import tomllib

    return next(iter(tomllib.loads(f"{written} = 0")))
