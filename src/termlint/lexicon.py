"""The words that speak for the senses of a term, by themselves: of definitions, cues and examples, or learned.

A lexicon is a table from features to weights. It decides where what the author wrote as patterns, groups and weighted
cues does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from termlint.contest import Contest
from termlint.features import NEAR, Words, bag, is_collocation, places
from termlint.fold import folded
from termlint.glossary.compiled import DEFAULT_WEIGHT, Compiled
from termlint.glossary.model import Cue, Sense, Term
from termlint.matcher import Matcher
from termlint.span import Span
from termlint.stems import Stemmer
from termlint.weights import Background, log_odds

if TYPE_CHECKING:
    from termlint.glossary.learned import Learned, LearnedTerm

CUE_COUNT = 2.0
"""How often a cue's words count, against once for those of a definition or an example."""


class WordWeight(Struct, frozen=True):
    """What a feature says of one sense: nats, where that is known from, and beside how many mentions it was seen."""

    sense: str
    nats: float
    origin: str
    support: int = 0


Lexicon = Mapping[str, tuple[WordWeight, ...]]
"""The weights of each feature."""


class Lexicons:
    """The lexicons of a glossary's terms, each made when it is first needed.

    With `blind_to`, an example with that text lends no words, so that an example can be judged by the others.
    """

    __slots__ = ("_blind_to", "_collocating", "_contests", "_learned", "_made", "_stems", "compiled", "stemmer")

    def __init__(self, compiled: Compiled, learned: Learned | None = None, *, blind_to: str | None = None) -> None:
        self.stemmer = Stemmer(compiled.glossary.language)
        self._blind_to = blind_to
        self.compiled = compiled
        self._learned = {term.term: term for term in learned.terms} if learned else {}
        self._made: dict[str, Lexicon] = {}
        self._collocating: set[str] = set()
        self._stems: dict[str, frozenset[str] | None] = {}
        self._contests: dict[tuple[int, ...], Contest] = {}

    def contest(self, terms: tuple[int, ...]) -> Contest:
        """The contest of the senses for mentions of these terms, given by their numbers."""
        known = self._contests.get(terms)
        if known is None:
            known = self._contests[terms] = Contest.of(self.compiled, terms, self.is_learned)
        return known

    def is_learned(self, term: Term) -> bool:
        """Whether the lexicon of a term was learned from texts."""
        return term.term in self._learned

    def has_collocations(self, term: Term) -> bool:
        """Whether the lexicon of a term, made before, weighs collocations."""
        return term.term in self._collocating

    def margin(self, term: Term) -> float | None:
        """The lead in nats that decides a mention of a term by words, where it was tuned for the term."""
        learned = self._learned.get(term.term)
        return learned.margin if learned else None

    def of(self, term: Term) -> Lexicon:
        """The lexicon of a term.

        It is empty for a term with fewer than two senses, and for one of which nothing was learned and whose author
        did not give plain words for every sense: words speak only where they can speak for each.
        """
        if term.term not in self._made:
            made = self._made[term.term] = self._make(term)
            if any(map(is_collocation, made)):
                self._collocating.add(term.term)
        return self._made[term.term]

    def may_speak(self, term: Term, words: Words, at: Span) -> bool:
        """Whether some feature of a mention may be in the lexicon of its term: a quick look, for which none is made."""
        if term.term not in self._stems:
            self._stems[term.term] = self._stems_of(term)
        stems = self._stems[term.term]
        return stems is None or words.may_have(stems, at)

    def _stems_of(self, term: Term) -> frozenset[str] | None:
        """All stems that may be features in a lexicon, and more; None where it has features of other kinds."""
        if learned := self._learned.get(term.term):
            features = frozenset(word.feature for sense in learned.senses for word in sense.words)
            return None if any(":" in feature for feature in features) else features
        texts = [sense.definition for sense in term.senses]
        texts += [cue.text for sense in term.senses for cue in sense.cues if cue.text]
        texts += [example.text for sense in term.senses for example in sense.examples]
        return frozenset(bag("\n".join(texts), self.stemmer)) - _own(term, self.stemmer)

    def _make(self, term: Term) -> Lexicon:
        if len(term.senses) < 2:
            return {}
        known = origins(term, self.stemmer)
        if learned := self._learned.get(term.term):
            return _of_learned(learned, known)
        if not all(any(is_seed(cue) for cue in sense.cues) for sense in term.senses):
            return {}
        odds = log_odds(seed_counts(term, self.stemmer, self.compiled.forms, self._blind_to), Background())
        weights = [
            (feature, WordWeight(sense, round(nats, 1), known.get((sense, feature), "example")))
            for sense, words in odds.items()
            for feature, nats in words.items()
            if round(nats, 1) > 0 and ":" not in feature
        ]
        return _by_feature(weights)


