"""The helper for authors of formats finds every broken law."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from termlint.document import ROOT, Comment, Document, ProseRun, RunKind, Section, Segment, SourceMap
from termlint.span import Span
from termlint.testing import assert_faithful

HEADING = ProseRun(RunKind.HEADING, "Head", SourceMap.of(Segment(0, Span(2, 6))), 0, 1)
RUN = ProseRun(
    RunKind.PARAGRAPH,
    "a & b",
    SourceMap.of(Segment(0, Span(8, 10)), Segment(2, Span(10, 15), verbatim=False), Segment(3, Span(15, 17))),
    1,
    1,
)
GOOD = Document("# Head\n\na &amp; b\n", (HEADING, RUN), (ROOT, Section(1, 0, 0)), (Comment(Span(0, 3), "#"),))


def test_a_faithful_document_passes() -> None:
    """A document that keeps the laws is accepted."""
    assert_faithful(GOOD)


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (replace(RUN, text="a & c"), "called verbatim, but the source has ' b' and the run ' c'"),
        (replace(RUN, text="", places=SourceMap()), "is empty"),
        (replace(RUN, places=SourceMap()), "segments end at 0, the text at 5"),
        (replace(RUN, places=SourceMap.of(*RUN.segments[1:])), "segment 0 starts at 2 of the run, expected 0"),
        (
            replace(RUN, places=SourceMap.of(*RUN.segments[:2], Segment(3, Span(12, 14)))),
            "before the end of the last one",
        ),
        (replace(RUN, places=SourceMap.of(*RUN.segments[:2], Segment(3, Span(97, 99)))), "outside the source"),
        (replace(RUN, places=SourceMap.of(*RUN.segments, Segment(5, Span(17, 18)))), "segment 3 is empty"),
        (replace(RUN, section=7), "in section 7, which does not exist"),
        (replace(RUN, text="H", places=SourceMap.of(Segment(0, Span(2, 3)))), "not after the run before it"),
        (replace(RUN, text="e", places=SourceMap.of(Segment(0, Span(3, 4)))), "stands in two segments"),
        (replace(RUN, text="e", places=SourceMap.of(Segment(0, Span(9, 9), False))), "stands for nothing"),
    ],
)
def test_a_broken_run_is_found(run: ProseRun, message: str) -> None:
    """Each law of runs and segments is checked, and the message says what is wrong."""
    with pytest.raises(AssertionError, match=message):
        assert_faithful(replace(GOOD, runs=(HEADING, run)))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sections": ()}, "which does not exist"),
        ({"sections": (Section(1, None, None), Section(1, 0, 0))}, "section 0 is the document"),
        ({"sections": (ROOT, Section(1, None, 0))}, "has no parent"),
        ({"sections": (ROOT, Section(1, 0, None))}, "has no heading"),
        ({"sections": (ROOT, Section(1, 1, 0))}, "stands before its parent"),
        ({"sections": (ROOT, Section(7, 0, 0))}, "has level 7"),
        ({"sections": (ROOT, Section(1, 0, 1))}, "is a paragraph"),
        ({"sections": (ROOT, Section(1, 0, 0), Section(1, 1, 0))}, "its parent 1"),
        ({"comments": (Comment(Span(0, 99), "#"),)}, "ends outside the source"),
        ({"comments": (Comment(Span(0, 3), "x"),)}, "has another text"),
    ],
)
def test_broken_sections_and_comments_are_found(changes: dict, message: str) -> None:
    """Each law of sections and comments is checked."""
    with pytest.raises(AssertionError, match=message):
        assert_faithful(replace(GOOD, **changes))
