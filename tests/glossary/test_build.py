"""What only the whole glossary can tell: that names lead somewhere, and what is left to defaults."""

from __future__ import annotations

import pytest

from termlint.errors import GlossaryError
from termlint.glossary.model import Case, Cue, Requirement, Sense, Status, Term, Window
from termlint.glossary.read import read_glossary


def terms(yaml: str) -> tuple[Term, ...]:
    """The terms of a glossary with the evidence groups `oil` and `water`."""
    evidence = "evidence: {oil: {means: oil, cues: [oil]}, water: {means: water, cues: [water], negated: oil}}"
    return read_glossary(("g", f"glossary: g\n{evidence}\nterms:\n{yaml}")).terms


def fault(yaml: str) -> str:
    """The one fault of those terms."""
    with pytest.raises(GlossaryError) as caught:
        terms(yaml)
    (problem,) = caught.value.problems
    return str(problem)


def test_defaults() -> None:
    """What the author does not say is what the model has as its default."""
    assert terms("  - {term: a, senses: [{id: a, definition: d}]}") == (Term("a", (Sense("a", "d"),)),)
    (term,) = terms("  - {term: a, senses: [{id: a, definition: d}]}")
    assert (term.status, term.case, term.inflect, term.senses[0].prior) == (Status.ADMITTED, Case.ANY, True, 0.0)


@pytest.mark.parametrize(
    ("yaml", "requirement"),
    [
        ("oil", Requirement(("oil",))),
        ("[oil, water]", Requirement(("oil", "water"))),
        ("{all: [oil, water], within: path}", Requirement((), ("oil", "water"), Window.PATH)),
        ("{any: oil, all: water}", Requirement(("oil",), ("water",))),
        ("[]", None),
    ],
)
def test_requirements(yaml: str, requirement: Requirement | None) -> None:
    """A requirement can be a name, a list of which one is enough, or told in full."""
    (term,) = terms(f"  - {{term: a, senses: [{{id: a, definition: d, excludes: {yaml}}}]}}")
    assert term.senses[0].excludes == requirement


def test_a_cue_of_its_own_or_a_list() -> None:
    """One cue may stand without a list, as a text or in full."""
    for yaml, cue in (("oil", Cue(text="oil")), ("{group: oil, weight: -1}", Cue(group="oil", weight=-1.0))):
        (term,) = terms(f"  - {{term: a, senses: [{{id: a, definition: d, cues: {yaml}}}]}}")
        assert term.senses[0].cues == (cue,)


def test_case_tells_terms_apart_only_where_it_counts() -> None:
    """Two terms that differ in case only are one term, unless case is part of one of them."""
    one = "  - {term: Polish, case: exact, senses: [{id: a, definition: d}]}\n"
    two = "  - {term: polish, senses: [{id: b, definition: d}]}\n"
    assert [term.term for term in terms(one + two)] == ["Polish", "polish"]
    assert "differ in case only" in fault(one.replace("exact", "any") + two)


def test_chain_of_broader_senses() -> None:
    """A sense may be broader than many; only a way that comes back is a fault, told once."""
    row = "".join(f"  - {{term: t{n}, senses: [{{id: s{n}, definition: d, broader: s{n + 1}}}]}}\n" for n in range(20))
    assert len(terms(row + "  - {term: end, senses: [{id: s20, definition: d}]}")) == 21
    assert "broader than itself (s0 -> s1 ->" in fault(
        row + "  - {term: z, senses: [{id: s20, definition: d, broader: s0}]}"
    )


@pytest.mark.parametrize("status", ["deprecated", "forbidden"])
def test_terms_without_senses(status: str) -> None:
    """A term that must not be used needs no sense; any other one does."""
    assert terms(f"  - {{term: a, status: {status}, use: b}}")[0].senses == ()
    assert "must have the key `senses`" in fault("  - {term: a, status: admitted, use: b}")


def test_deprecated_terms_say_what_to_use() -> None:
    """Only a deprecated term must say what to write instead; a forbidden one may."""
    assert terms("  - {term: a, status: forbidden}")[0].use is None
    assert fault("  - {term: a, status: deprecated}").startswith("g:4:23: a deprecated term must have the key `use`")


def test_misuses_name_rules() -> None:
    """Where the rules are known a misuse must name one of them; where not, any name will do."""
    text = "glossary: g\nterms: [{term: a, senses: [{id: a, definition: d, misuses: [{text: t, rule: TL999}]}]}]"
    assert read_glossary(("g", text)).terms[0].senses[0].misuses[0].rule == "TL999"
    with pytest.raises(GlossaryError, match="there is no rule `TL999`"):
        read_glossary(("g", text), rules=("TL101", "ambiguous-sense"))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("((((a{99}){99}){99}){99}){99}", "repeats too much"),
        ("a{99999999}", "repeats too much"),
        (r"\)(?:[)]x{1,400}){,400}", "repeats too much"),
        ("(" * 3000 + "a" + ")" * 3000, "is too hard"),
        ("a" * 100_001, "repeats too much"),
        ("(a", "not a regular expression: missing ) at its character 3"),
        ("{term} (a", "not a regular expression: missing ) (a text"),
        ("{soap}", "there is no evidence group `soap`"),
        ("(?:a?)*", "matches the empty text"),
    ],
)
def test_bad_patterns(pattern: str, said: str) -> None:
    """A pattern that cannot be compiled, in bearable time and space, or is of no use, is a fault."""
    assert said in fault(f"  - {{term: a, senses: [{{id: a, definition: d, cues: [{{pattern: '{pattern}'}}]}}]}}")


@pytest.mark.parametrize(
    "pattern", ["a{1,99}b{99}(c{50}){50}", r"\w{1,20} {oil} {term:a|b} [{9]{3}", "(?i)x|y", "a{,3}b"]
)
def test_good_patterns(pattern: str) -> None:
    """Counts within reason, names of groups and the mention are taken."""
    (term,) = terms(f"  - {{term: a, senses: [{{id: a, definition: d, cues: [{{pattern: '{pattern}'}}]}}]}}")
    assert term.senses[0].cues[0].pattern == pattern
