"""What a report needs of a file's result, as JSON and back.

Objects are lists of their fields; those that JSON does not know by themselves are named here. The text is only ever
read by the version that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec.structs import fields

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, Related, Severity
from termlint.glossary.model import Window
from termlint.resolution import Evidence, Outcome, Polarity
from termlint.span import Span

Reader = Callable[[Any], Any]


def dumps(result: FileResult) -> str:
    """The diagnostics and counts of a result as one line of ASCII JSON: neither its name nor its text."""
    value = (result.mentions, result.suppressed, result.diagnostics)
    return json.dumps(value, default=_listed, separators=(",", ":"))


def loads(text: str, filename: str, source: Callable[[], str]) -> FileResult:
    """The slim result that `dumps` made the text of; raises ValueError where it is something else.

    `source` gives the text of the file, and is asked only where the result needs it.
    """
    try:
        mentions, suppressed, found = json.loads(text)
        diagnostics = _DIAGNOSTICS(found)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError) as error:
        raise ValueError("not a result") from error
    shown = source() if diagnostics else ""
    return FileResult(filename, shown, diagnostics, suppressed=suppressed, counted=mentions).slim()


def _listed(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)]


def _one(cls: type, **readers: Reader) -> Reader:
    """Reads the object of a class from the list of its fields; the fields that are not named are plain values."""
    order = [readers.get(field.name, _plain) for field in fields(cls)]

    def read(value: Any) -> Any:
        return cls(*(reader(part) for reader, part in zip(order, value, strict=True)))

    return read


def _plain(value: Any) -> Any:
    return value


def _many(reader: Reader) -> Reader:
    return lambda value: tuple(map(reader, value))


def _maybe(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


_SPAN = _one(Span)
_EVIDENCE = _one(Evidence, polarity=Polarity, window=Window, span=_maybe(_SPAN))
_FIX = _one(Fix, applicability=Applicability, edits=_many(_one(Edit, span=_SPAN)))
_DIAGNOSTICS = _many(
    _one(
        Diagnostic,
        severity=Severity,
        confidence=Outcome,
        span=_SPAN,
        candidates=tuple,
        meanings=tuple,
        evidence=_many(_EVIDENCE),
        related=_many(_one(Related, span=_SPAN)),
        fix=_maybe(_FIX),
    )
)
