"""The description of the keys: editors and the reader must be of one mind."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlint.glossary._faults import Faults, File
from termlint.glossary.schema import GLOSSARY, json_schema
from termlint.glossary.yaml_tree import parse

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every object schema within `schema` that names its properties."""
    found = []
    if isinstance(schema, dict):
        found += [schema] if "properties" in schema else []
        found += [inner for part in schema.values() for inner in objects(part)]
    if isinstance(schema, list):
        found += [inner for part in schema for inner in objects(part)]
    return found


def test_it_is_a_schema() -> None:
    """The schema is itself valid under the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_every_property_is_described() -> None:
    """Every key has a sentence for the author, and no mapping takes keys that are not named."""
    found = objects(SCHEMA)
    assert len(found) == 8
    for each in found:
        assert each["additionalProperties"] is False
        for name, part in each["properties"].items():
            assert part["description"].endswith("."), name


def test_it_does_not_share_state() -> None:
    """A caller may change what it gets without changing what the next one gets."""
    json_schema()["properties"].clear()
    assert json_schema() == SCHEMA


@pytest.mark.parametrize("key", ["glossary", "language", "description", "extends", "sources", "evidence", "terms"])
def test_top_level_keys(key: str) -> None:
    """The keys that authors rely on are there."""
    assert key in SCHEMA["properties"]


def as_yaml(data: Any) -> str:
    """`data` as flow YAML; None as a value that is missing."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {as_yaml(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_yaml, data)) + "]"
    return "" if data is None else json.dumps(data, ensure_ascii=False)


TEXTS = st.sampled_from(
    ["massage", "5-0", "a.b", "two words", "en", "de-AT", "with, comma", "preferred", "section", "ä\nö", "é", "no"]
)
JUNK = st.one_of(
    st.sampled_from(["", " ", "\n", "x y", "2.5", "true", 7, -51, 2.5, True, False, [], {}, ["a"], {"text": "a"}]),
    st.sampled_from([["a", {"group": "b"}], {"any": []}, [[]], {"definition": "x"}, {"x": "y"}]),
)


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that mostly fit `schema`; here and there one that likely does not."""
    return st.integers(0, 25).flatmap(lambda n: JUNK if n == 0 else fitting(schema))


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values for `schema` itself; what stands within may still not fit."""
    if "$ref" in schema:
        return values(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "properties" in schema:
        return entries(schema)
    if "anyOf" in schema:
        return st.one_of(*map(values, schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema["type"]
    if kind == "array":
        return st.lists(values(schema["items"]), max_size=2)
    if kind == "object":
        return st.dictionaries(TEXTS, values(schema["additionalProperties"]), max_size=2)
    if kind == "number":
        return st.floats(-60, 60, allow_nan=False) | st.integers(-60, 60)
    return st.booleans() if kind == "boolean" else st.one_of(TEXTS, TEXTS, st.sampled_from([7, 2.5, True]))


@st.composite
def entries(draw: st.DrawFn, schema: dict[str, Any]) -> dict[str, Any]:
    """Some of the properties, those that must be there nearly always, and rarely one that is not known."""
    must = set(schema.get("required", ()))
    for word in ("anyOf", "oneOf"):
        if word in schema:
            must |= set(draw(st.sampled_from(schema[word]))["required"])
    names = [name for name in schema["properties"] if draw(st.integers(0, 19)) < (19 if name in must else 5)]
    result = {name: draw(values(schema["properties"][name])) for name in names}
    if draw(st.integers(0, 30)) == 0:
        result[draw(st.sampled_from(["severty", "Text", "<", " "]))] = "x"
    return result


VERDICTS: list[bool] = []


@settings(max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(values(SCHEMA))
def check_agreement(data: Any) -> None:
    """One generated glossary."""
    faults = Faults()
    root = parse(File("g.yml", as_yaml(data)), faults)
    if root is not None:
        GLOSSARY.read(root, "a glossary", faults)
    valid = VALIDATOR.is_valid(data)
    VERDICTS.append(valid)
    assert (faults.count == 0) is valid, (data, list(VALIDATOR.iter_errors(data)))


def test_schema_and_reader_agree() -> None:
    """A file that the schema finds valid is one that the reader takes, and the reverse, on generated glossaries."""
    check_agreement()
    assert min(VERDICTS.count(True), VERDICTS.count(False)) > 40
