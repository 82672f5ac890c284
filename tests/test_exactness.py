"""Exactness: what is left out to save time changes no byte of what is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import every_token

import termlint.cue_places
import termlint.evidence
import termlint.fingerprint
import termlint.fold
import termlint.grounds
import termlint.judge
import termlint.nearness
import termlint.negation
import termlint.passage
import termlint.reading
import termlint.report._snippet
import termlint.report._terminal
import termlint.report.concise
import termlint.tally
from termlint.anchors import Anchors, RawText, Seen
from termlint.diagnostic import RunResult
from termlint.evidence import Sights
from termlint.features import Words
from termlint.fixer import fix
from termlint.formats._masks import Unmasked
from termlint.formats._runs import Builder
from termlint.formats.base import Format
from termlint.formats.html import FORMAT as HTML
from termlint.formats.markdown import FORMAT as MARKDOWN
from termlint.formats.mdx import FORMAT as MDX
from termlint.formats.plaintext import FORMAT as TEXT
from termlint.glossaries import builtin_text
from termlint.glossary.beside import Beside
from termlint.glossary.cache import dumps, loads
from termlint.glossary.cue_phrases import CuePhrases, Standing
from termlint.glossary.gates import Gates
from termlint.glossary.patterns import Expressions, _Expression
from termlint.glossary.read import read_glossary
from termlint.judge import Judge
from termlint.kept import Kept
from termlint.lexicon import Lexicons
from termlint.linter import Linter
from termlint.long_text import LongText, Text
from termlint.matcher import Matcher
from termlint.prefilter import Prefilter, Prescan
from termlint.reference import Reference
from termlint.report.base import Style
from termlint.report.concise import REPORTER as CONCISE
from termlint.report.full import REPORTER as FULL
from termlint.report.json import REPORTER as JSON
from termlint.signs import Sign
from termlint.span import LineIndex, Span
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
  - {term: kneading, status: deprecated, use: rub, synonyms: [knuckling], apart-from: [rub]}
  - {term: Wellness, case: exact, misspellings: [wellnes], senses: [{id: wellness, definition: being well}]}
"""
PLAIN = """\
glossary: Words alone
evidence:
  warmth: {means: something warm, cues: [warm, neck]}
terms:
  - term: rub
    senses:
      - {id: skin, definition: to work oil into skin, cues: [oil, skin], requires: {any: [warmth], within: section}}
      - {id: data, definition: to change figures until they please, cues: [figures, report, audit, the data]}
  - term: hot stone
    abbreviations: [HS]
    synonyms: [warm stone]
    senses:
      - {id: hot-stone, definition: a warm stone on the back, cues: [neck, lower back]}
      - {id: hot-item, definition: something stolen, cues: ["100 %", referral]}
  - term: massage
    senses: [{id: bodywork, definition: work on soft tissue, requires: {any: [warmth], within: document}}]
  - term: stamp
    senses:
      - {id: mark, definition: a mark, cues: [{pattern: 'a \\w+ audit'}, referral]}
      - {id: foot, definition: a step, cues: [skin]}
"""
GLOSSARIES = tuple(read_glossary(("g.yml", text)) for text in (SMALL, builtin_text(), PLAIN))
QUICK = tuple(Linter(loads(first, partial(bytes, rest), places=False)) for first, rest in map(dumps, GLOSSARIES))
SLOW = tuple(map(Linter, GLOSSARIES))
REPORTERS = (JSON, CONCISE, FULL)
PIECES = [
    *("rub", "rubs", "rubbed", "hot stone", "Hot Stone", "HS", "rubdown", "r", "ub", "oil", "skin", "figures", "audit"),
    *("kneading", "kneadings", "knuckling", "wellness", "Wellness", "wellnes", " or ", "/"),
    *(
        "Is it figures? ",
        "stamp",
        "warm",
        "a wet audit",
        "neck",
        "lower back",
        "massage",
        "massaging",
        "medical massage",
        "a referral",
        "your scalp",
        "the data",
        "PT",
    ),
    *(" the ", " without any ", " not ", "no ", "Is ", "? ", "Yes", ". ", ", ", " but ", " never ", "what is a "),
    *("*", "**", "_", "~~", "`", "<b>", "</b>", "<!-- x -->", "<img alt='rub the neck'>", "&#114;", "&amp;", "&shy;"),
    *("\u00ad", "\u200b", "[", "](u)", "[^1]", "\\", "{{ x }}", "{% x %}", "-", "\u2011", "’", "“", "”", "é", "İ", "ſ"),
    *("\r\n", "\r", "漢字 ", "\x1b[3m", "##[x]", "\u202e"),
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
PARAGRAPHS = st.sampled_from((
    *("Rub it.", "A massage.", "Try a hot stone.", "Massaging!", "An HS.", "Is it so?", "Yes.", "No.", "Warm oil."),
    *("The figures and the audit.", "Not the skin.", "A lower back.", "A referral.", "# Oil", "## Rub", "# On skin"),
    *("* neck", "> 100 %", "1. oil", "- a\n- skin", "| a | oil |\n|-|-|\n| rub | audit |", "```\nrub\n```", "Out."),
))  # fmt: skip
PAGES = st.lists(PARAGRAPHS | st.sampled_from(PIECES) | interrupted(), max_size=12).map("\n\n".join)


def _look(_: Prefilter, source: str) -> Prescan:
    return Prescan(True, RawText(source), None)


def _every(self: Beside, bits: int, _: object) -> tuple[int, ...]:
    return tuple(number for number, own in self._own.items() if bits & own)


def _places(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    return map(LineIndex(text).place, offsets)


def _close(*run: object, made: Callable[..., None] = Builder.close) -> None:
    made(*run[:-1], False)


def _found(self: Reference, find: Callable[..., object], *of: object) -> object:
    return find(self, *of)


def _among(words: Words, stems: Container[str], at: Span, *_: object) -> object:
    return {name: place for name, place in words.places(at).items() if name in stems}


def _shows(sign: Sign, marked: str, *_: object) -> bool:
    return any(re.search(way, marked, re.IGNORECASE) for _, way in (*sign.elsewhere, *sign.onward))


LONG_WAY: tuple[tuple[Any, str, Any], ...] = (
    (Judge, "_concerned", lambda *_: -1),
    (termlint.fingerprint, "_letters", lambda _: (0, 0)),
    (termlint.report.concise, "places", _places),
    (termlint.report._terminal, "_is_harmless", lambda _: False),
    (termlint.report._terminal, "_is_plain", lambda _: False),
    (termlint.report._snippet, "is_as_long_as_seen", lambda _: False),
    (Reference, "once", _found),
    (Prefilter, "look", _look),
    (Anchors, "look", lambda *_: Seen(None)),
    (termlint.reading, "asked", lambda *_: None),
    (CuePhrases, "standing", lambda self, cues, *_: Standing(self.of(cues), None)),
    (Lexicons, "may_speak", lambda *_: True),
    (Words, "_near", lambda *_: None),
    (Words, "among", _among),
    (Kept, "__getitem__", lambda self, key: self._make(key)),
    (termlint.evidence, "_sees_as_others", lambda *_: False),
    (Sights, "_from_run", Sights._seen_from),
    (termlint.cue_places, "_wanted", lambda compiled, *_: frozenset(range(len(compiled.cue_list)))),
    (termlint.evidence, "tells", lambda _: True),
    (termlint.nearness, "tells", lambda _: True),
    (termlint.grounds, "LEAST_SHARES", {}),
    (termlint.tally, "sums_to_scores", lambda *_: None),
    (termlint.judge, "_is_first", lambda *_: False),
    (Sign, "shows", _shows),
    (Sights, "may_quote", lambda *_: True),
    (Builder, "close", _close),
    (Unmasked, "touches", lambda *_: True),
    (Matcher, "part", lambda self, _: self),
    (Gates, "is_open", lambda *_: True),
    (Beside, "could_match", _every),
    (Expressions, "quick", lambda *_: None),
    (Expressions, "sieve", lambda *_: None),
    (_Expression, "is_worth_it", True),
    (termlint.negation, "_signs", lambda _: frozenset(termlint.negation._OF_ALL)),
    (termlint.negation, "tokens", every_token),
    (termlint.passage, "may_tell", lambda _: True),
    (termlint.fold, "_is_plain", lambda _: False),
)


@contextmanager
def exhaustive() -> Iterator[None]:
    """No glossary was kept; all is parsed, folded and searched, and every pattern compiled whole and tried everywhere.

    Every document is checked by every rule, what rules look up is looked up each time, nothing that is seen of a run or
    a sentence is kept for the next mention, evidence is summed piece by piece, and everything that is shown is taken to
    be no plain text.
    """
    with ExitStack() as stack:
        for owner, name, instead in LONG_WAY:
            stack.enter_context(patch.object(owner, name, instead))
        yield


def _said(linter: Linter, source: Text, format: Format) -> list[str]:
    """Every byte of the reports for programs and for people, and of the concordance."""
    result = linter.check(source, filename="a.md", format=format)
    run = RunResult((result,), linter.glossary.name, linter.glossary.digest)
    reports = ("".join(reporter.render(run, Style())) for reporter in REPORTERS)
    return [*reports, "".join(render_usage(run, "json", Style()))]


@pytest.mark.parametrize("format", [MARKDOWN, HTML, TEXT], ids=lambda f: f.name)
@pytest.mark.parametrize("which", range(len(GLOSSARIES)))
@settings(derandomize=True, max_examples=250, deadline=None)
@given(source=DOCUMENTS | interrupted() | PAGES)
def test_nothing_is_lost_by_what_saves_time(which: int, format: Format, source: str) -> None:
    """With everything that saves time, reports and resolutions are byte for byte those of the long way."""
    quick = _said(QUICK[which], source, format)
    with exhaustive():
        assert _said(SLOW[which], source, format) == quick


FEW = (
    *("judge._TOGETHER", "resolve._KEPT", "tally._KEPT", "evidence._MANY", "glossary.cue_phrases._KEPT"),
    *("passage._STRETCH", "asked._MANY", "anchors._LONG"),
)


@pytest.mark.parametrize("which", range(len(GLOSSARIES)))
@settings(derandomize=True, max_examples=150, deadline=None)
@given(source=DOCUMENTS | PAGES)
def test_nothing_is_lost_by_what_is_not_kept(which: int, source: str) -> None:
    """Rules that are asked of one mention after the other, of which nothing is kept, report what they report of all."""
    whole = _said(QUICK[which], source, MARKDOWN)
    with ExitStack() as stack:
        for name in FEW:
            stack.enter_context(patch(f"termlint.{name}", 1))
        assert _said(QUICK[which], source, MARKDOWN) == whole


@pytest.mark.parametrize("format", [MARKDOWN, MDX, HTML, TEXT], ids=lambda f: f.name)
@pytest.mark.parametrize("which", range(len(GLOSSARIES)))
@settings(derandomize=True, max_examples=100, deadline=None)
@given(source=DOCUMENTS | interrupted() | PAGES, near=st.sampled_from([12, 300]))
def test_a_text_in_utf_8_is_checked_like_a_string(which: int, format: Format, source: str, near: int) -> None:
    """Reports on a long text, and what fixing makes of it, are byte for byte those on a string."""
    check = partial(QUICK[which].check, filename="a.md", format=format)
    whole, mended = _said(QUICK[which], source, format), fix(source, check, unsafe=True)
    short = (
        ("long_text._PIECE", 1),
        ("cue_places._MANY", 0),
        ("neighbours._FAR", near),
        ("prefilter._REACH", 3_100 + near),
        ("prefilter._HEAD", near),
        ("span._LARGE", 0),
    )
    with ExitStack() as stack:
        for name, size in short:
            stack.enter_context(patch(f"termlint.{name}", size))
        assert _said(QUICK[which], LongText(source.encode()), format) == whole
        again = fix(LongText(source.encode()), check, unsafe=True)
    assert (again.text[:], again.applied, again.settled) == (mended.text, mended.applied, mended.settled)


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
