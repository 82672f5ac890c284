"""Finds mentions: every occurrence of a form of a term in the linted prose of a document."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.document import Document
from termlint.glossary.compiled import Compiled
from termlint.matcher import Hit, longest
from termlint.passage import Passages, Stretch
from termlint.resolution import Mention


def find_mentions(
    document: Document, passages: Passages, compiled: Compiled, runs: Iterable[int] | None = None
) -> tuple[Mention, ...]:
    """The mentions in the order of the text. Where forms overlap the leftmost wins, and of those the longest.

    With `runs`, numbers in order, only the mentions in those.
    """
    numbers = range(len(document.runs)) if runs is None else runs
    found: list[Mention] = []
    for stretch in passages.stretches(numbers, linted=True):
        if hits := compiled.forms.hits(stretch.text):
            found += _in_stretch(stretch, passages, compiled, hits)
    return tuple(found)


def _in_stretch(stretch: Stretch, passages: Passages, compiled: Compiled, hits: Iterable[Hit]) -> Iterable[Mention]:
    candidates = {}
    for hit in hits:
        terms, place = hit.values, stretch.place(hit.start, hit.end)
        if place is None:
            continue
        form = stretch.text[hit.start : hit.end]
        if short := compiled.abbreviations.get(form):
            surface = place[1].of(passages[place[0]].text)
            terms = tuple(sorted({*terms, *(term for spelt, term in short if spelt == surface)}))
        if terms:
            candidates[hit] = place, terms, form
    for hit in longest(candidates):
        (number, at), terms, form = candidates[hit]
        run = passages[number].run
        yield Mention(run.source_span(at), number, at, terms, form, run.is_verbatim(at))
