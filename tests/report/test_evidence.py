"""Evidence in words."""

from __future__ import annotations

import pytest

from termlint.glossary.model import Window
from termlint.report._evidence import clues, says
from termlint.resolution import Evidence, Polarity
from termlint.span import Span


def evidence(
    sense: str = "a",
    weight: float = 1.0,
    polarity: Polarity = Polarity.AFFIRMED,
    origin: str = "cue",
    at: int | None = 0,
) -> Evidence:
    """A piece of evidence on one character."""
    window = Window.PATH if at is None else Window.SENTENCE
    span = None if at is None else Span(at, at + 1)
    return Evidence("w", "w", sense, weight, polarity, window, span, origin=origin)


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([evidence()], "speaks for a"),
        ([evidence("a", -1)], "speaks against a"),
        ([evidence("a", 1.8), evidence("b", -0.4)], "speaks for a"),
        ([evidence("a", 1.8), evidence("b", 1.5), evidence("c", 1.6)], "speaks for a and c"),
        ([evidence("a", 1.8), evidence("b", 0.2)], "speaks for a"),
        ([evidence("a", -2, Polarity.NEGATED)], "negated: speaks against a"),
        ([evidence("a", 0.0, Polarity.NEGATED)], "negated: does not count for a"),
        ([evidence("a", 0.0, Polarity.QUESTIONED)], "in question: does not count for a"),
        ([evidence(at=None)], "the path speaks for a"),
        ([evidence(origin="section", at=None)], "nearby mentions mean a"),
        ([evidence(origin="expected", at=None)], "a is expected here"),
        ([evidence("a", -1, origin="expected", at=None)], "a is not expected here"),
    ],
)
def test_says(pieces: list[Evidence], words: str) -> None:
    """What the words on one place say is told in a few words, without numbers."""
    assert says(pieces) == words


def test_clues() -> None:
    """Evidence on the same words is one clue, the strongest stands first, and priors are none."""
    found = clues([evidence("a", 0.5), evidence("b", -2.0, at=4), evidence("c", 0.4), evidence("a", 9, origin="prior")])
    assert [(clue.span, clue.says, clue.strength) for clue in found] == [
        (Span(4, 5), "speaks against b", 2.0),
        (Span(0, 1), "speaks for a and c", 0.5),
    ]
