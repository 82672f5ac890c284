"""Finds mentions: every occurrence of a form of a term in the linted prose of a document."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.document import Document, ProseRun
from termlint.fold import Folded, folded
from termlint.glossary.compiled import Compiled
from termlint.matcher import longest
from termlint.resolution import Mention


class FoldedRuns:
    """The text of every run of a document, folded when it is first asked for."""

    __slots__ = ("_runs", "_texts")

    def __init__(self, document: Document) -> None:
        self._runs = document.runs
        self._texts: dict[int, Folded] = {}

    def __getitem__(self, number: int) -> Folded:
        if number not in self._texts:
            self._texts[number] = folded(self._runs[number].text)
        return self._texts[number]


def find_mentions(
    document: Document, texts: FoldedRuns, compiled: Compiled, runs: Iterable[int] | None = None
) -> tuple[Mention, ...]:
    """The mentions in the order of the text. Where forms overlap the leftmost wins, and of those the longest.

    With `runs`, numbers in order, only the mentions in those.
    """
    found: list[Mention] = []
    for number in range(len(document.runs)) if runs is None else runs:
        run = document.runs[number]
        if run.linted:
            found.extend(_in_run(number, run, texts[number], compiled))
    return tuple(found)


def _in_run(number: int, run: ProseRun, text: Folded, compiled: Compiled) -> list[Mention]:
    candidates = []
    for hit in compiled.forms.hits(text.text):
        at = text.span(hit.start, hit.end)
        form = text.text[hit.start : hit.end]
        spelt = (term for short, term in compiled.abbreviations.get(form, ()) if short == at.of(run.text))
        terms = tuple(sorted({*hit.values, *spelt}))
        if terms:
            candidates.append((hit, at, form, terms))
    kept = {id(hit) for hit in longest(hit for hit, *_ in candidates)}
    return [
        Mention(run.source_span(at), number, at, terms, form, run.is_verbatim(at))
        for hit, at, form, terms in sorted(candidates, key=lambda c: c[0].start)
        if id(hit) in kept
    ]
