"""The cues that may be asked for, by least phrases."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.anchored_cues import Anchored, AnchoredCues
from termlint.glossary.forms import Surfaces, surface_forms
from termlint.glossary.model import Glossary, Term
from termlint.glossary.prepared import anchors
from termlint.prefilter import Prefilter

WORDS = st.sampled_from(["a", "rub", "rubs", "in", "hot", "stone", "deep", "é", "100", "termlint", "%", "massage"])
FORMS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), unique=True, max_size=12)
MARKS = st.sampled_from(
    ("{}", "xyz {} xyz", "**{}**", "({}).", "deep {} stone", "[{}](u) rub", "> {}\n> hot", "a-{}-a")
)


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(FORMS, MARKS)
def test_wherever_a_form_stands_a_phrase_tells_of_its_cues(forms: list[str], around: str) -> None:
    """By the least phrases that a prefilter sees in a text, unless it sees none because a form has no word."""
    surfaces = Surfaces({form: (number,) for number, form in enumerate(forms)}, {})
    known = AnchoredCues(Anchored.of(surfaces, [(10 + number,) for number in range(len(forms))], frozenset()))
    prefilter = Prefilter(anchors(forms))
    for number, form in enumerate(forms):
        prescan = prefilter.look(around.format(form))
        assert prescan.may_mention
        assert prescan.offsets is None or 10 + number in known.asked(prescan.phrases)


def test_who_asks() -> None:
    """A plain term asks for nothing, but with another term of the same form both do; an abbreviation is a form."""
    terms = (
        Term("hot stone", (), abbreviations=("HS",)),
        Term("high street", (), abbreviations=("HS",)),
        Term("high street", ()),
    )
    forms = surface_forms(Glossary("g", "en", terms))
    known = AnchoredCues(Anchored.of(forms, [(0, 7), (1,), ()], frozenset((0, 1))))
    assert known.asked(["hs"]) == {0, 1, 7}
    assert known.asked(["hot stone"]) == known.asked(["hot stone", "cold"]) == frozenset()
    assert known.asked(["high street"]) == {1}
    assert known.asked([]) == frozenset()
