"""The list of mentions: a concordance for people, JSON for programs."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from termlint.diagnostic import FileResult, RunResult
from termlint.errors import Problem
from termlint.glossary.model import Sense, Term, Window
from termlint.report._terminal import width
from termlint.report.base import Style
from termlint.resolution import Evidence, Framing, Mention, Outcome, Polarity, Resolution
from termlint.schemas import schema
from termlint.span import Span
from termlint.usage import GROUPINGS, USAGE_FORMATS, render_usage, used

PLAIN = Style()
BODY = Sense("massage.bodywork", "Work on soft tissue.")
DATA = Sense("massage.tidy-data", "Bringing data into shape.")
TRADE = Sense("massage-therapy", "The trade.")
SPA = (
    "# Spa\r\n\r\n"
    "After a long walk in the hills a 漢字 massage\r\nrelaxes \x1b[31mtired legs, and so does the sauna.\r\n\r\n"
    "We massage the numbers.\r\n\r\nMassage therapy is a trade."
)


def resolution(
    source: str, surface: str, term: str, senses: tuple[Sense, ...], scores: tuple[float, ...], outcome: Outcome,
    framing: Framing = Framing.USED,
) -> Resolution:  # fmt: skip
    """A resolution of the first place of `surface`."""
    span = Span(source.index(surface), source.index(surface) + len(surface))
    evidence = Evidence(
        "relaxes",
        "relax",
        senses[0].id,
        1.23456,
        Polarity.AFFIRMED,
        Window.SENTENCE,
        Span(SPA.index("relaxes"), SPA.index("relaxes") + 7),
    )
    return Resolution(
        Mention(span, 0, Span(0, 1), (0,), surface, True),
        Term(term, senses),
        None if outcome is Outcome.AMBIGUOUS else senses[0],
        outcome,
        tuple(zip((s.id for s in senses), scores, strict=True)),
        (evidence,) if source is SPA else (),
        framing,
        senses,
    )


@pytest.fixture
def run() -> RunResult:
    """Two files with mentions in the wrong order, one without."""
    spa = (
        resolution(SPA, "Massage therapy", "massage therapy", (TRADE,), (1.0,), Outcome.CERTAIN, Framing.DEFINED),
        resolution(SPA, "massage", "massage", (BODY, DATA), (3.0, 1.0), Outcome.LIKELY),
    )
    other = "massage"
    mention = resolution(other, "massage", "massage", (DATA, BODY), (1.0, 0.9), Outcome.AMBIGUOUS)
    return RunResult(
        (
            FileResult("b.md", SPA, (), spa, ((), ("TL102",))),
            FileResult("a.md", other, (), (mention,)),
            FileResult("c.md", ""),
        ),
        "Massage",
        "00",
        errors=(Problem("cannot be read", "d.md"),),
        notes=("a note",),
    )


def render(run: RunResult, output_format: str, group_by: str = "term", style: Style = PLAIN) -> str:
    """The whole output."""
    return "".join(render_usage(run, output_format, style, group_by))


@pytest.mark.parametrize("output_format", USAGE_FORMATS)
@pytest.mark.parametrize("verbose", [False, True])
def test_files_told_one_by_one_give_the_same(run: RunResult, output_format: str, verbose: bool) -> None:
    """What is told of each file when it was checked makes the same output as all files at the end."""
    style = Style(verbose=verbose)
    told = tuple(file.tell(used(file, output_format, style)) for file in run.files)
    assert not any(file.resolutions or file.source for file in told)
    again = pickle.loads(pickle.dumps(replace(run, files=told)))
    assert render(again, output_format, style=style) == render(run, output_format, style=style)


def test_by_term(run: RunResult) -> None:
    """Mentions stand under their term and file, in context, with sense, outcome, codes and framing."""
    assert render(run, "full", style=Style(width=90)) == (
        "massage  2 mentions, 1 undecided (50 %)\n"
        "  a.md\n"
        "   1:1                   massage                      ambiguous: massage.tidy-data | mass…\n"
        "  b.md\n"
        "  3:37  …he hills a 漢字 massage relaxes <U+001B>[3…  massage.bodywork likely [TL102]\n"
        "\n"
        "massage therapy  1 mention, none undecided\n"
        "  b.md\n"
        "   8:1                   Massage therapy is a trade.  massage-therapy certain (defined)\n"
        "\n"
        "error: cannot be read\n"
        " --> d.md\n"
        "\n"
        "3 mentions of 2 terms in 3 files: 1 certain, 1 likely, 1 ambiguous; 1 undecided (33 %).\n"
        "note: a note\n"
    )


def test_by_sense(run: RunResult) -> None:
    """By sense, the heading says what it means, and what is undecided comes last."""
    heads = [line for line in render(run, "full", "sense").splitlines() if re.match(r"\S+  \d", line)]
    assert heads == [
        "massage-therapy  1 mention  The trade.",
        "massage.bodywork  1 mention  Work on soft tissue.",
        "undecided  1 mention",
    ]


def test_by_file(run: RunResult) -> None:
    """By file, mentions stand in the order of the text."""
    lines = render(run, "full", "file").splitlines()
    assert [line.split("  ")[0] for line in lines if "mention" in line and "  " in line] == ["a.md", "b.md"]
    assert [m[0] for line in lines if (m := re.match(r" +\d+:\d+", line))] == ["   1:1", "  3:37", "   8:1"]


@pytest.mark.parametrize("group_by", GROUPINGS)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_lines_fit_and_are_harmless(run: RunResult, group_by: str, columns: int) -> None:
    """No mention needs more columns than there are, nothing acts on the terminal, keywords stand below each other."""
    text = render(run, "full", group_by, Style(width=columns))
    mentions = [line for line in text.splitlines() if re.match(r" +\d+:\d+ ", line)]
    assert len(mentions) == 3
    assert all(width(line) <= columns for line in mentions)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]| $", text, re.MULTILINE)
    if columns > 40:
        assert len({width(line[: line.lower().index("massage")]) for line in mentions}) == 1


def test_verbose_and_color(run: RunResult) -> None:
    """In full detail each mention shows its scores; colour adds only colour."""
    plain = render(run, "full", style=Style(verbose=True))
    assert re.search(r"massage\.bodywork +\+3\.00\n +\+1\.23  4:1 +sentence  “relaxes”", plain)
    assert "no evidence: massage.tidy-data" in plain
    colored = render(run, "full", style=Style(color=True, verbose=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain != colored


def test_nothing() -> None:
    """Where no term is mentioned the list says so."""
    assert render(RunResult((FileResult("a.md", "x"),), "", ""), "full") == "No mention of a term in 1 file.\n"


def test_json(run: RunResult) -> None:
    """Both JSON forms hold the same mentions by file and place, valid by the schema."""
    text = render(run, "json")
    found = json.loads(text)
    assert text.isascii()
    Draft202012Validator(schema("usage")).validate(found)
    lines = [json.loads(line) for line in render(run, "jsonl").splitlines()]
    assert lines == found["mentions"]
    assert [(m["filename"], m["location"]["offset"]) for m in lines] == [
        ("a.md", 0),
        ("b.md", SPA.index("massage")),
        ("b.md", SPA.index("Massage t")),
    ]
    first, second, third = lines
    assert (first["sense"], first["outcome"], first["codes"]) == (None, "ambiguous", [])
    assert first["candidates"] == list(first["scores"]) == ["massage.tidy-data", "massage.bodywork"]
    assert first["margin"] == 0.1
    assert (second["sense"], second["codes"], second["margin"]) == ("massage.bodywork", ["TL102"], 2.0)
    assert second["evidence"][0]["weight"] == 1.2346
    assert (third["margin"], third["framing"]) == (None, "defined")


def test_json_of_nothing() -> None:
    """An empty run gives a valid empty object, and no lines."""
    empty = RunResult((), "", "")
    Draft202012Validator(schema("usage")).validate(json.loads(render(empty, "json")))
    assert render(empty, "jsonl") == ""


@pytest.mark.parametrize(("output_format", "group_by"), [("xml", "term"), ("full", "colour")])
def test_unknown(output_format: str, group_by: str) -> None:
    """A format or grouping that does not exist is refused."""
    assert output_format not in USAGE_FORMATS or group_by not in GROUPINGS
    with pytest.raises(ValueError, match="no such usage output"):
        render(RunResult((), "", ""), output_format, group_by)
