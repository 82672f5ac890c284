"""Triggers: what opens or ends a negation is found wherever it stands."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import every_token

from termlint.fold import lower
from termlint.triggers import _TRIGGERS, tokens

PARTS = (
    *sorted(set(re.findall(r"[a-z']+", _TRIGGERS.written()))),
    *(*" ;:\u2014(),-", " - ", "not_x", "\u0130no", "no\u017ft", "so", "non't", "_isn't"),
)


@settings(derandomize=True, max_examples=3000, deadline=None)
@given(parts=st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(("", " ", " ", "-"))), max_size=8))
def test_tokens_are_looked_for_wherever_one_begins(parts: list[tuple[str, str]]) -> None:
    """Trying at a word what begins with it, and nothing else, finds what trying everything everywhere finds."""
    low = lower("".join(word + gap for word, gap in parts))
    assert [(m.span(), m.lastgroup) for m in tokens(low)] == [(m.span(), m.lastgroup) for m in every_token(low)]


def test_the_first_way_to_say_it_counts() -> None:
    """What looks like a negation and is none comes first, then what negates the words before it."""
    kinds = [token.lastgroup for token in tokens("not only, not required but no doubt and never or isn't")]
    assert kinds == ["pseudo", "comma", "after", "end", "pseudo", "and", "before", "or", "before"]


def test_what_begins_with_a_word_says_nothing_of_others() -> None:
    """A pattern has the ways that begin with its word, and so is small."""
    assert _TRIGGERS.beginning("lack").fullmatch("lack")
    assert not _TRIGGERS.beginning("lack").match("never")
    assert len(_TRIGGERS.written("lack")) < 40
