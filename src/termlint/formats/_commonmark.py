"""Reads Markdown (CommonMark with tables, strikethrough, footnotes, task lists and alerts) from the parser's events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from termlint.document import OBJECT, Document, RunKind
from termlint.errors import DocumentError, Problem
from termlint.formats._frontmatter import read_front_matter
from termlint.formats._hypertext import HypertextReader
from termlint.formats._masks import Masked
from termlint.formats._offsets import Cursor
from termlint.formats._pieces import BETWEEN, Pieces
from termlint.formats._runs import Builder
from termlint.formats.base import FormatOptions
from termlint.span import Span

_Events = Iterator[tuple[Any, Any]]

_STYLES = frozenset(("Strong", "Emphasis", "Strikethrough"))
_INLINE = _STYLES | {"Link", "Image"}
_START_NOTHING = _STYLES | {"Paragraph", "TableCell"}
"""Where nothing is to be done: nothing is open when they start."""
_CONTAINERS = frozenset(("BlockQuote", "FootnoteDefinition"))
_ROWS = frozenset(("TableHead", "TableRow"))
_ADDRESS_LINKS = frozenset(("Autolink", "Email"))
_CLOSING_QUOTES = {'"': '"', "'": "'", ")": "("}
_FIRST_WORD = re.compile(rb"[A-Za-z]++[ \t\n\r\f\v]")
_INNER_WORD = re.compile(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++[ \t\n\r\f\v]")
_LAST_WORD = re.compile(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++(?:[ \t\n\r\f\v]|\Z)")
_ONLY_WORD = re.compile(rb"[A-Za-z]++(?:[ \t\n\r\f\v]|\Z)")
"""Words between blanks, the ends of their run or both: no addresses, for there are none with blanks in them."""
_ALPHANUMERIC = re.compile(rb"[A-Za-z0-9_]")
_ODD = re.compile(rb"[/@\\.&]")
"""Marks of addresses and of entities, which may be anything."""
_JOINS = [byte > 127 or byte == 95 or chr(byte).isalnum() for byte in range(256)]
"""Whether a byte may belong to a word that goes on at the other side of a mark."""


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
    start = read_front_matter(masked.text, builder, options)
    # With a blank line in place of the front matter, offsets are those of the source.
    above = " " * (start - 1) + "\n" if start else ""
    text = above + masked.text[start:]
    reader = _Reader(masked, builder, options, text.encode("utf-8"))
    if masked.spans:
        reader.look_at((above + builder.looks[start:]).encode("utf-8"))
    try:
        reader.read(pyromark.events_with_range(text, options=extensions))
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


class _Reader:
    """Turns events into runs. The parser counts bytes, and so do the marks of an open run: where things stand in the
    source is found out for what is looked at alone."""

    def __init__(self, masked: Masked, builder: Builder, options: FormatOptions, data: bytes) -> None:
        self._text = masked.text
        self._builder = builder
        self._marks = builder.out.marks
        self._html = HypertextReader(builder, options)
        self._data = self._looks = data
        self._place: Callable[[int], int] = int if masked.text.isascii() else Cursor(data)
        self._tags: list[tuple[bool, Any, int]] = []
        self._titles: list[tuple[str, int]] = []  # of the links that are open, and where they begin
        self._listed = [False]
        self._row: int | None = None

    def look_at(self, looks: bytes) -> None:
        """Take words from `looks`, in which what stands in place of template tags is none."""
        self._looks = looks

    def read(self, events: _Events) -> None:
        """Read all events."""
        looks, marks, joints, tags, titles = self._looks, self._marks, self._builder.joints, self._tags, self._titles
        last = -1  # the end of the text before, where the next may go on with its last word
        for event, place in events:
            while event.__class__ is str and event != "Rule":
                # The marks of quotes and the indent of lists at the head of the next line belong to the break.
                start, end = place["start"], place["end"]
                event, place = next(events)
                marks += (~start, ~max(end, place["start"]))
                last = -1
            if "Text" in event:
                start, end = place["start"], place["end"]
                if end - start != len(event["Text"]) and self._decoded(event["Text"], start, end):
                    last = -1
                elif start == last:
                    marks[-1] = last = end
                elif start < end:
                    if last > 0 and _JOINS[looks[start]] and _JOINS[looks[last - 1]]:
                        joints.append(len(marks))
                    marks.append(start)
                    marks.append(end)
                    last = end
            elif "End" in event:
                tag = event["End"]
                if tag.__class__ is not str or tag not in _INLINE:
                    tags.append((False, tag, len(marks)))
                    last = -1
                elif titles and tag == "Link":
                    self._end_link(place)
            elif "Start" in event:
                tag = event["Start"]
                if tag.__class__ is not str or tag not in _START_NOTHING:
                    last = self._start(tag, place, events, last)
            elif "Code" in event:
                marks += (place["start"], ~place["end"])
                last = -1
            elif "InlineHtml" in event:
                last = self._inline_html(place, events, last)
        self._settle()

    def _start(self, tag: Any, place: Any, events: _Events, last: int) -> int:
        """Read the start of a link, an image or a block; returns where the text ended that may go on."""
        last = self._started(tag, place, events, last)
        return self._hidden(events) if self._html.hidden else last

    def _started(self, tag: Any, place: Any, events: _Events, last: int) -> int:
        if tag.__class__ is not str:
            if "Link" in tag:
                return self._link(tag["Link"], place, events, last)
            if "Image" in tag:
                self._image(tag["Image"], place, events)
                return -1
        self._tags.append((True, tag, len(self._marks)))
        self._html.end_inline()
        if tag == "HtmlBlock":
            self._html_block(events)
        elif tag.__class__ is not str and "CodeBlock" in tag:
            _skip(events)
        return -1

    def _hidden(self, events: _Events) -> int:
        """Pass the content of an element that is no prose, and what of it reaches into the blocks that follow."""
        html = self._html
        for event, place in events:
            if "Start" in event:
                tag = event["Start"]
                if tag.__class__ is not str or tag not in _STYLES:
                    self._started(tag, place, events, -1)
            elif "End" in event:
                tag = event["End"]
                if tag.__class__ is not str or tag not in _INLINE:
                    self._tags.append((False, tag, len(self._marks)))
                    html.end_inline()
                elif tag == "Link" and self._titles:
                    self._end_link(place)
            elif "InlineHtml" in event:
                self._tag(place)
            if not html.hidden:
                break
        return -1

    def _settle(self) -> None:
        """End the runs that were read, so that what is added now belongs to the one that is open."""
        builder, marks, listed, row = self._builder, self._marks, self._listed, self._row
        first = builder.out.first
        for starts, tag, size in self._tags:
            name = tag if tag.__class__ is str else next(iter(tag))
            if size > first:
                kind, level = RunKind.LIST_ITEM if listed[-1] else RunKind.PARAGRAPH, 0
                if name == "TableCell":
                    kind = RunKind.TABLE_CELL
                elif name == "Heading" and not starts:
                    kind, level = RunKind.HEADING, int(tag["Heading"][1])
                start = marks[first]
                word = _ONLY_WORD if size - first == 2 else _FIRST_WORD
                plain = word.match(self._looks, start, marks[first + 1]) is not None or self._has_plain_word(
                    first, size
                )
                builder.close(kind, level, row, (~first, size), self._place(start if start >= 0 else ~start), plain)
                first = size
            elif builder.extras:
                builder.end_extras(builder.block() if row is None else row, first)
            if name == "Item":
                listed.append(True) if starts else listed.pop()
            elif name in _CONTAINERS:
                listed.append(False) if starts else listed.pop()
            elif name in _ROWS:
                row = builder.block() if starts else None
        self._tags.clear()
        self._row, builder.out.first = row, first

    # What stands within a block

    def _decoded(self, value: str, start: int, end: int) -> bool:
        """Add the text `value` if something else stands for it in the source."""
        if value.encode("utf-8") == self._data[start:end]:
            return False
        if value not in BETWEEN:
            self._builder.joints.append(len(self._marks))
        self._builder.out.put(value, start, end)
        return True

    def _inline_html(self, place: Any, events: _Events, last: int) -> int:
        """Read a tag or a comment; returns where the text ended that may go on after it."""
        size = len(self._marks)
        self._tag(place)
        if self._html.hidden:
            return self._hidden(events)
        return last if len(self._marks) == size else -1

    def _tag(self, place: Any) -> None:
        self._settle()
        marks, start = self._marks, place["start"]
        size, base = len(marks), self._place(start)
        self._html.inline(self._text[base : self._place(place["end"])], base)
        for index in range(size, len(marks)):  # what is written stands for the name of the tag, which is ASCII
            marks[index] += start - base if marks[index] >= 0 else base - start

    def _link(self, link: Any, place: Any, events: _Events, last: int) -> int:
        """Read the start of a link, and all of it if it is an address; returns where the text ended that may go on."""
        if link["link_type"] in _ADDRESS_LINKS:
            if not self._html.hidden:
                self._builder.out.put(OBJECT, place["start"], place["end"])
            _skip(events)
            return -1
        if self._titles or (link["title"] and link["link_type"] == "Inline"):
            self._open_link(link, self._place(place["start"]))
        return last

    def _open_link(self, link: Any, start: int) -> None:
        self._titles.append((link["title"] if link["link_type"] == "Inline" else "", start))

    def _end_link(self, place: Any) -> None:
        title, start = self._titles.pop()
        if title and not self._html.hidden:
            self._settle()
            self._add_title(title, start, self._place(place["end"]))

    def _image(self, image: Any, place: Any, events: _Events) -> None:
        """Read an image. What describes it is a run of its own, and so is what describes those within it."""
        self._settle()
        found, shown = self._place, not self._html.hidden
        if shown:
            self._builder.out.put(OBJECT, place["start"], place["start"] + 2)  # the mark alone
        alts = [Pieces()]
        self._open_link(image, found(place["start"]))
        while alts:
            event, place = next(events)
            while event.__class__ is str:
                start, end = found(place["start"]), found(place["end"])
                event, place = next(events)
                if shown:
                    alts[-1].put(" ", start, max(end, found(place["start"])))
            ((kind, value),) = event.items()
            if kind == "Start" and "Image" in value:
                self._describe(alts[-1], OBJECT, place["start"], place["start"] + 2)
                alts.append(Pieces())
                self._open_link(value["Image"], found(place["start"]))
            elif kind == "Start" and "Link" in value:
                if value["Link"]["link_type"] in _ADDRESS_LINKS:
                    self._describe(alts[-1], OBJECT, place["start"], place["end"])
                    _skip(events)
                else:
                    self._open_link(value["Link"], found(place["start"]))
            elif kind == "End" and value in ("Link", "Image"):
                if value == "Image" and (alt := alts.pop()):
                    self._builder.attribute("alt", alt)
                self._end_link(place)
            elif kind in ("Code", "Text"):
                self._describe(alts[-1], OBJECT if kind == "Code" else value, place["start"], place["end"])

    def _describe(self, alt: Pieces, text: str, start: int, end: int) -> None:
        start, end = self._place(start), self._place(end)
        if self._html.hidden:
            return
        if self._text[start:end] == text:
            alt.text(start, end)
        else:
            alt.put(text, start, end)

    def _add_title(self, title: str, start: int, end: int) -> None:
        """Add the title of the link from `start` to `end`, if it stands there word for word."""
        text = self._text
        quote = end - 1
        while quote > start and text[quote - 1] in " \t\r\n":
            quote -= 1
        at = quote - 1 - len(title)
        opening = _CLOSING_QUOTES.get(text[quote - 1])
        if at - 2 > start and text[at - 1] == opening and text[at : quote - 1] == title and text[at - 2] in " \t\r\n":
            pieces = Pieces()
            pieces.text(at, quote - 1)
            self._builder.attribute("title", pieces)

    # Blocks

    def _has_plain_word(self, first: int, last: int) -> bool:
        """Whether some word is sure to be left of a run when addresses are taken out."""
        looks, marks = self._looks, self._marks
        texts: list[bytes] = []
        for at in range(first, last, 2):
            start, end = marks[at], marks[at + 1]
            if end >= 0:
                if (_LAST_WORD if at + 2 == last else _INNER_WORD).search(looks, start, end):
                    return True
                texts.append(looks[start:end])
        text = b" ".join(texts)
        return _ALPHANUMERIC.search(text) is not None and _ODD.search(text) is None

    def _html_block(self, events: _Events) -> None:
        self._settle()
        text, found = self._text, self._place
        stretches: list[list[int]] = []
        for event, place in events:
            if "End" in event:
                break
            if "Html" in event:
                if stretches and place["start"] == stretches[-1][1]:
                    stretches[-1][1] = place["end"]
                else:
                    stretches.append([place["start"], place["end"]])
        if not stretches:
            return
        base = at = found(stretches[0][0])
        parts: list[str] = []
        gaps: list[Span] = []
        for start, end in ((found(start), found(end)) for start, end in stretches):
            if start > at:  # the marks of quotes and the indent of lists at the head of a line
                parts.append(" " * (start - at))
                gaps.append(Span(at - base, start - base))
            parts.append(text[start:end])
            at = end
        self._html.read("".join(parts), base, gaps)
        self._html.end()
        self._html.leave(text, at)


def _skip(events: _Events) -> None:
    """Pass what stands in a code block or an address, up to its end."""
    for event, _ in events:
        if "End" in event:
            break
