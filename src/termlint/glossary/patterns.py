"""Patterns of cues: regular expressions that can name the mention and the words of an evidence group.

`{term}` is the mention in any form, `{term:massaging|massaged}` in one of these forms only. While a pattern is matched,
the mention stands between two marks that no text has, so that neither can match anything else. `{body-part}` is any
word of the evidence group `body-part`, in any of its forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from termlint.glossary.gates import Gates, Look

BEGIN, END = "\ue000", "\ue001"
"""Stand around the mention in the text that a pattern is matched on."""
_NAMED = re.compile(r"(?<!\\[pPNg])\{(?P<name>[A-Za-z_][\w-]*)(?::(?P<forms>[^{}]*))?\}")
_TERM = "term"
_PARTIAL = 8
"""For how many sets of words a pattern is compiled before it is compiled for all."""
_BOUND_BEFORE = re.compile(r"\\b(\{term(?::[^{}]*)?\})")
_BOUND_AFTER = re.compile(r"(\{term(?::[^{}]*)?\})\\b")


def is_relative(pattern: str) -> bool:
    """Whether a pattern says where the mention stands."""
    return any(m["name"] == _TERM for m in _NAMED.finditer(pattern))


def groups(pattern: str) -> tuple[str, ...]:
    """The evidence groups whose words a pattern names."""
    return tuple(dict.fromkeys(m["name"] for m in _NAMED.finditer(pattern) if m["name"] != _TERM))


def shape(pattern: str) -> str:
    """The pattern with one mark for each mention and one letter for each group, to look at how it is built."""
    return _NAMED.sub(lambda m: BEGIN if m["name"] == _TERM else "w", pattern)


def expand(pattern: str, words: Mapping[str, Iterable[str]]) -> str:
    """The regular expression for texts in which the mention stands between BEGIN and END.

    `words` gives the folded forms of the words of each group named; a group without words matches nothing.
    """

    def one(match: re.Match[str]) -> str:
        if match["name"] != _TERM:
            return _any_of(words.get(match["name"], ()))
        return f"{BEGIN}(?:{match['forms']}){END}" if match["forms"] else f"{BEGIN}[^{END}]*{END}"

    return _NAMED.sub(one, _bounded(pattern))


def _bounded(pattern: str) -> str:
    r"""The pattern with its word boundaries beside a mention, `\b{term}\b`, made to see past the marks."""
    return _BOUND_AFTER.sub(r"\1(?!\\w)", _BOUND_BEFORE.sub(r"(?<!\\w)\1", pattern))


def compile_pattern(pattern: str, words: Mapping[str, Iterable[str]]) -> Any:
    """The compiled `regex` pattern, case ignored. Raises `regex.error` where it is no regular expression."""
    import regex

    return regex.compile(expand(pattern, words), regex.IGNORECASE)


class Expressions:
    """The compiled patterns of a glossary, each made when it is first needed: where its gate is open.

    `words` gives the folded forms of the words of each group that a pattern names.
    """

    __slots__ = ("_gates", "_groups", "_partial", "_patterns", "_whole", "_words")

    def __init__(self, patterns: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> None:
        self._patterns = tuple(patterns)
        self._words = words
        self._gates: Gates | None = None
        self._groups = {pattern: groups(pattern) for pattern in self._patterns}
        self._whole: dict[str, Any] = {}
        self._partial: dict[str, dict[tuple[frozenset[str], ...], Any]] = {}

    @property
    def gates(self) -> Gates:
        """The gates of the patterns, made when first needed."""
        if self._gates is None:
            self._gates = Gates(self._patterns, self._words)
        return self._gates

    def look(self, text: str, unmarked: str | None = None) -> Look:
        """A text, ready for looking whether patterns could match it; `unmarked` is the same without marks."""
        return self.gates.look(text, unmarked)

    def get(self, pattern: str, look: Look) -> Any:
        """The compiled pattern, for a text for which its gate is open."""
        return self._whole.get(pattern) or self._made(pattern, look)

    def _made(self, pattern: str, look: Look) -> Any:
        """The pattern compiled, at first with those words of its groups alone that stand in the text.

        Others cannot match there, and hundreds of words take long to compile; but for many texts it is worth it.
        """
        names = self._groups[pattern]
        partial = self._partial.setdefault(pattern, {})
        words = {name: look.groups.get(f"{{{name}}}", frozenset()) for name in names}
        key = tuple(words.values())
        if names and key in partial:
            return partial[key]
        if names and len(partial) < _PARTIAL:
            partial[key] = compile_pattern(pattern, words)
            return partial[key]
        self._whole[pattern] = compile_pattern(pattern, self._words)
        return self._whole[pattern]


def _any_of(words: Iterable[str]) -> str:
    escaped = (
        re.escape(word).replace(r"\ ", r"(?:\s+|[-\u2010\u2011])") for word in sorted(words, key=lambda w: (-len(w), w))
    )
    return rf"\b(?:{'|'.join(escaped)})\b" if words else "(?!)"
