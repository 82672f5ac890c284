"""Runs and sections: the way back from prose to the source."""

from __future__ import annotations

import pytest

from termlint.document import ROOT, Document, Outline, ProseRun, RunKind, Section, Segment, SourceMap, Spots
from termlint.span import Span

# The source is "A **medical** massage\nand &amp; x", the run "A medical massage and & x".
RUN = ProseRun(
    RunKind.PARAGRAPH,
    "A medical massage and & x",
    SourceMap.of(
        Segment(0, Span(0, 2)),
        Segment(2, Span(4, 11)),
        Segment(9, Span(13, 21)),
        Segment(17, Span(21, 22), verbatim=False),
        Segment(18, Span(22, 26)),
        Segment(22, Span(26, 31), verbatim=False),
        Segment(23, Span(31, 33)),
    ),
    block=0,
)
SOURCE = "A **medical** massage\nand &amp; x"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("A", "A"),
        ("medical", "medical"),
        ("medical massage", "medical** massage"),
        ("A medical", "A **medical"),
        ("massage and", "massage\nand"),
        ("massage ", "massage\n"),
        ("&", "&amp;"),
        ("and &", "and &amp;"),
        ("& x", "&amp; x"),
        (RUN.text, SOURCE),
    ],
)
def test_a_span_of_a_run_has_its_hull_in_the_source(words: str, source: str) -> None:
    """Markup between the ends is in the hull, markup outside them is not, and decoded text stands as a whole."""
    at = RUN.text.index(words)
    assert RUN.source_span(Span(at, at + len(words))).of(SOURCE) == source


@pytest.mark.parametrize(
    ("words", "verbatim"),
    [
        ("medical", True),
        ("medical massage", False),
        ("massage", True),
        ("massage and", False),
        ("&", False),
        ("x", True),
    ],
)
def test_only_one_verbatim_stretch_is_safe_to_edit(words: str, verbatim: bool) -> None:
    """What crosses markup or was decoded is not verbatim."""
    at = RUN.text.index(words)
    assert RUN.is_verbatim(Span(at, at + len(words))) is verbatim


def test_an_empty_span_has_an_empty_place() -> None:
    """An empty span maps to a place between characters; a run without segments to the start."""
    assert RUN.source_span(Span(3, 3)) == Span(5, 5)
    assert ProseRun(RunKind.PARAGRAPH, "", SourceMap(), 0).source_span(Span(0, 0)) == Span(0, 0)


def test_the_heading_chain_goes_from_the_nearest_heading_up() -> None:
    """Section 0 has no heading; a deeper section has its own heading first, then those above."""
    sections = (ROOT, Section(1, 0, 0), Section(2, 1, 3), Section(1, 0, 7))
    document = Document("", (), sections)
    assert document.heading_chain(0) == ()
    assert document.heading_chain(1) == (0,)
    assert document.heading_chain(2) == (3, 0)
    assert document.heading_chain(3) == (7,)


def test_segments_are_what_the_map_was_made_of() -> None:
    """The columns of a map hold the whole of every segment."""
    segments = RUN.segments
    assert segments[2] == Segment(9, Span(13, 21))
    assert segments[3] == Segment(17, Span(21, 22), verbatim=False)
    assert SourceMap.of(*segments) == RUN.places


def test_an_offset_leads_to_the_run_that_begins_before_it() -> None:
    """Runs that the source does not show are among those that are found, whatever is looked for."""
    document = Document("", (RUN, RUN, RUN, RUN), spots=Spots((2, 10, 20, 30), hidden=(3,)))
    assert document.runs_at([]) == [3]
    assert document.runs_at([25, 10, 24]) == [1, 2, 3]
    assert document.runs_at([1]) == [3]
    assert list(document.runs_at(None)) == [0, 1, 2, 3]
    assert list(Document("", (RUN,)).runs_at([5])) == [0]


def test_an_outline_saves_making_a_run() -> None:
    """Kind, block and section come from the outline where there is one, and from the run where there is none."""
    outline = Outline((RunKind.HEADING,), (7,), (2,))
    for document, known in ((Document("", (RUN,)), RUN), (Document("", (), outline=outline), None)):
        kind, block, section = document.kind(0), document.block(0), document.section(0)
        assert (kind, block, section) == ((known.kind, 0, 0) if known else (RunKind.HEADING, 7, 2))
