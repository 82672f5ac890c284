"""Needs: words without which a pattern cannot match."""

from __future__ import annotations

import pytest

from termlint.glossary.needs import needs


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        ("error {term}", [{"error"}]),
        ("{term} until (?:\\w+ ){0,4}?soft", [{"soft"}, {"until"}]),
        ("{term} colou?rs", [{"colo"}, {"rs"}]),
        ("{term} colou{0,1}rs", [{"colo"}, {"rs"}]),
        ("{term} {food}", [{"{food}"}]),
        ("{term} (?:{food}|{part})(?! of)", [{"{food}", "{part}"}]),
        ("{term} {food}?", []),
        ("{term} (?:{food})*", []),
        ("{term} (?!{food})", []),
        ("{term} (?=into)", [{"into"}]),
        ("(?<=well ){term}", [{"well"}]),
        ("(?<!well ){term}", []),
        ("{term} (?x:the [ ] dough |bread)", [{"bread", "dough"}]),
        ("{term} (?-i:INTO)", [{"into"}]),
        ("{term} (?:{food}|x)", []),
        ("{term} (?:{food}|into)", [{"{food}", "into"}]),
        ("{term} into|error", [{"error", "into"}]),
        ("{term} (?:of )?(?:raw )*(?:results|metrics)", [{"metrics", "results"}]),
        ("{term} (?:the (?:dough|bread)|oil)", [{"oil", "the"}]),
        ("{term} (?P<what>dough|bread)", [{"bread", "dough"}]),
        ("(?x) error {term}", []),
        ("(?:error){e<=1} {term}", []),
        ("[into] {term} \\bwell", [{"well"}]),
        ("{term:one|other} well", [{"well"}]),
        ("(?:[)] into|{term}) well", [{"well"}]),
        ("(?:\\) into|{term}) well", [{"well"}]),
        ("\\pLabc {term} \\u0061bcd", [{"abc"}, {"bcd"}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, clauses: list[set[str]]) -> None:
    """Words and groups that every match has: not what is optional, must not be there, or one of several ways."""
    assert list(needs(pattern)) == [frozenset(clause) for clause in clauses]
