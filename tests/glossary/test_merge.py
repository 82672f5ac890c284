"""Several files made one glossary: what a later file says goes."""

from __future__ import annotations

import pytest

from termlint.errors import GlossaryError
from termlint.glossary.model import Cue, Glossary, Place, Requirement, Status
from termlint.glossary.read import read_glossary

BASE = """\
glossary: Base
language: en
description: The base.
sources: {ask: Ask, book: A book}
evidence:
  oil: {means: oil is named, cues: [oil, lotion]}
  data: {means: data are named, cues: [data]}
terms:
  - term: massage
    forms: [massag]
    note: A note.
    senses:
      - {id: massage.bodywork, definition: Kneading., cues: [back, {group: oil}], prior: 2, source: ask}
      - {id: massage.tidy, definition: Tidying., cues: [spreadsheet], requires: data}
  - term: rub
    senses: [{id: rub, definition: Rubbing.}]
"""


def merged(*texts: str) -> Glossary:
    """BASE with `texts` after it, named 1, 2 and so on."""
    return read_glossary(("base", BASE), *((str(n), text) for n, text in enumerate(texts, 1)))


def over(terms: str) -> Glossary:
    """BASE overridden by the terms of one file."""
    return merged(f"glossary: Base\nterms:\n{terms}")


def faults(terms: str) -> list[str]:
    """What is said of the terms of one file after BASE."""
    with pytest.raises(GlossaryError) as caught:
        over(terms)
    return [str(problem) for problem in caught.value.problems]


def test_top_level_keys_are_replaced_one_by_one() -> None:
    """A later name, language or description replaces the earlier one; what is not given is kept."""
    glossary = merged("glossary: Mine\nlanguage: en-GB\n")
    assert (glossary.name, glossary.language, glossary.description) == ("Mine", "en-GB", "The base.")
    assert glossary.files == ("base", "1")


def test_groups_and_sources_are_replaced_as_a_whole() -> None:
    """A group or source of the same name is replaced, in its old place; new ones come after."""
    glossary = merged(
        "glossary: g\nsources: {book: Another, web: {title: Web}}\nevidence: {oil: {means: m, cues: butter}}"
    )
    assert [(source.name, source.title) for source in glossary.sources] == [
        ("ask", "Ask"),
        ("book", "Another"),
        ("web", "Web"),
    ]
    assert [group.name for group in glossary.groups] == ["oil", "data"]
    assert glossary.groups[0].cues == (Cue(text="butter"),)
    assert glossary.groups[0].place == Place("1", 3, 12)


def test_term_keys_are_replaced_one_by_one() -> None:
    """A term that is given again keeps what is not given anew, its senses among it."""
    glossary = over("  - {term: massage, status: deprecated, use: bodywork, forms: [a, b]}\n")
    term, before = glossary.terms[0], merged().terms[0]
    assert (term.status, term.use, term.forms, term.note) == (Status.DEPRECATED, "bodywork", ("a", "b"), "A note.")
    assert term.senses == before.senses
    assert [each.term for each in glossary.terms] == ["massage", "rub"]


def test_senses_are_merged_by_id() -> None:
    """A sense that is given again keeps what is not given anew; a new one is added after the others."""
    glossary = over(
        "  - term: massage\n    senses:\n      - {id: massage.new, definition: New.}\n"
        "      - {id: massage.bodywork, cues: table, prior: 0.5}\n"
    )
    assert [sense.id for sense in glossary.terms[0].senses] == ["massage.bodywork", "massage.tidy", "massage.new"]
    sense = glossary.terms[0].senses[0]
    assert (sense.definition, sense.cues, sense.prior, sense.sources) == (
        "Kneading.",
        (Cue(text="table"),),
        0.5,
        ("ask",),
    )


def test_removed() -> None:
    """Inherited terms and senses can be dropped, and given anew by a still later file."""
    one = (
        "glossary: g\nterms:\n  - {term: rub, remove: true}\n"
        "  - {term: massage, senses: [{id: massage.tidy, remove: true}]}"
    )
    two = "glossary: g\nterms:\n  - {term: rub, senses: [{id: rub.new, definition: d}]}"
    assert [[sense.id for sense in term.senses] for term in merged(one).terms] == [["massage.bodywork"]]
    assert [[sense.id for sense in term.senses] for term in merged(one, two).terms] == [
        ["massage.bodywork"],
        ["rub.new"],
    ]


def test_what_is_not_removed() -> None:
    """`remove: false` is as good as nothing."""
    assert over("  - {term: rub, remove: false, senses: [{id: rub, remove: false}]}").terms == merged().terms


def test_a_requirement_is_dropped_by_an_empty_one() -> None:
    """An inherited requirement can be replaced and, with an empty list, dropped."""
    start = "  - {term: massage, senses: [{id: massage.tidy, requires: "
    assert over(f"{start}oil}}]}}").terms[0].senses[1].requires == Requirement(("oil",))
    assert over(f"{start}[]}}]}}").terms[0].senses[1].requires is None


def test_faults_of_overrides() -> None:
    """What cannot be removed, is removed in part, or leaves a term or sense bare, is told where it stands."""
    assert faults(
        "  - {term: rubb, remove: true}\n"
        "  - {term: massage, senses: [{id: massage.tidi, remove: true}, {id: massage.body}]}\n"
        "  - {term: rub, senses: [{id: rub, remove: true, note: x}]}\n"
    ) == [
        "1:3:12: the term `rubb` is not inherited and cannot be removed (did you mean `rub`?)",
        "1:4:35: the sense `massage.tidi` is not inherited and cannot be removed (did you mean `massage.tidy`?)",
        "1:4:69: the sense `massage.body` must have the key `definition` (say what the term means in this sense)",
        "1:5:50: `note` cannot stand beside `remove: true` (delete one of the two)",
    ]


def test_no_sense_left() -> None:
    """A term whose last sense is removed would never be found to mean anything: that is a fault."""
    assert faults("  - {term: rub, senses: [{id: rub, remove: true}]}\n") == [
        "1:3:12: the term `rub` must have the key `senses` (only a deprecated or forbidden term needs none)"
    ]


def test_references_to_what_was_removed() -> None:
    """A name that only the removed entry gave leads nowhere any more."""
    assert faults(
        "  - {term: massage, remove: true}\n  - {term: rub, senses: [{id: rub, broader: massage.tidy}]}\n"
    ) == ["1:4:45: there is no sense `massage.tidy`"]


def test_one_id_in_two_terms() -> None:
    """An id names one sense of one term, over all files."""
    assert faults("  - {term: knead, senses: [{id: rub, definition: Kneading.}]}\n") == [
        "1:3:33: two terms define the sense `rub` "
        "(first given at base:16; terms that mean the same are `synonyms` of one)"
    ]
