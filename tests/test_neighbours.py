"""Neighbours: the words that must stand beside an anchor for a phrase to be there."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.long_text import LongText
from termlint.neighbours import ANY, Neighbours, beside


@pytest.mark.parametrize(
    ("phrase", "words", "anchor", "found"),
    [
        ("a hot stone", ["a", "hot", "stone"], "hot", ("a", "stone")),
        ("hot stone", ["hot", "stone"], "stone", ("hot", None)),
        ("client's stone", ["client", "s", "stone"], "client", ANY),
        ("client's stone", ["client", "s", "stone"], "stone", ("s", None)),
        ("caf\u00e9 bar", ["caf", "bar"], "bar", ANY),
        ("on and on", ["on", "and", "on"], "on", (None, "and")),
        ("pa spa", ["pa", "spa"], "spa", ("pa", None)),
    ],
)
def test_what_stands_beside_an_anchor(phrase: str, words: list[str], anchor: str, found: tuple[object, ...]) -> None:
    """Words that a blank parts from it; whatever else is between makes no word known."""
    assert beside(phrase, words, anchor) == found


STONE = Neighbours([("hot", None), ("cold", "bath"), (None, "age")])


@pytest.mark.parametrize(
    "source",
    [
        "a hot [stone]",
        "Hot-\n[stone] ,",
        "a cold [stone] bath",
        "the [stone] age",
        "a **hot** [stone].",
        "> hot\n> [stone]",
        "hot\n{% x %}\n[stone]",
        "hot&nbsp; [stone]",
        "ho&#116 [stone]",
        "h<b>o</b>t [stone]",
        "höt [stone]",
        "hot_ [stone] age",
        f"a{'b' * 50}c [stone] é",
        "cold\xa0[stone]-bath",
        "(hot [stone]",
    ],
)
def test_where_a_phrase_may_stand(source: str) -> None:
    """Its words are there, or something is that may hide them."""
    assert _may_be(source)


@pytest.mark.parametrize(
    "source",
    [
        "a warm [stone].",
        "a cold [stone], a bath",
        "the [stone] ages",
        "hot, [stone]?",
        "in [stone] baths",
        "/[stone]/",
        "a_[stone]_b",
        "(new [stone] x",
        "first-cold [stone]:",
        "hot — [stone] x",
        "warm\n[stone]\ntime",
        "[stone]",
        "hot\n\n- [stone]\n",
        "a warm **[stone]**, hot",
        "| [stone] | bath |",
        "x! [stone]",
        "`hot` [stone]",
        "hot `[stone]`",
        "hot {[stone]",
        "hot {{ x }} [stone]",
        "(hot) [stone]",
        "f(hot) [stone] bath",
        "**hot:** [stone]",
        "x&y; z; [stone]",
        "hot's [stone]",
        "hot_cold [stone]",
    ],
)
def test_where_none_can(source: str) -> None:
    """A plain word that is another, or a mark that is no markup, stands beside the anchor."""
    assert not _may_be(source)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(["hot", "cold", "warm", "age", "bath", ",", "."]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["hot", "bath", "age", "time", ",", "."]), min_size=1, max_size=4),
)
def test_plain_words_are_all_known(before: list[str], after: list[str]) -> None:
    """Among plain words a phrase may stand exactly where it does."""
    left, right = before[-1], after[0]
    stands = left == "hot" or (left, right) == ("cold", "bath") or right == "age"
    assert _may_be(f"the {' '.join(before)} [stone] {' '.join(after)} of") == stands or not right.isalpha()


def _may_be(marked: str) -> bool:
    """Whether a phrase may stand where the anchor is, which stands in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    return bool(STONE.at(marked.replace("[", "").replace("]", ""), start, end))


def test_a_word_that_begins_too_far_away_is_not_known() -> None:
    """Of a very long word before an anchor only the end is read, which may belong to any."""
    long = "x" * 140
    assert Neighbours([(long, None)]).at(f"a {long} stone", 143, 148)


