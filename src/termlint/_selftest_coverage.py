"""What the examples and misuses of a glossary leave untried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from termlint._selftest_model import Coverage, CueName, OwnedCue, SelfTest
from termlint.glossary.model import Glossary

_DEMANDS = (
    ("requires", "missing-context", "TL102"),
    ("excludes", "contradicted-context", "TL103"),
    ("forbids", "unsupported-claim", "TL301"),
)


def coverage(glossary: Glossary, selftest: SelfTest) -> Coverage:
    """The senses, cues and demands that no case exercises.

    A cue is exercised where it is part of the evidence of some case; a demand where a misuse of its sense that is
    reported by its rule shows that it bites.
    """
    every = tuple(owned_cues(glossary, selftest))
    shown = {result.case.sense for result in selftest.cases if result.case.rule is None}
    bitten = {(r.case.sense, r.case.rule) for r in selftest.cases if r.passed and r.case.rule is not None}
    senses = [sense for term in glossary.terms for sense in term.senses]
    return Coverage(
        senses=tuple(sense.id for sense in senses if sense.id not in shown),
        cues=tuple(owned for owned in every if not owned.cases),
        demands=tuple(
            (sense.id, key)
            for sense in senses
            for key, name, code in _DEMANDS
            if getattr(sense, key) is not None and not {(sense.id, name), (sense.id, code)} & bitten
        ),
        total=len(every),
    )


def owned_cues(glossary: Glossary, selftest: SelfTest) -> Iterator[OwnedCue]:
    """Every text and pattern of every group and sense, with the number of cases that it takes part in."""
    seen = Counter(name for result in selftest.cases for name in result.seen)
    for group in glossary.groups:
        for cue in group.cues:
            name = CueName(cue.label, group=group.name)
            yield OwnedCue(name, cue, seen[name])
    for term in glossary.terms:
        for sense in term.senses:
            for cue in sense.cues:
                if cue.group is None:
                    name = CueName(cue.label, sense=sense.id)
                    yield OwnedCue(name, cue, seen[name])
