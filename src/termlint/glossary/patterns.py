"""Patterns of cues: regular expressions that can name the mention and the words of an evidence group.

`{term}` is the mention in any form, `{term:massaging|massaged}` in one of these forms only. While a pattern is matched,
the mention stands between two marks that no text has, so that neither can match anything else. `{body-part}` is any
word of the evidence group `body-part`, in any of its forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from termlint.glossary.alternatives import any_of, filled
from termlint.glossary.beside import Beside
from termlint.glossary.gates import Gates, Look
from termlint.glossary.marks import BEGIN, END, NAMED, TERM, Words
from termlint.glossary.windows import Run, Vocabulary, Window
from termlint.glossary.written import Quick, Written
from termlint.later import compiled

__all__ = ["BEGIN", "END", "Expressions", "compile_pattern", "expand", "groups", "is_relative", "shape"]

_PARTIAL = 8
"""For how many sets of words a pattern is compiled before it is compiled for all."""
_BOUND_BEFORE = compiled(r"\\b(\{term(?::[^{}]*)?\})")
_BOUND_AFTER = compiled(r"(\{term(?::[^{}]*)?\})\\b")


def is_relative(pattern: str) -> bool:
    """Whether a pattern says where the mention stands."""
    return any(m["name"] == TERM for m in NAMED.finditer(pattern))


def groups(pattern: str) -> tuple[str, ...]:
    """The evidence groups whose words a pattern names."""
    return tuple(dict.fromkeys(m["name"] for m in NAMED.finditer(pattern) if m["name"] != TERM))


def shape(pattern: str) -> str:
    """The pattern with one mark for each mention and one letter for each group, to look at how it is built."""
    return NAMED.sub(lambda m: BEGIN if m["name"] == TERM else "w", pattern)


def expand(pattern: str, words: Mapping[str, Iterable[str]]) -> str:
    """The regular expression for texts in which the mention stands between BEGIN and END.

    `words` gives the folded forms of the words of each group named; a group without words matches nothing.
    """

    def one(match: re.Match[str]) -> str:
        if match["name"] != TERM:
            return any_of(words.get(match["name"], ()))
        return f"{BEGIN}(?:{match['forms']}){END}" if match["forms"] else f"{BEGIN}[^{END}]*{END}"

    return NAMED.sub(one, bounded(pattern))


def bounded(pattern: str) -> str:
    r"""The pattern with its word boundaries beside a mention, `\b{term}\b`, made to see past the marks."""
    return _BOUND_AFTER.sub(r"\1(?!\\w)", _BOUND_BEFORE.sub(r"(?<!\\w)\1", pattern))


def compile_pattern(pattern: str, words: Mapping[str, Iterable[str]]) -> Any:
    """The compiled `regex` pattern, case ignored. Raises `regex.error` where it is no regular expression."""
    import regex

    return regex.compile(expand(pattern, words), regex.IGNORECASE)


def _compile(source: str, words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    return re.compile(filled(source, words))


class Expressions:
    """The compiled patterns of a glossary by their numbers, each made when it is first needed: where it could match.

    `written` tells what is known of each, `words` gives the folded forms of the words of each group that a pattern
    names.
    """

    __slots__ = ("_beside", "_gates", "_quick", "_seen", "_sieves", "_slow", "_written", "patterns", "words")

    def __init__(self, patterns: Mapping[int, str], words: Words, written: Mapping[int, Written]) -> None:
        self.patterns = patterns
        self.words = words
        self._written = {patterns[number]: known for number, known in written.items()}
        self._gates: Gates | None = None
        self._beside: Beside | None = None
        self._quick: dict[str, _Expression | None] = {}
        self._sieves: dict[str, _Expression | None] = {}
        self._slow: dict[str, _Expression] = {}
        self._seen: set[int] = set()

    @property
    def gates(self) -> Gates:
        """The gates of the patterns that do not name the mention, made when first needed."""
        if self._gates is None:
            self._gates = Gates({p: known.gate for p, known in self._written.items() if known.gate}, self.words)
        return self._gates

    @property
    def beside(self) -> Beside:
        """What stands beside the mention where the other patterns match, made when first needed."""
        if self._beside is None:
            every = {number: self._written[pattern].places for number, pattern in self.patterns.items()}
            self._beside = Beside({number: places for number, places in every.items() if places}, self.words)
        return self._beside

    def look(self, text: str, unmarked: str | None = None) -> Look:
        """A text, ready for looking whether patterns could match it; `unmarked` is the same without marks."""
        return self.gates.look(text, unmarked)

    def run(self, text: str) -> Run:
        """A run of prose, to be looked at around its mentions."""
        return Run(text, self.beside.vocabulary)

    def note(self, run: Run) -> None:
        """Takes note of the words of groups in a run, so that patterns are compiled for all of them together."""
        self._seen.update(run.numbers(0, len(run.text)))

    def get(self, pattern: str, look: Look | Window) -> Any:
        """The pattern compiled by `regex`, for a text that it could match."""
        if pattern not in self._slow:
            self._slow[pattern] = _Expression(partial(compile_pattern, pattern), self._written[pattern].groups)
        return self._compiled(self._slow[pattern], look)

    def quick(self, pattern: str, look: Look | Window) -> re.Pattern[str] | None:
        """The pattern compiled by `re`, for the text in lower case, where both engines find the same and it takes
        little time; None where not."""
        try:
            expression = self._quick[pattern]
        except KeyError:
            known = self._written[pattern]
            expression = self._quick[pattern] = _expression(known.quick, known.groups)
        return self._fit(expression, look)

    def sieve(self, pattern: str, look: Look | Window) -> re.Pattern[str] | None:
        """For a pattern without a quick one: another that matches wherever it does, and quickly tells where not."""
        if pattern not in self._sieves:
            known = self._written[pattern]
            self._sieves[pattern] = _expression(known.sieve, known.groups)
        return self._fit(self._sieves[pattern], look)

    def _fit(self, expression: _Expression | None, look: Look | Window) -> re.Pattern[str] | None:
        if expression is None or (low := look.low) is None or len(low) > expression.longest:
            return None
        found: re.Pattern[str] = expression.whole or self._compiled(expression, look)
        return found

    def _compiled(self, expression: _Expression, look: Look | Window) -> Any:
        """An expression for a text, compiled at first for the words of its groups alone that stood in some text.

        Others cannot match there, and hundreds of words take long to compile; but for many texts it is worth it.
        """
        if expression.whole is not None:
            return expression.whole
        if expression.is_worth_it:
            expression.whole = expression.compile(self.words)
            return expression.whole
        there = look.numbers if isinstance(look, Window) else self._numbers(look)
        if expression.latest is None or not expression.unknown.isdisjoint(there):
            self._seen.update(there)
            expression.learn(self._seen, self.beside.vocabulary, self.words)
        return expression.latest

    def _numbers(self, look: Look) -> frozenset[int]:
        numbers = self.beside.vocabulary.numbers
        return frozenset(numbers[form] for forms in look.groups.values() for form in forms if form in numbers)


def _expression(quick: Quick | None, names: tuple[str, ...]) -> _Expression | None:
    """A pattern for `re`, where there is one."""
    if quick is None:
        return None
    expression = _Expression(partial(_compile, quick.source), names, quick.longest)
    expression.whole = quick.bytecode and quick.bytecode.pattern(quick.source)
    return expression


class _Expression:
    """A pattern as one engine compiles it: the `latest` for some words of its groups, or the `whole`.

    `unknown` are the numbers of the words that the latest is not for, `longest` is the length of texts that it is for.
    """

    __slots__ = ("_names", "_times", "compile", "latest", "longest", "unknown", "whole")

    def __init__(
        self, compile: Callable[[Mapping[str, Iterable[str]]], Any], names: tuple[str, ...], longest: int = 0
    ) -> None:
        self.compile = compile
        self.longest = longest
        self.whole: Any = None
        self.latest: Any = None
        self.unknown: frozenset[int] = frozenset()
        self._names = names
        self._times = 0

    @property
    def is_worth_it(self) -> bool:
        """Whether the whole should be compiled: it has no groups, or was compiled for some words often enough."""
        return not self._names or self._times >= _PARTIAL

    def learn(self, seen: AbstractSet[int], vocabulary: Vocabulary, words: Words) -> None:
        """Compiles the pattern for the words of its groups that were seen, or all of those that nobody looks for."""
        self._times += 1
        own = vocabulary.of_groups(self._names)
        self.unknown = own - seen
        looked_for = vocabulary.names.intersection(self._names)
        known = {name: [] if name in looked_for else list(words.get(name, ())) for name in self._names}
        for number in own & seen:
            for name in vocabulary.groups_of(number):
                if name in looked_for:
                    known[name].append(vocabulary.words[number])
        self.latest = self.compile(known)
