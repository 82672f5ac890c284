"""The self-test of a glossary as its author reads it: what failed and why, what is thin, what is untried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from termlint._selftest_model import Coverage, Mutation, OwnedCue, Result, SelfTest, SenseSummary
from termlint.resolution import Evidence

_LONGEST_TEXT = 88
_LONGEST_LABEL = 40
_FEW = 5
_THIN = 1.5


def render(
    selftest: SelfTest, *, coverage: Coverage | None = None, mutation: Mutation | None = None, verbose: bool = False
) -> Iterator[str]:
    """Plain text, a line at a time without line ends: failures first, then the summary and what was asked for.

    `verbose` shows every sense, and every cue of a list instead of the first few.
    """
    for result in selftest.failures:
        yield from _failure(result)
    yield from _senses(selftest.senses, verbose)
    if coverage is not None:
        yield from _coverage(coverage, verbose)
    if mutation is not None:
        yield from _mutation(mutation, verbose)
    yield _total(selftest)


def _failure(result: Result) -> Iterator[str]:
    assert result.problem is not None
    place = result.problem.place
    yield f"{place}: {result.problem.message}" if place else result.problem.message
    yield f"    text      {shortened(result.case.text)}"
    yield f"    expected  {result.expected}"
    yield f"    came      {result.came}"
    for number, piece in enumerate(result.evidence):
        yield f"    {'because' if number == 0 else '':<9} {_evidence(piece)}"
    if result.problem.help:
        yield f"    help      {result.problem.help}"
    yield ""


def _evidence(piece: Evidence) -> str:
    source = piece.group or (piece.cue if piece.cue.casefold() != piece.text.casefold() else "")
    where = ", ".join(part for part in (source, str(piece.window), str(piece.polarity)) if part)
    what = f"“{shortened(piece.text)}” ({where})"
    return f"{piece.weight:+.2f} {piece.sense}: {what}" if piece.weight else f"{piece.sense} {piece.origin} {what}"


def _senses(senses: Iterable[SenseSummary], verbose: bool) -> Iterator[str]:
    thin = sorted((s for s in senses if s.margin is not None), key=lambda s: s.margin or 0.0)
    shown = thin if verbose else [s for s in thin if (s.margin or 0.0) < _THIN][:_FEW]
    if not shown:
        return
    yield "Smallest margins (nats), with the sense that comes second:"
    for sense in shown:
        texts = f"{_count(sense.examples, 'example')}, {_count(sense.misuses, 'misuse')}"
        yield f"  {sense.margin:5.2f}  {sense.sense} over {sense.runner_up} ({texts})"
        yield f"         {shortened(sense.thinnest or '')}"
    yield ""


def _coverage(coverage: Coverage, verbose: bool) -> Iterator[str]:
    tried = coverage.total - len(coverage.cues)
    yield f"Coverage: {tried} of {_count(coverage.total, 'cue')} take part in an example or misuse."
    if coverage.senses:
        yield f"  no example of: {', '.join(coverage.senses)}"
    for key in ("requires", "excludes", "forbids"):
        if senses := [sense for sense, demand in coverage.demands if demand == key]:
            yield f"  no misuse shows what `{key}` of these senses is for: {', '.join(senses)}"
    yield "  cues never seen:" if coverage.cues else "  every cue is seen"
    yield from _cues(coverage.cues, verbose)
    yield ""


def _mutation(mutation: Mutation, verbose: bool) -> Iterator[str]:
    needed = mutation.total - len(mutation.survivors)
    yield f"Mutation: {needed} of {_count(mutation.total, 'cue')} are needed, each by a case that fails without it."
    idle = [owned for owned in mutation.survivors if not owned.cases]
    spare = [owned for owned in mutation.survivors if owned.cases]
    if idle:
        yield f"  never seen, so never missed: {_count(len(idle), 'cue')} (coverage lists them)"
    if spare:
        yield "  seen, but no case would miss them:"
    yield from _cues(spare, verbose)
    yield ""


def _cues(cues: Iterable[OwnedCue], verbose: bool) -> Iterator[str]:
    for owner, of_owner in groupby(cues, key=lambda owned: owned.name.owner):
        labels = [shortened(owned.name.label, _LONGEST_LABEL) for owned in of_owner]
        shown = labels if verbose else labels[:_FEW]
        more = f" and {len(labels) - len(shown)} more" if len(labels) > len(shown) else ""
        yield f"    {owner}: {', '.join(shown)}{more}"


def _total(selftest: SelfTest) -> str:
    misuses = sum(result.case.rule is not None for result in selftest.cases)
    parts = (
        _count(len(selftest.senses), "sense"),
        _count(len(selftest.cases) - misuses, "example"),
        _count(misuses, "misuse"),
    )
    failed = len(selftest.failures)
    return f"{', '.join(parts)}: {f'{failed} failed' if failed else 'all as they must be'}."


def shortened(text: str, longest: int = _LONGEST_TEXT) -> str:
    """`text` on one line, cut where it is longer than `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
