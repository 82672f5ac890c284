"""Which words stand beside an anchor in its phrases, so that most places where it stands alone are told at a glance.

A place is passed over only where the source shows beyond doubt what stands beside it in prose, too: a plain word
between blanks, or a mark that is no markup. Whatever else is there, nobody knows what it hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

_NEAR = 60
"""How many characters before an anchor are looked at; a word that does not begin within them is not known."""
_MARKS = r"[\"'(/.,:?=#+@%|\u201c\u201d\u2018\u2019\u2013\u2014\u2026]"
"""Marks that stand in prose, too, where they stand right beside a word of it, or begin something else: none is a blank,
or can be markup within a phrase. An underscore between letters is none either."""
_AFTER = re.compile(
    r"[\]*_`]{0,6}(?:\s+[\[*_`]{0,6}|-)(?P<word>[A-Za-z0-9]+)(?=[\s\"'(/.,:;?)-]|\Z|[\]*_`]{1,6}(?:[\s.,;?]|\Z))"
    rf"|(?P<mark>{_MARKS}|[;)]|_(?=[A-Za-z0-9])|[\]*_`]{{1,6}}[.,;?]|\s+(?:[\"'(#|\u201c\u2018\u2013\u2014\u2026]|[-*+]\s)|\s*\Z)"
)
"""What is sure to stand after a word of prose: another word, after a blank or hyphen, whatever of emphasis, links and
code begins or ends there; or a mark; or nothing."""
_BEFORE = re.compile(
    r"[\[*_`]{0,6}(?:\s+|-)(?P<word>[A-Za-z0-9]+)(?=[\s\"'(/-]|\Z|[\[*_`]{1,6}(?:\s|\Z))"
    rf"|(?P<mark>{_MARKS}|_(?=[A-Za-z0-9])|[\[*_`]{{0,6}}\s+(?:[.,?#|\u201d\u2019\u2013\u2014\u2026]|[-*+](?:\s|\Z))|\s*\Z)"
)
"""The same of what is before it, read backwards."""

Beside: TypeAlias = tuple[str | None, str | None]
"""The words before and after an anchor; None where any may be, or none."""
ANY: Beside = (None, None)


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
        self._before = frozenset(before for before, _ in self._pairs)
        self._after = frozenset(after for _, after in self._pairs)

    def may_be(self, source: str, start: int, end: int) -> bool:
        """Whether a phrase may stand where the anchor does in a source."""
        after = _after(source, end)
        if after is not None and after not in self._after and None not in self._after:
            return False
        before = _before(source, start)
        if before is None or (before not in self._before and None not in self._before):
            return before is None
        if after is None:
            return True
        pairs = self._pairs
        return (before, after) in pairs or (None, after) in pairs or (before, None) in pairs or ANY in pairs


def _before(source: str, at: int) -> str | None:
    """The word in lower case, or the mark, that is sure to stand before a place in prose; None where nobody knows."""
    found = _BEFORE.match(source[max(0, at - _NEAR) : at][::-1])
    if found is None or found.end() == _NEAR < at:
        return None
    return found["word"][::-1].lower() if found["word"] else found["mark"]


def _after(source: str, at: int) -> str | None:
    """The same of what stands after a place."""
    found = _AFTER.match(source, at)
    if found is None:
        return None
    return found["word"].lower() if found["word"] else found["mark"]
