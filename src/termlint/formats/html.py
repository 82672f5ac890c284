"""HTML: text, attributes that are read as prose, the title and the descriptions of a page."""

from __future__ import annotations

from msgspec import Struct

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.long_text import Text


class Html(Struct, frozen=True):
    """Reads HTML with an own tokeniser that keeps offsets and takes linear time."""

    name: str = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def parse(self, source: Text, options: FormatOptions) -> Document:
        """The document in `source`; never raises."""
        from termlint.formats._frontmatter import read_front_matter
        from termlint.formats._hypertext import HypertextReader
        from termlint.formats._runs import Builder
        from termlint.formats._templates import mask_templates

        masked = mask_templates(source)
        builder = Builder(masked)
        text = masked.whole
        start = read_front_matter(text, builder, options)
        reader = HypertextReader(builder, options)
        reader.read(text[start:], start)
        reader.end()
        return builder.document()


FORMAT = Html()
