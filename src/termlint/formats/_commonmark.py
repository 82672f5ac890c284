"""Reads Markdown (CommonMark with tables, strikethrough, footnotes, task lists and alerts) from the parser's events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from termlint.document import Document, RunKind
from termlint.errors import DocumentError, Problem
from termlint.formats._frontmatter import read_front_matter
from termlint.formats._hypertext import HypertextReader
from termlint.formats._inline import INLINE, STYLES, Events, InlineReader, skip
from termlint.formats._masks import Masked
from termlint.formats._offsets import Cursor
from termlint.formats._parts import Parser, Part
from termlint.formats._runs import Builder
from termlint.formats._wanted import Wanted, in_bytes
from termlint.formats._words import JOINS, has_ascii_word
from termlint.formats.base import FormatOptions
from termlint.span import Span

_HEADING, _LIST_ITEM, _PARAGRAPH, _TABLE_CELL = (  # looking up a member of an enumeration takes as long as a call
    RunKind.HEADING,
    RunKind.LIST_ITEM,
    RunKind.PARAGRAPH,
    RunKind.TABLE_CELL,
)


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
            events, text, further = parser.events(part)
            wanted = None if options.wanted is None else in_bytes(options.wanted, text, part.start, further)
            _Reader(masked, part, text, further, builder, html, Wanted(wanted)).read(events)
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

    def __init__(
        self,
        masked: Masked,
        part: Part,
        text: str,
        further: int,
        builder: Builder,
        html: HypertextReader,
        wanted: Wanted,
    ) -> None:
        data = b" " * further + text.encode("utf-8")  # no more than a copy once the parser had it
        self._text = masked.text
        self._builder = builder
        self._html = html
        self._place: Callable[[int], int] = (
            (part.start - further).__add__ if text.isascii() else Cursor(data, further, part.start)
        )
        self._looks = _blotted(masked, part, data, further)
        self._inline = InlineReader(builder, html, masked.text, data, self._place)
        self._listed = [False]
        self._out, self._marks, self._extras = builder.out, builder.out.marks, builder.extras
        self._joints = builder.joints
        self._row: int | None = None
        self._kind: RunKind | None = None
        self._level = 0
        self._wanted = wanted
        self._follows = True

    def read(self, events: Events) -> None:
        """Read all events."""
        inline, looks, marks, joints = self._inline, self._looks, self._builder.out.marks, self._builder.joints
        last = -1  # the end of the text before, where the next may go on with its last word
        broken = False
        for event, place in events:
            if broken:  # the marks of quotes and the indent of lists at the head of the next line belong to a break
                marks[-1] = min(marks[-1], ~place["start"])
                broken = False
            if "Text" in event:
                start, end = place["start"], place["end"]
                if not 0 < end - start == len(event["Text"]) and inline.decoded(event["Text"], start, end):
                    end = -1
                elif start == last:
                    marks[-1] = end
                else:
                    if last > 0 and JOINS[looks[start]] and JOINS[looks[last - 1]]:
                        joints.append(len(marks))
                    marks.append(start)
                    marks.append(end)
                last = end
            elif "End" in event:
                last = self._end(event["End"], place, last)
            elif "Start" in event:
                last = self._start(event["Start"], place, events, last)
            elif "Code" in event:
                marks.append(place["start"])
                marks.append(~place["end"])
                last = -1
            elif "InlineHtml" in event:
                last = inline.html(place, last)
            elif event.__class__ is str and event != "Rule":
                marks.append(~place["start"])
                marks.append(~place["end"])
                last, broken = -1, True

    def _start(self, tag: Any, place: Any, events: Events, last: int) -> int:
        """Read the start of a block or of what stands within one; returns where the text ended that may go on."""
        if tag.__class__ is str:
            if tag in STYLES:
                return last
        elif "Link" in tag or "Image" in tag:
            return self._inline.link(tag, place, events, last)
        if len(self._marks) > self._out.first or self._extras:
            self._end_run()
        self._kind, self._level = None, 0
        if tag == "Item":
            self._listed.append(True)
        elif tag.__class__ is dict:
            if "Heading" in tag:
                self._kind, self._level = _HEADING, int(tag["Heading"]["level"][1])
            elif "CodeBlock" in tag:
                skip(events)
            elif "BlockQuote" in tag or "FootnoteDefinition" in tag:
                self._listed.append(False)
        elif tag == "TableCell":
            self._kind = _TABLE_CELL
        elif tag == "HtmlBlock":
            self._html_block(events)
        elif tag == "TableHead" or tag == "TableRow":
            self._row = self._builder.block()
        return -1

    def _end(self, tag: Any, place: Any, last: int) -> int:
        """Read the end of what `_start` began; returns the same."""
        named = tag.__class__ is str
        if named and tag in INLINE:
            if tag == "Link":
                self._inline.end_link(place)
            return last
        if len(self._marks) > self._out.first or self._extras:
            self._end_run()
        self._kind, self._level = None, 0
        if tag == "Item" or tag == "FootnoteDefinition" or (not named and "BlockQuote" in tag):
            self._listed.pop()
        elif tag == "TableHead" or tag == "TableRow":
            self._row = None
        return -1

    def _end_run(self) -> None:
        """End the open run, if there is one. It is left out if nobody can ask for it: no prose is wanted in it or in
        the one before, it is no heading, and its words stand in the source as they are read."""
        out, marks = self._out, self._marks
        if self._html.hidden:
            self._inline.hide(at_end=True)
        first = out.first
        if len(marks) == first:
            if self._extras:
                self._builder.end_extras(self._builder.block() if self._row is None else self._row, first)
                self._follows = True
            return
        start, end, joints = marks[first], marks[-1], self._joints
        start, end = start if start >= 0 else ~start, end if end >= 0 else ~end
        wanted = self._wanted.next < end and self._wanted.within(start, end)
        if self._extras or (joints and joints[-1] >= first):
            wanted = True
        if wanted or self._level or self._follows:
            added = self._close(first, start)
            self._follows = wanted or (self._follows and not added)
        else:
            out.cut(first)

    def _close(self, first: int, start: int) -> bool:
        """Add the open run, which begins with the mark `first` at `start`; whether there is anything to read in it."""
        marks, self._out.first = self._marks, len(self._marks)
        kind = self._kind or (_LIST_ITEM if self._listed[-1] else _PARAGRAPH)
        plain = self._is_plain(first) or has_ascii_word(marks, first, self._looks)
        return self._builder.close(kind, self._level, self._row, (~first, len(marks)), self._place(start), plain)

    def _is_plain(self, first: int) -> bool:
        """Whether the open run, by its first mark, begins with a word that a blank or nothing follows: no address."""
        start, end = self._marks[first], self._marks[first + 1]
        if end < 0:
            return False
        blank = self._looks.find(b" ", start, end)
        if blank < 0 and len(self._marks) > first + 2:
            return False
        return self._looks[start : blank if blank >= 0 else end].isalpha()

    def _html_block(self, events: Events) -> None:
        stretches: list[list[int]] = []
        for event, there in events:
            if "Html" in event:
                if stretches and there["start"] == stretches[-1][1]:
                    stretches[-1][1] = there["end"]
                else:
                    stretches.append([there["start"], there["end"]])
            elif "End" in event:
                break
        if stretches:
            self._hypertext([(self._place(start), self._place(end)) for start, end in stretches])

    def _hypertext(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Read a block of HTML that stands in these stretches of the text."""
        text, html = self._text, self._html
        base, at = stretches[0]
        if len(stretches) == 1 and html.passes(text[base : stretches[0][1]], base):
            return
        parts: list[str] = []
        gaps: list[Span] = []
        for start, end in stretches:
            if start > at:  # the marks of quotes and the indent of lists at the head of a line
                parts.append(" " * (start - at))
                gaps.append(Span(at - base, start - base))
            parts.append(text[start:end])
            at = end
        html.read("".join(parts), base, gaps)
        html.end()
        html.leave(text, at)
        self._inline.hide(at_end=False)
        self._follows = True
