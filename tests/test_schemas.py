"""The published schemas: sound, described, strict about our own output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from termlint.schemas import SCHEMAS, schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_is_a_schema(name: str) -> None:
    """Each is a sound schema of draft 2020-12, and a new copy each time."""
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"].endswith("/draft/2020-12/schema")
    assert schema(name) is not schema(name)


def test_unknown() -> None:
    """Any other name is refused."""
    with pytest.raises(KeyError):
        schema("reports")


@pytest.mark.parametrize("name", ["report", "usage"])
def test_every_key_is_described_and_required(name: str) -> None:
    """Objects of the machine output name every key with a description, require them all and know no other."""
    found = schema(name)
    objects = [part for part in _parts(found) if part.get("type") == "object" and "properties" in part]
    assert len(objects) > 5
    for part in objects:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        for value in part["properties"].values():
            assert _described(value, found)


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)


def _described(value: dict[str, Any], root: dict[str, Any]) -> bool:
    if "$ref" in value:
        value = root["$defs"][value["$ref"].rpartition("/")[2]]
    return "description" in value or _described(value["anyOf"][0], root)
