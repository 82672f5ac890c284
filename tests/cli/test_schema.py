"""`termlint schema`: the schemas, printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from termlint.schemas import SCHEMAS, schema

Run = Callable[..., Any]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_printed(termlint: Run, name: str) -> None:
    """What is printed is the published schema, and a valid one."""
    ended = termlint("schema", name)
    assert ended.status == 0
    printed = json.loads(ended.out)
    assert printed == schema(name)
    jsonschema.Draft202012Validator.check_schema(printed)


def test_an_unknown_schema_is_wrong_use(termlint: Run) -> None:
    """Status 2, and the names that there are."""
    ended = termlint("schema", "nothing")
    assert ended.status == 2
    assert "'report'" in ended.err
