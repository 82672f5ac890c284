"""Takes the cues of a glossary away, one at a time, and tells which of them no example and no misuse would miss.

A cue that never takes part in a case cannot change one, so only the others are tried, each against the cases that it
takes part in, with a glossary cut down to the terms and cues that stand in those texts. Otherwise this would take long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from termlint._selftest_coverage import owned_cues
from termlint._selftest_judge import judge
from termlint._selftest_model import Case, CueName, Mutation, OwnedCue, Result, SelfTest
from termlint._selftest_words import Words
from termlint.glossary.model import Cue, EvidenceGroup, Glossary, Sense, Term
from termlint.linter import Linter


def mutate(glossary: Glossary, selftest: SelfTest) -> Mutation:
    """The cues whose loss changes no case that passes; `selftest` is the result for the whole glossary."""
    passed = [result for result in selftest.cases if result.passed]
    by_cue: dict[CueName, list[Result]] = defaultdict(list)
    for result in passed:
        for name in result.seen:
            by_cue[name].append(result)
    every = tuple(owned_cues(glossary, selftest))
    finder = Words((owned.cue for owned in every), glossary.language)
    # Markup may part the words of a cue, so what was seen is added to what stands in the bare text.
    words = {r.case: finder.within(r.case.text) | {name.label for name in r.seen} for r in passed}
    survivors = tuple(owned for owned in every if not _missed(owned, glossary, by_cue[owned.name], words))
    return Mutation(survivors, len(every))


def _missed(
    lost: OwnedCue, glossary: Glossary, results: Sequence[Result], words: Mapping[Case, frozenset[str]]
) -> bool:
    """Whether a case that passed fails without the cue."""
    if not results:
        return False
    present = frozenset[str]().union(*(words[result.case] for result in results))
    terms = frozenset[str]().union(*(result.terms for result in results))
    linter = Linter(_reduced(glossary, lost.cue, terms, present))
    return any(not judge(result.case, linter).passed for result in results)


def _reduced(glossary: Glossary, lost: Cue, terms: frozenset[str], present: frozenset[str]) -> Glossary:
    """The part of the glossary that can matter where `terms` and the words of `present` stand, without the lost cue."""

    def staying(cues: Iterable[Cue]) -> tuple[Cue, ...]:
        return tuple(c for c in cues if c is not lost and (c.text is None or c.text in present))

    def group(one: EvidenceGroup) -> EvidenceGroup:
        return replace(one, cues=staying(one.cues))

    def sense(one: Sense) -> Sense:
        return replace(one, cues=staying(one.cues))

    def term(one: Term) -> Term:
        return replace(one, senses=tuple(map(sense, one.senses)))

    return replace(
        glossary,
        terms=tuple(map(term, _with_broader(glossary, terms))),
        groups=tuple(map(group, glossary.groups)),
    )


def _with_broader(glossary: Glossary, names: frozenset[str]) -> list[Term]:
    """The terms called by `names` and those that hold what is broader than a sense of theirs, however far up."""
    holders = {sense.id: term for term in glossary.terms for sense in term.senses}
    kept = [term for term in glossary.terms if term.term in names]
    for term in kept:
        above = (holders.get(sense.broader or "") for sense in term.senses)
        kept.extend(dict.fromkeys(t for t in above if t is not None and t not in kept))
    return sorted(kept, key=glossary.terms.index)
