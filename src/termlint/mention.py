"""Finds mentions: every occurrence of a form of a term in the linted prose of a document."""

from __future__ import annotations

from collections.abc import Sequence

from termlint.document import Document, ProseRun
from termlint.fold import Folded, folded
from termlint.glossary.compiled import Compiled
from termlint.matcher import longest
from termlint.resolution import Mention


def fold_runs(document: Document) -> tuple[Folded, ...]:
    """The text of every run, folded."""
    return tuple(folded(run.text) for run in document.runs)


def find_mentions(document: Document, texts: Sequence[Folded], compiled: Compiled) -> tuple[Mention, ...]:
    """The mentions in the order of the text. Where forms overlap the leftmost wins, and of those the longest."""
    found: list[Mention] = []
    for number, (run, text) in enumerate(zip(document.runs, texts, strict=True)):
        if run.linted:
            found.extend(_in_run(number, run, text, compiled))
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
