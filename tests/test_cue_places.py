"""Where cues stand: what is found does not depend on what is left out to save time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.anchors import RawText
from termlint.cue_places import CuePlaces
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.model import Cue, Glossary, Sense, Term
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.patience import Patience
from termlint.resolution import Polarity

CUES = ("oil", "warm oil", "data", "café", "100 %", "women's", "re-use")
COMPILED = compile_glossary(
    Glossary(
        "Care", "en", (Term("massage", (Sense("a", "a", cues=tuple(Cue(text=c) for c in CUES)), Sense("b", "b"))),)
    )
)
OTHER = Term("rubdown", (Sense("c", "c", cues=(Cue(text="towel"),)), Sense("d", "d")))
BOTH = compile_glossary(Glossary("Care", "en", (*COMPILED.glossary.terms, OTHER)))


def _places(source: str, *, raw: bool = True, path: str = "page.md", compiled: Compiled = COMPILED) -> CuePlaces:
    document = FORMAT.parse(source, FormatOptions())
    passages = Passages(document)
    mentions = find_mentions(document, passages, compiled)
    places = CuePlaces(document, passages, compiled, Patience(compiled.expressions))
    places.collect(mentions, path, RawText(source) if raw else None)
    return places


def _all(places: CuePlaces) -> list[Any]:
    return [places.by_run, places.by_section, places.first, places.metadata, set(places.present)]


def _named(cues: Any) -> set[str]:
    return {COMPILED.cue_list[cue].label for cue in cues}


PIECES = st.sampled_from(
    [
        *(
            "massage",
            "warm",
            "oil",
            "o",
            "il",
            "data",
            "café",
            "cafe\u0301",
            "CAFÉ",
            "100 %",
            "women’s",
            "re-use",
            "Re",
            "use",
        ),
        *(" ", " ", "\n", "\n\n", "# ", "**", "_", "&#111;", "&shy;", "\u00ad", "<b>", "</b>", "[", "](oil)", "`oil`"),
        *("---\ntitle: warm oil\n---\n", "no ", "? ", ". ", "- ", "| a | oil |\n|-|-|\n"),
    ]
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(source=st.lists(PIECES, max_size=25).map("".join))
def test_words_that_a_source_lacks_cannot_be_missed(source: str) -> None:
    """With the words of the source at hand the same places are found as without: no more, no fewer."""
    assert _all(_places(source)) == _all(_places(source, raw=False))


@pytest.mark.parametrize("path", ["oils/page.md", "docs/warm-oil.md", "café_data/100 %.md", "women's.md", "page.md"])
def test_words_of_the_path_are_found_whatever_the_source_has(path: str) -> None:
    """A path is searched for all cues, not only for those whose words stand in the text."""
    found = _all(_places("A massage.", path=path))
    assert found == _all(_places("A massage.", path=path, raw=False))
    assert bool(found[-1]) == (path != "page.md")


def test_places_are_ordered_by_run_section_and_first() -> None:
    """Each cue has its first place in every heading above a mention, all its places in the mention's section, one first
    place in every section below the mention's heading, and one of all."""
    places = _places("# Massage oil\n\nOil. No oil!\n\nOil.\n\n## More oil\n\nOil and data.\n")
    affirmed, negated = Polarity.AFFIRMED, Polarity.NEGATED
    assert _named(places.present) == {"oil", "data"}
    assert [len(places.by_section[1][polarity][0]) for polarity in (affirmed, negated)] == [3, 1]
    assert [places.first[polarity][0].run for polarity in (affirmed, negated)] == [0, 1]
    assert {run: [*firsts] for run, firsts in places.by_run.items()} == {0: [affirmed]}
    assert [found.run for (found,) in places.by_section[2][affirmed].values()] == [3, 4]
    assert _named(places.below(1)[affirmed]) == {"oil", "data"}
    assert places.below(2) == {}
    assert [(found.run, found.polarity) for found in places.firsts()] == [(0, affirmed), (1, negated), (4, affirmed)]


@pytest.mark.parametrize(
    ("text", "headings", "sections"), [("A massage.", [0, 2], [2]), ("# A massage", [], [4]), ("No.", [], [])]
)
def test_what_no_mention_can_see_is_not_kept(text: str, headings: list[int], sections: list[int]) -> None:
    """Of other sections only those below the heading of a mention are kept, and of headings those above one."""
    places = _places(f"# Oil\n\nData.\n\n## Oil\n\n{text}\n\n## Data\n\nOil.\n\n# Oil\n\nData.\n")
    assert (sorted(places.by_run), sorted(places.by_section)) == (headings, sections)


def test_what_others_ask_for_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where mentions are many, of a section only the cues of terms that are mentioned there, or in a heading above."""
    monkeypatch.setattr("termlint.cue_places._MANY", 3)
    source = "# A rubdown\n\nOil, towel.\n\n## Massage\n\nOil, data, towel.\n\n# Rest\n\nA massage, a towel, data.\n"
    places = _places(source, compiled=BOTH)
    found = {
        section: {BOTH.cue_list[cue].label for cues in kept.values() for cue in cues}
        for section, kept in places.by_section.items()
    }
    assert found == {1: {"towel"}, 2: {"oil", "data", "towel"}, 3: {"data"}}


def test_front_matter_is_kept_apart() -> None:
    """What stands in front matter counts as that, and not as a place in a section."""
    places = _places("---\ntitle: Oil\ntags: [oil, oil]\n---\nA massage.\n")
    assert _named(places.metadata[Polarity.AFFIRMED]) == {"oil"}
    assert not places.first
    assert not places.by_section


def test_nothing_is_sought_that_nobody_asks_for() -> None:
    """Without a mention there is nothing to look for."""
    assert _all(_places("Oil and data.")) == [{}, {}, {}, {}, set()]
