"""Phrases of cues, by the words of a text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchors import RawText
from termlint.glossary.cue_phrases import CueAnchors, CuePhrases, Standing, _one_by_one
from termlint.matcher import Matcher
from termlint.search import Search

TABLE = {"warm oil": (0,), "oil": (1,), "data": (2,), "100 %": (3,), "→": (4,)}
CUES = Matcher(TABLE)
PHRASES = CuePhrases(CUES, CueAnchors.of(TABLE))


def _standing(source: str, *cues: int) -> set[str]:
    return {CUES.phrases[index] for index in PHRASES.standing(frozenset(cues), RawText(source)).phrases}


def _offsets(found: Standing) -> list[int] | None:
    return None if found.offsets is None else list(found.offsets)


def test_only_what_a_text_has_the_words_of_can_stand() -> None:
    """Of the cues asked for; a phrase without a word can stand anywhere."""
    assert _standing("Warm, and some data", 0, 1, 2, 3, 4) == {"warm oil", "data", "→"}
    assert _standing("Oil and data", 0, 1) == {"oil"}
    assert _standing("Nothing", 0, 1, 3) == set()
    assert _standing("100 times", 3) == {"100 %"}
    assert PHRASES.of((0, 1, 2, 4)) == frozenset(range(5)) - {3}


def test_a_text_that_cannot_be_trusted_can_have_all() -> None:
    """Where characters stand that folding takes away nobody knows its words."""
    assert _standing("d\u00adata", 0, 1) == {"warm oil", "oil"}
    assert PHRASES.standing(frozenset({0}), RawText("data"), [RawText("d\u00ada")]).phrases == PHRASES.of({0})


def test_where_they_stand() -> None:
    """One word of each occurrence is found in the source; what has no word may be anywhere."""
    assert _offsets(PHRASES.standing(frozenset({0, 1, 3}), RawText("oil for 100 times"))) == [0, 8]
    assert _offsets(PHRASES.standing(frozenset({2, 4}), RawText("data"))) is None


def test_other_texts() -> None:
    """What a source holds in other words can stand in it, too, if not at a place that is known."""
    found = PHRASES.standing(frozenset({0, 1, 3}), RawText("o*i*l"), [RawText("oil"), RawText("more")])
    assert ({CUES.phrases[index] for index in found.phrases}, _offsets(found)) == ({"oil"}, [])


def test_long_texts_and_short_ones_are_looked_through_alike() -> None:
    """However much stands beside the words."""
    short, long = (
        PHRASES.standing(frozenset({0, 1, 2, 3, 4}), RawText("data, oil" + "." * count)) for count in (0, 9000)
    )
    assert short.phrases == long.phrases
    assert {CUES.phrases[index] for index in long.phrases} == {"data", "oil", "→"}
    few = PHRASES.standing(frozenset({0, 1, 3}), RawText("x" * 9000 + " oil 100"))
    assert _offsets(few) == [9001, 9005]


@settings(derandomize=True, deadline=None)
@given(st.text("ab ", max_size=30), st.sets(st.sampled_from((b"a", b"b", b"ab", b"ba"))))
def test_few_words_are_found_one_by_one_where_they_are_all_at_once(text: str, anchors: set[bytes]) -> None:
    """Short texts are not worth an automaton; what is found there is the same."""
    words, asked = text.encode("ascii"), sorted(anchors)
    which, places = Search.of(asked).occurrences(words)
    assert _one_by_one(words, asked) == ([*which], [*places])


def test_a_phrase_of_several_cues() -> None:
    """It can stand for whichever is asked for, beside others that have the same word."""
    table = {"oil": (1, 5), "an oil": (2,), "warm oil": (3,)}
    phrases = CuePhrases(Matcher(table), CueAnchors.of(table))
    found = [phrases.standing(frozenset({cue}), RawText("oil")).phrases for cue in (1, 2, 3, 5, 7)]
    assert found == [{0}, {1}, frozenset(), {0}, frozenset()]


WORDS = st.sampled_from(("oil", "hot", "data", "→", "%", "é", "Ж"))
TABLES = st.dictionaries(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.sets(st.integers(0, 4), min_size=1))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(TABLES, st.sets(st.integers(0, 4)), st.lists(WORDS).map(" ".join), st.lists(WORDS).map(" ".join))
def test_nothing_that_stands_is_missed(table: dict[str, set[int]], asked: set[int], source: str, other: str) -> None:
    """Whatever a plain search finds of the cues asked for can stand, and nothing else than of those."""
    tuples = {phrase: tuple(sorted(cues)) for phrase, cues in table.items()}
    cues = Matcher(tuples)
    standing = CuePhrases(cues, CueAnchors.of(tuples)).standing(frozenset(asked), RawText(source), [RawText(other)])
    names = {cues.phrases[index] for index in standing.phrases}
    of_asked = {phrase for phrase, own in table.items() if own & asked}
    there = {text[hit.start : hit.end] for text in (source, other) for hit in cues.hits(text)}
    assert of_asked & there <= names <= of_asked


SOURCES = st.lists(st.sampled_from(("warm oil", "oil", "data", "100 %", "→", "more", "d\u00adata")), max_size=8).map(
    " ".join
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(SOURCES, st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)), st.lists(SOURCES, max_size=2))
def test_fewer_cues_are_told_from_more(source: str, few: set[int], more: set[int], others: list[str]) -> None:
    """Of what stands for many cues, what stands for some of them, as if those alone had been looked for."""
    raw, texts = RawText(source), [RawText(text) for text in others]
    every = PHRASES.standing(frozenset(few | more), raw)
    asked = PHRASES.standing(frozenset(few), raw, texts)
    told = PHRASES.narrowed(every, frozenset(few), texts)
    if every.offsets is not None:
        assert (told.phrases, _offsets(told)) == (asked.phrases, _offsets(asked))
