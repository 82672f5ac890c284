"""Which words stand beside an anchor in its phrases, so that most places where it stands alone are told at a glance.

A place is passed over only where the source shows beyond doubt what stands beside it in prose, too: a plain word
between blanks, or a mark that is no markup. Whatever else is there, nobody knows what it hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from termlint.later import pattern

_NEAR = 60
"""How many characters before an anchor are looked at; a word that does not begin within them is not known."""
_MARKS = r"[\"'(/.,:?=#+@%|\u201c\u201d\u2018\u2019\u2013\u2014\u2026]"
"""Marks that stand in prose, too, where they stand right beside a word of it, or begin something else: none is a blank,
or can be markup within a phrase. An underscore between letters is none either."""
_AFTER = pattern(
    r"[\]*_`]{0,6}(?:\s+[\[*_`]{0,6}|-)(?P<word>[A-Za-z0-9]+)(?=[\s\"'(/.,:;?)-]|\Z)"
    rf"|(?P<mark>{_MARKS}|[;)]|_(?=[A-Za-z0-9])|[\]*_`]{{1,6}}[.,;?]|\s+(?:[\"'(#|\u201c\u2018\u2013\u2014\u2026]|[-*+]\s)|\s*\Z)"
)
"""What is sure to stand after a word of prose: another word, after a blank or hyphen, whatever of emphasis, links and
code begins or ends there; or a mark; or nothing."""
_BEFORE = pattern(
    r"[\[*_`]{0,6}(?:\s+|-)(?P<word>[A-Za-z0-9]+)(?=[\s\"'(/-]|\Z)"
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

    __slots__ = ("_after", "_before", "_pairs", "_with_after")

    def __init__(self, pairs: Iterable[Beside]) -> None:
        self._pairs = frozenset(pairs)
        self._before = frozenset(before for before, _ in self._pairs)
        self._after = frozenset(after for _, after in self._pairs)
        self._with_after: dict[str | None, tuple[Beside, ...]] = {}

    def may_be(self, source: str, start: int, end: int) -> bool:
        """Whether a phrase may stand where the anchor does in a source.

        This is asked of every place of an anchor, so it calls as little as it can.
        """
        after = None  # a word in lower case or a mark; None where nobody knows
        if found := _AFTER.match(source, end):
            word, after = found.groups()
            if word:
                after = word.lower()
        if after is not None and after not in self._after and None not in self._after:
            return False
        found = _BEFORE.match(source[max(0, start - _NEAR) : start][::-1])
        if found is None or found.end() == _NEAR < start:
            return True
        word, before = found.groups()
        if word:
            before = word[::-1].lower()
        if before not in self._before and None not in self._before:
            return False
        if after is None:
            return True
        pairs = self._pairs
        return (before, after) in pairs or (None, after) in pairs or (before, None) in pairs or ANY in pairs

    def at(self, source: str, start: int, end: int) -> Iterable[Beside]:
        """The pairs of words that may be meant where the anchor stands: those of its phrases that the source does not
        show to be others."""
        after = _AFTER.match(source, end)
        pairs: Iterable[Beside] = self._pairs
        if after is not None:
            word = after["word"].lower() if after["word"] else after["mark"]
            pairs = (*self._followed_by(word), *self._followed_by(None))
        before = _BEFORE.match(source[max(0, start - _NEAR) : start][::-1])
        if before is None or before.end() == _NEAR < start:
            return pairs
        word = before["word"][::-1].lower() if before["word"] else before["mark"]
        return [pair for pair in pairs if pair[0] is None or pair[0] == word]

    def _followed_by(self, after: str | None) -> tuple[Beside, ...]:
        if after not in self._with_after:
            self._with_after[after] = tuple([pair for pair in sorted(self._pairs, key=str) if pair[1] == after])
        return self._with_after[after]
