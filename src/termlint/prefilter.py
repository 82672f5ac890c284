"""Tells cheaply that a text cannot hold a mention, so that it need not be parsed.

The anchors of all forms are looked for in the raw text. Markup may interrupt a word (`mas**sage**`), an entity may
spell one of its letters: where a piece of an anchor stands before such a joint and what follows may go on with it, the
text must be parsed. The answer "no" is always right, "yes" may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

from msgspec import Struct

from termlint.anchors import VANISHING, Anchors, RawText

_FRONT_MATTER = re.compile(r"\ufeff?\s*(?:---|\+\+\+|\{)")
_ESCAPED_LETTER = re.compile(r"\\(?:[uUxX][0-9a-fA-F]|(?<=\w.)[\r\n])", re.DOTALL)
_JOINT = re.compile(r"[*~_\[\]\\<](?<=[\w\u0300-\u036f].)", re.DOTALL)
"""A mark that may stand within a word, after a letter or its accent."""
_HARD = frozenset("<([^")
"""Marks of what may end anywhere: a tag with quotes, a comment, a target of a link that is long or odd."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{0,31});?", re.IGNORECASE)
_GAP = re.compile(
    r"(?:[*~_\\\[]|\^[^\]\n]{0,200}\]|\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,500}\])?"
    r"|<(?!!--)[^<>\"']{0,2000}>|<!--[^<>]{0,2000}-->)+"
)
"""Marks that may stand within a word, one after the other; a tag with quotes is not among them."""


class Prescan(Struct, frozen=True):
    """What a look at a raw text gave: whether it may hold a mention, and where anchors stand, None for anywhere."""

    may_mention: bool
    raw: RawText
    offsets: Sequence[int] | None = ()


class Prefilter:
    """What to look for of a glossary's forms; `comment` begins every comment that is addressed to the linter."""

    __slots__ = ("_anchors", "_beginnings", "_comment", "_whole")

    def __init__(self, forms: Iterable[str], comment: str = "termlint") -> None:
        self._anchors = Anchors(tuple(forms), shared=True)
        self._whole = frozenset(self._anchors.words)
        self._beginnings = frozenset(word[:end] for word in self._anchors.words for end in range(1, len(word) + 1))
        self._comment = comment

    def look(self, source: str) -> Prescan:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed; and where."""
        raw = RawText(source)
        offsets = self._anchors.offsets(raw)
        if offsets is None or offsets:
            return Prescan(True, raw, offsets)
        assert raw.words is not None
        return Prescan(self._may_hide(source, raw.words), raw)

    def may_mention(self, source: str) -> bool:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed."""
        return self.look(source).may_mention

    def _may_hide(self, source: str, words: str) -> bool:
        """Whether an anchor or a comment to the linter may stand in a source where its words alone do not show it."""
        if self._comment in words:
            return True
        if _FRONT_MATTER.match(source) and _ESCAPED_LETTER.search(source):
            return True
        if "&" in source and any(map(_spells, set(_ENTITY.findall(source)))):
            return True
        return any(self._goes_on(source, words, joint.start()) for joint in _JOINT.finditer(source))

    def _goes_on(self, source: str, words: str, at: int) -> bool:
        """Whether the word before a joint may be the beginning of an anchor that goes on after it."""
        word = words[words.rfind(" ", 0, at) + 1 : at]
        while word in self._beginnings:
            gap = _GAP.match(source, at)
            end = gap.end() if gap else at
            more = words[end:].partition(" ")[0] if (stop := words.find(" ", end)) < 0 else words[end:stop]
            if not gap or not more:
                return source[end : end + 1] in _HARD
            word, at = word + more, end + len(more)
            if word in self._whole:
                return True
            if at == len(source):
                return False
        return False


def _spells(entity: str) -> bool:
    """Whether an entity stands for something that may belong to a word."""
    decoded = unescape(entity)
    return decoded != entity and any(char.isalnum() or char == "_" or char in VANISHING for char in decoded)
