"""Reads plain text: paragraphs between blank lines, lists, and title lines that read as headings."""

from __future__ import annotations

from collections.abc import Sequence

from termlint.document import Comment, Document, RunKind
from termlint.formats import _titles as titles
from termlint.formats._blocks import Block, blocks
from termlint.formats._emphasis import emphasis_marks
from termlint.formats._masks import Masked
from termlint.formats._runs import Builder
from termlint.formats._templates import mask_templates
from termlint.later import compiled
from termlint.long_text import Text
from termlint.span import Span

_COMMENT = compiled(r"<!--(?=\s{0,16}termlint)")


def read_plain_text(source: Text) -> Document:
    """The document in a plain text; never raises."""
    masked = _mask_comments(mask_templates(source))
    builder = Builder(masked)
    text = masked.whole
    found = list(blocks(text))
    for block, level in zip(found, _levels(text, found), strict=True):
        _write(text, builder, block)
        kind = RunKind.LIST_ITEM if block.listed else RunKind.HEADING if level else RunKind.PARAGRAPH
        builder.end(kind, level=level)
    return builder.document()


def _write(text: str, builder: Builder, block: Block) -> None:
    """Write the lines of `block` without marks of emphasis; a line end becomes a space."""
    start, end = block.lines[0][0], block.lines[-1][1]
    marks = iter((*emphasis_marks(text, start, end), (end, end)))
    mark = next(marks)
    before = start
    for line, stop in block.lines:
        if line > before:
            builder.out.put(" ", before, line)
        at = line
        while mark[0] < stop:
            builder.out.text(at, mark[0])
            at = mark[1]
            mark = next(marks)
        builder.out.text(at, stop)
        before = stop


def _levels(text: str, found: Sequence[Block]) -> list[int]:
    """The level of the heading that each block is, 0 for those that are none.

    Title lines are of level 1; where some are in capitals and some are not, the latter are of level 2.
    """
    lines = [_single_line(text, block) for block in found]
    levels = [block.level for block in found]
    chosen = [at for at in range(len(found)) if not levels[at] and _is_title(lines, at)]
    capitals = {at for at in chosen if titles.is_capitals(lines[at])}
    for at in chosen:
        levels[at] = 2 if capitals and at not in capitals else 1
    return levels


def _single_line(text: str, block: Block) -> str:
    """The line that `block` consists of, empty if it has more or is a list item."""
    return text[slice(*block.lines[0])] if len(block.lines) == 1 and not block.listed else ""


def _is_title(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` is the title of what follows it.

    One in sentence case looks like an item of a list whose marks were lost. It is a title if its price follows, or if
    running text follows and no more than one such line stands between it and what came before.
    """
    line = lines[at]
    if not line or at + 1 == len(lines):
        return False
    if titles.is_strong(line):
        return True
    if not titles.is_weak(line):
        return False
    following = lines[at + 1]
    if titles.is_price(following) and not titles.is_price(line):
        return True
    if following and not (titles.is_body(following) or titles.is_strong(following)):
        return False
    return any(at < back or _parts(lines[at - back]) for back in (1, 2))


def _parts(line: str) -> bool:
    """Whether `line` (empty for one of several lines) parts what follows it from a list of short lines."""
    return not line or titles.is_body(line) or titles.is_strong(line)


def _mask_comments(masked: Masked) -> Masked:
    """Mask the comments that speak to this program; other markup is text in a plain text."""
    text = masked.whole
    spans: list[Span] = []
    comments: list[Comment] = []
    at = 0
    while opened := _COMMENT.search(text, at):
        close = text.find("-->", opened.end())
        if close < 0:
            break
        at = close + 3
        spans.append(Span(opened.start(), at))
        comments.append(Comment(spans[-1], masked.source[opened.end() : close]))
    return masked.blank(spans, comments)
