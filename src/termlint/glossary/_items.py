"""What is read from a glossary's files before it is merged: values with the places where they stand."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from msgspec import Struct, field

from termlint.glossary._faults import Mark


class Item(Struct, frozen=True):
    """A value that was read, and where it stands."""

    data: str | float | bool | tuple[Item, ...] | Fields
    at: Mark


class Fields(Struct, frozen=True):
    """A mapping that was read: the place and the item of each key given; the item is None where it is faulty."""

    at: Mark
    marks: Dict[str, Mark] = field(default_factory=dict)
    items: Dict[str, Item | None] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.items

    def text(self, key: str) -> str | None:
        """The text under `key`, None where it is not given or faulty."""
        return item.data if (item := self.items.get(key)) and isinstance(item.data, str) else None

    def flag(self, key: str, default: bool) -> bool:
        """The truth value under `key`."""
        return item.data if (item := self.items.get(key)) and isinstance(item.data, bool) else default

    def number(self, key: str) -> float | None:
        """The number under `key`."""
        return item.data if (item := self.items.get(key)) and isinstance(item.data, float) else None

    def many(self, key: str) -> tuple[Item, ...]:
        """The items of the list under `key`."""
        return item.data if (item := self.items.get(key)) and isinstance(item.data, tuple) else ()

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under `key`."""
        return tuple(item.data for item in self.many(key) if isinstance(item.data, str))

    def inner(self, key: str) -> Fields | None:
        """The mapping under `key`."""
        return item.data if (item := self.items.get(key)) and isinstance(item.data, Fields) else None

    def mappings(self, key: str) -> tuple[Fields, ...]:
        """The mappings of the list under `key`."""
        return tuple(item.data for item in self.many(key) if isinstance(item.data, Fields))

    def at_key(self, key: str) -> Mark:
        """Where the value of `key` stands, or else the mapping itself."""
        return item.at if (item := self.items.get(key)) else self.marks.get(key, self.at)

    def updated(self, other: Fields) -> Fields:
        """This mapping with the keys that `other` gives replaced; it stands where `other` stands."""
        return Fields(other.at, {**self.marks, **other.marks}, {**self.items, **other.items})