def test_where_any_word_may_stand_all_places_count() -> None:
    """A phrase that says nothing of the words beside its anchor may stand anywhere."""
    assert Neighbours([ANY, ("cold", "bath")]).at("a warm stone age", 7, 12)


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        *((" **[warm stone.](u)", False), ("`warm stone, a`", False), ("the stone ages`, x", False)),
        *(("[a stone bath] x", False), ("x **[hot stone.](u)", True), ("a x**warm stone.", True)),
        *(("a [x](u)[warm stone.](u)", True), ("the [stone ages](u)", False), ("the stone a*ge*", True)),
        *(("[hot](u) stone", True), ("**[hot](u/v.md)** stone", True), ("[x](hot\\(b) stone", True)),
        *(
            ("[x](u 'y(b') stone", True),
            ("[hot]({f(x}) stone", True),
            ("[hot][^1] stone", True),
            ("[x](u) stone", False),
        ),
        *(("[hot] stone", True), ("a [warm] stone", False), ("hot[^a.b] stone", True), ("hot[^1] stone", True)),
        *(
            ("hot -stone", False),
            ("hot--stone", False),
            ("hot --\nstone", False),
            ("hot-\nstone", True),
            ("<stone x", False),
        ),
        *(("the stone->age", False), ("[a][hot] stone", False), ("[hot \\[x] stone", True)),
        *(("hot ([x](u)) stone", True), ("hot [`x`](u) stone", False), ("[a hot x][1] stone", False)),
        *(("the [stone ages](u)s", True), ("the [stone ages](u v)", True), ("the [stone](u) age", True)),
        *(("the [stone](u), age", False), ("the [stone][1] ages", False), ("the [stone](u)s", True)),
        *(("the stone {age} x", False), ("the stone\n{% x %}\nage", True), ("the stone\n> age", True)),
        *(
            ("the stone > age", False),
            ("the stone & age", False),
            ("the stone &nbsp;age", True),
            ("a stone -age", False),
        ),
        *(
            ("the stone --> age", False),
            ("the stone-\nage", True),
            ("the stone!** age", False),
            ("the stone} age", False),
        ),
        *(("the [stone]({f) x}) age", True), ("the stone <b>age", True), ("the stone < age", False)),
        *(("the **stone**   | age", False), ("the stone\n```\nage", False), ("the stone 's age", False)),
        *(("the stone bath**s", True), ("a <b>warm stone.", True), ("\\*warm stone.", True)),
    ],
)
def test_a_word_with_markup_around_it_is_known_where_a_blank_or_stop_ends_that(source: str, stands: bool) -> None:
    """What emphasis, code or a link begins or ends after it is no part of the word; anything else may be."""
    at = source.index("stone")
    assert bool(STONE.at(source, at, at + len("stone"))) == stands


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            (
                *(
                    "hot",
                    "cold",
                    "bath",
                    "age",
                    "stone",
                    " ",
                    "  ",
                    "\n",
                    "-",
                    ".",
                    ",",
                    "(",
                    ")",
                    "[",
                    "](u v)",
                    "](u)",
                ),
                *("](http://a.example/b)", "*", "**", "_", "`", ";", "{", "}", ">", "&", "#", '"', "é", "😀", "["),
            )
        ),
        max_size=12,
    ),
    far=st.integers(1, 30),
)
def test_in_a_long_text_no_phrase_is_passed_over(words: list[str], far: int) -> None:
    """Where as much of a text is looked at as it takes, the same is found as in a string; else no less."""
    before, after = "".join(words[::2]), "".join(words[1::2])
    source = f"{before} stone{after}"
    start, end = len(before) + 1, len(before) + 6
    known, text = STONE.at(source, start, end), LongText(source.encode())
    assert {*STONE.at(text, start, end)} == {*known}
    with patch("termlint.neighbours._FAR", far):
        assert {*STONE.at(text, start, end)} >= {*known}
