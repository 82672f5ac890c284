"""Where prose is wanted in a part of a source, in bytes as the Markdown parser counts them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf


class Wanted:
    """Places in order at which prose is wanted, asked for from front to back; None for everywhere."""

    __slots__ = ("_places", "next")

    def __init__(self, places: Sequence[int] | None) -> None:
        self._places: Iterator[int] = iter(places or ())
        self.next: float = -inf if places is None else next(self._places, inf)
        """The first of them that was not passed yet."""

    def within(self, start: int, end: int) -> bool:
        """Whether one lies from `start` on and before `end`, neither of them before what was asked for last."""
        if self.next == -inf:
            return True
        while self.next < start:
            self.next = next(self._places, inf)
        return self.next < end


def in_bytes(offsets: Sequence[int], text: str, start: int, byte: int) -> Sequence[int]:
    """Those of `offsets` of the source, in order, that lie in `text`: it begins at `start` of the source and at `byte`
    of what the parser reads."""
    first, last = (bisect_left(offsets, at) for at in (start, start + len(text)))
    within = offsets[first:last]
    if text.isascii():
        return [at - start + byte for at in within]
    widths = (len(text[one - start : two - start].encode("utf-8")) for one, two in pairwise((start, *within)))
    return [*accumulate(widths, initial=byte)][1:]
