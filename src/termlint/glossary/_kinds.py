"""The kinds of value a glossary holds. Each kind both reads a value and describes it as JSON Schema.

Reading turns a node of the YAML tree into an `Item`, or notes what was expected and gives None, so that one pass finds
every fault. That both come from one object is what keeps editors and the reader of one mind.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from msgspec import Struct

from termlint.glossary._faults import Faults
from termlint.glossary._items import Item
from termlint.glossary.yaml_tree import Mapping, Node, Scalar, Sequence

_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Kind(Protocol):
    """A kind of value."""

    @property
    def name(self) -> str:
        """What a fault calls it: "must be NAME"."""

    def takes(self, node: Node) -> bool:
        """Whether `node` has the right shape to be read."""

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The item for `node`, called `what` in faults; None where it is faulty."""

    def schema(self) -> dict[str, Any]:
        """The kind as JSON Schema."""


class Text(Struct, frozen=True):
    """A text that is not blank. `layout` says what happens to white space at its ends and within.

    "line" makes each run of white space one space, "prose" cuts it off at the ends, "exact" only drops the line end
    that a block scalar adds. `pattern` is searched for in the text; `wanted` says it in words. Numbers and truth
    values count as the texts they are written as, unless the pattern bars all of them: then it is `strict`.
    """

    name: str = "a text"
    layout: str = "line"
    pattern: str = r"\S"
    wanted: str = ""
    strict: bool = False

    def takes(self, node: Node) -> bool:
        """Whether it is a scalar."""
        return isinstance(node, Scalar)

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The text."""
        if not isinstance(node, Scalar):
            return wrong(node, what, self.name, faults)
        if not node.text.strip():
            faults.add(node.at, f"{what} has no value" if not node.style else f"{what} is empty")
            return None
        if not re.search(self.pattern, node.text):
            faults.add(node.at, f"{what} must be {self.name}, not `{short(node.text)}`", self.wanted or None)
            return None
        if self.layout == "line":
            return Item(" ".join(node.text.split()), node.at)
        return Item(node.text.strip() if self.layout == "prose" else node.text.removesuffix("\n"), node.at)

    def schema(self) -> dict[str, Any]:
        """A string with the pattern; or what YAML would take for a number or truth value."""
        return {"type": "string" if self.strict else ["string", "number", "boolean"], "pattern": self.pattern}


class Number(Struct, frozen=True):
    """A number without quotes, from `low` to `high`."""

    low: float
    high: float
    name: str = "a number"

    def takes(self, node: Node) -> bool:
        """Whether it is a scalar."""
        return isinstance(node, Scalar)

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The number, as float."""
        if not isinstance(node, Scalar):
            return wrong(node, what, self.name, faults)
        if node.style or not _NUMBER.fullmatch(node.text):
            help = "write it without quotes" if _NUMBER.fullmatch(node.text) else None
            faults.add(node.at, f"{what} must be {self.name}, not `{short(node.text)}`", help)
            return None
        if not self.low <= (value := float(node.text)) <= self.high:
            faults.add(node.at, f"{what} must lie between {self.low:g} and {self.high:g}")
            return None
        return Item(value, node.at)

    def schema(self) -> dict[str, Any]:
        """A number between its limits."""
        return {"type": "number", "minimum": self.low, "maximum": self.high}


class Flag(Struct, frozen=True):
    """`true` or `false`."""

    name: str = "`true` or `false`"

    def takes(self, node: Node) -> bool:
        """Whether it is a scalar."""
        return isinstance(node, Scalar)

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The truth value."""
        if not isinstance(node, Scalar):
            return wrong(node, what, self.name, faults)
        if node.style or node.text not in _FLAGS:
            help = "write it without quotes" if node.text in _FLAGS else None
            faults.add(node.at, f"{what} must be {self.name}, not `{short(node.text)}`", help)
            return None
        return Item(_FLAGS[node.text], node.at)

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


class OneOf(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The words."""
        return f"{', '.join(self.words[:-1])} or {self.words[-1]}"

    def takes(self, node: Node) -> bool:
        """Whether it is a scalar."""
        return isinstance(node, Scalar)

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The word."""
        if not isinstance(node, Scalar):
            return wrong(node, what, self.name, faults)
        if node.text not in self.words:
            message = f"{what} must be {self.name}, not `{short(node.text)}`"
            faults.unknown(node.at, message, node.text, self.words)
            return None
        return Item(node.text, node.at)

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.words)}


class ListOf(Struct, frozen=True):
    """A list of items of one kind. Where `lone`, a single item may stand for a list of one."""

    item: Kind
    lone: bool = True
    least: int = 0
    name: str = "a list"

    def takes(self, node: Node) -> bool:
        """Whether it is a list, or may stand for one."""
        return isinstance(node, Sequence) or (self.lone and self.item.takes(node))

    def read(self, node: Node, what: str, faults: Faults) -> Item | None:
        """The items that are without fault, in their order."""
        if not isinstance(node, Sequence):
            if not self.takes(node):
                return wrong(node, what, self.name, faults)
            lone = self.item.read(node, what, faults)
            return lone and Item((lone,), node.at)
        if len(node.items) < self.least:
            faults.add(node.at, f"{what} must not be an empty list")
        items = (self.item.read(child, f"an item of {what}", faults) for child in node.items)
        return Item(tuple(item for item in items if item), node.at)

    def schema(self) -> dict[str, Any]:
        """An array, or its lone item."""
        array = {"type": "array", "items": self.item.schema(), **({"minItems": self.least} if self.least else {})}
        return {"anyOf": [array, self.item.schema()]} if self.lone else array


def wrong(node: Node, what: str, wanted: str, faults: Faults) -> Item | None:
    """None; notes that `node` has the wrong shape, with what is probably behind it."""
    found = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
    help = None
    if "a text" in wanted and not isinstance(node, Scalar):
        sign = node.style or (": " if isinstance(node, Mapping) else "- ")
        help = f"a text that {'begins with' if node.style else 'holds'} `{sign}` must be in quotes"
    if isinstance(node, Scalar) and not node.text and not node.style:
        faults.add(node.at, f"{what} has no value")
    else:
        faults.add(node.at, f"{what} must be {wanted}, not {found}", help)
    return None


def short(text: str) -> str:
    """`text` in one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
