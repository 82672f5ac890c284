"""The terms of anchors."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchors import RawText
from termlint.glossary.anchored_terms import AnchoredTerms, anchored
from termlint.glossary.forms import Surfaces, surface_forms
from termlint.glossary.model import Glossary, Term
from termlint.glossary.prepared import anchors
from termlint.prefilter import Prefilter

WORDS = st.sampled_from(["a", "rub", "rubs", "in", "hot", "stone", "deep", "é", "100", "termlint", "%", "massage"])
FORMS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), unique=True, max_size=12)


@settings(max_examples=500, derandomize=True, deadline=None)
@given(FORMS)
def test_wherever_a_form_stands_an_anchor_tells_of_its_terms(forms: list[str]) -> None:
    """By the anchors that a prefilter sees in a text, unless it sees none because a form has no word."""
    surfaces = Surfaces({form: (number,) for number, form in enumerate(forms)}, {})
    known, prefilter = AnchoredTerms(anchored(surfaces)), Prefilter(anchors(forms))
    for number, form in enumerate(forms):
        prescan = prefilter.look(f"xyz {form} xyz")
        assert prescan.may_mention
        assert prescan.offsets is None or number in {term for anchor in prescan.anchors for term in known.of(anchor)}


def test_abbreviations_count() -> None:
    """Terms that are found by an abbreviation, too, stand where it does; a word of no term tells of none."""
    terms = (Term("hot stone", (), abbreviations=("HS",)), Term("high street", (), abbreviations=("HS",)))
    known = AnchoredTerms(anchored(surface_forms(Glossary("g", "en", terms))))
    assert known.of(b"hs") == (0, 1)
    assert known.of(b"hot") == (0,)
    assert known.of(b"cold") == known.of(b"") == ()
    assert RawText("HS").words() == b"hs"
