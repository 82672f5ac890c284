"""Tests a glossary by its own examples and misuses, through the same pipeline that checks a project's texts.

An example must hold a mention of its term, resolve to its sense and give no report; a misuse must be reported by its
rule. `coverage` lists what no text exercises, `mutate` the cues that could be lost without any text noticing, and
`render` shows all of it to the author of the glossary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from termlint._selftest_coverage import coverage
from termlint._selftest_judge import judge
from termlint._selftest_model import Case, Coverage, CueName, Mutation, OwnedCue, Result, SelfTest, SenseSummary
from termlint._selftest_mutation import mutate
from termlint._selftest_text import render
from termlint.glossary.model import Glossary, Sense
from termlint.linter import Linter

__all__ = [
    "Case",
    "Coverage",
    "CueName",
    "Mutation",
    "OwnedCue",
    "Result",
    "SelfTest",
    "SenseSummary",
    "cases",
    "coverage",
    "mutate",
    "render",
    "run",
]


def run(glossary: Glossary, linter: Linter | None = None) -> SelfTest:
    """The result of every example and misuse of `glossary`; `linter` is one built from it, if there is one."""
    checker = linter or Linter(glossary)
    results = tuple(judge(case, checker) for case in cases(glossary))
    by_sense: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        by_sense[result.case.term, result.case.sense].append(result)
    senses = (_summary(t.term, s, by_sense[t.term, s.id]) for t in glossary.terms for s in t.senses)
    return SelfTest(results, tuple(senses))


def cases(glossary: Glossary) -> Iterator[Case]:
    """Every example and misuse, in the order of the glossary."""
    for term in glossary.terms:
        for sense in term.senses:
            for example in sense.examples:
                yield Case(term.term, sense.id, example.text, example.place)
            for misuse in sense.misuses:
                yield Case(term.term, sense.id, misuse.text, misuse.place, misuse.rule)


def _summary(term: str, sense: Sense, results: Sequence[Result]) -> SenseSummary:
    examples = [r for r in results if r.case.rule is None]
    thin = min((r for r in examples if r.margin is not None), key=lambda r: r.margin or 0.0, default=None)
    return SenseSummary(
        sense=sense.id,
        term=term,
        examples=len(examples),
        misuses=len(results) - len(examples),
        margin=thin.margin if thin else None,
        runner_up=thin.runner_up if thin else None,
        thinnest=thin.case.text if thin else None,
    )
