"""Applying fixes: text in, text out. Only the edited ranges change; line ends and byte order mark stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult
from termlint.long_text import Text, search
from termlint.span import Span

_ROUNDS = 10
_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')


class Fixed(Struct, frozen=True):
    """A fixed text, the number of fixes made in it, and the result of checking it.

    `settled` is False where fixes kept undoing each other; the text is then the one that was given.
    """

    text: Text
    applied: int
    result: FileResult
    settled: bool = True


def fix(source: Text, check: Callable[[Text], FileResult], *, unsafe: bool) -> Fixed:
    """Make every safe fix, with `unsafe` the unsafe ones too, and check again until there is none left.

    A fix is made as a whole or not at all; one that overlaps another waits for the next round, where it may have
    become needless. Fixing a fixed text changes nothing.
    """
    first = result = check(source)
    text, applied = source, 0
    for _ in range(_ROUNDS):
        edits, count = _chosen(text, result.diagnostics, unsafe)
        if not edits:
            return Fixed(text, applied, result)
        text, applied = _applied(text, edits), applied + count
        result = check(text)
    if not _chosen(text, result.diagnostics, unsafe)[0]:
        return Fixed(text, applied, result)
    return Fixed(source, 0, first, settled=False)


def diff(filename: str, before: Text, after: Text) -> str:
    """A unified diff of two texts as git writes it; empty where they are equal."""
    from difflib import unified_diff

    old, new = _lines(before[:]), _lines(after[:])
    names = (_name(f"a/{filename}"), _name(f"b/{filename}"))
    out = []
    for line in unified_diff(old, new, *names):
        out.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(out)


def _chosen(text: Text, diagnostics: Iterable[Diagnostic], unsafe: bool) -> tuple[list[Edit], int]:
    """Edits that can be made together, by place, and the number of fixes they make."""
    allowed = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    fixes = [d.fix for d in diagnostics if d.fix is not None and d.fix.applicability in allowed]
    line_end = found[1].group() if (found := search(text, _LINE_END, 0)) else "\n"
    wanted = [edits for f in fixes if (edits := _effective(text, f.edits, line_end))]
    taken: dict[Edit, None] = {}
    places = _Places()
    count = 0
    for edits in sorted(wanted, key=lambda edits: [(e.span, e.content) for e in edits]):
        new = [edit for edit in edits if edit not in taken]
        if places.take([edit.span for edit in new]):
            taken.update(dict.fromkeys(new))
            count += 1
    return sorted(taken, key=lambda e: e.span), count


class _Places:
    """The places that are taken by edits, in the order of the text."""

    def __init__(self) -> None:
        self._taken: list[Span] = []

    def take(self, spans: Sequence[Span]) -> bool:
        """Take all of `spans`, or none if one meets what is taken."""
        from bisect import bisect_right, insort

        for number, span in enumerate(spans):
            at = bisect_right(self._taken, span)
            near = (*self._taken[max(0, at - 1) : at + 1], *spans[:number])
            if any(_meet(span, other) for other in near):
                return False
        for span in spans:
            insort(self._taken, span)
        return True


def _meet(one: Span, other: Span) -> bool:
    """Whether two edits cannot be made together: they overlap, or one inserts where the other begins or ends."""
    if one.overlaps(other):
        return True
    return (not one or not other) and one.start <= other.end and other.start <= one.end


def _effective(text: Text, edits: Iterable[Edit], line_end: str) -> list[Edit]:
    """The edits that change something, with the line ends of the text and never over its byte order mark."""
    out = []
    for edit in edits:
        start = max(edit.span.start, int(text.startswith(_BOM)))
        span = Span(start, max(start, edit.span.end))
        content = edit.content.removeprefix(_BOM) if edit.span.start == 0 else edit.content
        content = _LINE_END.sub(line_end, content)
        if span.of(text) != content:
            out.append(Edit(span, content))
    return sorted(out, key=lambda e: e.span)


def _applied(text: Text, edits: Sequence[Edit]) -> Text:
    if not isinstance(text, str):
        return text.replaced((edit.span.start, edit.span.end, edit.content) for edit in edits)
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.span.start], edit.content]
        at = edit.span.end
    return "".join((*out, text[at:]))


def _lines(text: str) -> list[str]:
    """The lines as diffs see them: ended by line feeds only."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _name(name: str) -> str:
    """A file name as git writes it: quoted where it holds what would break the line, a tab after one with spaces."""
    if not _QUOTED.search(name):
        return f"{name}\t" if " " in name else name
    raw = name.encode("utf-8", "surrogateescape")
    known = {0x22: '\\"', 0x5C: "\\\\", 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}
    return '"' + "".join(known.get(b) or (chr(b) if 0x20 <= b < 0x7F else f"\\{b:03o}") for b in raw) + '"'
