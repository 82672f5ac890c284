"""How near cues stand to a mention: the windows, the shares of their weights there, and what stands in its own run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from termlint.document import Document
from termlint.glossary.model import Window
from termlint.negation import Scopes
from termlint.occurrence import Found, Seen
from termlint.outlook import Key, Ranked, ranked
from termlint.passage import Passages
from termlint.resolution import Mention
from termlint.span import Span

IN_BLOCK, IN_SECTION, IN_DOCUMENT = 0.6, 0.4, 0.15
"""The shares of its weight that a cue has in the mention's block or own heading, its section, and further off."""
LEAST_SHARES: Mapping[Window, float] = MappingProxyType(
    {Window.PHRASE: 1.0, Window.SENTENCE: IN_BLOCK, Window.BLOCK: IN_BLOCK}
)
"""What each share in these windows, or nearer, is at least."""
_PHRASE_REACH = 40
_HALF_AWAY = 120
"""How many characters off, in its own sentence, a cue has half its weight; it never has less than in the block."""
_PHRASE_BREAKS = frozenset(",;:\u2014.!?()")
_PHRASE, _SENTENCE, _BLOCK, _SECTION = Window.PHRASE, Window.SENTENCE, Window.BLOCK, Window.SECTION
"""At hand: to ask an Enum for a member takes as long as half a dozen names."""


class Beside:
    """A mention in its run and its sentence, given by its index, and what stands beside it there."""

    __slots__ = (
        *("_block_of", "_end", "_first", "_is_told", "_last", "_own", "_passage", "_passages", "_run", "_start"),
    )

    def __init__(self, document: Document, passages: Passages, mention: Mention, index: int, *, own: bool) -> None:
        self._run, self._start, self._end, self._own = mention.run, mention.at.start, mention.at.end, own
        self._block_of, self._passages, self._passage = document.block, passages, passages[mention.run]
        starts = self._passage.sentences.starts
        self._first = starts[index] if index else 0
        self._last = starts[index + 1] if index + 1 < len(starts) else len(self._passage.text) + 1
        self._is_told = self._passage.tells and tells(self._passage.heard(index))

    def nearest(self, key: Key, row: Sequence[Found]) -> Ranked | None:
        """The nearest of the occurrences around the mention but for those within it, which say nothing that the term
        does not say; in its own heading a section reads as one block."""
        nearest, share, where, run = None, 0.0, _SECTION, self._run
        around = row
        if len(row) > 2:
            index = first_from(row, run, self._start)
            around = row[max(0, index - 2) : index + 2]
        for found in around:
            start, end = found.at.start, found.at.end
            if found.run != run:
                same = self._block_of(found.run) == self._block_of(run)
                window, near = (_BLOCK, IN_BLOCK) if same else (_SECTION, IN_SECTION)
            elif self._start <= start and end <= self._end:
                continue
            elif self._first <= start < self._last:
                window, near = self._in_sentence(start, end)
            else:
                window, near = _BLOCK, IN_BLOCK
            if self._own and near < IN_BLOCK:
                near = IN_BLOCK
            if near > share:
                nearest, share, where = found, near, window
        if nearest is None:
            return None
        polarity = key[1]
        if (where is _PHRASE or where is _SENTENCE) and self._is_told:
            polarity = self._passages.polarity(run, nearest.at, Span(self._start, self._end))
        return ranked(Seen(nearest, where, share, polarity))

    def _in_sentence(self, start: int, end: int) -> tuple[Window, float]:
        text = self._passage.text
        between = text[self._end : start] if self._end < start else text[end : self._start]
        if len(between) <= _PHRASE_REACH and _PHRASE_BREAKS.isdisjoint(between):
            return _PHRASE, 1.0
        return _SENTENCE, max(IN_BLOCK, 1 / (1 + len(between) / _HALF_AWAY))


def tells(heard: Scopes) -> bool:
    """Whether anything in a sentence is negated or asked: where not, all that it names is affirmed."""
    return heard.asked is not None or bool(heard.negated)


def first_from(row: Sequence[Found], run: int, start: int = 0) -> int:
    """The index in a row of occurrences of the first that begins at a place or after it."""
    return bisect_left(row, (run, start), key=_start)


def _start(found: Found) -> tuple[int, int]:
    return found.run, found.at.start
