"""Weights of features: log-odds with an informative Dirichlet prior (Monroe et al. 2008, Political Analysis 16:372).

Counts in, nats out. A feature weighs for a sense as much as its share of the words around that sense is larger than
its share around the term's other senses; the prior keeps rare features from weighing more than they can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    totals = {sense: sum(seen.values()) for sense, seen in counts.items()}
    everything = sum(totals.values())
    weights: dict[str, dict[str, float]] = {sense: {} for sense in counts}
    for feature in sorted({feature for seen in counts.values() for feature in seen}):
        prior = background.mass(feature)
        seen = {sense: counts[sense].get(feature, 0.0) for sense in counts}
        everywhere = sum(seen.values())
        odds = {
            sense: log((seen[sense] + prior) / (totals[sense] + PRIOR))
            - log((everywhere - seen[sense] + prior) / (everything - totals[sense] + PRIOR))
            for sense in counts
        }
        middle = sum(odds.values()) / len(odds)
        for sense, value in odds.items():
            weights[sense][feature] = value - middle
    return weights
