"""Decides which sense of its term each mention has, and collects what the sense requires.

The score of a sense is the sum of its pieces of evidence in nats, each rounded to a hundredth, so that an explanation
adds up exactly. Further evidence of the same group counts for less, because its cues come together. The leader must
lead by a margin; otherwise the outcome is *ambiguous*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from termlint.document import Document
from termlint.evidence import Sights
from termlint.features import places
from termlint.glossary.compiled import QUESTIONED_SHARE, Compiled, CompiledTerm, Demand
from termlint.glossary.model import Window
from termlint.lexicon import Lexicons
from termlint.occurrence import Seen
from termlint.resolution import Evidence, Mention, Outcome, Polarity, Resolution
from termlint.span import Span


class Margins(Struct, frozen=True):
    """The lead in nats that a decision needs: by what the author wrote, and by words alone, which say less."""

    written: float
    words: float


MARGINS: Mapping[str, Margins] = MappingProxyType(
    {"lenient": Margins(0.5, 0.5), "default": Margins(1.0, 1.5), "strict": Margins(2.0, 3.0)}
)
"""The leads that decisions need, by the name of the setting."""
CERTAIN = 3.0
"""The lead in nats from which a decision is certain."""
_INTRODUCED = 6.0
_EXPECTED = 2.0
_NEIGHBOURS = 0.75
_NEAR_TO_FAR = (Window.PHRASE, Window.SENTENCE, Window.BLOCK, Window.SECTION, Window.DOCUMENT)


def resolve(
    mentions: Sequence[Mention],
    sights: Sights,
    lexicons: Lexicons,
    *,
    margins: Margins = MARGINS["default"],
    expect: tuple[str, ...] = (),
) -> tuple[Resolution, ...]:
    """The resolutions of the mentions, in their order. `expect` names senses that the configuration expects here."""
    compiled = lexicons.compiled
    resolver = _Resolver(sights, lexicons, margins)
    introduced = _introduced(mentions, sights.document, compiled)
    given = [tuple(_given(mention, compiled, expect, introduced)) for mention in mentions]
    first = [resolver.resolve(mention, extra) for mention, extra in zip(mentions, given, strict=True)]
    nearby = _senses_by_section(first, sights.document)
    return tuple(
        resolver.resolve(r.mention, (*extra, *near)) if (near := _neighbours(r, nearby, sights.document)) else r
        for r, extra in zip(first, given, strict=True)
    )


class _Resolver:
    """What stays the same for all mentions of a document."""

    def __init__(self, sights: Sights, lexicons: Lexicons, margins: Margins) -> None:
        self.sights = sights
        self.compiled = lexicons.compiled
        self.lexicons = lexicons
        self.margins = margins

    def resolve(self, mention: Mention, extra: tuple[Evidence, ...]) -> Resolution:
        terms = [self.compiled.terms[index] for index in mention.terms]
        senses = {s.sense.id: (t, s) for t in terms for s in t.senses}
        seen = self._seen(mention, terms)
        evidence = (*extra, *(e for term in terms for e in self._weigh(term, seen)))
        scores = _scores(senses, evidence)
        outcome = _outcome(scores, self.margins.written)
        if outcome is Outcome.AMBIGUOUS and (near := _beside(evidence, senses)):
            evidence, scores, outcome = near, _scores(senses, near), Outcome.LIKELY
        if outcome is Outcome.AMBIGUOUS and len(terms) == 1:
            evidence = (*evidence, *self._words(mention, terms[0]))
            scores = _scores(senses, evidence)
            outcome = _outcome(scores, self._lead(terms[0]))
            if outcome is Outcome.CERTAIN and not self.lexicons.is_learned(terms[0].term):
                outcome = Outcome.LIKELY  # an author's few words cannot make sure
        term, leader = senses[scores[0][0]] if scores else (terms[0], None)
        return Resolution(
            mention=mention,
            term=term.term,
            sense=leader.sense if leader and outcome is not Outcome.AMBIGUOUS else None,
            outcome=outcome,
            scores=scores,
            evidence=tuple(sorted(evidence, key=lambda e: (-abs(e.weight), e.sense, e.span or Span(0, 0), e.cue))),
            framing=self.sights.framing(mention),
            candidates=tuple(senses[ident][1].sense for ident, _ in scores),
            required=self._met(leader.sense.id, leader.requires, seen, "requires") if leader else (),
            excluded=self._met(leader.sense.id, leader.excludes, seen, "excludes") if leader else (),
            claims=self._met(leader.sense.id, leader.forbids, seen, "forbids") if leader else (),
        )

    def _lead(self, term: CompiledTerm) -> float:
        """The lead that decides by words; one tuned for the term changes with the setting in proportion."""
        tuned = self.lexicons.margin(term.term)
        return self.margins.words if tuned is None else tuned * self.margins.words / MARGINS["default"].words

    def _seen(self, mention: Mention, terms: Sequence[CompiledTerm]) -> list[Seen]:
        if not self.compiled.needs_evidence(mention.terms):
            return []
        cues = frozenset[int]().union(*(term.cues for term in terms))
        return self.sights.around(mention, cues, sorted({n for term in terms for n in term.relative}))

    def _words(self, mention: Mention, term: CompiledTerm) -> Iterator[Evidence]:
        """What the words around a mention say by themselves, by their weights in the lexicon of its term."""
        lexicon = self.lexicons.of(term.term)
        if not lexicon:
            return
        run = self.sights.document.runs[mention.run]
        collocations = self.lexicons.has_collocations(term.term)
        found = places(run.text, mention.at, self.lexicons.stemmer, collocations=collocations)
        for name, (value, start, end) in found.items():
            for weight in lexicon.get(name, ()):
                if nats := round(value * weight.nats, 2):
                    text, place = run.text[start:end], run.source_span(Span(start, end))
                    yield Evidence(
                        text,
                        name,
                        weight.sense,
                        nats,
                        Polarity.AFFIRMED,
                        Window.BLOCK,
                        place,
                        origin=weight.origin,
                        support=weight.support,
                    )

    def _weigh(self, term: CompiledTerm, seen: Iterable[Seen]) -> Iterator[Evidence]:
        """The evidence for and against each sense of a term, further pieces of one group counting for less."""
        for sense in term.senses:
            if sense.sense.prior:
                yield _without_place("prior", sense.sense.id, sense.sense.prior, "prior")
        by_group: dict[tuple[int, str | None], list[tuple[float, Seen]]] = defaultdict(list)
        learned = self.lexicons.is_learned(term.term)
        for one in seen:
            table = term.negated if one.polarity is Polarity.NEGATED else term.affirmed
            share = QUESTIONED_SHARE if one.polarity is Polarity.QUESTIONED else 1.0
            for weight in table.get(one.found.cue, ()):
                if (one.window, weight.within) in _REACHING and not (learned and weight.seed):
                    by_group[weight.sense, weight.group].append((weight.nats * share * one.share, one))
        for (index, group), pieces in by_group.items():
            for rank, (nats, one) in enumerate(_distinct(pieces)):
                share = round(nats / (1 + rank / 2), 2)
                if share:
                    yield self._evidence(one, term.senses[index].sense.id, share, group, one.polarity)

    def _met(self, sense: str, demand: Demand | None, seen: Iterable[Seen], origin: str) -> tuple[Evidence, ...]:
        """What is in sight of the groups that a demand names."""
        if demand is None:
            return ()
        met: list[Evidence] = []
        for one in seen:
            if one.found.polarity is Polarity.QUESTIONED or (one.window, demand.within) not in _REACHING:
                continue
            table = demand.affirmed if one.found.polarity is Polarity.AFFIRMED else demand.negated
            for name in table.get(one.found.cue, ()):
                evidence = self._evidence(one, sense, 0.0, name, one.found.polarity)
                met.append(replace(evidence, origin=origin))
        return tuple(met)

    def _evidence(self, seen: Seen, sense: str, weight: float, group: str | None, polarity: Polarity) -> Evidence:
        found = seen.found
        label = self.compiled.cue_list[found.cue].label
        place = self.sights.source_span(found)
        return Evidence(self.sights.text(found), label, sense, weight, polarity, seen.window, place, group)


def _outcome(scores: Sequence[tuple[str, float]], margin: float) -> Outcome:
    lead = round(scores[0][1] - scores[1][1], 2) if len(scores) > 1 else CERTAIN
    if lead < margin:
        return Outcome.AMBIGUOUS
    return Outcome.CERTAIN if lead >= CERTAIN else Outcome.LIKELY


def _reaches(window: Window, within: Window | None) -> bool:
    """Whether evidence in `window` counts for a cue that is limited to `within`."""
    if within is None or window is within:
        return True
    if window in (Window.METADATA, Window.PATH):
        return within in (Window.SECTION, Window.DOCUMENT)
    return within in _NEAR_TO_FAR and _NEAR_TO_FAR.index(window) <= _NEAR_TO_FAR.index(within)


_REACHING = frozenset((window, within) for window in Window for within in (None, *Window) if _reaches(window, within))
"""All pairs of a window and a limit that it is within."""


def _distinct(pieces: Iterable[tuple[float, Seen]]) -> Iterator[tuple[float, Seen]]:
    """The pieces, heaviest first, without those that lie within a heavier or longer one."""
    kept: list[Seen] = []
    order = sorted(pieces, key=lambda p: (-abs(p[0]), -len(p[1].found.at), p[1].found.run, p[1].found.at))
    for nats, one in order:
        same = (k for k in kept if k.found.run == one.found.run)
        if not any(k.found.at.contains(one.found.at) or one.found.at.contains(k.found.at) for k in same):
            kept.append(one)
            yield nats, one


def _scores(senses: Mapping[str, object], evidence: Iterable[Evidence]) -> tuple[tuple[str, float], ...]:
    """The sum of the evidence of each sense, the highest first; the order of the glossary breaks ties."""
    sums = dict.fromkeys(senses, 0.0)
    for piece in evidence:
        sums[piece.sense] += piece.weight
    return tuple(sorted(((ident, round(total, 2)) for ident, total in sums.items()), key=lambda s: -s[1]))


def _beside(evidence: Iterable[Evidence], senses: Mapping[str, object]) -> tuple[Evidence, ...]:
    """The evidence without what stands beyond the mention's block, if that alone makes sure; else nothing.

    Where a page is of two minds, what is said beside the mention decides.
    """
    beside = (Window.PHRASE, Window.SENTENCE, Window.BLOCK)
    near = tuple(e for e in evidence if e.origin != "cue" or e.window in beside)
    return near if _outcome(_scores(senses, near), CERTAIN) is Outcome.CERTAIN else ()


def _given(
    mention: Mention, compiled: Compiled, expect: tuple[str, ...], introduced: Mapping[str, int]
) -> Iterator[Evidence]:
    """Evidence that does not stand around the mention: an abbreviation introduced elsewhere, the configuration."""
    for index in mention.terms:
        term = compiled.terms[index].term
        for sense in term.senses:
            if len(mention.terms) > 1 and introduced.get(mention.form) == index:
                yield _without_place(f"introduced as {term.term}", sense.id, _INTRODUCED, "introduced", Window.DOCUMENT)
            if sense.id in expect:
                yield _without_place("expected here", sense.id, _EXPECTED, "expected", Window.PATH)


def _introduced(mentions: Sequence[Mention], document: Document, compiled: Compiled) -> Mapping[str, int]:
    """The terms of abbreviations that the document introduces: "physical therapy (PT)" or "PT (physical therapy)"."""
    found: dict[str, int] = {}
    for first, second in pairwise(mentions):
        if first.run != second.run or document.runs[first.run].text[first.at.end : second.at.start].strip() != "(":
            continue
        for short, long in ((second, first), (first, second)):
            common = [index for index in short.terms if index in long.terms]
            if short.form in compiled.abbreviations and common:
                found.setdefault(short.form, common[0])
    return found


def _senses_by_section(resolutions: Iterable[Resolution], document: Document) -> Mapping[tuple[int, str], Counter[str]]:
    nearby: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for r in resolutions:
        if r.sense and len(r.scores) > 1:
            nearby[document.runs[r.mention.run].section, r.term.term][r.sense.id] += 1
    return nearby


def _neighbours(
    resolution: Resolution, nearby: Mapping[tuple[int, str], Counter[str]], document: Document
) -> tuple[Evidence, ...]:
    """One sense per section, as a weak tie-breaker (Gale, Church and Yarowsky 1992: one sense per discourse)."""
    if resolution.outcome is not Outcome.AMBIGUOUS:
        return ()
    key = (document.runs[resolution.mention.run].section, resolution.term.term)
    leaders = nearby.get(key, Counter()).most_common(2)
    if not leaders or (len(leaders) > 1 and leaders[0][1] == leaders[1][1]):
        return ()
    sense, count = leaders[0]
    text = f"{count} other mention{'s' if count > 1 else ''} in this section"
    return (_without_place(text, sense, _NEIGHBOURS, "section", Window.SECTION),)


def _without_place(text: str, sense: str, weight: float, origin: str, window: Window = Window.DOCUMENT) -> Evidence:
    return Evidence(text, origin, sense, weight, Polarity.AFFIRMED, window, None, None, origin)
