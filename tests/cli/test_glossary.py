"""`termlint glossary`: checks and tests of a glossary."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

FAULTY = """\
glossary: Faulty
terms:
  - term: massage
    senses:
      - {id: massage.body, definition: rubbing, cues: [towel], examples: [A massage of the data.]}
      - {id: massage.data, definition: tidying, cues: [data]}
"""


def test_a_sound_glossary_passes_both(termlint: Run) -> None:
    """The glossary of the project is checked and tested by default."""
    ended = termlint("glossary", "check")
    assert (ended.status, ended.out) == (0, "Test words: nothing to report; 3 terms, 3 senses.\n")
    ended = termlint("glossary", "test")
    assert ended.status == 0
    assert "3 senses, 3 examples, 1 misuse" in ended.out


def test_faults_have_their_place_and_status_1(termlint: Run, project: Path) -> None:
    """A weak glossary is told line by line, from where the user is, for people and as JSON."""
    (project / "docs" / "g.yml").write_text(FAULTY)
    ended = termlint("glossary", "check", "docs/g.yml")
    assert ended.status == 1
    assert "docs/g.yml:6:" in ended.out
    assert "warning no-examples: " in ended.out
    faults = json.loads(termlint("glossary", "check", "docs/g.yml", "--output-format", "json").out)["faults"]
    assert ("no-examples", "docs/g.yml", 6) in [(f["name"], f["filename"], f["row"]) for f in faults]


def test_a_failing_case_gives_status_1(termlint: Run, project: Path) -> None:
    """An example that comes out as another sense fails, for people and as JSON."""
    (project / "g.yml").write_text(FAULTY)
    ended = termlint("glossary", "test", "g.yml")
    assert ended.status == 1
    assert "A massage of the data." in ended.out
    outcome = json.loads(termlint("glossary", "test", "g.yml", "--output-format", "json").out)
    assert [failure["sense"] for failure in outcome["failures"]] == ["massage.body"]
    assert outcome["failures"][0]["row"] == 5
    assert outcome["coverage"] is None


def test_coverage_and_mutation(termlint: Run) -> None:
    """What no case exercises, and cues that could be lost unnoticed, are listed on demand."""
    outcome = json.loads(termlint("glossary", "test", "--coverage", "--mutate", "--output-format", "json").out)
    assert {"cue": "towel", "owner": "massage.body"} in outcome["coverage"]["cues"]
    assert {cue["cue"] for cue in outcome["mutation"]["survivors"]} == {"doctor", "towel", "csv"}
    assert "towel" in termlint("glossary", "test", "--coverage").out


def test_a_glossary_that_cannot_be_read_is_status_2(termlint: Run, project: Path) -> None:
    """A missing file and an unknown key are errors with their place."""
    assert termlint("glossary", "check", "gone.yml").status == 2
    (project / "g.yml").write_text("glossary: x\ntrems: []\n")
    ended = termlint("glossary", "test", "g.yml")
    assert ended.status == 2
    assert "g.yml:2:1" in ended.err


def test_the_built_in_glossary_is_noted(termlint: Run) -> None:
    """Without a glossary of its own a project checks the built-in one, and is told so."""
    ended = termlint("glossary", "check", "--isolated")
    assert "the built-in glossary is used" in ended.err
    assert "Massage and manual therapy" in ended.out
