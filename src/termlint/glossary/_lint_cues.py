"""Checks of cues: those that tell nothing, and those that tell it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from termlint.fold import fold
from termlint.glossary._lint_base import GlossaryFault, Subject, error, warning, where
from termlint.glossary.forms import inflections
from termlint.glossary.model import Cue, Glossary, Place, Sense, Term, Window


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`shared-cue`, `cue-is-form`, `duplicate-cue`, `idle-cue`."""
    glossary = subject.glossary
    for index, term in enumerate(glossary.terms):
        for one, two in combinations(term.senses, 2):
            yield from _shared(one, two)
        yield from _is_form(glossary, term, frozenset(subject.forms[index]))
    lists = [(f"the evidence group `{g.name}`", g.cues) for g in glossary.groups]
    lists += [(f"sense `{s.id}`", s.cues) for t in glossary.terms for s in t.senses]
    for owner, cues in lists:
        yield from _repeated(owner, cues, glossary.language)
        yield from _idle(owner, cues)


def _key(cue: Cue) -> tuple[str, str]:
    """What makes two cues the same: kind and text."""
    if cue.text is not None:
        return "text", fold(cue.text)
    return ("pattern", cue.pattern) if cue.pattern is not None else ("group", cue.group or "")


def _strength(cue: Cue) -> tuple[float | None, Window | None]:
    return cue.weight, cue.within


def _shared(one: Sense, two: Sense) -> Iterator[GlossaryFault]:
    """Cues and groups that speak for, or against, two senses of one term equally."""
    first = {_key(cue): cue for cue in one.cues}
    for cue in two.cues:
        other = first.get(_key(cue))
        if other is not None and _strength(other) == _strength(cue):
            what = "the group" if cue.group else "the cue"
            yield warning(
                "shared-cue",
                cue.place,
                f"{what} `{cue.label}` speaks for `{one.id}` ({where(other.place, cue.place)}) and `{two.id}` alike",
                "it cannot tell the two apart; keep it with one, or give it different weights",
            )


def _is_form(glossary: Glossary, term: Term, forms: frozenset[str]) -> Iterator[GlossaryFault]:
    seen: set[Place] = set()
    for sense in term.senses:
        for cue in _reachable(glossary, sense):
            if cue.text is not None and fold(cue.text) in forms and cue.place not in seen:
                seen.add(cue.place)
                yield error(
                    "cue-is-form",
                    cue.place,
                    f"the cue `{cue.text}` of sense `{sense.id}` is a form of its own term `{term.term}`",
                    "each mention would be evidence for the next one; use words that stand beside the term",
                )


def _reachable(glossary: Glossary, sense: Sense) -> Iterator[Cue]:
    """The cues of a sense, those of its groups and requirements among them."""
    requirements = (r for r in (sense.requires, sense.excludes, sense.forbids) if r is not None)
    names = [cue.group for cue in sense.cues if cue.group]
    names += [name for requirement in requirements for name in requirement.groups]
    yield from (cue for cue in sense.cues if not cue.group)
    for name in dict.fromkeys(names):
        group = glossary.group(name)
        yield from group.cues if group else ()


def _repeated(owner: str, cues: Iterable[Cue], language: str) -> Iterator[GlossaryFault]:
    """Cues that another cue of the same list finds already, because it is the same or an inflected form of it."""
    made: dict[str, list[Cue]] = defaultdict(list)
    texts = [cue for cue in cues if cue.text]
    for cue in texts:
        for form in inflections(cue.text or "", language):
            made[form].append(cue)
    for cue in texts:
        twins = [other for other in made[fold(cue.text or "")] if other is not cue]
        other = next((o for o in twins if fold(o.text or "") != fold(cue.text or "") or o.place < cue.place), None)
        if other is not None:
            yield warning(
                "duplicate-cue",
                cue.place,
                f"{owner} has the cue `{cue.text}` twice: `{other.text}` ({where(other.place, cue.place)}) finds it",
                "it would count double; inflected and hyphenated forms are found of themselves",
            )


def _idle(owner: str, cues: Iterable[Cue]) -> Iterator[GlossaryFault]:
    for cue in cues:
        if cue.weight == 0:
            yield warning(
                "idle-cue",
                cue.place,
                f"the cue `{cue.label}` of {owner} weighs nothing",
                "give it a weight for the sense or, below zero, against it; or drop it",
            )
