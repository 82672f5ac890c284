"""Fixing: edits are made together where they can be, until nothing is left, and nothing else changes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, Severity
from termlint.fixer import diff, fix
from termlint.resolution import Outcome
from termlint.span import Span

Check = Callable[[str], FileResult]


def checker(
    replacements: dict[str, str], applicability: Applicability = Applicability.SAFE, *, twice: bool = False
) -> Check:
    """A check that reports every occurrence of a key, overlapping ones too, with a fix that writes the value."""

    def check(text: str) -> FileResult:
        found = [
            _diagnostic(Edit(Span(m.start(), m.start() + len(key)), value), applicability=applicability)
            for key, value in replacements.items()
            for m in re.finditer(f"(?={re.escape(key)})", text)
        ]
        return FileResult("x.md", text, tuple(found * 2 if twice else found))

    return check


def _diagnostic(*edits: Edit, applicability: Applicability = Applicability.SAFE) -> Diagnostic:
    how = Fix(applicability, "", edits)
    return Diagnostic("TL201", "", Severity.WARNING, Outcome.CERTAIN, edits[0].span, "", fix=how)


def test_fixes_all() -> None:
    """All safe fixes are made, counted, and the result is that of the fixed text."""
    fixed = fix("\ufeffa b\r\na", checker({"a": "x", "b": ""}), unsafe=False)
    assert (fixed.text, fixed.applied, fixed.settled) == ("\ufeffx \r\nx", 3, True)
    assert fixed.result.source == fixed.text
    assert fixed.result.diagnostics == ()


@pytest.mark.parametrize(
    ("applicability", "unsafe", "text"),
    [
        (Applicability.UNSAFE, False, "a"),
        (Applicability.UNSAFE, True, "x"),
        (Applicability.DISPLAY, True, "a"),
    ],
)
def test_applicability(applicability: Applicability, unsafe: bool, text: str) -> None:
    """Unsafe fixes are made only on request, displayed ones never."""
    assert fix("a", checker({"a": "x"}, applicability), unsafe=unsafe).text == text


def test_equal_edits_once() -> None:
    """An edit that two diagnostics ask for is made once."""
    assert fix("ab a", checker({"a": "x"}, twice=True), unsafe=False).text == "xb x"


def test_overlaps_wait_for_the_next_round() -> None:
    """Of overlapping fixes one is made; the other is looked at again in the new text."""
    assert fix("aba", checker({"ab": "c", "ba": "d"}), unsafe=False).text == "ca"


def test_a_fix_is_made_as_a_whole() -> None:
    """Where one edit of a fix meets another fix, none of its edits is made in this round."""

    def check(text: str) -> FileResult:
        if text != "abc":
            return FileResult("x.md", text)
        together = _diagnostic(Edit(Span(1, 2), "B"), Edit(Span(2, 3), "C"))
        return FileResult("x.md", text, (together, _diagnostic(Edit(Span(0, 2), "__"))))

    assert fix("abc", check, unsafe=False).text == "__c"


def test_endless_fixes_leave_the_text_alone() -> None:
    """Fixes that undo each other, or never end, change nothing and say so."""
    for rules in ({"a": "b", "b": "a"}, {"a": "aa"}):
        fixed = fix("c a", checker(rules), unsafe=False)
        assert (fixed.text, fixed.applied, fixed.settled) == ("c a", 0, False)
        assert fixed.result.source == "c a"


def test_no_effect_is_no_fix() -> None:
    """An edit that changes nothing does not keep the rounds going."""
    fixed = fix("a", checker({"a": "a"}), unsafe=False)
    assert (fixed.applied, fixed.settled) == (0, True)


def test_line_ends_and_mark_are_kept() -> None:
    """New lines take the line end of the text, and an edit at the very beginning leaves the byte order mark."""

    def check(text: str) -> FileResult:
        found = (_diagnostic(Edit(Span(0, 2), "b\nc")),) if text.startswith("\ufeffa") else ()
        return FileResult("x.md", text, found)

    assert fix("\ufeffa\r\nz", check, unsafe=False).text == "\ufeffb\r\nc\r\nz"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.text("abcd \r\n\ufeff😀", max_size=30),
    st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.text("abcdx", max_size=3), max_size=4),
)
def test_idempotent(text: str, rules: dict[str, str]) -> None:
    """Fixing a fixed text changes nothing, whatever the fixes are."""
    fixed = fix(text, checker(rules), unsafe=False)
    again = fix(fixed.text, checker(rules), unsafe=False)
    assert (again.text, again.applied) == (fixed.text, 0)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text("ab \r\n\u2028\ufeffé😀", max_size=40))
def test_only_edited_ranges_differ(text: str) -> None:
    """What no edit covers is the same as before."""
    assert fix(text, checker({"a": "X"}), unsafe=False).text == text.replace("a", "X")


def test_diff() -> None:
    """A diff is what git writes, the missing last line end included."""
    assert diff("a b.md", "1\r\n2", "1\r\n3") == (
        "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,2 +1,2 @@\n 1\r\n"
        "-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n"
    )
    assert diff("x.md", "same", "same") == ""


@pytest.mark.parametrize("name", ["x.md", "a b.md", 'q"uo\\te.md', "tab\tä\n.md", "\udcff.md"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\n", "a\nc\n"), ("a\r\nb", "a\r\nb\r\n"), ("x\u2028y\x0cz\rw\n", "x\u2028Y\x0cz\rw\n"), ("a", "")],
)
def test_git_applies_the_diff(tmp_path: Path, name: str, before: str, after: str) -> None:
    """`git apply` takes the diff, whatever the file is called and however its lines end."""
    file = tmp_path / name
    file.write_bytes(before.encode())
    patch = diff(name, before, after).encode("utf-8", "surrogateescape")
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], cwd=tmp_path, input=patch, check=True)
    assert file.read_bytes() == after.encode()


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text("ab\r\n\u2028", max_size=20), st.text("ab\r\n\u2028", max_size=20))
def test_diff_lines_hold_both_texts(before: str, after: str) -> None:
    """The lines of a diff with enough context give both texts back."""
    sides, ended = {"-": "", "+": ""}, ""
    for line in re.findall(r"[^\n]*\n", diff("x", before, after))[2:]:
        if line.startswith("\\"):
            sides = {side: text[:-1] if side in ended else text for side, text in sides.items()}
        elif not line.startswith("@@"):
            ended = "-+" if line[0] == " " else line[0]
            sides = {side: text + line[1:] if side in ended else text for side, text in sides.items()}
    if before != after and max(before.count("\n"), after.count("\n")) < 4:
        assert (sides["-"], sides["+"]) == (before, after)
