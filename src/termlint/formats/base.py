"""The contract of an input format: a name, the suffixes it reads, and a parser that keeps every offset."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from termlint.document import Document


class FormatOptions(Struct, frozen=True):
    """What a user may set about parsing: the front matter fields that are prose and so are linted."""

    metadata_keys: tuple[str, ...] = ("title", "description", "summary", "subtitle", "excerpt", "lead", "tagline")


class Format(Protocol):
    """One input format, a leaf module's `FORMAT`.

    `parse` never raises on any text, takes time linear in its length, and gives runs that keep the laws of
    `termlint.document`: ordered, disjoint, covered by segments, verbatim segments equal to the source.
    """

    @property
    def name(self) -> str:
        """The name that configuration uses."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it reads, lower case, with the dot."""
        ...

    def parse(self, source: str, options: FormatOptions) -> Document:
        """The document in `source`."""
        ...
