"""Cues are added to an author's file, and nothing else in it changes."""

from __future__ import annotations

from difflib import ndiff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.errors import GlossaryError
from termlint.glossary.edit import add_cues
from termlint.glossary.read import read_glossary

GLOSSARY = """\
# Our words.   Spaces stay.

glossary:   'Words'    # the name
terms:
  - term: crane      # two meanings
    senses:
      - id: bird
        definition: >-
          a tall bird that wades
          in the marsh
        # plain words
        cues: [feather,   "nest", 'marsh']   # more to come
        examples: ["The crane has a nest."]

      - id: machine
        definition: a machine that lifts
        cues:
        - hook      # at the end

        - {text: boom, weight: 3}
        # nothing below
        examples: [The crane has a hook.]
      - {id: fly, definition: a fly that anglers use}
      - id: tap
        definition: "a bent pipe"   # siphon
        note: rare
      - id: stork
        definition: |
          a stork

        note: rarer
"""


def changes(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    kept = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line.rstrip("\n") for line in ndiff(*kept) if line[0] in "+-"]


def cues(text: str, sense: str) -> list[str | None]:
    """The cues of a sense, as the glossary is read."""
    found = read_glossary(("g.yml", text)).sense(sense)
    assert found is not None
    return [cue.text for cue in found.cues]


@pytest.mark.parametrize(
    ("sense", "changed"),
    [
        (
            "bird",
            [
                "-         cues: [feather,   \"nest\", 'marsh']   # more to come",
                "+         cues: [feather,   \"nest\", 'marsh', wing, long leg]   # more to come",
            ],
        ),
        ("machine", ["+         - wing", "+         - long leg"]),
        (
            "fly",
            [
                "-       - {id: fly, definition: a fly that anglers use}",
                "+       - {id: fly, definition: a fly that anglers use, cues: [wing, long leg]}",
            ],
        ),
        ("tap", ["+         cues: [wing, long leg]"]),
        ("stork", ["+         cues: [wing, long leg]"]),
    ],
)
@pytest.mark.parametrize("feed", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_cues_change(sense: str, changed: list[str], feed: str, mark: str) -> None:
    """Whatever the author's style, the new words are the only difference; line ends and byte order mark stay."""
    before = mark + GLOSSARY.replace("\n", feed)
    after = add_cues(before, "g.yml", sense, ["wing", "long leg"])
    assert [line for line in changes(before, after) if not line.startswith("?")] == [
        line + feed.strip("\n") for line in changed
    ]
    assert after.count("\n") == after.count(feed)
    assert cues(after.removeprefix("\ufeff"), sense) == [*cues(GLOSSARY, sense), "wing", "long leg"]


def test_a_long_line_is_broken() -> None:
    """Words that would make a line too long stand on the next, below the first cue."""
    many = ", ".join(f"feather{n}" for n in range(9))
    before = GLOSSARY.replace("feather,", f"{many},")
    after = add_cues(before, "g.yml", "bird", ["wing", "long leg"])
    assert f"'marsh',\n{' ' * 15}wing, long leg]   # more to come\n" in after
    assert cues(after, "bird")[-3:] == ["marsh", "wing", "long leg"]


@pytest.mark.parametrize(
    "ending", ["[a, b]", "[a, b, ]", "[a,\n  b,\n  ]", "[a, b # c\n  ]", "[]", "\n        - a", "a"]
)
def test_every_way_to_write_cues(ending: str) -> None:
    """Cues are added to a list however it is written, also at the end of a file without a line feed."""
    before = (
        f"glossary: G\nterms:\n  - term: t\n    senses:\n      - id: t\n        definition: d\n        cues: {ending}"
    )
    if ending == "a":
        with pytest.raises(GlossaryError, match=r"g.yml:5:9: cues cannot be added to `t` safely \(write .*: wing"):
            add_cues(before, "g.yml", "t", ["wing"])
    else:
        assert cues(add_cues(before, "g.yml", "t", ["wing"]), "t")[-1] == "wing"


@pytest.mark.parametrize(
    "word", ["no", "5-0", "a: b", "#1", "- x", "it's", "ÄÖ ß", '"x"', "[x]", "x, y", "null", "C++"]
)
@pytest.mark.parametrize("sense", ["bird", "machine", "fly", "tap"])
def test_words_that_yaml_takes_for_something_else(word: str, sense: str) -> None:
    """Whatever the word, it is read as it was given."""
    assert cues(add_cues(GLOSSARY, "g.yml", sense, [word]), sense)[-1] == word


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1, max_size=12))
def test_any_word(word: str) -> None:
    """No word changes anything but the cues of its sense."""
    word = " ".join(word.split()) or "x"
    after = add_cues(GLOSSARY, "g.yml", "bird", [word])
    assert [line[0] for line in changes(GLOSSARY, after) if line[0] != "?"] == ["-", "+"]


def test_a_sense_that_is_not_there() -> None:
    """A sense that another file gives cannot be added to here."""
    with pytest.raises(GlossaryError, match=r"g\.yml: the sense `heron` is not given in this file"):
        add_cues(GLOSSARY, "g.yml", "heron", ["wing"])
