"""Patterns, texts and glossaries to try one way of matching against another on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from termlint.glossaries import builtin_text
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.patterns import BEGIN, END
from termlint.glossary.read import read_glossary
from termlint.triggers import _MARK, _TRIGGERS

WORDS = {"food": ("kale", "red cabbage", "red", "it's"), "part": ("neck", "ego's"), "the": ("the", "a", "an")}
ATOMS = (
    "into", "well", "s", "k", "i", " ", " the ", "{food}", "{part}", "{the}", r"\w", r"\d", r"\S", r"\s", r"\p{L}", ".",
    "[a-z]", "[^a]", "[A-K'-]", r"[\p{L}'-]", r"[^\s,;:.!?()]", "[’']", r"\.", r"\b", "^", "$", "’", "é", "1",
    "(?!well)", "(?=in)", "(?<=into|well )", "(?<!the |a )", r"(?<=\p{L}{2,} )", r"(?<!\b(?:an?|the) {term})",
    r"(?<!the \w*)", r"(?<=into.*)",
    "(?<={term:abc|rubs} )", "(?!{part})",
)  # fmt: skip
QUANTIFIERS = ("", "", "", "", "?", "*", "+", "{0,2}", "{2}", "??", "*?", "{1,3}?", "?+")
TEXTS = (
    "into", "INTO", "well", "kale", "Red-Cabbage", "red  cabbage", "neck", "ego’s", "it's", "It’s", " ", " ", " ",
    "the", "a", "an", "x", "1", ".", ",", "\n", "é", "É", "–", "ſ", "K", "İ", "ı", "e\u0301",
    "²", "\x1f", "😀", "n't", "ß", "µ",
)  # fmt: skip


def _group(branches: list[str], opening: str) -> str:
    return f"{opening}{'|'.join(branches)})"


PATTERNS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner.filter(lambda one: "{term" not in one), st.sampled_from(QUANTIFIERS)),
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.builds(
            _group,
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from(("(?:", "(?:", "(?:", "(", "(?>", "(?x:", "(?-i:", "(?=", "(?!", "(?<=", "(?<!")),
        ),
    ),
    max_leaves=10,
)
RELATIVE = st.builds(
    "{}{}{}".format,
    PATTERNS | st.just(""),
    st.sampled_from(("{term}", "{term}", "{term:abc|rubs?}", r"\b{term}\b", "{term:(?-i:Abc)}")),
    PATTERNS | st.just(""),
)
PROSE = st.lists(st.sampled_from(TEXTS), max_size=8).map("".join)
SURFACES = ("abc", "ABC", "rub", "Rubs", "a bc", "aſc")


def marked(before: str, surface: str, after: str) -> str:
    """A text with a mention between its marks."""
    return f"{before}{BEGIN}{surface}{END}{after}"


def glossaries() -> Iterator[Compiled]:
    """The built-in glossary, and that of the example."""
    example = Path(__file__).parents[1] / "examples" / "software-docs" / "glossary.yml"
    for text in (builtin_text(), example.read_text(encoding="utf-8")):
        yield compile_glossary(read_glossary(("g.yml", text)))


def sentences(compiled: Compiled) -> list[str]:
    """All texts of a glossary's examples and misuses."""
    senses = [sense for term in compiled.glossary.terms for sense in term.senses]
    return [one.text for sense in senses for one in (*sense.examples, *sense.misuses)]


def every_token(low: str) -> list[re.Match[str]]:
    """The tokens of a sentence in lower case, the long way: every trigger is tried at every place."""
    word = re.compile(rf"\b(?:{_TRIGGERS.written()})")
    found: list[re.Match[str]] = []
    for at in range(len(low)):
        if found and at < found[-1].end():
            continue
        if token := word.match(low, at) or _MARK.match(low, at):
            found.append(token)
    return found
