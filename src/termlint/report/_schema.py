"""JSON Schemas (draft 2020-12) of the report and of the usage list: the written form of the machine contract.

Within version 1 keys are added, never removed or changed. The schemas are closed, so that they catch a misspelt key
in our own output; readers must ignore keys that they do not know.
"""

from __future__ import annotations

from typing import Any

from termlint.diagnostic import Applicability, Severity
from termlint.glossary.model import Window
from termlint.report._encode import VERSION
from termlint.resolution import Framing, Outcome, Polarity

Schema = dict[str, Any]

_PROMISE = "Within version 1 keys are added, never removed or changed: ignore keys that you do not know."


def report_schema() -> Schema:
    """The schema of `check --output-format json`; `#/$defs/diagnostic` is that of a line of `jsonl`."""
    root = _object(
        f"The result of one run of the linter. {_PROMISE}",
        **_head(),
        diagnostics=_list(_ref("diagnostic"), "What is reported, sorted by filename, offset and code."),
        errors=_list(_ref("error"), "Inputs that could not be read or used; the others were still checked."),
        summary=_object(
            "The counts of the run.",
            files=_count("Files that were checked."),
            mentions=_count("Mentions of terms in them."),
            diagnostics=_count("Diagnostics in them."),
            fixable=_count("Diagnostics with a safe fix."),
            suppressed=_count("Diagnostics that comments silenced."),
            errors=_count("Errors listed above."),
        ),
    )
    return _document("termlint report", root, _definitions())


def usage_schema() -> Schema:
    """The schema of `usage --output-format json`; `#/$defs/mention` is that of a line of `jsonl`."""
    root = _object(
        f"Every mention of a term with its sense. {_PROMISE}",
        **_head(),
        mentions=_list(_ref("mention"), "The mentions, sorted by filename and in the order of the text."),
        errors=_list(_ref("error"), "Inputs that could not be read or used."),
    )
    definitions = _definitions()
    kept = ("mention", "error", "evidence", "location")
    return _document("termlint usage", root, {name: definitions[name] for name in kept})


def _document(title: str, root: Schema, definitions: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **root, "$defs": definitions}


def _head() -> Schema:
    return {
        "version": {"const": VERSION, "description": "The version of this format."},
        "tool": _object("What wrote this.", name=_text("Always `termlint`."), version=_text("Its version.")),
        "glossary": _object(
            "The glossary that was used.",
            name=_text("Its name."),
            digest=_text("A hash of the bytes that it was read from."),
        ),
    }


def _definitions() -> Schema:
    return {
        "diagnostic": _diagnostic(),
        "mention": _mention(),
        "evidence": _evidence(),
        "related": _object(
            "A further place that belongs to a diagnostic.",
            text=_text("The words there."),
            message=_text("What it is."),
            **_place(),
        ),
        "fix": _object(
            "A remedy that can be applied.",
            applicability=_choice(Applicability, "Whether --fix applies it, only --unsafe-fixes, or nothing does."),
            message=_text("What it does."),
            edits=_list(_ref("edit"), "Sorted by place, not overlapping; applied together or not at all."),
        ),
        "edit": _object("Replace the text of a place.", content=_text("The new text."), **_place()),
        "error": _error(),
        "location": _location(),
    }


def _diagnostic() -> Schema:
    return _object(
        "One report.",
        filename=_filename(),
        code=_text("The code of the rule, as in TL102."),
        name=_text("The name of the rule, as in missing-context."),
        severity=_choice(Severity, "How much it matters."),
        confidence=_choice(Outcome, "How sure the sense is."),
        message=_text("What is wrong, on one line."),
        help=_or_null(_text("What to write instead, or how to decide.")),
        url=_or_null(_text("The page of the rule.")),
        text=_text("The words reported, as they stand in the file."),
        term=_or_null(_text("The term of the glossary.")),
        sense=_or_null(_text("The id of the sense that is meant; null where it is undecided.")),
        candidates=_list(_text("A sense id."), "The senses between which nothing decided."),
        definition=_or_null(_text("The definition of the sense.")),
        **_place(),
        evidence=_list(_ref("evidence"), "What the decision rests on."),
        related=_list(_ref("related"), "Further places, such as other mentions with the same fault."),
        fix=_or_null(_ref("fix")),
        fingerprint=_text("Names the same finding across runs, also where lines were added above it."),
    )


