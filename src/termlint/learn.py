"""Learns the words that speak for each sense from mentions that nobody has labelled.

Expectation-maximisation from seeds: the words of definitions, cues and examples decide the mentions that they reach;
what stands around the confident ones is counted and weighed, and decides more, a few rounds long (Nigam et al. 2000,
Machine Learning 39:103; Yarowsky 1995, ACL). From seeds that reach few mentions this does harm, so it is refused then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from termlint.glossary.learned import LearnedSense, LearnedTerm, LearnedWord
from termlint.glossary.model import Term
from termlint.weights import Background, log_odds

Table = Mapping[str, Mapping[str, float]]
"""Weights or counts: {sense: {feature: number}}."""


STARVED = 3
"""Below how many confident mentions what is learned of a sense cannot be trusted."""
TELLING = 2
"""How many words there must be around a mention for its label to teach anything."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How learning goes; the values were chosen on training folds of labelled data, where they hardly matter.

    `rounds` of EM; only mentions whose best sense has a probability of at least `floor` count, each for `share` of a
    labelled one, or fully where there are no more than `few` mentions. `gate` is the share of mentions that the seeds
    must decide by at least one nat, `least` how many mentions there must be. `keep` is how many words a sense keeps.
    """

    rounds: int = 5
    floor: float = 0.9
    share: float = 0.2
    few: int = 100
    gate: float = 0.3
    least: int = 10
    keep: int = 1000


@dataclass(frozen=True, slots=True)
class Observation:
    """A mention to learn from: the text around it, where it stands in that text, its features, and its label if any."""

    filename: str
    text: str
    start: int
    end: int
    features: Mapping[str, float] = field(compare=False)
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that could be a cue: it was learned for a sense, beside `support` mentions, for example these."""

    sense: str
    feature: str
    nats: float
    support: int
    samples: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
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
    base = _with_labels(seeds, observations)
    free = [seen for seen in observations if seen.label is None]
    first = log_odds(base, background)
    reached = [margin(first, seen.features) >= 1 for seen in free]
    coverage = sum(reached) / len(free) if free else 1.0
    unreached = _frequent(seen for seen, ok in zip(free, reached, strict=True) if not ok)
    if coverage < recipe.gate or len(observations) < recipe.least:
        return Lesson(term.term, len(observations), coverage, None, unreached, asked=_asked(first, free))
    weights = first
    for _ in range(recipe.rounds):
        weights = log_odds(_expected(base, weights, free, recipe), background)
    confident = _confident(weights, observations, recipe)
    supports = _supports(confident)
    learned = _compiled(term, weights, supports, confident, observations, coverage, recipe)
    return Lesson(
        term.term,
        len(observations),
        coverage,
        learned,
        unreached,
        warnings=_warnings(term, seeds, first, weights, free, confident),
        proposals=_proposals(seeds, learned, confident),
        asked=_asked(weights, free),
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


def _with_labels(seeds: Table, observations: Iterable[Observation]) -> dict[str, dict[str, float]]:
    counts = {sense: defaultdict(float, words) for sense, words in seeds.items()}
    for seen in observations:
        if seen.label is not None:
            for name, value in seen.features.items():
                counts[seen.label][name] += value
    return {sense: dict(words) for sense, words in counts.items()}


def _probabilities(weights: Table, features: Mapping[str, float]) -> dict[str, float]:
    found = scores(weights, features)
    top = max(found.values())
    odds = {sense: exp(score - top) for sense, score in found.items()}
    total = sum(odds.values())
    return {sense: value / total for sense, value in odds.items()}


def _expected(base: Table, weights: Table, free: Sequence[Observation], recipe: Recipe) -> Table:
    """The counts of the seeds and labels, and of the mentions that the weights decide with confidence.

    No sense gets more than its even part of what is counted: a frequent one would draw the rare ones to itself.
    """
    sure = [
        (seen, sense, probability)
        for seen in free
        for sense, probability in _probabilities(weights, seen.features).items()
        if probability >= recipe.floor
    ]
    mass: Counter[str] = Counter()
    for _, sense, probability in sure:
        mass[sense] += probability  # type: ignore[assignment]
    even = sum(mass.values()) / len(weights)
    share = 1.0 if len(free) <= recipe.few else recipe.share
    counts = {sense: defaultdict(float, words) for sense, words in base.items()}
    for seen, sense, probability in sure:
        part = share * probability * min(1.0, even / mass[sense])
        for name, value in seen.features.items():
            counts[sense][name] += part * value
    return counts


def _confident(weights: Table, seen: Iterable[Observation], recipe: Recipe) -> dict[str, list[Observation]]:
    """For each sense the mentions that somebody labelled with it or that the weights give it with confidence."""
    found: dict[str, list[Observation]] = {sense: [] for sense in weights}
    for one in seen:
        if one.label is not None:
            found[one.label].append(one)
            continue
        sense, probability = max(_probabilities(weights, one.features).items(), key=lambda item: item[1])
        if probability >= recipe.floor:
            found[sense].append(one)
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


def _warnings(
    term: Term,
    seeds: Table,
    first: Table,
    weights: Table,
    free: Sequence[Observation],
    confident: Mapping[str, Sequence[Observation]],
) -> tuple[str, ...]:
    """What an author should look at: starved senses, cues that point elsewhere, seeds that were overruled."""
    counted = {sense.id: len(confident[sense.id]) for sense in term.senses}
    starved = [f"{ident} ({number})" for ident, number in counted.items() if number < STARVED]
    found = [f"senses with too few confident mentions to learn from: {', '.join(starved)}"] if starved else []
    for sense in term.senses:
        for word in sorted(seeds[sense.id]):
            if seeds[sense.id][word] >= 2 and (other := _stands_with(word, sense.id, weights, confident)):
                found.append(f"the cue “{word}” of sense {sense.id} stands with {other} in these texts")
    sure = [seen for seen in free if margin(first, seen.features) >= 1]
    flipped = sum(_best(first, seen) != _best(weights, seen) for seen in sure)
    if sure and flipped / len(sure) > 0.08:
        found.append(f"{flipped} of {len(sure)} mentions that the seeds decided are now decided otherwise")
    return tuple(found)


def _stands_with(word: str, sense: str, weights: Table, confident: Mapping[str, Sequence[Observation]]) -> str | None:
    """The other sense that a word speaks for by its weight, or beside whose mentions it stands far more often."""
    best = max(weights, key=lambda ident: weights[ident].get(word, 0.0))
    if best != sense and weights[best].get(word, 0.0) >= 1:
        return best
    beside = {ident: sum(word in seen.features for seen in found) for ident, found in confident.items()}
    often = {ident: (number + 1) / (len(confident[ident]) + 2) for ident, number in beside.items()}
    most = max(often, key=lambda ident: often[ident])
    return most if beside[most] >= 5 and often[most] > 4 * often[sense] else None


def _best(weights: Table, seen: Observation) -> str:
    found = scores(weights, seen.features)
    return max(found, key=lambda sense: found[sense])


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


def _asked(weights: Table, free: Sequence[Observation], count: int = 20) -> tuple[Observation, ...]:
    """The mentions that the weights decide least and that say something, each text once however often repeated."""
    telling = (seen for seen in reversed(free) if sum(":" not in name for name in seen.features) >= TELLING)
    unlike = {(seen.text, seen.start): seen for seen in telling}.values()
    ranked = sorted(
        unlike, key=lambda seen: (round(margin(weights, seen.features), 6), seen.filename, seen.start, seen.text)
    )
    return tuple(ranked[:count])
