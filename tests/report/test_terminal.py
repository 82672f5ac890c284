"""Text made fit for a terminal, and problems as people read them."""

from __future__ import annotations

from unittest.mock import patch

import pytest
import regex
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.errors import Problem
from termlint.report import _snippet, _terminal
from termlint.report._problem import render_problem
from termlint.report._snippet import Mark, Row, _window
from termlint.report._terminal import (
    _PLAIN,
    _SPACES,
    _UNSAFE,
    Role,
    _is_harmless,
    _shown,
    cells,
    clip,
    clip_left,
    flat,
    one_line,
    pad,
    path,
    visible,
    width,
    wrap,
)
from termlint.report.base import Style


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "<U+001B>]0;title<U+0007>"),
        ("\x9b31m\x7f", "<U+009B>31m<U+007F>"),
        ("\u202eabc\u2069\u061c", "<U+202E>abc<U+2069><U+061C>"),
        ("zero\u200bwidth\u00ad\ufeff", "zero<U+200B>width<U+00AD><U+FEFF>"),
        ("mas\u200dsage", "mas<U+200D>sage"),
        ("👩\u200d⚕\ufe0f می\u200cخواهم", "👩\u200d⚕\ufe0f می\u200cخواهم"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("a\U000e0067", "a<U+E0067>"),
        ("caf\udce9 \ud800", "caf\\xe9 <U+D800>"),
        ("##[error]x", "##<U+005B>error]x"),
        ("line\u2028end", "line<U+2028>end"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """What acts or hides is shown by its number; what belongs to writing stays."""
    assert visible(text) == shown
    assert "".join(cell.text for cell in cells(text)) == shown


def test_the_quick_look_misses_nothing() -> None:
    """No character, alone or after letters, is taken for harmless that would be shown by its number or collapse."""
    for text in (*map(chr, range(0x110000)), "##[", "##vso[", "##teamcity[", "a\u200d", "a\u200c"):
        if _is_harmless(text):
            assert _UNSAFE.search(text) is None
            assert text == " " or not _SPACES.search(text)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text("ab \té“漢😀\ufe0f\U000e0100\u202e\x1b#[\udcff", max_size=12))
def test_the_quick_look_changes_nothing(text: str) -> None:
    """Texts are shown as they are without it."""
    slow = _UNSAFE.sub(lambda match: _shown(match.group()), _SPACES.sub(" ", text))
    assert (flat(text), one_line(text)) == (slow, slow.strip(" "))


def test_plain_characters_take_one_column_and_join_with_no_other() -> None:
    """What is counted as one column a character is so by the tables of widths and of clusters."""
    plain = [character for character in map(chr, range(0x110000)) if _PLAIN.fullmatch(character)]
    assert len(plain) > 800
    assert [c for c in plain if wcwidth.wcswidth(c) != 1 or _UNSAFE.search(c)] == []
    for beside in ("a", "“", "\u0301", "\u200d", "😀"):
        assert [c for c in plain if len(regex.findall(r"\X", c + "a")) != 2] == []
        assert [c for c in plain if len(regex.findall(r"\X", beside + c)) != 2] == []


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text("ab é“–…##[漢😀\u0301\t\u202e", max_size=40), st.integers(0, 40), st.integers(0, 9), st.integers(4, 30))
def test_a_plain_line_is_cut_as_any_line(text: str, start: int, length: int, room: int) -> None:
    """Counting characters instead of cells gives the same excerpt with the same marks."""
    start = min(start, len(text))
    marks = (Mark(start, min(start + length, len(text)), Role.ERROR, primary=True), Mark(0, 1, Role.EVIDENCE, "x"))
    row = Row(1, text, marks)
    quick = _window(row, room), list(cells(text)), width(text), wrap(text, room)
    with (
        patch.object(_snippet, "is_as_long_as_seen", lambda _: False),
        patch.object(_terminal, "is_as_long_as_seen", lambda _: False),
        patch.object(_terminal, "_is_plain", str.isascii),
    ):
        assert (_window(row, room), list(cells(text)), width(text), wrap(text, room)) == quick


def test_one_line_and_path() -> None:
    """White space collapses in messages, is shown in names, and no name begins a command."""
    assert one_line(" a\r\n\t b ") == "a b"
    assert path("a\nb.md") == "a<U+000A>b.md"
    assert path("::error::") == "./::error::"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text("ab \té\u0301漢😀👩\u200d⚕\ufe0f🇩🇪\u202e\x1b", max_size=30), st.integers(1, 30))
def test_width_laws(text: str, limit: int) -> None:
    """Cells cover the text without a gap and sum up to its width; cutting and filling keep to theirs."""
    parts = list(cells(text))
    assert [cell.start for cell in parts] == [0, *(cell.end for cell in parts)][: len(parts)]
    assert sum(cell.end - cell.start for cell in parts) == len(text)
    shown = visible(text)
    assert width(clip(shown, limit)) <= limit
    assert width(clip_left(shown, limit)) <= limit
    assert width(pad(clip(shown, limit), limit)) == limit
    assert " ".join(wrap(shown, limit)) == shown


def test_problem_in_a_line() -> None:
    """A problem shows its place, its line and what to do."""
    problem = Problem("unknown key “defintion”", "g.yml", 12, 5, "did you mean “definition”?", "    defintion: x", 9)
    assert render_problem(problem, Style()) == (
        "error: unknown key “defintion”\n"
        "  --> g.yml:12:5\n"
        "   |\n"
        "12 |     defintion: x\n"
        "   |     ^^^^^^^^^\n"
        "   = help: did you mean “definition”?\n"
    )


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("bad\nthing"), "error: bad thing\n"),
        (Problem("bad", "a\x1b.yml"), "error: bad\n --> a<U+001B>.yml\n"),
        (Problem("bad", "a.yml", 3), "error: bad\n --> a.yml:3\n"),
        (Problem("bad", "a", 1, 9, line="xy"), "error: bad\n --> a:1:9\n  |\n1 | xy\n  |   ^\n"),
        (Problem("bad", "a", 1, 1, line="", width=4), "error: bad\n --> a:1:1\n  |\n1 |\n  | ^\n"),
    ],
)
def test_problem_with_less_known(problem: Problem, text: str) -> None:
    """What is not known of a problem is left out, and a place past the end of its line is shown at the end."""
    assert render_problem(problem, Style()) == text
