"""A glossary as JSON and back: nothing is lost, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.cache import dumps, loads
from termlint.glossary.model import (
    Case,
    Cue,
    EvidenceGroup,
    Example,
    Glossary,
    Misuse,
    Place,
    Requirement,
    Sense,
    SourceText,
    Status,
    Term,
    Window,
)

SMALL = Glossary(
    "g", "en", (Term("a", (Sense("a", "d", cues=(Cue("c"), Cue(pattern="p", weight=-1.5))),)),), digest="0"
)

TEXT = st.text(max_size=4)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
MAYBE = st.none() | TEXT
PLACE = st.builds(Place, TEXT, st.integers(1, 9), st.integers(1, 9))
CUES = st.lists(
    st.builds(Cue, MAYBE, MAYBE, MAYBE, st.none() | st.floats(-9, 9), st.none() | st.sampled_from(Window), PLACE),
    max_size=3,
).map(tuple)
REQUIREMENT = st.none() | st.builds(Requirement, TEXTS, TEXTS, st.sampled_from(Window), PLACE)
SENSE = st.builds(
    Sense,
    TEXT,
    TEXT,
    TEXTS,
    MAYBE,
    st.sampled_from(Status),
    MAYBE,
    st.floats(-9, 9),
    CUES,
    REQUIREMENT,
    REQUIREMENT,
    REQUIREMENT,
    st.lists(st.builds(Example, TEXT, PLACE), max_size=2).map(tuple),
    st.lists(st.builds(Misuse, TEXT, TEXT, PLACE), max_size=2).map(tuple),
    MAYBE,
    PLACE,
)
TERM = st.builds(
    Term,
    term=TEXT,
    senses=st.lists(SENSE, max_size=2).map(tuple),
    status=st.sampled_from(Status),
    use=MAYBE,
    forms=TEXTS,
    synonyms=TEXTS,
    misspellings=TEXTS,
    abbreviations=TEXTS,
    apart_from=TEXTS,
    case=st.sampled_from(Case),
    inflect=st.booleans(),
    note=MAYBE,
    place=PLACE,
)
GLOSSARY = st.builds(
    Glossary,
    name=TEXT,
    language=TEXT,
    terms=st.lists(TERM, max_size=3).map(tuple),
    groups=st.lists(st.builds(EvidenceGroup, TEXT, TEXT, CUES, MAYBE, PLACE), max_size=2).map(tuple),
    sources=st.lists(st.builds(SourceText, TEXT, TEXT, MAYBE, MAYBE), max_size=2).map(tuple),
    description=MAYBE,
    files=TEXTS,
    digest=TEXT,
)


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


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(GLOSSARY)
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
