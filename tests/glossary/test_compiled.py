"""Compiling a glossary: forms, numbered cues, weights and demands."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from termlint.glossary.compiled import (
    DEFAULT_WEIGHT,
    NEGATED_SHARE,
    Compiled,
    CompiledTerm,
    Weight,
    compile_glossary,
)
from termlint.glossary.model import Cue, EvidenceGroup, Glossary, Requirement, Sense, Term, Window

REFERRAL = EvidenceGroup(
    "referral",
    "a referral",
    (Cue(text="referral"), Cue(text="doctor's letter", weight=3.0, within=Window.BLOCK)),
    negated="no-referral",
)
NO_REFERRAL = EvidenceGroup("no-referral", "that none is needed", (Cue(text="walk in"),))


def _compile(*terms: Term, groups: tuple[EvidenceGroup, ...] = (REFERRAL, NO_REFERRAL)) -> Compiled:
    return compile_glossary(Glossary("Care", "en", terms, groups))


def _one(*cues: Cue, **more: object) -> tuple[Compiled, CompiledTerm]:
    """A glossary of one term with one sense that has these cues."""
    compiled = _compile(Term("massage", (Sense("massage", "rubbing", cues=cues, **more),)))  # type: ignore[arg-type]
    return compiled, compiled.terms[0]


def _labelled(compiled: Compiled, table: Mapping[int, tuple[Weight, ...]]) -> dict[str, list[tuple[float, str | None]]]:
    """The weights by the label of their cue: nats and group."""
    return {compiled.cue_list[cue].label: [(w.nats, w.group) for w in weights] for cue, weights in table.items()}


def _phrases(compiled: Compiled, phrase: str) -> list[tuple[int, ...]]:
    return [hit.values for hit in compiled.forms.hits(phrase)]


def test_every_form_leads_to_its_terms() -> None:
    """Inflected forms, listed forms, synonyms and misspellings lead to the term; a form of two terms to both."""
    compiled = _compile(
        Term("masseur", (), synonyms=("massage therapist",), forms=("masseuse",), misspellings=("maseur",)),
        Term("therapist", (), synonyms=("Masseur",)),
    )
    assert _phrases(compiled, "masseurs") == [(0, 1)]
    for form in ("massage therapists", "masseuses", "maseur"):
        assert (0,) in _phrases(compiled, form)
    assert _phrases(compiled, "therapists") == [(1,)]


def test_abbreviations_keep_their_spelling() -> None:
    """An abbreviation is found by its folded form and checked by its spelling, with a plural of its own."""
    compiled = _compile(
        Term("physical therapy", (), abbreviations=("PT",)), Term("pull test", (), abbreviations=("PT",))
    )
    assert compiled.abbreviations == {"pt": (("PT", 0), ("PT", 1)), "pts": (("PTs", 0), ("PTs", 1))}
    assert _phrases(compiled, "pt") == [()]


def test_an_abbreviation_that_is_a_form_too_stays_one() -> None:
    """A form listed elsewhere is not lost to an abbreviation of the same letters."""
    compiled = _compile(Term("it", ()), Term("information technology", (), abbreviations=("IT",)))
    assert _phrases(compiled, "it") == [(0,)]


def test_a_text_is_one_cue_wherever_it_is_named() -> None:
    """The same words in two senses and a group, however typed, share one number, so that they are looked for once."""
    compiled = _compile(
        Term(
            "massage",
            (Sense("a", "a", cues=(Cue(text="Doctor’s letter"),)), Sense("b", "b", cues=(Cue(group="referral"),))),
        ),
        Term("rubdown", (Sense("c", "c", cues=(Cue(text="doctor's  letter"),)),)),
    )
    assert sorted(cue.label for cue in compiled.cue_list) == ["Doctor’s letter", "referral"]
    (number,) = compiled.terms[1].affirmed
    assert [w.sense for w in compiled.terms[0].affirmed[number]] == [0, 1]


def test_cues_are_found_inflected() -> None:
    """Cues match in all forms, phrases too."""
    compiled, _ = _one(Cue(text="referral"), Cue(text="walk in"))
    labels = {compiled.cue_list[v].label for hit in compiled.cues.hits("referrals; she walked in") for v in hit.values}
    assert labels == {"referral", "walk in"}


@pytest.mark.parametrize(("weight", "nats"), [(None, DEFAULT_WEIGHT), (1.5, 1.5), (0.0, 0.0), (-2.0, -2.0)])
def test_a_negated_cue_speaks_the_other_way_more_weakly(weight: float | None, nats: float) -> None:
    """A cue without a weight has the default one; its negation has a part of it with the other sign."""
    compiled, term = _one(Cue(text="oil", weight=weight))
    assert _labelled(compiled, term.affirmed) == {"oil": [(nats, None)]}
    assert _labelled(compiled, term.negated) == {"oil": [(NEGATED_SHARE * nats, None)]}


def test_a_group_gives_each_member_its_weight() -> None:
    """A member's own weight and window go before those of the sense, those before the default."""
    compiled, term = _one(Cue(group="referral", weight=1.0, within=Window.SECTION))
    assert _labelled(compiled, term.affirmed) == {
        "referral": [(1.0, "referral")],
        "doctor's letter": [(3.0, "referral")],
    }
    windows = {compiled.cue_list[n].label: w.within for n, weights in term.affirmed.items() for w in weights}
    assert windows["referral"] is Window.SECTION


