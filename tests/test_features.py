"""The words around a mention as features."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.features import Words, features, is_collocation, places
from termlint.matcher import one_case
from termlint.span import Span
from termlint.stems import Stemmer

STEMMER = Stemmer("en")
PIECES = st.sampled_from(
    [
        *("crane", "cranes", "the", "lifting", "3.5", "a-b", "R&D", "it's", "é", "İstanbul", "x" * 150, "_"),
        *("word " * 45, " ", "  ", ".", ", ", "-", "'", "&", "\n", "\u0301", "("),
    ]
)

TEXT = "On the bank of the river two cranes stood in the sun."
AT = Span(TEXT.index("cranes"), TEXT.index("cranes") + len("cranes"))


def found(*, collocations: bool = False) -> dict[str, tuple[float, str]]:
    """Each feature with its value, rounded, and the words where it stands."""
    seen = features(TEXT, AT, Stemmer("en"), collocations=collocations)
    return {feature.name: (round(feature.value, 2), feature.at.of(TEXT)) for feature in seen}


def test_nearer_words_count_more() -> None:
    """Stems of words that say something, each worth 1 / (1 + distance / 8), and the nearest words by their place."""
    assert {name: value for name, value in found().items() if not name.startswith("near:")} == {
        "bank": (0.62, "bank"),
        "river": (0.8, "river"),
        "-2:river": (0.4, "river"),
        "-1:two": (0.4, "two"),
        "1:stood": (0.4, "stood"),
        "2:in": (0.4, "in"),
        "stood": (0.89, "stood"),
        "sun": (0.67, "sun"),
    }


def test_function_words_count_close_by() -> None:
    """Function words and marks within six words, each once where it is nearest, worth 0.4 / (1 + distance / 4)."""
    assert {name: value for name, value in found().items() if name.startswith("near:")} == {
        "near:the": (0.23, "the"),
        "near:of": (0.2, "of"),
        "near:two": (0.32, "two"),
        "near:in": (0.27, "in"),
        "near:.": (0.18, "."),
    }


def test_the_nearest_place_of_a_word_counts() -> None:
    """A word on both sides has the value and the place of the nearer, and before the mention where both are as near."""
    text = "steel beams, long steel crane steel beams crane"
    start = text.index("crane")
    found = places(text, Span(start, start + 5), Stemmer("en"))
    assert found["steel"] == (1 / (1 + 1 / 8), start - 6, start - 1)
    assert found["beam"] == (1 / (1 + 2 / 8), text.rindex("beams"), text.rindex("beams") + 5)
    assert "crane" not in found


def test_places_are_those_of_the_features() -> None:
    """What is fast and what is in order are the same features."""
    fast = places(TEXT, AT, Stemmer("en"), collocations=True)
    slow = features(TEXT, AT, Stemmer("en"), collocations=True)
    assert {f.name: (f.value, f.at.start, f.at.end) for f in slow} == fast
    assert [f.at.start for f in slow] == sorted(f.at.start for f in slow)


def test_collocations_come_only_where_they_are_asked_for() -> None:
    """Third words, pairs of words and the mention as it is written come on top; single neighbours say less then."""
    more = {name: value for name, value in found(collocations=True).items() if name not in found()}
    assert more == {
        "0:cranes": (0.3, "cranes"),
        "-3:the": (0.3, "the"),
        "3:the": (0.3, "the"),
        "-2_-1:river two": (0.3, "river two"),
        "-1_1:two stood": (0.3, "two cranes stood"),
        "1_2:stood in": (0.3, "stood in"),
    }
    assert all(map(is_collocation, more))
    assert found(collocations=True)["-1:two"] == (0.3, "two")
    assert not any(map(is_collocation, found()))


def test_pairs_need_both_words() -> None:
    """At the end of a text there are the features that there can be."""
    seen = features("cranes", Span(0, 6), Stemmer("en"), collocations=True)
    assert [feature.name for feature in seen] == ["0:cranes"]


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join),
    st.integers(0),
    st.integers(0, 12),
    st.booleans(),
    st.sampled_from([9, 9999]),
)
def test_words_told_apart_once_are_the_same_for_each_mention(
    text: str, start: int, length: int, wide: bool, long: int
) -> None:
    """Wherever a mention begins and ends, within a word or not, its features are those of the text around it alone, in
    a short text and in a long one."""
    start %= len(text) + 1
    at = Span(start, min(len(text), start + length))
    alone = places(text, at, STEMMER, collocations=wide)
    with patch("termlint.features._LONG", long):
        words = Words(text, STEMMER)
    assert list(words.places(at, collocations=wide).items()) == list(alone.items())
    stems = [name for name in alone if ":" not in name]
    assert all(words.may_have({stem}, at) for stem in stems)
    assert not words.may_have({"zebra"}, at)
    some = stems[::2]
    found = [one for one in places(text, at, STEMMER).items() if one[0] in some]
    assert list(words.among(some, at).items()) == found
    assert list(words.among(some, at, tuple(STEMMER.heads(some) or ())).items()) == found
    heads = filter(None, STEMMER.heads(stems) or ())
    assert all(words.may_begin([one_case(head)], at) for head in heads)
    assert not words.may_begin(["zebra"], at)
