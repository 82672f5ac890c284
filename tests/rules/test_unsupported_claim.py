"""TL301: a term is joined to a claim that its sense forbids."""

from __future__ import annotations

from typing import Any

import pytest

from termlint.diagnostic import Severity

GLOSSARY = """\
glossary: Care
evidence:
  cure-claim:
    means: a promise to cure
    cues:
      - {pattern: "{term} (?:\\\\w+ ){0,2}(?:cures?|heals?)"}
      - {pattern: "cures? \\\\w+ (?:with|by) {term}"}
      - guaranteed cure
  diagnosis-claim:
    means: a claim to diagnose
    cues: [{pattern: "{term} diagnoses"}]
terms:
  - term: massage
    senses:
      - id: massage.bodywork
        definition: rubbing of the body
        forbids: {any: [cure-claim, diagnosis-claim], within: sentence}
  - {term: physiotherapy, senses: [{id: physiotherapy, definition: treatment}]}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Massage may help with back pain.",
        "Massage is no guaranteed cure.",
        "Massage never heals a fracture.",
        "Massage cannot cure cancer.",
        "Massage doesn’t cure anything.",
        "“Massage cures” is a claim that we do not make.",
        "Physiotherapy cures back pain.",
        "Massage relaxes. Time heals.",
        "Massage. A guaranteed cure is sold elsewhere.",
        "Massage or a cure?",
        "Does massage cure migraine? No.",
        "Massage `cures`",
    ],
)
def test_silent(bench: Any, text: str) -> None:
    """Denied, asked, quoted and hedged claims, other terms and other sentences are left alone."""
    assert bench.reports(text, GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "claim", "means"),
    [
        ("Our massage cures back pain.", "massage cures", "a promise to cure"),
        ("Massage really heals.", "Massage really heals", "a promise to cure"),
        ("Our massage\n*always* cures.", "massage always cures", "a promise to cure"),
        ("We cure pain with massage.", "cure pain with massage", "a promise to cure"),
        ("Massage is a guaranteed cure.", "guaranteed cure", "a promise to cure"),
        ("Massage diagnoses your back.", "Massage diagnoses", "a claim to diagnose"),
    ],
)
def test_reported_with_the_claim_in_its_words(bench: Any, text: str, claim: str, means: str) -> None:
    """The message quotes the claim on one line and says what it is; the report is an error at the mention."""
    (found,) = bench.check(text, GLOSSARY).diagnostics
    assert (found.code, found.severity, found.span.of(text).lower()) == ("TL301", Severity.ERROR, "massage")
    assert found.message == f"“{claim}” is a claim that the term does not support: {means}"
    assert found.fix is None
    assert found.evidence[0].text.split() == claim.split()


def test_one_report_a_section(bench: Any) -> None:
    """Claims of one section share a report."""
    text = "Massage cures.\nMassage heals.\n\n# B\n\nMassage cures.\n"
    assert bench.places(text, GLOSSARY) == [[1, 2], [6]]
