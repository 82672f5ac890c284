"""Results between processes."""

from __future__ import annotations

from msgspec.structs import replace

from termlint.glossary.model import Cue, Glossary, Sense, Term
from termlint.wire import Wire


def glossary() -> Glossary:
    """A glossary of two terms, made anew, as each process has its own."""
    cues = tuple(Cue(text=f"cue number {number}") for number in range(200))
    return Glossary("g", "en", (Term("a", (Sense("a.1", "x", cues=cues), Sense("a.2", "y"))), Term("b", ())))


def test_parts_arrive_as_the_receivers_own() -> None:
    """Terms and senses of one side are the very objects of the other side after the journey."""
    here, there = glossary(), glossary()
    value = {"terms": here.terms, "sense": here.terms[0].senses[1], "text": "plain"}
    received = Wire(there).loads(Wire(here).dumps(value))
    assert received == value
    assert received["terms"][0] is there.terms[0]
    assert received["sense"] is there.terms[0].senses[1]


def test_a_result_is_small_whatever_the_glossary() -> None:
    """The cues of a sense do not travel with every mention of it."""
    made = glossary()
    assert len(Wire(made).dumps([made.terms[0]] * 3)) < 200


def test_a_part_that_is_not_in_the_glossary_travels_whole() -> None:
    """A sense that a rule made up arrives equal."""
    made = glossary()
    other = replace(made.terms[0].senses[1], id="other")
    assert Wire(glossary()).loads(Wire(made).dumps(other)) == other
