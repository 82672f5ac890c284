"""The lock file's values and text: what is written is read back, and what is no lock file is refused at its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from ruamel.yaml import YAML

from termlint.errors import GlossaryError
from termlint.glossary.learned import (
    Learned,
    LearnedSense,
    LearnedTerm,
    LearnedWord,
    dumps,
    loads,
    seeds_digest,
)
from termlint.glossary.model import Cue, Example, Place, Sense, Term

BIRD = LearnedSense("crane.bird", 41, (LearnedWord("-1:the", 3, 12), LearnedWord("nest", 27, 9)))
MACHINE = LearnedSense("crane.machine", 0, ())
LEARNED = Learned("Words", "00ff", "by counting", (LearnedTerm("crane", 90, 55, (BIRD, MACHINE), 4, "ab"),))
TEXT = """\
# Written by `termlint learn`. Review it, do not edit it: the next run writes it anew.
{
"learned": 1,
"glossary": "Words",
"corpus": "00ff",
"method": "by counting",
"terms": {
"crane": {"mentions": 90, "labels": 4, "coverage": 55, "seeds": "ab", "senses": {
  "crane.bird": {"mentions": 41, "words": {
    "-1:the": [3, 12],
    "nest": [27, 9]
  }},
  "crane.machine": {"mentions": 0, "words": {

  }}
}}
}
}
"""


def fault(text: str) -> str:
    """What is wrong with the text of a lock file."""
    with pytest.raises(GlossaryError) as caught:
        loads(text, "w.learned.yml")
    (problem,) = caught.value.problems
    assert problem.help == "run `termlint learn` again, or delete the file"
    return f"{problem.place}: {problem.message}"


def test_the_text() -> None:
    """One word a line, so that a change of one word is a change of one line."""
    assert dumps(LEARNED) == TEXT
    assert loads(TEXT, "w.learned.yml") == LEARNED


def test_it_is_yaml() -> None:
    """The lock file is YAML as its name says, with the values that its JSON has."""
    read = YAML(typ="safe", pure=True).load(TEXT)
    assert read == json.loads(TEXT.partition("\n")[2])


NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
WORDS = st.builds(LearnedWord, NAMES, st.integers(1, 99), st.integers(0, 999))
SENSES = st.builds(LearnedSense, NAMES, st.integers(0, 99), st.lists(WORDS, unique_by=lambda w: w.feature).map(tuple))
TERMS = st.builds(
    LearnedTerm,
    NAMES,
    st.integers(0, 99),
    st.integers(0, 100),
    st.lists(SENSES, unique_by=lambda s: s.id, max_size=3).map(tuple),
    st.integers(0, 9),
    NAMES,
)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.builds(Learned, NAMES, NAMES, NAMES, st.lists(TERMS, unique_by=lambda t: t.term, max_size=3).map(tuple)))
def test_values_survive(learned: Learned) -> None:
    """Whatever the names are, the values that are read are those that were written."""
    assert loads(dumps(learned), "w.learned.yml") == learned


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"learned": 1', '"learned": 2', "3:1: not a lock file of termlint learn: version 2, expected 1"),
        ('"learned": 1,\n', "", '1:1: not a lock file of termlint learn: "learned" must be a whole number'),
        ("[27, 9]", "[27]", '11:5: not a lock file of termlint learn: "nest" must be two whole numbers'),
        ("[27, 9]", "[27, true]", '11:5: not a lock file of termlint learn: "nest" must be two whole numbers'),
        ('"mentions": 41', '"mentions": "41"', '9:18: not a lock file of termlint learn: "mentions" must be a whole'),
        ("90, ", "9e1, ", '8:11: not a lock file of termlint learn: "mentions" must be a whole number'),
        ('"ab"', "null", '8:56: not a lock file of termlint learn: "seeds" must be a text'),
        ('    "nest"', "<<<<<<< HEAD\n", "11:1: not a lock file of termlint learn: Expecting property name"),
        ("[27, 9]", f"[27{'0' * 400}, 9]", '11:5: not a lock file of termlint learn: "nest" must be two whole'),
        ("90, ", f"{'9' * 12}, ", '8:11: not a lock file of termlint learn: "mentions" must be a whole number'),
        (TEXT, f"[{'9' * 5000}]", "1:1: not a lock file of termlint learn: a number is too large"),
        (TEXT, "", "1:1: not a lock file of termlint learn: Expecting value"),
        (TEXT, "[1]", '1:1: not a lock file of termlint learn: "learned" must be a whole number'),
        (TEXT, "[" * 100_000, "1:1: not a lock file of termlint learn: too deeply nested"),
        (TEXT, "terms: []", "1:1: not a lock file of termlint learn: Expecting value"),
    ],
)
def test_what_is_no_lock_file(old: str, new: str, told: str) -> None:
    """A file that was edited, cut, merged badly or made by another version is refused at the place of the fault."""
    assert fault(TEXT.replace(old, new)).startswith(f"w.learned.yml:{told}")


def test_what_seeds_a_term_and_what_does_not() -> None:
    """The digest changes with what learning starts from, and with nothing else."""
    bird = Sense("bird", "a bird", cues=(Cue("nest"), Cue(pattern="x+")), examples=(Example("A crane nests."),))
    crane = Term("crane", (bird, Sense("machine", "a machine")))
    first = seeds_digest(crane, "en")
    assert len(first) == 16

    def of(**changes: object) -> str:
        return seeds_digest(replace(crane, senses=(replace(bird, **changes), crane.senses[1])), "en")  # type: ignore[arg-type]

    for change in (
        {"definition": "a tall bird"},
        {"cues": (Cue("nest", weight=1.0),)},
        {"cues": ()},
        {"examples": ()},
        {"id": "b"},
    ):
        assert of(**change) != first
    assert seeds_digest(replace(crane, senses=crane.senses[::-1]), "en") != first
    assert seeds_digest(crane, "de") != first
    assert of(note="rare", place=Place("g.yml", 9, 9), cues=(Cue("nest"), Cue(pattern="y+"))) == first
