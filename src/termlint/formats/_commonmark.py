"""Reads Markdown (CommonMark with tables, strikethrough, footnotes, task lists and alerts) from the parser's events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
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
_ROWS = frozenset(("TableHead", "TableRow"))
_ENDS = _ROWS | {"FootnoteDefinition"}
_LAST = (None, None)
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
        self._out = builder.out
        self._marks = builder.out.marks
        self._joints = builder.joints
        self._html = HypertextReader(builder, options)
        self._data = self._looks = data
        self._place: Callable[[int], int] = int if masked.text.isascii() else Cursor(data)
        self._titles: list[tuple[str, int]] = []  # of the links that are open, and where they begin
        self._listed = [False]
        self._row: int | None = None

    def look_at(self, looks: bytes) -> None:
        """Take words from `looks`, in which what stands in place of template tags is none."""
        self._looks = looks

    def read(self, events: _Events) -> None:
        """Read all events."""
        out, marks, extras, html, listed = self._out, self._marks, self._builder.extras, self._html, self._listed
        event, place = next(events, _LAST)
        while event:
            prose, kind, level = events, None, 0
            if "End" in event:
                tag = event["End"]
                if tag == "Item":
                    listed.pop()
                elif tag in _ENDS if tag.__class__ is str else "BlockQuote" in tag:
                    self._end(tag)
                event, place = next(events, _LAST)
                continue
            if "Start" in event:
                tag = event["Start"]
                if tag == "Item":
                    listed.append(True)
                elif tag.__class__ is not str and "Heading" in tag:
                    kind, level = RunKind.HEADING, int(tag["Heading"]["level"][1])
                elif tag == "TableCell":
                    kind = RunKind.TABLE_CELL
                elif tag != "Paragraph":
                    if not self._is_inline(tag, events):
                        event, place = next(events, _LAST)
                        continue
                    prose = chain(((event, place),), events)
            else:
                prose = chain(((event, place),), events)
            event, place = self._prose(prose)
            if len(marks) > out.first or extras or html.hidden:
                self._end_run(kind, level)

    def _is_inline(self, tag: Any, events: _Events) -> bool:
        """Whether a tag stands within a block; the start of one in which no prose stands by itself is read."""
        if tag == "HtmlBlock":
            self._html_block(events)
        elif tag.__class__ is not str:
            if "CodeBlock" in tag:
                _skip(events)
            elif "BlockQuote" in tag or "FootnoteDefinition" in tag:
                self._listed.append(False)
            return "Link" in tag or "Image" in tag
        elif tag in _ROWS:
            self._row = self._builder.block()
        return tag in _STYLES

    def _end(self, tag: Any) -> None:
        if tag in _ROWS if tag.__class__ is str else False:
            self._row = None
        else:
            self._listed.pop()

    # What stands within a block

    def _prose(self, events: _Events) -> tuple[Any, Any]:
        """Read what stands within a block; returns the first event that does not."""
        looks, marks, titles = self._looks, self._marks, self._titles
        if self._html.hidden and (left := self._hidden(events)):
            return left
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
                if not 0 < end - start == len(event["Text"]) and self._decoded(event["Text"], start, end):
                    last = -1
                    continue
                if start == last:
                    marks[-1] = end
                else:
                    if last > 0 and _JOINS[looks[start]] and _JOINS[looks[last - 1]]:
                        self._joints.append(len(marks))
                    marks.append(start)
                    marks.append(end)
                last = end
            elif "Start" in event:
                tag = event["Start"]
                if tag.__class__ is str:
                    if tag not in _STYLES:
                        return event, place
                elif "Link" in tag:
                    last = self._link(tag["Link"], place, events, last)
                elif "Image" in tag:
                    last = self._image(tag["Image"], place, events)
                else:
                    return event, place
            elif "End" in event:
                tag = event["End"]
                if tag.__class__ is not str or tag not in _INLINE:
                    return event, place
                if titles and tag == "Link":
                    self._end_link(place)
            elif "Code" in event:
                marks += (place["start"], ~place["end"])
                last = -1
            elif "InlineHtml" in event:
                size = len(marks)
                self._tag(place)
                if len(marks) > size:
                    last = -1
                if self._html.hidden and (left := self._hidden(events)):
                    return left
        return _LAST

    def _hidden(self, events: _Events) -> tuple[Any, Any] | None:
        """Pass the content of an element that is no prose; returns the first event beyond the block, if it goes on
        until there."""
        for event, place in events:
            if "Start" in event:
                tag = event["Start"]
                if tag.__class__ is str:
                    if tag not in _STYLES:
                        return event, place
                elif "Link" in tag:
                    self._link(tag["Link"], place, events, -1)
                elif "Image" in tag:
                    self._image(tag["Image"], place, events)
                else:
                    return event, place
            elif "End" in event:
                tag = event["End"]
                if tag.__class__ is not str or tag not in _INLINE:
                    return event, place
                if self._titles and tag == "Link":
                    self._end_link(place)
            elif "InlineHtml" in event:
                self._tag(place)
                if not self._html.hidden:
                    return None
        return _LAST

    def _decoded(self, value: str, start: int, end: int) -> bool:
        """Add the text `value` if something else stands for it in the source."""
        if start < end and value.encode("utf-8") == self._data[start:end]:
            return False
        if value not in BETWEEN and value:
            self._joints.append(len(self._marks))
        self._builder.out.put(value, start, end)
        return True

    def _tag(self, place: Any) -> None:
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
            self._add_title(title, start, self._place(place["end"]))

    def _image(self, image: Any, place: Any, events: _Events) -> int:
        """Read an image. What describes it is a run of its own, and so is what describes those within it."""
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
        return -1

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

    def _end_run(self, kind: RunKind | None, level: int) -> None:
        """End the open run as a `kind`, None for a paragraph or an item of a list; a heading is of `level`."""
        out, marks, builder = self._out, self._marks, self._builder
        first, last = out.first, len(marks)
        if last > first:
            start = marks[first]
            word = _ONLY_WORD if last - first == 2 else _FIRST_WORD
            plain = word.match(self._looks, start, marks[first + 1]) is not None or self._has_plain_word(first, last)
            if start < 0:
                start = ~start
            if kind is None:
                kind = RunKind.LIST_ITEM if self._listed[-1] else RunKind.PARAGRAPH
            builder.close(kind, level, self._row, (~first, last), self._place(start), plain)
            out.first = last
        elif builder.extras:
            builder.end_extras(builder.block() if self._row is None else self._row, first)
        if self._html.hidden:
            self._html.end_inline()

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
