"""What a pattern needs before it can match at all: words that stand in it, words of the groups that it must find.

Compiling a pattern and matching it cost far more than looking for a word. A gate is open wherever the pattern could
match, and often closed where it could not; it never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from termlint.fold import folded
from termlint.matcher import Matcher

_GROUP = re.compile(r"\{(?P<name>[A-Za-z_][\w-]*)(?::[^{}]*)?\}")
_ANY_GROUP = re.compile(r"\((?:\?:)?((?:\{[A-Za-z_][\w-]*\}\|?)+)\)")
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTIFIER = re.compile(r"[?*+][?+]?|\{(?:\d+,?\d*|,\d+)\}[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE = re.compile(r"\\(?:[pPNgx]\{[^}]*\}|.)", re.DOTALL)
_LETTERS = re.compile(r"[a-z]{3,}")
_FLAGS = re.compile(r"\(\?[a-zA-Z0-9-]+\)")
_TERM = "term"


@dataclass(frozen=True, slots=True)
class Gate:
    """`words` must all stand in a text, folded to one case, and of each set in `groups` one group must have a word."""

    words: tuple[str, ...] = ()
    groups: tuple[frozenset[str], ...] = ()

    def is_open(self, look: Look) -> bool:
        """Whether a pattern with this gate could match the text."""
        return all(word in look.low for word in self.words) and all(
            not group.isdisjoint(look.groups) for group in self.groups
        )


class Look:
    """A text as gates see it: in one case, and with the groups that have a word in it, found when first asked for."""

    __slots__ = ("_groups", "_words", "low", "text")

    def __init__(self, text: str, words: GroupWords) -> None:
        self.text = text
        self.low = text.casefold()
        self._words = words
        self._groups: frozenset[str] | None = None

    @property
    def groups(self) -> frozenset[str]:
        """The groups that have a word in the text."""
        if self._groups is None:
            self._groups = self._words.within(self.text)
        return self._groups


class GroupWords:
    """The words of the groups that patterns name, in one automaton."""

    __slots__ = ("_matcher", "_names")

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._names = tuple(sorted(words))
        by_form: dict[str, tuple[int, ...]] = {}
        for number, name in enumerate(self._names):
            for form in words[name]:
                by_form[form] = (*by_form.get(form, ()), number)
        self._matcher = Matcher(by_form)

    def within(self, text: str) -> frozenset[str]:
        """The groups of which a word stands in a text."""
        hits = self._matcher.hits(folded(text).text)
        return frozenset(self._names[number] for hit in hits for number in hit.values)


def gate(pattern: str) -> Gate:
    """The gate of a pattern, as far as its outermost level tells; an open one where there are flags or alternatives."""
    if _FLAGS.search(pattern):
        return Gate()
    run, words, groups, at = "", set[str](), list[frozenset[str]](), 0
    while at < len(pattern):
        char = pattern[at]
        if char == "|":
            return Gate()
        quantifier = _QUANTIFIER.match(pattern, at)
        if char in "\\[({^$." and not quantifier:
            words.update(_LETTERS.findall(run))
            run, start = "", at
            at = _skip(pattern, at)
            needed = _needed(pattern[start:at])
            if needed and not _OPTIONAL.match(pattern, at):
                groups.append(needed)
        elif quantifier:
            run = run[:-1] if _OPTIONAL.match(pattern, at) else run
            words.update(_LETTERS.findall(run))
            run, at = "", quantifier.end()
        else:
            run += char.lower()
            at += 1
    words.update(_LETTERS.findall(run))
    return Gate(tuple(sorted(words)), tuple(groups))


def _skip(pattern: str, at: int) -> int:
    """The end of the escape, class, group or name that begins at `at`, or of the one character there."""
    if pattern[at] == "\\" and (escape := _ESCAPE.match(pattern, at)):
        return escape.end()
    if pattern[at] == "[" and (found := _CLASS.match(pattern, at)):
        return found.end()
    if pattern[at] == "{" and (found := _GROUP.match(pattern, at) or _QUANTIFIER.match(pattern, at)):
        return found.end()
    return _closing(pattern, at) if pattern[at] == "(" else at + 1


def _closing(pattern: str, at: int) -> int:
    depth = 0
    while at < len(pattern):
        if pattern[at] in "\\[" and (found := (_ESCAPE if pattern[at] == "\\" else _CLASS).match(pattern, at)):
            at = found.end()
            continue
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        at += 1
        if depth == 0:
            break
    return at


def _needed(part: str) -> frozenset[str]:
    """The groups of which a part of a pattern must find one; none where it names no group, or names others beside."""
    whole = _GROUP.fullmatch(part) or _ANY_GROUP.fullmatch(part)
    names = frozenset(m["name"] for m in _GROUP.finditer(part)) if whole else frozenset[str]()
    return names if names and _TERM not in names else frozenset()
