"""Patterns made of bytecode, held against those that `re` compiles: it calls two equal where all of them is."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.msgpack import decode, encode

import termlint
from termlint import bytecode
from termlint.bytecode import Bytecode
from termlint.later import pattern

PIECES = st.sampled_from(
    [
        *("a", "[a-z]", r"\w", r"\b", ".", "é", "\U0001f600", r"[^\W\d_]", "(?:ab|cd)", "(x)", "(?P<n>y)", "(?<=a)"),
        *(
            "(?!b)",
            "(?<!z)",
            "|",
            "a*",
            "b+?",
            "c{2,3}",
            "d++",
            "(?>e|f)",
            "^",
            "$",
            r"\Z",
            "[\u0100-\uffff]",
            "(?i:q)",
        ),
    ]
)
FLAGS = st.sampled_from([0, re.IGNORECASE, re.IGNORECASE | re.DOTALL, re.MULTILINE, re.VERBOSE, re.ASCII])


def compiled(source: Any, flags: int = 0) -> Any:
    """The pattern by way of bytecode, which went through a file."""
    code = Bytecode.of(source, flags)
    return code and decode(encode(code), type=Bytecode).pattern(source)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(pieces=st.lists(PIECES, max_size=8), flags=FLAGS)
def test_it_is_the_pattern_that_re_compiles(pieces: list[str], flags: int) -> None:
    """Whatever stands in the expression; and an expression that is none is refused in the same way."""
    source = "".join(pieces)
    try:
        expected = re.compile(source, flags)
    except re.error:
        with pytest.raises(re.error):
            Bytecode.of(source, flags)
        return
    made = compiled(source, flags)
    assert made == expected
    assert (made.flags, made.groups, made.groupindex) == (expected.flags, expected.groups, expected.groupindex)
    assert [m.groupdict() for m in made.finditer("axyéAXY")] == [m.groupdict() for m in expected.finditer("axyéAXY")]


def test_bytes_are_matched_too() -> None:
    """Expressions for bytes have bytecode of their own."""
    assert compiled(rb"(?P<w>[\xc4-\xf4])+") == re.compile(rb"(?P<w>[\xc4-\xf4])+")


def modules() -> list[ModuleType]:
    """All of the program."""
    found = pkgutil.walk_packages(termlint.__path__, "termlint.")
    return [importlib.import_module(one.name) for one in found if not one.name.endswith("__main__")]


def test_the_programs_own_patterns_are_what_they_would_be() -> None:
    """Each pattern that a module has, and each can be kept."""
    lazy = type(pattern("a"))
    own = {id(p): p for module in modules() for p in vars(module).values() if isinstance(p, re.Pattern | lazy)}
    assert len(own) > 100
    for one in own.values():
        expected = re.compile(one.pattern, one.flags & ~re.UNICODE if isinstance(one.pattern, str) else one.flags)
        assert compiled(one.pattern, expected.flags) == expected


@pytest.mark.parametrize(
    "broken",
    [
        Bytecode(32, 0, {}, b""),
        Bytecode(32, 0, {}, b"\0\0\0"),
        Bytecode(32, 0, {}, b"\xff" * 64),
        Bytecode(32, -1, {}, b"\x01\0\0\0"),
        Bytecode(32, 0, {"name": 7}, b"\x01\0\0\0"),
        Bytecode(1 << 70, 0, {}, b"\x01\0\0\0"),
        Bytecode(32, 1 << 40, {}, b"\x01\0\0\0"),
    ],
    ids=["nothing", "half a word", "no code", "too few groups", "a name without a group", "flags", "groups"],
)
def test_what_is_no_bytecode_gives_no_pattern(broken: Bytecode) -> None:
    """Nothing is matched by it, and nothing raised."""
    assert broken.pattern("a") is None


@settings(max_examples=200, derandomize=True, deadline=None)
@given(at=st.integers(0, 1000), word=st.integers(0, 2**32 - 1))
def test_a_changed_word_does_no_harm(at: int, word: int) -> None:
    """Whatever word is changed, `re` refuses the code or makes a pattern; it does not crash."""
    code = Bytecode.of(r"(?P<a>x+)(?:[a-f]|\d{2,3})*?\b(?=z)")
    assert code is not None
    place = at * 4 % len(code.words)
    words = code.words[:place] + word.to_bytes(4, sys.byteorder) + code.words[place + 4 :]
    Bytecode(code.flags, code.groups, code.names, words).pattern("x")


@pytest.mark.parametrize("lost", ["parse", "_code"])
def test_another_re_has_no_bytecode(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part of `re` is not there that this relies on, nothing is compiled in its way."""
    module = importlib.import_module("re._parser" if lost == "parse" else "re._compiler")
    monkeypatch.delattr(module, lost)
    assert Bytecode.of("a") is None


def test_another_interpreter_has_no_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where those modules are missing, or the one that makes patterns."""
    code = Bytecode.of("a")
    assert code is not None
    monkeypatch.setitem(sys.modules, "_sre", None)
    assert code.pattern("a") is None
    monkeypatch.setattr(bytecode, "import_module", lambda name: importlib.import_module(f"termlint.{name}"))
    assert Bytecode.of("a") is None
