"""Tells cheaply that a text cannot hold a mention, so that it need not be parsed.

The anchors of all forms are looked for in the raw text. Markup may interrupt a word (`mas**sage**`), an entity may
spell one of its letters: where a piece of an anchor stands before such a joint and what follows may go on with it, the
text must be parsed. The answer "no" is always right, "yes" may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from termlint.anchors import Anchors, RawText

_TEMPLATE_IN_WORD = re.compile(r"(?<=\w)\{[#%/{<]|[#%/}>]\}(?=\w)")
_FRONT_MATTER = re.compile(r"\ufeff?\s*(?:---|\+\+\+|\{)")
_ESCAPED_LETTER = re.compile(r"\\[ux][0-9a-f]|\w\\[\r\n]")
_JOINT = re.compile(r"[*~_\[\]\\<](?<=[^\W_].)", re.DOTALL)
"""A mark that may stand within a word, after a letter."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{0,31});?")
_GAP = re.compile(
    r"(?:[*~_\\\[]|\^[^\]\n]{0,200}\]|\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,500}\])?"
    r"|<(?!!--)[^<>\"']{0,2000}>)+"
)
"""Marks that may stand within a word, one after the other; a tag with quotes or a comment is not among them."""
_WORD_AT = re.compile(r"[^\W_]+")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Sight:
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

    def look(self, source: str) -> Sight:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed; and where."""
        raw = RawText(source)
        offsets = self._anchors.offsets(raw)
        if offsets is None or offsets:
            return Sight(True, raw, offsets)
        return Sight(self._may_hide(source.lower()), raw)

    def may_mention(self, source: str) -> bool:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed."""
        return self.look(source).may_mention

    def _may_hide(self, low: str) -> bool:
        if self._comment in low or _TEMPLATE_IN_WORD.search(low):
            return True
        if _FRONT_MATTER.match(low) and _ESCAPED_LETTER.search(low):
            return True
        if "&" in low and any(map(_spells, set(_ENTITY.findall(low)))):
            return True
        return any(self._goes_on(low, joint.start()) for joint in _JOINT.finditer(low))

    def _goes_on(self, low: str, at: int) -> bool:
        """Whether the word before a joint may be the beginning of an anchor that goes on after it."""
        start = at
        while start > 0 and at - start <= _LONGEST and low[start - 1].isalnum():
            start -= 1
        word = low[start:at]
        while word in self._beginnings:
            gap = _GAP.match(low, at)
            if gap is None:
                return low[at] == "<"
            more = _WORD_AT.match(low, gap.end())
            if more is None:
                return low[gap.end() : gap.end() + 1] == "<"
            word, at = word + more.group(), more.end()
            if word in self._whole:
                return True
        return False


def _spells(entity: str) -> bool:
    """Whether an entity stands for something that may belong to a word."""
    decoded = unescape(entity)
    return decoded == entity or any(
        char.isalnum() or char in "_\u00ad" or "\u200b" <= char <= "\u206f" for char in decoded
    )