def is_seed(cue: Cue) -> bool:
    """Whether a cue is plain words, without weight or window, so that what it weighs can be computed or learned."""
    return cue.text is not None and cue.weight is None and cue.within is None


def seed_counts(
    term: Term, stemmer: Stemmer, forms: Matcher, blind_to: str | None = None
) -> dict[str, dict[str, float]]:
    """How often each feature stands in what the author gave for each sense: definition, cues and examples.

    An example with the text `blind_to` is left out.
    """
    own = _own(term, stemmer)
    counts: dict[str, dict[str, float]] = {}
    for sense in term.senses:
        seen: defaultdict[str, float] = defaultdict(float)
        for word in bag(sense.definition, stemmer):
            seen[word] += 1
        for cue in sense.cues:
            if cue.text and (cue.weight is None or cue.weight > 0):
                share = 1.0 if cue.weight is None else cue.weight / DEFAULT_WEIGHT
                for word in bag(cue.text, stemmer):
                    seen[word] += CUE_COUNT * share
        for example in (e for e in sense.examples if e.text != blind_to):
            for feature, value in example_features(example.text, stemmer, forms).items():
                seen[feature] += value
        counts[sense.id] = {feature: count for feature, count in seen.items() if feature not in own}
    return counts


def _own(term: Term, stemmer: Stemmer) -> frozenset[str]:
    """The stems of a term itself, which say nothing of its senses."""
    return frozenset(bag(" ".join((term.term, *term.forms, *term.synonyms)), stemmer))


def example_features(text: str, stemmer: Stemmer, forms: Matcher) -> dict[str, float]:
    """The features around the first mention of any term in a text, with their values.

    Function words close by are left out: which of them stand in the one sentence of an example is chance.
    """
    folding = folded(text)
    hit = next(iter(sorted(forms.hits(folding.text), key=lambda h: (h.start, -h.end))), None)
    at = folding.span(hit.start, hit.end) if hit else Span(0, 0)
    found = places(text, at, stemmer)
    return {name: value for name, (value, _, _) in found.items() if not name.startswith(NEAR)}


def origins(term: Term, stemmer: Stemmer) -> dict[tuple[str, str], str]:
    """Where the author gave a feature for a sense: {(sense, feature): cue, definition}."""
    found: dict[tuple[str, str], str] = {}
    for sense in term.senses:
        found.update(dict.fromkeys(((sense.id, word) for word in bag(sense.definition, stemmer)), "definition"))
        found.update(dict.fromkeys(((sense.id, word) for word in _cue_words(sense, stemmer)), "cue"))
    return found


def _cue_words(sense: Sense, stemmer: Stemmer) -> list[str]:
    return [word for cue in sense.cues if cue.text for word in bag(cue.text, stemmer)]


def _of_learned(learned: LearnedTerm, known: Mapping[tuple[str, str], str]) -> Lexicon:
    return _by_feature(
        [
            (
                word.feature,
                WordWeight(sense.id, word.tenths / 10, known.get((sense.id, word.feature), "learned"), word.support),
            )
            for sense in learned.senses
            for word in sense.words
        ]
    )


def _by_feature(weights: list[tuple[str, WordWeight]]) -> Lexicon:
    table: dict[str, list[WordWeight]] = {}
    for feature, weight in weights:
        table.setdefault(feature, []).append(weight)
    return {feature: tuple(found) for feature, found in table.items()}
