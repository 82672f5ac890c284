"""Checks of the glossary itself: one weak glossary a check, with the whole report, and a sound one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from termlint.glossary.lint import check
from termlint.glossary.model import Cue, EvidenceGroup, Example, Glossary, Place, Sense, Status, Term
from termlint.glossary.read import read_glossary

HEAD = "glossary: G\nlanguage: en\n"


def report(yaml: str) -> list[str]:
    """What the checks say of a glossary, one line a fault."""
    glossary = read_glossary(("g.yml", HEAD + dedent(yaml).lstrip()))
    return [f"{fault.severity} {fault.name} {fault.problem}" for fault in check(glossary)]


def names(*terms: Term, groups: tuple[EvidenceGroup, ...] = ()) -> list[str]:
    """The names of the faults of a glossary made of values, where its reader would refuse the text."""
    return [fault.name for fault in check(Glossary("G", "en", terms, groups))]


SOUND = """
    sources: {s: {title: A book}}
    evidence:
      body: {means: the body is meant, cues: [muscle, {pattern: '\\bstiff (?:neck|back)s?\\b'}]}
      referral: {means: someone sent the client, cues: [prescribed by], negated: no-referral}
      no-referral: {means: nobody did, cues: [walk-in]}
    terms:
      - term: massage
        misspellings: [masage]
        abbreviations: [MSG]
        senses:
          - {id: a, definition: Bodywork., source: [s], cues: [{group: body}], examples: [x], prior: 0.5}
          - {id: b, definition: Falsifying., source: [s], cues: [numbers, {text: muscle, weight: -1}], examples: [x]}
      - term: medical massage
        senses:
          - id: m
            definition: On referral.
            broader: a
            requires: {any: [referral]}
            excludes: {any: [no-referral]}
            examples: [x]
      - {term: rub-down, status: deprecated, use: massage, senses: [{id: r, definition: R., examples: [x]}]}
