"""A linear support vector machine (Joachims 1998, ECML) as a table of weights.

Rows are weighed by how rare their features are and brought to the same length, senses count alike however many rows
they have, and no sense has a weight of its own: each of these was worth more on held-out folds than the choice of the
learner. It is trained here by dual coordinate descent (Hsieh et al. 2008, ICML), in the order of the rows, so that
every machine finds the same weights; or, faster, by scikit-learn, which comes with the extra `train` of the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from math import log, sqrt
from operator import itemgetter, mul
from typing import Any

from msgspec import Struct

PENALTY = 0.12
"""What a row on the wrong side of its margin costs; small, because labelled mentions are few and features many."""
SEED_ROWS = 5.0
"""How many mentions the words of the author are worth, for each sense."""
PASSES = 8
"""How often coordinate descent goes through the rows at most."""
STILL = 0.02
"""Descent ends where no row is moved by more than this part of the furthest: what comes then does not show."""


class LabelledRow(Struct, frozen=True):
    """The features of a text of one sense, and how often the row counts."""

    sense: str
    features: Mapping[str, float]
    weight: float = 1.0


class Problem(Struct, frozen=True):
    """Rows brought to the same length, the sense and the cost of each, and how rare each feature is."""

    rows: Sequence[Mapping[str, float]]
    senses: Sequence[str]
    costs: Sequence[float]
    rarity: Mapping[str, float]


Solver = Callable[[Problem], Mapping[str, Mapping[str, float]]]
"""Finds for each sense the weight of each feature that parts its rows from the others."""


def is_available() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def correct(
    table: Mapping[str, Mapping[str, float]],
    rows: Sequence[LabelledRow],
    solver: Solver,
    *,
    share: float,
    penalty: float = PENALTY,
) -> dict[str, dict[str, float]]:
    """The table with the weights of a machine added, the unit of which is worth `share` nats."""
    found = {sense: dict(words) for sense, words in table.items()}
    for sense, words in separate(rows, solver, penalty).items():
        own = found[sense]
        for name, weight in words.items():
            own[name] = own.get(name, 0.0) + share * weight
    return found


def separate(rows: Sequence[LabelledRow], solver: Solver, penalty: float = PENALTY) -> dict[str, dict[str, float]]:
    """For each sense the weight of each feature, centred over the senses; the unit is the machine's own.

    There must be rows of two senses or more.
    """
    rarity = _rarity(rows)
    sizes = Counter(row.sense for row in rows)
    problem = Problem(
        [_normalised(row.features, rarity) for row in rows],
        [row.sense for row in rows],
        [penalty * row.weight * len(rows) / (len(sizes) * sizes[row.sense]) for row in rows],
        rarity,
    )
    lines = solver(problem)
    middle = {name: sum(line[name] for line in lines.values()) / len(lines) for name in rarity}
    return {
        sense: {name: (weight - middle[name]) * rarity[name] for name, weight in line.items()}
        for sense, line in lines.items()
    }


def by_descent(problem: Problem) -> dict[str, dict[str, float]]:
    """The lines that coordinate descent finds, with nothing that is not always installed."""
    numbers = {name: number for number, name in enumerate(problem.rarity)}
    rows = [_Row.of(row, numbers) for row in problem.rows]
    senses = sorted(set(problem.senses))
    parted = senses[1:] if len(senses) == 2 else senses
    found = {
        sense: _descend(rows, [1.0 if own == sense else -1.0 for own in problem.senses], problem.costs, len(numbers))
        for sense in parted
    }
    if len(senses) == 2:  # they have one line between them
        found = {senses[0]: [-weight / 2 for weight in found[senses[1]]], senses[1]: [w / 2 for w in found[senses[1]]]}
    return {sense: dict(zip(numbers, weights, strict=True)) for sense, weights in found.items()}


def by_scikit_learn(problem: Problem) -> dict[str, dict[str, float]]:
    """The lines that scikit-learn finds."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.svm import LinearSVC

    columns = DictVectorizer()
    matrix = columns.fit_transform(problem.rows)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # all it can read
    machine = LinearSVC(C=1.0, fit_intercept=False, max_iter=5000, random_state=0)
    machine.fit(matrix, problem.senses, sample_weight=problem.costs)
    lines = machine.coef_.tolist()
    if len(lines) == 1:  # two senses have one line between them
        lines = [[-weight / 2 for weight in lines[0]], [weight / 2 for weight in lines[0]]]
    names = columns.get_feature_names_out().tolist()
    classes = map(str, machine.classes_.tolist())
    return {sense: dict(zip(names, line, strict=True)) for sense, line in zip(classes, lines, strict=True)}


class _Row(Struct, frozen=True):
    """The features of a row by number, their values, what picks them from a list, and the square of its length."""

    indices: tuple[int, ...]
    values: tuple[float, ...]
    pick: Callable[[Any], Any]
    square: float

    @classmethod
    def of(cls, features: Mapping[str, float], numbers: Mapping[str, int]) -> _Row:
        indices = tuple(numbers[name] for name in features)
        values = (*features.values(), 0.0, 0.0)
        square = sum(value * value for value in values)
        return cls(indices, values, itemgetter(*indices, 0, 0), square)  # two are there to pick at least


def _descend(rows: Iterable[_Row], signs: Sequence[float], costs: Sequence[float], size: int) -> list[float]:
    """The weights that part rows of one sign from those of the other, with a squared loss (algorithm 1)."""
    weights = [0.0] * size
    steps = [(row, sign, 1 / (2 * cost)) for row, sign, cost in zip(rows, signs, costs, strict=True)]
    forces = [0.0] * len(steps)
    for _ in range(PASSES):
        moved = furthest = 0.0
        for number, (row, sign, slack) in enumerate(steps):
            force = forces[number]
            slope = sign * sum(map(mul, row.values, row.pick(weights))) - 1 + slack * force
            if slope >= 0 and not force:
                continue
            forces[number] = after = max(force - slope / (row.square + slack), 0.0)
            moved, furthest = max(moved, abs(after - force)), max(furthest, after)
            change = sign * (after - force)
            for index, value in zip(row.indices, row.values, strict=False):
                weights[index] += change * value
        if moved <= STILL * furthest:
            break
    return weights


def _rarity(rows: Sequence[LabelledRow]) -> dict[str, float]:
    """How much a feature tells by being rare among the rows (inverse document frequency)."""
    seen = Counter(name for row in rows for name in row.features)
    return {name: log((1 + len(rows)) / (1 + count)) + 1 for name, count in seen.items()}


def _normalised(features: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    weighed = {name: value * rarity[name] for name, value in features.items()}
    length = sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {name: value / length for name, value in weighed.items()}
