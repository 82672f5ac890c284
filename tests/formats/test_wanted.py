"""Where prose is wanted, in the bytes that the Markdown parser counts, and what is left out elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termlint.document import Document, ProseRun, RunKind
from termlint.formats import _parts
from termlint.formats._wanted import Wanted, in_bytes
from termlint.formats.base import Format, FormatOptions
from termlint.formats.markdown import FORMAT as MARKDOWN
from termlint.formats.mdx import FORMAT as MDX
from termlint.span import Span

PIECES = (
    *("oil", "Oil and stone. ", "é", "😀 ", "https://a.example ", "x@y.example", "**", "*", "`a`", "&amp;", "&#111;il"),
    *("\n", "\n\n", "\n# ", "\n## `x`\n\n", "\n- ", "\n  - ", "\n> ", "\n1. ", "  \n", "\n---\n", "\n```\n", "\\\n"),
    *(
        "\n\n| a | b |\n|-|-|\n| ",
        " | ",
        "\n\n<div hidden>\n",
        "\n</div>\n\n",
        "<kbd>",
        "</kbd>",
        "<b>",
        "</b>",
        "<i title='oil'></i>",
    ),
    *(
        "\n\n<!-- a -->\n\n",
        "\n\n<note>\n\n",
        "\n\n<script>\n\n",
        "\n\n<h2>oil</h2>\n\n",
        "![an oil](u 'stone')",
        "[a](u)",
    ),
    *(
        "---\ntitle: oil\n---\n",
        '---\ntitle: "\\u006fil"\n---\n',
        "+++\ntitle = 'a'\n+++\n",
        "[^1]",
        "\n\n[^1]: note\n",
    ),
    *("{{ x }}", "{% raw %}", "\ufeff"),
)
SOURCES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(
    st.text(st.sampled_from("aé漢😀"), max_size=20), st.sets(st.integers(0, 30)), st.integers(0, 5), st.integers(0, 9)
)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_places_in_bytes(text: str, offsets: set[int], start: int, byte: int) -> None:
    """Those within a part, counted as the parser counts them in it."""
    within = [at - start for at in sorted(offsets) if start <= at < start + len(text)]
    expected = [byte + len(text[:at].encode()) for at in within]
    assert [*in_bytes(sorted(offsets), text, start, byte)] == expected


def test_what_lies_within() -> None:
    """Places before the stretch are passed; None stands for everywhere."""
    wanted = Wanted((3, 7, 8, 20))
    assert [wanted.within(*at) for at in ((0, 3), (0, 4), (4, 7), (7, 9), (9, 20), (9, 21), (21, 99))] == [
        *(False, True, False, True, False, True, False)
    ]
    assert Wanted(None).within(0, 1)
    assert not Wanted(()).within(0, 99)


def _headings(document: Document, run: ProseRun) -> list[str]:
    return [document.runs[number].text for number in document.heading_chain(run.section)]


def _told(document: Document, numbers: list[int]) -> list[object]:
    """What is known of runs; blocks and sections by those of them that share one, for their numbers may differ."""
    runs = [document.runs[number] for number in numbers]
    blocks, sections = (
        [[getattr(run, name) == getattr(one, name) for one in runs] for run in runs] for name in ("block", "section")
    )
    return [[(r.kind, r.text, r.places, r.key, r.linted, _headings(document, r)) for r in runs], blocks, sections]


@pytest.mark.parametrize("size", [1 << 16, 12], ids=["whole", "in parts"])
@pytest.mark.parametrize("form", [MARKDOWN, MDX], ids=lambda form: form.name)
@settings(max_examples=300, derandomize=True, deadline=None)
@given(SOURCES, st.data())
@example("a\n\nb\n\noil\n\n<div hidden>\n\nstone\n\n</div>\n\nd", None)
def test_what_is_not_wanted_is_left_out(form: Format, size: int, source: str, data: st.DataObject | None) -> None:
    """What is kept is what stands there when all is read. Every run in which prose is wanted is kept, with the one
    after it, and so are headings; every word that is left out stands in the source as it is read."""
    whole = form.parse(source, FormatOptions())
    offsets = (
        [2, 9] if data is None else sorted(data.draw(st.sets(st.integers(0, max(0, len(source) - 1)), max_size=3)))
    )
    with patch.object(_parts, "SIZE", size):
        part = form.parse(source, FormatOptions(wanted=tuple(offsets)))
    starts = [run.places.starts[0] for run in whole.runs]
    kept = [bisect_right(starts, run.places.starts[0]) - 1 for run in part.runs]
    assert _told(part, [*range(len(part.runs))]) == _told(whole, kept)
    needed = {number for number, run in enumerate(whole.runs) if run.kind is RunKind.HEADING}
    for number, run in enumerate(whole.runs):
        ends = [end if end >= 0 else start + len(run.text) - at for at, start, end in zip(*_columns(run), strict=True)]
        if run.kind is RunKind.ATTRIBUTE or any(run.places.starts[0] <= at < ends[-1] for at in offsets):
            needed |= {number, number + 1}
    assert needed - {len(whole.runs)} <= {*kept}
    for number in {*range(len(whole.runs))} - {*kept}:
        run = whole.runs[number]
        for word in re.finditer(r"[a-z0-9]+", run.text, re.IGNORECASE):
            assert run.source_span(Span(*word.span())).of(source) == word[0]
    assert [*part.comments] == [*whole.comments]


def _columns(run: ProseRun) -> tuple[tuple[int, ...], ...]:
    return run.places.ats, run.places.starts, run.places.ends


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("First.\n\nOut.\n\nAn oil.\n\nNext.\n\nOut.", ["First.", "An oil.", "Next."]),
        ("First.\n\n<p>\nAn oil.\n</p>\n\nNext.\n\nOut.", ["First.", "An oil.", "Next."]),
        ("First.\n\n*<i title='An oil.'></i>*\n\nNext.\n\nOut.", ["First.", "An oil.", "Next."]),
        ("First.\n\n<!-- a -->\n\nAn oil.\n\n*x*\n\nOut.", ["First.", "An oil.", "x"]),
        ("First.\n\nOut.\n\n# Title\n\nAn oil.\n\n`x`\n\nNext.\n\nOut.", ["First.", "Title", "An oil.", "Next."]),
    ],
)
def test_what_follows_is_kept(source: str, texts: list[str]) -> None:
    """After each run in which prose is wanted the next one, for it may answer a question; what says nothing is none."""
    found = MARKDOWN.parse(source, FormatOptions(wanted=(source.index("oil"),))).runs
    assert [run.text for run in found] == texts
