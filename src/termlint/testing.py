"""Help for those who test formats of their own: the laws that every document must keep."""

from __future__ import annotations

from itertools import pairwise

from termlint.document import Document, ProseRun, RunKind


def assert_faithful(document: Document) -> None:
    """Assert that `document` keeps the laws of `termlint.document`; the message says which one it breaks, and where.

    Verbatim segments reproduce the source; segments are ordered and cover their run without a gap; runs are in the
    order of the source and no two share a character of it; spans lie within the source; every section has a heading
    that opens it, under a parent of a lower level; comments lie within the source.
    """
    before = -1
    taken: list[tuple[int, int]] = []
    for index, run in enumerate(document.runs):
        where = f"run {index} ({run.kind}, {run.text[:40]!r})"
        assert run.text, f"{where} is empty"
        _assert_covered(document, run, where)
        start = run.segments[0].span.start
        assert start > before, f"{where} starts at {start}, not after the run before it, which starts at {before}"
        assert 0 <= run.section < len(document.sections), f"{where} is in section {run.section}, which does not exist"
        before = start
        taken += [(segment.span.start, segment.span.end) for segment in run.segments]
    taken.sort()
    for (start, end), (following, _) in pairwise(taken):
        assert end <= following, f"the source from {following} to {end} stands in two segments; one starts at {start}"
    _assert_sections(document)
    for comment in document.comments:
        assert comment.span.end <= len(document.source), f"the comment at {comment.span} ends outside the source"
        assert comment.text in comment.span.of(document.source), f"the comment at {comment.span} has another text"


def _assert_covered(document: Document, run: ProseRun, where: str) -> None:
    at = place = 0
    segments = run.segments  # made anew each time
    for number, segment in enumerate(segments):
        what = f"{where}: segment {number}"
        assert segment.at == at, f"{what} starts at {segment.at} of the run, expected {at}"
        last = number + 1 == len(segments)
        at = len(run.text) if last else segments[number + 1].at
        assert at > segment.at, f"{what} is empty"
        assert segment.span.start >= place, f"{what} starts at {segment.span.start}, before the end of the last one"
        assert segment.span.end <= len(document.source), f"{what} ends at {segment.span.end}, outside the source"
        assert len(segment.span) > 0, f"{what} stands for nothing in the source"
        place = segment.span.end
        if segment.verbatim:
            there, here = segment.span.of(document.source), run.text[segment.at : at]
            assert there == here, f"{what} is called verbatim, but the source has {there!r} and the run {here!r}"
    assert at == len(run.text), f"{where}: segments end at {at}, the text at {len(run.text)}"


def _assert_sections(document: Document) -> None:
    sections = document.sections
    assert sections, "a document has at least section 0"
    root = sections[0]
    assert (root.level, root.parent, root.heading) == (0, None, None), "section 0 is the document before any heading"
    for number, section in enumerate(sections[1:], 1):
        assert section.parent is not None, f"section {number} has no parent"
        assert section.heading is not None, f"section {number} has no heading"
        assert section.parent < number, f"section {number} stands before its parent {section.parent}"
        parent = sections[section.parent]
        assert 1 <= section.level <= 6, f"section {number} has level {section.level}"
        assert parent.level < section.level, f"section {number} has level {section.level}, its parent {parent.level}"
        heading = document.runs[section.heading]
        assert heading.kind is RunKind.HEADING, f"the heading of section {number} is a {heading.kind}"
        assert heading.section == number, f"the heading of section {number} is in section {heading.section}"
