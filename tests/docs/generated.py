"""The parts of pages that are made from the code, so that they cannot say anything else.

They stand between `<!-- generated: NAME -->` and `<!-- end -->`; `python -m tests.docs` writes them anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import click

_PART = re.compile(r"(?P<head>^<!-- generated: (?P<name>.+?) -->\n)(?P<body>.*?)(?P<tail>^<!-- end -->$)", re.M | re.S)


def parts(text: str) -> tuple[str, ...]:
    """The names of the generated parts of a page."""
    return tuple(part["name"] for part in _PART.finditer(text))


def renewed(text: str) -> str:
    """The text of a page with every generated part made anew."""
    return _PART.sub(lambda part: f"{part['head']}{_MAKERS[part['name']]()}{part['tail']}", text)


def _rules() -> str:
    """The page of every rule, as `termlint explain` prints it, a level lower."""
    from termlint.cli.explain import page
    from termlint.linter import rules

    return "\n" + "\n".join(_lower(page(rule)) for rule in rules()) + "\n"


def _lower(text: str) -> str:
    return re.sub(r"^#", "##", text, flags=re.MULTILINE)


def _rule_table() -> str:
    from termlint.cli.rules import fixable, summary
    from termlint.linter import rules

    rows = (
        (f"[{rule.code}](#{rule.code.lower()}-{rule.name})", f"`{rule.name}`", rule.severity, fix, summary(rule))
        for rule in rules()
        for fix in ("yes" if fixable(rule) else "",)
    )
    return _table(("code", "name", "severity", "fix", "reports"), rows)


def _glossary() -> str:
    """The keys of every mapping of a glossary file."""
    from termlint.glossary.schema import CUE, GLOSSARY, GROUP, MISUSE, REQUIREMENT, SENSE, SOURCE, TERM

    lines: list[str] = []
    for shape in (GLOSSARY, SOURCE, GROUP, CUE, TERM, SENSE, REQUIREMENT, MISUSE):
        lines += [f"\n## {_title(shape.title)}\n\n{shape.means}\n"]
        if shape.short:
            lines += [f"A value that is no mapping stands for one with the key `{shape.short}`.\n"]
        rows = (
            (f"`{key.name}`", _kind(key.schema()), "required" if key.required else _default(key.default), key.means)
            for key in shape.keys
        )
        lines += ["\n", _table(("key", "value", "default", "meaning"), rows)]
    return "".join(lines) + "\n"


def _title(name: str) -> str:
    return name.split(" ", 1)[1].capitalize()


def _configuration() -> str:
    from termlint.config_keys import KEYS, OVERRIDE

    def rows(record: Any) -> Iterator[tuple[str, ...]]:
        for key in record.keys:
            given = "required" if key.name in record.required else _default(key.default)
            yield f"`{key.name}`", _kind(key.kind.schema()), given, key.means

    head = ("key", "value", "default", "meaning")
    return f"\n{_table(head, rows(KEYS))}\n### In `[[overrides]]`\n\n{_table(head, rows(OVERRIDE))}\n"


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in schema:
        return f"[{schema['$ref'].rsplit('/', 1)[1]}](#{_ANCHORS[schema['$ref'].rsplit('/', 1)[1]]})"
    if "anyOf" in schema:
        kinds = list(dict.fromkeys(map(_kind, schema["anyOf"])))
        single = [kind for kind in kinds if f"list of {kind}" not in kinds]
        alone = [kind for kind in kinds if kind not in single]
        return " or ".join(
            f"{kind}, or a list" if kind in alone else kind
            for kind in kinds
            if kind not in [f"list of {one}" for one in alone]
        )
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    match schema.get("type"):
        case "array":
            return f"list of {_kind(schema['items'])}"
        case "object":
            inner = schema.get("additionalProperties")
            return f"mapping of names to {_kind(inner)}" if isinstance(inner, dict) else "table"
        case list() | "string":
            return "text"
        case kind:
            return {"boolean": "`true`, `false`", "integer": "whole number"}.get(str(kind), str(kind))


_ANCHORS = {
    "source": "source",
    "group": "evidence-group",
    "cue": "cue",
    "term": "term",
    "sense": "sense",
    "requirement": "requirement",
    "misuse": "misuse",
}


def _default(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return ", ".join(f"`{one}`" for one in value) or "none"
    return "none" if value == {} else f"`{value}`"


def _command_line() -> str:
    """The help page of every command."""
    from termlint.cli.main import main

    return "\n" + "\n".join(_help(main)) + "\n"


def _help(command: click.Command, parent: click.Context | None = None) -> Iterator[str]:
    context = command.context_class(
        command, parent=parent, info_name=command.name, terminal_width=80, **command.context_settings
    )
    yield f"## `{context.command_path}`\n\n```text\n{context.get_help()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _help(inner, context)


def _output_formats() -> str:
    """What `--output-format` offers to `check`."""
    import termlint.report
    from termlint.plugins import discover

    leaves = discover(termlint.report, "REPORTER")
    rows = ((f"`{leaf.name}`", "programs" if leaf.machine else "people", _about(leaf)) for leaf in leaves)
    return _table(("format", "for", "prints"), rows)


def _input_formats() -> str:
    """What can be checked."""
    import termlint.formats
    from termlint.plugins import discover

    leaves = discover(termlint.formats, "FORMAT")
    rows = ((f"`{leaf.name}`", ", ".join(f"`{suffix}`" for suffix in leaf.suffixes), _about(leaf)) for leaf in leaves)
    return _table(("format", "files", "reads"), rows)


def _about(leaf: object) -> str:
    """What the module of a leaf says of it in its first sentence, its name left out."""
    text = (sys.modules[type(leaf).__module__].__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    sentence = text.partition(": ")[2].partition(". ")[0]
    return f"{sentence[:1].upper()}{sentence[1:]}".rstrip(".") + "."


def _report() -> str:
    """The keys of a report; those of what it has in common with the usage list stand here only."""
    from termlint.schemas import schema

    root = schema("report")
    others = {name: kind for name, kind in root["$defs"].items() if name != "mention"}
    return _objects({"Report": root, **others})


def _usage() -> str:
    from termlint.schemas import schema

    root = schema("usage")
    return _objects({"Usage list": root, "mention": root["$defs"]["mention"]})


def _objects(kinds: Mapping[str, Mapping[str, Any]]) -> str:
    return "\n" + "\n".join(_keys(title, kind) for title, kind in kinds.items()) + "\n"


def _keys(title: str, schema: Mapping[str, Any]) -> str:
    rows = (
        (f"`{name}`", _json_kind(value), value.get("description") or _described(value))
        for name, value in _flat(schema["properties"])
    )
    return f"### {title}\n\n{schema['description']}\n\n{_table(('key', 'value', 'meaning'), rows)}"


def _flat(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The keys, those of nested objects with a dotted name."""
    for name, value in properties.items():
        yield prefix + name, value
        for kind in (value, *value.get("anyOf", ())):
            if "properties" in kind:
                yield from _flat(kind["properties"], f"{prefix}{name}.")


def _described(schema: Mapping[str, Any]) -> str:
    return next((one["description"] for one in schema.get("anyOf", ()) if "description" in one), "")


def _json_kind(schema: Mapping[str, Any]) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "anyOf" in schema:
        return " or ".join(map(_json_kind, schema["anyOf"]))
    if schema.get("type") == "null":
        return "`null`"
    if schema.get("type") == "array":
        return f"list of {_json_kind(schema['items'])}"
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    return {"integer": "whole number", "string": "text"}.get(schema["type"], str(schema["type"]))


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = tuple(head)
    lines = [names, ("---",) * len(names), *rows]
    return "".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


_MAKERS: Mapping[str, Callable[[], str]] = {
    "rules": _rules,
    "table of rules": _rule_table,
    "glossary": _glossary,
    "configuration": _configuration,
    "command line": _command_line,
    "output formats": _output_formats,
    "input formats": _input_formats,
    "report": _report,
    "usage": _usage,
}
