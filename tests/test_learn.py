"""What mentions without labels, and a few with them, teach of the words around them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from termlint.glossary.model import Sense, Term
from termlint.learn import Lesson, Observation, Recipe, learn
from termlint.weights import Background

TERM = Term("crane", senses=(Sense("bird", "nests"), Sense("machine", "hooks")))
SEEDS = {"bird": {"nest": 2.0}, "machine": {"hook": 2.0}}


def mention(number: int, words: Mapping[str, float], label: str | None = None) -> Observation:
    """A mention with words around it."""
    return Observation("a.md", f"text {number:04}", 0, 5, words, label)


def mentions(count: int) -> list[Observation]:
    """Mentions of both senses in turn, which the seeds decide, each beside a word of its sense and one of all."""
    words = ({"nest": 0.9, "marsh": 0.8, "day": 0.4}, {"hook": 0.9, "steel": 0.8, "day": 0.4})
    return [mention(number, words[number % 2]) for number in range(count)]


def table(lesson: Lesson) -> dict[str, dict[str, int]]:
    """The tenths of nats of each word."""
    assert lesson.learned is not None
    return {sense.id: {word.feature: word.tenths for word in sense.words} for sense in lesson.learned.senses}


@pytest.mark.parametrize("count", [50, 100, 250])
def test_more_mentions_never_say_less(count: int) -> None:
    """A word weighs no less where two mentions more have it: no number of mentions halves what each counts."""
    few, more = (table(learn(TERM, SEEDS, mentions(n), Background())) for n in (count, count + 2))
    assert more["bird"]["marsh"] >= few["bird"]["marsh"] - 1
    assert more["machine"]["steel"] >= few["machine"]["steel"] - 1


def test_a_label_teaches_little_more_than_a_mention_without() -> None:
    """What stands beside one labelled mention among many does not outweigh what stands beside many."""
    free = mentions(100)
    free += [mention(200 + n, {"nest": 0.9, "reed": 0.9, "shore": 0.9}) for n in range(4)]
    labelled = mention(300, {"reed": 0.9, "crate": 0.9}, "machine")
    weights = table(learn(TERM, SEEDS, [*free, labelled], Background()))
    assert weights["machine"]["crate"] > 0
    assert "reed" not in weights["machine"]
    loud = table(learn(TERM, SEEDS, [*free, labelled], Background(), Recipe(label=50.0, correction=0.0)))
    assert loud["machine"]["reed"] > 0


def test_a_label_decides_its_mention_against_the_seeds() -> None:
    """A labelled mention counts for the sense that it was given, whatever its words say."""
    labelled = [mention(200 + n, {"nest": 0.9, "crate": 0.9}, "machine") for n in range(3)]
    weights = table(learn(TERM, SEEDS, [*mentions(100), *labelled], Background()))
    assert weights["machine"]["crate"] > 0
    assert "crate" not in weights["bird"]


def test_the_machine_corrects_what_was_learned() -> None:
    """What parts the decided mentions weighs more with the correction, relative to what does not."""
    plain, better = (
        table(learn(TERM, SEEDS, mentions(60), Background(), Recipe(correction=correction, scale=1.0)))
        for correction in (0.0, 5.0)
    )
    assert better["bird"]["marsh"] > plain["bird"]["marsh"]


def test_a_sense_without_mentions_is_not_corrected_away() -> None:
    """Where no mention means a sense, the machine is left out: it would only learn what that sense is not."""
    term = Term("crane", senses=(*TERM.senses, Sense("dance", "steps")))
    seeds = {**SEEDS, "dance": {"step": 2.0}}
    plain, same = (
        table(learn(term, seeds, mentions(60), Background(), Recipe(correction=correction)))
        for correction in (0.0, 5.0)
    )
    assert plain == same
    assert plain["dance"]["step"] > 0
