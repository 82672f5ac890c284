"""Front matter fields as runs: the text of a scalar, decoded, with its offsets."""

from __future__ import annotations

import re

from termlint.formats._pieces import Pieces
from termlint.formats._runs import Builder
from termlint.formats.base import FormatOptions
from termlint.later import pattern

_ESCAPE = pattern(
    r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
    r"|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n|.)",
    re.DOTALL,
)
_NAMED = {
    "0": "\ufffd", "a": " ", "b": " ", "t": "\t", "n": "\n", "v": " ", "f": " ", "r": "\r", "e": " ", "N": "\n",
    "_": "\xa0", "L": "\n", "P": "\n", "\n": " ", "\r\n": " ",
}  # fmt: skip
_LONGEST = 100
"""How much of a key is looked at: a name that long is none, and a thousand values may stand under it."""
_NO_PROSE = pattern(r"(?i:true|false|yes|no|on|off|null|none|~)|[-+]?[\d.,:_+TZe/ -]+")


class Fields:
    """Adds the scalars of a front matter to a document. Those under a key `termlint` are settings, not prose."""

    __slots__ = ("_builder", "_keys", "_text")

    def __init__(self, text: str, builder: Builder, options: FormatOptions) -> None:
        self._text = text
        self._builder = builder
        self._keys = frozenset(options.metadata_keys)

    def plain(self, path: tuple[str, ...], start: int, end: int) -> None:
        """Add the scalar that stands as it is from `start` to `end`, unless it is a number, a date or the like."""
        if not _NO_PROSE.fullmatch(self._text[start:end].strip()):
            self._add(path, [(start, end, None)])

    def single(self, path: tuple[str, ...], start: int, end: int) -> None:
        """Add a scalar in which only two apostrophes stand for one."""
        parts: list[tuple[int, int, str | None]] = []
        while (found := self._text.find("''", start, end)) >= 0:
            parts += ((start, found, None), (found, found + 2, "'"))
            start = found + 2
        self._add(path, [*parts, (start, end, None)])

    def escaped(self, path: tuple[str, ...], start: int, end: int) -> None:
        """Add a scalar with escapes that begin with a backslash, as in YAML, TOML and JSON."""
        parts: list[tuple[int, int, str | None]] = []
        for match in _ESCAPE.finditer(self._text, start, end):
            parts += ((start, match.start(), None), (match.start(), match.end(), _unescape(match[0][1:])))
            start = match.end()
        self._add(path, [*parts, (start, end, None)])

    def comment(self, start: int, end: int) -> None:
        """Add the comment that begins with a number sign at `start`."""
        self._builder.comment(start, end, start + 1, end)

    def _add(self, path: tuple[str, ...], parts: list[tuple[int, int, str | None]]) -> None:
        if not path or path[0][:_LONGEST].partition(":")[0].partition("-")[0] == "termlint":
            return
        pieces = Pieces()
        for start, end, put in parts:
            if put is None:
                pieces.text(start, end)
            else:
                pieces.put(put, start, end)
        name = ".".join(key[:_LONGEST] for key in path)
        self._builder.metadata(name, pieces, linted=path[-1] in self._keys)


def _unescape(code: str) -> str:
    if len(code) == 1 or code[0] in "\r\n":
        return _NAMED.get(code, code)
    if "\\" in code:
        return bytes.fromhex(code[1:5] + code[7:]).decode("utf-16-be")
    number = int(code[1:], 16)
    return "\ufffd" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)
