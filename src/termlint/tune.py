"""Trains the words of each sense on labelled mentions, and measures on held-out ones what to expect of them.

The weights are log-odds of what the author gave and what stands around the labelled mentions, the senses counting
alike; a linear support vector machine corrects them where they err. Both are sums of word weights, so the outcome is a
table like that of `learn`. It is scaled so that a lead in it means what it says: on held-out mentions a lead of x
nats is right as often as odds of e to the x to 1 promise (Platt 1999, in the form with a scale alone).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import exp, log, sqrt

from msgspec import Struct

from termlint.glossary.learned import LearnedSense, LearnedTerm, LearnedWord
from termlint.glossary.model import Term
from termlint.learn import Observation, Table, margin, scores
from termlint.svm import SEED_ROWS, LabelledRow, Solver, correct
from termlint.weights import Background, log_odds

Trainer = Callable[[Table, Sequence[Observation], Background], Table]
"""Makes weights of the counts of what the author gave, of labelled mentions, and of how common words are."""

LABEL_SHARE = 0.5
"""How much a labelled mention counts; more makes rare senses lose."""
CORRECTION = 1.4
"""How many nats the machine's unit is worth beside log-odds."""
LEAST_MARGIN = 0.5
"""The smallest margin that is chosen: a lead below it may come from a single weak word."""
LEAST_DECIDED = 20
"""How many held-out mentions a margin must decide to be chosen: of fewer, all are soon right by chance."""
_SCALES = tuple(2 ** (step / 8) for step in range(-16, 9))
_SURE = 1.96
"""Standard deviations on either side that make an interval of 95 %."""


class Plan(Struct, frozen=True):
    """How a term is tuned: in how many folds it is measured, and for which precision the margin is chosen.

    Every sense must have `least` labelled mentions. A sense keeps `keep` words. `margin` is the lead in nats that
    decides where none is chosen.
    """

    folds: int = 5
    precision: float = 0.97
    least: int = 10
    keep: int = 2000
    margin: float = 1.5


