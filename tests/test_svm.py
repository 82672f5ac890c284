"""The linear support vector machine: coordinate descent, and that scikit-learn finds the same."""

from __future__ import annotations

import pytest

from termlint.svm import LabelledRow, Solver, by_descent, by_scikit_learn, correct, is_available, separate

needs_scikit_learn = pytest.mark.skipif(not is_available(), reason="scikit-learn is not installed")
SOLVERS = [by_descent, pytest.param(by_scikit_learn, marks=needs_scikit_learn)]


def rows(senses: str, each: int = 12) -> list[LabelledRow]:
    """Rows of some senses, each with a word of its sense, one of its own and one of all."""
    return [
        LabelledRow(sense, {f"word{sense}": 0.9, "day": 0.5, f"hapax{sense}{number}": 0.5})
        for number in range(each)
        for sense in senses
    ]


def score(table: dict[str, dict[str, float]], features: dict[str, float]) -> dict[str, float]:
    """The score of each sense."""
    return {sense: sum(v * words.get(n, 0.0) for n, v in features.items()) for sense, words in table.items()}


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("senses", ["ab", "abc"])
def test_senses_are_told_apart(solver: Solver, senses: str) -> None:
    """Every sense has the highest score beside its word, and weights are centred over the senses."""
    table = separate(rows(senses), solver)
    for sense in senses:
        found = score(table, {f"word{sense}": 0.9, "day": 0.5})
        assert max(found, key=lambda s: found[s]) == sense
    for name in table["a"]:
        assert sum(words[name] for words in table.values()) == pytest.approx(0, abs=1e-9)


@needs_scikit_learn
@pytest.mark.parametrize("senses", ["ab", "abc"])
@pytest.mark.parametrize("penalty", [0.03, 0.12])
def test_descent_finds_what_scikit_learn_finds(senses: str, penalty: float) -> None:
    """The weights of both solvers agree to a hundredth of the largest, also where rows contradict each other."""
    mixed = [*rows(senses), LabelledRow("a", {"wordb": 0.9, "day": 0.5}), LabelledRow("b", {"wordb": 0.9}, 5.0)]
    ours, theirs = (separate(mixed, solver, penalty) for solver in (by_descent, by_scikit_learn))
    largest = max(abs(weight) for words in theirs.values() for weight in words.values())
    for sense, words in theirs.items():
        for name, weight in words.items():
            assert ours[sense][name] == pytest.approx(weight, abs=largest / 100)


def test_a_rare_sense_counts_as_much_as_a_frequent_one() -> None:
    """With forty times as many rows of one sense, a word of both is drawn to that sense less than by its rows."""
    many = [LabelledRow("a", {"day": 0.5, f"x{n}": 0.5}) for n in range(200)]
    few = [LabelledRow("b", {"day": 0.5, "night": 0.5}) for n in range(5)]
    table = separate([*many, *few], by_descent)
    found = score(table, {"day": 0.5, "night": 0.5})
    assert found["b"] > found["a"]
    unbalanced = [*many, *(LabelledRow("b", row.features, 0.001) for row in few)]
    found = score(separate(unbalanced, by_descent), {"day": 0.5, "night": 0.5})
    assert found["b"] < found["a"]


def test_an_empty_row_and_a_word_of_none() -> None:
    """A row without features moves nothing, and a row with one feature can be learned from."""
    table = separate([LabelledRow("a", {"one": 1.0}), LabelledRow("b", {}), LabelledRow("b", {"two": 1.0})], by_descent)
    assert table["a"]["one"] > 0 > table["b"]["one"]
    assert table["b"]["two"] > 0


def test_a_correction_is_added() -> None:
    """The weights of the machine are added to those of the table by their share, the table stays as it was."""
    table = {"a": {"worda": 1.0, "other": 3.0}, "b": {}}
    found = correct(table, rows("ab"), by_descent, share=2.0)
    machine = separate(rows("ab"), by_descent)
    assert found["a"]["worda"] == pytest.approx(1 + 2 * machine["a"]["worda"])
    assert found["b"]["worda"] == pytest.approx(2 * machine["b"]["worda"])
    assert (found["a"]["other"], table["b"]) == (3.0, {})
