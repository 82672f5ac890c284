"""Masks what MDX adds to Markdown: modules, expressions in braces, and tags that have their lines to themselves.

The children of components stay: they are prose.
"""

from __future__ import annotations

import re

from termlint.document import Comment
from termlint.formats._masks import Masked, fill, outermost, without_surrogates
from termlint.formats._tags import TAG
from termlint.later import compiled
from termlint.long_text import Text
from termlint.span import Span

_TOKEN = compiled(
    r"(?<![^\r\n])[ \t>]*+(?P<fence>`{3,}+|~{3,}+)"
    r"|(?P<ticks>`++)"
    r"|(?<![^\r\n])(?P<module>(?:import|export)(?=[ \t{*]))"
    r"|(?P<brace>[{}])"
    r"|(?P<string>\"[^\"\r\n]*+\"|'[^'\r\n]*+')"
    r"|(?P<escape>\\.)"
)
_BLANK_LINE = compiled(r"\r?\n[ \t]*+\r?\n|\r[ \t]*+\r(?!\n)|\Z")
_LINE_END = compiled(r"[\r\n]|\Z")
_TAG_LINE = compiled(r"(?<![^\r\n])[ \t]*+(<)(?=/?[A-Za-z>])")
_REST = compiled(r"[ \t]*+(?:[\r\n]|\Z)")
_FRAGMENT = compiled(r"</?>")


def mask_jsx(source: Text) -> Masked:
    """`source`, a text in MDX, with all but its prose masked, and the comments in its expressions. Takes linear time;
    braces that do not close are left as they are."""
    spans = _Scanner(source[:]).spans()
    comments = tuple(
        Comment(span, inner[2:-2])
        for span in spans
        if len(inner := source[span.start + 1 : span.end - 1].strip()) > 3
        and inner.startswith("/*")
        and inner.endswith("*/")
    )
    masked = Masked(source, fill(without_surrogates(source), spans), spans, comments)
    return masked.blank(_tag_lines(masked.whole))


def _tag_lines(text: str) -> list[Span]:
    """The tags that have their lines to themselves. Markdown between them is Markdown, not HTML."""
    found: list[Span] = []
    at = 0
    while line := _TAG_LINE.search(text, at):
        start, at = line.start(1), line.end()
        tag = _FRAGMENT.match(text, start) or TAG.match(text, start)
        if not tag:
            break  # not closed, so no later one is either
        if _REST.match(text, tag.end()):
            found.append(Span(start, tag.end()))
            at = tag.end()
    return found


class _Scanner:
    """Finds the expressions and modules of an MDX text, past its code, in one pass."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._braces: list[int] = []
        self._spans: list[Span] = []
        self._line_end = -1

    def spans(self) -> tuple[Span, ...]:
        """The outermost expressions and the modules."""
        at = 0
        while token := _TOKEN.search(self._source, at):
            at = self._token(token)
        return outermost(self._spans)

    def _token(self, token: re.Match[str]) -> int:
        """Read one token; returns where to go on."""
        source, at = self._source, token.end()
        match token.lastgroup:
            case "brace" if token[0] == "{":
                self._braces.append(token.start())
            case "brace" if self._braces:
                self._spans.append(Span(self._braces.pop(), at))
            case "string" if not self._braces:
                return token.start() + 1  # an apostrophe in prose
            case "fence" if not self._braces:
                mark = token["fence"]
                closing = re.compile(rf"(?<![^\r\n])[ \t>]*+{mark}").search(source, at)
                return closing.end() if closing else len(source)
            case "ticks" if not self._braces:
                closed = source.find(token[0], at, self._end_of_line(at))
                return closed + len(token[0]) if closed >= 0 else at
            case "module" if not self._braces:
                blank = _BLANK_LINE.search(source, at)
                at = blank.start() if blank else len(source)
                self._spans.append(Span(token.start("module"), at))
        return at

    def _end_of_line(self, at: int) -> int:
        if self._line_end < at:
            end = _LINE_END.search(self._source, at)
            self._line_end = end.start() if end else len(self._source)
        return self._line_end
