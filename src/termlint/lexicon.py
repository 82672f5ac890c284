"""The words that speak for the senses of a term, by themselves: of definitions, cues and examples, or learned.

A lexicon is a table from features to weights. It decides where what the author wrote as patterns, groups and weighted
cues does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from msgspec import Struct

from termlint.contest import Contest
from termlint.features import Place, Words, is_collocation
from termlint.glossary.compiled import Compiled, CompiledTerm
from termlint.glossary.model import Term
from termlint.matcher import one_case
from termlint.span import Span
from termlint.stems import Stemmer

if TYPE_CHECKING:
    from termlint.glossary.learned import Learned, LearnedTerm


class WordWeight(Struct, frozen=True):
    """What a feature says of one sense: nats, where that is known from, and beside how many mentions it was seen."""

    sense: str
    nats: float
    origin: str
    support: int = 0


Lexicon = Mapping[str, tuple[WordWeight, ...]]
"""The weights of each feature."""


_FEW = 50
"""So many features can be looked for one by one in less time than words are told apart."""


class _Made(Struct, frozen=True):
    """The lexicon of a term, with what is known of its features: whether there are collocations among them; their
    `stems`, None where there are other kinds; and what every word of those begins with, None where nobody knows or
    there are many."""

    lexicon: Lexicon
    collocations: bool = False
    stems: AbstractSet[str] | None = None
    heads: tuple[str, ...] | None = None

    @classmethod
    def of(cls, lexicon: Lexicon, stemmer: Stemmer) -> _Made:
        """What there is to know of a lexicon."""
        if any(":" in feature for feature in lexicon):
            return cls(lexicon, any(map(is_collocation, lexicon)))
        stems = frozenset(filter(None, lexicon))
        heads = _heads(stems, stemmer)
        return cls(lexicon, stems=stems, heads=tuple(heads) if heads else None)


def _heads(stems: Collection[str], stemmer: Stemmer) -> Sequence[str] | None:
    """What every word with one of these stems begins with; None where nobody knows of one, or there are many."""
    heads = stemmer.heads(stems) if len(stems) <= _FEW else None
    return None if heads is None or "" in heads else heads


class Lexicons:
    """The lexicons of a glossary's terms, each made when it is first needed.

    With `blind_to`, an example with that text lends no words, so that an example can be judged by the others.
    """

    __slots__ = ("_blind_to", "_contests", "_learned", "_made", "_openings", "compiled", "stemmer")

    def __init__(self, compiled: Compiled, learned: Learned | None = None, *, blind_to: str | None = None) -> None:
        self.stemmer = Stemmer(compiled.glossary.language)
        self._blind_to = blind_to
        self.compiled = compiled
        self._learned = {term.term: term for term in learned.terms} if learned else {}
        self._made: dict[str, _Made] = {}
        self._openings: dict[str, str | None] = {}
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

    def margin(self, term: Term) -> float | None:
        """The lead in nats that decides a mention of a term by words, where it was tuned for the term."""
        learned = self._learned.get(term.term)
        return learned.margin if learned else None

    def of(self, term: CompiledTerm) -> Lexicon:
        """The lexicon of a term.

        It is empty for a term with fewer than two senses, and for one of which nothing was learned and whose author
        did not give plain words for every sense: words speak only where they can speak for each.
        """
        return self._of(term).lexicon

    def may_speak(self, term: CompiledTerm, words: Words, at: Span) -> bool:
        """Whether some feature of a mention may be in the lexicon of its term: a quick look, for which none is made."""
        name = term.term.term
        if name not in self._openings:
            self._openings[name] = self._openings_of(term)
        openings = self._openings[name]
        if openings is not None:
            return bool(openings) and words.may_begin(openings.split(), at)
        stems = self._of(term).stems
        return stems is None or words.may_have(stems, at)

    def places(self, term: CompiledTerm, words: Words, at: Span) -> Mapping[str, Place]:
        """The features of a mention of a term that its lexicon may weigh."""
        made = self._of(term)
        if made.stems is None:
            return words.places(at, collocations=made.collocations)
        return words.among(made.stems, at) if made.heads is None else words.among(made.stems, at, made.heads)

    def _openings_of(self, term: CompiledTerm) -> str | None:
        """What every word begins with that its lexicon weighs, in one case and one text; None where nobody knows. Of
        most terms nobody asks more, and a lexicon takes twenty times its room."""
        given = self._blind_to is None and term.term.term not in self._learned
        features = {word.feature for word in term.words} if given else self._of(term).lexicon.keys()
        if not features:
            return ""
        heads = None if any(":" in feature for feature in features) else _heads(features, self.stemmer)
        return one_case("\n".join(heads)) if heads else None

    def _of(self, term: CompiledTerm) -> _Made:
        name = term.term.term
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _Made.of(self._make(term), self.stemmer)
        return made

    def _make(self, term: CompiledTerm) -> Lexicon:
        ids = [sense.sense.id for sense in term.senses]
        if learned := self._learned.get(term.term.term):
            from termlint.glossary.seeds import origins

            return _of_learned(learned, origins(term.term, self.stemmer)) if len(ids) > 1 else {}
        words = term.words
        if self._blind_to is not None:
            from termlint.glossary.seeds import seed_words

            words = seed_words(term.term, self.stemmer, self.compiled.forms, self._blind_to)
        return _by_feature([(w.feature, WordWeight(ids[w.sense], w.tenths / 10, w.origin)) for w in words])


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
