"""What a hostile text costs grows with its length, and no faster.

Where the work is done in Python, function calls are counted, which is exact. Where it is done inside parsers and
regular expressions, the kernel ends a process that takes many times the CPU time that linear work takes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.counting import calls as made_by

from termlint.diagnostic import FileResult
from termlint.formats.base import Format
from termlint.linter import Linter
from termlint.report.base import Style
from termlint.report.full import REPORTER as FULL
from termlint.settings import Settings

Recipe = tuple[
    str, str, str, str, int, str
]  # name, format, what comes before, what is repeated, how long, what follows

_USED = "Try our medical massage with warm oil. "
CALLS: Mapping[str, tuple[str, str, str, str]] = {
    "one paragraph": ("markdown", "", _USED, ""),
    "one section": ("markdown", "", _USED + "\n\n", ""),
    "headings": ("markdown", "", "# medical massage\n\n", ""),
    "headings within headings": ("markdown", "", "# massage\n\n## massage\n\n### massage\n\n", ""),
    "one sentence": ("markdown", "", "we offer medical massage for the referral and then ", ""),
    "every word": ("markdown", "", "medical massage ", ""),
    "commas": ("markdown", "", "massage, ", ""),
    "negations": ("markdown", "", "no referral for massage, ", ""),
    "not or": ("markdown", "", "not massage or ", ""),
    "negated list": ("markdown", "We do not offer ", "massage, ", "or else."),
    "clauses": ("markdown", "", "no referral; massage; ", ""),
    "questions": ("markdown", "", "is massage for a referral good, ", "?"),
    "quotation marks": ("markdown", "", '"massage" ', ""),
    "open brackets": ("markdown", "", "((massage ", ""),
    "comparisons": ("markdown", "", "unlike massage rather than massage ", ""),
    "front matter": ("markdown", "---\ntags: [referral]\n---\n", _USED, ""),
    "characters of several bytes": ("markdown", "", "Unser médical medical massage 😀 ", ""),
    "soft hyphens": ("markdown", "", "mas\u00adsage\u200b ", ""),
    "emphasis": ("markdown", "", "*massage* **massage** ", ""),
    "links": ("markdown", "", '[massage](x "massage") ', ""),
    "comments on lines": ("markdown", "", "medical massage <!-- termlint-disable-line TL102 -->\n\n", ""),
    "comments in a line": ("markdown", "", "<!-- termlint-disable-line TL102 --> ", "massage"),
    "comments before lines": ("markdown", "", "<!-- termlint-disable-next-line TL102 -->\n\n", "medical massage"),
    "comments on and off": ("markdown", "", "<!-- termlint-disable -->\n\nmassage\n\n<!-- termlint-enable -->\n\n", ""),
    "rules in a comment": ("markdown", "<!-- termlint-disable ", "TL102, ", "-->\n\nmassage"),
    "cells": ("markdown", "|a|b|\n|-|-|\n", "|medical massage|referral|\n", ""),
    "deprecated terms": ("markdown", "", "a masseuse ", ""),
    "titles": ("text", "", "Medical Massage\n", ""),
    "control characters": ("text", "", "massage\x1b[31m\u202e\u2028 ", ""),
    "attributes": ("html", "", "<img alt='medical massage'>", ""),
    "elements": ("html", "", "<table><tr><td>massage", ""),
    "entities": ("html", "", "&amp;massage&nbsp;", ""),
}


_TELLING = ("one paragraph", "headings", "one sentence", "negated list", "front matter", "soft hyphens")
"""The cases that are tried every time."""


@pytest.mark.parametrize(
    "name", [name if name in _TELLING else pytest.param(name, marks=pytest.mark.slow) for name in CALLS]
)
def test_three_times_the_text_makes_three_times_the_calls(
    linter: Linter, formats: Mapping[str, Format], as_json: Callable[[FileResult], object], name: str
) -> None:
    """Checking and reporting make calls in proportion to the length of the text."""
    format, head, part, tail = CALLS[name]

    def calls(size: int) -> int:
        text = head + (part * (size // len(part) + 1))[:size] + tail

        def work() -> None:
            result = linter.check(text, filename="a.md", format=formats[format], settings=Settings())
            as_json(result)
            FULL.part(result, Style())

        return made_by(work)

    calls(100)  # what is made once
    short, long = calls(1000), calls(3000)  # beyond the length at which sentences are cut
    assert long < 4.5 * short


def test_from_a_heading_a_mention_sees_what_is_below_at_no_cost_a_section(
    linter: Linter, formats: Mapping[str, Format]
) -> None:
    """As many mentions in the title as there are sections below it cost as much as they do apart."""

    def calls(mentions: int, sections: int) -> int:
        text = "# " + "massage, " * mentions + "\n\n" + "## a\n\nreferral\n\n" * sections
        return made_by(lambda: linter.check(text, filename="a.md", format=formats["markdown"], settings=Settings()))

    calls(1, 1)
    assert calls(100, 100) < 1.5 * (calls(100, 1) + calls(1, 100))


def test_front_matter_and_headings_cost_no_look_a_cue(linter: Linter, formats: Mapping[str, Format]) -> None:
    """As many cues in the front matter and the title as there are mentions cost as much as they do apart."""

    def calls(cues: int, mentions: int) -> int:
        words = "referral, " * cues
        text = f"---\ntags: [{words}a]\n---\n# {words}\n\n" + _USED * mentions
        return made_by(lambda: linter.check(text, filename="a.md", format=formats["markdown"], settings=Settings()))

    calls(1, 1)
    assert calls(100, 100) < 1.5 * (calls(100, 1) + calls(1, 100))


_FRAGMENTS = (
    "[", "*a **a ", "[a](b", "<!--", '<a b="', "<http://a", "~~a", "{{", "{%", "{#", "`", "![", "&", "<![", "<?", "</",
    "> ", "- ", "_a ", "[^a]: ", "[a]: ", "{", "<A ", "export ", "{/*", '"', "'", "(", "| ", "\\", "\r", "\x00", "<p ",
    "<script>", "<title>", "a/", "a@", "a.", "http://a,", "A.A.", '."', "......a",
)  # fmt: skip
_WORST = ("[", "*a **a ", "[a](b", "<!--", '<a b="', "<http://a", "~~a", '{"a": ')
_FIELDS = ("a: ", "- ", "a:\n ", "[", "{", "'", '"', '\\"', '"""', "'''", "a = ", '{"a": ', "]\n", "# ", '"a", ')


