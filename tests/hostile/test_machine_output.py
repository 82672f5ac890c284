"""What programs read is strict JSON of known shape, whatever stands in the files and their names."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

_PAGE = "\ufeffTry our\r\nmedical\rmassage 😀 “é” \u2028\u202e\x1b[31m\ud7ff\ue000\uffff\U0010ffff with massage.\n"
_NAMES = (b"a\xff.md", b"\xed\xa0\x80.md", b"b\n.md", b"\xf0\x9f\x98\x80.md", b'"\\.md', b"\xe2\x80\xa8.md", b"\x1b.md")

Run = Callable[..., Any]


@pytest.fixture
def pages(tree: Path) -> Path:
    """A folder of files whose names are hard to write in JSON."""
    for name in _NAMES:
        Path(os.fsdecode(os.fsencode(tree) + b"/" + name)).write_text(_PAGE, encoding="utf-8", newline="")
    return tree


def test_a_report_comes_back_equal_and_fits_its_schema(
    program: Run, pages: Path, strict: Callable[[bytes], Any], lawful: Callable[[str, Any], int]
) -> None:
    """The report is strict JSON in ASCII that its schema accepts, and each place holds the text that it says."""
    done = program("check", "--isolated", "--output-format", "json", "-q", ".")
    report = strict(done.out)
    jsonschema.validate(report, json.loads(program("schema", "report").out))
    assert strict(json.dumps(report)) == report
    assert {"a\\xff.md", "b\n.md", "😀.md", "\u2028.md"} < {d["filename"] for d in report["diagnostics"]}
    assert report["summary"]["files"] == len(_NAMES)
    assert all(lawful(_PAGE, d) for d in report["diagnostics"])


def test_a_list_of_mentions_comes_back_equal_and_fits_its_schema(
    program: Run, pages: Path, strict: Callable[[bytes], Any]
) -> None:
    """The concordance is strict JSON in ASCII that its schema accepts, as one object and as one a line."""
    whole = strict(program("usage", "--isolated", "--output-format", "json", "-q", ".").out)
    jsonschema.validate(whole, json.loads(program("schema", "usage").out))
    lines = program("usage", "--isolated", "--output-format", "jsonl", "-q", ".").out.splitlines()
    assert [strict(line) for line in lines] == whole["mentions"]
    assert lines


@pytest.mark.parametrize("arguments", [("--select", "nonsense"), ("--glossary", "none.yml"), ("none.md",)])
def test_a_failed_run_reports_in_json_too(
    program: Run, tree: Path, strict: Callable[[bytes], Any], arguments: tuple[str, ...]
) -> None:
    """A run that cannot start gives readers a report with its errors, and status 2."""
    done = program("check", "--isolated", "--output-format", "json", *arguments)
    assert done.status == 2
    assert strict(done.out)["errors"]
