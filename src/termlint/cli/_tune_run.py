"""What `termlint tune` does: train on the label file, measure, tell, and write the lock file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from termlint import lessons, svm
from termlint.cli._console import progress, show_notes, style, write
from termlint.cli._learn_run import (
    Place,
    check_own_glossary,
    check_terms,
    label_file,
    lock_file,
    read_labels,
    write_file,
)
from termlint.cli._session import Session
from termlint.errors import ConfigError, GlossaryError, Problem
from termlint.glossary.learned import dumps
from termlint.glossary.model import Glossary
from termlint.glossary.seeds import seed_counts
from termlint.labels import Row
from termlint.learn import Lesson
from termlint.report._terminal import Role, one_line, paint, path
from termlint.report.base import Style
from termlint.resolve import MARGINS
from termlint.tune import Decided, Plan, Rate, Tuning, corrected
from termlint.tune import tune as tune_term

METHODS = {
    False: "tune: log-odds, corrected by coordinate descent",
    True: "tune: log-odds, corrected by a linear SVM of scikit-learn",
}
"""How lock files say that they were made, without and with `--svm`."""


class _Outcome(Struct, frozen=True):
    """What a run gave, and the text that the lock file is to have."""

    glossary: Glossary
    plan: Plan
    tunings: tuple[Tuning, ...]
    lock: Place
    lock_text: str
    is_fresh: bool


def tune(ctx: click.Context) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    session = Session.open(ctx)
    check, dry = session.given("check"), session.given("dry_run")
    if check and dry:
        raise click.UsageError("--check and --dry-run exclude each other.")
    if session.given("svm") and not svm.is_available():
        help = "install it with `pip install 'termlint-senses[train]'`, or leave --svm out"
        raise ConfigError(Problem("--svm needs scikit-learn, which is not installed", help=help))
    if not check and not dry:
        check_own_glossary(session)
    outcome = _tune(session)
    if not check and not dry and not outcome.is_fresh:
        write_file(outcome.lock, outcome.lock_text)
    _tell(session, outcome, written=not check and not dry)
    if check:
        return int(not outcome.is_fresh)
    return int(not any(tuning.learned for tuning in outcome.tunings))


def _tune(session: Session) -> _Outcome:
    glossary, names = session.glossary(), session.given("term")
    check_terms(names, glossary)
    place = label_file(session)
    rows = tuple(row for row in read_labels(place, glossary) if row.sense is not None)
    course = lessons.prepare(glossary, (), rows, collocations=True)
    terms = course.terms(names)
    _check_labels(rows, len(terms), place)
    plan = Plan(
        folds=session.given("folds"),
        precision=session.given("precision"),
        least=session.given("min_labels"),
        margin=MARGINS["default"].words,
    )
    trainer = corrected(svm.by_scikit_learn if session.given("svm") else svm.by_descent)
    tunings: list[Tuning] = []
    with progress(len(terms), sys.stderr, what="terms tuned") as line:
        for term in terms:
            seeds = seed_counts(term, course.stemmer, course.compiled.forms)
            seen = course.observations[term.term]
            tunings.append(tune_term(term, seeds, seen, course.background, trainer, plan))
            line(len(tunings))
    lock, before = lock_file(session)
    tuned = [Lesson(one.term, 0, 0.0, one.learned) for one in tunings if one.learned]
    kept = tuple(one.term for one in tuned)
    learned = lessons.lock(course, tuned, before, kept) if kept else before
    learned = replace(learned, method=METHODS[session.given("svm")]) if learned and kept else learned
    text = dumps(learned) if learned else ""
    return _Outcome(glossary, plan, tuple(tunings), lock, text, text == (dumps(before) if before else ""))


def _check_labels(rows: tuple[Row, ...], terms: int, place: Place) -> None:
    """Refuse to tune on nothing; raises GlossaryError."""
    if rows and terms:
        return
    message = "no mention is labelled" if not rows else "no mention of these terms is labelled with a sense"
    help = "run `termlint learn` on your texts to be asked about mentions, and `termlint label` to answer"
    raise GlossaryError(Problem(message, place.name, help=help))


def _tell(session: Session, outcome: _Outcome, *, written: bool) -> None:
    if session.given("output_format") == "json":
        write(sys.stdout, [json.dumps(_as_json(outcome, written=written), indent=2), "\n"])
        return
    how = style(sys.stdout, session.given("color"))
    if not session.given("quiet"):
        show_notes(note for note in (session.glossary_note(),) if note)
        write(sys.stdout, (f"{line}\n" for tuning in outcome.tunings for line in _lines(tuning, outcome.plan, how)))
    if session.given("check") and not outcome.is_fresh:
        write(sys.stdout, [f"{path(outcome.lock.name)} is stale: run `termlint tune`\n"])
    elif not session.given("quiet"):
        write(sys.stdout, [_ending(outcome, written=written)])


def _ending(outcome: _Outcome, *, written: bool) -> str:
    if not any(tuning.learned for tuning in outcome.tunings):
        return "nothing is tuned: label more mentions with `termlint label`\n"
    if outcome.is_fresh:
        return f"{path(outcome.lock.name)} is up to date\n"
    return f"{path(outcome.lock.name)} written\n" if written else "nothing was written\n"


def _lines(tuning: Tuning, plan: Plan, how: Style) -> Iterator[str]:
    total = sum(number for _, number in tuning.labels)
    counts = ", ".join(f"{number:,} {one_line(sense)}" for sense, number in tuning.labels)
    yield f"{paint(how, Role.STRONG, one_line(tuning.term))}: {total:,} labelled ({counts})"
    if tuning.starved:
        yield f"  not tuned: fewer than {plan.least} labelled mentions of {', '.join(map(one_line, tuning.starved))}"
        return
    yield f"  {plan.folds}-fold accuracy {_rate(tuning.accuracy)}"
    assert tuning.usual is not None, "what is tuned was measured"
    yield f"  margin {tuning.usual.margin:g}, the default: {_decided(tuning.usual)}"
    if tuning.chosen:
        yield f"  margin {tuning.chosen.margin:g}, chosen: {_decided(tuning.chosen)}"
    else:
        yield f"  no margin makes {plan.precision:.1%} of decisions right; the default stays"


def _decided(found: Decided) -> str:
    return f"{_rate(found.precision)} right of the {found.coverage.share:.1%} that are decided"


def _rate(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.share:.1%} ({low:.1%} to {high:.1%})"


def _as_json(outcome: _Outcome, *, written: bool) -> dict[str, Any]:
    return {
        "version": 1,
        "glossary": outcome.glossary.name,
        "lock": {"filename": outcome.lock.name, "fresh": outcome.is_fresh, "written": written},
        "folds": outcome.plan.folds,
        "precision": outcome.plan.precision,
        "terms": [
            {
                "term": tuning.term,
                "labels": dict(tuning.labels),
                "tuned": tuning.learned is not None,
                "starved": list(tuning.starved),
                "accuracy": _rate_json(tuning.accuracy) if tuning.learned else None,
                "default": _decided_json(tuning.usual),
                "chosen": _decided_json(tuning.chosen),
            }
            for tuning in outcome.tunings
        ],
    }


def _decided_json(found: Decided | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "margin": found.margin,
        "precision": _rate_json(found.precision),
        "coverage": _rate_json(found.coverage),
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    low, high = (round(end, 4) for end in rate.interval)
    return {"share": round(rate.share, 4), "low": low, "high": high, "hits": rate.hits, "of": rate.of}
