"""A prepared glossary as bytes and back: nothing is lost, nothing else is taken for one, and little is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields, replace

from termlint.glossary.cache import dumps, loads
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.lazy import Lazy
from termlint.glossary.model import Cue, EvidenceGroup, Glossary, Place, Requirement, Sense, SourceText, Term
from termlint.glossary.prepared import prepared

PLAIN = {
    str: st.text(max_size=4) | st.sampled_from(["rub", "rub in", "é", "AB"]),
    int: st.integers(1, 9),
    float: st.floats(-9, 9),
    bool: st.booleans(),
}
GROUP = EvidenceGroup("g", "m", (Cue("oil"), Cue(pattern="x{term}y")))
SENSE = Sense("a", "d", cues=(Cue("c"), Cue(pattern="p{g}", weight=-1.5)), requires=Requirement(("g",)))
SMALL = Glossary("g", "en", (Term("a", (SENSE,), abbreviations=("AB",)), Term("b", ())), (GROUP,), digest="0")


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, every field of a struct among them: one that is added to the model is tried here at once."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        return st.builds(hint, **{name: any_of(part) for name, part in get_type_hints(hint).items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is UnionType:
        return st.one_of(*map(any_of, get_args(hint)))
    return st.none() if hint is NoneType else PLAIN[hint]


def tuples(kind: type) -> st.SearchStrategy[Any]:
    """Some values of a class."""
    return st.lists(any_of(kind), max_size=3).map(tuple)


def _without_groups(cue: Cue) -> Cue:
    """The cue as a reader would accept it in any glossary: a text, or a pattern that is one."""
    return replace(cue, group=None, pattern=None, text=cue.text or "x")


def _spelt(term: Term) -> Term:
    """The term as a reader would accept it: no name of it is empty."""
    names = ("synonyms", "forms", "abbreviations", "misspellings")
    known = {name: tuple(filter(str.strip, getattr(term, name))) for name in names}
    return replace(term, term=term.term if term.term.strip() else "x", **known)


def _named(glossary: Glossary) -> Glossary:
    """The glossary with cues and requirements that lead somewhere."""

    def sense(one: Sense) -> Sense:
        return replace(one, cues=tuple(map(_without_groups, one.cues)), requires=None, excludes=None, forbids=None)

    groups = tuple(replace(group, cues=tuple(map(_without_groups, group.cues))) for group in glossary.groups)
    terms = tuple(replace(_spelt(term), senses=tuple(map(sense, term.senses))) for term in glossary.terms)
    return replace(glossary, terms=terms, groups=groups)


GLOSSARIES = st.builds(
    Glossary,
    name=st.text(max_size=4),
    language=st.sampled_from(["en", "de"]),
    terms=tuples(Term),
    groups=tuples(EvidenceGroup),
    sources=tuples(SourceText),
    description=st.none() | st.text(max_size=4),
    files=st.lists(st.text(max_size=4), max_size=2).map(tuple),
    digest=st.text(max_size=4),
).map(_named)


def there_and_back(glossary: Glossary) -> Any:
    """What is read of what was written."""
    first, rest = dumps(glossary)
    return loads(first, lambda: rest)


def leaves(value: object) -> Iterator[tuple[type, object]]:
    """Every value within `value` with its class: equality alone would not see places, or a text for an enumeration."""
    if isinstance(value, Struct):
        yield type(value), None
        for field in fields(value):
            if field.name != "holders":
                yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple | Lazy):
        yield tuple, len(value)
        for item in value:
            yield from leaves(item)
    else:
        yield type(value), value


@settings(
    max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(GLOSSARIES)
def test_there_and_back(glossary: Glossary) -> None:
    """What is read equals what was written, places and types included."""
    back = there_and_back(glossary).glossary
    assert back == glossary
    assert glossary == back
    assert list(leaves(back)) == list(leaves(glossary))
    assert hash(back) == hash(glossary)
    for term in glossary.terms:
        for sense in term.senses:
            assert back.sense(sense.id) == glossary.sense(sense.id)


@settings(max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(GLOSSARIES | st.just(SMALL))
def test_what_is_made_of_it_comes_back_too(glossary: Glossary) -> None:
    """A glossary that is read is compiled as the one that was written is, term by term and table by table."""
    there, back = compile_glossary(glossary), there_and_back(glossary).compiled
    assert back.terms == there.terms
    assert list(leaves(back.terms)) == list(leaves(there.terms))
    assert (back.cue_list, back.patterns, back.abbreviations) == (there.cue_list, there.patterns, there.abbreviations)
    assert (back.forms.phrases, back.cues.phrases) == (there.forms.phrases, there.cues.phrases)
    if "" not in (*back.forms.phrases, *back.cues.phrases):  # no reader accepts an empty form
        text = " ".join((*back.forms.phrases, *back.cues.phrases))
        assert list(back.forms.hits(text)) == list(there.forms.hits(text))
        assert list(back.cues.hits(text)) == list(there.cues.hits(text))
    assert there_and_back(glossary).anchors == prepared(glossary).anchors


def test_groups_and_patterns_come_back() -> None:
    """Demands, patterns and the words of the groups that they name are those of the glossary that was written."""
    there, back = compile_glossary(SMALL), there_and_back(SMALL).compiled
    assert back.terms == there.terms
    assert back.terms[0].senses[0].requires is not None
    for text in ("p oil", "p", "x AB y"):
        cues = there.patterns
        found = [compiled.could_match(cues, compiled.expressions.look(text)) for compiled in (there, back)]
        assert found[0] == found[1]


def test_places_are_left_out_for_those_who_do_not_ask() -> None:
    """Without places a glossary is the same in all else, and its terms stand nowhere."""
    place = Place("g.yml", 3, 7)
    glossary = replace(SMALL, terms=tuple(replace(term, place=place) for term in SMALL.terms))
    first, rest = dumps(glossary)
    for places in (True, False):
        back = loads(first, lambda: rest, places=places).glossary
        assert back == glossary
        assert [term.place for term in back.terms] == [place if places else Place()] * 2


def test_frozen() -> None:
    """What is read is as frozen as anything made by its constructor."""
    back = there_and_back(SMALL).glossary
    with pytest.raises(AttributeError):
        back.terms[0].term = "b"
    assert replace(back, name="h").name == "h"


def test_a_text_without_a_term_needs_the_first_part_only() -> None:
    """The rest is not read until something of it is asked for, and then once."""
    first, rest = dumps(SMALL)
    read = []

    def late() -> bytes:
        read.append(1)
        return rest

    back = loads(first, late)
    assert (back.glossary.name, back.glossary.digest, len(back.glossary.terms)) == ("g", "0", 2)
    assert back.anchors == prepared(SMALL).anchors
    assert not read
    assert [term.term.term for term in back.compiled.terms] == ["a", "b"]
    assert back.compiled.terms[0].term is back.glossary.terms[0]
    assert back.glossary.groups == SMALL.groups
    assert read == [1]


@pytest.mark.parametrize("data", [b"", b"{}", b"\x90", b"\xc0", b"\x07", b"\xa1x", b"\x91\x90", b"\x91" * 9999])
def test_foreign_bytes(data: bytes) -> None:
    """MessagePack that is something else, or no MessagePack, is a ValueError."""
    with pytest.raises((ValueError, RecursionError)):
        loads(data, lambda: data)
    with pytest.raises((ValueError, RecursionError)):
        _ = loads(dumps(SMALL)[0], lambda: data).glossary.terms[0]


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.data())
def test_damaged_bytes(data: st.DataObject) -> None:
    """Bytes that lost or changed one make a ValueError or some glossary, never another error."""
    first, rest = (bytearray(part) for part in dumps(SMALL))
    part = data.draw(st.sampled_from([first, rest]))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at : at + 1] = data.draw(st.sampled_from([b"", b"\x00", b"\x91", b"\xc0", b"\xff", b"a"]))
    try:
        back = loads(bytes(first), lambda: bytes(rest))
        result = tuple(back.compiled.terms)
    except (ValueError, LookupError):
        result = ()
    assert isinstance(result, tuple)


def structs(hint: Any) -> set[type[Struct]]:
    """A struct and all that are in it, or those in another type."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        own = [structs(part) for part in get_type_hints(hint).values()]
        return {hint}.union(*own)
    return set[type[Struct]]().union(*map(structs, get_args(hint)))


def test_what_is_read_back_is_annotated_with_types() -> None:
    """Annotations that are texts would be compiled and evaluated at every start, one by one."""
    from termlint import glossaries_cache, patterns_cache
    from termlint.glossary import cache, compiled

    read = (glossaries_cache._Head, patterns_cache._Kept, cache._First, cache._Rest, compiled.Tables, compiled.Weighed)
    every = set[type[Struct]]().union(*map(structs, (*read, Term, EvidenceGroup, SourceText)))
    assert len(every) > 25
    texts = [one for one in every if any(isinstance(hint, str) for hint in one.__annotations__.values())]
    assert texts == []
