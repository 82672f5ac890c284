"""A parsed document: runs of prose with an exact way back to the source, and the sections they stand in.

A format builds these values while it parses; nothing is ever found again by searching the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from termlint.long_text import Text
from termlint.span import Span

OBJECT = "\ufffc"
"""Stands in a run for what is not prose (code, a template tag, a URL), so that no term matches across it."""

VERBATIM = -1
"""In place of the end of a stretch of source whose characters are those of the text."""


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


class SourceMap(Struct, frozen=True):
    """The segments of a run by columns, which are searched faster: where each begins in the text, where in the source,
    and where it ends there, `VERBATIM` for those that are."""

    ats: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, *segments: Segment) -> SourceMap:
        """The columns of `segments`."""
        ends = tuple(VERBATIM if s.verbatim else s.span.end for s in segments)
        return cls(tuple(s.at for s in segments), tuple(s.span.start for s in segments), ends)


class ProseRun(Struct, frozen=True):
    """A stretch of prose that reads as one text: a paragraph, a heading, a table cell, an image's alt text.

    The segments in `places` are ordered, start at offset 0 and cover the text without a gap. `block` numbers the block
    that the run belongs to (a paragraph and its images' alt texts share one; so do the cells of a table row). `section`
    indexes `Document.sections`. `linted` is False for text that only serves as evidence (front matter such as tags).
    `key` names the attribute or front matter field that the text stands in.
    """

    kind: RunKind
    text: str
    places: SourceMap
    block: int
    section: int = 0
    key: str = ""
    linted: bool = True

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the run, one by one."""
        ats, starts, ends = self.places.ats, self.places.starts, self.places.ends
        stops = (*ats[1:], len(self.text))
        return tuple(
            Segment(at, Span(start, start + stop - at if end == VERBATIM else end), end == VERBATIM)
            for at, stop, start, end in zip(ats, stops, starts, ends, strict=False)
        )

    def source_span(self, span: Span) -> Span:
        """The hull in the source of `span` of the run's text."""
        places = self.places
        ats, low, high = places.ats, span.start, span.end
        if not ats:
            return Span(0, 0)
        first = last = bisect_right(ats, low) - 1
        if high > low:
            last = bisect_right(ats, high - 1, first) - 1
        start, end = places.starts[first], places.ends[last]
        if places.ends[first] == VERBATIM:
            start += low - ats[first]
        return Span(start, places.starts[last] + high - ats[last] if end == VERBATIM else end)

    def is_verbatim(self, span: Span) -> bool:
        """Whether `span` of the run's text lies within one verbatim stretch, so that an edit cannot cross markup."""
        ats = self.places.ats
        first = bisect_right(ats, span.start)
        return self.places.ends[first - 1] == VERBATIM and (first == len(ats) or span.end <= ats[first])


class Section(Struct, frozen=True, gc=False):
    """A part of a document under one heading. Section 0 is the document before any heading and parent of all.

    `level` is 0 for it and 1 to 6 under a heading; `heading` is the index of the heading's run, None for section 0.
    """

    level: int
    parent: int | None
    heading: int | None


ROOT = Section(0, None, None)


TO_LINTER = "termlint"
"""Begins every comment that is addressed to the linter."""


class Comment(Struct, frozen=True):
    """A comment in the format's own style: its whole span (delimiters included) and the text between them."""

    span: Span
    text: str


class Spots(Struct, frozen=True):
    """Where each run begins in the source, in order, and the runs that a search of the source itself may miss.

    A run is `hidden` where markup or an entity stands within one of its words, or where other runs stand within it.
    """

    starts: Sequence[int]
    hidden: Sequence[int] = ()


class Outline(Struct, frozen=True):
    """What is known of each run before it is made: its kind, its block and its section."""

    kinds: Sequence[RunKind]
    blocks: Sequence[int]
    sections: Sequence[int]


class Document(Struct, frozen=True):
    """What a format makes of a source. Runs are in the order of the source and disjoint in it.

    `runs` may make each run when it is first asked for; what `outline` has of it can be had without.
    """

    source: Text
    runs: Sequence[ProseRun]
    sections: tuple[Section, ...] = (ROOT,)
    comments: tuple[Comment, ...] = ()
    spots: Spots | None = None
    outline: Outline | None = None

    def runs_at(self, offsets: Iterable[int] | None) -> Sequence[int]:
        """The numbers of the runs that can hold words that stand at `offsets` of the source, and perhaps of others.

        All runs where it is not known which; for None, too.
        """
        if self.spots is None or offsets is None:
            return range(len(self.runs))
        starts = self.spots.starts
        found = {bisect_right(starts, at) - 1 for at in offsets}  # no list: there may be millions
        found.update(self.spots.hidden)
        found.discard(-1)
        return sorted(found)

    def kind(self, run: int) -> RunKind:
        """The kind of the run with this number, which need not be made for it."""
        return self.outline.kinds[run] if self.outline else self.runs[run].kind

    def block(self, run: int) -> int:
        """The block of the run with this number, which need not be made for it."""
        return self.outline.blocks[run] if self.outline else self.runs[run].block

    def section(self, run: int) -> int:
        """The section of the run with this number, which need not be made for it."""
        return self.outline.sections[run] if self.outline else self.runs[run].section

    def heading_chain(self, section: int) -> tuple[int, ...]:
        """The runs of the headings above and of `section`, the nearest first."""
        chain: list[int] = []
        at: int | None = section
        while at is not None:
            here = self.sections[at]
            if here.heading is not None:
                chain.append(here.heading)
            at = here.parent
        return tuple(chain)
