"""English stems: those of Snowball, whatever the word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from termlint.stems_english import heads, stem

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = (
    *[
        "'",
        "'s",
        "'s'",
        "s",
        "ies",
        "ied",
        "sses",
        "ss",
        "us",
        "ed",
        "eed",
        "ing",
        "edly",
        "eedly",
        "ingly",
        "y",
        "Y",
        "e",
        "l",
        "ll",
        "ogi",
        "li",
        "bli",
        "abli",
        "alli",
        "fulli",
        "lessli",
    ],
    *[
        "ousli",
        "entli",
        "aliti",
        "biliti",
        "iviti",
        "tional",
        "ational",
        "alism",
        "ation",
        "ization",
        "izer",
        "ator",
        "iveness",
        "fulness",
        "ousness",
    ],
    *[
        "ogist",
        "icate",
        "ative",
        "alize",
        "iciti",
        "ical",
        "ful",
        "ness",
        "ic",
        "ance",
        "ence",
        "able",
        "ible",
        "ate",
        "ive",
        "ize",
        "iti",
        "al",
        "ism",
        "ion",
        "sion",
        "tion",
    ],
    *[
        "er",
        "ous",
        "ant",
        "ent",
        "ment",
        "ement",
        "at",
        "bl",
        "iz",
        "bb",
        "dd",
        "ff",
        "gg",
        "mm",
        "nn",
        "pp",
        "rr",
        "tt",
        "yy",
    ],
)
BEGINNINGS = (
    *[
        "arsen",
        "commun",
        "emerg",
        "gener",
        "inter",
        "later",
        "organ",
        "past",
        "univers",
        "succ",
        "proc",
        "exc",
        "even",
        "cann",
        "inn",
        "earr",
        "herr",
        "out",
    ],
    *[
        "andes",
        "atlas",
        "bias",
        "cosmos",
        "early",
        "gently",
        "howe",
        "idly",
        "news",
        "only",
        "singly",
        "skies",
        "skis",
        "sky",
        "ugly",
        "y",
        "yy",
        "a",
        "e",
        "o",
        "'",
        "dy",
        "ly",
    ],
)
WORDS = st.lists(
    st.sampled_from(BEGINNINGS) | st.sampled_from(SUFFIXES) | st.text("aeiouybcdlstgn'", max_size=4), max_size=5
).map("".join)


@settings(derandomize=True, max_examples=2000, deadline=None, database=None)
@given(WORDS.map(str.lower) | st.text(max_size=6).map(str.lower))
def test_every_word_has_the_stem_that_snowball_gives(word: str) -> None:
    """Words of all parts that the algorithm knows, and of any characters."""
    assert stem(word) == EnglishStemmer().stemWord(word)


@settings(derandomize=True, max_examples=5000, deadline=None, database=None)
@given(WORDS.map(str.lower) | st.text(max_size=6).map(str.lower))
def test_every_word_begins_as_its_stem_does(word: str) -> None:
    """Words of all parts that the algorithm knows, and of any characters; none that the text has begins with a mark."""
    assume(not word.startswith("'"))
    assert word.startswith(heads([stem(word)])[0])


def test_real_words() -> None:
    """All words of the pages of this project and of its built-in glossary."""
    texts = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("docs/**/*.md"), ROOT / "glossary.yml")]
    words = set(re.findall(r"[^\W_]+(?:['’.&+-][^\W_]+)*", " ".join(texts).lower()))
    snowball = EnglishStemmer()
    assert len(words) > 3000
    assert [word for word in sorted(words) if stem(word) != snowball.stemWord(word)] == []
    assert [word for word in sorted(words) if not word.startswith(heads([stem(word)])[0])] == []


@pytest.mark.parametrize(
    ("word", "stemmed"), [("injuries", "injuri"), ("injury", "injuri"), ("massaging", "massag"), ("lying", "lie")]
)
def test_examples(word: str, stemmed: str) -> None:
    """Words that count as one have one stem."""
    assert stem(word) == stemmed
