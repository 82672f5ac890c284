"""Seeds: what the words of an author's definitions, cues and examples say of senses."""

from __future__ import annotations

from functools import partial

from termlint.glossary.cache import dumps, loads
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.read import read_glossary
from termlint.glossary.seeds import seed_words
from termlint.stems import Stemmer

GLOSSARY = """\
glossary: Birds and building
terms:
  - term: crane
    senses:
      - {id: bird, definition: a tall wading bird, cues: [feathers], examples: [A crane stood in the reeds.]}
      - {id: machine, definition: a tall lifting machine, cues: [lifting]}
  - term: jenny
    senses:
      - {id: donkey, definition: a female donkey, cues: [donkeys]}
      - {id: engine, definition: an engine for spinning, cues: [{pattern: spinning \\w+}]}
"""


def test_words_speak_for_the_sense_that_has_them() -> None:
    """Words of one sense speak for it, those of cues the loudest; words of both, and the term itself, for none."""
    crane = compile_glossary(read_glossary(("g.yml", GLOSSARY))).terms[0]
    found = {word.feature: (word.sense, word.origin, word.tenths) for word in crane.words}
    origins = {feature: said[:2] for feature, said in found.items()}
    assert origins == {
        "feather": (0, "cue"),
        "wade": (0, "definition"),
        "bird": (0, "definition"),
        "stood": (0, "example"),
        "reed": (0, "example"),
        "lift": (1, "cue"),
        "machin": (1, "definition"),
    }
    assert found["lift"][2] > found["machin"][2]
    assert found["feather"][2] > found["bird"][2] > 0


def test_each_sense_needs_plain_words() -> None:
    """Where a sense has nothing but a pattern, words speak for none."""
    assert compile_glossary(read_glossary(("g.yml", GLOSSARY))).terms[1].words == ()


def test_an_example_can_be_left_out() -> None:
    """Who judges an example does not hear its own words."""
    compiled = compile_glossary(read_glossary(("g.yml", GLOSSARY)))
    term, example = compiled.terms[0].term, "A crane stood in the reeds."
    left = {word.feature for word in seed_words(term, Stemmer("en"), compiled.forms, example)}
    assert left == {word.feature for word in compiled.terms[0].words} - {"stood", "reed"}


def test_words_are_kept_with_the_glossary() -> None:
    """A glossary that was read back has the same words."""
    glossary = read_glossary(("g.yml", GLOSSARY))
    first, rest = dumps(glossary)
    kept = loads(first, partial(bytes, rest)).compiled
    assert [term.words for term in kept.terms] == [term.words for term in compile_glossary(glossary).terms]
