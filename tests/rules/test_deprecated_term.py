"""TL201: a deprecated term."""

from __future__ import annotations

from typing import Any

import pytest

from termlint.diagnostic import Applicability

GLOSSARY = """\
glossary: House style
terms:
  - {term: masseuse, status: deprecated, use: massage therapist}
  - {term: rubdown, status: deprecated, use: admitted treatment}
  - {term: hand therapy, status: deprecated, use: Zentherapy}
  - {term: soft cure, status: deprecated, use: rest, note: there is no such thing}
  - {term: body party, status: deprecated, use: body study}
  - {term: user, status: deprecated, use: client}
  - {term: old rub, status: deprecated, use: hour of rest}
  - {term: massage, senses: [{id: massage, definition: rubbing}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        "A massage therapist.",
        "The word “masseuse” is old.",
        'Some say "rubdown".',
        "The `rubdown` flag.",
        "[Home](/rubdown)",
        "<!-- rubdown -->",
        "Welcome to the Masseuse Academy of Leeds.",
        "He scrubdowns and rubdownish things.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """Other terms, quotations, names, code, addresses, comments and longer words are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Ask the masseuse.", "Ask the massage therapist."),
        ("Ask our masseuses.", "Ask our massage therapists."),
        ("The masseuse's hands.", "The massage therapist's hands."),
        ("Masseuses work here.", "Massage therapists work here."),
        ("# MASSEUSES", "# MASSAGE THERAPISTS"),
        ("A rubdown.", "An admitted treatment."),
        ("Such a rubdown!", "Such an admitted treatment!"),
        ("A RUBDOWN.", "An ADMITTED TREATMENT."),
        ("An old rub.", "An hour of rest."),
        ("a user and an old rub", "a client and an hour of rest"),
        ("A **rubdown** now.", "An **admitted treatment** now."),
        ("Some hand therapy.", "Some Zentherapy."),
        ("HAND THERAPY", "Zentherapy"),
        ("Hand-therapy helps.", "Zentherapy helps."),
        ("Two body parties.", "Two body studies."),
        ("Body Parties", "Body Studies"),
        ("A rubdown\r\nand a rubdown", "An admitted treatment\r\nand an admitted treatment"),
        ("Not a rubdown.", "Not an admitted treatment."),
        ("[rubdown](/rubdown)", "[admitted treatment](/rubdown)"),
        ("| rubdown |\n|-|\n| rubdowns |\n", "| admitted treatment |\n|-|\n| admitted treatments |\n"),
    ],
)
def test_the_fix_follows_number_capitals_and_article(bench: Any, text: str, fixed: str) -> None:
    """The term to use takes the place, the number, the capitals and the article of the deprecated one."""
    assert bench.fixed(text, GLOSSARY) == fixed
    assert bench.reports(fixed, GLOSSARY) == []


GRAMMAR = """\
glossary: House style
terms:
  - {term: leverage, status: deprecated, use: use}
  - {term: utilise, status: deprecated, use: apply}
  - {term: masseuse, status: deprecated, use: massage therapist}
  - {term: client, status: deprecated, use: honest person}
  - {term: foot, status: deprecated, use: eucalyptus rub}
  - {term: rub in, status: deprecated, use: massage in}
  - {term: knead, status: deprecated, use: MLD}
  - {term: plan of care, status: deprecated, use: Care-plan}
  - {term: guy, status: deprecated, use: woman}
  - {term: masseur, synonyms: [rubber man], status: deprecated, use: one-to-one guest}
  - {term: pummel, status: deprecated, use: give}
"""


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("We leveraged oil.", "We used oil."),
        ("Leveraging oil helps.", "Using oil helps."),
        ("She leverages oil.", "She uses oil."),
        ("It utilised oil, it is utilising oil.", "It applied oil, it is applying oil."),
        ("The masseuses’ room.", "The massage therapists' room."),
        ("He rubbed in oil.", "He massaged in oil."),
        ("Two plans of care, one plan of care.", "Two Care-plans, one Care-plan."),
        ("Three guys.", "Three women."),
        ("Two rubber men, a rubber man.", "Two one-to-one guests, a one-to-one guest."),
        ("Two feet.", "Two eucalyptus rubs."),
        ("Two clients.", "Two honest people."),
        ("They pummelling it.", "They giving it."),
    ],
)
def test_the_fix_follows_the_grammar(bench: Any, text: str, fixed: str) -> None:
    """Tense, irregular plurals, possessives and phrases are carried over, as is a synonym's form."""
    assert bench.fixed(text, GRAMMAR) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A client.", "An honest person."),
        ("A foot.", "A eucalyptus rub."),
        ("A knead.", "An MLD."),
        ("A masseur.", "A one-to-one guest."),
        ("A\nguy.", "A\nwoman."),
        ("A\nclient.", "An\nhonest person."),
        ("The clients.", "The honest people."),
    ],
)
def test_the_article_goes_by_the_sound(bench: Any, text: str, fixed: str) -> None:
    """Silent and sounded letters and abbreviations take the article that is spoken."""
    assert bench.fixed(text, GRAMMAR) == fixed


@pytest.mark.parametrize("text", ["We kneaded.", "They are kneading.", "We pummelled it."])
def test_a_form_that_cannot_be_carried_over_is_not_safe(bench: Any, text: str) -> None:
    """Where the term to use has no such form, or two, the fix would break the sentence: it is unsafe."""
    (found,) = bench.check(text, GRAMMAR).diagnostics
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE
    assert bench.fixed(text, GRAMMAR) == text


@pytest.mark.parametrize(
    "text",
    [
        "Some **hand** therapy.",
        "Some hand\ntherapy.",
        "Some hand&nbsp;therapy.",
        "Some [hand](/a) therapy.",
        "Some hand&#45;therapy.",
    ],
)
def test_a_fix_across_markup_is_only_shown(bench: Any, text: str) -> None:
    """Where the mention crosses markup, a line end or an entity nothing is edited, not even as an unsafe fix."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert found.fix is not None
    assert found.fix.applicability is Applicability.DISPLAY
    assert bench.fixed(text, GLOSSARY, unsafe=True) == text


def test_the_note_of_the_glossary_helps(bench: Any) -> None:
    """Where the glossary says why, that is the help; else the term to write."""
    found = bench.check("A soft cure.\n\n# B\n\nA rubdown.", GLOSSARY).diagnostics
    assert [d.message for d in found] == [
        "“soft cure” is deprecated; write “rest”",
        "“rubdown” is deprecated; write “admitted treatment”",
    ]
    assert [d.help for d in found] == ["there is no such thing", "write “admitted treatment”"]


def test_one_report_a_section_with_one_fix(bench: Any) -> None:
    """Mentions of a section are one report whose fix mends them all."""
    text = "A rubdown.\nTwo rubdowns.\n\n# Next\n\nOne rubdown.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [6]]
    first = bench.check(text, GLOSSARY).diagnostics[0]
    assert first.fix is not None
    assert [edit.content for edit in first.fix.edits] == ["An", "admitted treatment", "admitted treatments"]


def test_safe_and_shown_fixes_of_a_section_are_kept_apart(bench: Any) -> None:
    """A mention across markup does not keep the others of its section from being fixed, whichever comes first."""
    for text, fixed in (
        ("Some hand therapy, some hand\ntherapy.", "Some Zentherapy, some hand\ntherapy."),
        ("Some hand\ntherapy, some hand therapy.", "Some hand\ntherapy, some Zentherapy."),
    ):
        assert bench.fixed(text, GLOSSARY) == fixed
