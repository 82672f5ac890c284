"""The words around a mention as features."""

from __future__ import annotations

from termlint.features import features, is_collocation
from termlint.span import Span
from termlint.stems import Stemmer

TEXT = "On the bank of the river two cranes stood in the sun."
AT = Span(TEXT.index("cranes"), TEXT.index("cranes") + len("cranes"))


def found(*, collocations: bool = False) -> dict[str, tuple[float, str]]:
    """Each feature with its value, rounded, and the words where it stands."""
    seen = features(TEXT, AT, Stemmer("en"), collocations=collocations)
    return {feature.name: (round(feature.value, 2), feature.at.of(TEXT)) for feature in seen}


def test_nearer_words_count_more() -> None:
    """Stems of words that say something, each worth 1 / (1 + distance / 8), and the nearest words by their place."""
    assert found() == {
        "bank": (0.62, "bank"),
        "river": (0.8, "river"),
        "-2:river": (0.3, "river"),
        "-1:two": (0.3, "two"),
        "1:stood": (0.3, "stood"),
        "2:in": (0.3, "in"),
        "stood": (0.89, "stood"),
        "sun": (0.67, "sun"),
    }


def test_collocations_come_only_where_they_are_asked_for() -> None:
    """Pairs of the nearest words and the mention as it is written come on top of the other features."""
    more = {name: value for name, value in found(collocations=True).items() if name not in found()}
    assert more == {
        "0:cranes": (0.3, "cranes"),
        "-2_-1:river two": (0.3, "river two"),
        "-1_1:two stood": (0.3, "two cranes stood"),
        "1_2:stood in": (0.3, "stood in"),
    }
    assert all(map(is_collocation, more))
    assert not any(map(is_collocation, found()))


def test_pairs_need_both_words() -> None:
    """At the end of a text there are the features that there can be."""
    seen = features("cranes", Span(0, 6), Stemmer("en"), collocations=True)
    assert [feature.name for feature in seen] == ["0:cranes"]
