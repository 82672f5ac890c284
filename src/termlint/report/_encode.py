"""Diagnostics and mentions as the plain values of the JSON contract: every key always present, null never missing.

Rows and columns are 1-based and within the line, in code points, UTF-16 units and UTF-8 bytes; `offset` is 0-based code
points in the decoded file; ends are exclusive. What cannot be text (a byte of a file name that is not UTF-8) is
written as `\\xff`, so that every reader takes the output.
"""

from __future__ import annotations

import os
import re
from math import isfinite
from typing import Any

from msgspec.structs import asdict

from termlint import __version__
from termlint.diagnostic import Diagnostic, Edit, FileResult, Fix, RunResult
from termlint.errors import Problem
from termlint.report._summary import problems
from termlint.resolution import Evidence, Resolution
from termlint.span import LineIndex, Span

VERSION = 1
_DIGITS = 4
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def dumps(value: object) -> str:
    """JSON on one line, in ASCII, without lone surrogates."""
    import json

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


def diagnostic(file: FileResult, lines: LineIndex, item: Diagnostic) -> dict[str, Any]:
    """One diagnostic of `file`, whose lines are `lines`."""
    return {
        "filename": filename(file.filename),
        "code": item.code,
        "name": item.name,
        "severity": item.severity.value,
        "confidence": item.confidence.value,
        "message": item.message,
        "help": item.help,
        "url": item.url,
        "text": item.span.of(lines.text),
        "term": item.term,
        "sense": item.sense,
        "candidates": list(item.candidates),
        "definition": item.definition,
        **place(lines, item.span),
        "evidence": [evidence(lines, piece) for piece in item.evidence],
        "related": [
            {"text": other.span.of(lines.text), "message": other.message, **place(lines, other.span)}
            for other in item.related
        ],
        "fix": None if item.fix is None else _fix(lines, item.fix),
        "fingerprint": item.fingerprint,
    }


def mention(file: FileResult, lines: LineIndex, resolution: Resolution, codes: tuple[str, ...]) -> dict[str, Any]:
    """One mention of `file` with its sense; `codes` are those reported for it. `margin` is null without a rival."""
    margin = resolution.margin
    return {
        "filename": filename(file.filename),
        "text": resolution.mention.span.of(lines.text),
        "term": resolution.term.term,
        "sense": None if resolution.sense is None else resolution.sense.id,
        "outcome": resolution.outcome.value,
        "framing": resolution.framing.value,
        "scores": {sense: _number(score) for sense, score in resolution.scores},
        "margin": _number(margin) if isfinite(margin) else None,
        "candidates": [sense.id for sense in resolution.candidates],
        **place(lines, resolution.mention.span),
        "evidence": [evidence(lines, piece) for piece in resolution.evidence],
        "codes": list(codes),
    }


def evidence(lines: LineIndex, piece: Evidence) -> dict[str, Any]:
    """One piece of evidence; its locations are null where it has no place in the text."""
    return {
        "text": piece.text,
        "cue": piece.cue,
        "group": piece.group,
        "origin": piece.origin,
        "support": piece.support,
        "sense": piece.sense,
        "weight": _number(piece.weight),
        "polarity": piece.polarity.value,
        "window": piece.window.value,
        **({"location": None, "end_location": None} if piece.span is None else place(lines, piece.span)),
    }


def place(lines: LineIndex, span: Span) -> dict[str, dict[str, int]]:
    """Where a span begins and ends, in every unit."""
    return {
        "location": asdict(lines.position(span.start)),
        "end_location": asdict(lines.position(span.end)),
    }


def errors(result: RunResult) -> list[dict[str, Any]]:
    """Every problem with an input, those of the run first."""
    return [_problem(problem) for problem in problems(result)]


def summary(result: RunResult) -> dict[str, int]:
    """The counts of a run."""
    return {
        "files": len(result.files),
        "mentions": result.mentions,
        "diagnostics": result.diagnostics,
        "fixable": result.fixable,
        "suppressed": sum(file.suppressed for file in result.files),
        "errors": len(problems(result)),
    }


def _fix(lines: LineIndex, fix: Fix) -> dict[str, Any]:
    def edit(item: Edit) -> dict[str, Any]:
        return {"content": item.content, **place(lines, item.span)}

    return {"applicability": fix.applicability.value, "message": fix.message, "edits": [edit(e) for e in fix.edits]}


def _problem(problem: Problem) -> dict[str, Any]:
    located = problem.row is not None and problem.column is not None
    return {
        "filename": None if problem.filename is None else filename(problem.filename),
        "message": problem.message,
        "location": {"row": problem.row, "column": problem.column} if located else None,
        "help": problem.help,
    }


def _number(value: float) -> float:
    """A weight or score without the noise of binary fractions."""
    return round(value, _DIGITS) + 0.0


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
