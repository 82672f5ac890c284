"""Effort: what cannot take long, and what could."""

from __future__ import annotations

import pytest
from tests.generated import WORDS, glossaries

from termlint.glossary.effort import STEPS, Effort
from termlint.glossary.patterns import bounded
from termlint.glossary.plain import LENGTHS
from termlint.glossary.quick import quick
from termlint.glossary.syntax import parse

LITTLE = [
    "{term} (?:the |your )?{part}",
    "{term}[^.;:!?]{0,70}? into (?:[\\w'-]+ ){0,4}?(?:shape|form)",
    "{term}(?: (?:the|then|they))* {food}",
    "{term}(?: (?:the|tired|\\p{L}+'s))* x",
    "(?:\\w+ )?{term}",
    "a+b+c",
    "(?:a+b)+c",
    "\\w+ {term}",
]
MUCH = [
    "(?:a+)+b",
    "(?:a|a)+b",
    "(?:a|aa)+b",
    "(?:the|the cat|cat| )+b",
    "(?:\\w+\\s?)*b",
    "\\w+\\w+\\w+b",
    "(?:\\w+,?){9}b",
    "(?:{food} ?)+b",
    "(?:the|\\w+)+b",
    ".*.*{term}",
    "(?=(?:a+)+b)c",
]


@pytest.mark.parametrize("pattern", LITTLE)
def test_what_takes_little(pattern: str) -> None:
    """Repetitions that end where something else begins, words that no other begins, one repetition beside another."""
    tree = parse(pattern)
    assert tree is not None
    assert Effort(WORDS).is_little(tree)


@pytest.mark.parametrize("pattern", MUCH)
def test_what_could_take_long(pattern: str) -> None:
    """Repetitions in repetitions that can match the same, several in a row, words with which others begin."""
    tree = parse(pattern)
    assert tree is not None
    assert not Effort(WORDS).is_little(tree)


def test_more_steps_than_ways() -> None:
    """The figure counts each way to match what a text of the length can hold."""
    tree = parse("a{0,9}a{0,9}b")
    assert tree is not None
    assert 100 * LENGTHS[0] <= Effort({}).steps(tree) <= STEPS
    assert Effort({}, LENGTHS[1]).steps(tree) < Effort({}).steps(tree)


def test_most_patterns_of_a_glossary_take_little() -> None:
    """Those that are left to `regex` for their effort are few."""
    for compiled in glossaries():
        expressions = compiled.expressions
        trees = [parse(bounded(pattern)) for pattern in expressions.patterns.values()]
        known = [tree for tree in trees if tree is not None and quick(tree) is not None]
        effort = Effort(expressions.words)
        assert sum(map(effort.is_little, known)) >= 0.9 * len(known) > 50
