"""One diagnostic a line."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from termlint.diagnostic import RunResult
from termlint.report import json as report_json
from termlint.report.base import Style
from termlint.report.jsonl import REPORTER
from termlint.schemas import schema


def test_lines_are_the_same_objects(result: RunResult, clean: RunResult) -> None:
    """Each line is a diagnostic as in `json`, and there is none where nothing is reported."""
    lines = "".join(REPORTER.render(result, Style())).splitlines()
    whole = json.loads("".join(report_json.REPORTER.render(result, Style())))
    assert [json.loads(line) for line in lines] == whole["diagnostics"]
    assert "".join(REPORTER.render(clean, Style())) == ""


def test_lines_are_valid(result: RunResult) -> None:
    """Each line is valid by the part of the report's schema that describes a diagnostic."""
    report = schema("report")
    line_schema = Draft202012Validator({"$defs": report["$defs"], "$ref": "#/$defs/diagnostic"})
    for line in "".join(REPORTER.render(result, Style())).splitlines():
        line_schema.validate(json.loads(line))
