"""Placing: where a mention stands in a pattern, and what that asks of the text around it."""

from __future__ import annotations

import pytest

from termlint.glossary.beside import Place
from termlint.glossary.placing import places
from termlint.glossary.syntax import parse


def starts(*texts: str, group: str = "") -> frozenset[tuple[str, str]]:
    """Texts, each before anything or before a word of a group."""
    return frozenset((text, group) for text in texts)


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("{term} into", Place(None, None, starts(" into"))),
        (
            "{term:Rubs?} (?:the |a )?{food}",
            Place(frozenset({"rub", "rubs"}), None, starts(" ", " the ", " a ", group="food")),
        ),
        (r"\b(?:no|any) {term}(?! x)", Place(None, starts(" on", " yna"), None)),
        ("(?:a|b)+ {term}", Place(None, starts(" a", " b"), None)),
        (r"{term} (?:\w+ )?x", Place(None, None, starts(" ", " x"))),
        ("{term}(?: the)*", Place()),
        ("x{term}[- ]y", Place(None, starts("x"), starts("-y", " y"))),
        ("(?:{term})", Place()),
        ("{term}?", Place()),
    ],
)
def test_what_stands_beside_a_mention(pattern: str, place: Place) -> None:
    """Before it from its end; the first letters where no group is named; nothing where it need not be there."""
    found = places(parse(pattern))[0]
    assert (found.forms, found.before, found.after) == (place.forms, place.before, place.after)
