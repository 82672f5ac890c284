"""The contract of an input format: a name, the suffixes it reads, and a parser that keeps every offset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from termlint.document import Document
from termlint.long_text import Text


class FormatOptions(Struct, frozen=True):
    """What is asked of parsing: `metadata_keys`, the front matter fields that are prose and so are linted, and where
    prose is `wanted`, as offsets of the source in order, None for everywhere.

    A format may leave out what is not wanted: runs in which none of these places lies, but for headings and for what
    follows a run that is not left out, if every word in them stands in the source as it does in the run.
    """

    metadata_keys: tuple[str, ...] = ("title", "description", "summary", "subtitle", "excerpt", "lead", "tagline")
    wanted: Sequence[int] | None = None


class Format(Protocol):
    """One input format, a leaf module's `FORMAT`.

    `parse` never raises on any text, takes time linear in its length, and gives runs that keep the laws of
    `termlint.document`: ordered, disjoint, covered by segments, verbatim segments equal to the source. A source of
    megabytes may be a `LongText`, of which `source[:]` is the string.
    """

    @property
    def name(self) -> str:
        """The name that configuration uses."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it reads, lower case, with the dot."""
        ...

    def parse(self, source: Text, options: FormatOptions) -> Document:
        """The document in `source`."""
        ...