"""


def test_sound() -> None:
    """A glossary in which all hangs together has no fault."""
    assert report(SOUND) == []


BAD = {
    "unreachable": (
        """
        terms:
          - {term: hot stone, forms: [warm stone], senses: [{id: a, definition: A., examples: [x]}]}
          - {term: hotstone, senses: [{id: b, definition: B., examples: [x]}], inflect: false}
        """,
        "error unreachable-term g.yml:5:12: every form of `hotstone` is also a form of `hot stone` (line 4) "
        "(no text can mean `hotstone` alone: make them senses of one term, or drop one)",
    ),
    "unreachable, the earlier": (
        """
        terms:
          - {term: hotstone, senses: [{id: b, definition: B., examples: [x]}], inflect: false}
          - {term: hot stone, senses: [{id: a, definition: A., examples: [x]}]}
        """,
        "error unreachable-term g.yml:4:12: every form of `hotstone` is also a form of `hot stone` (line 5) "
        "(no text can mean `hotstone` alone: make them senses of one term, or take the form out of `hot stone`)",
    ),
    "listed twice": (
        """
        terms:
          - {term: massage, synonyms: [rub], senses: [{id: a, definition: A., examples: [x]}]}
          - {term: friction, forms: [rub], senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "error duplicate-form g.yml:5:12: `rub` is a form of both `massage` (line 4) and `friction` "
        "(keep it with one of them, or make them senses of one term)",
    ),
    "inflected alike": (
        """
        terms:
          - {term: bath, senses: [{id: a, definition: A., examples: [x]}]}
          - {term: bathe, senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "warning duplicate-form g.yml:5:12: `bathed`, `bathing` is a form of both `bath` (line 4) and `bathe` "
        "(inflection makes it; if that is wrong, set `inflect: false` and list the forms)",
    ),
    "right misspelling": (
        """
        terms:
          - {term: trigger point, misspellings: [triggerpoint], senses: [{id: a, definition: A., examples: [x]}]}
        """,
        "error misspelling-is-form g.yml:4:12: misspelling `triggerpoint` of `trigger point` is a right form of "
        "`trigger point` (it would be reported wherever it is right; "
        "hyphen, space, case and closed spelling are one form)",
    ),
    "misspelling of two": (
        """
        terms:
          - {term: masseur, misspellings: [maseuse], senses: [{id: a, definition: A., examples: [x]}]}
          - {term: masseuse, misspellings: [Maseuse], senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "error duplicate-misspelling g.yml:5:12: `Maseuse` is a misspelling of both `masseur` (line 4) and `masseuse` "
        "(nothing says which of them is to be written; keep it with one)",
    ),
    "abbreviation and form": (
        """
        terms:
          - {term: physical therapy, forms: [PT], senses: [{id: a, definition: A., examples: [x]}]}
          - {term: personal training, abbreviations: [PT], senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "error abbreviation-is-form g.yml:5:12: abbreviation `PT` of `personal training` is a form of "
        "`physical therapy` (line 4) (as a form it is found in any case and never asked to be introduced; list "
        "it as one or the other)",
    ),
    "circular advice": (
        """
        terms:
          - {term: a, status: deprecated, use: bees, senses: [{id: a, definition: A., examples: [x]}]}
          - {term: bee, status: forbidden, use: c, senses: [{id: b, definition: B., examples: [x]}]}
          - {term: c, status: deprecated, use: bee, senses: [{id: c, definition: C., examples: [x]}]}
        """,
        "error advice-reported g.yml:4:12: `a` advises `bees`, but `bee` is forbidden (line 5) "
        "(the fix would be reported itself; advise a term that may be written, such as `c`)",
        "error circular-advice g.yml:5:12: the advice of `bee` leads back to it: bee -> c -> bee "
        "(whoever follows it is sent round for ever; point `use` at a term that may be written)",
        "error circular-advice g.yml:6:12: the advice of `c` leads back to it: c -> bee -> c "
        "(whoever follows it is sent round for ever; point `use` at a term that may be written)",
    ),
    "advice that holds the term": (
        """
        terms:
          - {term: rub, status: deprecated, use: a good rub, senses: [{id: a, definition: A., examples: [x]}]}
        """,
        "warning advice-reported g.yml:4:12: `rub` advises `a good rub`, which is a mention of `rub` again "
        "(whoever follows the advice may be given it again; advise a wording without the term)",
    ),
    "misspelt advice": (
        """
        terms:
          - {term: massage, misspellings: [masage], senses: [{id: a, definition: A., examples: [x]}]}
          - {term: rub, status: forbidden, use: masage, senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "error advice-reported g.yml:5:12: `rub` advises `masage`, which is a misspelling of `massage` "
        "(write `use: massage`)",
    ),
    "idle advice": (
        """
        terms:
          - {term: massage, use: rub, senses: [{id: b, definition: B., examples: [x]}]}
        """,
        "warning idle-advice g.yml:4:12: `use: rub` is never shown, because `massage` is admitted "
        "(set `status: deprecated` or `forbidden`, or drop `use`)",
    ),
    "no cues": (
        """
        terms:
          - term: massage
            senses:
              - {id: a, definition: A., cues: [body], examples: [x]}
              - {id: b, definition: B., examples: [x]}
              - {id: c, definition: C., cues: [{text: body part, weight: -1}], examples: [x]}
              - {id: d, definition: D., prior: 1, examples: [x]}
        """,
        "error no-cues g.yml:7:14: nothing speaks for sense `b`: it has no cues "
        "(it cannot win against the other senses of `massage`; add cues, or a `prior` if it is the default)",
        "error no-cues g.yml:8:14: nothing speaks for sense `c` "
        "(it cannot win against the other senses of `massage`; add cues, or a `prior` if it is the default)",
    ),
    "no examples, same definition, needless prior": (
        """
        terms:
          - {term: rub, senses: [{id: a, definition: Bodywork, examples: [x]}]}
          - {term: massage, senses: [{id: b, definition: bodywork., prior: 1}]}
        """,
        "warning needless-prior g.yml:5:35: sense `b` has a prior, but it is the only sense of `massage` "
        "(a prior only counts against other senses; drop it, or add the sense that it is meant to beat)",
        "warning no-examples g.yml:5:35: sense `b` has no examples "
        "(nothing shows that it is ever chosen; add two or three sentences that must mean it)",
        "error same-definition g.yml:5:35: sense `b` has the definition of `a` (line 4) "
        "(one meaning is one sense: say what sets them apart, or make the second term a form of the first)",
    ),
    "dead groups and sources": (
        """
        sources: {s: {title: A book}}
        evidence:
          one: {means: one, cues: [x ray]}
          two: {means: two, cues: [walk-in], negated: three}
          three: {means: three, cues: [booking]}
        terms:
          - {term: rub, senses: [{id: a, definition: A., requires: {any: [three]}, examples: [x]}]}
        """,
        "warning unused-source g.yml:1:1: no sense names the source `s` (A book) "
        "(name it under `source:` of the senses that it defines, or drop it)",
        "warning unused-group g.yml:5:3: no sense uses the evidence group `one` "
        "(name it as a cue (`{group: ...}`) or in `requires`, `excludes` or `forbids`, or drop it)",
    ),
    "contradictory requirement": (
        """
        evidence: {one: {means: one, cues: [x ray]}}
        terms:
          - term: rub
            senses:
              - id: a
                definition: A.
                requires: {any: [one]}
                excludes: {any: [one]}
                examples: [x]
        """,
        "error contradictory-requirement g.yml:10:20: sense `a` both requires and excludes `one` "
        "(the same words would both allow and bar it; name the group on one side only)",
    ),
    "shared cues": (
        """
        evidence: {one: {means: one, cues: [x ray]}}
        terms:
          - term: rub
            senses:
              - {id: a, definition: A., cues: [skin, {group: one}, {text: oil, weight: 1}], examples: [x]}
              - {id: b, definition: B., cues: [Skin, {group: one}, {text: oil, weight: 3}], examples: [x]}
        """,
        "warning shared-cue g.yml:8:40: the cue `Skin` speaks for `a` (line 7) and `b` alike "
        "(it cannot tell the two apart; keep it with one, or give it different weights)",
        "warning shared-cue g.yml:8:47: the group `one` speaks for `a` (line 7) and `b` alike "
        "(it cannot tell the two apart; keep it with one, or give it different weights)",
    ),
    "cue is form": (
        """
        evidence: {one: {means: one, cues: [rubs, oil]}}
        terms:
          - {term: rub, senses: [{id: a, definition: A., requires: {any: [one]}, examples: [x]}]}
        """,
        "error cue-is-form g.yml:3:37: the cue `rubs` of sense `a` is a form of its own term `rub` "
        "(each mention would be evidence for the next one; use words that stand beside the term)",
    ),
    "repeated and idle cues": (
        """
        terms:
          - {term: rub, senses: [{id: a, definition: A., cues: [oil, oils, {text: cream, weight: 0}], examples: [x]}]}
        """,
        "warning duplicate-cue g.yml:4:62: sense `a` has the cue `oils` twice: `oil` (line 4) finds it "
        "(it would count double; inflected and hyphenated forms are found of themselves)",
        "warning idle-cue g.yml:4:69: the cue `cream` of sense `a` weighs nothing "
        "(give it a weight for the sense or, below zero, against it; or drop it)",
    ),
    "patterns": (
        """
        terms:
          - term: rub
            senses:
              - id: a
                definition: A.
                examples: [x]
                cues:
                  - pattern: '(?:\\w+\\s?)+oil'
                  - pattern: '(o|o)+$'
                  - pattern: 'oil\\nskin'
        """,
        "error slow-pattern g.yml:10:13: the pattern `(?:\\w+\\s?)+oil` repeats a group that is "
        "nothing but repetitions (some texts would take for ever; repeat one part only, or put something "
        "mandatory between the repetitions)",
        "error slow-pattern g.yml:11:13: the pattern `(o|o)+$` does not come to an end on a line of 48 characters "
        "(it can match one text in too many ways; make neighbouring repetitions unable to match the same characters)",
        "error dead-pattern g.yml:12:13: the pattern `oil\\nskin` can never match: "
        "a line break within a paragraph is read as a space (drop or correct that part)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_golden(case: str) -> None:
    """A weak glossary gets exactly the report that says what, where, why and what to do."""
    yaml, *expected = BAD[case]
    assert report(yaml) == expected


def sense(ident: str, *, broader: str | None = None, cues: tuple[Cue, ...] = ()) -> Sense:
    """A sense without faults of its own."""
    return Sense(ident, f"Definition of {ident}.", broader=broader, cues=cues, examples=(Example("x"),))


def test_broader() -> None:
    """A sense must not be narrower than one that does not exist, nor than itself."""
    assert names(Term("rub", (sense("a", broader="b"),))) == ["unknown-broader"]
    circle = (Term("rub", (sense("a", broader="b"),)), Term("oil", (sense("b", broader="a"),)))
    assert names(*circle) == ["circular-broader", "circular-broader"]
    into_circle = (*circle, Term("skin", (sense("c", broader="a"),)))
    assert names(*into_circle) == ["circular-broader", "circular-broader"]


def test_empty_group() -> None:
    """A group without cues is a fault only where it is used and no negation feeds it."""
    term = Term("rub", (sense("a", cues=(Cue(group="one"),)),))
    empty = EvidenceGroup("one", "one", ())
    assert names(term, groups=(empty,)) == ["empty-group"]
    assert names(term, groups=(empty, EvidenceGroup("two", "two", (Cue("oil"),), negated="one"))) == []


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("(", "bad-pattern"),
        ("a*", "empty-pattern"),
        ("$", "empty-pattern"),
        (r"(a+)+", "slow-pattern"),
        (r"(x+x+)+y", "slow-pattern"),
        (r"((ab)*)*c", "slow-pattern"),
        (r"(?:[a-z]+[- ]?)+oil", "slow-pattern"),
        ("oil$ skin", "dead-pattern"),
        ("oil^skin", "dead-pattern"),
        ("{term} of {term}", "dead-pattern"),
        (r"(?:\w+\s+){0,3}oil", None),
        (r"(?:\w+ )+oil", None),
        (r"{term} (?:into|in) (?:the )?(?:skin|scalp)", None),
        ("{term} of oil|oil for {term}", None),
        (r"^\d{2,} oils?$", None),
        (r"[*+]{2}(?=oil)", None),
        (r"\bpat\p{L}+ed\b", None),
    ],
)
def test_patterns(pattern: str, fault: str | None) -> None:
    """Patterns that match nothing, everything or never come to an end are told from sound ones."""
    found = names(Term("rub", (sense("a", cues=(Cue(pattern=pattern),)),)))
    assert found == ([fault] if fault else [])


def test_order() -> None:
    """Faults come in the order of the glossary's files and of the places in them."""
    late = Term("rub", (Sense("a", "A.", place=Place("z.yml", 9, 1)),))
    early = Term("oil", (Sense("b", "B.", place=Place("b.yml", 2, 5)),))
    glossary = Glossary("G", "en", (early, late), files=("z.yml", "b.yml"))
    assert [fault.problem.place for fault in check(glossary)] == ["z.yml:9:1", "b.yml:2:5"]


def test_other_files_are_named() -> None:
    """Where the other place is in another file, that file is named."""
    one = Term("oil", (sense("a"),), forms=("balm",), place=Place("a.yml", 3, 1))
    two = Term("cream", (sense("b"),), forms=("balm",), place=Place("b.yml", 2, 1))
    (fault,) = check(Glossary("G", "en", (one, two)))
    assert "`oil` (a.yml:3)" in fault.problem.message


def test_longest_advice_wins() -> None:
    """Advice that holds the term only within a longer term is not a mention of it."""
    rub = Term("massage", (sense("a"),), status=Status.DEPRECATED, use="massage therapy")
    assert names(rub, Term("massage therapy", (sense("b"),))) == []
