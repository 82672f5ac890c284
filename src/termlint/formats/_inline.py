"""Reads what stands within a block of Markdown: text, breaks, code, links, images and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from termlint.document import OBJECT
from termlint.formats._hypertext import HypertextReader
from termlint.formats._pieces import Pieces
from termlint.formats._runs import Builder
from termlint.formats._words import BETWEEN
from termlint.long_text import Text

Events: TypeAlias = Iterator[tuple[Any, Any]]
"""Events of the parser, each with its place in the source, counted in bytes."""

STYLES = frozenset(("Strong", "Emphasis", "Strikethrough"))
INLINE = STYLES | {"Link", "Image"}
_ADDRESS_LINKS = frozenset(("Autolink", "Email"))
_CLOSING_QUOTES = {'"': '"', "'": "'", ")": "("}


class InlineReader:
    """Writes what is not plain text into the run that is open, in bytes as the parser counts them.

    `data` is what the parser reads; `place` turns a byte of it into the code point of `text`.
    """

    def __init__(
        self,
        builder: Builder,
        html: HypertextReader,
        text: Text,
        data: bytes,
        place: Callable[[int], int],
    ) -> None:
        self._builder = builder
        self._html = html
        self._text = text
        self._data = data
        self._place = place
        self._marks = builder.out.marks
        self._joints = builder.joints
        self._titles: list[tuple[str, int]] = []  # of the links that are open, and where they begin
        self._shown = 0

    def hide(self, *, at_end: bool) -> None:
        """Forget what came since the content of an element that is no prose began; `at_end` of a block it may end."""
        if self._html.hidden:
            self._builder.out.cut(max(self._shown, self._builder.out.first))
        if at_end:
            self._html.end_inline()
        self._shown = len(self._marks)

    def decoded(self, value: str, start: int, end: int) -> bool:
        """Add the text `value` if something else stands for it in the source."""
        if start < end and value.encode("utf-8") == self._data[start:end]:
            return False
        if value and value not in BETWEEN:
            self._joints.append(len(self._marks))
        self._builder.out.put(value, start, end)
        return True

    def html(self, place: Any, last: int) -> int:
        """Read a tag or a comment; returns where the text ended that may go on after it."""
        self.hide(at_end=False)
        marks, start = self._marks, place["start"]
        size, base = len(marks), self._place(start)
        self._html.inline(self._text[base : self._place(place["end"])], base)
        for index in range(size, len(marks)):  # what is written stands for the name of the tag, which is ASCII
            marks[index] += start - base if marks[index] >= 0 else base - start
        self._shown = len(marks)
        return last if len(marks) == size else -1

    def link(self, tag: Any, place: Any, events: Events, last: int) -> int:
        """Read the start of a link, or all of an image or an address; returns where the text ended that may go on after
        it."""
        if "Image" in tag:
            self._builder.out.put(OBJECT, place["start"], place["start"] + 2)  # the mark alone
            self._image(tag["Image"], place, events)
            return -1
        link = tag["Link"]
        if link["link_type"] in _ADDRESS_LINKS:
            self._builder.out.put(OBJECT, place["start"], place["end"])
            skip(events)
            return -1
        if self._titles or (link["title"] and link["link_type"] == "Inline"):
            self._open_link(link, place)
        return last

    def _open_link(self, link: Any, place: Any) -> None:
        self._titles.append((link["title"] if link["link_type"] == "Inline" else "", self._place(place["start"])))

    def end_link(self, place: Any) -> None:
        """Read the end of a link, at which its title is told."""
        if not self._titles:
            return
        title, start = self._titles.pop()
        if title and not self._html.hidden:
            self._add_title(title, start, self._place(place["end"]))

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

    def _image(self, image: Any, place: Any, events: Events) -> None:
        """Read an image. What describes it is a run of its own, and so is what describes those within it."""
        alts = [Pieces()]
        self._open_link(image, place)
        while alts:
            event, place = next(events)
            while event.__class__ is str:
                start, end = place["start"], place["end"]
                event, place = next(events)
                self._describe(alts[-1], " ", start, max(end, place["start"]))
            ((kind, value),) = event.items()
            if kind == "Start" and "Image" in value:
                self._describe(alts[-1], OBJECT, place["start"], place["start"] + 2)
                alts.append(Pieces())
                self._open_link(value["Image"], place)
            elif kind == "Start" and "Link" in value:
                if value["Link"]["link_type"] in _ADDRESS_LINKS:
                    self._describe(alts[-1], OBJECT, place["start"], place["end"])
                    skip(events)
                else:
                    self._open_link(value["Link"], place)
            elif kind == "End" and value in ("Link", "Image"):
                if value == "Image" and (alt := alts.pop()):
                    self._builder.attribute("alt", alt)
                self.end_link(place)
            elif kind in ("Code", "Text"):
                self._describe(alts[-1], value if kind == "Text" else OBJECT, place["start"], place["end"])

    def _describe(self, alt: Pieces, text: str, start: int, end: int) -> None:
        """Add to the text of an image, in code points."""
        start, end = self._place(start), self._place(end)
        if not self._html.hidden:
            if text == self._text[start:end]:
                alt.text(start, end)
            else:
                alt.put(text, start, end)


def skip(events: Events) -> None:
    """Pass what stands in a code block or an address, up to its end."""
    for event, _ in events:
        if "End" in event:
            break
