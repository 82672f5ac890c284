"""Plain text: paragraphs between blank lines, lists, and title lines that read as headings."""

from __future__ import annotations

from msgspec import Struct

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.long_text import Text


class PlainText(Struct, frozen=True):
    """Reads plain text, with the structure that its readers see in it."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def parse(self, source: Text, _options: FormatOptions) -> Document:
        """The document in `source`; never raises."""
        from termlint.formats._plain_lines import read_plain_text

        return read_plain_text(source)


FORMAT = PlainText()
