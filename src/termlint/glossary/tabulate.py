"""Compiles a glossary: numbers its cues, and makes the weights of every sense and the forms of every phrase.

What is computed here are plain values, which are kept on disk; `glossary.compiled` puts them to use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from termlint.columns import Packed, Phrases
from termlint.fold import fold
from termlint.glossary.anchored_cues import Anchored
from termlint.glossary.compiled import (
    DEFAULT_WEIGHT,
    NEGATED_SHARE,
    CompiledCue,
    Demand,
    Tables,
    Weighed,
    Weight,
)
from termlint.glossary.cue_phrases import CueAnchors
from termlint.glossary.forms import Surfaces, inflections
from termlint.glossary.model import Cue, EvidenceGroup, Glossary, Requirement, Term
from termlint.glossary.patterns import groups, is_relative
from termlint.glossary.writing import written

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Cues:
    """Numbers the cues of a glossary, each text and pattern once, and knows which belong to a group."""

    def __init__(self, glossary: Glossary) -> None:
        self.numbers: dict[tuple[str | None, str | None], int] = {}
        self.list: list[CompiledCue] = []
        self.weights: dict[tuple[Weight, ...], int] = {}
        self.groups: dict[str, EvidenceGroup] = {g.name: g for g in glossary.groups}
        self.language = glossary.language

    def number(self, cue: Cue) -> int:
        key = (fold(cue.text) if cue.text else None, cue.pattern)
        if key not in self.numbers:
            self.numbers[key] = len(self.list)
            self.list.append(CompiledCue(cue.label, cue.pattern, is_relative(cue.pattern or "")))
        return self.numbers[key]

    def weights_number(self, weights: tuple[Weight, ...]) -> int:
        """The place of weights in the table of them."""
        return self.weights.setdefault(weights, len(self.weights))

    def members(self, name: str) -> Iterable[tuple[int, Cue]]:
        """The cues that count as the group where they are affirmed."""
        return ((self.number(cue), cue) for cue in self.groups[name].cues)

    def opposites(self, name: str) -> Iterable[tuple[int, Cue]]:
        """The cues that count as the group where they are negated."""
        return ((self.number(c), c) for g in self.groups.values() if g.negated == name for c in g.cues)

    def demand(self, requirement: Requirement | None) -> Demand | None:
        if requirement is None:
            return None
        affirmed: dict[int, list[str]] = defaultdict(list)
        negated: dict[int, list[str]] = defaultdict(list)
        for name in requirement.groups:
            for number, _ in self.members(name):
                affirmed[number].append(name)
            for number, _ in self.opposites(name):
                negated[number].append(name)
        return Demand(requirement.any, requirement.all, requirement.within, _frozen(affirmed), _frozen(negated))

    def words(self) -> dict[str, tuple[str, ...]]:
        """The forms of the words of every group that a pattern names."""
        named = {name: None for cue in self.list if cue.pattern for name in groups(cue.pattern)}
        return {name: tuple(f for c in self.groups[name].cues if c.text for f in self.forms(c.text)) for name in named}

    def forms(self, text: str) -> tuple[str, ...]:
        return inflections(text, self.language)

    def phrases(self) -> Mapping[str, tuple[int, ...]]:
        phrases: dict[str, list[int]] = defaultdict(list)
        for (text, _), number in self.numbers.items():
            for form in self.forms(text) if text else ():
                phrases[form].append(number)
        return _frozen(phrases)


def tabulated(glossary: Glossary, surfaces: Surfaces) -> tuple[Tables, tuple[Weighed, ...]]:
    """All that compiling a glossary computes, with its surface forms."""
    cues = _Cues(glossary)
    terms = tuple([_weighed(term, cues) for term in glossary.terms])
    plain = frozenset([index for index, one in enumerate(terms) if not one.needs_evidence])
    phrases, words = cues.phrases(), cues.words()
    patterns = {number: cue.pattern for number, cue in enumerate(cues.list) if cue.pattern}
    tables = Tables(
        Phrases.of(surfaces.forms),
        Anchored.of(surfaces, [one.cues for one in terms], plain),
        surfaces.abbreviations,
        Phrases.of(phrases),
        CueAnchors.of(phrases),
        labels=Packed.of_texts([cue.label for cue in cues.list]),
        patterns=patterns,
        relative=frozenset([number for number, cue in enumerate(cues.list) if cue.relative]),
        words=words,
        weights=tuple(cues.weights),
        written=written(patterns, words),
    )
    return tables, terms


def _weighed(term: Term, cues: _Cues) -> Weighed:
    affirmed: dict[int, list[Weight]] = defaultdict(list)
    negated: dict[int, list[Weight]] = defaultdict(list)
    for index, sense in enumerate(term.senses):
        for cue in sense.cues:
            for number, weight, opposite in _weights(index, cue, cues):
                (negated if opposite else affirmed)[number].append(weight)
    demands = tuple([(cues.demand(s.requires), cues.demand(s.excludes), cues.demand(s.forbids)) for s in term.senses])
    wanted = (number for found in demands for d in found if d for number in (*d.affirmed, *d.negated))
    numbers = sorted({*affirmed, *negated, *wanted})
    at = {number: index for index, number in enumerate(numbers)}

    def pairs(table: Mapping[int, list[Weight]]) -> tuple[int, ...]:
        return tuple([n for cue, found in table.items() for n in (at[cue], cues.weights_number(tuple(found)))])

    relative = tuple([number for number in numbers if cues.list[number].relative])
    return Weighed(demands, tuple(numbers), pairs(affirmed), pairs(negated), relative)


def _weights(sense: int, cue: Cue, cues: _Cues) -> Iterable[tuple[int, Weight, bool]]:
    """The weights of one cue of a sense as (cue number, weight, whether for the negated cue)."""
    if cue.group is None:
        nats = DEFAULT_WEIGHT if cue.weight is None else cue.weight
        number = cues.number(cue)
        seed = bool(cue.text) and cue.weight is None and cue.within is None
        yield number, Weight(sense, nats, cue.within, None, seed), False
        yield number, Weight(sense, NEGATED_SHARE * nats, cue.within, None, seed), True
        return
    for number, member in cues.members(cue.group):
        nats = _first(member.weight, cue.weight, DEFAULT_WEIGHT)
        within = cue.within or member.within
        yield number, Weight(sense, nats, within, cue.group), False
        if cues.groups[cue.group].negated is None:
            yield number, Weight(sense, NEGATED_SHARE * nats, within, cue.group), True
    for number, member in cues.opposites(cue.group):
        nats = _first(member.weight, cue.weight, DEFAULT_WEIGHT)
        yield number, Weight(sense, nats, cue.within or member.within, cue.group), True


def _first(*values: float | None) -> float:
    return next(v for v in values if v is not None)


def _frozen(lists: Mapping[_K, Iterable[_V]]) -> Mapping[_K, tuple[_V, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
