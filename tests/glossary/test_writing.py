"""Writing: what is found out about a pattern from its text alone."""

from __future__ import annotations

import msgspec

from termlint.glossary.writing import written
from termlint.glossary.written import Written

WORDS = {"part": ("neck", "lower back"), "odd": ("\u1e9e",)}
PATTERNS = {
    0: "{term} the {part}",
    1: "never (?:ever )?again",
    2: r"(?<=\bno (?:\w+ )?){term}",
    3: "{term} {odd}",
    4: "{term",
}


def test_what_is_known_of_patterns() -> None:
    """Those that name the mention have places, others a gate; `re` matches what it can, and sieves some of the rest."""
    known = written(PATTERNS, WORDS)
    assert [bool(one.places) for one in known.values()] == [True, False, True, True, False]
    assert [one.gate is None for one in known.values()] == [True, False, True, True, False]
    assert [one.quick is not None for one in known.values()] == [True, True, False, False, False]
    assert [one.sieve is not None for one in known.values()] == [False, False, True, False, False]
    assert known[0].groups == ("part",)


def test_it_is_kept_as_it_is() -> None:
    """What is kept with a compiled glossary is read back the same."""
    known = written(PATTERNS, WORDS)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(known), type=dict[int, Written]) == known
