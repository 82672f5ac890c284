"""What rules look up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.glossary.model import EvidenceGroup, Glossary, Sense, Term
from termlint.reference import Reference

IDS = st.sampled_from("abcd")
SENSES = st.lists(st.builds(Sense, IDS, st.just(""), broader=st.none() | IDS), max_size=6)


def made(senses: list[Sense]) -> Glossary:
    """A glossary with a term for each sense."""
    return Glossary("g", "en", tuple(Term(f"t{number}", (sense,)) for number, sense in enumerate(senses)))


@settings(derandomize=True, deadline=None)
@given(SENSES)
def test_looking_up_gives_what_searching_gives(senses: list[Sense]) -> None:
    """Of senses with one id the first; all broader ones, also where they are broader in a circle or are not there."""
    glossary = made(senses)
    reference = Reference(glossary)
    for ident in "abcde":
        assert reference.sense(ident) is glossary.sense(ident)
    for sense in senses:
        above: set[str] = set()
        at: Sense | None = sense
        while at is not None and at.broader and at.broader not in above:
            above.add(at.broader)
            at = glossary.sense(at.broader)
        assert reference.broader(sense) == above


def test_nothing_is_found_twice() -> None:
    """What was found is remembered by what it was asked of, and by what finds it."""
    asked: list[object] = []

    def find(reference: Reference, of: object) -> str:
        asked.append((reference, of))
        return f"found {of}"

    def other(_: Reference, of: object) -> str:
        return f"other {of}"

    reference = Reference(made([]))
    assert [reference.once(find, of) for of in (1, 2, 1)] == ["found 1", "found 2", "found 1"]
    assert reference.once(other, 1) == "other 1"
    assert asked == [(reference, 1), (reference, 2)]


def test_groups_and_inflections() -> None:
    """Groups go by name; inflected forms come with the base first."""
    group = EvidenceGroup("oil", "oil", ())
    reference = Reference(Glossary("g", "en", (), (group,)))
    assert reference.group("oil") is group
    assert reference.group("water") is None
    assert reference.inflections("Oil")[0] == "oil"
    assert "oils" in reference.inflections("Oil")
