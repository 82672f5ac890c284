"""Tells cheaply that a text cannot hold a mention, so that it need not be parsed.

The anchors of all forms are looked for in the raw text. Markup may interrupt a word (`mas**sage**`), an entity may
spell one of its letters: where a piece of an anchor stands before such a joint and what follows may go on with it, the
text must be parsed. The answer "no" is always right, "yes" may be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from termlint.anchoring import Chosen
from termlint.anchors import VANISHING, Anchors, RawText, Seen
from termlint.later import compiled, pattern
from termlint.long_text import Text, pieces, search

_FRONT_MATTER = compiled(r"\ufeff?\s*(---|\+\+\+|\{|\Z)")
_CLOSE = {"---": pattern(r"[\r\n](?:---|\.\.\.)[ \t]*+(?![^\r\n])"), "+++": pattern(r"[\r\n]\+\+\+[ \t]*+(?![^\r\n])")}
"""What ends front matter; where it is JSON, any line may."""
_ESCAPED_LETTER = pattern(r"\\(?:[uUxX][0-9a-fA-F]|(?<=\w.)[\r\n])", re.DOTALL)
_HARD = frozenset("<([^")
"""Marks of what may end anywhere: a tag with quotes, a comment, a target of a link that is long or odd."""
_LETTERS = pattern(rb"[^ \x01]*")
_ENTITY = pattern(
    r"&(?!(?:lt|gt|amp|quot|nbsp);)(?:(?:#\d{1,7}|#x[0-9a-f]{1,6})(?:;|[a-z0-9]*)|[a-z][a-z0-9]{0,31};?)",
    re.IGNORECASE,
)
"""An entity, and the letters that follow on one that nothing ends: with it they look like one word. The most frequent
ones stand for nothing that belongs to a word."""
_GAP = pattern(
    r"(?:[*~_\\\[]|\^[^\]\n]{0,200}\]|\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,500}\])?"
    r"|<(?!!--)[^<>\"']{0,2000}>|<!--[^<>]{0,2000}-->)+"
)
"""Marks that may stand within a word, one after the other; a tag with quotes is not among them."""
_HEAD = 1 << 16
"""In how many characters front matter ends, if it is not to be taken for all of the text."""
_REACH, _LONGEST_GAP = 8_192, 3_100
"""How many characters are looked at around a mark in a long text, and more than one mark can take."""


_USUAL = 10_000
"""About how many characters a text has."""


class Prescan(Struct, frozen=True):
    """What a look at a raw text gave: whether it may hold a mention, where anchors stand, None for anywhere, and of
    which of the least phrases."""

    may_mention: bool
    raw: RawText
    offsets: Sequence[int] | None = ()
    phrases: frozenset[str] = frozenset()


class Prefilter:
    """What to look for: anchors of a glossary's forms, and of comments to the linter."""

    __slots__ = ("_anchors",)

    def __init__(self, anchors: Chosen) -> None:
        self._anchors = Anchors(anchors)

    def expect(self, texts: int) -> None:
        """Make ready for so many texts: what is worth it may take longer to be made."""
        self._anchors.expect(texts * _USUAL)

    def look(self, source: Text) -> Prescan:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed; and where."""
        raw = RawText(source)
        seen = self._anchors.look(raw)
        if seen.offsets is None or seen.offsets:
            return Prescan(True, raw, seen.offsets, seen.phrases)
        return Prescan(self._may_hide(source, seen), raw)

    def may_mention(self, source: Text) -> bool:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed."""
        return self.look(source).may_mention

    def _may_hide(self, source: Text, seen: Seen) -> bool:
        """Whether an anchor may stand in a source where its words alone do not show it."""
        if "\\" in source and _escapes(source):
            return True
        if "&" in source and any(map(_spells, _entities(source))):
            return True
        return any(self._goes_on(source, seen.marked, start, end) for start, end in seen.begun)

    def _goes_on(self, source: Text, marked: bytes, start: int, at: int) -> bool:
        """Whether the word before a mark may be the beginning of an anchor that goes on after it."""
        word = marked[start:at]
        while self._begun_by(word) is not None:
            near, base = (source, 0) if isinstance(source, str) else (source[at : at + _REACH], at)
            gap = _GAP.match(near, at - base)
            end = base + gap.end() if gap else at
            if near is not source and end > base + _REACH - _LONGEST_GAP:
                return True  # what stands there is not seen
            more = _LETTERS.match(marked, end)[0]  # type: ignore[index]
            if not gap or not more:
                return source[end : end + 1] in _HARD
            word, at = word + more, end + len(more)
            if self._begun_by(word) == word:
                return True
            if at == len(source):
                return False
        return False

    def _begun_by(self, word: bytes) -> bytes | None:
        """The first anchor that begins with a word."""
        anchors = self._anchors.words
        index = bisect_left(anchors, word)
        return anchors[index] if index < len(anchors) and anchors[index].startswith(word) else None


def _escapes(source: Text) -> bool:
    """Whether an escape in the front matter of a source may stand for a letter or part a word."""
    head = source[:_HEAD]
    if not (opened := _FRONT_MATTER.match(head)):
        return False
    close = _CLOSE.get(opened[1])
    closed = close.search(head, opened.end()) if close else None
    if closed and closed.end() < len(head):
        return _ESCAPED_LETTER.search(head, opened.end(), closed.end()) is not None
    return search(source, _ESCAPED_LETTER, opened.end()) is not None


def _entities(source: Text) -> set[str]:
    """The entities that are not sure to belong to no word."""
    return {entity for _, piece in pieces(source) for entity in _ENTITY.findall(piece)}


def _spells(entity: str) -> bool:
    """Whether an entity stands for something that may belong to a word."""
    from html import unescape

    decoded = unescape(entity)
    return decoded != entity and any(char.isalnum() or char == "_" or char in VANISHING for char in decoded)
