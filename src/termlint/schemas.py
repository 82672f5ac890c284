"""The JSON Schemas that termlint publishes, by name."""

from __future__ import annotations

from typing import Any

from termlint.report import _schema

SCHEMAS = ("config", "glossary", "report", "usage")


def schema(name: str) -> dict[str, Any]:
    """A new copy of the schema called `name`, one of `SCHEMAS`; raises KeyError for any other name."""
    if name == "report":
        return _schema.report_schema()
    if name == "usage":
        return _schema.usage_schema()
    if name == "glossary":
        from termlint.glossary.schema import json_schema
    elif name == "config":
        from termlint.config_keys import json_schema
    else:
        raise KeyError(name)
    return json_schema()
