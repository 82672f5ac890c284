"""The text of a run of prose: slices of a source and what stands for the rest, with exact offsets.

White space is collapsed and addresses are taken out here, for all formats alike.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence, Sequence

from termlint.document import OBJECT, VERBATIM, SourceMap
from termlint.formats._addresses import addresses
from termlint.formats._masks import Unmasked
from termlint.formats._offsets import code_points
from termlint.later import compiled
from termlint.long_text import Text, around

# What collapses to one space. No-break spaces and the like stay as they are: they are the author's.
_STRETCH = compiled(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
BLANKS = " \t\n\r\f\v"
_NO_BLANK = compiled(r"[^ \t\n\r\f\v]")
_WORD = compiled(r"\w")
Marks = tuple[Sequence[int], Mapping[int, str]]
"""The marks of one run and what is put there: see Pieces."""
_Edit = tuple[int, int, str]  # start and end in the text of a run, and what to write there
_Stretch = tuple[int, int, int, bool]  # start in the text, start and end in the source, whether it is verbatim


class Pieces:
    """The parts of a run, or of all runs of a document, in the order of the source; few words of memory each.

    Two `marks` stand for each part, the places in the source where it begins and ends. The end of an object is
    inverted (`~`), of a blank both are. Other parts are the source's own text, unless `puts` has theirs, by the index
    of the first mark. The open run begins at the mark `first`.
    """

    __slots__ = ("first", "marks", "puts")

    def __init__(self, marks: MutableSequence[int] | None = None) -> None:
        self.marks: MutableSequence[int] = [] if marks is None else marks
        self.puts: dict[int, str] = {}
        self.first = 0

    def __bool__(self) -> bool:
        return len(self.marks) > self.first

    def text(self, start: int, end: int) -> None:
        """Append the source from `start` to `end`."""
        marks = self.marks
        if start >= end:
            return
        if len(marks) > self.first and marks[-1] == start and len(marks) - 2 not in self.puts:
            marks[-1] = end
        else:
            marks.append(start)
            marks.append(end)

    def put(self, text: str, start: int, end: int) -> None:
        """Append `text`, which stands for the source from `start` to `end`."""
        if text == OBJECT:
            self.marks.extend((start, ~end))
        elif text == " ":
            self.marks.extend((~start, ~end))
        elif text:
            self.puts[len(self.marks)] = text
            self.marks.extend((start, end))

    def cut(self, size: int) -> None:
        """Forget the marks beyond so many."""
        del self.marks[size:]
        while self.puts and next(reversed(self.puts)) >= size:
            self.puts.popitem()

    @property
    def start(self) -> int:
        """Where the open run begins in the source."""
        return _place(self.marks[self.first])

    def between(self, first: int, last: int, start: int, unmasked: Unmasked) -> Marks:
        """The marks from `first` to `last` in code points, with an object in place of each template tag.

        Where `first` is inverted they count bytes. What they stand for begins at `start` in code points.
        """
        head = first if first >= 0 else ~first
        marks = self.marks[head:last]
        puts = {}
        if self.puts:
            puts = {at - head: self.puts[at] for at in range(head, last, 2) if at in self.puts}
        if first < 0:
            byte, stop = _place(marks[0]), _place(marks[-1])
            if byte != start or not unmasked.ascii:
                text, further = unmasked.cut(start, start + stop - byte), start - byte
                if text.isascii():
                    marks = [mark + further if mark >= 0 else mark - further for mark in marks]
                else:
                    offset = code_points(text, byte, start)
                    marks = [offset(mark) if mark >= 0 else ~offset(~mark) for mark in marks]
        if unmasked.spans and unmasked.touches(_place(marks[0]), _place(marks[-1])):
            return _without_templates(marks, puts, unmasked)
        return marks, puts


def _place(mark: int) -> int:
    return mark if mark >= 0 else ~mark


def _without_templates(marks: Sequence[int], puts: Mapping[int, str], unmasked: Unmasked) -> Marks:
    pieces = Pieces()
    for at in range(0, len(marks), 2):
        start, end = marks[at], marks[at + 1]
        if end < 0:
            pieces.marks.extend((start, end))
        elif at in puts:
            pieces.put(puts[at], start, end)
        else:
            for begin, stop, hidden in unmasked.split(start, end):
                if hidden:
                    pieces.put(OBJECT, begin, stop)
                else:
                    pieces.text(begin, stop)
    return pieces.marks, pieces.puts


def text_start(source: Text, parts: Marks) -> int:
    """Where the text of a run begins in the source, white space at its head left out."""
    marks, puts = parts
    for at in range(0, len(marks), 2):
        start, end = marks[at], marks[at + 1]
        if end < 0 <= start or puts.get(at, "").strip(BLANKS):
            return start
        if end >= 0 and at not in puts:
            text, base = around(source, start, end)
            if found := _NO_BLANK.search(text, start - base, end - base):
                return base + found.start()
    return _place(marks[0])


def raw_text(source: Text, parts: Marks) -> str:
    """The text of a run as it stands there."""
    marks, puts = parts
    texts: list[str] = []
    for at in range(0, len(marks), 2):
        start, end = marks[at], marks[at + 1]
        if end < 0:
            texts.append(OBJECT if start >= 0 else " ")
        else:
            texts.append(puts[at] if at in puts else source[start:end])
    return "".join(texts)


def compose(source: Text, parts: Marks) -> tuple[str, SourceMap]:
    """The text of a run, white space collapsed and addresses taken out, and where it stands."""
    marks, puts = parts
    near, base = (source, 0) if source.__class__ is str else around(source, _place(marks[0]), _place(marks[-1]))
    texts: list[str] = []
    ats: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for at in range(0, len(marks), 2):
        start, end = marks[at], marks[at + 1]
        if end < 0:
            text, start, end = (OBJECT, start, ~end) if start >= 0 else (" ", ~start, ~end)
        elif at in puts:
            text = puts[at]
        else:
            text = near[start - base : end - base]
            end = VERBATIM
        texts.append(text)
        ats.append(length)
        starts.append(start)
        ends.append(end)
        length += len(text)
    text = texts[0] if len(texts) == 1 else "".join(texts)
    places = SourceMap(tuple(ats), tuple(starts), tuple(ends))
    edits = _edits(text)
    return _rewrite(text, places, edits) if edits else (text, places)


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


def _rewrite(text: str, raw: SourceMap, edits: Sequence[_Edit]) -> tuple[str, SourceMap]:
    """The text and where it stands after `edits`.

    What an edit writes stands for the source of the first segment that it touches only, so that it never reaches over
    markup in which another run may stand.
    """
    texts: list[str] = []
    made: list[_Stretch] = []
    cutter = _Cutter(raw, len(text))
    at = shift = 0
    for start, end, new in (*edits, (len(text), len(text), "")):
        if start > at:
            texts.append(text[at:start])
            made += [(here + shift, *there) for here, *there in cutter.take(start)]  # type: ignore[misc]
        old = cutter.take(end) if end > start else ()
        if new and old:
            texts.append(new)
            made.append((start + shift, old[0][1], old[0][2], False))
        shift += len(new) - (end - start)
        at = end
    ats, starts, ends = (tuple(stretch[column] for stretch in made) for column in range(3))
    return "".join(texts), SourceMap(
        ats, starts, tuple(VERBATIM if s[3] else end for s, end in zip(made, ends, strict=True))
    )


class _Cutter:
    """Takes stretches off the front of a text, cutting verbatim ones in two where needed."""

    __slots__ = ("_at", "_index", "_length", "_raw")

    def __init__(self, raw: SourceMap, length: int) -> None:
        self._raw = raw
        self._length = length
        self._index = 0
        self._at = 0

    def take(self, stop: int) -> list[_Stretch]:
        """The stretches from where the last ones ended up to `stop`."""
        ats, taken = self._raw.ats, []
        while self._at < stop:
            index = self._index
            at, start, end = ats[index], self._raw.starts[index], self._raw.ends[index]
            limit = ats[index + 1] if index + 1 < len(ats) else self._length
            upto = min(limit, stop)
            if end == VERBATIM:
                start += self._at - at
                taken.append((self._at, start, start + upto - self._at, True))
            elif self._at == at:
                taken.append((at, start, end, False))
            self._at = upto
            if upto == limit:
                self._index += 1
        return taken


def has_word(text: str) -> bool:
    """Whether there is anything to read in a text."""
    return _WORD.search(text) is not None
