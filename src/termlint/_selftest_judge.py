"""Judges one case of a glossary's self-test through the whole pipeline, the parser included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termlint._selftest_model import Case, CueName, Result
from termlint._selftest_words import Words
from termlint.diagnostic import Diagnostic, FileResult
from termlint.errors import Problem
from termlint.glossary.model import Status
from termlint.glossary.patterns import groups
from termlint.linter import Linter
from termlint.resolution import Evidence, Resolution

MOST_EVIDENCE = 3
"""How many reasons a result keeps."""

_Verdict = tuple[Problem | None, str, Sequence[Evidence]]
_DISCOURAGED = (Status.DEPRECATED, Status.FORBIDDEN)


def judge(case: Case, linter: Linter) -> Result:
    """What comes of `case`. The text is read as Markdown under no file name, so that no path is evidence."""
    from termlint.formats.markdown import FORMAT

    checked = linter.blind_to(case.text).check(case.text, filename="", format=FORMAT)
    own = [r for r in checked.resolutions if case.term in _terms(r, linter)]
    problem, came, evidence = (_example if case.rule is None else _misuse)(case, checked, own)
    meant = max((r for r in own if r.sense and r.sense.id == case.sense), key=lambda r: r.margin, default=None)
    rival = meant is not None and len(meant.scores) > 1
    return Result(
        case=case,
        problem=problem,
        expected=f"a report of {case.rule}" if case.rule is not None else f"{case.sense}, and no report",
        came=came,
        evidence=tuple(evidence[:MOST_EVIDENCE]),
        margin=meant.margin if meant and rival else None,
        runner_up=meant.scores[1][0] if meant and rival else None,
        reported=tuple(sorted({d.code for d in checked.diagnostics})),
        seen=frozenset(name for r in checked.resolutions for name in _seen(r, linter)),
        terms=frozenset(name for r in checked.resolutions for name in _terms(r, linter)),
    )


def _example(case: Case, checked: FileResult, own: Sequence[Resolution]) -> _Verdict:
    if checked.errors:
        return _fault(case, checked.errors[0].message, checked.errors[0].help), "a text that cannot be checked", ()
    if not own:
        return _not_found(case, checked)
    if not any(r.sense and r.sense.id == case.sense for r in own):
        return _other_sense(case, own[0])
    if reports := [d for d in checked.diagnostics if not _inherent(d, case, own)]:
        first = reports[0]
        problem = _fault(
            case,
            f"this example of sense `{case.sense}` is reported as {first.name} ({first.code}): {first.message}",
            f"an example must be clean: write one that is, or make it a misuse with `rule: {first.name}`",
        )
        return problem, _named(reports), first.evidence
    return None, f"{case.sense}, and no report", own[0].evidence


def _misuse(case: Case, checked: FileResult, own: Sequence[Resolution]) -> _Verdict:
    if not own:
        return _not_found(case, checked)
    if any(case.rule in (d.code, d.name) for d in checked.diagnostics):
        return None, f"a report of {case.rule}", own[0].evidence
    first = own[0]
    came = _named(checked.diagnostics) if checked.diagnostics else f"no report; it means {_meaning(first)}"
    problem = _fault(
        case,
        f"{case.rule} does not report this misuse of sense `{case.sense}`",
        "let the sense require, exclude or forbid what is wrong here, or name the rule that reports it",
    )
    return problem, came, (*first.excluded, *first.claims, *first.required, *first.evidence)


def _not_found(case: Case, checked: FileResult) -> _Verdict:
    others = list(dict.fromkeys(r.term.term for r in checked.resolutions))
    came = f"mentions of {', '.join(others)} only" if others else "no mention of any term"
    help = "a longer term wins over a shorter one" if others else "inflected forms are found; list others under `forms`"
    return _fault(case, f"no mention of `{case.term}` is found in this {case.kind} of `{case.sense}`", help), came, ()


def _other_sense(case: Case, first: Resolution) -> _Verdict:
    if first.sense is None:
        message = f"this example of sense `{case.sense}` is ambiguous"
    else:
        message = f"this example of sense `{case.sense}` means `{first.sense.id}`"
    problem = _fault(
        case,
        message,
        f"give `{case.sense}` a cue that stands in the text, weaken what speaks for the other, or write a clearer text",
    )
    return problem, _meaning(first), first.evidence


def _fault(case: Case, message: str, help: str | None) -> Problem:
    return Problem(message, case.place.filename or None, case.place.row, case.place.column, help)


def _meaning(resolution: Resolution) -> str:
    """The leading senses with their scores."""
    scores = ", ".join(f"{ident} {nats:.2f}" for ident, nats in resolution.scores[:3])
    if len(resolution.scores) < 2:
        return resolution.scores[0][0] if resolution.scores else resolution.term.term
    return f"{resolution.outcome}: {scores}"


def _named(reports: Sequence[Diagnostic]) -> str:
    return "a report of " + ", ".join(dict.fromkeys(f"{d.name} ({d.code})" for d in reports))


def _inherent(report: Diagnostic, case: Case, own: Sequence[Resolution]) -> bool:
    """Whether a report only says that the term or sense is discouraged, as every example of it must be."""
    if report.term != case.term:
        return False
    of_term = any(r.term.status in _DISCOURAGED for r in own)
    of_sense = any(r.sense and r.sense.status in _DISCOURAGED for r in own)
    return (of_term and report.name in ("deprecated-term", "forbidden-term")) or (
        of_sense and report.name == "unexpected-sense"
    )


def _terms(resolution: Resolution, linter: Linter) -> Iterator[str]:
    return (linter.glossary.terms[index].term for index in resolution.mention.terms)


def _seen(resolution: Resolution, linter: Linter) -> Iterator[CueName]:
    """The cues behind the evidence of a resolution, each with its owners.

    A negated cue counts as evidence of the opposite group, which does not own it; so owners are looked up. Where a
    pattern names a group, the group's words that it matched took part too.
    """
    weighed = (piece for piece in resolution.evidence if piece.origin == "cue")
    for piece in (*weighed, *resolution.required, *resolution.excluded, *resolution.claims):
        if piece.group is None:
            yield CueName(piece.cue, sense=piece.sense)
        for group in linter.glossary.groups if piece.group else ():
            if piece.group in (group.name, group.negated) and any(cue.label == piece.cue for cue in group.cues):
                yield CueName(piece.cue, group=group.name)
        for name in groups(piece.cue):
            if named := linter.glossary.group(name):
                found = Words(named.cues, linter.glossary.language).within(piece.text)
                yield from (CueName(cue.label, group=name) for cue in named.cues if cue.text in found)
