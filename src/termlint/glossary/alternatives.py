"""Expressions for any of some words, as a list and as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

_GAP = r"(?:\s+|[-\u2010\u2011])"
_HYPHENS = frozenset("-\u2010\u2011")
_FEW = 40
"""Up to so many words a tree takes longer to be made and compiled than it saves in many texts."""
_Tree: TypeAlias = "dict[str, _Tree]"
"""What can follow, by its first character; an empty text stands for the end of a word."""


def any_of(words: Iterable[str]) -> str:
    """An expression for any of some words, the longest that is there first; a blank is any gap or hyphen."""
    escaped = (re.escape(word).replace(r"\ ", _GAP) for word in sorted(words, key=lambda w: (-len(w), w)))
    return rf"(?:\b(?:{'|'.join(escaped)})\b)" if words else "(?!)"


def tree_of(words: Iterable[str]) -> str:
    """The same for words and texts in lower case, in which the beginnings that words share are matched once.

    Only one way leads on at each place, and it comes before the end there: so the longest word is first here, too.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
        if not _HYPHENS.isdisjoint(word):  # would lead on beside a blank
            return any_of(words)
    return rf"(?:\b{_written(tree)}\b)" if tree else "(?!)"


def filled(source: str, words: Mapping[str, Iterable[str]]) -> str:
    """The regular expression that `quick.quick` left open, with the folded forms of the words of each group."""
    parts = source.split("\0")
    parts[1::2] = [_one_of(tuple(words.get(name, ()))) for name in parts[1::2]]
    return "".join(parts)


def _one_of(words: Sequence[str]) -> str:
    return tree_of(words) if len(words) > _FEW else any_of(words)


def _written(node: _Tree) -> str:
    ways = [f"{_GAP if start == ' ' else re.escape(start)}{_written(after)}" for start, after in node.items() if start]
    if len(ways) == 1 and "" not in node:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if '' in node else ''}" if ways else ""
