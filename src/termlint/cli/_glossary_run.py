"""What `termlint glossary check` and `termlint glossary test` do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from termlint.cli._console import clean, harmless, show_notes, style, write
from termlint.cli._session import Session
from termlint.diagnostic import Severity
from termlint.errors import Problem
from termlint.glossary.model import Glossary
from termlint.report._terminal import Role, paint, path
from termlint.report.base import Style

if TYPE_CHECKING:
    from termlint.glossary.lint import GlossaryFault
    from termlint.lock import Fitting
    from termlint.selftest import Coverage, Mutation, SelfTest

_ROLES = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.INFO: Role.INFO}


def check(ctx: click.Context) -> int:
    """Run `glossary check`: 1 where an error or a warning was found; raises TermlintError."""
    from termlint.glossary.lint import check as faults_of

    session, glossary = _open(ctx)
    faults = faults_of(glossary)
    if session.given("output_format") == "json":
        _print_json({"glossary": glossary.name, "faults": [_fault(fault, session) for fault in faults]})
    else:
        how = style(sys.stdout, session.given("color"))
        write(sys.stdout, _faults(faults, session, how))
        senses = sum(len(term.senses) for term in glossary.terms)
        write(
            sys.stdout, [f"{clean(glossary.name)}: {_tally(faults)}; {len(glossary.terms)} terms, {senses} senses.\n"]
        )
    return int(any(fault.severity is not Severity.INFO for fault in faults))


def test(ctx: click.Context) -> int:
    """Run `glossary test`: 1 where a case failed; raises TermlintError."""
    from termlint import selftest
    from termlint.linter import Linter

    session, glossary = _open(ctx)
    fitting = session.fitting(glossary)
    show_notes(fitting.notes)
    outcome = selftest.run(glossary, Linter(glossary, fitting.learned))
    coverage = selftest.coverage(glossary, outcome) if session.given("coverage") else None
    mutation = selftest.mutate(glossary, _as_written(glossary, outcome, fitting)) if session.given("mutate") else None
    if session.given("output_format") == "json":
        _print_json(_outcome(glossary, outcome, coverage, mutation, session))
    else:
        lines = selftest.render(outcome, coverage=coverage, mutation=mutation, verbose=session.given("verbose"))
        write(sys.stdout, (f"{harmless(line)}\n" for line in lines))
    return int(bool(outcome.failures))


def _as_written(glossary: Glossary, outcome: SelfTest, fitting: Fitting) -> SelfTest:
    """The outcome by what the author wrote alone: which of its cues are needed does not depend on what was learned."""
    from termlint import selftest

    return selftest.run(glossary) if fitting.learned and fitting.learned.terms else outcome


def _open(ctx: click.Context) -> tuple[Session, Glossary]:
    session = Session.open(ctx)
    glossary = session.glossary()
    if note := session.glossary_note():
        show_notes([note])
    return session, glossary


def _print_json(value: object) -> None:
    write(sys.stdout, [json.dumps(value, indent=2), "\n"])


def _faults(faults: Sequence[GlossaryFault], session: Session, how: Style) -> Iterator[str]:
    for fault in faults:
        problem = session.named(fault.problem)
        place = ":".join(str(part) for part in (path(problem.filename or ""), problem.row, problem.column) if part)
        severity = paint(how, _ROLES[fault.severity], str(fault.severity))
        yield f"{place}: {severity} {fault.name}: {clean(problem.message)}\n"
        if problem.help:
            yield f"    help: {clean(problem.help)}\n"


def _tally(faults: Sequence[GlossaryFault]) -> str:
    if not faults:
        return "nothing to report"
    counts = [(severity, sum(fault.severity is severity for fault in faults)) for severity in reversed(Severity)]
    return ", ".join(f"{number} {severity}{'s' * (number != 1)}" for severity, number in counts if number)


def _place(problem: Problem, session: Session) -> dict[str, Any]:
    named = session.named(problem)
    return {
        "message": named.message,
        "help": named.help,
        "filename": named.filename,
        "row": named.row,
        "column": named.column,
    }


def _fault(fault: GlossaryFault, session: Session) -> dict[str, Any]:
    return {"name": fault.name, "severity": fault.severity.value, **_place(fault.problem, session)}


def _outcome(
    glossary: Glossary, outcome: SelfTest, coverage: Coverage | None, mutation: Mutation | None, session: Session
) -> dict[str, Any]:
    """The outcome of a self-test for programs; what was not asked for is null."""
    return {
        "glossary": glossary.name,
        "cases": len(outcome.cases),
        "failures": [
            {
                "kind": result.case.kind,
                "term": result.case.term,
                "sense": result.case.sense,
                "rule": result.case.rule,
                "text": result.case.text,
                "expected": result.expected,
                "came": result.came,
                **_place(result.problem, session),
            }
            for result in outcome.failures
            if result.problem is not None
        ],
        "senses": [
            {"sense": s.sense, "term": s.term, "examples": s.examples, "misuses": s.misuses, "margin": s.margin}
            for s in outcome.senses
        ],
        "coverage": coverage
        and {
            "senses": list(coverage.senses),
            "cues": [{"cue": cue.name.label, "owner": cue.name.owner} for cue in coverage.cues],
            "demands": [list(demand) for demand in coverage.demands],
            "total": coverage.total,
        },
        "mutation": mutation
        and {
            "survivors": [{"cue": cue.name.label, "owner": cue.name.owner} for cue in mutation.survivors],
            "total": mutation.total,
        },
    }