def test_where_a_group_has_an_opposite_its_negation_is_that() -> None:
    """ "No referral" is evidence of the group `no-referral`, and no weak evidence against `referral` besides."""
    compiled, term = _one(Cue(group="referral"))
    assert term.negated == {}
    compiled, term = _one(Cue(group="no-referral", weight=1.0))
    assert _labelled(compiled, term.affirmed) == {"walk in": [(1.0, "no-referral")]}
    assert _labelled(compiled, term.negated) == {
        "walk in": [(NEGATED_SHARE, "no-referral")],
        "referral": [(1.0, "no-referral")],
        "doctor's letter": [(3.0, "no-referral")],
    }


def test_a_requirement_is_met_by_members_and_by_negated_opposites() -> None:
    """A demand knows for every cue which of its groups it counts as, affirmed and negated."""
    requirement = Requirement(any=("referral",), all=("no-referral",), within=Window.BLOCK)
    compiled, term = _one(excludes=requirement)
    demand = term.senses[0].excludes
    assert demand is not None
    assert (demand.any, demand.all, demand.within) == (("referral",), ("no-referral",), Window.BLOCK)
    names = {compiled.cue_list[n].label: groups for n, groups in demand.affirmed.items()}
    assert names == {"referral": ("referral",), "doctor's letter": ("referral",), "walk in": ("no-referral",)}
    names = {compiled.cue_list[n].label: groups for n, groups in demand.negated.items()}
    assert names == {"referral": ("no-referral",), "doctor's letter": ("no-referral",)}
    assert term.cues == set(demand.affirmed)


def test_patterns_around_the_mention_are_kept_apart() -> None:
    """A pattern with {term} is tried around each mention, the others once on the text."""
    compiled, term = _one(Cue(pattern=r"\boil(?:ed)?\b"), Cue(pattern=r"oil {term}"))
    labels = {n: compiled.cue_list[n].label for n in range(len(compiled.cue_list))}
    assert [labels[n] for n in compiled.patterns] == [r"\boil(?:ed)?\b"]
    assert [labels[n] for n in term.relative] == [r"oil {term}"]
    assert term.cues == set(labels)


@pytest.mark.parametrize(
    ("senses", "needs"),
    [
        ((), False),
        ((Sense("a", "a"),), False),
        ((Sense("a", "a", cues=(Cue(text="oil"),)),), False),
        ((Sense("a", "a"), Sense("b", "b")), True),
        ((Sense("a", "a", requires=Requirement(any=("referral",))),), True),
        ((Sense("a", "a", excludes=Requirement(any=("referral",))),), True),
        ((Sense("a", "a", forbids=Requirement(any=("referral",))),), True),
    ],
)
def test_evidence_is_needed_where_it_can_matter(senses: tuple[Sense, ...], needs: bool) -> None:
    """One sense that demands nothing is decided without looking around."""
    assert _compile(Term("massage", senses)).terms[0].needs_evidence is needs


def test_an_empty_glossary_compiles() -> None:
    """No terms, nothing to find."""
    compiled = _compile(groups=())
    assert compiled.terms == ()
    assert list(compiled.forms.hits("massage")) == []
