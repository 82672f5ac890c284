"""A glossary made ready for use: one automaton over all forms, one over all cues, and the weights of every sense.

Compiling costs time in the size of the glossary, once a process; using it costs nothing a term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from termlint.anchors import LazyAnchors
from termlint.fold import fold
from termlint.glossary.gates import Look
from termlint.glossary.model import Cue, EvidenceGroup, Glossary, Requirement, Sense, Term, Window
from termlint.glossary.patterns import Expressions, groups, is_relative
from termlint.matcher import Matcher

if TYPE_CHECKING:
    from termlint.glossary.forms import Surfaces

_K = TypeVar("_K")
_V = TypeVar("_V")

DEFAULT_WEIGHT = 2.0
"""What a cue weighs, in nats, where its author gives no weight."""
NEGATED_SHARE = -0.5
"""The part of its weight that a negated cue has: it speaks against its sense, less strongly."""
QUESTIONED_SHARE = 0.5
"""The part of its weight that a cue in an unanswered question has."""


class CompiledCue(Struct, frozen=True, array_like=True):
    """A cue with a number: a text, or a pattern; a `relative` pattern names the mention as {term}."""

    label: str
    pattern: str | None = None
    relative: bool = False


class Weight(Struct, frozen=True, array_like=True):
    """What finding a cue means for one sense of a term: nats for the sense (an index), in a window and nearer.

    A `seed` is a plain word of the author's, without weight or window: what it weighs can be learned.
    """

    sense: int
    nats: float
    within: Window | None
    group: str | None
    seed: bool = False


class Demand(Struct, frozen=True, array_like=True):
    """A requirement compiled: for each group the cues that count as it, affirmed and negated."""

    any: tuple[str, ...]
    all: tuple[str, ...]
    within: Window
    affirmed: Mapping[int, tuple[str, ...]]
    negated: Mapping[int, tuple[str, ...]]


class CompiledSense(Struct, frozen=True):
    """A sense with its demands."""

    sense: Sense
    requires: Demand | None
    excludes: Demand | None
    forbids: Demand | None


class CompiledTerm(Struct, frozen=True):
    """A term with the weights of its senses by cue, and the relative patterns to try around each mention."""

    term: Term
    senses: tuple[CompiledSense, ...]
    affirmed: Mapping[int, tuple[Weight, ...]]
    negated: Mapping[int, tuple[Weight, ...]]
    relative: tuple[int, ...]
    cues: frozenset[int]

    @property
    def needs_evidence(self) -> bool:
        """Whether anything around a mention can matter."""
        return len(self.senses) > 1 or any(s.requires or s.excludes or s.forbids for s in self.senses)


class Weighed(Struct, frozen=True, array_like=True):
    """What compiling makes of a term: `demands` are what each sense requires, excludes and forbids."""

    demands: tuple[tuple[Demand | None, Demand | None, Demand | None], ...]
    affirmed: Mapping[int, tuple[Weight, ...]]
    negated: Mapping[int, tuple[Weight, ...]]
    relative: tuple[int, ...]
    cues: tuple[int, ...]

    def of(self, term: Term) -> CompiledTerm:
        """The compiled term, of the term that this was made of."""
        senses = tuple([CompiledSense(sense, *d) for sense, d in zip(term.senses, self.demands, strict=True)])
        return CompiledTerm(term, senses, self.affirmed, self.negated, self.relative, frozenset(self.cues))


class Tables(Struct, frozen=True, array_like=True):
    """What finding mentions and cues takes, as plain values: of each form the indices of its terms, of each phrase of a
    cue the numbers of its cues. `words` are those of the groups that patterns name."""

    forms: Mapping[str, tuple[int, ...]]
    abbreviations: Mapping[str, tuple[tuple[str, int], ...]]
    cues: Mapping[str, tuple[int, ...]]
    cue_list: tuple[CompiledCue, ...]
    words: Mapping[str, tuple[str, ...]]


class Compiled(Struct, frozen=True):
    """A glossary ready for use. The values of `forms` index `terms`, those of `cues` index `cue_list`.

    `abbreviations` gives for each folded abbreviation its exact spellings by term.
    """

    glossary: Glossary
    terms: Sequence[CompiledTerm]
    forms: Matcher
    abbreviations: Mapping[str, tuple[tuple[str, int], ...]]
    cues: Matcher
    cue_anchors: LazyAnchors
    cue_list: tuple[CompiledCue, ...]
    patterns: tuple[int, ...]
    expressions: Expressions

    def needs_evidence(self, terms: Sequence[int]) -> bool:
        """Whether anything around a mention of these terms can matter: not where one sense that asks for nothing is
        all."""
        return len(terms) > 1 or self.terms[terms[0]].needs_evidence

    def could_match(self, cues: Iterable[int], look: Look) -> list[tuple[int, str]]:
        """Those of the cues with a pattern that could match a text, each with its pattern."""
        is_open, known = self.expressions.gates.is_open, self.cue_list
        return [(cue, found) for cue in cues if (found := known[cue].pattern) and is_open(found, look)]

    def wanted(self, mentions: Iterable[Sequence[int]]) -> frozenset[int]:
        """The cues that can matter to mentions, each given by its terms."""
        terms = {index for found in mentions if self.needs_evidence(found) for index in found}
        return frozenset[int]().union(*(self.terms[index].cues for index in terms))


class _Cues:
    """Numbers the cues of a glossary, each text and pattern once, and knows which belong to a group."""

    def __init__(self, glossary: Glossary) -> None:
        self.numbers: dict[tuple[str | None, str | None], int] = {}
        self.list: list[CompiledCue] = []
        self.groups: dict[str, EvidenceGroup] = {g.name: g for g in glossary.groups}
        self.language = glossary.language

    def number(self, cue: Cue) -> int:
        key = (fold(cue.text) if cue.text else None, cue.pattern)
        if key not in self.numbers:
            self.numbers[key] = len(self.list)
            self.list.append(CompiledCue(cue.label, cue.pattern, is_relative(cue.pattern or "")))
        return self.numbers[key]

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
        from termlint.glossary.forms import inflections

        return inflections(text, self.language)

    def phrases(self) -> Mapping[str, tuple[int, ...]]:
        phrases: dict[str, list[int]] = defaultdict(list)
        for (text, _), number in self.numbers.items():
            for form in self.forms(text) if text else ():
                phrases[form].append(number)
        return _frozen(phrases)


def compile_glossary(glossary: Glossary, surfaces: Surfaces | None = None) -> Compiled:
    """The glossary ready for use. Raises nothing on a glossary that its reader accepted.

    `surfaces` are its surface forms, where they are known already.
    """
    from termlint.glossary.forms import surface_forms

    tables, weighed = tabulated(glossary, surfaces or surface_forms(glossary))
    return assembled(glossary, tables, tuple([w.of(term) for w, term in zip(weighed, glossary.terms, strict=True)]))


def tabulated(glossary: Glossary, surfaces: Surfaces) -> tuple[Tables, tuple[Weighed, ...]]:
    """All that compiling a glossary computes, with its surface forms."""
    cues = _Cues(glossary)
    terms = tuple([_weighed(term, cues) for term in glossary.terms])
    phrases = cues.phrases()
    return Tables(surfaces.forms, surfaces.abbreviations, phrases, tuple(cues.list), cues.words()), terms


def assembled(glossary: Glossary, tables: Tables, terms: Sequence[CompiledTerm]) -> Compiled:
    """The glossary ready for use, by what `tabulated` computed."""
    cues, known = Matcher(tables.cues), tables.cue_list
    return Compiled(
        glossary,
        terms,
        forms=Matcher(tables.forms),
        abbreviations=tables.abbreviations,
        cues=cues,
        cue_anchors=LazyAnchors(cues.phrases),
        cue_list=known,
        patterns=tuple(n for n, cue in enumerate(known) if cue.pattern and not cue.relative),
        expressions=Expressions({number: cue.pattern for number, cue in enumerate(known) if cue.pattern}, tables.words),
    )


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
    relative = tuple([number for number in numbers if cues.list[number].relative])
    return Weighed(demands, _frozen(affirmed), _frozen(negated), relative, tuple(numbers))


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
