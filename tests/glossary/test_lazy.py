"""Lazy sequences: like tuples, and made one by one."""

from __future__ import annotations

import pickle

import pytest

from termlint.glossary.lazy import Lazy


def test_it_is_like_a_tuple() -> None:
    """Length, items from either end, slices, iteration, search, equality and hash are those of the tuple."""
    lazy, whole = Lazy(3, str), ("0", "1", "2")
    assert (len(lazy), lazy[1], lazy[-1], lazy[1:], lazy[::-1]) == (3, "1", "2", ("1", "2"), ("2", "1", "0"))
    assert list(lazy) == list(whole)
    assert lazy.index("2") == 2
    assert "3" not in lazy
    assert lazy == whole
    assert whole == lazy
    assert lazy == Lazy(3, str)
    assert lazy != Lazy(2, str)
    assert lazy != ["0", "1", "2"]
    assert (hash(lazy), repr(lazy)) == (hash(whole), repr(whole))
    for index in (3, -4):
        with pytest.raises(IndexError):
            lazy[index]


def test_each_value_is_made_once() -> None:
    """A value is made when it is first asked for, and is the same object ever after."""
    made = []

    def make(index: int) -> list[int]:
        made.append(index)
        return [index]

    lazy = Lazy(3, make)
    assert lazy[-1] is lazy[2]
    assert made == [2]
    assert list(lazy)[2] is lazy[2]
    assert made == [2, 0, 1]


def test_it_travels() -> None:
    """In another process it makes its values anew."""
    assert pickle.loads(pickle.dumps(Lazy(2, str))) == ("0", "1")
