"""`termlint init`: a start that works."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

Run = Callable[..., Any]


@pytest.fixture
def started(termlint: Run, project: Path) -> Path:
    """A new project in an empty folder, as the working folder."""
    ended = termlint("init", "new")
    assert ended.status == 0
    assert "wrote new/glossary.yml\n" in ended.out
    assert "- id: termlint" in ended.out
    os.chdir(project / "new")
    return project / "new"


def test_the_start_is_clean_and_tests_itself(termlint: Run, started: Path) -> None:
    """The example page has nothing to report, the glossary passes its checks and its own tests."""
    for arguments in (["check"], ["glossary", "check"], ["glossary", "test"]):
        ended = termlint(*arguments)
        assert ended.status == 0, ended.out + ended.err
        assert ended.err == ""
    senses = [json.loads(line)["sense"] for line in termlint("usage", "--output-format", "jsonl").out.splitlines()]
    assert senses == ["treatment.clinical", "consultation.clinical", "treatment.spa", "consultation.beauty"]


def test_the_start_finds_what_it_is_for(termlint: Run, started: Path) -> None:
    """An undecided word, a promise without its context and a deprecated word are reported."""
    (started / "page.md").write_text(
        "# A\n\nBook your treatment today.\n\n# B\n\nThe treatment eases every symptom.\n\n# C\n\nThe masseuse.\n"
    )
    report = json.loads(termlint("check", "page.md", "--output-format", "json").out)
    assert [diagnostic["code"] for diagnostic in report["diagnostics"]] == ["TL101", "TL102", "TL201"]


def test_the_glossary_fits_the_schema_beside_it(started: Path) -> None:
    """The editor finds the schema by the first line, and it accepts the glossary."""
    text = (started / "glossary.yml").read_text()
    assert text.startswith("# yaml-language-server: $schema=./glossary.schema.json\n")
    schema = json.loads((started / "glossary.schema.json").read_text())
    jsonschema.validate(YAML(typ="safe").load(text), schema)


def test_nothing_is_overwritten(termlint: Run, started: Path) -> None:
    """What is there stays; --force is needed to begin anew."""
    (started / "glossary.yml").write_text("mine")
    (started / ".termlint.toml").unlink()
    ended = termlint("init")
    assert ended.status == 2
    assert "glossary.yml" in ended.err
    assert (started / "glossary.yml").read_text() == "mine"
    assert not (started / ".termlint.toml").exists()
    assert termlint("init", "--force").status == 0
    assert termlint("check").status == 0


def test_a_folder_that_cannot_be_is_told(termlint: Run) -> None:
    """A file in place of the folder is an error in one line."""
    ended = termlint("init", "good.md/x")
    assert ended.status == 2
    assert "cannot be written: Not a directory" in ended.err
