"""YAML as a tree of texts with their places, built in one pass from the parser's events.

Nothing is interpreted: `no`, `5-0` and `1_000` stay the texts that the author wrote, and the schema decides what a
number is. What a glossary has no use for and an attacker has (anchors, aliases, merge keys, tags, directives, deep
nesting) is refused where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from termlint.glossary._faults import Faults, File, Mark
from termlint.glossary._yaml_errors import explain

LARGEST = 5_000_000
"""The size of a file that is still read, in code points here and in bytes where files are opened."""

DEEPEST = 50
"""How many lists and mappings may stand within each other."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar(Struct, frozen=True):
    """A text. `style` is its quotation mark, `|` or `>`, or empty where it is plain."""

    at: Mark
    text: str
    style: str


class Sequence(Struct, frozen=True):
    """A list."""

    at: Mark
    items: tuple[Node, ...]
    style: str


class Mapping(Struct, frozen=True):
    """Keys and their values; no key twice."""

    at: Mark
    entries: tuple[tuple[Scalar, Node], ...]
    style: str


Node = Scalar | Sequence | Mapping


def parse(file: File, faults: Faults) -> Node | None:
    """The tree of the one document in `file`, or None where there is none to work with; all faults are noted.

    Only a repeated key leaves a usable tree: the first one stands.
    """
    if len(file.text) > LARGEST:
        faults.add(
            None, f"{file.name} is larger than {LARGEST // 1_000_000} MB", "split the glossary into several files"
        )
        return None
    unprintable = [*_UNPRINTABLE.finditer(file.text)]
    for match in unprintable:
        at = Mark(file, match.start(), match.end())
        faults.add(at, f"the control character U+{ord(match[0]):04X} cannot stand in YAML", "delete it")
    return None if unprintable else _Builder(file, faults).document()


class _RefusedError(Exception):
    """Nothing more can be read; the fault is noted."""


class _Builder:
    """Builds the tree of one file from the events of its parser."""

    def __init__(self, file: File, faults: Faults) -> None:
        self.file = file
        self.faults = faults
        self.events = self._parse()
        self.usable = True
        self.told: set[tuple[str, int]] = set()

    def document(self) -> Node | None:
        """The root of the only document."""
        try:
            next(self.events)
            start = next(self.events)
            if type(start).__name__ == "StreamEndEvent":
                self.refuse(Mark(self.file, 0, 0), "the glossary is empty")
                return None
            if start.version or start.tags:
                self.refuse(
                    self._mark(start), "a glossary has no use for `%` directives", "delete the lines before `---`"
                )
            root = self._node(next(self.events), 0)
            next(self.events)
            more = next(self.events)
            if type(more).__name__ == "DocumentStartEvent":
                self.refuse(self._mark(more), "a glossary is one YAML document", "put the second one into its own file")
        except _RefusedError:
            return None
        return root if self.usable else None

    def refuse(self, mark: Mark, message: str, help: str | None = None) -> None:
        """Notes a fault that leaves no usable tree, once a row; reading goes on to find more."""
        self.usable = False
        if (told := (message, mark.place.row)) not in self.told:
            self.told.add(told)
            self.faults.add(mark, message, help)

    def _parse(self) -> Iterator[Any]:
        from ruamel.yaml import YAML

        try:
            yield from YAML(typ="safe", pure=True).parse(self.file.text)
        except Exception as error:
            # Besides its own errors the parser lets others out (ValueError for \UFFFFFFFF); all mean: not YAML.
            start, end, message, help = explain(error, self.file.text)
            self.faults.add(Mark(self.file, start, end), message, help)
            raise _RefusedError from None

    def _mark(self, event: Any) -> Mark:
        start, end = event.start_mark.index, event.end_mark.index
        return Mark(self.file, start, max(start, end))

    def _node(self, event: Any, depth: int) -> Node:
        mark = self._mark(event)
        kind = type(event).__name__
        self._refuse_references(event, kind, mark)
        if kind == "SequenceStartEvent":
            return self._sequence(event, depth + 1)
        if kind == "MappingStartEvent":
            return self._mapping(event, depth + 1)
        return self._scalar(event, mark) if kind == "ScalarEvent" else Scalar(mark, "", "*")

    def _refuse_references(self, event: Any, kind: str, mark: Mark) -> None:
        quotes = "a text that begins with `{}` must be in quotes"
        sign = Mark(self.file, mark.start, mark.start + 1)
        if kind == "AliasEvent":
            self.refuse(mark, "YAML aliases are not allowed", quotes.format("*"))
            return
        if event.anchor is not None:
            self.refuse(sign, "YAML anchors are not allowed", quotes.format("&"))
        if event.tag is not None:
            self.refuse(sign, "YAML tags are not allowed", quotes.format("!"))

    def _scalar(self, event: Any, mark: Mark) -> Scalar:
        text: str = event.value
        if hidden := _UNPRINTABLE.search(text):
            self.refuse(mark, f"the text holds the control character U+{ord(hidden[0]):04X}", "delete its escape")
        style = event.style or ""
        if style in ("|", ">"):
            mark = Mark(self.file, mark.start, mark.start + 1)
        elif mark.start == mark.end:
            # The parser places a missing value at the next token; what announces it is the `:` or `-` before.
            before = max(len(self.file.text[: mark.start].rstrip()) - 1, 0)
            mark = Mark(self.file, before, before + 1)
        return Scalar(mark, text, style)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        mark, flow = self._enter(event, depth), event.flow_style
        items: list[Node] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self._node(event, depth))
        return Sequence(mark, tuple(items), "[" if flow else "")

    def _mapping(self, event: Any, depth: int) -> Mapping:
        mark, flow = self._enter(event, depth), event.flow_style
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._node(event, depth)
            value = self._node(next(self.events), depth)
            if not isinstance(key, Scalar):
                self.refuse(key.at, "a key must be a text", "put it in quotes")
            elif not key.style and key.text == "<<":
                self.refuse(key.at, "YAML merge keys are not allowed", "write the keys out")
            elif key.text in entries:
                first = entries[key.text][0].at.place
                self.faults.add(key.at, f"the key `{key.text}` is given twice", f"first given in line {first.row}")
            else:
                empty = isinstance(value, Scalar) and not value.style and not value.text
                entries[key.text] = (key, Scalar(key.at, "", "") if empty else value)
        return Mapping(mark, tuple(entries.values()), "{" if flow else "")

    def _enter(self, event: Any, depth: int) -> Mark:
        mark = self._mark(event)
        if depth > DEEPEST:
            self.refuse(mark, f"lists and mappings are nested more than {DEEPEST} deep")
            raise _RefusedError
        return mark
