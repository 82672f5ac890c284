"""The text of a run of prose: slices of a source and what stands for the rest, with exact offsets.

White space is collapsed and addresses are taken out here, for all formats alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termlint.document import OBJECT, Segment
from termlint.formats._addresses import addresses
from termlint.formats._masks import Masked
from termlint.span import Span

# What collapses to one space. No-break spaces and the like stay as they are: they are the author's.
_STRETCH = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_NO_BLANK = re.compile(r"[^ \t\n\r\f\v]")
_WORD = re.compile(r"\w")
_PLAIN_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)")
"""A word between blanks: no address, for there are none with blanks in them."""

_BETWEEN = frozenset((OBJECT, " ", "\n", "&", "<", ">", '"', "'"))
"""What is put in place of source and belongs to no word."""

_Part = tuple[int, int, str | None]  # start and end in the source, and the text that stands there; None: the source's
_Edit = tuple[int, int, str]  # start and end in the text of a run, and what to write there


class Pieces:
    """The parts of one run, in the order of the source."""

    __slots__ = ("_masked", "parts")

    def __init__(self, masked: Masked) -> None:
        self._masked = masked
        self.parts: list[_Part] = []

    def __bool__(self) -> bool:
        return bool(self.parts)

    def text(self, start: int, end: int) -> None:
        """Append the source from `start` to `end`, with an object in place of each template tag in it."""
        if not self._masked.spans:
            self._slice(start, end)
            return
        for at, stop, hidden in self._masked.split(start, end):
            if hidden:
                self.put(OBJECT, at, stop)
            else:
                self._slice(at, stop)

    def put(self, text: str, start: int, end: int) -> None:
        """Append `text`, which stands for the source from `start` to `end`."""
        if text:
            self.parts.append((start, end, text))

    def _slice(self, start: int, end: int) -> None:
        if start >= end:
            return
        parts = self.parts
        if parts and parts[-1][1] == start and parts[-1][2] is None:
            parts[-1] = (parts[-1][0], end, None)
        else:
            parts.append((start, end, None))

    @property
    def start(self) -> int:
        """Where the text begins in the source, white space at its head left out."""
        source = self._masked.source
        for start, end, put in self.parts:
            if put is None and (found := _NO_BLANK.search(source, start, end)):
                return found.start()
            if put is not None and not put.isspace():
                return start
        return self.parts[0][0]

    def has_words(self) -> bool:
        """Whether some word is sure to be left when addresses are taken out; False where that is not known."""
        source = self._masked.source
        for start, end, put in self.parts:  # noqa: SIM110 - a loop costs half of a generator, for every run
            if put is None and _PLAIN_WORD.search(source, start, end):
                return True
        return False

    def hide(self) -> bool:
        """Whether some word does not stand in the source as it does in the text: parts meet within it, or one put it
        there."""
        parts = self.parts
        if len(parts) == 1 and parts[0][2] is None:
            return False
        source, before = self._masked.source, " "
        for start, end, put in parts:
            if put is None:
                first, last = source[start], source[end - 1]
            elif put in _BETWEEN:
                first = last = " "
            else:
                return True
            if _joins(before) and _joins(first):
                return True
            before = last
        return False

    def compose(self) -> tuple[str, tuple[Segment, ...]]:
        """The text of the run, white space collapsed and addresses taken out, and its segments."""
        source = self._masked.source
        texts: list[str] = []
        raw: list[Segment] = []
        at = 0
        for start, end, put in self.parts:
            text = source[start:end] if put is None else put
            texts.append(text)
            raw.append(Segment(at, Span(start, end), put is None))
            at += len(text)
        text = texts[0] if len(texts) == 1 else "".join(texts)
        edits = _edits(text)
        return _rewrite(text, raw, edits) if edits else (text, tuple(raw))


def _joins(char: str) -> bool:
    """Whether a character may make one word with its neighbour."""
    return char.isalnum() or char == "_" or char > "\x7f"


def _edits(text: str) -> list[_Edit]:
    """What must change in the text of a run, in order: stretches of white space, white ends, addresses."""
    last = len(text)
    edits: list[_Edit] = []
    if "  " in text or not text.isprintable():  # cheap; line ends and tabs are not printable
        for match in _STRETCH.finditer(text):
            start, end = match.span()
            edits.append((start, end, " " if start > 0 and end < last else ""))
    if text[:1] == " " and not (edits and edits[0][0] == 0):
        edits.insert(0, (0, 1, ""))
    if text[-1:] == " " and last > 1 and not (edits and edits[-1][1] == last):
        edits.append((last - 1, last, ""))
    if found := addresses(text):
        edits = sorted(edits + [(start, end, OBJECT) for start, end in found])
    return edits


def _rewrite(text: str, raw: Sequence[Segment], edits: Sequence[_Edit]) -> tuple[str, tuple[Segment, ...]]:
    """The text and the segments after `edits`.

    What an edit writes stands for the source of the first segment that it touches only, so that it never reaches over
    markup in which another run may stand.
    """
    texts: list[str] = []
    made: list[Segment] = []
    cutter = _Cutter(raw, len(text))
    at = shift = 0
    for start, end, new in (*edits, (len(text), len(text), "")):
        if start > at:
            texts.append(text[at:start])
            made.extend(cutter.take(start, shift))
        old = next(iter(cutter.take(end, 0)), None) if end > start else None
        if new and old is not None:
            texts.append(new)
            made.append(Segment(start + shift, old.span, False))
        shift += len(new) - (end - start)
        at = end
    return "".join(texts), tuple(made)


class _Cutter:
    """Takes segments off the front of a row of them, cutting verbatim ones in two where needed."""

    __slots__ = ("_at", "_end", "_index", "_raw")

    def __init__(self, raw: Sequence[Segment], end: int) -> None:
        self._raw = raw
        self._end = end
        self._index = 0
        self._at = 0

    def take(self, stop: int, shift: int) -> list[Segment]:
        """The segments of the text from where the last ones ended up to `stop`, moved by `shift`."""
        return list(self._take(stop, shift))

    def _take(self, stop: int, shift: int) -> Iterator[Segment]:
        raw = self._raw
        while self._at < stop:
            segment = raw[self._index]
            end = raw[self._index + 1].at if self._index + 1 < len(raw) else self._end
            upto = min(end, stop)
            if segment.verbatim:
                base = segment.span.start - segment.at
                yield Segment(self._at + shift, Span(base + self._at, base + upto))
            elif self._at == segment.at:
                yield Segment(self._at + shift, segment.span, False)
            self._at = upto
            if upto == end:
                self._index += 1


def has_word(text: str) -> bool:
    """Whether there is anything to read in a text."""
    return _WORD.search(text) is not None
