"""The mentions of a term as rows of numbers, and expectation-maximisation over them.

Tables are lists here, one a sense with a number for each feature, because every round reads them for every mention.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp
from operator import itemgetter, mul
from typing import Any

from msgspec import Struct

from termlint.weights import Background, odds

Rows = Sequence[Sequence[float]]
"""Weights or counts: for each sense a number for each feature, both in the order of the pool."""


class _Row(Struct, frozen=True):
    """The features of a mention by number, their values, and what picks the same features from a list."""

    indices: tuple[int, ...]
    values: tuple[float, ...]
    pick: Callable[[Any], Any]


class Pool:
    """The mentions of a term, by the features that they and the seeds have."""

    __slots__ = ("_prior", "_rows", "names", "seeds")

    def __init__(
        self,
        seeds: Mapping[str, Mapping[str, float]],
        mentions: Sequence[Mapping[str, float]],
        background: Background,
    ) -> None:
        numbers: dict[str, int] = {}
        for names in (*seeds.values(), *mentions):
            for name in names:
                numbers.setdefault(name, len(numbers))
        self.names = tuple(numbers)
        self.seeds = [[words.get(name, 0.0) for name in numbers] for words in seeds.values()]
        self._prior = [background.mass(name) for name in numbers]
        self._rows = [_row([numbers[name] for name in one], list(one.values())) for one in mentions]

    def counts(self, labels: Sequence[int | None], share: float) -> Rows:
        """The counts of the seeds and of the labelled mentions, each of which counts for `share`.

        `labels` has the number of the sense of each mention, None where nobody knows it.
        """
        counts = [list(words) for words in self.seeds]
        for row, label in zip(self._rows, labels, strict=True):
            if label is not None:
                _add(counts[label], row, share)
        return counts

    def weights(self, counts: Rows) -> Rows:
        """The log-odds of counts, in nats."""
        return odds(counts, self._prior)

    def expect(self, base: Rows, labels: Sequence[int | None], floors: Sequence[float], share: float) -> Rows:
        """The weights after a round of EM for each of `floors`: how probable a sense must be to count, for `share`.

        `base` are the counts of the seeds and labels. A mention with a label counts for no more than that.
        """
        free = [row for row, label in zip(self._rows, labels, strict=True) if label is None]
        weights = self.weights(base)
        for floor in floors:
            weights = self.weights(_expected(base, weights, free, floor, share))
        return weights

    def scores(self, weights: Rows) -> list[list[float]]:
        """The score of each sense for each mention."""
        return [_scores(weights, row) for row in self._rows]


def probability(scores: Sequence[float]) -> float:
    """How probable the best sense is, by the scores of all."""
    top = max(scores)
    return 1 / sum(exp(score - top) for score in scores)


def _row(indices: Sequence[int], values: Sequence[float]) -> _Row:
    padded = (*indices, 0, 0)  # so that there are two to pick at least; nothing is added for the last two
    return _Row(tuple(indices), (*values, 0.0, 0.0), itemgetter(*padded))


def _scores(weights: Rows, row: _Row) -> list[float]:
    pick, values = row.pick, row.values
    if len(weights) == 2:  # centred, so that one is the other turned round
        score = sum(map(mul, values, pick(weights[0])))
        return [score, -score]
    return [sum(map(mul, values, pick(words))) for words in weights]


def _add(counts: list[float], row: _Row, share: float) -> None:
    for index, value in zip(row.indices, row.values, strict=False):
        counts[index] += share * value


def _expected(base: Rows, weights: Rows, free: Sequence[_Row], floor: float, share: float) -> Rows:
    """The counts of the seeds and labels, and of the mentions whose best sense is as probable as `floor`.

    No sense gets more than its even part of what is counted: a frequent one would draw the rare ones to itself.
    """
    sure: list[tuple[_Row, int, float]] = []
    mass = [0.0] * len(weights)
    for row in free:
        found = _scores(weights, row)
        if (sureness := probability(found)) >= floor:
            best = found.index(max(found))
            sure.append((row, best, sureness))
            mass[best] += sureness
    even = sum(mass) / len(weights)
    part = [share * min(1.0, even / one) if one else 0.0 for one in mass]
    counts = [list(words) for words in base]
    for row, best, sureness in sure:
        _add(counts[best], row, part[best] * sureness)
    return counts
