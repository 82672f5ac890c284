"""Mappings of a glossary: those whose keys are known beforehand, and those whose names the author chooses."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from termlint.glossary._faults import Faults, Mark
from termlint.glossary._items import Fields, Item
from termlint.glossary._kinds import Kind, short, wrong
from termlint.glossary.yaml_tree import Mapping, Node


class Named(Struct, frozen=True):
    """A mapping from names that the author chooses to values of one kind."""

    value: Kind
    name: str = "a mapping"

    def takes(self, node: Node) -> bool:
        """Whether it is a mapping."""
        return isinstance(node, Mapping)

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The values by name."""
        if not isinstance(node, Mapping):
            return wrong(node, what, self.name, faults)
        marks: dict[str, Mark] = {}
        items: dict[str, Item | None] = {}
        for key, value in node.entries:
            if not key.text.strip():
                faults.add(key.at, f"a name in {what} is empty")
                continue
            marks[key.text] = key.at
            items[key.text] = self.value.read(value, f"`{key.text}`", faults)
        return Item(Fields(node.at, marks, items), node.at)

    def schema(self) -> dict[str, Any]:
        """An object with any property names that are not blank."""
        return {"type": "object", "propertyNames": {"pattern": r"\S"}, "additionalProperties": self.value.schema()}


class Key(Struct, frozen=True):
    """A key of a mapping: its value's kind, what it means to the author, and its default where that is a constant."""

    name: str
    kind: Kind
    means: str
    required: bool = False
    default: str | float | bool | None = None

    def schema(self) -> dict[str, Any]:
        """The value's schema with the description."""
        default = {} if self.default is None else {"default": self.default}
        return {"description": self.means, **self.kind.schema(), **default}


class Shape(Struct, frozen=True):
    """A mapping with keys that are known beforehand.

    A value that is no mapping stands for one that has only the key `short`. Of the keys `one`, exactly one must be
    given; of the keys `some`, at least one.
    """

    title: str
    means: str
    keys: tuple[Key, ...]
    short: str | None = None
    one: tuple[str, ...] = ()
    some: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a fault calls it."""
        return f"{self.key(self.short).kind.name} or a mapping" if self.short else "a mapping"

    def key(self, name: str) -> Key:
        """The key called `name`."""
        return next(key for key in self.keys if key.name == name)

    def takes(self, node: Node) -> bool:
        """Whether it is a mapping, or may stand for one."""
        return isinstance(node, Mapping) or bool(self.short and self.key(self.short).kind.takes(node))

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The mapping, with the keys that are not faulty."""
        if not isinstance(node, Mapping):
            return self._read_short(node, what, faults)
        known = {key.name: key for key in self.keys}
        fields = Fields(_first_key(node), marks := {}, items := {})
        for name, value in node.entries:
            if name.text in known:
                marks[name.text] = name.at
                items[name.text] = known[name.text].kind.read(value, f"`{name.text}`", faults)
            else:
                message = f"unknown key `{short(name.text)}` in {self.title}"
                near = faults.unknown(name.at, message, name.text, known, f"the keys are {', '.join(known)}")
                if near and near not in items:
                    # A misspelt key is given, if not well: that it lacks would be a second report of one slip.
                    marks[near], items[near] = name.at, None
        self._check_given(fields, faults)
        return Item(fields, fields.at)

    def _read_short(self, node: Node, what: str, faults: Faults) -> Item | None:
        if not self.short or not self.takes(node):
            return wrong(node, what, self.name, faults)
        item = self.key(self.short).kind.read(node, what, faults)
        return item and Item(Fields(node.at, {self.short: node.at}, {self.short: item}), node.at)

    def _check_given(self, fields: Fields, faults: Faults) -> None:
        for key in self.keys:
            if key.required and key.name not in fields:
                faults.add(fields.at, f"{self.title} must have the key `{key.name}`", key.means)
        given = [name for name in self.one if name in fields]
        if self.one and len(given) != 1:
            mark = fields.marks[given[1]] if given else fields.at
            faults.add(mark, f"{self.title} must have exactly one of the keys {_listed(self.one)}")
        if self.some and not any(name in fields for name in self.some):
            faults.add(fields.at, f"{self.title} must have the key {_listed(self.some, ' or ')}")

    def schema(self) -> dict[str, Any]:
        """A reference to the definition, or the short value."""
        reference = {"$ref": f"#/$defs/{self.title.split()[-1]}"}
        return {"anyOf": [reference, self.key(self.short).kind.schema()]} if self.short else reference

    def definition(self) -> dict[str, Any]:
        """The object that `schema` refers to."""
        result: dict[str, Any] = {
            "type": "object",
            "description": self.means,
            "properties": {key.name: key.schema() for key in self.keys},
            "additionalProperties": False,
        }
        if required := [key.name for key in self.keys if key.required]:
            result["required"] = required
        for word, names in (("oneOf", self.one), ("anyOf", self.some)):
            if names:
                result[word] = [{"required": [name]} for name in names]
        return result


def _first_key(node: Mapping) -> Mark:
    return node.entries[0][0].at if node.entries else node.at


def _listed(names: tuple[str, ...], last: str = ", ") -> str:
    return last.join(f"`{name}`" for name in names)
