"""Tuning on labelled mentions: what is measured, which margin is chosen, what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.model import Sense, Term
from termlint.glossary.read import read_glossary
from termlint.learn import Observation, Recipe, learn, scores
from termlint.svm import Problem, Solver, by_descent
from termlint.tune import Plan, Rate, Tuning, by_log_odds, compact, corrected, tune
from termlint.weights import Background

TERM = (
    read_glossary(
        (
            "glossary.yml",
            """\
glossary: Words
terms:
  - term: crane
    senses:
      - {id: bird, definition: a bird with long legs, cues: [nest]}
      - {id: machine, definition: a machine that lifts loads, cues: [hook]}
""",
        )
    )
).terms[0]
SEEDS = {"bird": {"bird": 1.0, "nest": 2.0}, "machine": {"machin": 1.0, "hook": 2.0}}
WORDS = {"bird": ("marsh", "wing", "egg"), "machine": ("steel", "load", "site")}


def seen(number: int, label: str, words: Mapping[str, float]) -> Observation:
    """A labelled mention with words around it."""
    return Observation("a.md", f"text {number}", 0, 5, words, label)


def labelled(each: int = 20) -> list[Observation]:
    """Mentions of both senses, each beside words of its own and words of both."""
    return [
        seen(number, label, {WORDS[label][number % 3]: 0.9, "day": 0.5, f"hapax{label}{number}": 0.5})
        for label in ("bird", "machine")
        for number in range(each)
    ]


def tuned(observations: list[Observation], plan: Plan | None = None) -> Tuning:
    """What tuning by log-odds gives."""
    return tune(TERM, SEEDS, observations, Background(), by_log_odds, plan)


def test_words_beside_labelled_mentions_speak_for_their_sense() -> None:
    """What is learned are the words of the labels and of the author, each for its own sense."""
    learned = tuned(labelled()).learned
    assert learned is not None
    words = {sense.id: {word.feature for word in sense.words} for sense in learned.senses}
    assert words["bird"] >= {"marsh", "wing", "egg", "nest"}
    assert words["machine"] >= {"steel", "load", "site", "hook"}
    assert "marsh" not in words["machine"]


def test_what_is_counted() -> None:
    """The lock file tells the labels, the mentions of each sense, and beside how many of them a word was seen."""
    learned = tuned(labelled()).learned
    assert learned is not None
    assert (learned.labels, learned.mentions) == (40, 40)
    assert [sense.mentions for sense in learned.senses] == [20, 20]
    assert {w.feature: w.support for w in learned.senses[0].words}["marsh"] == 7


def test_held_out_mentions_are_judged() -> None:
    """Labels that follow from the words are found again in every fold; labels without rhyme or reason are not."""
    assert tuned(labelled()).accuracy == Rate(40, 40)
    noise = [seen(n, ("bird", "machine")[n % 2], {f"hapax{n}": 0.5}) for n in range(40)]
    assert tuned(noise).accuracy.share <= 0.5


def test_a_margin_for_the_precision_that_is_asked_for() -> None:
    """Where one mention in five is labelled wrongly beside a weak word, the margin leaves such mentions undecided."""
    doubtful = [seen(100 + n, "bird" if n % 5 else "machine", {"field": 0.4, f"hapax{n}": 0.3}) for n in range(40)]
    tuning = tuned([*labelled(40), *doubtful])
    assert tuning.chosen is not None
    assert tuning.accuracy.share < 0.97 <= tuning.chosen.precision.share
    assert tuning.chosen.coverage.share < 1
    assert tuning.learned is not None
    assert tuning.learned.margin == tuning.chosen.margin


def test_no_margin_where_none_is_good_enough() -> None:
    """Where labels contradict each other no margin is chosen, and the usual one stays."""
    noise = [seen(n, ("bird", "machine")[n % 2], {"day": 0.5, "field": 0.5}) for n in range(60)]
    tuning = tuned(noise)
    assert tuning.chosen is None
    assert tuning.learned is not None
    assert tuning.learned.margin is None


def test_a_term_with_too_few_labels_of_a_sense_is_left_out() -> None:
    """The senses that lack labels are named, and nothing is measured or learned."""
    tuning = tuned([*labelled(20)[:20], *labelled(3)[3:]])
    assert tuning.starved == ("machine",)
    assert tuning.labels == (("bird", 20), ("machine", 3))
    assert (tuning.learned, tuning.usual, tuning.accuracy) == (None, None, Rate(0, 0))


def test_mentions_without_labels_do_not_count() -> None:
    """Only labelled mentions are trained on and judged."""
    free = [Observation("b.md", f"free {n}", 0, 4, {"marsh": 0.9}) for n in range(30)]
    assert tuned([*labelled(), *free]) == tuned(labelled())


def test_a_frequent_sense_does_not_draw_rare_ones_to_itself() -> None:
    """With forty times as many labels of one sense, a mention beside words of the other still goes to the other."""
    many = [seen(n, "bird", {WORDS["bird"][n % 3]: 0.9, f"w{n % 50}": 0.5}) for n in range(400)]
    table = by_log_odds(SEEDS, [*many, *labelled(10)[10:]], Background())
    found = scores(table, {"steel": 0.9, "w1": 0.3})
    assert found["machine"] > found["bird"]


def test_a_machine_corrects_what_log_odds_overlook() -> None:
    """A word that stands with both senses, but decides where the frequent words mislead, gets its due."""
    rows = [seen(n, "bird", {"day": 0.9, "sky": 0.9, "marsh": 0.2}) for n in range(30)]
    rows += [seen(n, "machine", {"day": 0.9, "sky": 0.9, "steel": 0.2}) for n in range(30)]
    mended = corrected(by_descent)
    plain, better = (trainer(SEEDS, rows, Background()) for trainer in (by_log_odds, mended))
    assert better["bird"]["marsh"] > plain["bird"]["marsh"]
    assert better["machine"]["steel"] > plain["machine"]["steel"]
    assert tune(TERM, SEEDS, rows, Background(), mended).accuracy == Rate(60, 60)


def test_the_machine_learns_from_seeds_too() -> None:
    """What the author gave counts as mentions do: a cue that no labelled mention has is weighed by the machine."""
    weights: list[float] = []

    def spy(problem: Problem) -> dict[str, dict[str, float]]:
        weights.extend(row.get("nest", 0.0) for row in problem.rows)
        return by_descent(problem)

    solver: Solver = spy
    corrected(solver)(SEEDS, labelled(), Background())
    assert any(weights)


@given(st.integers(0, 50), st.integers(0, 50))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_an_interval_holds_its_rate(hits: int, misses: int) -> None:
    """The interval of a rate lies between 0 and 1, holds the rate, and gets narrower with more of the same."""
    rate = Rate(hits, hits + misses)
    low, high = rate.interval
    assert 0 <= low <= high <= 1
    if rate.of:
        assert low - 1e-12 <= rate.share <= high + 1e-12
        wide, narrow = (end - start for start, end in (rate.interval, Rate(4 * hits, 4 * rate.of).interval))
        assert narrow < wide


def test_known_interval() -> None:
    """Nine of ten are between 60 and 98 of a hundred."""
    assert [round(end, 2) for end in Rate(9, 10).interval] == [0.6, 0.98]


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(*[st.integers(-30, 30)] * 3), max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 3), max_size=6),
)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_taking_away_negative_weights_changes_no_lead(
    weights: dict[str, tuple[int, int, int]], features: dict[str, int]
) -> None:
    """The scores of a compact table stand in the same order at the same distances as those of the whole table."""
    table = {sense: {name: float(w[n]) for name, w in weights.items()} for n, sense in enumerate("xyz")}
    small = compact(table, [], keep=100)
    assert all(weight > 0 for words in small.values() for weight in words.values())
    before, after = (scores(one, features) for one in (table, small))
    for one, other in pairwise("xyz"):
        assert before[one] - before[other] == pytest.approx(after[one] - after[other])


def test_compact_keeps_the_words_that_decide_most() -> None:
    """Of a frequent and a rare word of equal weight the frequent one stays."""
    table = {"bird": {"marsh": 2.0, "hapaxbird0": 2.0}, "machine": {}}
    assert compact(table, labelled(), keep=1) == {"bird": {"marsh": 2.0}, "machine": {}}


def test_thin_misleading_seeds_are_refused_by_the_gate() -> None:
    """Seeds that reach few mentions, most of them of the other sense, teach nothing: `learn` refuses the term.

    Without the gate what was learned from them would be wrong for most mentions.
    """
    term = Term("crane", senses=(Sense("bird", "tall"), Sense("machine", "lifts")))
    seeds = {"bird": {"tall": 2.0}, "machine": {"lift": 2.0}}
    machines = [{"steel": 0.9, "site": 0.8, **({"tall": 0.9} if n < 4 else {})} for n in range(40)]
    birds = [{"marsh": 0.9, "egg": 0.8, **({"lift": 0.9} if n < 4 else {})} for n in range(40)]
    free = [Observation("a.md", f"text {n}", 0, 5, words) for n, words in enumerate([*machines, *birds])]
    lesson = learn(term, seeds, free, Background())
    assert lesson.learned is None
    assert lesson.coverage == 0.1
    assert {"steel", "site", "marsh", "egg"} <= set(lesson.unreached)

    careless = learn(term, seeds, free, Background(), Recipe(gate=0.0)).learned
    assert careless is not None
    table = {sense.id: {word.feature: word.tenths / 10 for word in sense.words} for sense in careless.senses}
    found = scores(table, {"steel": 0.9, "site": 0.8})
    assert found["bird"] > found["machine"]
