"""Patterns that are compiled when they are used, held against those that are compiled at once."""

from __future__ import annotations

import re

import pytest

from termlint import later
from termlint.later import Workshop, pattern

SOURCE = r"(?P<word>\w+)-\d"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are compiled during a test."""
    seen: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags=0: (seen.append(source), real(source, flags))[1])
    monkeypatch.setattr(later, "WORKSHOP", Workshop())
    return seen


def test_nothing_is_compiled_that_nobody_uses(compiled: list[str]) -> None:
    """To have a pattern ready costs nothing, be it wrong."""
    pattern(SOURCE)
    pattern("(")
    assert compiled == []


def test_a_pattern_is_compiled_once(compiled: list[str]) -> None:
    """Whichever of its methods are used, and however often."""
    ready = pattern(SOURCE)
    assert [bool(ready.match("a-1")), bool(ready.search("a")), ready.findall("a-1 b-2")] == [True, False, ["a", "b"]]
    assert compiled == [SOURCE]


@pytest.mark.parametrize("text", ["", "a-1", "b a-1 c-22", "A-1"])
def test_it_finds_what_the_pattern_finds(text: str) -> None:
    """By every method, with the flags that it was given."""
    ready, plain = pattern("(?P<word>[a-z]+)-[0-9]", re.IGNORECASE), re.compile("(?P<word>[a-z]+)-[0-9]", re.IGNORECASE)
    for name in ("match", "search", "fullmatch"):
        ours, theirs = getattr(ready, name)(text), getattr(plain, name)(text)
        assert (ours and (ours.span(), ours["word"])) == (theirs and (theirs.span(), theirs["word"]))
    assert ready.findall(text) == plain.findall(text)
    assert [m.span() for m in ready.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert ready.sub("-", text) == plain.sub("-", text)
    assert ready.split(text) == plain.split(text)
    assert (ready.pattern, ready.flags) == (plain.pattern, plain.flags)


def test_what_is_wrong_shows_when_it_is_used() -> None:
    """And not before: so every pattern is used by a test."""
    with pytest.raises(re.error):
        pattern("(").match("")
