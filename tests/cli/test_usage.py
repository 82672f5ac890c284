"""`termlint usage`: the mentions that it lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def mentions(ended: Any) -> list[tuple[str, str, str | None]]:
    """File, term and sense of each mention in JSON lines."""
    found = [json.loads(line) for line in ended.out.splitlines()]
    return [(one["filename"], one["term"], one["sense"]) for one in found]


def test_every_mention_is_listed_and_findings_are_no_failure(termlint: Run) -> None:
    """The list holds all mentions with their senses, in the order of files and text, and the status is 0."""
    ended = termlint("usage", "--output-format", "jsonl")
    assert ended.status == 0
    assert mentions(ended) == [
        ("docs/bad.md", "medical massage", "medical-massage"),
        ("good.md", "massage", "massage.data"),
    ]
    assert json.loads(ended.out.splitlines()[0])["codes"] == ["TL102"]


def test_filters(termlint: Run, project: Path) -> None:
    """--term and --sense narrow the list; what the glossary lacks is an error."""
    (project / "good.md").write_text("# A\n\nWe massage the data.\n\n# B\n\nA massage.\n")
    only = ("usage", "--output-format", "jsonl")
    assert mentions(termlint(*only, "--term", "massage")) == [
        ("good.md", "massage", "massage.data"),
        ("good.md", "massage", None),
    ]
    assert mentions(termlint(*only, "--sense", "undecided")) == [("good.md", "massage", None)]
    assert len(mentions(termlint(*only, "--sense", "undecided", "--sense", "medical-massage"))) == 2
    ended = termlint(*only, "--term", "masage", "--sense", "massage.dta")
    assert ended.status == 2
    assert "did you mean 'massage'?" in ended.err
    assert "did you mean 'massage.data'?" in ended.err


@pytest.mark.parametrize("group", ["term", "sense", "file"])
def test_grouping_for_people(termlint: Run, group: str) -> None:
    """The list for people can be ordered by term, sense or file."""
    ended = termlint("usage", "--group-by", group)
    assert ended.status == 0
    assert "massage.data" in ended.out


def test_a_broken_file_is_an_error(termlint: Run, project: Path) -> None:
    """What cannot be read gives status 2, and the rest is listed."""
    (project / "docs" / "latin.md").write_bytes(b"\xe9")
    ended = termlint("usage", "--output-format", "json")
    assert ended.status == 2
    assert len(json.loads(ended.out)["mentions"]) == 2


def test_standard_input(termlint: Run) -> None:
    """`-` lists the mentions in standard input."""
    ended = termlint(
        "usage", "-", "--stdin-filename", "x.md", "--output-format", "jsonl", stdin=b"We massage the data."
    )
    assert mentions(ended) == [("x.md", "massage", "massage.data")]
