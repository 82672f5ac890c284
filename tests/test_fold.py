"""Folding: what makes texts comparable, and the way back to where each character stood."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.fold import Folded, fold, folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Medical Massage", "medical massage"),
        ("medical-massage", "medical massage"),
        ("medical\u2010massage", "medical massage"),
        ("medical\u2011massage", "medical massage"),
        ("medical - massage", "medical - massage"),
        ("-massage-", "-massage-"),
        ("a-b-c", "a b c"),
        ("medical \t\n\u00a0\u2009massage", "medical massage"),
        ("  massage ", "massage"),
        ("mas\u00adsage", "massage"),
        ("mas\u200bsage\ufeff", "massage"),
        ("client\u2019s", "client's"),
        ("client\u02bcs", "client's"),
        ("STRASSE Straße", "strasse straße"),
        ("\u212aelvin \u017fpa", "kelvin spa"),
        ("ΜΑΣΑΖ ς", "μασαζ σ"),
        ("İ", "İ"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, spaces, inner hyphens, apostrophes and invisible characters are folded away, and nothing else."""
    assert fold(text) == folded


def test_fold_every_character() -> None:
    """Folding is idempotent, and one character at a time, for every code point there is."""
    for code in range(0x110000):
        character = chr(code)
        once = fold(character)
        assert len(once) <= 1
        assert fold(once) == once


@settings(derandomize=True, max_examples=200)
@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@settings(derandomize=True, max_examples=300)
@given(st.text(st.sampled_from(list("aB-\u2011 \t\u00a0\u00ad\u2019'\u0301\ufeff\U0001f600\u0130")), max_size=20))
def test_every_folded_character_knows_its_place(text: str) -> None:
    """A stretch of folded text that neither begins nor ends with a space folds from the stretch it points to."""
    result = folded(text)
    for start in range(len(result.text)):
        for end in range(start + 1, len(result.text) + 1):
            part = result.text[start:end]
            if part.strip() == part:
                assert fold(result.span(start, end).of(text)) in (part, fold(part))


SPECIAL = re.compile(
    r"(?P<gone>[\u00ad\u200b-\u200d\u2060\ufeff]+)|(?P<blank>(?<=\w)[-\u2010\u2011]\s?(?=\w)|\s+)"
    r"|(?P<apostrophe>[\u2018\u2019\u02bc\uff07])|(?P<other>.)",
    re.DOTALL,
)


def _one_by_one(text: str) -> Folded:
    """A text folded character by character."""
    found = [(match, match.lastgroup) for match in SPECIAL.finditer(text) if match.lastgroup != "gone"]
    instead = {"blank": " ", "apostrophe": "'"}
    letters = [instead.get(kind or "") or fold(match.group()) for match, kind in found]
    return Folded("".join(letters), tuple([match.start() for match, _ in found]))


@settings(derandomize=True, max_examples=3000, deadline=None)
@given(
    st.text(st.sampled_from(list("aBΣ-- \u2010\u2011  \t\u00a0\u2003\u00ad\u2019\u200b'\u0301\ufeff\U0001f600\u0130_")))
    | st.text(st.sampled_from(list("aB- ")))
)
def test_folding_at_once_is_folding_one_by_one(text: str) -> None:
    """However a text is folded, it is what its characters make one by one, each where it stood."""
    result, expected = folded(text), _one_by_one(text)
    assert result.text == expected.text
    assert (tuple(range(len(text))) if result.starts is None else result.starts) == expected.starts
