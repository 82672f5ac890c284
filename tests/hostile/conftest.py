"""What the tests of hostile input share: the built-in glossary's linter, ways to run the program, and its laws."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from termlint import glossaries
from termlint.diagnostic import FileResult, RunResult
from termlint.formats.base import Format
from termlint.glossary.model import Glossary
from termlint.linter import Linter

_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # C0 without tab and line feed, DEL, C1
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # reading direction
    "|[\u2028\u2029\ufeff\ud800-\udfff]"
    r"|(?m:^\s*::)|##(?:vso|teamcity)?\["  # commands to build services
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ENVIRONMENT = ("TERMLINT_", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LC_", "LANG")


_SMALL = """\
glossary: Test words
evidence:
  care: {means: care is in sight, cues: [referral, doctor]}
terms:
  - term: massage
    senses:
      - {id: massage.body, definition: rubbing of muscles, cues: [muscle, oil]}
      - {id: massage.data, definition: tidying of data, cues: [data, csv]}
  - term: medical massage
    senses:
      - {id: medical-massage, definition: massage that a doctor asked for, requires: {any: [care], within: section}}
  - {term: masseuse, status: deprecated, use: massage therapist}
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended, with the bytes that it wrote."""

    status: int
    out: bytes
    err: bytes


Run = Callable[..., Ended]
Strict = Callable[[str | bytes], Any]


@pytest.fixture(scope="session")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """The built-in glossary."""
    folder = tmp_path_factory.mktemp("hostile")
    return glossaries.load((), root=folder, cache_dir=folder / "cache")


@pytest.fixture(scope="session")
def linter(glossary: Glossary) -> Linter:
    """A linter with the built-in glossary."""
    return Linter(glossary)


@pytest.fixture(scope="session")
def formats() -> Mapping[str, Format]:
    """Every format by name."""
    import termlint.formats
    from termlint.plugins import discover

    return {format.name: format for format in discover(termlint.formats, "FORMAT")}


@pytest.fixture(scope="session")
def strict() -> Strict:
    """Reads JSON as the strictest parsers do: ASCII, no lone surrogate, no NaN, no key twice."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(items)) == len(items)
        return dict(items)

    def refuse(name: str) -> None:
        raise AssertionError(name)

    def load(text: str | bytes) -> Any:
        plain = text.decode("ascii") if isinstance(text, bytes) else text
        value = json.loads(plain, object_pairs_hook=pairs, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value

    return load


@pytest.fixture(scope="session")
def as_json(strict: Strict) -> Callable[[FileResult], tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The report and the mentions of one result, through JSON and back."""
    from termlint.report.base import Style
    from termlint.report.json import REPORTER
    from termlint.usage import render_usage

    def through(result: FileResult) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        run = RunResult((result,), "g", "d")
        report = strict("".join(REPORTER.render(run, Style())))
        return report, [strict(line) for line in "".join(render_usage(run, "jsonl", Style())).splitlines()]

    return through


@pytest.fixture(scope="session")
def lawful() -> Callable[[str, Any], int]:
    """Checks every place in a JSON value against the text, in every unit; gives how many places there were."""

    def check(text: str, value: Any) -> int:
        if isinstance(value, (list, tuple)):
            return sum(check(text, item) for item in value)
        if not isinstance(value, dict):
            return 0
        here = 0
        if value.get("location") and "offset" in value["location"]:
            _check_place(text, value)
            here = 1
        return here + sum(check(text, item) for item in value.values())

    return check


def _check_place(text: str, value: dict[str, Any]) -> None:
    start, end = value["location"], value["end_location"]
    assert 0 <= start["offset"] <= end["offset"] <= len(text)
    for place in (start, end):
        rows = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]
        row = rows[place["row"] - 1]
        assert rows[place["row"] - 1 : place["row"] + 1][-1] >= place["offset"] or place["row"] == len(rows)
        before = text[row : place["offset"]]
        assert place["column"] == len(before) + 1
        assert place["utf16"] == len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
        assert place["byte"] == len(before.encode("utf-8", "surrogatepass")) + 1
    if "term" in value:  # a diagnostic or a mention; evidence shows the run's text, where markup is left out
        assert text[start["offset"] : end["offset"]] == value["text"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty folder to run the program in."""
    folder = tmp_path / "tree"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(tree: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment without what the user has in it, and with a glossary that is small and so loads fast."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(_ENVIRONMENT)}
    small = tmp_path / "small.yml"
    small.write_text(_SMALL)
    ours = {
        "HOME": str(tree),
        "LC_ALL": "C.UTF-8",
        "TERMLINT_CACHE_DIR": str(tmp_path_factory.getbasetemp() / "termlint-cache"),
        "TERMLINT_GLOSSARY": str(small),
    }
    return {**clean, **ours}


@pytest.fixture
def process(tree: Path, environment: Mapping[str, str]) -> Run:
    """Runs the program in the folder, as a process of its own."""

    def call(*arguments: str, **environ: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "termlint", *arguments],
            capture_output=True,
            env={**environment, **environ},
            cwd=tree,
            check=False,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def program(
    tree: Path,
    environment: Mapping[str, str],
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs the program in the folder, in this process, which is ten times as fast."""
    from termlint.cli.main import run

    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)

    def call(*arguments: str, cwd: Path = tree, **environ: str) -> Ended:
        monkeypatch.chdir(cwd)
        for key, value in {**environment, **environ}.items():
            monkeypatch.setenv(key, value)
        capsysbinary.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        captured = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def harmless() -> Callable[[bytes], None]:
    """Asserts that nothing in what was printed acts on a terminal, turns the reading direction or speaks to a CI."""

    def check(printed: bytes) -> None:
        text = _COLOUR.sub("", printed.decode("utf-8"))
        found = _ACTS.search(text)
        assert found is None, (found and found[0], text[max(0, found.start() - 60) : found.end() + 20] if found else "")

    return check
