"""Suppression comments: what they silence, for how long, and what is said of those that silence nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.diagnostic import Diagnostic, Severity
from termlint.document import Comment, Document
from termlint.resolution import Outcome
from termlint.span import Span
from termlint.suppress import Suppressed, apply

KNOWN = {
    key: code
    for code, name in {
        "TL101": "ambiguous-sense",
        "TL102": "missing-context",
        "TL201": "deprecated-term",
        "TL901": "unused-suppression",
    }.items()
    for key in (code, name)
}
CODES = frozenset(KNOWN.values())


def document(source: str) -> Document:
    """A document whose comments are those of HTML."""
    found = re.finditer(r"<!--(.*?)-->", source, re.DOTALL)
    return Document(source, (), comments=tuple(Comment(Span(*m.span()), m[1]) for m in found))


def check(source: str, selected: frozenset[str] = CODES) -> Suppressed:
    """Apply the comments of `source`, in which `x1` stands for TL101 of the term x, and `y2` for TL102 of y."""
    codes = {"1": "TL101", "2": "TL102"}
    diagnostics = [
        Diagnostic(codes[m[2]], "", Severity.WARNING, Outcome.CERTAIN, Span(*m.span()), "", term=m[1])
        for m in re.finditer(r"\b([xy])([12])\b", source)
    ]
    return apply(document(source), diagnostics, KNOWN, selected)


def kept(source: str) -> str:
    """The surfaces that are still reported, and nothing else may be said."""
    return " ".join(d.span.of(source) for d in check(source).kept)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("x1 <!-- termlint-disable --> x1 y2 <!-- termlint-enable --> y2", "x1 y2"),
        ("<!-- termlint-disable TL101 --> x1 y2 <!-- termlint-enable TL102 --> x1", "y2"),
        ("<!-- termlint-disable --> x1 <!-- termlint-enable missing-context --> x1 y2", "y2"),
        ("<!-- termlint-disable missing-context,ambiguous-sense --> x1 y2", ""),
        ("<!-- termlint-disable tl101 Missing-Context --> x1 y2", ""),
        ('<!-- termlint-disable TL101 "X" --> x1 y1', "y1"),
        ('<!-- termlint-disable --> x1 <!-- termlint-enable "x" --> x1 y1', "x1"),
        ("<!-- termlint-disable-line --> x1\ny2", "y2"),
        ("<!-- termlint-disable-next-line -->\n\n \t\nx1\ny2", "y2"),
        ("<!-- termlint-disable-next-line TL101 -->\n<!-- termlint-disable-next-line TL102 -->\r\n\r\nx1 y2\ry2", "y2"),
        ("<!-- termlint-disable TL101 -- missing-context is wanted --> x1 y2", "y2"),
        ("<!--\n  termlint-disable-line\n--> x1\ny2", "y2"),
        ("<!-- something termlint-disable --> x1", "x1"),
    ],
)
def test_scopes(source: str, left: str) -> None:
    """Each kind of comment silences what it names in its scope, and nothing else."""
    assert kept(source) == left


def test_given_order_and_partition() -> None:
    """What is kept and what is silenced are the diagnostics given, in their order."""
    given_ = check("<!-- termlint-disable TL102 --> x1 y2 x2 y1")
    assert [d.code for d in given_.kept] == ["TL101", "TL101"]
    assert [d.term for d in given_.silenced] == ["y", "x"]
    assert given_.unused == ()


@pytest.mark.parametrize(
    ("source", "message", "help", "left"),
    [
        ("a\n\n<!-- termlint-disable TL101 -->\n\nb", "this comment suppresses nothing", None, "a\n\n\nb"),
        ("a\n<!-- termlint-disable TL101 -->\nb", "this comment suppresses nothing", None, "a\n\nb"),
        ("\ufeff<!-- termlint-disable -->\r\n\r\nb", "this comment suppresses nothing", None, "\ufeff\r\nb"),
        ("a <!-- termlint-disable-line --> b", "this comment suppresses nothing", None, "a b"),
        ("a <!-- termlint-disable-line -->\nb", "this comment suppresses nothing", None, "a\nb"),
        (
            "<!-- termlint-disable TL102, TL101 --> x1",
            "“TL102” suppresses nothing here",
            None,
            "<!-- termlint-disable TL101 --> x1",
        ),
        (
            "<!-- termlint-disable TL101, TL102 --> x1",
            "“TL102” suppresses nothing here",
            None,
            "<!-- termlint-disable TL101 --> x1",
        ),
        (
            "<!-- termlint-disable missing-contxt TL101 --> x1",
            "unknown rule “missing-contxt”",
            "did you mean “missing-context”?",
            "<!-- termlint-disable TL101 --> x1",
        ),
        (
            "a <!-- termlint-disable-nextline --> b",
            "unknown comment “termlint-disable-nextline”",
            "did you mean “termlint-disable-next-line”?",
            "a b",
        ),
        ("a <!-- termlint-enable TL999 --> b", "unknown rule “TL999”", "did you mean “TL901”?", "a b"),
    ],
)
def test_unused(source: str, message: str, help: str | None, left: str) -> None:
    """A comment or name that silences nothing is reported once, with what to take away."""
    (unused,) = check(source).unused
    assert (unused.message, unused.help) == (message, help)
    assert source[: unused.removal.start] + source[unused.removal.end :] == left


def test_unselected_is_not_unused() -> None:
    """A comment about a rule that was not looked for may be needed, and so may one about all rules."""
    source = "<!-- termlint-disable TL201 --> <!-- termlint-disable-line -->"
    assert len(check(source).unused) == 2
    assert check(source, frozenset({"TL101", "TL901"})).unused == ()


def test_unused_can_be_suppressed_by_name_only() -> None:
    """The report of an unused comment is silenced by its name, not by a comment about all rules."""
    assert len(check("<!-- termlint-disable --> x1 <!-- termlint-disable-line TL201 -->").unused) == 1
    assert check("<!-- termlint-disable unused-suppression --> <!-- termlint-disable-line TL201 -->").unused == ()
    assert check("<!-- termlint-disable-line TL201, unused-suppression -->").unused == ()


def test_a_comment_does_not_excuse_itself() -> None:
    """A comment that silences unused comments is unused itself where there is none."""
    for source in ("<!-- termlint-disable TL901 -->", "<!-- termlint-disable-line unused-suppression -->"):
        (unused,) = check(source).unused
        assert unused.message == "this comment suppresses nothing"


def test_all_names_idle_removes_the_comment() -> None:
    """Where every name is idle the whole comment goes, never the names alone: without names it would mean all."""
    source = "<!-- termlint-disable TL101, TL102, missing-contxt -->"
    assert {u.removal for u in check(source).unused} == {Span(0, len(source))}


def test_idle_name_beside_idle_unused_suppression() -> None:
    """`unused-suppression` beside another idle name is left to its author, so that no comment ends up without names."""
    source = '<!-- termlint-disable TL101 "x" TL901 -->'
    removals = [u.removal.of(source) for u in check(source).unused]
    assert removals == ["TL101 ", ""]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "x1",
                "y2",
                "\n",
                "\r\n",
                " ",
                "<!-- termlint-disable TL101 -->",
                "<!-- termlint-disable-next-line -->",
                '<!-- termlint-enable "x" -->',
                "<!-- termlint-disable-line TL901, TL102 -->",
                "<!-- termlint-x -->",
            ]
        ),
        max_size=14,
    )
)
def test_partition_law(parts: list[str]) -> None:
    """Every diagnostic is kept or silenced, and each unused comment lies in a comment with its removal around it."""
    source = " ".join(parts)
    result = check(source)
    assert len(result.kept) + len(result.silenced) == len(re.findall(r"\b[xy][12]\b", source))
    comments = [c.span for c in document(source).comments]
    for unused in result.unused:
        (comment,) = (c for c in comments if c.contains(unused.span))
        assert unused.removal.of(source).strip() in comment.of(source)