def _mention() -> Schema:
    number = {"type": "number", "description": "The score of a candidate sense, in nats."}
    return _object(
        "One occurrence of a term and what it means there.",
        filename=_filename(),
        text=_text("The words, as they stand in the file."),
        term=_text("The term of the glossary."),
        sense=_or_null(_text("The id of the sense that is meant; null where the outcome is ambiguous.")),
        outcome=_choice(Outcome, "How sure the decision is."),
        framing=_choice(Framing, "Whether the text uses the term or only speaks about it."),
        scores={
            "type": "object",
            "description": "Every candidate sense with its score; comparable within the mention.",
            "additionalProperties": number,
        },
        margin=_or_null({"type": "number", "description": "The lead in nats; null where there is one candidate."}),
        candidates=_list(_text("A sense id."), "The senses between which the decision fell or failed."),
        **_place(),
        evidence=_list(_ref("evidence"), "What the decision rests on."),
        codes=_list(_text("The code of a rule."), "What `check` reports for this very mention."),
    )


def _evidence() -> Schema:
    return _object(
        "One reason for or against a sense.",
        text=_text("The words found."),
        cue=_text("What the author of the glossary wrote."),
        group=_or_null(_text("The evidence group that the cue belongs to.")),
        origin=_text(
            "The kind of reason: cue, prior, section (other mentions nearby), expected (configuration), introduced "
            "(the document explains the abbreviation), definition, example or learned (words alone), or requires, "
            "excludes or forbids (what a requirement of the sense found)."
        ),
        support=_count("Beside how many mentions of the sense a learned word was seen; 0 for other reasons."),
        sense=_text("The id of the sense that it concerns."),
        weight={"type": "number", "description": "Its share of the score, in nats; negative where it speaks against."},
        polarity=_choice(Polarity, "How the words stand in their sentence."),
        window=_choice(Window, "How near to the mention they stand."),
        location=_or_null(_ref("location")),
        end_location=_or_null(_ref("location")),
    )


def _error() -> Schema:
    located = _object(
        "Where it is.",
        row={"type": "integer", "minimum": 1, "description": "The line, 1-based."},
        column={"type": "integer", "minimum": 1, "description": "1-based, in code points."},
    )
    return _object(
        "One input that could not be read or used.",
        filename=_or_null(_filename()),
        message=_text("What is wrong."),
        location=_or_null(located),
        help=_or_null(_text("What to do.")),
    )


def _location() -> Schema:
    def unit(minimum: int, means: str) -> Schema:
        return {"type": "integer", "minimum": minimum, "description": means}

    return _object(
        "A place in the file as it stands there, byte order mark and line ends counted; ends are exclusive.",
        row=unit(1, "The line, 1-based; lines end at LF, CRLF and CR."),
        column=unit(1, "Code points within the line, 1-based."),
        utf16=unit(1, "UTF-16 code units within the line, 1-based."),
        byte=unit(1, "UTF-8 bytes within the line, 1-based."),
        offset=unit(0, "Code points from the beginning of the file, 0-based."),
    )


def _place() -> Schema:
    return {"location": _ref("location"), "end_location": _ref("location")}


def _filename() -> Schema:
    return _text("The path of the file, with forward slashes; a byte that is not UTF-8 is written `\\xff`.")


def _object(description: str, **properties: Schema) -> Schema:
    """An object of which every key is required and no other is known."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "description": description, "items": items}


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _count(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def _choice(values: type[Severity | Outcome | Applicability | Framing | Polarity | Window], description: str) -> Schema:
    return {"enum": [value.value for value in values], "description": description}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
