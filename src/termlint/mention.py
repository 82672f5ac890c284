"""Finds mentions: every occurrence of a form of a term in the linted prose of a document."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.document import Document
from termlint.glossary.compiled import Compiled
from termlint.matcher import Hit, longest
from termlint.passage import Passage, Passages
from termlint.resolution import Mention


def find_mentions(
    document: Document, passages: Passages, compiled: Compiled, runs: Iterable[int] | None = None
) -> tuple[Mention, ...]:
    """The mentions in the order of the text. Where forms overlap the leftmost wins, and of those the longest.

    With `runs`, numbers in order, only the mentions in those.
    """
    found: list[Mention] = []
    for number in range(len(document.runs)) if runs is None else runs:
        passage = passages[number]
        if passage.run.linted and (hits := compiled.forms.hits(passage.folded.text)):
            found += _in_passage(number, passage, compiled, hits)
    return tuple(found)


def _in_passage(number: int, passage: Passage, compiled: Compiled, hits: Iterable[Hit]) -> list[Mention]:
    folded, run = passage.folded, passage.run
    candidates = {}
    for hit in hits:
        form = folded.text[hit.start : hit.end]
        terms = hit.values
        if short := compiled.abbreviations.get(form):
            surface = folded.span(hit.start, hit.end).of(passage.text)
            terms = tuple(sorted({*terms, *(term for spelt, term in short if spelt == surface)}))
        if terms:
            candidates[hit] = terms, form
    mentions = []
    for hit in longest(candidates) if len(candidates) > 1 else candidates:
        terms, form = candidates[hit]
        at = folded.span(hit.start, hit.end)
        mentions.append(Mention(run.source_span(at), number, at, terms, form, run.is_verbatim(at)))
    return mentions
