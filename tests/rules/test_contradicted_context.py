"""TL103: evidence in sight contradicts the sense."""

from __future__ import annotations

from typing import Any

import pytest

GLOSSARY = """\
glossary: Care
evidence:
  referral:
    means: a referral
    cues: [referral, prescription]
    negated: no-referral
  no-referral:
    means: that no referral is needed
    cues: [walk in]
  pampering:
    means: that it is a treat
    cues: [pamper, candlelight]
terms:
  - term: medical massage
    use: massage therapy
    senses:
      - id: medical-massage
        definition: massage prescribed for a condition
        excludes: {any: [no-referral, pampering], within: block}
  - term: massage therapy
    senses: [{id: massage-therapy, definition: the trade}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "Medical massage on referral.",
        "Medical massage: do not walk in.",
        "Medical massage, not without a referral.",
        "Medical massage. Do I need a referral? Yes.",
        "Medical massage. No doubt a referral helps.",
        "Massage therapy: walk in, no referral needed.",
        "Medical massage on Monday.\n\nFor the others: no referral needed.",
        "We do not offer medical massage; walk in for a treat.",
        "Walk in and ask what “medical massage” means.",
        "Medical massage is no way to pamper anyone.",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """What is denied, asked, far away or about another term contradicts nothing."""
    assert bench.reports(text, GLOSSARY, select=("TL103",)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Our medical massage: just walk in.",
            "“medical massage” is contradicted by “walk in”: that no referral is needed",
        ),
        (
            "Our medical massage needs no prescription.",
            "“medical massage” is contradicted by the negated “prescription”: that no referral is needed",
        ),
        (
            "Our medical massage by candlelight: walk in, no referral needed.",
            "“medical massage” is contradicted by “candlelight” and “walk in”: "
            "that it is a treat and that no referral is needed",
        ),
        (
            "Our medical massage. Do I need a referral? No.",
            "“medical massage” is contradicted by the negated “referral”: that no referral is needed",
        ),
        (
            "Our medical massage comes by\n*candle*light.",
            "“medical massage” is contradicted by “candlelight”: that it is a treat",
        ),
    ],
)
def test_reported_with_what_contradicts(bench: Any, text: str, message: str) -> None:
    """The message quotes what contradicts the sense, at most two places, and says what it means."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert (found.code, found.message) == ("TL103", message)


def test_the_evidence_and_the_way_out_are_shown(bench: Any) -> None:
    """The report carries the contradicting words with their places, and the term to write instead."""
    text = "Our medical massage: just walk in."
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert [(e.text, e.span.of(text), e.group) for e in found.evidence] == [("walk in", "walk in", "no-referral")]
    assert found.help == "take one of the two out, or write “massage therapy”"
    assert found.fix is None


def test_one_report_a_section(bench: Any) -> None:
    """Mentions of one section share a report."""
    text = "Our medical massage: walk in.\n\nThe medical massage: walk in.\n\n# B\n\nThe medical massage: walk in.\n"
    assert bench.places(text, GLOSSARY) == [[1, 3], [7]]
