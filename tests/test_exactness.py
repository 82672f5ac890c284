"""Exactness: what is left out to save time changes no byte of what is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termlint.evidence
import termlint.fold
import termlint.negation
from termlint.anchors import Anchors, RawText
from termlint.diagnostic import RunResult
from termlint.formats._pieces import Pieces
from termlint.formats.base import Format
from termlint.formats.html import FORMAT as HTML
from termlint.formats.markdown import FORMAT as MARKDOWN
from termlint.formats.plaintext import FORMAT as TEXT
from termlint.glossaries import builtin_text
from termlint.glossary.beside import Beside
from termlint.glossary.gates import Gates
from termlint.glossary.patterns import Expressions, _Expression
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.matcher import Matcher
from termlint.prefilter import Prefilter, Prescan
from termlint.report.base import Style
from termlint.report.json import REPORTER
from termlint.usage import render_usage

SMALL = """\
glossary: Care
evidence:
  part: {means: a part of the body, cues: [neck, shoulder, lower back]}
  no-oil: {means: no oil, cues: [{pattern: 'without (?:any )?oil'}], negated: oil}
  oil: {means: oil, cues: [oil, warm oil, "100 %"]}
terms:
  - term: rub
    senses:
      - id: skin
        definition: to work oil into skin
        cues: [oil, skin, {pattern: '{term} (?:the |your )?{part}', weight: 3}]
      - {id: data, definition: to change figures until they please, cues: [figures, report, audit, {group: no-oil}]}
  - term: hot stone
    abbreviations: [HS]
    senses:
      - {id: hot-stone, definition: a warm stone on the back, requires: {any: [oil], within: section}}
  - {term: rubdown, status: forbidden, use: rub}
"""
GLOSSARIES = tuple(read_glossary(("g.yml", text)) for text in (SMALL, builtin_text()))
QUICK, SLOW = (tuple(map(Linter, GLOSSARIES)) for _ in range(2))
PIECES = [
    *("rub", "rubs", "rubbed", "hot stone", "Hot Stone", "HS", "rubdown", "r", "ub", "oil", "skin", "figures", "audit"),
    *("neck", "lower back", "massage", "massaging", "medical massage", "a referral", "your scalp", "the data", "PT"),
    *(" the ", " without any ", " not ", "no ", "Is ", "? ", "Yes", ". ", ", ", " but ", " never ", "what is a "),
    *("*", "**", "_", "~~", "`", "<b>", "</b>", "<!-- x -->", "<img alt='rub the neck'>", "&#114;", "&amp;", "&shy;"),
    *("\u00ad", "\u200b", "[", "](u)", "[^1]", "\\", "{{ x }}", "{% x %}", "-", "\u2011", "’", "“", "”", "é", "İ", "ſ"),
    *("\n", "\n\n", "\n# ", "\n## ", "\n- ", "\n> ", "\n| a | b |\n|-|-|\n| ", " | ", "\n```\n", "---\ntitle: "),
    *("\n---\n", "<!-- termlint-disable -->", "https://a.example/rub ", "100 % ", "😀", "  ", "\t"),
]


WORDS = ("rub", "rubdown", "hot stone", "oil", "figures", "massage", "referral")
PAIRS = (("**", "**"), ("*", "*"), ("~~", "~~"), ("<b>", "</b>"), ("<i title='>'>", "</i>"), ("[", "](u)"), ("[", "]"))
WITHIN = ("\u00ad", "\u200b", "&shy;", "<!-- x -->", "<!-- a > b -->", "\\\n", "{# x #}", "{{ x }}", "[^1]", "`x`")


@st.composite
def interrupted(draw: st.DrawFn) -> str:
    """A word with markup or an entity in it, between two words of prose."""
    word = draw(st.sampled_from(WORDS))
    at = draw(st.integers(0, len(word) - 1))
    opening, closing = draw(st.sampled_from((*PAIRS, *((mark, "") for mark in WITHIN))))
    spelt = f"{word[:at]}&#{ord(word[at])};{word[at + 1 :]}"
    return f"The {draw(st.sampled_from((f'{word[:at]}{opening}{word[at:]}{closing}', spelt)))} here. "


DOCUMENTS = st.lists(st.sampled_from(PIECES) | interrupted(), max_size=30).map("".join)


@contextmanager
def exhaustive() -> Iterator[None]:
    """Everything is parsed, folded and searched, every pattern compiled whole and tried everywhere."""

    def look(_: Prefilter, source: str) -> Prescan:
        return Prescan(True, RawText(source), None)

    def every(self: Beside, bits: int, _: object) -> tuple[int, ...]:
        return tuple(number for number, own in self._own.items() if bits & own)

    with (
        patch.object(Prefilter, "look", look),
        patch.object(Anchors, "offsets", lambda *_: None),
        patch.object(Pieces, "has_words", lambda _: False),
        patch.object(Matcher, "part", lambda self, _: self),
        patch.object(Gates, "is_open", lambda *_: True),
        patch.object(Beside, "could_match", every),
        patch.object(Expressions, "quick", lambda *_: None),
        patch.object(Expressions, "sieve", lambda *_: None),
        patch.object(_Expression, "is_worth_it", True),
        patch.object(termlint.negation, "may_tell", lambda _: True),
        patch.object(termlint.negation, "_tokens", lambda low: list(termlint.negation._TOKEN.finditer(low))),
        patch.object(termlint.evidence, "may_tell", lambda _: True),
        patch.object(termlint.fold, "_is_plain", lambda _: False),
    ):
        yield


def _said(linter: Linter, source: str, format: Format) -> list[str]:
    """Every byte of the JSON report and of the concordance."""
    result = linter.check(source, filename="a.md", format=format)
    run = RunResult((result,), linter.glossary.name, linter.glossary.digest)
    return ["".join(REPORTER.render(run, Style())), "".join(render_usage(run, "json", Style()))]


@pytest.mark.parametrize("format", [MARKDOWN, HTML, TEXT], ids=lambda f: f.name)
@pytest.mark.parametrize("which", range(len(GLOSSARIES)))
@settings(derandomize=True, max_examples=250, deadline=None)
@given(source=DOCUMENTS | interrupted())
def test_nothing_is_lost_by_what_saves_time(which: int, format: Format, source: str) -> None:
    """With everything that saves time, reports and resolutions are byte for byte those of the long way."""
    quick = _said(QUICK[which], source, format)
    with exhaustive():
        assert _said(SLOW[which], source, format) == quick


def test_the_long_way_is_another() -> None:
    """Without what saves time a text without a term is parsed, so that the two ways are not one."""
    parsed = []

    class Watched:
        name, suffixes = "markdown", (".md",)

        def parse(self, source: str, options: object) -> object:
            parsed.append(source)
            return MARKDOWN.parse(source, options)  # type: ignore[arg-type]

    linter = Linter(GLOSSARIES[0])
    linter.check("Nothing here.", filename="a.md", format=Watched())  # type: ignore[arg-type]
    assert not parsed
    with exhaustive():
        Linter(GLOSSARIES[0]).check("Nothing here.", filename="a.md", format=Watched())  # type: ignore[arg-type]
    assert parsed
