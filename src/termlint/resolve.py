"""Decides which sense of its term each mention has, and collects what the sense requires.

The score of a sense is the sum of its pieces of evidence in nats, each rounded to a hundredth, so that an explanation
adds up exactly. Further evidence of the same group counts for less, because its cues come together. The leader must
lead by a margin; otherwise the outcome is *ambiguous*.

Nothing is found out of a mention before somebody asks: most rules ask little of most mentions, and the words of the
evidence are read off the text only for what is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from termlint.arithmetic import CERTAIN, FromWord, Reading, outcome_of
from termlint.contest import DEMANDS, Contest, without_place
from termlint.evidence import Sights
from termlint.features import Words
from termlint.glossary.compiled import Compiled, CompiledTerm, Demand
from termlint.glossary.model import Window
from termlint.grounds import meeting, met, shown
from termlint.kept import Kept
from termlint.lexicon import Lexicons
from termlint.resolution import RESOLUTION_PARTS, Evidence, Framing, Mention, Outcome, Resolution, fill
from termlint.tally import Tally, add


class Margins(Struct, frozen=True):
    """The lead in nats that a decision needs: by what the author wrote, and by words alone, which say less."""

    written: float
    words: float


MARGINS: Mapping[str, Margins] = MappingProxyType(
    {"lenient": Margins(0.5, 0.5), "default": Margins(1.0, 1.5), "strict": Margins(2.0, 3.0)}
)
"""The leads that decisions need, by the name of the setting."""
_AMBIGUOUS = Outcome.AMBIGUOUS
_PARTS = frozenset(RESOLUTION_PARTS)
_INTRODUCED, _EXPECTED, _NEIGHBOURS = 6.0, 2.0, 0.75
_KEPT = 10_000
"""How many readings are kept at most: of mentions that are near each other most is asked at the same time."""


def resolve(
    mentions: Sequence[Mention],
    sights: Sights,
    lexicons: Lexicons,
    *,
    margins: Margins = MARGINS["default"],
    expect: tuple[str, ...] = (),
) -> tuple[Resolution, ...]:
    """The resolutions of the mentions, in their order. `expect` names senses that the configuration expects here."""
    resolver = _Resolver(mentions, sights, lexicons, margins, expect)
    contest = lexicons.contest
    return tuple([_Pending(m, resolver, number, contest(m.terms)) for number, m in enumerate(mentions)])


class _Pending(Resolution):
    """A resolution whose parts are found out when they are first asked for: where a slot is empty."""

    __slots__ = ("_contest", "_number", "_resolver")

    _contest: Contest
    _number: int
    _resolver: _Resolver

    def __init__(self, mention: Mention, resolver: _Resolver, number: int, contest: Contest) -> None:
        fill(self, "mention", mention)
        fill(self, "_number", number)
        fill(self, "_resolver", resolver)
        fill(self, "_contest", contest)
        for part, value in contest.known.items():
            fill(self, part, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _PARTS:
            raise AttributeError(name)
        told = self._resolver.tell(self._number, self._contest, name)
        for part, value in told.items():
            fill(self, part, value)
        return told[name]

    @property
    def quoted(self) -> bool:
        """Whether the text quotes the mention; most texts show at a glance that they do not."""
        return self._resolver.sights.may_quote(self.mention) and self.framing is Framing.QUOTED


class _Resolver:
    """Finds out about the mentions of one document."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        sights: Sights,
        lexicons: Lexicons,
        margins: Margins,
        expect: tuple[str, ...],
    ) -> None:
        self.mentions = mentions
        self.sights = sights
        self.tally = Tally(mentions, sights)
        self.compiled = lexicons.compiled
        self.lexicons = lexicons
        self.margins = margins
        self.expect = expect
        self._first: dict[int, Reading] = {}
        self._final: dict[int, Reading] = {}
        passages, stemmer = sights.passages, lexicons.stemmer
        self._told_apart = Kept[int, Words](lambda run: Words(passages[run].text, stemmer))
        self._introduced: Mapping[str, int] | None = None
        self._alike: dict[tuple[int, int], list[int]] | None = None
        self._beside: dict[tuple[int, int], Counter[str]] = {}

    def tell(self, number: int, contest: Contest, part: str) -> Mapping[str, Any]:
        """A part of a resolution with those that are found out together with it, by their names."""
        if part == "framing":
            return {part: self.sights.framing(self.mentions[number])}
        if part in DEMANDS:
            return self._met(number, contest, part)
        reading = self._read(number, contest)
        if part == "candidates":
            return {part: tuple([contest.senses[ident][1].sense for ident, _ in reading.scores])}
        if part == "evidence":
            given, words = reading.given, reading.words
            pieces = self.tally.pieces(number, contest, given, words, near_by=reading.near_by)
            return {part: shown(self.sights, self.compiled, self.mentions[number], pieces)}
        return {part: reading.scores} if part == "scores" else self._decided(contest, reading)

    def _decided(self, contest: Contest, reading: Reading) -> Mapping[str, Any]:
        """What nearly all mentions are asked for; few are asked for their scores, which take more memory."""
        scores = reading.scores
        term, leader = contest.senses[scores[0][0]] if scores else (contest.terms[0], None)
        return {
            "term": term.term,
            "sense": leader.sense if leader and reading.outcome is not _AMBIGUOUS else None,
            "outcome": reading.outcome,
        }

    def _met(self, number: int, contest: Contest, part: str) -> Mapping[str, Any]:
        """What is in sight of the groups that a demand of the leading sense names, and nothing for what it has none."""
        scores = self._read(number, contest).scores if len(contest.senses) > 1 else contest.level
        leader = contest.senses[scores[0][0]][1]
        sight, met_by = self.tally.sight(number, contest), dict[str, Any]()
        for other, kind in contest.demands:
            demand: Demand | None = getattr(leader, kind)
            meets = meeting(demand, sight) if demand else ()
            if other == part or not meets:
                met_by[other] = met(self.sights, self.compiled, leader.sense.id, kind, meets) if meets else ()
        return met_by

    # Reading the evidence

    def _read(self, number: int, contest: Contest) -> Reading:
        """What the evidence says, other mentions of the section counted in where nothing else decides."""
        found = self._final.get(number)
        if found is None:
            found = self._read_alone(number, contest)
            if found.outcome is _AMBIGUOUS and (near := self._neighbours(number, contest, found)):
                found = self._read_with(number, contest, near)
            if len(self._final) >= _KEPT:
                self._final.clear()
            self._final[number] = found
        return found

    def _read_alone(self, number: int, contest: Contest) -> Reading:
        found = self._first.get(number)
        if found is None:
            if len(self._first) >= _KEPT:
                self._first.clear()
            found = self._first[number] = self._read_with(number, contest, ())
        return found

    def _read_with(self, number: int, contest: Contest, near: tuple[Evidence, ...]) -> Reading:
        mention, tally = self.mentions[number], self.tally
        given = (*self._given(mention, contest), *near)
        sums, beside = tally.sums(number, contest, given)
        scores = tally.scores(number, contest, sums, given)
        outcome = outcome_of(scores, self.margins.written)
        if outcome is not _AMBIGUOUS:
            return Reading(scores, outcome, given)
        if beside:
            # Where a page is of two minds, what is said beside the mention decides, if that alone makes sure.
            near_by = tally.scores(number, contest, beside, given, near_by=True)
            if outcome_of(near_by, CERTAIN) is Outcome.CERTAIN:
                return Reading(near_by, Outcome.LIKELY, given, near_by=True)
        words: Sequence[FromWord] = ()
        if len(contest.terms) == 1:
            term = contest.terms[0]
            if words := self._words(mention, term):
                add(sums, words)
                scores = tally.scores(number, contest, sums, given, words)
            outcome = outcome_of(scores, self._lead(term))
            if outcome is Outcome.CERTAIN and not self.lexicons.is_learned(term.term):
                outcome = Outcome.LIKELY  # an author's few words cannot make sure
        return Reading(scores, outcome, given, words)

    def _lead(self, term: CompiledTerm) -> float:
        """The lead that decides by words; one tuned for the term changes with the setting in proportion."""
        tuned = self.lexicons.margin(term.term)
        return self.margins.words if tuned is None else tuned * self.margins.words / MARGINS["default"].words

    def _given(self, mention: Mention, contest: Contest) -> Sequence[Evidence]:
        """Evidence that does not stand around the mention: an abbreviation introduced elsewhere, the configuration."""
        if not self.expect and len(mention.terms) == 1:
            return ()
        if self._introduced is None:
            self._introduced = _introduced(self.mentions, self.sights, self.compiled)
        given: list[Evidence] = []
        for index, term in zip(mention.terms, contest.terms, strict=True):
            introduced = len(mention.terms) > 1 and self._introduced.get(mention.form) == index
            for sense in term.term.senses:
                if introduced:
                    text = f"introduced as {term.term.term}"
                    given.append(without_place(text, sense.id, _INTRODUCED, "introduced"))
                if sense.id in self.expect:
                    given.append(without_place("expected here", sense.id, _EXPECTED, "expected", Window.PATH))
        return given

    def _words(self, mention: Mention, term: CompiledTerm) -> Sequence[FromWord]:
        """What the words around a mention say by themselves, by their weights in the lexicon of its term."""
        if len(term.senses) < 2:
            return ()
        words = self._told_apart[mention.run]
        if not self.lexicons.may_speak(term, words, mention.at):
            return ()
        lexicon = self.lexicons.of(term)
        found = self.lexicons.places(term, words, mention.at)
        return [
            FromWord(weight.sense, nats, name, start, end, weight)
            for name, (value, start, end) in found.items()
            for weight in lexicon.get(name, ())
            if (nats := round(value * weight.nats, 2))
        ]

    def _neighbours(self, number: int, contest: Contest, found: Reading) -> tuple[Evidence, ...]:
        """One sense per section, as a weak tie-breaker (Gale, Church and Yarowsky 1992: one sense per discourse)."""
        position = contest.terms.index(contest.senses[found.scores[0][0]][0]) if len(contest.terms) > 1 else 0
        term = self.mentions[number].terms[position]
        if len(self._mentions_of(term, self._section(number))) == 1:
            return ()
        senses = self._senses_beside(number, term)
        if not senses:
            return ()
        leaders = sorted(senses.items(), key=itemgetter(1), reverse=True)  # a counter would import heapq
        if len(leaders) > 1 and leaders[0][1] == leaders[1][1]:
            return ()
        sense, count = leaders[0]
        text = f"{count} other mention{'s' if count > 1 else ''} in this section"
        return (without_place(text, sense, _NEIGHBOURS, "section", Window.SECTION),)

    def _senses_beside(self, number: int, term: int) -> Counter[str]:
        """How often each sense of a term is surely meant in the section of a mention that is itself not sure."""
        section = self._section(number)
        if (section, term) not in self._beside:
            senses: Counter[str] = Counter()
            for index in self._mentions_of(term, section):
                contest = self.lexicons.contest(self.mentions[index].terms)
                found = self._read_alone(index, contest)
                if len(found.scores) > 1 and found.outcome is not _AMBIGUOUS:
                    leader = found.scores[0][0]
                    if contest.senses[leader][0] is self.compiled.terms[term]:
                        senses[leader] += 1
            self._beside[section, term] = senses
        return self._beside[section, term]

    def _mentions_of(self, term: int, section: int) -> Sequence[int]:
        """The numbers of the mentions in a section that may be of a term."""
        if self._alike is None:
            self._alike = defaultdict(list)
            for index, mention in enumerate(self.mentions):
                for one in mention.terms:
                    self._alike[self._section(index), one].append(index)
        return self._alike[section, term]

    def _section(self, number: int) -> int:
        return self.sights.document.section(self.mentions[number].run)


def _introduced(mentions: Sequence[Mention], sights: Sights, compiled: Compiled) -> Mapping[str, int]:
    """The terms of abbreviations that the document introduces: "physical therapy (PT)" or "PT (physical therapy)"."""
    found: dict[str, int] = {}
    for first, second in pairwise(mentions):
        between = slice(first.at.end, second.at.start)
        if first.run != second.run or sights.passages[first.run].text[between].strip() != "(":
            continue
        for short, long in ((second, first), (first, second)):
            common = [index for index in short.terms if index in long.terms]
            if short.form in compiled.abbreviations and common:
                found.setdefault(short.form, common[0])
    return found
