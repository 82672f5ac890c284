"""What predictions are worth: accuracy by word, by sense and pooled; precision at coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prediction:
    """The true sense of a mention, the sense with the highest score, and whether its lead decided."""

    gold: str
    leader: str | None
    is_decided: bool = True


Predictions = Mapping[str, Sequence[Prediction]]
"""The predictions of each word."""


@dataclass(frozen=True, slots=True)
class Score:
    """Percentages. `micro` is the mean over words of the accuracy, `macro` that of the mean F1 of their senses.

    `pooled` is the accuracy over all mentions. Precision is of decided mentions, coverage the share that is decided;
    both are means over words, or pooled over all mentions.
    """

    micro: float
    macro: float
    pooled: float
    precision: float
    coverage: float
    pooled_precision: float
    pooled_coverage: float


def score(predictions: Predictions) -> Score:
    """The score of the predictions; a word of which nothing is decided has no precision."""
    words = list(predictions.values())
    everything = [one for found in words for one in found]
    precisions = [p for found in words if (p := _precision(found)) is not None]
    return Score(
        micro=_mean([_accuracy(found) for found in words]),
        macro=_mean([_macro(found) for found in words]),
        pooled=_accuracy(everything),
        precision=_mean(precisions),
        coverage=_mean([_coverage(found) for found in words]),
        pooled_precision=_precision(everything) or 0.0,
        pooled_coverage=_coverage(everything),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _accuracy(found: Sequence[Prediction]) -> float:
    return 100 * sum(one.leader == one.gold for one in found) / len(found)


def _coverage(found: Sequence[Prediction]) -> float:
    return 100 * sum(one.is_decided for one in found) / len(found)


def _precision(found: Sequence[Prediction]) -> float | None:
    decided = [one for one in found if one.is_decided]
    return _accuracy(decided) if decided else None


def _macro(found: Sequence[Prediction]) -> float:
    """The mean F1 of the senses that occur."""
    values = []
    for sense in sorted({one.gold for one in found}):
        right = sum(one.gold == sense == one.leader for one in found)
        given = sum(one.leader == sense for one in found)
        true = sum(one.gold == sense for one in found)
        values.append(200 * right / (given + true))
    return _mean(values)
