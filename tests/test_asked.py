"""What is asked for of a text before it is parsed."""

from __future__ import annotations

from termlint.asked import asked
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.model import Cue, Glossary, Sense, Term
from termlint.glossary.prepared import prepared
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.prefilter import Prefilter


def _sense(name: str, *cues: Cue) -> Sense:
    return Sense(name, name, cues=cues)


OIL, FIGURES, WET = Cue(text="oil"), Cue(text="figures"), Cue(pattern=r"a \w+ audit")
GLOSSARY = Glossary(
    "Care",
    "en",
    (
        Term("rub", (_sense("skin", OIL), _sense("data", FIGURES))),
        Term("spa", (_sense("spa", Cue(text="water")),)),
        Term("stamp", (_sense("mark", WET), _sense("foot", OIL))),
    ),
)
COMPILED = compile_glossary(GLOSSARY)
PREFILTER = Prefilter(prepared(GLOSSARY).anchors)


def test_terms_and_the_cues_that_they_ask_for() -> None:
    """A term with one sense that requires nothing asks for none."""
    found = asked(COMPILED, PREFILTER.look("water, oil and a spa"))
    assert found
    assert (found.offsets, found.cues) == ([17], frozenset())
    found = asked(COMPILED, PREFILTER.look("oil, water, rub: figures"))
    assert found
    assert found.offsets == [0, 12, 17]
    assert {COMPILED.cue_list[cue].label for cue in found.cues} == {"oil", "figures"}


def test_anything_may_matter() -> None:
    """To a pattern that names no mention, and in a text whose words nobody knows."""
    assert asked(COMPILED, PREFILTER.look("a stamp")) is None
    assert asked(COMPILED, PREFILTER.look("a ru\u00adb")) is None


def test_what_it_covers() -> None:
    """All cues that mentions ask for, or not all."""
    source = "The spa. One rub."
    document = FORMAT.parse(source, FormatOptions())
    spa, rub = find_mentions(document, Passages(document), COMPILED)
    found = asked(COMPILED, PREFILTER.look("spa"))
    assert found
    assert found.covers([spa], COMPILED)
    assert not found.covers([spa, rub], COMPILED)
