"""The words and marks of a sentence that open or end a negation, told apart as tokens.

Each way of saying so comes after the words that it can begin with. So a word is looked up first, and only the ways that
begin with it are compiled and tried: a page has few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termlint.later import compiled

_ASKED = (
    r"(?:needed|required|necessary|included|asked(?: for)?|compulsory|mandatory|available|accepted|covered|involved"
    r"|offered|provided|essential)(?! without)"
)
_CONTRACTED = "n't"
"""Stands for any word that ends so."""


def _each(words: str) -> list[tuple[str, str]]:
    return [(word, word) for word in words.split()]


_PSEUDO = (
    ("not", r"not (?:only|just|merely|simply|solely|necessarily|all|every)"),
    ("no", r"no (?:doubt|wonder|matter|sooner)"),
    ("no", r"no (?:later|earlier|less|fewer) than"),
    ("do don't never", r"(?:do not|don't|never) (?:forget|hesitate|miss)"),
    ("not", r"not to mention"),
    ("without", r"without (?:a )?doubt|without question"),
    ("cannot cann't couldn't", r"(?:cannot|(?:can|could)n't) recommend"),
    ("nothing", r"nothing (?:but|like)"),
    ("not", r"not least"),
    ("isn't aren't wasn't weren't doesn't don't", r"(?:is|are|was|were|does|do)n't (?:just|only|merely)"),
    ("no", r"no[- ]one[- ]size[- ]fits[- ]all"),
    ("never not", r"(?:never|not) without"),
    ("not", r"not (?:impossible|improbable|infrequent|un(?:common|usual|heard|likely|reasonable|necessar))\w*"),
    ("no", r"no (?:more|longer) than|no\. \d+|no obligation|no[- ]nonsense|no pressure"),
    ("why", r"why (?:not|don't)"),
    ("cannot cann't couldn't", r"(?:cannot|(?:can|could)n't) (?:wait|get enough|go wrong)"),
    ("never", r"never tire of"),
    ("never not", r"(?:never|not) (?:looked|look) back"),
)
_AFTER = (
    (
        "is are was were be being not n't never no",
        rf"(?:(?:is|are|was|were|be|being)(?: \w+)? )?(?:not|n't|never|no longer) (?:\w+ )?{_ASKED}",
    ),
    ("isn't aren't wasn't weren't", rf"(?:is|are|was|were)n't (?:\w+ )?{_ASKED}"),
    ("not n't never", r"(?:not|\w+n't|never) (?:yet )?been (?:made|given|issued|written|confirmed)"),
    ("is are", r"(?:is|are) (?:optional|excluded|out of scope)"),
    *_each("unnecessary"),
)
_BEFORE = (
    (_CONTRACTED, r"\w+n't(?: yet)?"),
    ("not", r"not(?: yet)?"),
    *_each("cannot never without neither nor no none nobody nothing"),
    ("free", r"free (?:of|from)"),
    ("instead", "instead of"),
    ("rather", "rather than"),
    ("lack lacks lacking", r"lack(?:s|ing)?"),
    ("absence", "absence of"),
    ("avoid avoids avoided avoiding", r"avoid(?:s|ed|ing)?"),
    ("refuse refuses refused refusing", r"refus(?:e|es|ed|ing)"),
    ("decline declines declined declining", r"declin(?:e|es|ed|ing)"),
    ("in", "in place of"),
    *_each("hardly rarely zero"),
    ("skip skips skipped skipping", r"skip(?:s|ped|ping)?"),
    *_each("minus"),
    ("exclude excludes excluded excluding", r"exclud(?:e|es|ed|ing)"),
    ("far", "far from"),
    *_each("unlike"),
    ("non n't", "non"),
)
_END = (
    *_each("but however although though except yet whereas while because unless until"),
    ("so", "so that"),
    *_each("which"),
    ("instead", "instead,"),
    ("only", "only if"),
    ("if", "if you have"),
    ("and", r"and (?:we|you|it|they|he|she|i|our|your) "),
)
_OR, _AND = _each("or nor"), _each("and")
_MARKS = r"(?P<end>[;:()]|\u2014|\s[-\u2013]\s)|(?P<comma>,)"
_CANDIDATE = compiled(r"\w+|[;:(),]|\u2014|\s(?=[-\u2013]\s)")
"""Where a token can begin: at a word or at a mark."""


class _Triggers:
    """Ways to begin a token, in the order in which they count, each compiled with others that begin alike."""

    __slots__ = ("_compiled", "_ways", "firsts")

    def __init__(self, **kinds: Sequence[tuple[str, str]]) -> None:
        self._ways = [(kind, frozenset(firsts.split()), way) for kind, ways in kinds.items() for firsts, way in ways]
        self.firsts = frozenset(first for _, firsts, _ in self._ways for first in firsts)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def beginning(self, first: str) -> re.Pattern[str]:
        """What matches all tokens that begin with a word, one of the `firsts`, and no token that begins otherwise."""
        known = self._compiled.get(first)
        if known is None:
            known = self._compiled[first] = compiled(self.written(first))
        return known

    def written(self, first: str | None = None) -> str:
        """The expression for that; or for all tokens that begin with a word."""
        alike = {first, _CONTRACTED} if first and first.endswith(_CONTRACTED) else {first}
        by_kind: dict[str, list[str]] = {}
        for kind, firsts, way in self._ways:
            if first is None or not firsts.isdisjoint(alike):
                by_kind.setdefault(kind, []).append(way)
        return "|".join(rf"(?P<{kind}>(?:{'|'.join(ways)})\b)" for kind, ways in by_kind.items())


_TRIGGERS = _Triggers(pseudo=_PSEUDO, after=_AFTER, before=_BEFORE, end=_END, **{"or": _OR, "and": _AND})
_MARK = compiled(_MARKS)


def tokens(low: str) -> Sequence[re.Match[str]]:
    """The tokens of a sentence in lower case, each as the match of a group with the name of its kind.

    Ignoring the case instead would take twice as long.
    """
    return list(_tokens(low))


def _tokens(low: str) -> Iterator[re.Match[str]]:
    firsts, beginning = _TRIGGERS.firsts, _TRIGGERS.beginning
    end = 0
    for candidate in _CANDIDATE.finditer(low):
        at, word = candidate.start(), candidate.group()
        if at < end:
            continue
        if word[-1] == "n" and low.startswith("'t", at + len(word)):
            first = f"{word}'t"
            pattern = beginning(first if first in firsts else _CONTRACTED)
        elif word in firsts:
            pattern = beginning(word)
        elif word[0].isalnum() or word[0] == "_":
            continue
        else:
            pattern = _MARK
        if token := pattern.match(low, at):
            end = token.end()
            yield token