class Rate(Struct, frozen=True):
    """How many of how many."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """The rate between 0 and 1; 0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true rate lies with 95 % confidence (Wilson 1927); from 0 to 1 where nothing is known."""
        if not self.of:
            return 0.0, 1.0
        square = _SURE * _SURE / self.of
        middle = (self.share + square / 2) / (1 + square)
        reach = sqrt(self.share * (1 - self.share) * square + square * square / 4) / (1 + square)
        return max(0.0, middle - reach), min(1.0, middle + reach)


class Decided(Struct, frozen=True):
    """What a margin gives on held-out mentions: how many are decided, and how many of those rightly."""

    margin: float
    precision: Rate
    coverage: Rate


class Tuning(Struct, frozen=True):
    """What tuning a term gave. `learned` is None where a sense of `starved` has too few labels.

    `labels` counts the labelled mentions of each sense. `accuracy` is of held-out mentions, all of them decided;
    `usual` is what the usual margin gives on them, `chosen` what the margin for the precision asked for gives, None
    where no margin reaches it.
    """

    term: str
    labels: tuple[tuple[str, int], ...]
    starved: tuple[str, ...] = ()
    accuracy: Rate = Rate(0, 0)
    usual: Decided | None = None
    chosen: Decided | None = None
    learned: LearnedTerm | None = None


class _Judged(Struct, frozen=True):
    """The scores of a held-out mention, that of its own sense first."""

    own: float
    others: tuple[float, ...]

    @property
    def right(self) -> bool:
        return self.own > max(self.others)

    @property
    def lead(self) -> float:
        first, second, *_ = sorted((self.own, *self.others), reverse=True)
        return first - second


def tune(
    term: Term,
    seeds: Table,
    observations: Sequence[Observation],
    background: Background,
    trainer: Trainer,
    plan: Plan | None = None,
) -> Tuning:
    """The words and the margin that the labelled observations of a term with two or more senses give."""
    plan = plan or Plan()
    labelled = [seen for seen in observations if seen.label is not None]
    count = Counter(seen.label for seen in labelled)
    labels = tuple((sense.id, count[sense.id]) for sense in term.senses)
    if starved := tuple(ident for ident, number in labels if number < plan.least):
        return Tuning(term.term, labels, starved)
    judged = list(_held_out(seeds, labelled, background, trainer, plan))
    scale = min(_SCALES, key=lambda scale: (_loss(judged, scale), scale))
    scaled = [_Judged(scale * one.own, tuple(scale * score for score in one.others)) for one in judged]
    chosen = _chosen(scaled, plan.precision)
    table = compact(trainer(seeds, labelled, background), labelled, plan.keep)
    senses = tuple(_learned(ident, table[ident], scale, labelled) for ident, _ in labels)
    first = log_odds(seeds, background)
    reached = sum(margin(first, seen.features) >= 1 for seen in labelled) / len(labelled)
    return Tuning(
        term.term,
        labels,
        accuracy=Rate(sum(one.right for one in judged), len(judged)),
        usual=decided(scaled, plan.margin),
        chosen=chosen,
        learned=LearnedTerm(
            term.term,
            len(labelled),
            round(100 * reached),
            senses,
            labels=len(labelled),
            margin=chosen.margin if chosen else None,
        ),
    )


def by_log_odds(seeds: Table, labelled: Sequence[Observation], background: Background) -> Table:
    """Log-odds of what the author gave and of the labelled mentions."""
    sizes = Counter(seen.label for seen in labelled)
    even = len(labelled) / len(seeds)
    counts = {sense: Counter(dict(words)) for sense, words in seeds.items()}
    for seen in labelled:
        share = LABEL_SHARE * min(1.0, even / sizes[seen.label])
        words = counts[str(seen.label)]
        for name, value in seen.features.items():
            words[name] += share * value  # type: ignore[assignment]
    return log_odds(counts, background)


def corrected(solver: Solver) -> Trainer:
    """Log-odds, corrected by a linear support vector machine that the solver trains."""

    def train(seeds: Table, labelled: Sequence[Observation], background: Background) -> Table:
        rows = [LabelledRow(str(seen.label), seen.features) for seen in labelled]
        rows += [LabelledRow(sense, words, SEED_ROWS) for sense, words in seeds.items() if words]
        return correct(by_log_odds(seeds, labelled, background), rows, solver, share=CORRECTION)

    return train


def compact(table: Table, labelled: Iterable[Observation], keep: int) -> dict[str, dict[str, float]]:
    """The table without negative weights, and of each sense the `keep` words that decide most mentions.

    Taking the same number from a feature's weight for every sense changes no lead, so that the smallest becomes none.
    """
    everywhere = Counter(name for seen in labelled for name in seen.features)
    least = {
        name: min(words.get(name, 0.0) for words in table.values())
        for name in sorted({name for words in table.values() for name in words})
    }
    found: dict[str, dict[str, float]] = {}
    for sense, words in table.items():
        above = {name: words.get(name, 0.0) - low for name, low in least.items() if words.get(name, 0.0) > low}
        ranked = sorted(above, key=lambda name: (-round(above[name] * everywhere[name], 6), name))
        found[sense] = {name: above[name] for name in ranked[:keep]}
    return found


def decided(judged: Sequence[_Judged], margin: float) -> Decided:
    """What a margin gives on held-out mentions."""
    led = [one for one in judged if one.lead >= margin]
    return Decided(margin, Rate(sum(one.right for one in led), len(led)), Rate(len(led), len(judged)))


def _held_out(
    seeds: Table, labelled: Sequence[Observation], background: Background, trainer: Trainer, plan: Plan
) -> Iterator[_Judged]:
    """The scores of each mention by weights that were trained on the other folds; every fold has all senses alike."""
    place: Counter[str | None] = Counter()
    fold: list[int] = []
    for seen in labelled:
        fold.append(place[seen.label] % plan.folds)
        place[seen.label] += 1
    for number in range(plan.folds):
        rest = [seen for seen, where in zip(labelled, fold, strict=True) if where != number]
        table = compact(trainer(seeds, rest, background), rest, plan.keep)
        for seen, where in zip(labelled, fold, strict=True):
            if where == number:
                found = scores(table, seen.features)
                yield _Judged(found[str(seen.label)], tuple(v for sense, v in found.items() if sense != seen.label))


def _loss(judged: Iterable[_Judged], scale: float) -> float:
    """How surprised one is by the right senses, believing the scores times `scale` (cross-entropy)."""
    total = 0.0
    for one in judged:
        top = max(one.own, *one.others)
        total += log(sum(exp(scale * (score - top)) for score in (one.own, *one.others))) - scale * (one.own - top)
    return round(total, 9)


def _chosen(judged: Sequence[_Judged], precision: float) -> Decided | None:
    """What the smallest margin gives that reaches a precision on held-out mentions, None where none does."""
    steps = sorted({LEAST_MARGIN, *(round(one.lead + 0.005, 2) for one in judged if one.lead > LEAST_MARGIN)})
    found = (decided(judged, margin) for margin in steps)
    enough = (one for one in found if one.precision.of >= LEAST_DECIDED)
    return next((one for one in enough if one.precision.share >= precision), None)


def _learned(sense: str, words: Mapping[str, float], scale: float, labelled: Iterable[Observation]) -> LearnedSense:
    own = [seen for seen in labelled if seen.label == sense]
    support = Counter(name for seen in own for name in seen.features)
    tenths = {name: round(10 * scale * nats) for name, nats in words.items()}
    kept = tuple(LearnedWord(name, tenths[name], support[name]) for name in sorted(tenths) if tenths[name] > 0)
    return LearnedSense(sense, len(own), kept)
