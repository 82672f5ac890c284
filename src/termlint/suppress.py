"""Comments that silence reports, and comments that silence nothing.

    <!-- termlint-disable missing-context -->                from here to the matching enable or the end of the file
    <!-- termlint-enable missing-context -->
    <!-- termlint-disable-next-line TL102, TL103 -->        the next line that holds more than such comments
    <!-- termlint-disable-line -->                          the line that the comment ends on, all rules
    <!-- termlint-disable "medical massage" -- a quotation -->      one term only, with a reason

Rules go by name or code, apart by commas or spaces; no rule means all but `unused-suppression`, which is silenced only
by name. Where several comments speak of a report, that of its line wins over blocks, and the last block comment wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from termlint.diagnostic import Place
from termlint.document import Comment, Document
from termlint.later import pattern
from termlint.span import LineIndex, Span

UNUSED = "TL901"

_ALL = ""
_KINDS = ("disable", "enable", "disable-line", "disable-next-line")
_DIRECTIVE = pattern(r"\s*termlint-(?P<kind>\w[\w-]*)(?P<body>.*)", re.DOTALL)
_REASON = pattern(r"(?:^|\s)(?:--|—)(?:\s|$)")
_WORD = pattern(r'"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”|(?P<name>[^\s,"“]+)')

_Key = tuple[str, str]
"""A code and a term, each empty for all."""


class Unused(Struct, frozen=True):
    """A comment, or a name in one, that suppresses nothing.

    `span` is what to report; taking away `removal` (empty where that cannot be done) removes it. Where it is not
    `safe`, the author probably meant something else.
    """

    span: Span
    message: str
    help: str | None
    removal: Span
    safe: bool = True


Reported = TypeVar("Reported", bound=Place)


class Suppressed(Struct, Generic[Reported], frozen=True):
    """The reports that are left, those that comments silenced, both in the order given, and what is unused."""

    kept: tuple[Reported, ...]
    silenced: tuple[Reported, ...]
    unused: tuple[Unused, ...]


def apply(
    document: Document, reports: Sequence[Reported], known: Mapping[str, str], selected: frozenset[str]
) -> Suppressed[Reported]:
    """Divide `reports` by the comments of `document`.

    `known` maps rule names and codes to codes; `selected` holds the codes that were looked for: a comment about another
    rule is not unused. Give one report for each mention, before they are gathered by section, or silencing the
    first would silence all.
    """
    found = [(comment, match) for comment in document.comments if (match := _DIRECTIVE.fullmatch(comment.text))]
    if not found:
        return Suppressed(tuple(reports), (), ())
    lines = LineIndex(document.source)
    directives = [_directive(lines, comment, match, known) for comment, match in found]
    directives.sort(key=lambda d: d.comment.span)
    sheet = _Sheet(lines, directives)
    fates = sheet.judge([(d.span, d.code, (d.term or "").casefold()) for d in reports])
    used = {id(rule) for rule in fates if rule}
    own = [u for d in directives for u in _unused(lines, d, used, known, selected - {UNUSED})]
    hidden = sheet.judge([(unused.span, UNUSED, "") for unused in own])
    used.update(id(rule) for rule in hidden if rule)
    unused = [unused for unused, rule in zip(own, hidden, strict=True) if rule is None]
    unused += [u for d in directives for u in _needless(lines, d, used)]
    return Suppressed(
        tuple(d for d, rule in zip(reports, fates, strict=True) if rule is None),
        tuple(d for d, rule in zip(reports, fates, strict=True) if rule),
        tuple(sorted(dict.fromkeys(unused), key=lambda u: (u.span, u.message))),
    )


class _Rule(Struct, frozen=True, eq=False):
    """One rule named in a comment: its code (empty for all, None if unknown), the name, its place and removal."""

    code: str | None
    name: str
    span: Span
    removal: Span


class _Directive(Struct, frozen=True, eq=False):
    """A comment that was understood: what it does, to which rules and terms. `kind` may be unknown."""

    comment: Comment
    kind: str
    rules: tuple[_Rule, ...]
    terms: tuple[str, ...]

    def entries(self) -> Iterator[tuple[_Key, _Rule]]:
        """Every pair of a known rule and a term."""
        for rule in self.rules:
            if rule.code is not None:
                yield from (((rule.code, term), rule) for term in self.terms or (_ALL,))


def _directive(lines: LineIndex, comment: Comment, match: re.Match[str], known: Mapping[str, str]) -> _Directive:
    base = lines.text.find(comment.text, comment.span.start, comment.span.end)
    end = match.end("body")
    if reason := _REASON.search(comment.text, match.start("body")):
        end = reason.start()
    words = list(_WORD.finditer(comment.text, match.start("body"), end))
    rules = []
    for at, word in enumerate(words):
        if name := word["name"]:
            cut = Span(word.start(), words[at + 1].start()) if at + 1 < len(words) else Span(*word.span())
            if at + 1 == len(words) and at:
                cut = Span(words[at - 1].end(), word.end())
            code = known.get(name) or known.get(name.upper()) or known.get(name.lower())
            span = Span(*word.span()).shift(base) if base >= 0 else comment.span
            removal = cut.shift(base) if base >= 0 else Span(comment.span.start, comment.span.start)
            rules.append(_Rule(code, name, span, removal))
    terms = tuple((w["straight"] or w["curly"]).casefold() for w in words if w["straight"] or w["curly"])
    if not rules:
        rules.append(_Rule(_ALL, "", comment.span, _whole(lines, comment.span)))
    return _Directive(comment, match["kind"].lower(), tuple(rules), terms)


class _Sheet:
    """The directives of a document, laid out by line and by block."""

    def __init__(self, lines: LineIndex, directives: Sequence[_Directive]) -> None:
        self._lines = lines
        self._blocks = [d for d in directives if d.kind in ("disable", "enable")]
        self._rows: dict[int, dict[_Key, _Rule]] = {}
        after = self._rows_after(directives)
        for directive in directives:
            if directive.kind in ("disable-line", "disable-next-line"):
                row = self._last_row(directive)
                row = row if directive.kind == "disable-line" else after[row]
                self._rows.setdefault(row, {}).update(directive.entries())

    def judge(self, places: Sequence[tuple[Span, str, str]]) -> list[_Rule | None]:
        """For each place, code and term the rule that silences it, or None."""
        fates: list[_Rule | None] = [None] * len(places)
        blocks = _Blocks()
        at = 0
        for index in sorted(range(len(places)), key=lambda i: places[i][0]):
            span, code, term = places[index]
            while at < len(self._blocks) and self._blocks[at].comment.span.end <= span.start:
                blocks.take(self._blocks[at], at)
                at += 1
            fates[index] = self._on_line(span, code, term) or blocks.find(code, term)
        return fates

    def _on_line(self, span: Span, code: str, term: str) -> _Rule | None:
        for row in {self._lines.row(span.start), self._lines.row(max(span.start, span.end - 1))}:
            here = self._rows.get(row, {})
            rules = (here[key] for key in _keys(code, term) if key in here)
            # A comment does not silence the report that it is unused itself.
            if rule := next((r for r in rules if code != UNUSED or not span.overlaps(r.span)), None):
                return rule
        return None

    def _rows_after(self, directives: Sequence[_Directive]) -> dict[int, int]:
        """For the last row of each comment the next row that holds more than white space and such comments."""
        text, after, comments = self._lines.text, dict[int, int](), dict[int, int]()
        for directive in reversed(directives):
            span, last = directive.comment.span, self._last_row(directive)
            if last in after:
                continue
            row = last + 1
            while row <= self._lines.rows and not self._lines.line_span(row).of(text).strip():
                row += 1
            after[last] = after[comments[row]] if row in comments else row
            if not "".join(self._lines.beside(span)).strip():
                comments[self._lines.row(span.start)] = last
        return after

    def _last_row(self, directive: _Directive) -> int:
        span = directive.comment.span
        return self._lines.row(max(span.start, span.end - 1))


class _Blocks:
    """What the block comments up to some place say of a code and a term: the last word wins."""

    def __init__(self) -> None:
        self._off: dict[_Key, tuple[int, _Rule]] = {}
        self._on: dict[_Key, int] = {}

    def take(self, directive: _Directive, order: int) -> None:
        """Take the next comment into account."""
        for key, rule in directive.entries():
            if directive.kind == "disable":
                self._off[key] = (order, rule)
            else:
                self._on[key] = order

    def find(self, code: str, term: str) -> _Rule | None:
        """The rule that silences a code and a term here, or None."""
        keys = _keys(code, term)
        off = max((self._off[key] for key in keys if key in self._off), key=lambda o: o[0], default=None)
        on = max((self._on[key] for key in keys if key in self._on), default=-1)
        return off[1] if off and off[0] > on else None


def _keys(code: str, term: str) -> tuple[_Key, ...]:
    """The keys under which a report may be silenced, the most special first."""
    exact = ((code, term), (code, _ALL))
    return exact if code == UNUSED else (*exact, (_ALL, term), (_ALL, _ALL))


def _unused(
    lines: LineIndex, directive: _Directive, used: set[int], known: Mapping[str, str], judged: frozenset[str]
) -> Iterator[Unused]:
    """What of a comment does nothing, as far as the codes in `judged` were looked for."""
    span = directive.comment.span
    whole = _whole(lines, span)
    if directive.kind not in _KINDS:
        help = _meant(directive.kind, _KINDS, "termlint-")
        yield Unused(span, f"unknown comment “termlint-{directive.kind}”", help, whole, safe=False)
        return
    if directive.kind == "enable":
        idle = [rule for rule in directive.rules if rule.code is None]
    else:
        idle = [rule for rule in directive.rules if _is_idle(rule, used, known, judged)]
    alone = len(idle) == len(directive.rules)
    for rule in idle:
        removal = whole if alone else rule.removal
        if rule.code is None:
            yield Unused(rule.span, f"unknown rule “{rule.name}”", _meant(rule.name, tuple(known)), removal, safe=False)
        elif alone:
            yield Unused(span, "this comment suppresses nothing", None, removal)
        else:
            yield Unused(rule.span, f"“{rule.name}” suppresses nothing here", None, removal)


def _needless(lines: LineIndex, directive: _Directive, used: set[int]) -> Iterator[Unused]:
    """The same for `unused-suppression` itself, once it is known which comments are unused.

    Named beside other rules it is not removed automatically: were they removed too, the comment would mean all rules.
    """
    span = directive.comment.span
    for rule in directive.rules:
        if rule.code == UNUSED and id(rule) not in used and directive.kind != "enable":
            if len(directive.rules) == 1:
                yield Unused(span, "this comment suppresses nothing", None, _whole(lines, span))
            else:
                nothing = Span(rule.span.start, rule.span.start)
                yield Unused(rule.span, f"“{rule.name}” suppresses nothing here", None, nothing)


def _is_idle(rule: _Rule, used: set[int], known: Mapping[str, str], judged: frozenset[str]) -> bool:
    if rule.code is None:
        return True
    if id(rule) in used:
        return False
    everything = frozenset(known.values()) - {UNUSED} <= judged
    return everything if rule.code == _ALL else rule.code in judged


def _meant(name: str, names: Sequence[str], prefix: str = "") -> str | None:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), names, n=1) or get_close_matches(name.upper(), names, n=1)
    return f"did you mean “{prefix}{close[0]}”?" if close else None


def _whole(lines: LineIndex, span: Span) -> Span:
    """What to take away with a comment: its line where it stands alone and an empty one is next to it, else a space.

    Between two lines of text the line end stays, since the comment kept their paragraphs apart.
    """
    text, first, last = lines.text, lines.row(span.start), lines.row(max(span.start, span.end - 1))
    head, tail = lines.beside(span)
    if head.strip("\ufeff \t"):
        return Span(span.start - 1, span.end) if head[-1] == " " and tail[:1] in ("", " ") else span
    if tail.strip(" \t") or not (_is_blank(lines, first - 1) or _is_blank(lines, last + 1)):
        return span
    end = lines.line_span(last + 1).start if last < lines.rows else len(text)
    return Span(lines.line_span(first).start + head.startswith("\ufeff"), end)


def _is_blank(lines: LineIndex, row: int) -> bool:
    return not 1 <= row <= lines.rows or not lines.line_span(row).of(lines.text).strip("\ufeff \t")
