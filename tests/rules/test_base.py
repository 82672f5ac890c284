"""What all rules have in common: their pages, codes and examples."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

import termlint.rules
from termlint.linter import rules
from termlint.plugins import module_names
from termlint.rules.base import Bad, Good, Rule

Prove = Callable[[Rule, Bad | Good], None]
HEADINGS = ("What it does", "Why it matters", "How to fix", "Fix safety")
RULES = rules()
BY_CODE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def _headings(rule: Rule) -> list[str]:
    page = inspect.cleandoc(rule.__doc__ or "").splitlines()
    return [line for line, under in pairwise(page) if under and set(under) == {"-"}]


@BY_CODE
def test_a_page_has_its_headings_in_order(rule: Rule) -> None:
    """A page begins with one line, then tells what, why, how and how safe, and the options where there are any."""
    page = inspect.cleandoc(rule.__doc__ or "").splitlines()
    assert page[0].endswith(".")
    assert page[1] == ""
    assert _headings(rule) == [*HEADINGS, *(["Options"] if rule.options else [])]
    for number, line in enumerate(page):
        if line in HEADINGS:
            assert page[number + 1] == "-" * len(line)
            assert page[number + 2].strip()


@BY_CODE
def test_a_rule_has_good_and_bad_examples(rule: Rule) -> None:
    """Every rule shows at least one text that it reports and one that it leaves alone, each with a glossary."""
    kinds = {type(example) for example in rule.examples}
    assert kinds == {Bad, Good}
    assert all(example.glossary for example in rule.examples)


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in RULES
        for number, example in enumerate(rule.examples, 1)
    ],
)
def test_an_example_on_a_page_holds(prove: Prove, rule: Rule, example: Bad | Good) -> None:
    """Every example on a rule's page is reported as it says and mended as it says, or left alone."""
    prove(rule, example)


@BY_CODE
def test_a_message_is_one_line(rule: Rule) -> None:
    """Messages of reports are terse: one line, no full stop at the end."""
    for example in rule.examples:
        if isinstance(example, Bad):
            assert "\n" not in example.message
            assert not example.message.endswith(".")


def test_codes_and_names_are_unique_and_well_formed() -> None:
    """Codes are TL and three digits, names are kebab-case and name the module, and none occurs twice."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for rule in RULES:
        assert re.fullmatch(r"TL\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert {rule.name.replace("-", "_") for rule in RULES} == set(module_names(termlint.rules))
