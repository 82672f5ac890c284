"""Texts and rows of numbers in columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.columns import Packed, Phrases, packed, unpacked

NUMBERS = st.integers(0, 2**32 - 1)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=5)), st.lists(st.lists(NUMBERS, max_size=3).map(tuple)))
def test_there_and_back(texts: list[str], rows: list[tuple[int, ...]]) -> None:
    """What is put into a column comes out again, one by one, from behind, in part and all at once."""
    for column, values in ((Packed.of_texts(texts).texts(), texts), (Packed.of_rows(rows).rows(), rows)):
        assert list(column) == [column[at] for at in range(len(column))] == values
        assert [column[at] for at in range(-len(values), 0)] == values
        assert column[1:3] == tuple(values[1:3])
        assert column.chosen(range(0, len(values), 2)) == values[::2]
        assert column == tuple(values)


def test_bytes() -> None:
    """Bytes come out as they are, no text in them."""
    assert list(Packed.of_pieces([b"\xff", b"", b"ab"]).pieces()) == [b"\xff", b"", b"ab"]


def test_beyond_the_end() -> None:
    """There is nothing, as in any sequence."""
    column = Packed.of_texts(["a"]).texts()
    for index in (1, -2):
        with pytest.raises(IndexError):
            column[index]


def test_numbers_of_four_bytes() -> None:
    """As many bytes, and the same numbers."""
    assert len(packed([1, 2**32 - 1])) == 8
    assert list(unpacked(packed([1, 2**32 - 1]))) == [1, 2**32 - 1]


def test_phrases() -> None:
    """A table of texts and numbers in two columns."""
    phrases = Phrases.of({"spa": (1, 2), "gun": ()})
    assert (phrases.spelt.texts(), phrases.standing_for.rows()) == (("spa", "gun"), ((1, 2), ()))
    assert repr(phrases.spelt.texts()) == "('spa', 'gun')"
    assert hash(phrases.spelt.texts()) == hash(("spa", "gun"))
