"""Where the cues stand that a document's mentions ask for: by run, by section, and the first of each.

A document is read once for all of them. Most texts hold few of the words that are asked for, so that those are looked
for that the source has, and in no run but those in which one stands.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from termlint.anchors import RawText
from termlint.asked import Asked
from termlint.document import Document, RunKind
from termlint.fold import folded
from termlint.glossary.compiled import Compiled
from termlint.glossary.cue_phrases import Standing
from termlint.kept import Kept
from termlint.occurrence import PATH_RUN, Found
from termlint.passage import Passages
from termlint.patience import Patience
from termlint.resolution import Mention, Polarity
from termlint.span import Span

Firsts: TypeAlias = dict[Polarity, dict[int, Found]]
"""In each polarity the first occurrence of each cue."""
Places: TypeAlias = dict[Polarity, dict[int, list[Found]]]
"""In each polarity occurrences of each cue, in the order of the text."""
_Place: TypeAlias = tuple[int, int, int, int, int]
"""The run of an occurrence, where it begins and ends there, its cue and its polarity by its number: in the order of the
text."""
_Asking: TypeAlias = frozenset[tuple[int, ...]]
"""The terms of mentions."""
Made = TypeVar("Made", Firsts, Places)
_ABOVE = (RunKind.HEADING, RunKind.METADATA)
"""Runs from which what stands below is seen."""
_MANY = 1_000
"""From so many mentions on a section does not keep what is asked for elsewhere alone: few are not worth telling it."""
_PARTS = 5
"""How many numbers are kept of an occurrence."""
_POLARITIES = tuple(Polarity)
_NUMBERS = MappingProxyType({polarity: number for number, polarity in enumerate(_POLARITIES)})


class Numbered(Mapping[int, Made]):
    """What stands in sections, or in runs, by their numbers. It is kept in numbers, a fifteenth of the memory, and made
    of them where somebody looks around: mentions come from front to back."""

    __slots__ = ("_made", "_numbers")

    def __init__(self, make: Callable[[Iterable[_Place]], Made]) -> None:
        self._numbers: dict[int, array[int]] = {}
        self._made: Kept[int, Made] = Kept(partial(_made_of, make, self._numbers))

    def add(self, where: int, place: _Place) -> None:
        """Add an occurrence, which stands after all others there."""
        if where not in self._numbers:
            self._numbers[where] = array("i")
        self._numbers[where].extend(place)

    def __getitem__(self, where: int) -> Made:
        if where not in self._numbers:
            raise KeyError(where)
        return self._made[where]

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _made_of(make: Callable[[Iterable[_Place]], Made], numbers: Mapping[int, array[int]], where: int) -> Made:
    return make(zip(*[iter(numbers[where])] * _PARTS, strict=True))


def _every(places: Iterable[_Place]) -> Places:
    rows: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for run, start, end, cue, which in places:
        rows[which, cue].append(Found(cue, run, Span(start, end), _POLARITIES[which]))
    found: Places = {}
    for (which, cue), row in rows.items():
        found.setdefault(_POLARITIES[which], {})[cue] = row
    return found


def _earliest(places: Iterable[_Place]) -> Firsts:
    found: Firsts = {}
    for run, start, end, cue, which in places:
        own = found.setdefault(_POLARITIES[which], {})
        if cue not in own:
            own[cue] = Found(cue, run, Span(start, end), _POLARITIES[which])
    return found


class CuePlaces:
    """The occurrences of the cues that mentions ask for. Built once a document.

    `by_run` has the first of each cue in each field of front matter, the path, and each heading above a mention.
    `by_section` has those outside front matter and path: all of them where a mention stands, and the first of each cue
    below a heading that has one; where mentions are many, those alone that are asked for there. `first` has the first
    of all, and `metadata` the first two in front matter: a mention may stand in the run of one. `present` are all cues
    that were found.
    """

    __slots__ = (
        *("_beneath", "_children", "_compiled", "_document", "_headings", "_homes", "_once", "_passages", "_patience"),
        *("_sections", "_wanted", "by_run", "by_section", "first", "metadata", "present"),
    )

    def __init__(self, document: Document, passages: Passages, compiled: Compiled, patience: Patience) -> None:
        self._document, self._passages, self._compiled, self._patience = document, passages, compiled, patience
        self._beneath: dict[int, Firsts] = {}
        self._children: dict[int, list[int]] = {}
        self._homes: AbstractSet[int] = frozenset()
        self._sections: AbstractSet[int] = frozenset()
        self._headings: AbstractSet[int] = frozenset()
        self._once: set[tuple[int, int, int]] = set()
        self._wanted: Mapping[int, frozenset[int]] | None = None
        self.by_run = Numbered(_earliest)
        self.by_section = Numbered(_every)
        self.first: Firsts = {}
        self.metadata: Places = {}
        self.present: AbstractSet[int] = frozenset()

    def collect(self, mentions: Iterable[Mention], path: str, raw: RawText | None, asked: Asked | None = None) -> None:
        """Find what the mentions ask for, in the document and in its path. What is `asked` for covers it."""
        mentions = tuple(mentions)
        terms = self._compiled.asking(mention.terms for mention in mentions)
        if not terms:
            return
        self._reach(mentions)
        wanted = self._compiled.wanted(terms)
        if asked and asked.cues == wanted:
            wanted = asked.cues  # what was found out about these is known by them
        self._in_document(wanted, raw, asked)
        self._in_path(wanted, path)
        self.metadata = self._front_matter()
        if self.by_section:
            self._children = self._sections_below()
        found = (self.by_run.get(PATH_RUN, {}), self.first, self.metadata)
        self.present = frozenset[int]().union(*(cues for by_polarity in found for cues in by_polarity.values()))

    def _reach(self, mentions: Sequence[Mention]) -> None:
        """Find out from which sections and headings something can be seen."""
        document = self._document
        runs = {mention.run for mention in mentions}
        homes = {document.section(run) for run in runs}
        below = {document.section(run) for run in runs if document.kind(run) in _ABOVE}
        for number, section in enumerate(document.sections if below else ()):
            if section.parent in below:
                below.add(number)
        self._homes, self._sections = homes, homes | below
        self._headings = {heading for home in homes for heading in document.heading_chain(home)}
        if len(mentions) >= _MANY:
            self._wanted = Kept(partial(_wanted, self._compiled, self._asking(mentions)))

    def _asking(self, mentions: Iterable[Mention]) -> Mapping[int, _Asking]:
        """What is asked for in each section: by the terms that are mentioned there, or in a heading above."""
        document, asking = self._document, defaultdict[int, _Asking](frozenset)
        below = defaultdict[int, _Asking](frozenset)
        for run, terms in {(mention.run, mention.terms) for mention in mentions}:
            home = document.section(run)
            asking[home] |= {terms}
            if document.kind(run) in _ABOVE:
                below[home] |= {terms}
        for number, section in enumerate(document.sections if below else ()):
            if section.parent is not None and (above := below.get(section.parent)):
                asking[number] |= above
                below[number] |= above
        return asking

    def firsts(self) -> list[Found]:
        """The first occurrence of each cue in each polarity outside front matter and path, in order."""
        return sorted((found for firsts in self.first.values() for found in firsts.values()), key=_place)

    def _sections_below(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for number, section in enumerate(self._document.sections):
            if section.parent is not None and section.parent in self._sections:
                children.setdefault(section.parent, []).append(number)
        return children

    def below(self, section: int) -> Firsts:
        """The first occurrence of each cue in the sections below one, the deeper ones too."""
        if section not in self._beneath:
            firsts: Firsts = {}
            for child in self._children.get(section, ()):
                for polarity, places in self.by_section.get(child, {}).items():
                    for found in places.values():
                        _keep_first(firsts, polarity, found[0])
                for polarity, deeper in self.below(child).items():
                    for one in deeper.values():
                        _keep_first(firsts, polarity, one)
            self._beneath[section] = firsts
        return self._beneath[section]

    def _front_matter(self) -> Places:
        """The first occurrences of each cue in the front matter: two, for a mention may stand in the run of one."""
        places: Places = {}
        for number in sorted(self.by_run):
            if number != PATH_RUN and self._document.kind(number) is RunKind.METADATA:
                for polarity, firsts in self.by_run[number].items():
                    for cue, found in firsts.items():
                        known = places.setdefault(polarity, {}).setdefault(cue, [])
                        if len(known) < 2:
                            known.append(found)
        return places

    def _in_document(self, wanted: frozenset[int], raw: RawText | None, asked: Asked | None) -> None:
        compiled, passages = self._compiled, self._passages
        patterns = tuple(cue for cue in compiled.patterns if cue in wanted)
        standing = self._standing(wanted, raw, asked)
        if not standing.phrases and not patterns:
            return
        cues = compiled.cues.part(standing.phrases)
        runs = self._document.runs_at(None if patterns else standing.offsets)
        for stretch in passages.stretches(runs):  # one after the other, for what is found is dropped in most sections
            found: list[_Place] = [
                (number, at.start, at.end, cue, _NUMBERS[passages.polarity(number, at)])
                for hit in cues.hits(stretch.text)
                if (place := stretch.place(hit.start, hit.end))
                for number, at in (place,)
                for cue in hit.values
                if cue in wanted
            ]
            if patterns:
                found += [one for number in stretch.numbers for one in self._matching(number, patterns)]
            for one in sorted(found):
                self._add(one)
        self._once.clear()

    def _in_path(self, wanted: frozenset[int], name: str) -> None:
        path, known = folded(name.replace("/", " ").replace("_", " ").replace(".", " ")), self._compiled.cue_phrases
        phrases = known.standing(wanted, RawText(path.text)).phrases
        if not phrases:
            return
        for hit in sorted(self._compiled.cues.part(phrases).hits(path.text), key=lambda h: (h.start, h.end)):
            for cue in wanted.intersection(hit.values):
                at = path.span(hit.start, hit.end)
                self.by_run.add(PATH_RUN, (PATH_RUN, at.start, at.end, cue, _NUMBERS[Polarity.AFFIRMED]))

    def _standing(self, wanted: frozenset[int], raw: RawText | None, asked: Asked | None) -> Standing:
        """The phrases that can stand in the source, or in the runs that have other words."""
        known, spots = self._compiled.cue_phrases, self._document.spots
        if raw is None or spots is None:
            return Standing(known.of(wanted), None)
        hidden = [RawText(self._passages[number].text) for number in spots.hidden]
        return known.narrowed(asked.standing, wanted, hidden) if asked else known.standing(wanted, raw, hidden)

    def _add(self, place: _Place) -> None:
        document, (run, start, end, cue, number) = self._document, place
        polarity = _POLARITIES[number]
        kind = document.kind(run)
        if kind is RunKind.METADATA or (kind is RunKind.HEADING and run in self._headings):
            self.by_run.add(run, place)
        if kind is RunKind.METADATA:
            return
        if (firsts := self.first.get(polarity)) is None:
            firsts = self.first[polarity] = {}
        if cue not in firsts:
            firsts[cue] = Found(cue, run, Span(start, end), polarity)
        section = document.section(run)
        if section not in self._sections or (self._wanted is not None and cue not in self._wanted[section]):
            return
        if section in self._homes:
            self.by_section.add(section, place)
        elif (once := (section, cue, number)) not in self._once:
            self._once.add(once)
            self.by_section.add(section, place)

    def _matching(self, number: int, cues: Iterable[int]) -> Iterator[_Place]:
        look = self._compiled.expressions.look(self._passages[number].text)
        for cue, pattern in self._compiled.could_match(cues, look):
            for match in self._patience.matches(pattern, look):
                yield number, *match, cue, _NUMBERS[self._passages.polarity(number, Span(*match))]


def _wanted(compiled: Compiled, asking: Mapping[int, _Asking], section: int) -> frozenset[int]:
    return compiled.wanted(compiled.asking(asking[section]))


def _keep_first(firsts: Firsts, polarity: Polarity, found: Found) -> None:
    """Keep the earlier of an occurrence and the one that is kept already."""
    known = firsts.setdefault(polarity, {})
    first = known.get(found.cue)
    if first is None or _place(found) < _place(first):
        known[found.cue] = found


def _place(found: Found) -> tuple[int, int, int, int]:
    at = found.at
    return found.run, at.start, at.end, found.cue
