"""The machine contract: its keys, its places in every unit, and names that are no text."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from termlint.diagnostic import Diagnostic, Edit, FileResult, Fix, Related, RunResult, Severity
from termlint.glossary.model import Window
from termlint.report import json as report_json
from termlint.report._encode import diagnostics, dumps, filename, place
from termlint.report._schema import report_schema
from termlint.report.base import Style
from termlint.resolution import Evidence, Outcome, Polarity
from termlint.span import LineIndex, Span


def render(result: RunResult) -> dict[str, Any]:
    """The parsed object, after its text was seen to be ASCII and to end with a line."""
    text = "".join(report_json.REPORTER.render(result, Style()))
    assert text.isascii()
    assert text.endswith("}\n")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_valid(result: RunResult, clean: RunResult) -> None:
    """Output with and without findings is valid by the published schema, and strict UTF-8 text once parsed."""
    for run in (result, clean):
        found = render(run)
        Draft202012Validator(report_schema()).validate(found)
        json.dumps(found, ensure_ascii=False).encode("utf-8")


def test_contract(result: RunResult) -> None:
    """The keys of version 1 are there, in this form; keys may be added, never removed or changed."""
    found = render(result)
    assert found["version"] == 1
    assert found["glossary"] == {"name": "Massage", "digest": "sha256:00"}
    assert found["summary"] == {
        "files": 4, "mentions": 5, "diagnostics": 5, "fixable": 2, "suppressed": 2, "errors": 2,
    }  # fmt: skip
    assert [d["code"] for d in found["diagnostics"]] == ["TL102", "TL101", "TL201", "TL901", "TL202"]
    first = found["diagnostics"][0]
    assert first["location"] == {"row": 3, "column": 20, "utf16": 21, "byte": 34, "offset": 43}
    assert first["end_location"] == {"row": 3, "column": 36, "utf16": 37, "byte": 50, "offset": 59}
    assert (first["text"], first["term"], first["sense"]) == ("medical massages", "medical massage", "medical-massage")
    assert first["evidence"][0] == {
        "text": "no referral", "cue": "referral", "group": "referral", "origin": "cue", "support": 0,
        "sense": "medical-massage", "weight": -2.1, "polarity": "negated", "window": "sentence",
        "location": {"row": 3, "column": 48, "utf16": 49, "byte": 62, "offset": 71},
        "end_location": {"row": 3, "column": 59, "utf16": 60, "byte": 73, "offset": 82},
    }  # fmt: skip
    assert first["evidence"][5]["location"] is None
    assert first["fix"] is None
    assert [r["text"] for r in first["related"]] == ["medical massages"]
    assert found["diagnostics"][1]["candidates"] == ["massage.tidy-data", "massage.bodywork"]
    assert found["diagnostics"][2]["fix"]["edits"][0]["content"] == "massotherapy"
    assert found["errors"] == [
        {"filename": "docs/secret.md", "message": "cannot be read: permission denied", "location": None, "help": None},
        {"filename": "docs/latin1.md", "message": "not UTF-8: byte 0xe9", "location": {"row": 2, "column": 5},
         "help": "save the file as UTF-8"},
    ]  # fmt: skip


def test_edits_give_the_fixed_text(result: RunResult) -> None:
    """Whoever applies the edits of the JSON by their offsets gets the text that a fix gives."""
    source = result.files[0].source
    (edit,) = render(result)["diagnostics"][2]["fix"]["edits"]
    fixed = source[: edit["location"]["offset"]] + edit["content"] + source[edit["end_location"]["offset"] :]
    assert fixed == source.replace("masso-therapy", "massotherapy")


def test_order_does_not_depend_on_the_input(result: RunResult) -> None:
    """Files and diagnostics are sorted, whatever order they come in."""
    assert render(replace(result, files=result.files[::-1])) == render(result)


@pytest.mark.parametrize("raw", [b"a.md", b"caf\xe9.md", "café 😀.md".encode(), b"\xff\xfe", b"a\\b.md"])
def test_file_names_of_any_bytes(raw: bytes) -> None:
    """A name that is not UTF-8 is written with its bytes as escapes, any other as it is."""
    assert filename(os.fsdecode(raw)) == raw.decode("utf-8", "backslashreplace")


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(), max_size=20) | st.text("\ud800\udc00\udcff\\a", max_size=8))
def test_any_text_is_strict_json(text: str) -> None:
    """Whatever a text holds, its JSON is ASCII and parses to text that can be encoded; real text comes back equal."""
    out = dumps({"key": [text]})
    assert out.isascii()
    back = json.loads(out)["key"][0]
    back.encode("utf-8")
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert back == text


TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: Span(*sorted(ends)))
WEIGHTS = st.floats(allow_nan=False, allow_infinity=False)
PIECES = st.builds(Evidence, TEXT, TEXT, TEXT, WEIGHTS, span=st.none() | SPANS, group=st.none() | TEXT, origin=TEXT)
FIXES = st.builds(Fix, message=TEXT, edits=st.lists(st.builds(Edit, SPANS, TEXT), max_size=2).map(tuple))
RELATED = st.lists(st.builds(Related, SPANS, TEXT), max_size=2).map(tuple)
FOUND = st.builds(
    Diagnostic,
    *(TEXT, TEXT),
    span=SPANS,
    message=TEXT,
    help=st.none() | TEXT,
    candidates=st.lists(TEXT, max_size=2).map(tuple),
    evidence=st.lists(PIECES, max_size=2).map(tuple),
    related=RELATED,
    fix=st.none() | FIXES,
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(FOUND, TEXT.map(lambda text: f"{text}0123456789"))
def test_objects_are_written_as_a_json_encoder_writes_them(found: Diagnostic, text: str) -> None:
    """The quick way to JSON gives the very bytes of the general one, and null for nothing alone."""
    [line] = diagnostics(FileResult("a.md", text, (found,)))
    assert dumps(json.loads(line)) == line
    assert json.loads(line)["message"] == json.loads(dumps(found.message))
    assert [piece["weight"] for piece in json.loads(line)["evidence"]] == [
        round(piece.weight, 4) + 0.0 for piece in found.evidence
    ]


def test_what_is_no_number_is_never_written() -> None:
    """JSON has no infinity; a report with one would be no JSON."""
    piece = Evidence("", "", "", float("inf"), Polarity.AFFIRMED, Window.PATH, None)
    found = Diagnostic("TL1", "rule", Severity.INFO, Outcome.CERTAIN, Span(0, 0), "m", evidence=(piece,))
    with pytest.raises(ValueError, match="inf"):
        list(diagnostics(FileResult("a.md", "", (found,))))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text("ab\té\u0301漢😀\r\n\u2028\ufeff\u202e", min_size=1, max_size=40), st.data())
def test_every_unit_slices_to_the_same_surface(text: str, data: st.DataObject) -> None:
    """Cutting the file by code points, UTF-16 units or UTF-8 bytes of the line, or by offset, gives the same words."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = json.loads(f"{{{place(LineIndex(text), Span(start, end))}}}")
    assert text[found["location"]["offset"] : found["end_location"]["offset"]] == text[start:end]
    lines = _lines(text)
    for unit, encoding, size in (("column", "utf-32-le", 4), ("utf16", "utf-16-le", 2), ("byte", "utf-8", 1)):
        cuts = []
        for end_of in ("location", "end_location"):
            at = found[end_of]
            before = "".join(lines[: at["row"] - 1]).encode(encoding)
            cuts.append(len(before) + (at[unit] - 1) * size)
        assert text.encode(encoding)[cuts[0] : cuts[1]].decode(encoding) == text[start:end]


def _lines(text: str) -> list[str]:
    """The lines with their ends, found without the code under test."""
    marked = text.replace("\r\n", "\x00").replace("\r", "\r\x01").replace("\n", "\n\x01").replace("\x00", "\r\n\x01")
    return marked.split("\x01")
