"""Spans, lines and positions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.span import LineIndex, Span, Unit, places

PIECES = st.sampled_from(
    [
        "a",
        "é",
        "e\u0301",
        "漢",
        "😀",
        "👩‍⚕️",
        "\t",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x0c",
        "\udcff",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
LAWS = settings(max_examples=60, derandomize=True, deadline=None)


def _units(text: str) -> tuple[int, int, int]:
    """Code points, UTF-16 units and bytes of a text, counted the plain way."""
    wide = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text), wide, len(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-2, -1)])
def test_a_span_runs_forward_from_zero(start: int, end: int) -> None:
    """A range that is negative or runs backward is refused."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ((0, 3), (3, 5), False, False),
        ((0, 4), (3, 5), True, False),
        ((0, 5), (1, 4), True, True),
        ((1, 4), (0, 5), True, False),
        ((2, 5), (2, 5), True, True),
        ((2, 5), (3, 3), True, True),
        ((2, 5), (5, 5), False, True),
        ((2, 2), (2, 2), False, True),
    ],
)
def test_overlap_and_containment(one: tuple[int, int], other: tuple[int, int], overlaps: bool, contains: bool) -> None:
    """Neighbours do not overlap; a span contains itself and whatever lies within its ends."""
    assert Span(*one).overlaps(Span(*other)) is overlaps
    assert Span(*one).contains(Span(*other)) is contains


def test_hull_shift_length_and_text() -> None:
    """The small operations on a span."""
    span = Span(2, 5)
    assert span.hull(Span(7, 9)) == Span(2, 9)
    assert span.hull(Span(0, 1)) == Span(0, 5)
    assert span.shift(3) == Span(5, 8)
    assert span.shift(-2) == Span(0, 3)
    assert len(span) == 3
    assert span.of("abcdefg") == "cde"


def test_spans_sort_by_start_then_end() -> None:
    """Sorting spans gives the order of the text."""
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(3, 4)]


@given(text=TEXTS)
@LAWS
def test_positions_agree_with_counting_by_hand(text: str) -> None:
    """Row, column, UTF-16 column and byte column of every offset are what plain counting gives."""
    index = LineIndex(text)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line))
    for offset in range(len(text) + 1):
        row = max(n for n, start in enumerate(starts) if start <= offset)
        points, wide, size = _units(text[starts[row] : offset])
        at = index.position(offset)
        assert (at.row, at.column, at.utf16, at.byte, at.offset) == (row + 1, points + 1, wide + 1, size + 1, offset)


@given(text=TEXTS, data=st.data())
@LAWS
def test_places_in_order_are_those_of_the_index(text: str, data: st.DataObject) -> None:
    """The quick way to rows and columns, for offsets in order, gives what a line index gives."""
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)))))
    positions = map(LineIndex(text).position, offsets)
    assert list(places(text, offsets)) == [(at.row, at.column) for at in positions]
    assert list(map(LineIndex(text).place, offsets)) == list(places(text, offsets))


@given(text=TEXTS)
@LAWS
def test_a_column_leads_back_to_its_offset(text: str) -> None:
    """In every unit the offset of a position's row and column is that position, but within a line end its start."""
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        at = index.position(offset)
        want = min(offset, index.line_span(at.row).end)
        columns = {Unit.CHARACTERS: at.column, Unit.UTF16: at.utf16, Unit.UTF8: at.byte}
        for unit, column in columns.items():
            assert index.offset(at.row, column, unit) == want


@pytest.mark.parametrize(
    ("unit", "column", "offset"),
    [
        (Unit.UTF16, 2, 1),
        (Unit.UTF16, 3, 1),
        (Unit.UTF16, 4, 2),
        (Unit.UTF8, 3, 1),
        (Unit.UTF8, 5, 1),
        (Unit.UTF8, 6, 2),
        (Unit.UTF8, 99, 3),
        (Unit.CHARACTERS, 99, 3),
    ],
)
def test_a_column_within_a_character_goes_back_to_its_start(unit: Unit, column: int, offset: int) -> None:
    """A column that points into a surrogate pair, a byte sequence or past the line is brought back."""
    assert LineIndex("a😀b\nc").offset(1, column, unit) == offset


def test_lines_end_at_line_feeds_and_carriage_returns_only() -> None:
    """Form feeds, NEL and Unicode separators end no line, as in editors."""
    index = LineIndex("a\x0cb\x85c\u2028d\x1de\r\nf\rg\n")
    assert index.rows == 4
    assert index.line_span(1) == Span(0, 9)
    assert index.line_span(2) == Span(11, 12)
    assert index.line_span(4) == Span(15, 15)


def test_a_byte_order_mark_counts_as_it_stands() -> None:
    """A BOM is a character of the first line."""
    at = LineIndex("\ufeffab").position(2)
    assert (at.column, at.utf16, at.byte) == (3, 3, 5)


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    """Positions are given for places in the text only."""
    with pytest.raises(ValueError, match="outside the text"):
        LineIndex("ab").position(offset)


def test_positions_far_into_one_long_line_are_right_in_any_order() -> None:
    """The marks kept for long lines give the same columns whatever was asked before."""
    text = "é😀" * 6000
    index = LineIndex(text)
    for offset in (12000, 4096, 4097, 8192, 11999, 1, 8193):
        at = index.position(offset)
        _, wide, size = _units(text[:offset])
        assert (at.column, at.utf16, at.byte) == (offset + 1, wide + 1, size + 1)
