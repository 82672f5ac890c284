"""Adds cues to a sense in its author's own file: nothing else in the file changes, not a comment, not a space.

The places come from the tree that ruamel.yaml composes; the words are put into the text there, and what comes out is
read again and must differ from what went in by those cues and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from termlint.errors import GlossaryError, Problem

WIDEST = 120
"""How long a line may become, in code points, unless the file has longer ones."""
_PLAIN = re.compile(r"[^\W\d_][\w'\u2019-]*(?: [\w'\u2019-]+)*")
_MEANS_ELSE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def add_cues(text: str, filename: str, sense: str, words: Sequence[str]) -> str:
    """The text of a glossary file with words added at the end of the cues of a sense that the file gives.

    Raises GlossaryError where the file does not give the sense, or gives it in a way that cannot be added to.
    """
    if text.startswith("\ufeff"):
        return "\ufeff" + add_cues(text[1:], filename, sense, words)
    found = _find_sense(_compose(text, filename), sense)
    if found is None:
        raise GlossaryError(Problem(f"the sense `{sense}` is not given in this file", filename))
    cues = _value(found, "cues")
    if cues is None:
        edited = _with_new_key(text, found, words)
    elif isinstance(cues.value, list) and cues.value and cues.flow_style:
        edited = _in_flow(text, cues, words, alone=not found.flow_style)
    elif isinstance(cues.value, list) and cues.value:
        edited = _in_block(text, cues, words)
    else:
        edited = text[: cues.start_mark.index] + _flow(words) + text[cues.end_mark.index :]
    if not _differ_by(text, edited, sense, words):
        row, column = found.start_mark.line + 1, found.start_mark.column + 1
        help = f"write them yourself: {', '.join(words)}"
        raise GlossaryError(Problem(f"cues cannot be added to `{sense}` safely", filename, row, column, help))
    return edited


def _compose(text: str, filename: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="rt", pure=True).compose(text)
    except YAMLError as error:
        raise GlossaryError(Problem(f"not YAML: {error}", filename)) from None


def _find_sense(root: Any, ident: str) -> Any:
    """The mapping of a sense."""
    for term in _items(_value(root, "terms")):
        for sense in _items(_value(term, "senses")):
            found = _value(sense, "id")
            if found is not None and found.value == ident:
                return sense
    return None


def _items(node: Any) -> Sequence[Any]:
    return node.value if node is not None and isinstance(node.value, list) else ()


def _value(mapping: Any, key: str) -> Any:
    """The value of a key of a mapping node, None where it has no such key."""
    entries = (pair for pair in _items(mapping) if isinstance(pair, tuple))
    return next((value for name, value in entries if name.value == key), None)


def _end(node: Any) -> int:
    """Where a node ends, without what follows its last part."""
    if isinstance(node.value, str) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1] if node.value else None
    if last is None:
        return int(node.end_mark.index)
    return _end(last[1] if isinstance(last, tuple) else last)


def _in_flow(text: str, cues: Any, words: Sequence[str], *, alone: bool) -> str:
    """Words after the last item between brackets; on a new line where theirs, if they have one, would be too long."""
    at, closing = _end(cues.value[-1]), cues.end_mark.index
    widest = max(WIDEST, *map(len, text.split("\n")))
    added = ", ".join(map(_scalar, words))
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at) if "\n" in text[at:] else len(text)
    wide = line_end - line_start + len(added) + 2 > widest
    gap = ",\n" + " " * cues.value[0].start_mark.column if wide and alone else ", "
    if text[at:closing].lstrip().startswith(","):  # a comma after the last item is allowed
        at, gap = text.index(",", at) + 1, gap[1:]
    return text[:at] + gap + added + text[at:]


def _in_block(text: str, cues: Any, words: Sequence[str]) -> str:
    """Words as lines of their own below the last item and its comment."""
    last = cues.value[-1]
    line_end = text.find("\n", _end(last))
    at = len(text) if line_end < 0 else line_end
    indent = text[text.rfind("\n", 0, cues.value[0].start_mark.index) + 1 : cues.value[0].start_mark.index]
    feed = "\r\n" if text[at - 1 : at] == "\r" else "\n"
    at -= len(feed) - 1
    return text[:at] + "".join(f"{feed}{_dashes(indent)}{_scalar(word)}" for word in words) + text[at:]


def _dashes(before: str) -> str:
    """What stands before an item of a list, without what else stands on the line of the first one."""
    dash = before.rindex("-")
    return " " * dash + before[dash:]


def _with_new_key(text: str, sense: Any, words: Sequence[str]) -> str:
    """Words as a new key after the definition, or after the id where there is none."""
    key, value = next((p for p in sense.value if p[0].value == "definition"), sense.value[-1])
    if sense.flow_style:
        at = _end(value)
        return f"{text[:at]}, cues: {_flow(words)}{text[at:]}"
    line_end = text.find("\n", _end(value) - (text[_end(value) - 1] == "\n"))
    at = len(text) if line_end < 0 else line_end
    feed = "\r\n" if text[at - 1 : at] == "\r" else "\n"
    at -= len(feed) - 1
    return f"{text[:at]}{feed}{' ' * key.start_mark.column}cues: {_flow(words)}{text[at:]}"


def _flow(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_scalar, words))}]"


def _scalar(word: str) -> str:
    """A word as YAML, in quotes where it needs them."""
    import json

    plain = _PLAIN.fullmatch(word) and word.lower() not in _MEANS_ELSE
    return word if plain else json.dumps(word, ensure_ascii=False)


def _differ_by(before: str, after: str, sense: str, words: Sequence[str]) -> bool:
    """Whether the files are the same but for words added to the cues of a sense."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    def load(text: str) -> Any:
        return YAML(typ="base", pure=True).load(text)

    try:
        old, new = load(before), load(after)
    except (YAMLError, ValueError):
        return False
    for term in old["terms"]:
        for one in term.get("senses") or ():
            if one.get("id") == sense:
                one["cues"] = [*(one.get("cues") or ()), *words]
    return bool(old == new)
