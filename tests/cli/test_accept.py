"""`termlint accept`: words become cues in the author's own file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_words_are_added(termlint: Run, project: Path) -> None:
    """Words and phrases stand at the end of the sense's cues; the rest of the file is the same to the byte."""
    path = project / "glossary.yml"
    before = path.read_text()
    ended = termlint("accept", "massage.body", "shoulder", "sore  back", "shoulder")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == "added to massage.body in glossary.yml: shoulder, sore back\n"
    assert path.read_text() == before.replace("[muscle, towel]", "[muscle, towel, shoulder, sore back]")
    assert termlint("glossary", "test").status == 0


def test_a_dry_run_prints_the_difference(termlint: Run, project: Path) -> None:
    """--dry-run shows the lines that would change, and changes none."""
    before = (project / "glossary.yml").read_bytes()
    shown = termlint("accept", "--dry-run", "massage.body", "shoulder").out
    assert [line for line in shown.splitlines() if line[:2] in ("- ", "+ ")] == [
        "-      - {id: massage.body, definition: rubbing of muscles, cues: [muscle, towel], "
        "examples: [A massage for the muscle.]}",
        "+      - {id: massage.body, definition: rubbing of muscles, cues: [muscle, towel, shoulder], "
        "examples: [A massage for the muscle.]}",
    ]
    assert (project / "glossary.yml").read_bytes() == before


def test_words_that_are_cues(termlint: Run, project: Path) -> None:
    """A word that is a cue already is not added twice; one that is another sense's is told."""
    ended = termlint("accept", "massage.body", "Muscle")
    assert (ended.status, ended.out) == (0, "nothing to add\n")
    assert ended.err == "note: 'Muscle' is a cue of massage.body already\n"
    assert termlint("accept", "massage.body", "csv").err == "note: 'csv' is a cue of massage.data, too\n"


def test_the_file_that_gives_the_sense(termlint: Run, project: Path) -> None:
    """Of several files the one is edited in which the sense stands, wherever the command runs."""
    (project / "more").mkdir()
    own = project / "more" / "own.yml"
    own.write_text(
        "glossary: Own\nextends: ../glossary.yml\nterms:\n  - term: spa\n    senses:\n"
        "      - id: spa\n        definition: a bath   # warm\n"
    )
    os.chdir(project / "more")
    assert termlint("accept", "--glossary", "own.yml", "spa", "sauna").out == "added to spa in own.yml: sauna\n"
    assert own.read_text().endswith("        definition: a bath   # warm\n        cues: [sauna]\n")
    told = termlint("accept", "--glossary", "own.yml", "massage.data", "table").out
    assert told == "added to massage.data in ../glossary.yml: table\n"
    assert "cues: [data, csv, table]" in (project / "glossary.yml").read_text()


def test_what_was_learned_no_longer_fits(termlint: Run, project: Path) -> None:
    """Where there is a lock file, the next step is told."""
    (project / "glossary.learned.yml").write_text(
        '{"learned": 1, "glossary": "", "corpus": "", "method": "", "terms": {}}\n'
    )
    assert "run `termlint learn` again" in termlint("accept", "massage.body", "shoulder").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["massage.boddy", "x"], "the glossary has no sense 'massage.boddy'\n  = help: did you mean 'massage.body'?"),
        (["massage.body", " "], "a cue is a word or a phrase, not an empty text"),
        (["massage.body"], "Missing argument 'WORD...'"),
        (["--glossary", "builtin", "massage.bodywork", "elbow"], "is given by the built-in glossary, which is not"),
    ],
)
def test_what_cannot_be_added(termlint: Run, project: Path, arguments: list[str], told: str) -> None:
    """Unknown senses, empty words and the built-in glossary are refused with what to do, and nothing is written."""
    before = (project / "glossary.yml").read_bytes()
    ended = termlint("accept", *arguments)
    assert ended.status == 2
    assert told in ended.err
    assert (project / "glossary.yml").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_cannot_be_written(termlint: Run, project: Path) -> None:
    """Where the file is not the user's to write, that is the error."""
    project.chmod(0o555)
    try:
        ended = termlint("accept", "massage.body", "shoulder")
    finally:
        project.chmod(0o755)
    assert ended.status == 2
    assert "glossary.yml: cannot be written: Permission denied" in ended.err
