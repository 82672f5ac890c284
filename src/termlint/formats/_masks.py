"""A source with its template tags masked, so that a parser of prose takes them for words or blanks."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from msgspec import Struct

from termlint.document import Comment
from termlint.later import pattern
from termlint.long_text import Text
from termlint.span import Span

_SURROGATE = pattern(r"[\ud800-\udfff]")

FILLER = "x"
"""Fills what stands within a line: a letter, so that it is a word to every parser."""
BLANK = " "
"""Fills what has its lines to itself."""


class Unmasked(Struct, frozen=True):
    """A source and the `spans` (ordered, disjoint) of it that were masked, which is what is needed once it is parsed.

    `ascii` tells whether the text was that a parser read.
    """

    source: Text
    spans: tuple[Span, ...]
    ascii: bool
    starts: Sequence[int]
    """Where each span begins."""

    def touches(self, start: int, end: int) -> bool:
        """Whether anything from `start` to `end` was masked."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and self.spans[index].end > start

    def cut(self, start: int, end: int) -> str:
        """A text with as many bytes in UTF-8, character by character, as the parser read from `start` to `end`."""
        if not self.touches(start, end):
            return without_surrogates(self.source[start:end])
        stretches = self.split(start, end)
        return "".join(
            FILLER * (stop - at) if hidden else without_surrogates(self.source[at:stop])
            for at, stop, hidden in stretches
        )

    def split(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """The stretches of `start` to `end`, each with whether it is masked."""
        spans = self.spans
        index = max(0, bisect_right(self.starts, start) - 1)
        at = start
        while at < end and index < len(spans):
            span = spans[index]
            index += 1
            if span.end <= at:
                continue
            if span.start >= end:
                break
            if at < span.start:
                yield at, span.start, False
            at = max(at, span.start)
            stop = min(span.end, end)
            yield at, stop, True
            at = stop
        if at < end:
            yield at, end, False


class Masked(Struct, frozen=True):
    """A source and a text of the same length in which `spans` (ordered, disjoint) are filled.

    A parser reads `text`; what it finds is cut from `source`. `comments` are those that the masking came across.
    """

    source: Text
    text: Text
    spans: tuple[Span, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def whole(self) -> str:
        """The text in one piece."""
        return self.text[:]

    @property
    def unmasked(self) -> Unmasked:
        """What outlives the parsing."""
        starts = array("Q", [span.start for span in self.spans])
        return Unmasked(self.source, self.spans, self.text.isascii(), starts)

    def blank(self, spans: Sequence[Span], comments: Sequence[Comment] = ()) -> Masked:
        """The same with `spans` (ordered, disjoint) blank too; of those masked before, what lies within them goes."""
        if not spans:
            return self
        text = "".join(_with(self.whole, spans, [BLANK * len(span) for span in spans]))
        return Masked(self.source, text, outermost((*self.spans, *spans)), (*self.comments, *comments))


def outermost(spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` in order, without those that start within another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


@overload
def without_surrogates(source: str) -> str: ...
@overload
def without_surrogates(source: Text) -> Text: ...
def without_surrogates(source: Text) -> Text:
    """`source` with lone surrogates, which no parser of UTF-8 can take, replaced one for one. A long text has none."""
    if isinstance(source, str) and not source.isascii():
        try:
            source.encode("utf-8")  # searching takes a hundred times as long
        except UnicodeEncodeError:
            return _SURROGATE.sub("\ufffd", source)
    return source


def fill(text: Text, spans: Sequence[Span]) -> Text:
    """`text` with `spans` (ordered, disjoint) filled: with blanks where they have their lines to themselves."""
    new = ((BLANK if _alone(text, span) else FILLER) * len(span) for span in spans)
    if isinstance(text, str):
        return "".join(_with(text, spans, new))
    return text.replaced((span.start, span.end, put) for span, put in zip(spans, new, strict=True)) if spans else text


def _with(text: str, spans: Sequence[Span], new: Iterable[str]) -> Iterator[str]:
    """`text` with something new in place of each of `spans` (ordered, disjoint), piece by piece."""
    at = 0
    for span, put in zip(spans, new, strict=True):
        yield text[at : span.start]
        yield put
        at = span.end
    yield text[at:]


def _alone(text: Text, span: Span) -> bool:
    """Whether nothing but blanks stands beside `span` in its lines; looks at a few characters only."""
    before = text[max(0, span.start - _MARGIN) : span.start].rstrip(" \t")
    after = text[span.end : span.end + _MARGIN].lstrip(" \t")
    return (before[-1:] in "\r\n" if before else span.start <= _MARGIN) and (
        after[:1] in "\r\n" if after else span.end + _MARGIN >= len(text)
    )


_MARGIN = 64
