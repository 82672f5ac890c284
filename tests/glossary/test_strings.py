"""Strings: all texts that a part of a pattern matches, where they are few."""

from __future__ import annotations

import pytest

from termlint.glossary.strings import strings
from termlint.glossary.syntax import parse


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("setups?", ("setups", "setup")),
        ("(?:a|b)[cd]", ("ac", "ad", "bc", "bd")),
        (r"\ba(?!x)", ("a",)),
        ("a|a", ("a", "a")),
        ("{food}s", ("kales", "oats")),
        ("a+", None),
        (r"\w", None),
        ("{other}", None),
        ("(?:[abcdefghij]){1,1}[abcdefghij][abcdefghij]", None),
    ],
)
def test_the_texts_that_a_pattern_matches(pattern: str, texts: tuple[str, ...] | None) -> None:
    """Each as often as there are ways; none where they are endless, many, or not known."""
    tree = parse(pattern)
    assert tree is not None
    assert strings(tree, {"food": ("kale", "oat")}) == texts
