"""Reads Markdown (CommonMark with tables, strikethrough, footnotes, task lists and alerts) from the parser's events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from termlint.document import OBJECT, Document, RunKind
from termlint.errors import DocumentError, Problem
from termlint.formats._frontmatter import read_front_matter
from termlint.formats._hypertext import HypertextReader
from termlint.formats._masks import Masked
from termlint.formats._offsets import code_points
from termlint.formats._pieces import Pieces
from termlint.formats._runs import Builder
from termlint.formats.base import FormatOptions
from termlint.span import Span

_Place = tuple[int, int]

_ITEM = "Item"
_CONTAINERS = frozenset((_ITEM, "BlockQuote", "FootnoteDefinition"))
_ADDRESS_LINKS = frozenset(("Autolink", "Email"))
_CLOSING_QUOTES = {'"': '"', "'": "'", ")": "("}


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
    body = masked.text[start:]
    reader = _Reader(masked, builder, options)
    try:
        reader.read(pyromark.events_with_range(body, options=extensions), code_points(body, start))
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
    """Turns events into runs. `_out` is where text goes now: the run of the block, or the alt text of an image."""

    def __init__(self, masked: Masked, builder: Builder, options: FormatOptions) -> None:
        self._text = masked.text
        self._builder = builder
        self._html = HypertextReader(builder, options)
        self._containers: list[str] = []
        self._images: list[Pieces] = []
        self._links: list[tuple[str, int, int]] = []  # title, start and end
        self._code = False
        self._address = False
        self._row: int | None = None
        self._level = 0
        self._lines: list[_Place] = []

    @property
    def _out(self) -> Pieces:
        return self._images[-1] if self._images else self._builder.out

    def read(self, events: Any, offset: Callable[[int], int]) -> None:
        """Read all events; `offset` turns the parser's offsets into those of the source."""
        words = self._words
        broken: _Place | None = None
        for event, place in events:
            if broken:
                # The marks of quotes and the indent of lists at the head of the next line belong to the break.
                self._put(" ", broken[0], max(broken[1], offset(place["start"])))
                broken = None
            if event.__class__ is str:
                broken = None if event == "Rule" else (offset(place["start"]), offset(place["end"]))
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                words(value, offset(place["start"]), offset(place["end"]))
            elif leaf := _ON_LEAF.get(kind):
                leaf(self, value, offset(place["start"]), offset(place["end"]))
            elif kind == "Start":
                self._start(value, place, offset)
            elif kind == "End" and (end := _ON_END.get(value if value.__class__ is str else next(iter(value)))):
                end(self)
        self._end_block()

    def _start(self, tag: Any, place: Any, offset: Callable[[int], int]) -> None:
        name, detail = (tag, None) if tag.__class__ is str else next(iter(tag.items()))
        if start := _ON_START.get(name):
            start(self, name, detail)
        elif link := _ON_PLACE.get(name):
            link(self, detail, offset(place["start"]), offset(place["end"]))

    # What stands within a block

    def _words(self, value: str, start: int, end: int) -> None:
        if self._code or self._address or self._html.hiding:
            return
        out = self._images[-1] if self._images else self._builder.out
        if end - start == len(value) and self._text.startswith(value, start):
            out.text(start, end)
        else:
            out.put(value, start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if not (self._code or self._html.hiding):
            self._out.put(text, start, end)

    def _code_span(self, _value: str, start: int, end: int) -> None:
        self._put(OBJECT, start, end)

    def _inline_html(self, _value: str, start: int, end: int) -> None:
        if not self._images:
            self._html.inline(self._text[start:end], start)

    def _link(self, link: Any, start: int, end: int) -> None:
        if link["link_type"] in _ADDRESS_LINKS:
            self._put(OBJECT, start, end)
            self._address = True
        self._links.append((link["title"] if link["link_type"] == "Inline" else "", start, end))

    def _end_link(self) -> None:
        self._address = False
        title, start, end = self._links.pop()
        if title and not self._html.hiding:
            self._title(title, start, end)

    def _image(self, image: Any, start: int, end: int) -> None:
        self._put(OBJECT, start, start + 2)  # the mark alone: what follows stands in runs of its own
        self._images.append(self._builder.pieces())
        self._links.append((image["title"] if image["link_type"] == "Inline" else "", start, end))

    def _end_image(self) -> None:
        alt = self._images.pop()
        if alt:
            self._builder.attribute("alt", alt)
        self._end_link()

    def _title(self, title: str, start: int, end: int) -> None:
        """Add the title of the link that ends at `end`, if it stands there word for word."""
        text = self._text
        quote = end - 1
        while quote > start and text[quote - 1] in " \t\r\n":
            quote -= 1
        at = quote - 1 - len(title)
        opening = _CLOSING_QUOTES.get(text[quote - 1])
        if at - 2 > start and text[at - 1] == opening and text[at : quote - 1] == title and text[at - 2] in " \t\r\n":
            pieces = self._builder.pieces()
            pieces.text(at, quote - 1)
            self._builder.attribute("title", pieces)

    # Blocks

    def _block(self, _name: str, _detail: Any) -> None:
        self._end_block()

    def _end_block(self) -> None:
        listed = bool(self._containers) and self._containers[-1] == _ITEM
        self._end_run(RunKind.LIST_ITEM if listed else RunKind.PARAGRAPH)

    def _container(self, name: str, _detail: Any) -> None:
        self._end_block()
        self._containers.append(name)

    def _end_container(self) -> None:
        self._end_block()
        self._containers.pop()

    def _heading(self, _name: str, detail: Any) -> None:
        self._end_block()
        self._level = int(detail["level"][1])

    def _end_heading(self) -> None:
        self._end_run(RunKind.HEADING)

    def _table_row(self, _name: str, _detail: Any) -> None:
        self._row = self._builder.block()

    def _end_row(self) -> None:
        self._row = None

    def _end_cell(self) -> None:
        self._end_run(RunKind.TABLE_CELL)

    def _end_run(self, kind: RunKind) -> None:
        self._builder.end(kind, level=self._level, block=self._row)
        self._html.end_inline()

    def _code_block(self, _name: str, _detail: Any) -> None:
        self._end_block()
        self._code = True

    def _end_code(self) -> None:
        self._code = False

    def _html_line(self, _value: str, start: int, end: int) -> None:
        self._lines.append((start, end))

    def _end_html(self) -> None:
        lines, self._lines = self._lines, []
        if not lines:
            return
        base = at = lines[0][0]
        parts: list[str] = []
        gaps: list[Span] = []
        for start, end in lines:
            if start > at:  # the marks of quotes and the indent of lists at the head of a line
                parts.append(" " * (start - at))
                gaps.append(Span(at - base, start - base))
            parts.append(self._text[start:end])
            at = end
        self._html.read("".join(parts), base, gaps)
        self._html.end()
        self._html.leave(self._text, at)


# What is done with each kind of event. Tables of a reader's own would tie it into circles, which are not freed at once.
_ON_LEAF: dict[str, Callable[[_Reader, Any, int, int], None]] = {
    "Code": _Reader._code_span,
    "Html": _Reader._html_line,
    "InlineHtml": _Reader._inline_html,
}
_ON_PLACE: dict[str, Callable[[_Reader, Any, int, int], None]] = {"Link": _Reader._link, "Image": _Reader._image}
_ON_START: dict[str, Callable[[_Reader, str, Any], None]] = {
    "Heading": _Reader._heading,
    "TableHead": _Reader._table_row,
    "TableRow": _Reader._table_row,
    "CodeBlock": _Reader._code_block,
    **dict.fromkeys(("Paragraph", "List", "Table", "HtmlBlock"), _Reader._block),
    **dict.fromkeys(_CONTAINERS, _Reader._container),
}
_ON_END: dict[str, Callable[[_Reader], None]] = {
    "Paragraph": _Reader._end_block,
    "Heading": _Reader._end_heading,
    "TableCell": _Reader._end_cell,
    "TableHead": _Reader._end_row,
    "TableRow": _Reader._end_row,
    "CodeBlock": _Reader._end_code,
    "HtmlBlock": _Reader._end_html,
    "Link": _Reader._end_link,
    "Image": _Reader._end_image,
    **dict.fromkeys(_CONTAINERS, _Reader._end_container),
}
