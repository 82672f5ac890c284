"""Gates: closed often where a pattern cannot match, never where it can."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.gates import Gate, GroupWords, Look, gate
from termlint.glossary.patterns import BEGIN, END, compile_pattern

WORDS = {"food": ("kale", "red cabbage"), "part": ("neck", "ego's")}
GROUPS = GroupWords(WORDS)


@pytest.mark.parametrize(
    ("pattern", "words", "groups"),
    [
        ("error {term}", ("error",), ()),
        ("{term} until (?:\\w+ ){0,4}?soft", ("soft", "until"), ()),
        ("{term} colou?rs", ("colo",), ()),
        ("{term} colou{0,1}rs", ("colo",), ()),
        ("{term} {food}", (), ({"food"},)),
        ("{term} (?:{food}|{part})(?! of)", (), ({"food", "part"},)),
        ("{term} {food}?", (), ()),
        ("{term} (?:{food})*", (), ()),
        ("{term} (?!{food})", (), ()),
        ("{term} (?:{food}|x)", (), ()),
        ("{term} into|error", (), ()),
        ("(?x) error {term}", (), ()),
        ("[into] {term} \\bwell", ("well",), ()),
        ("{term:one|other} well", ("well",), ()),
        ("(?:[)] into|{term}) well", ("well",), ()),
        ("(?:\\) into|{term}) well", ("well",), ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, words: tuple[str, ...], groups: tuple[set[str], ...]) -> None:
    """Words and groups at the outermost level are needed, unless they are optional or one of several ways."""
    assert gate(pattern) == Gate(words, tuple(map(frozenset, groups)))


PIECES = [
    "{term}", "{term:abc}", " ", "into", "well", "{food}", "{part}", "?", "*", "+", "{0,2}", "{1,2}",
    "(?:{food}|{part})",
    "(?:into|{food})", "(?!well)", "(?=into)", "[a-z]", "\\w", "\\b", "\\.", "|", "^", "$", "(", ")", "(?i)", ".", "x",
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
        assert gate(pattern).is_open(Look(text, GROUPS))
