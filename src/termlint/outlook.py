"""What mentions see alike: of a document those of the same terms, and of a section those in any of its paragraphs.

Most of what a mention sees stands beyond its run, and is seen by its neighbours too: so it is ordered once for all of
them, and a mention adds what stands near it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import TypeAlias

from msgspec import Struct

from termlint.occurrence import Found, Seen
from termlint.resolution import Mention, Polarity

Key: TypeAlias = tuple[int, Polarity]
"""A cue, and how it stands in its sentence: of each the nearest is seen."""
Ranked: TypeAlias = tuple[tuple[float, int, int, int, int], Seen]
"""What is seen, and its order among all."""
_ORDER = itemgetter(0)


class Prospect(Struct, frozen=True):
    """What is seen from a run of a section, whatever stands beside the mention.

    `rows` are the occurrences in the section itself, of each cue in each polarity, or those of which one stands in the
    run. `best` is the nearest of all others in order, and `near` the same without keys. `is_own` tells that the run is
    the heading of the section.
    """

    rows: Sequence[tuple[Key, Sequence[Found]]]
    best: Mapping[Key, Ranked]
    near: Sequence[Seen]
    is_own: bool

    @classmethod
    def of(cls, rows: Sequence[tuple[Key, Sequence[Found]]], others: Iterable[Ranked], *, is_own: bool) -> Prospect:
        """The prospect with the nearest of `others`."""
        best: dict[Key, Ranked] = {}
        for one in sorted(others, key=_ORDER):
            found = one[1].found
            best.setdefault((found.cue, found.polarity), one)
        return cls(rows, best, [seen for _, seen in best.values()], is_own)

    def with_near(self, found: Mapping[Key, Ranked]) -> tuple[Sequence[Seen], AbstractSet[Key]]:
        """All that is seen where these are found near a mention, nearest first, and the keys of it."""
        every = {**self.best, **found}
        return [seen for _, seen in sorted(every.values(), key=_ORDER)], every.keys()


class Outlook:
    """What mentions of the same terms see of a document: `cues` that are there, and what is `far` from most, in order.

    `prospects` are those that were made, by section, and by run where that is another than most; `from_runs` are those
    from single runs.
    """

    __slots__ = ("_by_run", "cues", "far", "from_runs", "prospects")

    def __init__(self, cues: AbstractSet[int], far: Iterable[Seen]) -> None:
        self.cues = cues
        self.far: Mapping[Key, Seen] = {(seen.found.cue, seen.polarity): seen for seen in far}
        self.prospects: dict[tuple[int, int], Prospect] = {}
        self.from_runs: dict[int, Prospect] = {}
        self._by_run: dict[int, list[tuple[Key, Found]]] = {}
        for key, seen in self.far.items():
            self._by_run.setdefault(seen.found.run, []).append((key, seen.found))

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

    @property
    def all(self) -> Sequence[Seen]:
        """All that is seen: what is far counts least, and so comes last."""
        far, hidden = self.outlook.far, self.hidden
        return [*self.near, *[seen for key, seen in far.items() if key not in hidden]]


def ranked(seen: Seen) -> Ranked:
    """The nearest first, then those that stand first."""
    found = seen.found
    at = found.at
    return (-seen.share, found.run, at.start, at.end, found.cue), seen
