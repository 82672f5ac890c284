"""`termlint rules` and `termlint explain`: the rules and their pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from termlint.cli.explain import page
from termlint.linter import rules

Run = Callable[..., Any]


def test_every_rule_is_listed(termlint: Run) -> None:
    """The list has a line a rule, and the same as JSON."""
    lines = termlint("rules").out.splitlines()
    listed = json.loads(termlint("rules", "--output-format", "json").out)
    assert [line[:5] for line in lines] == [rule["code"] for rule in listed] == [rule.code for rule in rules()]
    assert {rule["code"] for rule in listed if rule["fixable"]} == {line[:5] for line in lines if line[6] == "*"}
    assert all(set(rule) == {"code", "name", "severity", "fixable", "summary"} for rule in listed)


@pytest.mark.parametrize("name", ["TL102", "tl102", "missing-context"])
def test_a_rule_is_explained_by_code_or_name(termlint: Run, name: str) -> None:
    """The page has the headings of the docstring and the examples."""
    ended = termlint("explain", name)
    assert ended.status == 0
    assert ended.out.startswith("# TL102 missing-context\n\nSeverity: warning (by default).\n")
    for heading in ("What it does", "Why it matters", "How to fix", "Fix safety", "Reported", "Not reported"):
        assert f"\n## {heading}\n\n" in ended.out
    assert "----" not in ended.out


def test_all_rules_at_once_and_none(termlint: Run) -> None:
    """--all gives every page; no rule, or an unknown one, is wrong use."""
    every = termlint("explain", "--all").out
    assert all(page(rule) in every for rule in rules())
    assert termlint("explain").status == 2
    assert termlint("explain", "--all", "TL102").status == 2
    ended = termlint("explain", "mising-context")
    assert ended.status == 2
    assert "did you mean 'missing-context'?" in ended.err
