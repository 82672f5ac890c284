"""Patterns for `re`: where there is one, it finds what `regex` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import PATTERNS, PROSE, RELATIVE, SURFACES, WORDS, glossaries, marked, sentences

from termlint.glossary.alternatives import filled
from termlint.glossary.patterns import bounded, compile_pattern
from termlint.glossary.plain import is_plain
from termlint.glossary.quick import loosened, quick
from termlint.glossary.syntax import parse


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("Error {term}", "error\\ \ue000[^\ue001]*\ue001"),
        ("{term:Rubs?} {food}", "\ue000(?:rubs{0,1})\ue001\\ \0food\0"),
        (r"[A-F\p{L}’-]+?x", "[a-fa-zß-ž’\\-]{1,}?x"),
        ("(?<!a|bc|d)x", "(?<!a|d)(?<!bc)x"),
        ("(?<=a|bc)x", "(?:(?<=a)|(?<=bc))x"),
        (r"(?<=\p{L}{4,} )x", "(?<=[a-zß-ž]{4}\\ )x"),
        ("(?-i:A)b", None),
        ("a*", None),
        ("(?:a?)*b", None),
        ("(?<=a+b)x", "(?<=ab)x"),
        ("(?<=ba+)x", None),
        ("{food}?x", None),
        (r"[[a]x", None),
        (r"[a--b]x", None),
        (r"\p{Lu}x", None),
        (r"\Bx", None),
        ("é", None),
        (r"(a)\1", None),
    ],
)
def test_a_pattern_for_the_other_engine(pattern: str, source: str | None) -> None:
    """In lower case, with looks behind of one length each; none for what `re` does not know or may know otherwise."""
    assert quick(parse(pattern)) == source


def test_a_sieve_lets_through_all_that_matches() -> None:
    """Only looks behind that `re` cannot have are left out, where all must pass them."""
    tree = parse(r"(?<!b\w*)(?<!c)x(?<=b\w*)|y")
    assert tree is not None
    assert quick(tree) is None
    assert quick(loosened(tree)) == "(?<!c)x|y"
    within = parse(r"(?:(?<!b\w*)x)")
    assert within is not None
    assert quick(loosened(within)) is None


def _same(pattern: str, text: str, words: dict[str, tuple[str, ...]]) -> bool:
    """Whether both engines find the same in a text, if they both can look for the pattern; raises where they differ."""
    import regex

    source = quick(parse(bounded(pattern)))
    if source is None or not is_plain(text.replace("\ue000", "").replace("\ue001", "")):
        return False
    try:
        slow = compile_pattern(pattern, words)
        expected = [m.span() for m in slow.finditer(text, timeout=1) if m.end() > m.start()]
    except (regex.error, TimeoutError):
        return False
    found = [m.span() for m in re.finditer(filled(source, words), text.lower()) if m.end() > m.start()]
    assert found == expected, (pattern, text)
    return True


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(pattern=PATTERNS, text=PROSE)
def test_both_engines_find_the_same(pattern: str, text: str) -> None:
    """Whatever the pattern and the text."""
    _same(pattern, text, WORDS)


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(pattern=RELATIVE, before=PROSE, surface=st.sampled_from(SURFACES), after=PROSE)
def test_both_engines_find_the_same_around_a_mention(pattern: str, before: str, surface: str, after: str) -> None:
    """Whatever the pattern and the text around the mention."""
    _same(pattern, marked(before, surface, after), WORDS)


def test_both_engines_find_the_same_with_real_patterns() -> None:
    """All patterns of the built-in glossary and of the example, on all their examples and misuses."""
    compared = 0
    for compiled in glossaries():
        words = {name: tuple(forms) for name, forms in compiled.expressions.words.items()}
        for pattern in compiled.expressions.patterns.values():
            source = quick(parse(bounded(pattern)))
            if source is None:
                continue
            fast, slow = re.compile(filled(source, words)), compile_pattern(pattern, words)
            for text in sentences(compiled):
                low = text.lower()
                for hit in [*compiled.forms.hits(low)][:2]:
                    there = marked(text[: hit.start], text[hit.start : hit.end], text[hit.end :])
                    if is_plain(text):
                        expected = [m.span() for m in slow.finditer(there)]
                        assert [m.span() for m in fast.finditer(there.lower())] == expected, (pattern, text)
                        compared += bool(expected)
    assert compared > 300