def _fragments(size: int) -> list[Recipe]:
    everywhere = [
        (f"{format} {part!r}", format, "", part, size, " massage")
        for format in ("markdown", "mdx", "html", "text")
        for part in _FRAGMENTS
    ]
    fences = {
        "yaml": ("---\na: x\n", "\n---\n"),
        "toml": ("+++\na = 'x'\n", "\n+++\n"),
        "json": ('{\n"a":1,\n', "\n}\n"),
    }
    fields = [
        (f"{kind} {part!r}", "markdown", opened, part, size, f"{closed}massage")
        for kind, (opened, closed) in fences.items()
        for part in _FIELDS
    ]
    return [*everywhere, *fields]


def _endure(recipes: list[Recipe], seconds: int, folder: Path) -> None:
    """Run the recipes in a process that may take so many seconds of CPU time; fails with the name of the culprit."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(Path(__file__).with_name("endure.py"))],
        input=json.dumps([seconds, recipes]),
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    finished = done.stdout.splitlines()
    assert len(finished) == len(recipes), (recipes[len(finished)][0], done.returncode, done.stderr[-2000:])


def test_no_parser_hangs(tmp_path: Path) -> None:
    """What makes other parsers hang, repeated to 20 kB, takes a blink in every format."""
    _endure([recipe for recipe in _fragments(20_000) if recipe[3] in _WORST], 60, tmp_path)


@pytest.mark.slow
def test_no_parser_hangs_on_many_more_fragments(tmp_path: Path) -> None:
    """The same with 50 kB of everything that means something to a parser."""
    _endure(_fragments(50_000), 300, tmp_path)


def test_one_endless_line(tmp_path: Path) -> None:
    """A line without an end, without a space, or of one punctuation mark costs a second at most."""
    parts = (".", "a", "no ", "not, ", "é", "-", "?!", '."')
    _endure([(part, "text", "", part, 200_000, "a massage") for part in parts], 60, tmp_path)


@pytest.mark.slow
def test_a_line_of_two_megabytes(tmp_path: Path) -> None:
    """The same with 2 MB, in Markdown too."""
    parts = (".", "a", "a ", "no ", ",", "no a, ", "é", "\u00ad", "-", "a-", "?!", '."', "1,234.5 ")
    recipes = [(f"{f} {part!r}", f, "", part, 2_000_000, "a massage") for f in ("markdown", "text") for part in parts]
    _endure(recipes, 300, tmp_path)


def test_long_lines_of_wide_characters_are_told_in_every_unit(tmp_path: Path) -> None:
    """Hundreds of mentions in one line of characters of several bytes are placed without reading it anew."""
    _endure([("wide", "markdown", "massage " * 50, "é", 400_000, " massage" * 50)], 60, tmp_path)


@pytest.mark.slow
def test_ten_thousand(tmp_path: Path) -> None:
    """Ten thousand mentions in a paragraph, a section, headings and quotation marks, and ten thousand comments."""
    names = ("one paragraph", "one section", "headings", "quotation marks", "comments on lines", "comments in a line")
    recipes = [(name, *CALLS[name][:3], 10_000 * len(CALLS[name][2]), CALLS[name][3]) for name in names]
    _endure(recipes, 300, tmp_path)
