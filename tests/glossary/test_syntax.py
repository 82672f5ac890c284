"""The syntax of patterns: what is read, and what is known to be unreadable."""

from __future__ import annotations

import pytest

from termlint.glossary.syntax import Edge, Group, Look, Named, Node, Repeat, Set, Text, Unknown, parse, walk

THE = ((Text("the"),),)


@pytest.mark.parametrize(
    ("pattern", "nodes"),
    [
        ("Into the", [Text("into the")]),
        ("colou?rs", [Text("colo"), Repeat(Text("u"), 0, 1), Text("rs")]),
        ("a{2,}+b{3}c{,4}?", [Repeat(Text("a"), 2, None, "+"), Repeat(Text("b"), 3, 3), Repeat(Text("c"), 0, 4, "?")]),
        ("{term} {body-part}", [Named("term"), Text(" "), Named("body-part")]),
        ("{term:rub|rubs}", [Named("term", ((Text("rub"),), (Text("rubs"),)))]),
        (r"\b\.\w[ -]", [Edge(r"\b"), Text("."), Set(r"\w"), Set("[ -]", " -")]),
        (r"[^a]\p{L}\d", [Set("[^a]"), Set(r"\p{L}"), Set(r"\d")]),
        ("(?:the)(the)(?P<n>the)(?>the)", [Group(THE), Group(THE), Group(THE), Group(THE, atomic=True)]),
        ("(?-i:The)(?x: t h e )", [Group(THE, exact=True), Group(THE)]),
        ("(?=the)(?<!the)", [Look(THE, False, False), Look(THE, True, True)]),
        ("(?:the|)", [Group(((Text("the"),), ()))]),
        (r"\1\x41é’", [Unknown(), Unknown(), Unknown(), Set("[’]", "’")]),
        ("(?|the|the)", [Unknown()]),
    ],
)
def test_a_pattern_as_a_tree(pattern: str, nodes: list[Node]) -> None:
    """Texts in lower case, sets, names, groups, looks and repetitions, as an author writes them."""
    assert parse(pattern) == (tuple(nodes),)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?i)the",
        "(?s:.)",
        "(?:the){e<=1}",
        "(?(1)a|b)",
        "(?P=n)",
        "(?R)",
        "(?#x)",
        "(?x: the # x\n)",
        "(?x: the +)",
        "the)",
        "(the",
        r"\{term}",
        "[{term}]",
        "+",
        "{term:(?i)x}",
        "(" * 3000,
    ],
)
def test_what_is_unreadable(pattern: str) -> None:
    """Whatever changes the meaning of the rest, or is no pattern, is not read at all."""
    assert parse(pattern) is None


def test_all_nodes_of_a_tree() -> None:
    """Those within groups, repetitions, looks and forms come, too."""
    tree = parse("(?:a(?=b)){2}{term:c}")
    assert tree is not None
    assert [node.text for node in walk(tree) if isinstance(node, Text)] == ["a", "b", "c"]
