"""A glossary as JSON text and back, fast enough to do at every start.

Objects of one class are kept as a table, one column a field, and are made column by column: for thousands of cues that
is several times faster than calling a constructor for each. The text is only ever read by the version that wrote it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import chain, groupby, islice, repeat
from typing import Any, Protocol

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

VERSION = 2
"""Raised whenever files would be read differently, or written differently here, within one version of termlint."""


def dumps(glossary: Glossary) -> str:
    """`glossary` as one line of ASCII JSON."""
    import json

    return json.dumps(_GLOSSARY.pack([glossary]), separators=(",", ":"))


def loads(text: str) -> Glossary:
    """The glossary that `dumps` made `text` of; raises ValueError where the text is something else."""
    import json

    try:
        (glossary,) = _GLOSSARY.unpack(json.loads(text))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, StopIteration, TypeError) as error:
        raise ValueError("not a glossary") from error
    if not isinstance(glossary, Glossary):
        raise ValueError("not a glossary")
    return glossary


class _Column(Protocol):
    """How the values of one field, for all objects of a table, are written."""

    def pack(self, values: Sequence[Any]) -> Any:
        """The values as JSON."""

    def unpack(self, data: Any) -> Sequence[Any]:
        """The values of the JSON."""


class _Plain:
    """Values that JSON has, most of them different."""

    def pack(self, values: Sequence[Any]) -> Any:
        return values

    def unpack(self, data: Any) -> Sequence[Any]:
        return list(data)


class _Runs:
    """Values that JSON has, or words of an enumeration, many in a row being the same."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = {str(word): word for word in words}

    def pack(self, values: Sequence[Any]) -> Any:
        return [[value, len(list(run))] for value, run in groupby(values)]

    def unpack(self, data: Any) -> Sequence[Any]:
        word = self.words.get
        return list(chain.from_iterable(repeat(word(value, value), times) for value, times in data))


class _Texts:
    """Tuples of texts."""

    def pack(self, values: Sequence[Any]) -> Any:
        return values

    def unpack(self, data: Any) -> Sequence[Any]:
        return list(map(tuple, data))


class _Table:
    """Objects of one class. Columns that are not named hold tuples of texts, or else runs of plain values."""

    def __init__(self, cls: type, **columns: _Column) -> None:
        self.cls = cls
        self.columns: dict[str, _Column] = {
            f.name: columns.get(f.name) or (_Texts() if f.type == "tuple[str, ...]" else _Runs()) for f in fields(cls)
        }

    def pack(self, values: Sequence[Any]) -> Any:
        return [column.pack([getattr(value, name) for value in values]) for name, column in self.columns.items()]

    def unpack(self, data: Any) -> Sequence[Any]:
        columns = [column.unpack(part) for column, part in zip(self.columns.values(), data, strict=True)]
        count = len(columns[0])
        objects: list[Any] = [*map(object.__new__, repeat(self.cls, count))]
        for name, values in zip(self.columns, columns, strict=True):
            if len(values) != count:
                raise ValueError("columns of different length")
            # The classes are frozen and have slots: a slot's own setter is the quick way past both.
            deque(map(getattr(self.cls, name).__set__, objects, values), maxlen=0)
        return objects


class _Many:
    """Tuples of objects; or, where not `several`, an object or None."""

    def __init__(self, table: _Table, *, several: bool = True) -> None:
        self.table = table
        self.several = several
        self.counts = _Runs()

    def pack(self, values: Sequence[Any]) -> Any:
        tuples = values if self.several else [() if value is None else (value,) for value in values]
        return [self.counts.pack([*map(len, tuples)]), self.table.pack([*chain.from_iterable(tuples)])]

    def unpack(self, data: Any) -> Sequence[Any]:
        counts, objects = data
        left = iter(self.table.unpack(objects))
        if self.several:
            return [tuple(islice(left, count)) for count in self.counts.unpack(counts)]
        return [next(left) if count else None for count in self.counts.unpack(counts)]


class _One:
    """Exactly one object each."""

    def __init__(self, table: _Table) -> None:
        self.pack = table.pack
        self.unpack = table.unpack


_TEXT = _Plain()
_PLACE = _One(_Table(Place, row=_Plain(), column=_Plain()))
_CUES = _Many(_Table(Cue, text=_TEXT, within=_Runs(Window), place=_PLACE))
_REQUIREMENT = _Many(_Table(Requirement, within=_Runs(Window), place=_PLACE), several=False)
_SENSES = _Many(
    _Table(
        Sense,
        id=_TEXT,
        definition=_TEXT,
        status=_Runs(Status),
        cues=_CUES,
        requires=_REQUIREMENT,
        excludes=_REQUIREMENT,
        forbids=_REQUIREMENT,
        examples=_Many(_Table(Example, text=_TEXT, place=_PLACE)),
        misuses=_Many(_Table(Misuse, text=_TEXT, place=_PLACE)),
        place=_PLACE,
    )
)
_TERMS = _Many(
    _Table(
        Term,
        term=_TEXT,
        senses=_SENSES,
        status=_Runs(Status),
        case=_Runs(Case),
        place=_PLACE,
    )
)
_GLOSSARY = _Table(
    Glossary,
    terms=_TERMS,
    groups=_Many(_Table(EvidenceGroup, name=_TEXT, means=_TEXT, cues=_CUES, place=_PLACE)),
    sources=_Many(_Table(SourceText, name=_TEXT, title=_TEXT)),
)
