"""A glossary as JSON and back: nothing is lost, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlint.glossary.cache import dumps, loads
from termlint.glossary.model import Cue, Glossary, Sense, Term

SMALL = Glossary(
    "g", "en", (Term("a", (Sense("a", "d", cues=(Cue("c"), Cue(pattern="p", weight=-1.5))),)),), digest="0"
)

PLAIN = {str: st.text(max_size=4), int: st.integers(1, 9), float: st.floats(-9, 9), bool: st.booleans()}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, every field of a dataclass among them: one that is added to the model is tried here at once."""
    if is_dataclass(hint):
        return st.builds(hint, **{name: any_of(part) for name, part in get_type_hints(hint).items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is UnionType:
        return st.one_of(*map(any_of, get_args(hint)))
    return st.none() if hint is NoneType else PLAIN[hint]


def leaves(value: object) -> Iterator[tuple[type, object]]:
    """Every value within `value` with its class: equality alone would not see places, or a text for an enumeration."""
    if is_dataclass(value):
        yield type(value), None
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        yield tuple, len(value)
        for item in value:
            yield from leaves(item)
    else:
        yield type(value), value


@settings(
    max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(any_of(Glossary))
def test_there_and_back(glossary: Glossary) -> None:
    """What is read equals what was written, places and types included, and the text is one line of ASCII."""
    text = dumps(glossary)
    assert text.isascii()
    assert "\n" not in text
    back = loads(text)
    assert back == glossary
    assert list(leaves(back)) == list(leaves(glossary))
    assert hash(back) == hash(glossary)


def test_frozen() -> None:
    """What is read is as frozen as anything made by its constructor."""
    with pytest.raises(AttributeError):
        loads(dumps(SMALL)).terms[0].term = "b"  # type: ignore[misc]
    assert replace(loads(dumps(SMALL)), name="h").name == "h"


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "7", '"x"', "[[]]", '{"terms": []}', "[" * 9999, "NaN", "[1,2]"]
)
def test_foreign_texts(text: str) -> None:
    """JSON that is something else, or no JSON, is a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011
        loads(text)


def places(data: Any, at: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The way to every list within `data`."""
    if isinstance(data, list):
        yield at
        for n, item in enumerate(data):
            yield from places(item, (*at, n))


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.data())
def test_damaged_structure(data: st.DataObject) -> None:
    """Lists that lost or changed an item make a ValueError or some glossary, never another error."""
    whole = json.loads(dumps(SMALL))
    way = data.draw(st.sampled_from(list(places(whole))))
    part = whole
    for step in way:
        part = part[step]
    part[:] = data.draw(st.sampled_from([part[:-1], [*part, 1], [None], [[]], [part], ["x", 2]]))
    try:
        result = loads(json.dumps(whole))
    except ValueError:
        result = SMALL
    assert isinstance(result, Glossary)
