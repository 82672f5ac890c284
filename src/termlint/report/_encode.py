"""Diagnostics and mentions as JSON by the contract: every key always present, null never missing.

Rows and columns are 1-based and within the line, in code points, UTF-16 units and UTF-8 bytes; `offset` is 0-based code
points in the decoded file; ends are exclusive. What cannot be text (a byte of a file name that is not UTF-8) is
written as `\\xff`, so that every reader takes the output.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from json.encoder import encode_basestring_ascii
from math import isfinite
from typing import Any

from termlint import __version__
from termlint.diagnostic import Diagnostic, FileResult, Fix, Related, RunResult
from termlint.errors import Problem
from termlint.fingerprint import fingerprint
from termlint.report._summary import ordered, problems
from termlint.resolution import Evidence, Resolution
from termlint.span import LineIndex, Span

VERSION = 1
_DIGITS = 4
_NULL = "null"
_NOWHERE = '"location": null, "end_location": null'
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def dumps(value: object) -> str:
    """JSON on one line, in ASCII, without lone surrogates."""
    text = json.dumps(value, allow_nan=False)
    return json.dumps(_mended(value), allow_nan=False) if r"\ud" in text else text


def head(result: RunResult) -> dict[str, Any]:
    """What every object of a run starts with: the version of the format, the tool and the glossary."""
    return {
        "version": VERSION,
        "tool": {"name": "termlint", "version": __version__},
        "glossary": {"name": result.glossary_name, "digest": result.glossary_digest},
    }


def filename(name: str) -> str:
    """A file name as text with forward slashes."""
    return _text(name).replace(os.sep, "/")


def diagnostics(file: FileResult) -> Iterator[str]:
    """The diagnostics of a file in order, each as an object on one line."""
    if file.diagnostics:
        name, lines = _string(filename(file.filename)), LineIndex(file.source)
        yield from (_diagnostic(file, name, lines, item) for item in ordered(file))


def mention(name: str, lines: LineIndex, resolution: Resolution, codes: tuple[str, ...]) -> str:
    """One mention in the file `name` with its sense; `codes` are those reported for it.

    `margin` is null without a rival.
    """
    margin = resolution.margin
    scores = ", ".join([f"{_string(sense)}: {_number(score)}" for sense, score in resolution.scores])
    return (
        f'{{"filename": {_string(filename(name))}'
        f', "text": {_string(resolution.mention.span.of(lines.text))}'
        f', "term": {_string(resolution.term.term)}'
        f', "sense": {_NULL if resolution.sense is None else _string(resolution.sense.id)}'
        f', "outcome": "{resolution.outcome.value}"'
        f', "framing": "{resolution.framing.value}"'
        f', "scores": {{{scores}}}'
        f', "margin": {_number(margin) if isfinite(margin) else _NULL}'
        f', "candidates": [{", ".join([_string(sense.id) for sense in resolution.candidates])}]'
        f", {place(lines, resolution.mention.span)}"
        f', "evidence": [{", ".join([_evidence(lines, piece) for piece in resolution.evidence])}]'
        f', "codes": [{", ".join(map(_string, codes))}]}}'
    )


def place(lines: LineIndex, span: Span) -> str:
    """Where a span begins and ends, in every unit: the keys of an object."""
    return f'"location": {_position(lines, span.start)}, "end_location": {_position(lines, span.end)}'


def errors(result: RunResult) -> list[dict[str, Any]]:
    """Every problem with an input, those of the run first."""
    return [_problem(problem) for problem in problems(result)]


def summary(result: RunResult) -> dict[str, int]:
    """The counts of a run."""
    counts = result.counts
    return {
        "files": len(result.files),
        "mentions": counts.mentions,
        "diagnostics": counts.diagnostics,
        "fixable": counts.safe,
        "suppressed": counts.suppressed,
        "errors": len(problems(result)),
    }


def _diagnostic(file: FileResult, name: str, lines: LineIndex, item: Diagnostic) -> str:
    return (
        f'{{"filename": {name}'
        f', "code": {_string(item.code)}'
        f', "name": {_string(item.name)}'
        f', "severity": "{item.severity.value}"'
        f', "confidence": "{item.confidence.value}"'
        f', "message": {_string(item.message)}'
        f', "help": {_string(item.help)}'
        f', "url": {_string(item.url)}'
        f', "text": {_string(item.span.of(lines.text))}'
        f', "term": {_string(item.term)}'
        f', "sense": {_string(item.sense)}'
        f', "candidates": [{", ".join(map(_string, item.candidates))}]'
        f', "definition": {_string(item.definition)}'
        f", {place(lines, item.span)}"
        f', "evidence": [{", ".join([_evidence(lines, piece) for piece in item.evidence])}]'
        f', "related": [{", ".join([_related(lines, other) for other in item.related])}]'
        f', "fix": {_NULL if item.fix is None else _fix(lines, item.fix)}'
        f', "fingerprint": "{fingerprint(file.filename, lines.text, item)}"}}'
    )


def _evidence(lines: LineIndex, piece: Evidence) -> str:
    """One piece of evidence; its locations are null where it has no place in the text."""
    return (
        f'{{"text": {_string(piece.text)}'
        f', "cue": {_string(piece.cue)}'
        f', "group": {_string(piece.group)}'
        f', "origin": {_string(piece.origin)}'
        f', "support": {piece.support}'
        f', "sense": {_string(piece.sense)}'
        f', "weight": {_number(piece.weight)}'
        f', "polarity": "{piece.polarity.value}"'
        f', "window": "{piece.window.value}"'
        f", {_NOWHERE if piece.span is None else place(lines, piece.span)}}}"
    )


def _related(lines: LineIndex, other: Related) -> str:
    text = _string(other.span.of(lines.text))
    return f'{{"text": {text}, "message": {_string(other.message)}, {place(lines, other.span)}}}'


def _fix(lines: LineIndex, fix: Fix) -> str:
    edits = [f'{{"content": {_string(edit.content)}, {place(lines, edit.span)}}}' for edit in fix.edits]
    return (
        f'{{"applicability": "{fix.applicability.value}", "message": {_string(fix.message)}'
        f', "edits": [{", ".join(edits)}]}}'
    )


def _position(lines: LineIndex, offset: int) -> str:
    at = lines.position(offset)
    return f'{{"row": {at.row}, "column": {at.column}, "utf16": {at.utf16}, "byte": {at.byte}, "offset": {offset}}}'


def _problem(problem: Problem) -> dict[str, Any]:
    located = problem.row is not None and problem.column is not None
    return {
        "filename": None if problem.filename is None else filename(problem.filename),
        "message": problem.message,
        "location": {"row": problem.row, "column": problem.column} if located else None,
        "help": problem.help,
    }


def _number(value: float) -> str:
    """A weight or score without the noise of binary fractions; raises ValueError for what JSON has no number for."""
    if not isfinite(value):
        raise ValueError(f"not a number of JSON: {value}")
    return repr(round(value, _DIGITS) + 0.0)


def _string(text: str | None) -> str:
    """A text, or null, as JSON; the same as `dumps` of it, without the time that a general encoder takes."""
    if text is None:
        return _NULL
    written = encode_basestring_ascii(text)
    return encode_basestring_ascii(_text(text)) if r"\ud" in written else written


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): _mended(item) for key, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list) else value


def _text(text: str) -> str:
    return _SURROGATE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    number = ord(match.group())
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"
