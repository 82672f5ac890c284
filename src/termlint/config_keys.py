"""The keys of the configuration: one table that validates, gives the defaults and the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from termlint.config_kinds import (
    FLAG,
    RULE,
    SELECTOR,
    TEXT,
    AnyOf,
    Choice,
    Fault,
    Key,
    Known,
    ListOf,
    Plain,
    Record,
    RuleOptions,
    TableOf,
)
from termlint.diagnostic import Severity
from termlint.formats.base import FormatOptions

GLOBS = ListOf(TEXT)
SEVERITIES = TableOf(RULE, Choice("severity", tuple(Severity)))
SELECTORS = ListOf(SELECTOR)
DEFAULT_EXCLUDE = (
    *(".*/", "node_modules/", "bower_components/", "site-packages/", "venv/", "__pycache__/"),
    *("__pypackages__/", "_build/", "build/", "dist/", "_site/"),
)

OVERRIDE = Record(
    (
        Key("paths", ListOf(TEXT, single=True), "Globs of the files that this is about"),
        Key("expect", ListOf(TEXT), "Senses that are expected here: evidence for them, and no others are reported"),
        Key("select", SELECTORS, "Rules to run here, instead of those of the whole project"),
        Key("ignore", SELECTORS, "Rules not to run here"),
        Key("severity", SEVERITIES, "Severity by rule"),
        Key("rules", RuleOptions(), "Options by rule"),
    ),
    required=("paths",),
)

KEYS = Record(
    (
        Key("glossary", ListOf(TEXT, single=True), "Glossary files, relative to this file, or `builtin`"),
        Key("select", SELECTORS, "Rules to run: names, codes, beginnings of codes such as TL1, or ALL", ["ALL"]),
        Key("extend-select", SELECTORS, "Rules to run besides those selected", []),
        Key("ignore", SELECTORS, "Rules not to run", []),
        Key("severity", SEVERITIES, "Severity by rule", {}),
        Key("rules", RuleOptions(), "Options by rule", {}),
        Key("fail-on", Choice("severity", (*Severity, "never")), "Lowest severity that makes a run fail", "warning"),
        Key("margin", Choice("margin", ("strict", "default", "lenient")), "Lead that decides a sense", "default"),
        Key(
            "metadata-keys",
            ListOf(TEXT),
            "Fields of front matter that are prose, and so are checked",
            list(FormatOptions().metadata_keys),
        ),
        Key("include", GLOBS, "Globs of the files to check in folders; by default all that a format reads", []),
        Key("exclude", GLOBS, "Globs of files and folders to leave out", list(DEFAULT_EXCLUDE)),
        Key("extend-exclude", GLOBS, "Globs to leave out besides those of `exclude`", []),
        Key("respect-gitignore", FLAG, "Leave out what git ignores", True),
        Key(
            "formats",
            TableOf(TEXT, Choice("format", lambda known: known.formats())),
            "Format by glob, for files whose names do not tell it",
            {},
        ),
        Key("max-file-size", Plain("integer", minimum=1), "Bytes above which a file is not read", 10_000_000),
        Key(
            "output-format",
            Choice("output format", lambda known: known.reporters()),
            "How results are printed",
            "full",
        ),
        Key(
            "jobs",
            AnyOf(Plain("integer", minimum=1), Choice("number of jobs", ("auto",))),
            "Processes that check files",
            "auto",
        ),
        Key("overrides", ListOf(OVERRIDE), "Settings for some paths", []),
    ),
    hint="`termlint schema config` prints all keys",
)

DEFAULTS: Mapping[str, object] = {key.name: key.default for key in KEYS.keys}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of termlint",
        **KEYS.schema(),
    }


def faults(values: Mapping[str, object], known: Known) -> tuple[Fault, ...]:
    """Everything that is wrong with a layer of settings."""
    return tuple(KEYS.faults(values, (), known))
