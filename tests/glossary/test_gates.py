"""Gates: closed often where a pattern cannot match, never where it can."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.gates import Gate, Gates
from termlint.glossary.patterns import BEGIN, END, compile_pattern

WORDS = {"food": ("kale", "red cabbage"), "part": ("neck", "ego's")}


@pytest.mark.parametrize(
    ("pattern", "text", "is_open"),
    [
        ("{term} into", "INTO it", True),
        ("{term} into", "in to it", False),
        ("{term} (?:dough|bread)", "white bread", True),
        ("{term} (?:dough|bread)", "white rice", False),
        ("{term} {food}", "Red-Cabbage", True),
        ("{term} {food}", "neck", False),
        ("{term} (?:{part}|dough)", "dough", True),
        ("{term} (?:{part}|dough)", "neck", True),
        ("{term} ", "", True),
    ],
)
def test_a_gate_is_open_where_all_that_is_needed_stands(pattern: str, text: str, is_open: bool) -> None:
    """A word in any case, a group by any of its words; what needs nothing is always open."""
    gates = Gates({pattern: Gate.of(pattern)}, WORDS)
    assert gates.is_open(pattern, gates.look(text)) is is_open


PIECES = [
    "{term}", "{term:abc}", " ", "into", "well", "{food}", "{part}", "?", "*", "+", "{0,2}", "{1,2}",
    "(?:{food}|{part})",
    "(?:into|{food})", "(?!well)", "(?=into)", "[a-z]", "\\w", "\\b", "\\.", "|", "^", "$", "(", ")", "(?i)", ".", "x",
    "(?>well)", "(?P<n>into)", "(?<=into)", "\\pL", "\\u0061bc", "{e<=1}", "(?:into|well)",
    "(?:kale|into {food})", "İNTO",
]  # fmt: skip
TEXTS = [
    "into",
    "INTO",
    "well",
    "kale",
    "Red-Cabbage",
    "red  cabbage",
    "neck",
    "ego\u2019s",
    "\u212aale",
    " ",
    "x",
    "abc",
    ".",
]


@settings(derandomize=True, max_examples=800, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
    before=st.lists(st.sampled_from(TEXTS), max_size=4),
    after=st.lists(st.sampled_from(TEXTS), max_size=5),
)
def test_an_open_gate_wherever_a_pattern_matches(pieces: list[str], before: list[str], after: list[str]) -> None:
    """Whatever the pattern and the text, a closed gate means that there is no match."""
    import regex

    pattern = "".join(pieces)
    text = f"{''.join(before)}{BEGIN}abc{END}{''.join(after)}"
    try:
        compiled = compile_pattern(pattern, WORDS)
    except regex.error:
        return
    if compiled.search(text):
        gates = Gates({pattern: Gate.of(pattern)}, WORDS)
        assert gates.is_open(pattern, gates.look(text))
