"""The report for people: golden texts of a nasty sample, and what must hold at any width."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.counting import calls

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, RunResult, Severity
from termlint.glossary.model import Window
from termlint.report._terminal import width
from termlint.report.base import Style
from termlint.report.full import REPORTER
from termlint.resolution import Evidence, Outcome, Polarity
from termlint.span import Span

Golden = Callable[[str, str], None]


def render(result: RunResult, style: Style) -> str:
    """The whole output."""
    return "".join(REPORTER.render(result, style))


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("full-0.txt", Style(width=0)),
        ("full-40.txt", Style(width=40)),
        ("full-80.txt", Style(width=80)),
        ("full-120.txt", Style(width=120)),
        ("full-color.txt", Style(color=True)),
        ("full-verbose.txt", Style(width=100, verbose=True)),
    ],
)
def test_golden(result: RunResult, golden: Golden, name: str, style: Style) -> None:
    """The sample looks as it was last approved, at every width, in colour and in full detail."""
    golden(name, render(result, style))


def test_unknown_width_is_80(result: RunResult) -> None:
    """A terminal that does not know its width gets 80 columns."""
    assert render(result, Style(width=0)) == render(result, Style(width=80))


def test_color_adds_only_color(result: RunResult) -> None:
    """Without its colour sequences the coloured report is the plain one."""
    colored = render(result, Style(color=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == render(result, Style())


def test_nothing_acts_on_the_terminal(result: RunResult) -> None:
    """Nothing of a file or its name reaches the terminal that could act or hide, nor trailing blanks."""
    text = render(result, Style(width=200, verbose=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]", text)
    assert not re.search(r" $", text, re.MULTILINE)
    assert not re.search(r"^\s*::|##\[", text, re.MULTILINE)


@pytest.mark.parametrize("columns", [32, 40, 61, 80, 120])
def test_source_lines_fit(result: RunResult, columns: int) -> None:
    """No line beside the gutter is wider than the terminal."""
    for line in render(result, Style(width=columns)).split("\n"):
        if re.match(r" *\d* [|+-]( |$)", line):
            assert width(line) <= columns


def test_clean(clean: RunResult) -> None:
    """Where there is nothing to report the summary says so."""
    assert render(clean, Style()) == "All clear: 0 mentions of terms in 1 file, nothing to report.\n"


def test_failed_is_not_clear(clean: RunResult, result: RunResult) -> None:
    """An input that could not be read is not all clear."""
    text = render(replace(clean, errors=result.errors), Style())
    assert "All clear" not in text
    assert "1 input could not be read or used." in text


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.text("ab \t漢é\u0301😀👩\u200d⚕\ufe0f\u202e\x1b", max_size=60),
    st.text("xy漢é", min_size=1, max_size=8),
    st.text("ab \t漢é\u0301😀\x1b", max_size=60),
    st.sampled_from([32, 40, 80]),
)
def test_carets_stand_below_their_words(before: str, word: str, after: str, columns: int) -> None:
    """Whatever stands before, the carets begin and end in the columns where the reported words do."""
    text = f"{before} {word} {after}"
    span = Span(len(before) + 1, len(before) + 1 + len(word))
    found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, span, "m")
    out = render(RunResult((FileResult("a.md", text, (found,)),), "", ""), Style(width=columns)).split("\n")
    line, carets = out[3], out[4]
    left = carets.index("^")
    marked = carets.count("^")
    assert marked == width(word)
    # The column of a character is the width of what stands before it.
    starts = [width(line[:at]) for at in range(len(line)) if line.startswith(word, at)]
    assert left in starts


def test_a_very_long_line_is_cheap_to_show() -> None:
    """Only what can be seen of a line of a million characters is measured and printed."""
    text = "漢 word " * 200_000
    found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, Span(800_002, 800_006), "m")
    out = render(RunResult((FileResult("a.md", text, (found,)),), "", ""), Style())
    assert len(out) < 500


@pytest.mark.parametrize("far", [0, 40, 900, 1_300, 50_000])
def test_a_report_far_into_a_line_is_shown_as_any(far: int) -> None:
    """Its words stand above the carets, and marks that are out of sight are left out, wherever in a line it is."""
    text = "ab " * far + "cd word ef " + "gh " * 2_000
    start = 3 * far + 3
    cues = [
        Evidence(text[at : at + 2], "x", "m", 1.0, Polarity.AFFIRMED, Window.SECTION, Span(at, at + 2))
        for at in (start + 5, 3 * far + 6_000)
    ]
    found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, Span(start, start + 4), "m", evidence=tuple(cues))
    out = render(RunResult((FileResult("a.md", text, (found,)),), "", ""), Style()).split("\n")
    line, marks = out[3], out[4]
    assert line[marks.index("^") : marks.rindex("^") + 1] == "word"
    assert line[marks.index("-") : marks.index("-") + 2] == "ef"
    assert marks.count("-") == 2


def test_a_very_long_new_text_is_shown_where_it_begins() -> None:
    """However long what a fix puts in is, showing it takes the same."""

    def shown(count: int) -> tuple[str, int]:
        text = "漢 word " * 500
        fix = Fix(Applicability.SAFE, "write more", (Edit(Span(2_452, 2_456), "漢字 " * count),))
        found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, Span(2_452, 2_456), "m", fix=fix)
        result, out = RunResult((FileResult("a.md", text, (found,)),), "", ""), list[str]()
        made = calls(lambda: out.append(render(result, Style())))
        return next(line for line in out[0].split("\n") if line.startswith("1 + ")), made

    (short, few), (long, many) = shown(2_000), shown(100_000)
    assert long == short
    assert short.startswith("1 + …漢字 漢字")
    assert many <= few


def test_a_fix_all_over_a_very_long_line_is_cheap_to_show() -> None:
    """It is shown where it begins; what it takes does not depend on where it ends, nor on what stands between."""

    def shown(count: int) -> tuple[list[str], int]:
        text = "漢 word " * count
        edits = (Edit(Span(2, 6), "term"), Edit(Span(len(text) - 5, len(text) - 1), "term"))
        fix = Fix(Applicability.SAFE, "write “term”", edits)
        found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, Span(2, 6), "m", fix=fix)
        result, out = RunResult((FileResult("a.md", text, (found,)),), "", ""), list[str]()
        return out, calls(lambda: out.append(render(result, Style())))

    (short, few), (long, many) = shown(1_000), shown(100_000)
    assert long == short
    assert "1 - 漢 word 漢 word" in long[0]
    assert "1 + 漢 term 漢 word" in long[0]
    assert many <= few


def test_far_evidence_of_a_mention_over_two_lines() -> None:
    """A mention over two lines is underlined on both; evidence far away becomes a note."""
    text = "A medical\n> massage here.\n" + "\n" * 20 + "A referral.\n"
    cue = Evidence(
        "referral",
        "referral",
        "m",
        1.0,
        Polarity.NEGATED,
        Window.SECTION,
        Span(text.index("ref"), text.index("ref") + 8),
    )
    found = Diagnostic("TL201", "n", Severity.INFO, Outcome.CERTAIN, Span(2, 19), "m", evidence=(cue,))
    out = render(RunResult((FileResult("a.md", text, (found,)),), "", ""), Style())
    assert out.startswith(
        "info[TL201] n: m\n"
        " --> a.md:1:3\n"
        "  |\n"
        "1 | A medical\n"
        "  |   ^^^^^^^\n"
        "2 | > massage here.\n"
        "  | ^^^^^^^^^\n"
        "  |\n"
        "  = note: negated: speaks for m: “referral” at 23:3\n"
    )
