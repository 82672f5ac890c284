"""What mentions see alike: of a document those of the same terms, and of a section those in any of its paragraphs.

Most of what a mention sees stands beyond its run, and is seen by its neighbours too: so it is ordered once for all of
them, and a mention adds what stands near it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from msgspec import Struct

from termlint.occurrence import Found, Seen
from termlint.resolution import Mention, Polarity

Key: TypeAlias = tuple[int, Polarity]
"""A cue, and how it stands in its sentence: of each the nearest is seen."""
Order: TypeAlias = tuple[float, int, int, int, int]
_KEPT = 64


class Prospect(Struct, frozen=True):
    """What is seen from a run of a section, whatever stands beside the mention.

    `rows` are the occurrences in the section itself, of each cue in each polarity. `best` is the nearest of all others,
    also with its `order`. `is_own` tells that the run is the heading of the section.
    """

    rows: Sequence[tuple[Key, Sequence[Found]]]
    best: Mapping[Key, Seen]
    ordered: Sequence[tuple[Order, Seen]]
    near: Sequence[Seen]
    is_own: bool

    @classmethod
    def of(cls, rows: Sequence[tuple[Key, Sequence[Found]]], others: Iterable[Seen], *, is_own: bool) -> Prospect:
        """The prospect with the nearest of `others`."""
        best: dict[Key, Seen] = {}
        for seen in others:
            key = (seen.found.cue, seen.found.polarity)
            if (known := best.get(key)) is None or order(seen) < order(known):
                best[key] = seen
        ordered = sorted([(order(seen), seen) for seen in best.values()], key=_first)
        return cls(rows, best, ordered, [seen for _, seen in ordered], is_own)

    def with_near(self, found: Mapping[Key, Seen]) -> tuple[Sequence[Seen], AbstractSet[Key]]:
        """All that is seen where these are found near a mention, nearest first, and the keys of it."""
        if not self.best:
            return sorted(found.values(), key=order), found.keys()
        every = [ranked for ranked in self.ordered if (ranked[1].found.cue, ranked[1].found.polarity) not in found]
        every += [(order(seen), seen) for seen in found.values()]
        every.sort(key=_first)
        return [seen for _, seen in every], self.best.keys() | found.keys()


class Outlook:
    """What mentions of the same terms see of a document: `cues` that are there, and what is `far` from most, in order.

    `prospects` are those that were made, by section, and by run where that is another than most.
    """

    __slots__ = ("_by_run", "cues", "far", "prospects")

    def __init__(self, cues: AbstractSet[int], far: Iterable[Seen]) -> None:
        self.cues = cues
        self.far: Mapping[Key, Seen] = {(seen.found.cue, seen.polarity): seen for seen in far}
        self.prospects: dict[tuple[int, int], Prospect] = {}
        self._by_run: dict[int, list[tuple[Key, Found]]] = {}
        for key, seen in self.far.items():
            self._by_run.setdefault(seen.found.run, []).append((key, seen.found))

    def keep(self, key: tuple[int, int], prospect: Prospect) -> Prospect:
        """Keeps a prospect, and of many the latest: mentions come in order."""
        if len(self.prospects) >= _KEPT:
            self.prospects.clear()
        self.prospects[key] = prospect
        return prospect

    def within(self, mention: Mention) -> list[Key]:
        """What is far from others, but lies within a mention itself."""
        return [key for key, found in self._by_run.get(mention.run, ()) if mention.at.contains(found.at)]


class Sight:
    """What one mention sees: what is `near`, nearest first, and what its `outlook` has but for what is `hidden`."""

    __slots__ = ("hidden", "near", "outlook")

    def __init__(self, outlook: Outlook, near: Sequence[Seen], hidden: AbstractSet[Key]) -> None:
        self.outlook = outlook
        self.near = near
        self.hidden = hidden

    def __bool__(self) -> bool:
        return bool(self.near) or not self.outlook.far.keys() <= self.hidden

    @property
    def all(self) -> Sequence[Seen]:
        """All that is seen: what is far counts least, and so comes last."""
        far, hidden = self.outlook.far, self.hidden
        return [*self.near, *[seen for key, seen in far.items() if key not in hidden]]


def order(seen: Seen) -> Order:
    """The nearest first, then those that stand first."""
    found = seen.found
    return -seen.share, found.run, found.at.start, found.at.end, found.cue


def _first(ranked: tuple[Order, Seen]) -> Order:
    return ranked[0]
