"""A source with its template tags masked, so that a parser of prose takes them for words or blanks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from termlint.document import Comment
from termlint.later import pattern
from termlint.span import Span

_SURROGATE = pattern("[\ud800-\udfff]")

FILLER = "x"
"""Fills what stands within a line: a letter, so that it is a word to every parser."""
BLANK = " "
"""Fills what has its lines to itself."""


_LONG = 1 << 20
"""From this length on a text is kept in pieces, where it may be."""
_PIECE = 1 << 16
"""The characters of a piece that is made of it at once."""


class LongText:
    """A text in UTF-8, of which stretches are made when they are asked for: in a text by itself one emoji makes all
    characters take four bytes."""

    __slots__ = ("_bounds", "_data", "_last", "_size")

    def __init__(self, texts: Iterable[str]) -> None:
        self._data = bytearray()
        self._bounds: list[int] = []
        """Where each piece begins in the data."""
        waiting, size = list[str](), 0
        for text in texts:
            waiting.append(text)
            size += len(text)
            if size >= _PIECE:
                whole = "".join(waiting)
                done = size - size % _PIECE
                for at in range(0, done, _PIECE):
                    self._add(whole[at : at + _PIECE])
                waiting, size = [whole[done:]], size - done
        self._size = len(self._bounds) * _PIECE + size
        self._add("".join(waiting))
        self._last = -1, ""

    def _add(self, piece: str) -> None:
        self._bounds.append(len(self._data))
        self._data += piece.encode("utf-8")

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: int | slice) -> str:
        if not isinstance(index, slice):
            return self._piece(index // _PIECE)[index % _PIECE]
        start, end, _ = index.indices(self._size)
        first, last = start // _PIECE, max(start, end) // _PIECE
        text, base = self._piece(first) if first == last else self._between(first, last), first * _PIECE
        return text[start - base : max(start, end) - base]

    def _piece(self, number: int) -> str:
        if self._last[0] != number:
            self._last = number, self._between(number, number)
        return self._last[1]

    def _between(self, first: int, last: int) -> str:
        bounds = self._bounds
        return self._data[bounds[first] : bounds[last + 1] if last + 1 < len(bounds) else None].decode("utf-8")

    def isascii(self) -> bool:
        """Whether all characters are of ASCII."""
        return self._data.isascii()


Text: TypeAlias = str | LongText
"""What can be counted and cut."""


class Unmasked(Struct, frozen=True):
    """A source and the `spans` (ordered, disjoint) of it that were masked, which is what is needed once it is parsed.

    `ascii` tells whether the text was that a parser read.
    """

    source: str
    spans: tuple[Span, ...]
    ascii: bool

    def cut(self, start: int, end: int) -> str:
        """A text with as many bytes in UTF-8, character by character, as the parser read from `start` to `end`."""
        if not self.spans:
            return without_surrogates(self.source[start:end])
        stretches = self.split(start, end)
        return "".join(
            FILLER * (stop - at) if hidden else without_surrogates(self.source[at:stop])
            for at, stop, hidden in stretches
        )

    def split(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """The stretches of `start` to `end`, each with whether it is masked."""
        spans = self.spans
        index = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
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

    source: str
    text: Text
    spans: tuple[Span, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def whole(self) -> str:
        """The text in one piece."""
        return self.text if isinstance(self.text, str) else self.text[:]

    @property
    def unmasked(self) -> Unmasked:
        """What outlives the parsing."""
        return Unmasked(self.source, self.spans, self.text.isascii())

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


def without_surrogates(source: str) -> str:
    """`source` with lone surrogates, which no parser of UTF-8 can take, replaced one for one."""
    if not source.isascii():
        try:
            source.encode("utf-8")  # searching takes a hundred times as long
        except UnicodeEncodeError:
            return _SURROGATE.sub("\ufffd", source)
    return source


def fill(text: str, spans: Sequence[Span]) -> Text:
    """`text` with `spans` (ordered, disjoint) filled: with blanks where they have their lines to themselves."""
    filled = _with(text, spans, ((BLANK if _alone(text, span) else FILLER) * len(span) for span in spans))
    return LongText(filled) if spans and len(text) >= _LONG else "".join(filled)


def _with(text: str, spans: Sequence[Span], new: Iterable[str]) -> Iterator[str]:
    """`text` with something new in place of each of `spans` (ordered, disjoint), piece by piece."""
    at = 0
    for span, put in zip(spans, new, strict=True):
        yield text[at : span.start]
        yield put
        at = span.end
    yield text[at:]


def _alone(text: str, span: Span) -> bool:
    """Whether nothing but blanks stands beside `span` in its lines; looks at a few characters only."""
    before = text[max(0, span.start - _MARGIN) : span.start].rstrip(" \t")
    after = text[span.end : span.end + _MARGIN].lstrip(" \t")
    return (before[-1:] in "\r\n" if before else span.start <= _MARGIN) and (
        after[:1] in "\r\n" if after else span.end + _MARGIN >= len(text)
    )


_MARGIN = 64
