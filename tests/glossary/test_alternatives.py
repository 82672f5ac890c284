"""Alternatives: any of some words, as a list and as a tree."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.alternatives import _FEW, any_of, filled, tree_of

WORDS = st.text("ab '", min_size=1, max_size=5).map(str.strip).filter(bool)


@pytest.mark.parametrize("write", [any_of, tree_of])
def test_the_longest_word_comes_first(write: object) -> None:
    """Words stand between others, and a blank in one is any gap or hyphen."""
    expression = re.compile(write(["red", "red cabbage", "reddish", "-x"]))  # type: ignore[operator]
    assert [m[0] for m in expression.finditer("a red\n cabbage, red-cabbage, redder, reddish red")] == [
        "red\n cabbage",
        "red-cabbage",
        "reddish",
        "red",
    ]
    assert re.search(write([]), "red") is None  # type: ignore[operator]


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(
    words=st.lists(WORDS, max_size=8),
    after=st.sampled_from(("", " a", "?", "[ab]")),
    text=st.text("ab '-", max_size=12),
)
def test_a_tree_finds_what_a_list_finds(words: list[str], after: str, text: str) -> None:
    """The same words at the same places, in the same order of trying them."""
    tree, plain = (re.compile(f"({write(words)}){after}") for write in (tree_of, any_of))
    assert [m.span(1) for m in tree.finditer(text)] == [m.span(1) for m in plain.finditer(text)]


def test_short_lists_are_filled_in_as_they_are() -> None:
    """A tree of few words takes longer to be made than it saves; many words become one, and a group without any fits
    nothing."""
    few, many = (tuple(f"word{number:02}" for number in range(size)) for size in (_FEW, _FEW + 1))
    assert filled("a \0few\0 b", {"few": few}) == f"a {any_of(few)} b"
    assert filled("a \0many\0", {"many": iter(many)}) == f"a {tree_of(many)}"
    assert filled("\0none\0", {}) == any_of(())
