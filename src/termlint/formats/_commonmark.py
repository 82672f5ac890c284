"""Reads Markdown (CommonMark with tables, strikethrough, footnotes, task lists and alerts) from the parser's events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import chain
from operator import attrgetter
from typing import Any

from termlint.document import Document, RunKind
from termlint.errors import DocumentError, Problem
from termlint.formats._frontmatter import read_front_matter
from termlint.formats._hypertext import HypertextReader
from termlint.formats._inline import LAST, Events, InlineReader, skip
from termlint.formats._masks import Masked
from termlint.formats._offsets import Cursor
from termlint.formats._parts import Parser, Part
from termlint.formats._runs import Builder
from termlint.formats._words import has_ascii_word
from termlint.formats.base import FormatOptions
from termlint.span import Span

_HEADING, _LIST_ITEM, _PARAGRAPH, _TABLE_CELL = (  # looking up a member of an enumeration takes as long as a call
    RunKind.HEADING,
    RunKind.LIST_ITEM,
    RunKind.PARAGRAPH,
    RunKind.TABLE_CELL,
)
_ROWS = frozenset(("TableHead", "TableRow"))
_ENDS = _ROWS | {"FootnoteDefinition"}
_BLOCKS = _ROWS | {"HtmlBlock"}


def read_markdown(masked: Masked, options: FormatOptions) -> Document:
    """The document in `masked`, a Markdown source. Raises DocumentError if the parser fails, which no known text
    makes it do."""
    import pyromark

    chosen = pyromark.Options
    extensions = (
        chosen.ENABLE_TABLES
        | chosen.ENABLE_FOOTNOTES
        | chosen.ENABLE_STRIKETHROUGH
        | chosen.ENABLE_TASKLISTS
        | chosen.ENABLE_HEADING_ATTRIBUTES
        | chosen.ENABLE_GFM
    )
    builder = Builder(masked)
    html = HypertextReader(builder, options)
    start = read_front_matter(masked.text, builder, options)
    try:
        parser = Parser(masked.text, start, extensions)
        for part in parser.parts:
            events, further = parser.events(part)
            _Reader(masked, part, further, builder, html).read(events)
    except BaseException as error:  # a panic of the parser is not an Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise DocumentError(
            Problem(
                f"this file is too hard for the Markdown parser: {error}",
                help="simplify it, or exclude it from the check",
            )
        ) from error
    return builder.document()


def _blotted(masked: Masked, part: Part, data: bytes, byte: int) -> bytes:
    """`data`, in which a part begins at `byte`, with zeros in place of the template tags, which are masked in ASCII."""
    if not masked.spans:
        return data
    first, last = (bisect_left(masked.spans, at, key=attrgetter("start")) for at in (part.start, part.end))
    looks = bytearray(data)
    at = part.start
    for tag in masked.spans[first:last]:
        byte += len(masked.text[at : tag.start].encode("utf-8"))
        looks[byte : byte + len(tag)] = bytes(len(tag))
        byte += len(tag)
        at = tag.end
    return bytes(looks)


class _Reader:
    """Turns events into runs. The parser counts bytes, and so do the marks of an open run: where things stand in the
    source is found out for what is looked at alone. `looks` is `data` without the words of template tags."""

    def __init__(self, masked: Masked, part: Part, further: int, builder: Builder, html: HypertextReader) -> None:
        text = masked.text[part.start : part.end]
        data = b" " * further + text.encode("utf-8")
        self._text = masked.text
        self._builder = builder
        self._html = html
        self._place: Callable[[int], int] = (
            (part.start - further).__add__ if text.isascii() else Cursor(data, further, part.start)
        )
        self._looks = _blotted(masked, part, data, further)
        self._inline = InlineReader(builder, html, masked.text, data, self._looks, self._place)
        self._listed = [False]
        self._row: int | None = None

    def read(self, events: Events) -> None:
        """Read all events."""
        builder, html, listed, inline = self._builder, self._html, self._listed, self._inline.read
        out, marks, extras = builder.out, builder.out.marks, builder.extras
        event, place = next(events, LAST)
        while event:
            prose, kind, level = events, None, 0
            if "End" in event:
                tag = event["End"]
                if tag == "Item":
                    listed.pop()
                elif tag in _ENDS if tag.__class__ is str else "BlockQuote" in tag:
                    self._end(tag)
                event, place = next(events, LAST)
                continue
            tag = event["Start"] if "Start" in event else None  # noqa: SIM401 - a rule is no dict, but a string
            if tag == "Item":
                listed.append(True)
            elif tag == "TableCell":
                kind = _TABLE_CELL
            elif tag.__class__ is dict and "Heading" in tag:
                kind, level = _HEADING, int(tag["Heading"]["level"][1])
            elif tag != "Paragraph":
                if tag and self._start(tag, events):
                    event, place = next(events, LAST)
                    continue
                prose = chain(((event, place),), events)  # after a block in an item
            event, place = inline(prose)
            if len(marks) > out.first or extras or html.hidden:
                self._end_run(kind, level)

    def _start(self, tag: Any, events: Events) -> bool:
        """Read the start of a block in which no prose stands by itself; False for a tag that begins no block."""
        if tag.__class__ is not str:
            if "CodeBlock" in tag:
                skip(events)
            elif "BlockQuote" in tag or "FootnoteDefinition" in tag:
                self._listed.append(False)
            return "Link" not in tag and "Image" not in tag
        if tag == "HtmlBlock":
            self._html_block(events)
        elif tag in _ROWS:
            self._row = self._builder.block()
        return tag in _BLOCKS

    def _end(self, tag: Any) -> None:
        if tag == "TableHead" or tag == "TableRow":
            self._row = None
        else:
            self._listed.pop()

    def _end_run(self, kind: RunKind | None, level: int) -> None:
        """End the open run as a `kind`, None for a paragraph or an item of a list; a heading is of `level`."""
        builder, out, row = self._builder, self._builder.out, self._row
        if self._html.hidden:
            self._inline.hide(at_end=True)
        marks, first = out.marks, out.first
        if len(marks) > first:
            start, end = marks[first], marks[first + 1]
            if kind is None:
                kind = _LIST_ITEM if self._listed[-1] else _PARAGRAPH
            plain = False
            if end >= 0:  # a first word that a blank or nothing follows is no address
                blank = self._looks.find(b" ", start, end)
                if blank >= 0 or len(marks) == first + 2:
                    plain = self._looks[start : blank if blank >= 0 else end].isalpha()
            elif start < 0:
                start = ~start
            plain = plain or has_ascii_word(marks, first, self._looks)
            builder.close(kind, level, row, (~first, len(marks)), self._place(start), plain)
            out.first = len(marks)
        elif builder.extras:
            builder.end_extras(builder.block() if row is None else row, first)

    def _html_block(self, events: Events) -> None:
        text, place = self._text, self._place
        stretches: list[list[int]] = []
        for event, there in events:
            if "End" in event:
                break
            if "Html" in event:
                if stretches and there["start"] == stretches[-1][1]:
                    stretches[-1][1] = there["end"]
                else:
                    stretches.append([there["start"], there["end"]])
        if not stretches:
            return
        base = at = place(stretches[0][0])
        parts: list[str] = []
        gaps: list[Span] = []
        for start, end in ((place(start), place(end)) for start, end in stretches):
            if start > at:  # the marks of quotes and the indent of lists at the head of a line
                parts.append(" " * (start - at))
                gaps.append(Span(at - base, start - base))
            parts.append(text[start:end])
            at = end
        self._html.read("".join(parts), base, gaps)
        self._html.end()
        self._html.leave(text, at)
        self._inline.hide(at_end=False)
