"""Beside: what must stand around a mention, and that nothing is lost by asking for it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import PROSE, RELATIVE, SURFACES, WORDS, marked

from termlint.glossary.beside import Beside, _Side
from termlint.glossary.patterns import bounded, compile_pattern
from termlint.glossary.placing import places
from termlint.glossary.syntax import parse
from termlint.glossary.windows import Run, Window
from termlint.span import Span


def _open(pattern: str, text: str, at: Span) -> bool:
    beside = Beside({3: places(parse(bounded(pattern))), 5: places(parse("{term} zzz"))}, WORDS)
    window = Window(Run(text, beside.vocabulary), at, Span(0, len(text)))
    found = beside.could_match(beside.bits([3, 5]), window)
    assert set(found) <= {3}
    return bool(found)


@pytest.mark.parametrize(
    ("pattern", "text", "is_open"),
    [
        ("{term} into", "rub INTO", True),
        ("{term} into", "rub it into", False),
        ("{term:rubs} into", "rub into", False),
        ("{term} {food}", "rub Red-Cabbage", True),
        ("{term} {food}", "rub reds", False),
        ("{term} {food}", "rub ſ", False),
        (r"{term} (?:\w+ )*well", "rub it well", True),
        (r"{term} (?:\w+ )*well", "rub it", False),
        ("{term} into|{term} well", "rub well", True),
        ("(?i){term} into", "rub", True),
        ("{term} (?=into|{food})", "rub ", False),
    ],
)
def test_a_pattern_is_tried_where_all_that_it_needs_stands(pattern: str, text: str, is_open: bool) -> None:
    """The form, the words beside the mention, and those further off; one alternative is enough."""
    assert _open(pattern, text, Span(0, 3)) is is_open


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(pattern=RELATIVE, before=PROSE, surface=st.sampled_from(SURFACES), after=PROSE)
def test_no_match_is_lost(pattern: str, before: str, surface: str, after: str) -> None:
    """Whatever the pattern and the text, it is tried wherever it matches."""
    import regex

    try:
        matches = compile_pattern(pattern, WORDS).search(marked(before, surface, after), timeout=1)
    except (regex.error, TimeoutError):
        return
    if matches:
        assert _open(pattern, before + surface + after, Span(len(before), len(before) + len(surface)))


@settings(derandomize=True, deadline=None)
@given(words=st.lists(st.text("ab_1 -'\u2019\u00e9", max_size=5), max_size=4))
def test_first_words_of_many_at_once(words: list[str]) -> None:
    """Each word of a group, from the front and from behind, begins with one that is known of the group."""
    for back in (False, True):
        side = _Side([frozenset({("", "g")})], {"g": tuple(words)}, back=back)
        for word in words:
            first = re.match(r"\w*", word[::-1] if back else word)
            assert first
            assert side._groups_of(first[0]) == ("g",)
        assert len(side._firsts["g"]) <= len(words)
