"""The tree of a YAML file: texts as written, and where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from termlint.glossary._faults import Faults, File, Mark
from termlint.glossary.yaml_tree import Mapping, Node, Scalar, Sequence, parse


def tree(text: str) -> tuple[Node | None, Faults]:
    """The tree of `text`, and its faults."""
    faults = Faults()
    return parse(File("f.yml", text), faults), faults


def plain(node: Node | None) -> Any:
    """The tree as Python's own texts, lists and dicts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


def shown(mark: Mark) -> str:
    """The text that a mark covers."""
    return mark.file.text[mark.start : mark.end]


def test_shapes() -> None:
    """Blocks and flow make the same tree; nothing but texts, lists and mappings is in it."""
    block, flow = tree("a:\n  - 1\n  - x: ~\n    y: true\nb: {}\n")[0], tree("{a: [1, {x: ~, y: true}], b: {}}")[0]
    assert plain(block) == plain(flow) == {"a": ["1", {"x": "~", "y": "true"}], "b": {}}


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("x", "", "x"),
        ("'it''s'", "'", "it's"),
        ('"a\\tb\\u00e9"', '"', "a\tbé"),
        ("|\n  a\n  b\n", "|", "a\nb\n"),
        (">-\n  a\n  b\n", ">", "a b"),
        ("a\n  b", "", "a b"),
    ],
)
def test_scalar_styles(text: str, style: str, value: str) -> None:
    """A scalar has the text that its style gives it, and tells the style."""
    root, _ = tree(f"k: {text}")
    assert isinstance(root, Mapping)
    scalar = root.entries[0][1]
    assert isinstance(scalar, Scalar)
    assert (scalar.style, scalar.text) == (style, value)


def test_marks() -> None:
    """Keys, values and items cover exactly what was written; a block scalar is marked by its sign."""
    root, _ = tree("\ufeffkey: 'v 1'\r\nnext:\r\n- ünø 🧖 x # c\r\n- |\r\n  z\r\n")
    assert isinstance(root, Mapping)
    (key, value), (_, items) = root.entries
    assert isinstance(items, Sequence)
    assert [shown(node.at) for node in (key, value, *items.items)] == ["key", "'v 1'", "ünø 🧖 x", "|"]
    assert [node.at.place.row for node in (key, value, *items.items)] == [1, 1, 3, 4]
    assert [node.at.place.column for node in (key, value, *items.items)] == [2, 7, 3, 3]


def test_missing_values_are_marked_where_they_are_announced() -> None:
    """A value that is missing is marked at its key or its dash, not at whatever comes next."""
    root, _ = tree("a:\n\n# c\nb:\n  -\n\n  - x\n")
    assert isinstance(root, Mapping)
    (_, first), (_, second) = root.entries
    assert isinstance(second, Sequence)
    assert (shown(first.at), first.at.place.row) == ("a", 1)
    assert (shown(second.items[0].at), second.items[0].at.place.row) == ("-", 5)


def test_repeated_keys() -> None:
    """A repeated key is a fault at the second one; the first stands, and the tree can be worked with."""
    root, faults = tree("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert plain(root) == {"a": "1", "b": {"c": "1"}}
    assert faults.count == 2


@pytest.mark.parametrize(
    "text",
    ["", "# c\n", "a: *b", "a: &b c", "a: !b c", "<<: {a: b}", "[a]: b", "a: b\n---\nc: d", "%YAML 1.2\n---\na: b",
     "a: [", "a: \x01", 'a: "\\x01"', "[" * 51 + "]" * 51],
)  # fmt: skip
def test_what_cannot_be_used(text: str) -> None:
    """Where a text is no single plain document there is no tree, and a fault says why."""
    root, faults = tree(text)
    assert root is None
    assert faults.count == 1


def test_depth_that_is_borne() -> None:
    """Fifty levels are read."""
    assert tree("[" * 50 + "]" * 50)[0] is not None
