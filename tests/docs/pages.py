"""The pages of the documentation as their tests see them: fenced blocks, what is marked about them, commands in them.

An HTML comment right before a block says what to do with it; readers do not see it:

    <!-- file: spa.md -->           the block is this file from here on
    <!-- append: glossary.yml -->   the block is added to the end of this file
    <!-- exit: 1 -->                the commands of the block end with this status instead of 0
    <!-- with: examples -->         copy this file or folder of the repository before anything else
    <!-- not run: REASON -->        the block is not tried, for this reason
    <!-- part -->                   the block is a part of a file and cannot stand for itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>[\w-]*)[^`]*$")
_MARK = re.compile(r"^<!-- (?P<name>file|append|exit|with|not run|part)(?:: (?P<value>.*?))? -->$")
SHELL = ("console", "sh")
TRIED_ELSEWHERE = {
    "docs/how-to/editors.md": "tests/integration/test_editors_*.py start the editors themselves",
    "docs/how-to/pre-commit.md": "tests/integration/test_pre_commit.py lets pre-commit run the hooks",
}
"""Pages whose blocks other tests try, and which those are."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, text, the 1-based row of its first line, and the marks before it by name."""

    language: str
    text: str
    row: int
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Command:
    """A shell command of a page: its row, the text shown as its output (None where none is shown), its status.

    `skipped` is the reason for which it is not run.
    """

    row: int
    line: str
    output: str | None
    status: int
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page, by its path from the root of the repository."""

    name: str
    text: str

    @property
    def path(self) -> Path:
        """Where it stands."""
        return ROOT / self.name

    def blocks(self) -> Iterator[Block]:
        """Its fenced blocks, in their order."""
        marks: dict[str, str] = {}
        opened: tuple[str, str, int] | None = None
        inside: list[str] = []
        for row, line in enumerate(self.text.splitlines(), 1):
            if opened and line.rstrip() == opened[0]:
                yield Block(opened[1], "".join(f"{one}\n" for one in inside), opened[2], marks)
                opened, inside, marks = None, [], {}
            elif opened:
                inside.append(line)
            elif fence := _FENCE.match(line):
                opened = (fence["fence"], fence["language"], row + 1)
            elif mark := _MARK.match(line):
                marks[mark["name"]] = mark["value"] or ""
            elif line.strip():
                marks = {}

    def prose(self) -> str:
        """The text without its fenced blocks, whose lines are left empty."""
        lines = self.text.splitlines()
        for block in self.blocks():
            for row in range(block.row - 1, block.row + len(block.text.splitlines()) + 1):
                lines[row - 1] = ""
        return "\n".join(lines)


def pages() -> tuple[Page, ...]:
    """Every page: those at the top of the repository, then those under docs."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    paths = [*top, *sorted((ROOT / "docs").rglob("*.md"))]
    return tuple(Page(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block. In `console` blocks they follow a `$`; what stands below one is its output."""
    status, skipped = int(block.marks.get("exit", "0")), block.marks.get("not run")
    lines = block.text.splitlines()
    if block.language == "sh":
        for row, line in enumerate(lines, block.row):
            if line.strip() and not line.startswith("#"):
                yield Command(row, line, None, status, skipped)
        return
    starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        output = "".join(f"{line}\n" for line in lines[start + 1 : end])
        yield Command(block.row + start, lines[start][2:], output or None, status, skipped)
