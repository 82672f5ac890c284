"""MDX: the prose between components, expressions and modules."""

from __future__ import annotations

from termlint.document import OBJECT


def test_modules_and_expressions_are_masked(mdx) -> None:
    """Imports and exports are not there; expressions, however nested, are objects."""
    doc = mdx(
        "---\ntitle: A page\n---\nimport Massage from 'massage'\nexport const m = {\n  massage: 1,\n}\n\n"
        "# Head {m.massage}\n\nOne {f({massage: '}'})} don't {`massage`} two {unclosed\n"
    )
    assert doc.texts == ["A page", f"Head {OBJECT}", f"One {OBJECT} don't {OBJECT} two {{unclosed"]


def test_the_children_of_components_are_prose(mdx) -> None:
    """Tags vanish, on lines of their own and within a line; Markdown between them is read as such."""
    doc = mdx(
        "<Tabs a={b > c}>\n<Tab>\n**medical** massage and <Mark x={1}>medical</Mark> massage\n</Tab>\n"
        "</Tabs>\n<>\ntext\n</>"
    )
    assert doc.texts == ["medical massage and medical massage", "text"]
    assert doc.surfaces("medical massage") == ["medical** massage", "medical</Mark> massage"]


def test_comments_are_comments(mdx) -> None:
    """Comments in expressions are comments."""
    doc = mdx("{/* termlint-disable */}\n\ntext {/* two */} more\n\n{ /* three */ }\n")
    assert doc.comments == [" termlint-disable ", " two ", " three "]
    assert doc.texts == [f"text {OBJECT} more"]


def test_braces_in_code_are_code(mdx) -> None:
    """What looks like an expression or a module in code does not swallow the prose after it."""
    doc = mdx("a `{` b\n\n```js\nimport {\n```\n\nc `` `{ `` d \\{ e\n")
    assert doc.texts == [f"a {OBJECT} b", f"c {OBJECT} d {{ e"]
