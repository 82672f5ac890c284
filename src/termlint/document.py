"""A parsed document: runs of prose with an exact way back to the source, and the sections they stand in.

A format builds these values while it parses; nothing is ever found again by searching the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from termlint.span import Span

OBJECT = "\ufffc"
"""Stands in a run for what is not prose (code, a template tag, a URL), so that no term matches across it."""


class RunKind(StrEnum):
    """What a run of prose is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    ATTRIBUTE = "attribute"
    METADATA = "metadata"


class Segment(Struct, frozen=True):
    """A stretch of a run: its text from offset `at` on comes from `span` of the source.

    `verbatim` segments have the same characters as the source; the others were decoded or replaced (an entity, a
    soft line break that became a space) and stand as a whole for their span.
    """

    at: int
    span: Span
    verbatim: bool = True


class ProseRun(Struct, frozen=True):
    """A stretch of prose that reads as one text: a paragraph, a heading, a table cell, an image's alt text.

    Segments are ordered, start at offset 0 and cover the text without a gap. `block` numbers the block that the run
    belongs to (a paragraph and its images' alt texts share one; so do the cells of a table row). `section` indexes
    `Document.sections`. `linted` is False for text that only serves as evidence (front matter such as tags). `key`
    names the attribute or front matter field that the text stands in.
    """

    kind: RunKind
    text: str
    segments: tuple[Segment, ...]
    block: int
    section: int = 0
    key: str = ""
    linted: bool = True

    def source_span(self, span: Span) -> Span:
        """The hull in the source of `span` of the run's text."""
        if not self.segments:
            return Span(0, 0)
        first = self._index(span.start)
        last = first if span.end <= span.start else self._index(span.end - 1)
        return Span(self._start(first, span.start), self._end(last, max(span.end, span.start)))

    def is_verbatim(self, span: Span) -> bool:
        """Whether `span` of the run's text lies within one verbatim stretch, so that an edit cannot cross markup."""
        first = self._index(span.start)
        return self.segments[first].verbatim and self._index(max(span.start, span.end - 1)) == first

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self.segments, at, key=lambda s: s.at) - 1)

    def _start(self, index: int, at: int) -> int:
        segment = self.segments[index]
        return segment.span.start + (at - segment.at) if segment.verbatim else segment.span.start

    def _end(self, index: int, at: int) -> int:
        segment = self.segments[index]
        return segment.span.start + (at - segment.at) if segment.verbatim else segment.span.end


class Section(Struct, frozen=True):
    """A part of a document under one heading. Section 0 is the document before any heading and parent of all.

    `level` is 0 for it and 1 to 6 under a heading; `heading` is the index of the heading's run, None for section 0.
    """

    level: int
    parent: int | None
    heading: int | None


ROOT = Section(0, None, None)


class Comment(Struct, frozen=True):
    """A comment in the format's own style: its whole span (delimiters included) and the text between them."""

    span: Span
    text: str


class Spots(Struct, frozen=True):
    """Where each run begins in the source, in order, and the runs that a search of the source itself may miss.

    A run is `hidden` where markup or an entity stands within one of its words, or where other runs stand within it.
    """

    starts: tuple[int, ...]
    hidden: tuple[int, ...] = ()


class Document(Struct, frozen=True):
    """What a format makes of a source. Runs are in the order of the source and disjoint in it.

    `runs` may make each run when it is first asked for.
    """

    source: str
    runs: Sequence[ProseRun]
    sections: tuple[Section, ...] = (ROOT,)
    comments: tuple[Comment, ...] = ()
    spots: Spots | None = None

    def runs_at(self, offsets: Iterable[int] | None) -> Sequence[int]:
        """The numbers of the runs that can hold words that stand at `offsets` of the source, and perhaps of others.

        All runs where it is not known which; for None, too.
        """
        if self.spots is None or offsets is None:
            return range(len(self.runs))
        starts = self.spots.starts
        found = {*self.spots.hidden, *(bisect_right(starts, at) - 1 for at in offsets)}
        return sorted(found - {-1})

    def heading_chain(self, section: int) -> tuple[int, ...]:
        """The runs of the headings above and of `section`, the nearest first."""
        chain: list[int] = []
        at: int | None = section
        while at is not None:
            if (heading := self.sections[at].heading) is not None:
                chain.append(heading)
            at = self.sections[at].parent
        return tuple(chain)
