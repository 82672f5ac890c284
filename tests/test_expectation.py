"""Expectation-maximisation over rows of numbers."""

from __future__ import annotations

import pytest

from termlint.expectation import Pool, probability
from termlint.weights import Background, log_odds

SEEDS = {"bird": {"nest": 2.0}, "machine": {"hook": 2.0}}
FREE: list[dict[str, float]] = [
    {"nest": 0.9, "marsh": 0.8},
    {"nest": 0.8, "marsh": 0.9},
    {"hook": 0.9, "steel": 0.8},
    {"hook": 0.8, "steel": 0.9},
    {"marsh": 0.9},
]
NOBODY_KNOWS: list[int | None] = [None] * len(FREE)


def pool(seeds: dict[str, dict[str, float]] = SEEDS) -> Pool:
    """The mentions beside seeds."""
    return Pool(seeds, FREE, Background())


def weight(pool: Pool, weights: object, sense: int, name: str) -> float:
    """What a feature weighs for a sense."""
    assert isinstance(weights, list)
    return float(weights[sense][pool.names.index(name)])


def test_the_first_weights_are_those_of_the_seeds() -> None:
    """Weights of lists are those of dictionaries, for two senses and for three."""
    for seeds in (SEEDS, {**SEEDS, "dance": {"step": 3.0, "hook": 1.0}}):
        one = pool(seeds)
        weights = one.weights(one.counts(NOBODY_KNOWS, 1.0))
        by_name = log_odds(seeds, Background())
        for number, sense in enumerate(seeds):
            for name, nats in by_name[sense].items():
                assert weight(one, weights, number, name) == pytest.approx(nats)
        assert all(row[one.names.index("steel")] == 0 for row in weights)


def test_what_stands_beside_decided_mentions_decides_others() -> None:
    """A mention that the seeds do not reach is decided by what was learned from those that they reach."""
    one = pool()
    base = one.counts(NOBODY_KNOWS, 1.0)
    assert one.scores(one.weights(base))[4] == [0.0, 0.0]
    bird, machine = one.scores(one.expect(base, NOBODY_KNOWS, [0.9], 1.0))[4]
    assert bird > 1 > machine


def test_only_what_is_sure_counts() -> None:
    """Below the floor of a round nothing is learned in it; a lower floor later learns."""
    one = pool()
    base = one.counts(NOBODY_KNOWS, 1.0)
    assert one.expect(base, NOBODY_KNOWS, [0.9999], 1.0) == one.weights(base)
    assert one.expect(base, NOBODY_KNOWS, [0.9999, 0.9], 1.0) == one.expect(base, NOBODY_KNOWS, [0.9], 1.0)


def test_a_label_counts_by_its_share_and_only_once() -> None:
    """The counts of a labelled mention go to its sense, whatever the weights say, and no round adds to them."""
    one = pool()
    labels: list[int | None] = [None, None, None, None, 1]
    base = one.counts(labels, 0.5)
    marsh = one.names.index("marsh")
    assert (base[0][marsh], base[1][marsh]) == (0.0, pytest.approx(0.45))
    alone = one.expect(base, [0, 0, 1, 1, 1], [0.9], 1.0)
    assert alone == one.weights(base)


def test_no_sense_draws_the_others_to_itself() -> None:
    """However many mentions a sense has, no more is counted of it than its even part."""

    def counted(birds: int) -> float:
        free = [{"nest": 0.9, "day": 0.5}] * birds + [{"hook": 0.9, "day": 0.5}] * 2
        one = Pool(SEEDS, free, Background())
        labels: list[int | None] = [None] * len(free)
        weights = one.expect(one.counts(labels, 1.0), labels, [0.9], 1.0)
        return weight(one, weights, 0, "day")

    assert counted(2) == pytest.approx(0)
    assert 0 < counted(30) < 2.1
    assert counted(2000) < 20 * counted(30)


def test_a_mention_without_features_scores_nothing() -> None:
    """Rows of any length can be scored."""
    one = Pool(SEEDS, [{}, {"nest": 1.0}], Background())
    empty, single = one.scores(one.weights(one.counts([None, None], 1.0)))
    assert empty == [0.0, 0.0]
    assert single[0] > 0


def test_probability_is_that_of_the_best() -> None:
    """Equal scores share it; a lead of one nat is worth 2.7 to 1."""
    assert probability([0.0, 0.0]) == 0.5
    assert probability([1.0, 0.0]) == pytest.approx(2.71828 / 3.71828, abs=1e-5)
    assert probability([-700.0, -2000.0]) == 1
