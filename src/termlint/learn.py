"""Learns the words that speak for each sense from mentions that nobody has labelled.

Expectation-maximisation from seeds: the words of definitions, cues and examples decide the mentions that they reach;
what stands around the confident ones is counted and weighed, and decides more, a few rounds long (Nigam et al. 2000,
Machine Learning 39:103; Yarowsky 1995, ACL). From seeds that reach few mentions this does harm, so it is refused then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from msgspec import Struct

from termlint.expectation import Pool, probability
from termlint.glossary.learned import LearnedSense, LearnedTerm, LearnedWord
from termlint.glossary.model import Term
from termlint.svm import SEED_ROWS, LabelledRow, by_descent, correct
from termlint.weights import Background

Table = Mapping[str, Mapping[str, float]]
"""Weights or counts: {sense: {feature: number}}."""


STARVED = 3
"""Below how many confident mentions what is learned of a sense cannot be trusted."""
TELLING = 2
"""How many words there must be around a mention for its label to teach anything."""
SURE = 0.9
"""How probable a sense must be for a mention to be called confident."""


class Recipe(Struct, frozen=True):
    """How learning goes; the values were chosen on training folds of labelled data.

    A round of EM for each of `floors`: only mentions whose best sense is that probable count, so that what is learned
    of sure ones decides the others. Each counts for `share`, or for so much more that all together count as `few` would
    in full; one with a label for `label` times as much. A label counts for little more than a mention without: those
    that are asked about are odd, and what stands around them tells more of themselves than of their sense.

    What the mentions of the last round teach a support vector machine with a small `penalty` is added, its unit being
    worth `correction` nats. The sum is taken times `scale`, so that a lead of 1.5 is right as often as before.

    `gate` is the share of mentions that the seeds must decide by at least one nat, `least` how many mentions there must
    be. `keep` is how many words a sense keeps.
    """

    floors: tuple[float, ...] = (0.9, 0.9, 0.9, 0.8, 0.8)
    share: float = 0.2
    label: float = 1.5
    few: int = 50
    penalty: float = 0.03
    correction: float = 0.5
    scale: float = 0.8
    gate: float = 0.3
    least: int = 10
    keep: int = 2000


@dataclass(frozen=True, slots=True)
class Observation:
    """A mention to learn from: the text around it, where it stands in that text, its features, and its label if any."""

    filename: str
    text: str
    start: int
    end: int
    features: Mapping[str, float] = field(compare=False)
    label: str | None = None


class Proposal(Struct, frozen=True):
    """A word that could be a cue: it was learned for a sense, beside `support` mentions, for example these."""

    sense: str
    feature: str
    nats: float
    support: int
    samples: tuple[Observation, ...]


class Lesson(Struct, frozen=True):
    """What learning a term gave. `learned` is None where it was refused.

    `coverage` is the share of mentions that the seeds decide, `unreached` the frequent words around those that they do
    not; `asked` are the mentions whose labels would help most, the most doubtful first, also where it was refused.
    """

    term: str
    mentions: int
    coverage: float
    learned: LearnedTerm | None
    unreached: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    asked: tuple[Observation, ...] = ()


def learn(
    term: Term, seeds: Table, observations: Sequence[Observation], background: Background, recipe: Recipe | None = None
) -> Lesson:
    """What the observations of a term with two or more senses teach. `seeds` are the counts of what its author gave."""
    recipe = recipe or Recipe()
    senses = list(seeds)
    numbers = {sense: number for number, sense in enumerate(senses)}
    labels = [None if seen.label is None else numbers[seen.label] for seen in observations]
    share = max(recipe.share, min(1.0, recipe.few / max(labels.count(None), 1)))
    pool = Pool(seeds, [seen.features for seen in observations], background)
    base = pool.counts(labels, recipe.label * share)
    first = _judged(senses, observations, pool.scores(pool.weights(base)))
    free = [one for one in first if one.seen.label is None]
    reached = sum(one.lead >= 1 for one in free)
    coverage = reached / len(free) if free else 1.0
    unreached = _frequent(one.seen for one in free if one.lead < 1)
    if coverage < recipe.gate or len(observations) < recipe.least:
        return Lesson(term.term, len(observations), coverage, None, unreached, asked=_asked(free))
    rows = pool.expect(base, labels, recipe.floors, share)
    last = _judged(senses, observations, pool.scores(rows))
    table = {sense: dict(zip(pool.names, row, strict=True)) for sense, row in zip(senses, rows, strict=True)}
    weights = _corrected(table, seeds, last, recipe)
    confident = _confident(senses, last)
    supports = _supports(confident)
    learned = _compiled(term, weights, supports, confident, observations, coverage, recipe)
    return Lesson(
        term.term,
        len(observations),
        coverage,
        learned,
        unreached,
        warnings=(*_suspects(term, seeds, weights, confident, supports), *_overruled(first, last)),
        proposals=_proposals(seeds, learned, confident),
        asked=_asked([one for one in last if one.seen.label is None]),
    )


def scores(weights: Table, features: Mapping[str, float]) -> dict[str, float]:
    """The score of each sense: the sum of value times weight."""
    return {
        sense: sum(value * words[name] for name, value in features.items() if name in words)
        for sense, words in weights.items()
    }


def margin(weights: Table, features: Mapping[str, float]) -> float:
    """The lead of the best sense over the next, in nats."""
    best, second, *_ = sorted(scores(weights, features).values(), reverse=True)
    return best - second


def _corrected(weights: Table, seeds: Table, judged: Iterable[_Judged], recipe: Recipe) -> Table:
    """The weights, corrected by what parts the labelled mentions and those that the weights themselves decide."""
    decided = [(one.seen.label or one.sense, one) for one in judged]
    rows = [
        LabelledRow(sense, one.seen.features)
        for sense, one in decided
        if one.seen.label is not None or one.sureness >= recipe.floors[-1]
    ]
    if len({row.sense for row in rows}) < len(weights):
        return weights  # of a sense without mentions a machine would learn what it is not
    rows += [LabelledRow(sense, words, SEED_ROWS) for sense, words in seeds.items() if words]
    table = correct(weights, rows, by_descent, share=recipe.correction, penalty=recipe.penalty)
    return {sense: {name: recipe.scale * nats for name, nats in words.items()} for sense, words in table.items()}


class _Judged(Struct, frozen=True):
    """What weights say of a mention: the sense of the highest score, its lead in nats, how probable it is."""

    seen: Observation
    sense: str
    lead: float
    sureness: float


def _judged(senses: Sequence[str], observations: Sequence[Observation], scores: Iterable[list[float]]) -> list[_Judged]:
    found = []
    for seen, own in zip(observations, scores, strict=True):
        best, second, *_ = sorted(own, reverse=True)
        found.append(_Judged(seen, senses[own.index(best)], best - second, probability(own)))
    return found


def _confident(senses: Iterable[str], judged: Iterable[_Judged]) -> dict[str, list[Observation]]:
    """For each sense the mentions that somebody labelled with it or that the weights give it with confidence."""
    found: dict[str, list[Observation]] = {sense: [] for sense in senses}
    for one in judged:
        if one.seen.label is not None:
            found[one.seen.label].append(one.seen)
        elif one.sureness >= SURE:
            found[one.sense].append(one.seen)
    return found


def _supports(confident: Mapping[str, Iterable[Observation]]) -> dict[str, Counter[str]]:
    return {sense: Counter(name for seen in found for name in seen.features) for sense, found in confident.items()}


def _compiled(
    term: Term,
    weights: Table,
    supports: Mapping[str, Counter[str]],
    confident: Mapping[str, Sequence[Observation]],
    observations: Sequence[Observation],
    coverage: float,
    recipe: Recipe,
) -> LearnedTerm:
    """The words that speak for each sense, those that decide most mentions first, then sorted by name."""
    everywhere = Counter(name for seen in observations for name in seen.features)
    senses = []
    for sense in term.senses:
        words = {name: round(10 * nats) for name, nats in weights[sense.id].items() if round(10 * nats) > 0}
        ranked = sorted(words, key=lambda name: (-words[name] * everywhere.get(name, 0), name))[: recipe.keep]
        kept = tuple(LearnedWord(name, words[name], supports[sense.id][name]) for name in sorted(ranked))
        senses.append(LearnedSense(sense.id, len(confident[sense.id]), kept))
    labels = sum(seen.label is not None for seen in observations)
    return LearnedTerm(term.term, len(observations), round(100 * coverage), tuple(senses), labels)


def _frequent(unreached: Iterable[Observation], count: int = 12) -> tuple[str, ...]:
    seen = Counter(name for one in unreached for name in one.features if ":" not in name)
    return tuple(sorted(seen, key=lambda name: (-seen[name], name))[:count])


def _suspects(
    term: Term,
    seeds: Table,
    weights: Table,
    confident: Mapping[str, Sequence[Observation]],
    supports: Mapping[str, Counter[str]],
) -> Iterator[str]:
    """What an author should look at: starved senses, and cues that point elsewhere."""
    counted = {sense.id: len(confident[sense.id]) for sense in term.senses}
    if starved := [f"{ident} ({number})" for ident, number in counted.items() if number < STARVED]:
        yield f"senses with too few confident mentions to learn from: {', '.join(starved)}"
    for sense in term.senses:
        for word in sorted(seeds[sense.id]):
            if seeds[sense.id][word] >= 2 and (other := _stands_with(word, sense.id, weights, counted, supports)):
                yield f"the cue “{word}” of sense {sense.id} stands with {other} in these texts"


def _overruled(first: Sequence[_Judged], last: Sequence[_Judged]) -> Iterator[str]:
    """Seeds that what was learned has overruled often."""
    sure = [(a, b) for a, b in zip(first, last, strict=True) if a.seen.label is None and a.lead >= 1]
    flipped = sum(a.sense != b.sense for a, b in sure)
    if sure and flipped / len(sure) > 0.08:
        yield f"{flipped} of {len(sure)} mentions that the seeds decided are now decided otherwise"


def _stands_with(
    word: str, sense: str, weights: Table, counted: Mapping[str, int], supports: Mapping[str, Counter[str]]
) -> str | None:
    """The other sense that a word speaks for by its weight, or beside whose mentions it stands far more often."""
    best = max(weights, key=lambda ident: weights[ident].get(word, 0.0))
    if best != sense and weights[best].get(word, 0.0) >= 1:
        return best
    beside = {ident: supports[ident][word] for ident in counted}
    often = {ident: (number + 1) / (counted[ident] + 2) for ident, number in beside.items()}
    most = max(often, key=lambda ident: often[ident])
    return most if beside[most] >= 5 and often[most] > 4 * often[sense] else None


def _proposals(
    seeds: Table, learned: LearnedTerm, confident: Mapping[str, Sequence[Observation]]
) -> tuple[Proposal, ...]:
    """For each sense up to ten words that its author did not give and that stand beside many of its mentions."""
    found: list[Proposal] = []
    for sense in learned.senses:
        new = [w for w in sense.words if ":" not in w.feature and w.feature not in seeds[sense.id] and w.support >= 5]
        for word in sorted(new, key=lambda w: (-w.tenths * w.support, w.feature))[:10]:
            samples = tuple(seen for seen in confident[sense.id] if word.feature in seen.features)[:2]
            found.append(Proposal(sense.id, word.feature, word.tenths / 10, word.support, samples))
    return tuple(found)


def _asked(free: Sequence[_Judged], count: int = 20) -> tuple[Observation, ...]:
    """The mentions that the weights decide least and that say something, each text once however often repeated."""
    unlike = {(one.seen.text, one.seen.start): one for one in reversed(free)}.values()
    ranked = sorted(unlike, key=lambda one: (round(one.lead, 6), one.seen.filename, one.seen.start, one.seen.text))
    telling = (one.seen for one in ranked if sum(":" not in name for name in one.seen.features) >= TELLING)
    return tuple(islice(telling, count))
