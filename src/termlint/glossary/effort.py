"""How many steps a pattern can take at most, so that those which cannot take long need no clock.

An engine that goes back tries every way to match a part with every way to match what follows. Two things keep the ways
few: a repetition that must end where the next part begins has one way to end, and words have one way to be matched
unless one begins with another. All else counts in full, so that the figure is never too low.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_

from msgspec import Struct

from termlint.glossary.marks import TERM, Words
from termlint.glossary.plain import LENGTHS
from termlint.glossary.quick import set_source, shortest
from termlint.glossary.strings import strings
from termlint.glossary.syntax import Branches, Edge, Group, Look, Named, Node, Repeat, Sequence, Set, Text, walk

STEPS = 50_000_000
"""The most steps that it may take for one, a quarter of a second: no longer than it may in any case (`patience.py`)."""
_GAP = re.compile(r"\W+")
_ENDLESS = float("inf")
_ASCII = "".join(map(chr, range(128)))
_OTHER = 1 << 128
_ALL = (1 << 129) - 1
"""Characters are bits: one for each of ASCII, and one for all others."""


class _Cost(Struct, frozen=True):
    """In how many ways a part can be matched, how many steps that takes besides those for each character that it
    passes over, with which characters it can begin, and whether it can be empty."""

    ways: float
    steps: float
    each: float
    first: int
    empty: bool


class Effort:
    """Counts the steps of patterns, in texts up to a length. `words` gives the folded forms of the words of groups."""

    __slots__ = ("_groups", "_length", "_sets", "_words")

    def __init__(self, words: Words, length: int = LENGTHS[0]) -> None:
        self._words = words
        self._length = length
        self._sets: dict[str, int] = {}
        self._groups: dict[str, _Cost] = {}

    def is_little(self, branches: Branches) -> bool:
        """Whether looking for a pattern that `quick` can write takes few steps in each text up to the length."""
        return self.steps(branches) <= STEPS

    def steps(self, branches: Branches) -> float:
        """The most steps that looking for a pattern can take in a text of the length."""
        cost = self._alternatives(branches, 0)
        starts = 1 if all(map(_begins, branches)) else self._length
        return 2 * self._length + (cost.steps + cost.each * self._length) * starts

    def _alternatives(self, branches: Branches, after: int) -> _Cost:
        """The cost of alternatives before something that begins with some characters."""
        if all(len(branch) == 1 and type(branch[0]) is Text for branch in branches):
            texts = [branch[0].text for branch in branches]  # type: ignore[union-attr]
            first = _bits("".join(text[:1] for text in texts))
            return _Cost(_ways(texts, after), 2 * len(texts), 0, first, "" in texts)
        costs = [self._sequence(branch, after) for branch in branches]
        ways = costs[0].ways if len(costs) == 1 else self._ways(branches, costs, after)
        return _Cost(
            ways,
            sum(cost.steps for cost in costs),
            max(cost.each for cost in costs),
            reduce(or_, (cost.first for cost in costs), 0),
            any(cost.empty for cost in costs),
        )

    def _ways(self, branches: Branches, costs: Iterable[_Cost], after: int) -> float:
        """In how many ways one of some alternatives can be passed through."""
        texts: list[str] = []
        others: list[tuple[Sequence, float]] = []
        for branch, cost in zip(branches, costs, strict=True):
            if (known := strings((branch,), self._words)) is None:
                others.append((branch, cost.ways))
            else:
                texts += known
        if not others:
            return _ways(texts, after)
        apart = 0.0
        letters = set().union(*texts)
        if after and not after & (_bits(letters) | self._characters(branch for branch, _ in others)):
            # All that can stand here ends at the same place; what has a letter that no text has is none of the texts.
            apart = sum(ways for branch, ways in others if _letters(branch) - letters)
        return max(_ways(texts, after), apart) + sum(ways for _, ways in others) - apart

    def _characters(self, sequences: Iterable[Sequence]) -> int:
        """All characters that some nodes can match."""
        bits = 0
        for node in walk(tuple(sequences)):
            match node:
                case Text(text):
                    bits |= _bits(text)
                case Set():
                    bits |= self._set(node)
                case Named():
                    return _ALL
                case _:
                    pass
        return bits

    def _sequence(self, nodes: Sequence, after: int) -> _Cost:
        ways, steps, each, empty, first = 1.0, 1.0, 0.0, True, after
        for node in reversed(nodes):
            cost = self._node(node, first)
            ways *= cost.ways
            steps = cost.steps + cost.ways * steps
            each = max(cost.each, cost.ways * each)
            first = cost.first | (first if cost.empty else 0)
            empty = empty and cost.empty
        return _Cost(ways, steps, each, first, empty)

    def _node(self, node: Node, after: int) -> _Cost:
        match node:
            case Text(text):
                return _Cost(1, 1, 0, _bits(text[:1]), not text)
            case Set():
                return _Cost(1, 1, 0, self._set(node), False)
            case Edge():
                return _Cost(1, 1, 0, 0, True)
            case Look(branches):
                within = self._alternatives(branches, 0)
                return _Cost(1, 1 + within.steps + within.each * self._length, 0, _ALL, True)
            case Named(name):  # there is one mention, to be passed over once
                return _Cost(1, 1, 0, _OTHER, False) if name == TERM else self._group(name)
            case Group(branches):
                return self._alternatives(branches, after)
            case Repeat():
                return self._repeat(node, after)
            case _:
                return _Cost(_ENDLESS, _ENDLESS, 0, _ALL, True)

    def _group(self, name: str) -> _Cost:
        """A word of a group: those that begin alike are tried together; only where a part ends a shorter one can."""
        if name not in self._groups:
            words = self._words.get(name, ())
            gaps = max((len(_GAP.findall(word)) for word in words if not word.isalnum()), default=0)
            self._groups[name] = _Cost(1 + gaps, 1 + len(words), 0, _ALL, False)
        return self._groups[name]

    def _repeat(self, node: Repeat, after: int) -> _Cost:
        first = self._first(node.part)
        part = self._node(node.part, first | after)
        high = self._length // max(1, shortest((node.part,), self._words))
        high = high if node.high is None else min(high, node.high)
        ends = max(1, high - node.low + 1) if first & after else 1
        if part.ways > 1:
            rounds = part.ways**high if high <= 64 else _ENDLESS
            return _Cost(rounds * ends, rounds * high * part.steps, rounds * part.each, first, node.low == 0)
        if node.high is None:
            return _Cost(ends, 1, part.steps + part.each, first, node.low == 0)
        return _Cost(ends, 1 + high * part.steps, part.each, first, node.low == 0)

    def _first(self, node: Node) -> int:
        """The characters with which a part can begin, and perhaps more."""
        match node:
            case Repeat(part):
                return self._first(part)
            case Group(branches):
                return reduce(or_, (self._first_of(branch) for branch in branches), 0)
            case _:
                return self._node(node, 0).first

    def _first_of(self, nodes: Sequence) -> int:
        first = 0
        for node in nodes:
            first |= self._first(node)
            if shortest((node,), self._words):
                break
        return first

    def _set(self, node: Set) -> int:
        bits = self._sets.get(node.source)
        if bits is None:
            found = node.chars or re.findall(set_source(node.source), _ASCII)
            bits = self._sets[node.source] = _bits(found) | (0 if node.chars else _OTHER)
        return bits


def _begins(branch: Sequence) -> bool:
    """Whether an alternative begins with the mention or the text, so that it is tried at one place only."""
    return bool(branch) and (branch[0] == Edge("^") or (isinstance(first := branch[0], Named) and first.name == TERM))


def _letters(branch: Sequence) -> set[str]:
    """Characters that are in all texts which an alternative matches."""
    return {char for node in branch if isinstance(node, Text) for char in node.text}


def _ways(texts: Iterable[str], after: int) -> float:
    """In how many ways one of some texts can stand at a place, with certain characters after it, or any if none."""
    counts = Counter(texts)
    if after and not _bits(set().union(*counts)) & after:  # none can go on where another ends
        return max(counts.values(), default=0)
    most = 0
    begun: list[str] = []
    for text in sorted(counts):
        while begun and not text.startswith(begun[-1]):
            begun.pop()
        ways = counts[text] + sum(counts[other] for other in begun if not after or _bits(text[len(other)]) & after)
        most = max(most, ways)
        begun.append(text)
    return most


def _bits(characters: Iterable[str]) -> int:
    bits = 0
    for character in characters:
        bits |= 1 << ord(character) if character.isascii() else _OTHER
    return bits
