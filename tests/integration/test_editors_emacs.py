import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Start = Callable[[Sequence[str], Path], str]
Recipe = Callable[[str, str], str]

SETTLE = """
(defun settle ()
  (flymake-start)
  (with-timeout (60 (error "termlint did not report"))
    (while (not (memq 'termlint-flymake (flymake-reporting-backends)))
      (accept-process-output nil 0.05))))
"""
OUTCOME = """
(settle)
(let ((found (mapcar
              (lambda (d)
                (list (cons 'text (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))
                      (cons 'says (flymake-diagnostic-text d))
                      (cons 'type (symbol-name (flymake-diagnostic-type d)))))
              (flymake-diagnostics)))
      (coding-system-for-write 'utf-8))
  (with-temp-file "outcome.json" (insert (json-serialize (vconcat found)))))
"""


def check(start: Start, recipe: Recipe, path: Path, change: str = "") -> list[dict[str, str]]:
    """What the recipe has flymake mark in the buffer of `path` after `change`, in the order of the text."""
    lines = (
        ";; -*- lexical-binding: t -*-",
        '(set-language-environment "UTF-8")',
        recipe("## Emacs: flymake", "elisp"),
        f"{SETTLE}\n(find-file {json.dumps(path.name)})\n(text-mode)\n(termlint-flymake-setup)",
        f"{change}\n{OUTCOME}",
    )
    (path.parent / "test.el").write_text("\n".join(lines), encoding="utf-8")
    said = start(["emacs", "--batch", "--no-init-file", "--load", "test.el"], path.parent)
    outcome = path.parent / "outcome.json"
    assert outcome.exists(), said
    return list(json.loads(outcome.read_text(encoding="utf-8")))


def test_regions_hold_exactly_what_was_found(start: Start, recipe: Recipe, prose: Path, expected: list[Any]) -> None:
    """Each diagnostic covers the words that the report names."""
    marks = check(start, recipe, prose)
    assert sorted((mark["text"], mark["says"]) for mark in marks) == sorted((m.text, m.says) for m in expected)
    assert {mark["type"] for mark in marks} == {":warning"}


def test_line_ends_and_unsaved_text_move_nothing(
    start: Start, recipe: Recipe, prose: Path, expected: list[Any]
) -> None:
    """CRLF and a byte order mark in the file, unsaved text and narrowing leave the marks on their words."""
    text = prose.read_text(encoding="utf-8")
    prose.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    change = '(goto-char (point-min))\n(insert "Not saved 😀.\n\n")\n(narrow-to-region (point) (point-max))'
    marks = check(start, recipe, prose, change)
    assert sorted((mark["text"], mark["says"]) for mark in marks) == sorted((m.text, m.says) for m in expected)


def test_a_broken_configuration_is_an_error_in_the_buffer(start: Start, recipe: Recipe, prose: Path) -> None:
    """What keeps termlint from checking is shown where its user looks, with the name of the file at fault."""
    (prose.parent / ".termlint.toml").write_text('selct = ["TL101"]\n', encoding="utf-8")
    (mark,) = check(start, recipe, prose)
    assert mark["type"] == ":error"
    assert ".termlint.toml: " in mark["says"]
    assert "selct" in mark["says"]
