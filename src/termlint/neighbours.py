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

_NEAR = 60
"""How many characters before an anchor are looked at; a word that does not begin within them is not known."""
_FAR, _MARKUP = 300, 10
"""How many characters after an anchor are looked at in a long text; and no less of them than so many after what is
found, which may depend on these."""
_MARKS = r"[\"'(/.,:?=#+@%|\u201c\u201d\u2018\u2019\u2013\u2014\u2026]"
"""Marks that stand in prose, too, where they stand right beside a word of it, or begin something else: none is a blank,
or can be markup within a phrase. An underscore between letters is none either."""
_AFTER = pattern(
    r"[\]*_`]{0,6}(?:\s+[\[*_`]{0,6}|-)(?P<word>[A-Za-z0-9]+)(?=[\s\"'(/.,:;?)-]|\Z|[\]*_`]{1,6}(?:[\s.,;?]|\Z))"
    rf"|(?P<mark>{_MARKS}|[;)]|_(?=[A-Za-z0-9])|[\]*_`]{{1,6}}[.,;?]|\s+(?:[\"'(#|\u201c\u2018\u2013\u2014\u2026]|[-*+]\s)|\s*\Z)"
)
"""What is sure to stand after a word of prose: another word, after a blank or hyphen, whatever of emphasis, links and
code begins or ends there; or a mark; or nothing."""
_BEFORE = pattern(
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

    __slots__ = ("_after", "_pairs")

    def __init__(self, pairs: Iterable[Beside]) -> None:
        self._pairs = frozenset(pairs)
        self._after = frozenset(after for _, after in self._pairs)

    def at(self, source: Text, start: int, end: int) -> Collection[Beside]:
        """The pairs of which one may stand beside the anchor at a place of a source; none where no phrase can.

        This is asked of every place of an anchor, so it calls as little as it can.
        """
        before = after = None  # a word in lower case or a mark; None where nobody knows
        found = _AFTER.match(source, end) if isinstance(source, str) else _after(source, end)
        if found:
            word, after = found.groups()
            if word:
                after = word.lower()
        if after is not None and after not in self._after and None not in self._after:
            return ()
        found = _BEFORE.match(source[max(0, start - _NEAR) : start][::-1])
        if found is not None and not found.end() == _NEAR < start:
            word, before = found.groups()
            if word:
                before = word[::-1].lower()
        if before is not None and after is not None:
            return self._pairs.intersection(((before, after), (None, after), (before, None), ANY))
        return [
            pair
            for pair in self._pairs
            if (before is None or pair[0] in (None, before)) and (after is None or pair[1] in (None, after))
        ]


def _after(source: LongText, at: int) -> re.Match[str] | None:
    """What is sure to stand at a place of a long text; None where that is not seen within a few characters."""
    near = source[at : at + _FAR]
    found = _AFTER.match(near)
    return None if found and found.end() + _MARKUP > len(near) == _FAR else found
