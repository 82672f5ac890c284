"""Markdown: CommonMark with the extensions of GitHub, front matter, template tags and embedded HTML."""

from __future__ import annotations

from msgspec import Struct

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.long_text import Text


class Markdown(Struct, frozen=True):
    """Reads Markdown; code, link targets, addresses, template tags and comments are not prose."""

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd")

    def parse(self, source: Text, options: FormatOptions) -> Document:
        """The document in `source`. Raises DocumentError only if the Markdown parser itself fails."""
        from termlint.formats._commonmark import read_markdown
        from termlint.formats._templates import mask_templates

        return read_markdown(mask_templates(source), options)


FORMAT = Markdown()
