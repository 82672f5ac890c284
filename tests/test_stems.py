"""Stems: words that count as one, in the languages that have a stemmer."""

from __future__ import annotations

import pytest
import snowballstemmer

from termlint.stems import Stemmer, counts


@pytest.mark.parametrize("word", ["it", "of", "60", "4.5", "—", "%"])
def test_words_that_tell_nothing(word: str) -> None:
    """Function words, numbers and marks say nothing of what a text is about, and have no content."""
    assert not counts(word)
    assert Stemmer("en").content[word] == ""


def test_forms_of_a_word_are_one() -> None:
    """Content is looked up by any word, and is its stem."""
    stemmer = Stemmer("en-GB")
    assert stemmer.content["injuries"] == stemmer.content["injury"] == stemmer.stem("injury")
    assert [*map(stemmer.content.__getitem__, ("the", "massages"))] == ["", "massag"]


def test_other_languages() -> None:
    """Languages with a stemmer of Snowball's have its stems; any other is counted as it is written."""
    assert Stemmer("de").stem("verletzungen") == snowballstemmer.stemmer("german").stemWord("verletzungen")
    assert Stemmer("xx").stem("verletzungen") == "verletzungen"


def test_words_begin_as_their_stems_do() -> None:
    """Of a stem it is known what its words begin with in English, and where words are counted as they are written."""
    stems = ("happi", "hope", "possibl", "massag")
    assert Stemmer("en").heads(stems) == ["happ", "hop", "possib", "massag"]
    assert (Stemmer("xx").heads(stems), Stemmer("de").heads(stems)) == ([*stems], None)
