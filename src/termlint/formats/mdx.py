"""MDX: Markdown with components, expressions and modules, of which only the prose is read."""

from __future__ import annotations

from msgspec import Struct

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.long_text import Text


class Mdx(Struct, frozen=True):
    """Reads MDX as Markdown whose imports, exports, expressions and component tags are masked."""

    name: str = "mdx"
    suffixes: tuple[str, ...] = (".mdx",)

    def parse(self, source: Text, options: FormatOptions) -> Document:
        """The document in `source`. Raises DocumentError only if the Markdown parser itself fails."""
        from termlint.formats._commonmark import read_markdown
        from termlint.formats._jsx import mask_jsx

        return read_markdown(mask_jsx(source), options)


FORMAT = Mdx()
