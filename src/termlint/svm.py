"""A linear support vector machine (Joachims 1998, ECML) as a table of weights, trained with scikit-learn.

scikit-learn comes with the extra `train` of the package; nothing else needs it. Rows are weighed by how rare their
features are and brought to the same length, senses count alike however many rows they have, and no sense has a weight
of its own: each of these was worth more on held-out folds than the choice of the learner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import log, sqrt

PENALTY = 0.12
"""What a row on the wrong side of its margin costs; small, because labelled mentions are few and features many."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """The features of a text of one sense, and how often the row counts."""

    sense: str
    features: Mapping[str, float]
    weight: float = 1.0


def is_available() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def separate(rows: Sequence[LabelledRow]) -> dict[str, dict[str, float]]:
    """For each sense the weight of each feature, centred over the senses; the unit is the machine's own.

    There must be rows of two senses or more.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.svm import LinearSVC

    rarity = _rarity(rows)
    sizes = Counter(row.sense for row in rows)
    columns = DictVectorizer()
    matrix = columns.fit_transform([_normalised(row.features, rarity) for row in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # all it can read
    machine = LinearSVC(C=PENALTY, fit_intercept=False, max_iter=5000, random_state=0)
    weights = [row.weight * len(rows) / (len(sizes) * sizes[row.sense]) for row in rows]
    machine.fit(matrix, [row.sense for row in rows], sample_weight=weights)
    lines = machine.coef_.tolist()
    if len(lines) == 1:  # two senses have one line between them
        lines = [[-weight / 2 for weight in lines[0]], [weight / 2 for weight in lines[0]]]
    names = columns.get_feature_names_out().tolist()
    middle = [sum(column) / len(lines) for column in zip(*lines, strict=True)]
    return {
        str(sense): {
            name: (weight - mean) * rarity[name] for name, weight, mean in zip(names, line, middle, strict=True)
        }
        for sense, line in zip(machine.classes_.tolist(), lines, strict=True)
    }


def _rarity(rows: Sequence[LabelledRow]) -> dict[str, float]:
    """How much a feature tells by being rare among the rows (inverse document frequency)."""
    seen = Counter(name for row in rows for name in row.features)
    return {name: log((1 + len(rows)) / (1 + count)) + 1 for name, count in seen.items()}


def _normalised(features: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    weighed = {name: value * rarity[name] for name, value in features.items()}
    length = sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {name: value / length for name, value in weighed.items()}
