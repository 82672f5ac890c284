"""Cuts a large Markdown source into parts that are parsed one after the other, because the parser's tree of a whole
takes twenty times its memory.

A part ends before a line that begins a block by itself, after a blank line, where nothing is open: there a definition
of a link would be one, and whether it is, the parser tells. What parts need of each other are the definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import Any, TypeAlias

from msgspec import Struct

from termlint.later import pattern
from termlint.long_text import Text

Event: TypeAlias = tuple[Any, Any]
"""An event of the parser and its place in the source, counted in bytes."""

SIZE = 1 << 17
"""From how many characters on a part may end."""

_PLACE = pattern(r"\n[ \t]*\r?\n(?=[A-Za-z]|#{1,6}[ \t])")
_OPEN = " \t\r\n#"
"""What may go on as a place where a part may end."""
_TRIAL = "the end of a part"
_FOOTNOTE = pattern(r"\[\^[^\[\]\n]+\]:")


class Part(Struct, frozen=True):
    """A stretch of a source, in code points, that is parsed by itself."""

    start: int
    end: int


class Parser:
    """Parses the parts of one text, which begins at `start`, with the `extensions` that are switched on."""

    def __init__(self, text: Text, start: int, extensions: Any) -> None:
        self._text = text
        self._extensions = extensions
        self._links: set[str] = set()
        self._footnotes: dict[int, frozenset[str]] = {}
        self.parts = (Part(start, len(text)),) if len(text) - start <= SIZE else tuple(self._cut(start))
        """The parts in order, the whole where it is not large."""
        if len(self.parts) > 1:
            self._footnotes = {part.start: found for part in self.parts if (found := self._defined(part))}

    def events(self, part: Part) -> tuple[Iterator[Event], str, int]:
        """The events of a part, its text, and by how many bytes their places are further off than in that."""
        from pyromark import events_with_range

        text = self._text[part.start : part.end]
        if len(self.parts) == 1:
            return events_with_range(text, options=self._extensions), text, 0
        head = self._definitions(part, text)
        size = len(head.encode("utf-8"))
        events = events_with_range(head + text, options=self._extensions, broken_link_callback=self._link)
        return dropwhile(lambda event: event[1]["start"] < size, events) if head else events, text, size

    def _cut(self, start: int) -> Iterator[Part]:
        """The parts from `start` on. Where a place does not do, the next that is tried is a quarter further away, so
        that all trials together take a few times what parsing takes."""
        text, size = self._text, SIZE
        while (end := _place(text, start + size)) is not None:
            if self._ends(start, end):
                yield Part(start, end)
                start, size = end, SIZE
            else:
                size += SIZE + size // 4
        self._learn(self._definitions_of(text[start:]))
        yield Part(start, len(text))

    def _ends(self, start: int, end: int) -> bool:
        """Whether a part may end here; if so, the links that it defines are known after."""
        text = self._text[start:end]
        size = len(text.encode("utf-8"))
        text += f"[{_TRIAL}]: x\n"
        found = self._definitions_of(text)
        if _TRIAL not in found or found.pop(_TRIAL)["span"]["start"] != size:
            return False
        self._learn(found)
        return True

    def _definitions_of(self, text: str) -> dict[str, Any]:
        from pyromark import reference_definitions

        return reference_definitions(text, options=self._extensions)

    def _learn(self, labels: Iterable[str]) -> None:
        self._links.update(map(_label, labels))

    def _link(self, link: Any) -> tuple[str, str] | None:
        """Where a link leads that its part does not define; what the parser is told of it is not looked at."""
        return ("x", "") if _label(link["reference"]) in self._links else None

    def _defined(self, part: Part) -> frozenset[str]:
        """The footnotes that a part defines."""
        from pyromark import events_with_range

        text = self._text[part.start : part.end]
        if not _FOOTNOTE.search(text):
            return frozenset()
        events: Iterator[Event] = events_with_range(text, options=self._extensions)
        tags = (event["Start"] for event, _ in events if "Start" in event)
        return frozenset(tag["FootnoteDefinition"] for tag in tags if "FootnoteDefinition" in tag)

    def _definitions(self, part: Part, text: str) -> str:
        """What defines the footnotes that a part refers to and other parts define, to stand before it."""
        lower = _label(text) if "[^" in text else ""
        own = self._footnotes.get(part.start, frozenset())
        others = frozenset[str]().union(*self._footnotes.values()) if lower else frozenset()
        lines = [f"[^{label}]: x\n\n" for label in sorted(others - own) if f"[^{_label(label)}]" in lower]
        return "".join([*lines, "# x\n"]) if lines else ""


def _place(text: Text, start: int) -> int | None:
    """Where the first line from `start` on begins before which a part may end."""
    size = SIZE
    while start < len(text):
        window = text[start : start + size]
        if found := _PLACE.search(window):
            return start + found.end()
        done = len(window.rstrip(_OPEN)) if start + size < len(text) else size
        start += done
        size = SIZE if done else 2 * size
    return None


def _label(text: str) -> str:
    """What labels of links and footnotes are compared by."""
    return " ".join(text.split()).casefold()
