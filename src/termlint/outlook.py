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
    run. `best` is the nearest of all others, `ranked` those in order. `is_own` tells that the run is the heading of the
    section.
    """

    rows: Sequence[tuple[Key, Sequence[Found]]]
    best: Mapping[Key, Ranked]
    ranked: Sequence[tuple[Key, Ranked]]
    near: Sequence[Seen]
    is_own: bool

    @classmethod
    def of(cls, rows: Sequence[tuple[Key, Sequence[Found]]], others: Iterable[Seen], *, is_own: bool) -> Prospect:
        """The prospect with the nearest of `others`."""
        best: dict[Key, Ranked] = {}
        for seen in others:
            one, key = ranked(seen), (seen.found.cue, seen.found.polarity)
            if key not in best or one[0] < best[key][0]:
                best[key] = one
        return cls._ordered(rows, best, is_own=is_own)

    @classmethod
    def _ordered(
        cls, rows: Sequence[tuple[Key, Sequence[Found]]], best: Mapping[Key, Ranked], *, is_own: bool
    ) -> Prospect:
        in_order = sorted(best.items(), key=lambda item: item[1][0])
        return cls(rows, best, in_order, [seen for _, (_, seen) in in_order], is_own)

    def from_run(self, elsewhere: Mapping[Key, Ranked | None]) -> Prospect:
        """The same from a run: of each row the nearest of its occurrences is known where they stand `elsewhere`."""
        nearest, rows = dict(self.best), []
        for key, row in self.rows:
            if (one := elsewhere[key]) is None:
                rows.append((key, row))
            elif key not in nearest or one[0] <= nearest[key][0]:
                nearest[key] = one
        return Prospect._ordered(rows, nearest, is_own=self.is_own)

    def with_near(self, found: Mapping[Key, Ranked]) -> tuple[Sequence[Seen], AbstractSet[Key]]:
        """All that is seen where these are found near a mention, nearest first, and the keys of it."""
        every: list[Ranked] = [*found.values()]
        keys: AbstractSet[Key] = found.keys()
        if self.best:
            every += [one for key, one in self.ranked if key not in found]
            keys = self.best.keys() | keys
        every.sort(key=_ORDER)
        return [seen for _, seen in every], keys


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
