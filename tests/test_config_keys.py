"""The table of keys: its schema and its checks say the same."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest

from termlint.config_keys import DEFAULTS, KEYS, faults, json_schema
from termlint.config_kinds import Known
from termlint.rules.base import Rule


class First(Rule):
    """A rule."""

    code = "TL101"
    name = "first"


KNOWN = Known(lambda: (First(),), lambda: ("markdown",), lambda: ("full", "json"))


def valid(values: dict[str, Any]) -> bool:
    """Whether the schema accepts the settings."""
    return not list(jsonschema.Draft202012Validator(json_schema()).iter_errors(values))


FULL = """\
glossary = ["g.yml", "builtin"]
select = ["TL1", "ALL"]
extend-select = ["first"]
ignore = []
fail-on = "never"
margin = "lenient"
metadata-keys = ["title"]
include = ["*.md"]
exclude = []
extend-exclude = ["a/**"]
respect-gitignore = false
max-file-size = 1
output-format = "json"
jobs = "auto"
severity = {first = "info"}
formats = {"*.x" = "markdown"}
rules = {first = {}}
[[overrides]]
paths = "a"
expect = ["x"]
select = ["first"]
ignore = ["TL101"]
severity = {TL101 = "error"}
rules = {TL101 = {}}
"""


def test_every_key_can_be_set() -> None:
    """A file with all keys is valid for the checks and for the schema."""
    values = tomllib.loads(FULL)
    assert set(values) == set(DEFAULTS)
    assert faults(values, KNOWN) == ()
    assert valid(values)


def test_defaults_are_valid() -> None:
    """The defaults pass their own checks, but for those that stand for nothing given."""
    given = {key: value for key, value in DEFAULTS.items() if value is not None}
    assert faults(given, KNOWN) == ()
    assert valid(given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"unknown": 1},
        {"glossary": 1},
        {"select": "TL1"},
        {"fail-on": "fatal"},
        {"jobs": 0},
        {"jobs": "many"},
        {"jobs": True},
        {"respect-gitignore": 1},
        {"max-file-size": 0},
        {"max-file-size": 1.5},
        {"severity": {"first": "bad"}},
        {"formats": ["*.x"]},
        {"rules": {"first": 1}},
        {"overrides": [{}]},
        {"overrides": [{"paths": "a", "unknown": 1}]},
        {"overrides": {"paths": "a"}},
    ],
)
def test_what_the_schema_refuses_the_checks_refuse(wrong: dict[str, Any]) -> None:
    """Schema and checks agree on what is wrong."""
    assert not valid(wrong)
    assert faults(wrong, KNOWN)


def test_the_schema_is_one_and_says_what_keys_mean() -> None:
    """The schema is itself valid, and every key has a description."""
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert all(key.means for key in KEYS.keys)


def test_dates_are_no_values() -> None:
    """TOML's dates and times are told as such."""
    assert [fault.message for fault in faults(tomllib.loads("jobs = 2026-01-01"), KNOWN)] == [
        "expected a text in quotes, found a date"
    ]
