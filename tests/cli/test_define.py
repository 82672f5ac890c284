"""`termlint define`: what the glossary says of a term."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

MEDICAL = """\
medical massage (admitted)

  medical-massage
    massage that a doctor asked for
    requires: any of care, within: section
    example: A medical massage on referral.
"""


@pytest.mark.parametrize("words", [["medical", "massage"], ["Medical Massages"], ["medical-massage"]])
def test_a_term_is_found_by_any_of_its_names(termlint: Run, words: list[str]) -> None:
    """The term, its forms in any case and the ids of its senses lead to its entry."""
    ended = termlint("define", *words)
    assert (ended.status, ended.out) == (0, MEDICAL)


def test_an_entry_shows_senses_cues_and_what_to_write(termlint: Run) -> None:
    """Each sense has its definition and cues; one sense can be asked for alone; a deprecated term names another."""
    both = termlint("define", "massage").out
    assert "massage.body\n    rubbing of muscles\n    speaks for it: muscle, towel\n" in both
    assert "massage.data" in both
    assert "massage.body" not in termlint("define", "massage.data").out
    assert termlint("define", "masseuse").out == "masseuse (deprecated; write massage therapist)\n"


def test_an_unknown_term_gets_a_suggestion(termlint: Run) -> None:
    """Status 2, and the term that was likely meant."""
    ended = termlint("define", "masage")
    assert ended.status == 2
    assert "the glossary has no term 'masage'" in ended.err
    assert "did you mean 'massage'?" in ended.err


def test_the_built_in_glossary_is_defined_without_a_project(termlint: Run) -> None:
    """Sources and the meanings of evidence groups are shown."""
    ended = termlint("define", "medical massage", "--isolated")
    assert "source: " in ended.out
    assert "excludes: " in ended.out
