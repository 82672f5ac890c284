"""The JSON Schemas that termlint publishes, by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from termlint.report import _schema

SCHEMAS = ("config", "glossary", "report", "usage")


def schema(name: str) -> dict[str, Any]:
    """A new copy of the schema called `name`, one of `SCHEMAS`; raises KeyError for any other name."""
    if name == "report":
        return _schema.report_schema()
    if name == "usage":
        return _schema.usage_schema()
    module = {"glossary": "termlint.glossary.schema", "config": "termlint.config"}[name]
    written: dict[str, Any] = import_module(module).json_schema()
    return written
