"""What is made of a glossary: as little as a text asks for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchoring import Chosen
from termlint.anchors import Anchors, RawText
from termlint.glossary.model import Glossary, Term
from termlint.glossary.prepared import anchors, prepared

FORMS = st.lists(
    st.lists(st.sampled_from(["a", "rub", "rubs", "in", "the", "é", "100", "%", "+"]), min_size=1, max_size=3)
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(FORMS)
def test_anchors_stand_for_all_forms(words: list[list[str]]) -> None:
    """By the anchors every form is found where it stands."""
    forms = tuple(dict.fromkeys(map(" ".join, words)))
    few = Anchors(anchors(forms))
    assert few.blind == Chosen.of(forms).blind
    for form in forms:
        offsets = few.look(RawText(f"xyz {form} xyz")).offsets
        assert offsets is None or any(4 <= at < 4 + len(form) for at in offsets)


def test_it_is_compiled_once() -> None:
    """What mentions need is made when it is first asked for, and kept."""
    made = prepared(Glossary("g", "en", (Term("rub", ()),)))
    assert made.anchors.words == ("rub", "rubbed", "rubbing", "rubs", "termlint")
    assert made.compiled is made.compiled
