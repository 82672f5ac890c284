"""Weights of features: log-odds with an informative Dirichlet prior (Monroe et al. 2008, Political Analysis 16:372).

Counts in, nats out. A feature weighs for a sense as much as its share of the words around that sense is larger than
its share around the term's other senses; the prior keeps rare features from weighing more than they can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

PRIOR = 2000.0
"""How many words of ordinary text the prior is worth."""
VOCABULARY = 50_000
"""How many words ordinary text may choose from, where nothing is known of it."""

Counts = Mapping[str, float]
"""How often each feature was seen, distances counted in."""


ENOUGH = 50_000
"""After how many counted words the user's texts say half of what they can say of how common words are."""


class Background:
    """How common a feature is in the user's texts: half as counted, half as if all words were equally common.

    Where little was counted, less than half: the words of a few mentions of one term are what tells its senses apart,
    and would be taken for common ones.
    """

    __slots__ = ("_counts", "_total")

    def __init__(self, counts: Counts | None = None) -> None:
        self._counts = counts or {}
        self._total = sum(self._counts.values())

    def mass(self, feature: str) -> float:
        """What the prior counts of a feature."""
        even = PRIOR / VOCABULARY
        if not self._total:
            return even
        share = self._total / (self._total + ENOUGH) / 2
        return share * PRIOR * self._counts.get(feature, 0.0) / self._total + (1 - share) * even


def log_odds(counts: Mapping[str, Counts], background: Background) -> dict[str, dict[str, float]]:
    """For each sense the weight of each feature, in nats, centred over the senses: {sense: {feature: nats}}.

    `counts` is {sense: {feature: count}} with at least two senses.
    """
    features = sorted({feature for seen in counts.values() for feature in seen})
    rows = [[seen.get(feature, 0.0) for feature in features] for seen in counts.values()]
    found = odds(rows, [background.mass(feature) for feature in features])
    return {sense: dict(zip(features, weights, strict=True)) for sense, weights in zip(counts, found, strict=True)}


def odds(counts: Sequence[Sequence[float]], prior: Sequence[float]) -> list[list[float]]:
    """The same where the counts of each sense are a list with a number for each feature, as `prior` is."""
    totals = [sum(seen) for seen in counts]
    everything = sum(totals)
    shifts = [log((everything - total + PRIOR) / (total + PRIOR)) for total in totals]
    if len(counts) == 2:  # each is all that the other is not
        shift = shifts[0]
        one = [log((a + p) / (b + p)) + shift if a or b else 0.0 for a, b, p in zip(*counts, prior, strict=True)]
        return [one, [-weight for weight in one]]
    everywhere = [sum(column) for column in zip(*counts, strict=True)]
    found = [
        [log((a + p) / (e - a + p)) + shift if e else 0.0 for a, e, p in zip(seen, everywhere, prior, strict=True)]
        for seen, shift in zip(counts, shifts, strict=True)
    ]
    middle = [sum(column) / len(counts) for column in zip(*found, strict=True)]
    return [[weight - mean for weight, mean in zip(weights, middle, strict=True)] for weights in found]
