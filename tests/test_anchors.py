"""Anchors: one word of every phrase, found where it stands in a raw text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchoring import Chosen
from termlint.anchors import Anchors, LazyAnchors, RawText
from termlint.fold import fold, folded
from termlint.matcher import Matcher
from termlint.search import Search

PHRASES = ("hot stone", "spa", "hs")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("A Hot-Stone spa!", b"a hot stone spa "),
        ("snake_case", b"snake case"),
        ("**\u00c9t\u00e9** \u201cso\u201d", b"   t     so "),
        ("\u0130stanbul", b" stanbul"),
        ("\u017fpa", None),
        ("s\u00adpa", None),
        ("\ufeffspa", b" spa"),
        ("\ufeffs\ufeffpa", None),
        ("", b""),
    ],
)
def test_the_words_of_a_source_stay_where_they_are(source: str, words: bytes | None) -> None:
    """What is no letter of ASCII becomes a blank, one for one; None where folding could make such a letter."""
    assert RawText(source).words() == words


def test_further_letters() -> None:
    """Letters that are asked for have a byte of their own, in whichever case they stand; others are blanks."""
    words = RawText("\u0421\u041f\u0410, \u0441\u043f\u0430 \u0438 spa").words("\u0430\u043f\u0441")
    assert words == b"\x82\x81\x80  \x82\x81\x80   spa"


def _anchors(*phrases: str) -> Anchors:
    return Anchors(Chosen.of(phrases))


def test_what_is_chosen_of_phrases() -> None:
    """Anchors in order, and the words beside those that never stand alone."""
    chosen = Chosen.of(("warm bathing", "cold bathing", "spa", "spa"))
    assert chosen == Chosen("", ("bathing", "spa"), {0: (("cold", None), ("warm", None))}, blind=False)
    assert Chosen.of(("\u2192", "bathing", "warm bathing")) == Chosen("", ("bathing",), {}, blind=True)


def test_phrases_of_other_scripts_have_anchors() -> None:
    """Where a phrase has no letter of ASCII its own letters are looked for, as whole words."""
    anchors = _anchors(fold("\u0441\u043f\u0430"), "caf\u00e9", fold("\u03c3\u03bf\u03c6\u03cc\u03c2"))
    assert not anchors.blind
    source = "\u0412 \u0421\u041f\u0410 \u0441\u043f\u0430\u0441. Caf\u00e9 \u03a3\u039f\u03a6\u038c\u03a3"
    found = [source.index(word) for word in ("\u0421\u041f\u0410", "Caf", "\u03a3\u039f")]
    assert anchors.look(RawText(source)).offsets == found


def test_more_letters_than_there_are_bytes() -> None:
    """The most frequent ones part no word, and a phrase of rare ones alone may stand anywhere."""
    rare = "\u7528" * 2
    anchors = LazyAnchors((*(chr(0x4E00 + number) * 3 for number in range(128)), rare))
    assert anchors.by_anchor((128,)) == {b"": (128,)}
    assert _anchors(*(chr(0x4E00 + number) * 3 for number in range(128)), rare).blind


def test_much_is_searched_faster() -> None:
    """After a while words are found by another automaton, and are the same."""
    anchors, raw = _anchors(*PHRASES), RawText("a spa with a hot stone, " * 200)
    first = anchors.look(raw).offsets
    assert first is not None
    assert len(first) == 400
    assert anchors.look(raw).offsets == first == anchors.look(raw).offsets


def _all_at_once(phrases: Sequence[str], source: str) -> list[int] | None:
    return _anchors(*phrases).look(RawText(source)).offsets


def _when_asked(phrases: Sequence[str], source: str) -> list[int] | None:
    lazy = LazyAnchors(phrases)
    anchors, words = [*lazy.by_anchor(range(len(phrases)))], RawText(source).words(lazy.more)
    return None if words is None or b"" in anchors else [*Search.of(anchors).occurrences(words)[1]]


@pytest.mark.parametrize("find", [_all_at_once, _when_asked])
def test_anchors_are_found_as_whole_words(find: Callable[[Sequence[str], str], list[int] | None]) -> None:
    """Not within longer words; in any case, and wherever punctuation stands."""
    source = "The SPA's spaces: a (hot stone), HS_2 and hs."
    offsets = find(PHRASES, source)
    assert offsets is not None
    assert sorted(offsets) == [source.index("SPA"), source.index("stone"), source.index("HS_"), source.index("hs.")]


def test_phrases_by_their_anchors() -> None:
    """Each phrase under its longest word, those without a word under none."""
    anchors = LazyAnchors((*PHRASES, "→", "spa stone"))
    assert anchors.by_anchor(range(5)) == {b"stone": (0, 4), b"spa": (1,), b"hs": (2,), b"": (3,)}
    assert anchors.by_anchor(()) == {}


def test_what_cannot_be_told() -> None:
    """A text that cannot be trusted, and a phrase without a word, may stand anywhere."""
    assert _anchors(*PHRASES).look(RawText("s\u00adpa")).offsets is None
    with_sign = _anchors(*PHRASES, "→")
    assert with_sign.look(RawText("nothing")).offsets is None


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.text(alphabet="aB z\u00e9\u0301_-.\n\u201c\u0130\u00df\u0416\u0436\U0001f600", max_size=30),
    st.sampled_from(["", "\u0436\u00e9"]),
)
def test_words_are_as_long_as_the_source(source: str, more: str) -> None:
    """What is found in the words stands at the same place in the source."""
    words = RawText(source).words(more)
    assert words is not None
    assert len(words) == len(source)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["spa", "caf\u00e9", "\u00e9", "\u0441\u043f\u0430", "x", " ", "-", "_", "\u0301", "\u212a", "\u017f", "k"]
        ),
        max_size=6,
    ),
    st.lists(
        st.text("spacfek\u00e9\u0301\u0441\u043f\u0430 ", min_size=1, max_size=4).map(fold).filter(bool),
        min_size=1,
        max_size=3,
    ),
)
def test_every_hit_of_a_phrase_has_an_anchor(pieces: list[str], phrases: list[str]) -> None:
    """Where a matcher finds a phrase in a folded text, its anchor is found within it in the raw text."""
    source = "".join(pieces)
    text = folded(source)
    hits = list(Matcher({phrase: (number,) for number, phrase in enumerate(phrases)}).hits(text.text))
    for find in (_all_at_once, _when_asked):
        offsets = find(phrases, source)
        for hit in hits if offsets is not None else ():
            at = text.span(hit.start, hit.end)
            assert any(at.start <= offset < at.end for offset in offsets)
