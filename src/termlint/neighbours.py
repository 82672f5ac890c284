"""Which words stand beside an anchor in its phrases, so that most places where it stands alone are told at a glance.

A place is passed over only where the source shows beyond doubt what stands beside it in prose, too: a plain word
between blanks, or a mark that is no markup. Whatever else is there, nobody knows what it hides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from termlint.later import pattern
from termlint.long_text import LongText, Text

_NEAR = 120
"""How many characters before an anchor are looked at; a word that does not begin within them is not known."""
_FAR, _UNSEEN = 300, "\0"
"""How many characters after an anchor are looked at in a long text, and what stands for those that follow them."""
_SEEN = r"\"'/.,:?!=+@%|$`\u201c\u201d\u2018\u2019\u2013\u2014\u2026"
"""Marks that stand in prose, too, or begin or end what is none, like code and images: no phrase goes on across them.
None is a blank, or can be markup within a phrase."""
_TARGET = r"[^\s()<>{}\\\"'`\[\]]*"
"""The target or the name of a link in which nothing can hide another bracket."""
_LINK = rf"\](?:\({_TARGET}\)|\[{_TARGET}\])"
_LINK_BACK = rf"(?:(?:\){_TARGET}\(|\]{_TARGET}\[)\]|\](?=[^\\\^\[\]]*\[(?!\\)))"
"""What a link ends with, forwards and backwards; backwards that may be a bracket alone, but not that of a footnote."""
_AFTER = pattern(
    rf"[\]*_]{{0,6}}(?:{_LINK}[\]*_]{{0,6}})?(?:(?:\s+[\[*_]{{0,6}}|-)([A-Za-z0-9]+)"
    rf"(?=[\s{_SEEN}(){{}}>;#-]|\Z|_[A-Za-z0-9]|[\]*_]{{1,6}}(?:[\s/.,:;?!)\"']|\Z)|{_LINK}(?:[\s.,:;?!)]|\Z))"
    rf"|[{_SEEN}#;){{}}>]|(?<!\])\(|-[->=]|\s+(?:[\[*_]{{0,6}}[{_SEEN}#;)}}(]|[-*+]\s|-[-A-Za-z0-9>=]|&\s|<[\s=])"
    rf"|[ \t]+[{{>]|\s*\Z)|_[A-Za-z0-9]"
)
"""What is sure to stand after a word of prose: another word, after a blank or hyphen, whatever of emphasis and links
begins or ends there; or a mark; or nothing. Braces may be those of a template tag: that is no prose, and vanishes only
where it has its lines to itself."""
_ENTITY = r";[A-Za-z0-9#]*(?:[^A-Za-z0-9#&]|\Z)"
"""Read backwards, a semicolon that ends none."""
_BEFORE = pattern(
    rf"[\[*_]{{0,6}}(?:(?:\s+[*_]{{0,6}}(?:{_LINK_BACK}[*_]{{0,6}})?|-)([A-Za-z0-9]+)"
    rf"(?:[\s{_SEEN}({{}}-]|#(?!&)|_[A-Za-z0-9]|\Z|[\[*_]{{1,6}}(?:[\s(/.,:?!|\"']|\Z))"
    rf"|[{_SEEN}#({{}}<]|{_ENTITY}|-(?:[\s-]|\Z)"
    rf"|\s+(?:[*_]{{0,6}}(?:{_LINK_BACK}[*_]{{0,6}})?[{_SEEN}#({{&]|{_ENTITY}|-(?:[\s-]|\Z)|[*+](?:\s|\Z)"
    rf"|\){_TARGET}\((?:[^\]\\]|\Z))|[ \t]+\}}|\s*\Z)|_[A-Za-z0-9]"
)
"""The same of what is before it, read backwards."""

Beside: TypeAlias = tuple[str | None, str | None]
"""The words before and after an anchor; None where any may be, or none."""
ANY: Beside = (None, None)
_ANY_WORD = frozenset((None,))


def beside(phrase: str, words: Sequence[str], anchor: str) -> Beside:
    """The words of a folded phrase that nothing but a blank parts from one of them, where that stands first."""
    number, at = words.index(anchor), 0
    for word in words[: number + 1]:
        at = phrase.index(word, at) + len(word)
    before = words[number - 1] if number and phrase[: at - len(anchor)].endswith(f"{words[number - 1]} ") else None
    after = words[number + 1] if number + 1 < len(words) and phrase.startswith(f" {words[number + 1]}", at) else None
    return before, after


class Neighbours:
    """The words beside an anchor in all of its phrases."""

    __slots__ = ("_after", "_before", "_pairs")

    def __init__(self, pairs: Iterable[Beside]) -> None:
        self._pairs = frozenset(pairs)
        self._before, self._after = map(frozenset, zip(*self._pairs, strict=True))

    def at(self, source: Text, start: int, end: int) -> Collection[Beside]:
        """The pairs of which one may stand beside the anchor at a place of a source; none where no phrase can.

        This is asked of every place of an anchor, so it looks only where a word tells something.
        """
        before: str | None = ""  # a word in lower case, or what is none; None where nobody knows
        after: str | None = ""
        if self._after != _ANY_WORD:
            found = _AFTER.match(source, end) if isinstance(source, str) else _after(source, end)
            after = (found[1] or "").lower() if found else None
            if after is not None and after not in self._after and None not in self._after:
                return ()
        if self._before != _ANY_WORD:
            found = _BEFORE.match(source[start - 1 : start - 1 - _NEAR : -1] if start > _NEAR else source[:start][::-1])
            before = None if not found or found.end() == _NEAR < start else (found[1] or "")[::-1].lower()
            if before is not None and before not in self._before and None not in self._before:
                return ()
        if before is not None and after is not None:
            return self._pairs.intersection(((before, after), (None, after), (before, None), ANY))
        return [
            pair
            for pair in self._pairs
            if (before is None or pair[0] in (None, before)) and (after is None or pair[1] in (None, after))
        ]


def _after(source: LongText, at: int) -> re.Match[str] | None:
    """What is sure to stand at a place of a long text; None where that is not seen within a few characters."""
    near = source[at - 1 : at + _FAR]
    return _AFTER.match(near if at + _FAR >= len(source) else near + _UNSEEN, 1)
