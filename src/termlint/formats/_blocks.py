"""Cuts a plain text into blocks: paragraphs, list items, and the lines that are marked as headings."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from termlint.formats._titles import MAX_LENGTH, MAX_WORDS
from termlint.later import compiled

_LINE = compiled(r"([ \t\f\v\ufeff]*+)([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_RULE = compiled(r"([-=_*~#])(?:[ \t]*+\1){2,}+[ \t]*+|[-=_*~•·–—]")
_ITEM = compiled(r"(?:[-*+•·▪◦‣–]|\d{1,3}[.)]|[A-Za-z]\))[ \t]++(?=\S)")
_HASHES = compiled(r"((?:#[ \t]*+){1,6})(?<=[ \t])(?=[^\s#])")
_BOLD = compiled(r"(\*\*|__)([^\s*_](?:[^*_]*+(?<!\s))?)\1:?")
_UNWRAPPED = 120
_DATE = compiled(r"[\d\s./:,-]+")

_Line = tuple[int, int, int]  # where it starts, where its text starts and where that ends


class Block(Struct, frozen=True):
    """Lines (start and end of their text) that read as one; `level` is 1 to 6 for what is marked as a heading."""

    lines: list[tuple[int, int]] = field(default_factory=list)
    listed: bool = False
    level: int = 0
    indent: int = 0


def blocks(text: str) -> Iterator[Block]:
    """The blocks of `text`, in order; blank lines, rules and marks of lists and headings are in none of them."""
    chunk: list[_Line] = []
    for match in _LINE.finditer(text):
        start, end = match.span(2)
        end = start + len(text[start:end].rstrip(" \t\f\v\ufeff"))
        if start < end:
            chunk.append((match.start(), start, end))
        elif chunk:
            yield from _Chunk(text, chunk).blocks()
            chunk = []
    yield from _Chunk(text, chunk).blocks()


class _Chunk:
    """Consecutive lines without a blank one between them."""

    def __init__(self, text: str, lines: list[_Line]) -> None:
        self._text = text
        self._lines = lines
        # Nobody breaks lines this late, so each of these lines is a paragraph.
        self._unwrapped = any(end - start > _UNWRAPPED for _, start, end in lines)
        self._open: Block | None = None

    def blocks(self) -> Iterator[Block]:
        """The blocks of the chunk."""
        for line in self._lines:
            yield from self._line(*line)
        yield from self._end()

    def _line(self, line: int, start: int, end: int) -> Iterator[Block]:
        text = self._text
        if _RULE.fullmatch(text, start, end):
            if self._open and (level := self._underlined(text[start:end])):
                self._open = replace(self._open, level=level)
            yield from self._end()
        elif hashes := _HASHES.match(text, start, end):
            yield from self._end()
            stop = start + len(text[start:end].rstrip("# \t"))
            yield Block([(hashes.end(), stop)], level=hashes[1].count("#"))
        elif (bold := _BOLD.fullmatch(text, start, end)) and end - start <= _UNWRAPPED and bold[2][-1] not in ".;,":
            yield from self._end()
            yield Block([bold.span(2)], level=1)
        elif item := _ITEM.match(text, start, end):
            yield from self._end()
            self._open = Block([(item.end(), end)], listed=True, indent=start - line)
        elif self._continues(start - line):
            self._open.lines.append((start, end))  # type: ignore[union-attr]
        else:
            yield from self._end()
            self._open = Block([(start, end)])

    def _continues(self, indent: int) -> bool:
        block = self._open
        return block is not None and not self._unwrapped and (not block.listed or indent > block.indent)

    def _underlined(self, rule: str) -> int:
        """The level of the heading that the open block becomes by the `rule` under it; 0 if it does not."""
        block = self._open
        if block is None or block.listed or len(block.lines) != 1 or set(rule) - set("=-"):
            return 0
        line = self._text[slice(*block.lines[0])]
        if len(line) > MAX_LENGTH or len(line.split()) > MAX_WORDS or line[-1] in ".;," or _DATE.fullmatch(line):
            return 0
        return 1 if rule[0] == "=" else 2

    def _end(self) -> Iterator[Block]:
        if self._open:
            yield self._open
        self._open = None
