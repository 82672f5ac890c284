"""What must stand in a text for a pattern to match at all: words, or words of the groups that it names.

After the required literals of code search (Cox 2012, "Regular Expression Matching with a Trigram Index"). What is said
here is always true of every match; where nothing can be said, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Clause = frozenset[str]
"""Words of which one must stand in the text; `{name}` is any word of the evidence group of that name."""

_NAMED = re.compile(r"\{(?P<name>[A-Za-z_][\w-]*)(?::[^{}]*)?\}")
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTIFIER = re.compile(r"[?*+][?+]?|\{(?:\d+,?\d*|,\d+)\}[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE = re.compile(
    r"\\(?:[pPNgx]\{[^}]*\}|[gkL]<[^>]*>|[pP]\w|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL
)
_LETTERS = re.compile(r"[a-z]{2,}")
_UNREADABLE = re.compile(r"\(\?[a-zA-Z0-9-]+\)|\{[^{}]*[<=][^{}]*\}")
"""Flags and fuzzy matching, which change what the rest of a pattern means."""
_OPENING = re.compile(r"\(\?(?:[:>]|P?<\w+>)|\((?!\?)")
"""The beginning of a group whose contents a match must pass through; others look around or choose."""
_TERM = "term"


def needs(pattern: str) -> tuple[Clause, ...]:
    """The clauses that hold in every text which the pattern matches, of single words first; the case is ignored."""
    if _UNREADABLE.search(pattern):
        return ()
    found = set(_of_alternatives(pattern))
    return tuple(sorted(found, key=lambda clause: (len(clause), sorted(clause))))


def _of_alternatives(pattern: str) -> list[Clause]:
    """What a pattern needs, of several alternatives one clause: a word of each."""
    branches = [list(_of_sequence(branch)) for branch in _branches(pattern)]
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset[str]().union(*(min(found, key=_vagueness) for found in branches))]


def _vagueness(clause: Clause) -> tuple[object, ...]:
    """Long words that stand alone tell most."""
    groups = sum(word.startswith("{") for word in clause)
    return groups, len(clause), -min(map(len, clause)), sorted(clause)


def _branches(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern at its outermost level."""
    at = start = 0
    while at < len(pattern):
        if pattern[at] == "|":
            yield pattern[start:at]
            start = at + 1
        at = _skip(pattern, at)
    yield pattern[start:]


def _of_sequence(pattern: str) -> Iterator[Clause]:
    """What a pattern without alternatives at its outermost level needs."""
    run, at = "", 0
    while at < len(pattern):
        end = _skip(pattern, at)
        part, quantifier = pattern[at:end], _QUANTIFIER.match(pattern, end)
        optional = _OPTIONAL.match(pattern, end) is not None
        if len(part) > 1 or part in "^$.":
            yield from _words(run)
            run = ""
            if not optional:
                yield from _of_part(part)
        elif not optional:
            run += part.lower()
        if quantifier:
            yield from _words(run)
            run = ""
        at = quantifier.end() if quantifier else end
    yield from _words(run)


def _words(run: str) -> Iterator[Clause]:
    return (frozenset((word,)) for word in _LETTERS.findall(run))


def _of_part(part: str) -> list[Clause]:
    """What a group, class, escape or name needs."""
    if (named := _NAMED.fullmatch(part)) and named["name"] != _TERM:
        return [frozenset((f"{{{named['name']}}}",))]
    if opening := _OPENING.match(part):
        return _of_alternatives(part[opening.end() : -1])
    return []


def _skip(pattern: str, at: int) -> int:
    """The end of the escape, class, group or name that begins at `at`, or of the one character there."""
    if pattern[at] == "\\" and (escape := _ESCAPE.match(pattern, at)):
        return escape.end()
    if pattern[at] == "[" and (found := _CLASS.match(pattern, at)):
        return found.end()
    if pattern[at] == "{" and (found := _NAMED.match(pattern, at)):
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
