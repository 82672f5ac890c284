"""Checks of evidence groups and of the requirements that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termlint.glossary import patterns
from termlint.glossary._lint_base import GlossaryFault, Subject, error, listed, warning
from termlint.glossary.model import EvidenceGroup, Requirement, Sense


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`unused-group`, `empty-group`, `contradictory-requirement`."""
    glossary = subject.glossary
    senses = [sense for term in glossary.terms for sense in term.senses]
    fed = {group.negated for group in glossary.groups if group.cues}
    used = _used(senses, glossary.groups)
    for group in glossary.groups:
        if group.name not in used:
            yield warning(
                "unused-group",
                group.place,
                f"no sense uses the evidence group `{group.name}`",
                "name it as a cue (`{group: ...}`) or in `requires`, `excludes` or `forbids`, or drop it",
            )
        elif not group.cues and group.name not in fed:
            yield error(
                "empty-group",
                group.place,
                f"the evidence group `{group.name}` has no cues, so it is never in sight",
                "a sense that requires it is always reported; add cues, or make it the `negated` of a group with cues",
            )
    for sense in senses:
        yield from _contradictions(sense)


def _requirements(sense: Sense) -> tuple[tuple[str, Requirement], ...]:
    named = (("requires", sense.requires), ("excludes", sense.excludes), ("forbids", sense.forbids))
    return tuple((name, requirement) for name, requirement in named if requirement is not None)


def _used(senses: list[Sense], groups: Sequence[EvidenceGroup]) -> set[str]:
    """The groups that can change a decision or a report: those named, in patterns too, or negated by one of them."""
    used = {cue.group for sense in senses for cue in sense.cues if cue.group}
    used |= {name for sense in senses for _, requirement in _requirements(sense) for name in requirement.groups}
    cues = (*(cue for sense in senses for cue in sense.cues), *(cue for group in groups for cue in group.cues))
    used |= {name for cue in cues if cue.pattern for name in patterns.groups(cue.pattern)}
    return used | {group.name for group in groups if group.negated in used}


def _contradictions(sense: Sense) -> Iterator[GlossaryFault]:
    if sense.requires is None:
        return
    for name, requirement in _requirements(sense)[1:]:
        if both := sorted({*sense.requires.groups} & {*requirement.groups}):
            yield error(
                "contradictory-requirement",
                requirement.place,
                f"sense `{sense.id}` both requires and {name} {listed(both)}",
                "the same words would both allow and bar it; name the group on one side only",
            )
