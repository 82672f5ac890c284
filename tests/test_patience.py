"""Patience: patterns are matched the quick way where that finds the same, and never without end."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import PROSE, RELATIVE, SURFACES, WORDS, marked

from termlint.glossary.marks import Words
from termlint.glossary.patterns import Expressions, compile_pattern
from termlint.glossary.writing import written
from termlint.patience import Patience
from termlint.span import Span


def _expressions(patterns: Mapping[int, str], words: Words) -> Expressions:
    return Expressions(patterns, words, written(patterns, words))


TRAP = r"{term}(?:a|aa)+$"


def test_the_first_match_around_a_mention() -> None:
    """By its cue, and as a span of the text; what lies beyond the part that is looked at does not count."""
    patience = Patience(_expressions({2: "{term} (?:the )?{part}", 4: "the {term}", 6: "never"}, WORDS))
    text = "Rub. Rub the neck, or rub the neck. The rub the neck"
    assert list(patience.around((2, 4), text, Span(5, 8), Span(5, 34))) == [(2, Span(5, 17))]
    assert list(patience.around((2, 4), text, Span(22, 25), Span(5, 34))) == [(2, Span(22, 34))]
    assert list(patience.around((2, 4), text, Span(40, 43), Span(36, 50))) == [(4, Span(36, 43))]
    assert list(patience.around((4,), text, Span(40, 43), Span(36, 52))) == [(4, Span(36, 43))]


def test_a_trap_is_given_up_and_told() -> None:
    """A pattern that could take for ever is matched with a clock, and no more once it ran out of time."""
    patience = Patience(_expressions({1: TRAP, 2: "{term}"}, {}))
    text = "rub" + "a" * 200 + "!"
    for _ in range(2):
        assert list(patience.around((1, 2), text, Span(0, 3), Span(0, 204))) == [(2, Span(0, 3))]
    assert patience.slow == [TRAP]


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(
    patterns=st.lists(RELATIVE, min_size=1, max_size=4, unique=True),
    sentences=st.lists(st.tuples(PROSE, st.sampled_from(SURFACES), PROSE), min_size=1, max_size=3),
)
def test_the_quick_way_finds_what_the_long_way_finds(
    patterns: list[str], sentences: list[tuple[str, str, str]]
) -> None:
    """For several mentions in one run, each with its window, and patterns compiled for more and more words."""
    text = "".join(before + surface + after for before, surface, after in sentences)
    known = {number: pattern for number, pattern in enumerate(patterns) if _first(pattern, "", "abc", "") is not None}
    patience = Patience(_expressions(known, WORDS))
    start = 0
    for before, surface, after in sentences:
        at = Span(start + len(before), start + len(before) + len(surface))
        found = dict(patience.around(tuple(known), text, at, Span(start, at.end + len(after))))
        for number, pattern in known.items():
            expected = _first(pattern, before, surface, after)
            if expected is not None and pattern not in patience.slow:
                assert ([found[number]] if number in found else []) == [span.shift(start) for span in expected]
        start = at.end + len(after)


def _first(pattern: str, before: str, surface: str, after: str) -> list[Span] | None:
    """The first match around a mention, if there is one, in the text without marks; None where nobody can tell."""
    import regex

    try:
        expression = compile_pattern(pattern, WORDS)
        found = expression.finditer(marked(before, surface, after), timeout=1)
        spans = [m.span() for m in found if m.end() > m.start()]
    except (regex.error, TimeoutError):
        return None
    first, last = len(before), len(before) + len(surface) + 1
    return [Span(*(place - (place > first) - (place > last) for place in span)) for span in spans[:1]]
