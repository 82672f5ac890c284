"""Runs of prose and the windows around mentions in them: what is asked of a window is found once for its run.

A window holds the mention between two marks, as patterns see it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, count
from operator import itemgetter
from typing import Any

from termlint.fold import folded
from termlint.glossary.marks import BEGIN, END, Words
from termlint.glossary.plain import LENGTHS, is_plain
from termlint.later import compiled, pattern
from termlint.matcher import Substrings, automaton, joins
from termlint.span import Span

_BLANKS = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))
_NO_LETTER, _NO_LETTER_IN_LINES = compiled(r"[\W_]"), pattern(r"(?!\n)[\W_]")
_BLANKS_IN_LINES = f"{_BLANKS[:10]}\n{_BLANKS[11:]}"
_Place = tuple[int, int, int]
"""Where a word starts and ends, and its number."""


class Vocabulary:
    """All words that patterns name, by their numbers: those of evidence groups, which stand between other words, and
    those that patterns need, of plain letters, which may stand within longer words.

    `names` are those of all groups.
    """

    __slots__ = ("_anywhere", "_members", "_odd", "_of_groups", "_places", "names", "numbers", "words")

    def __init__(self, groups: Words, needed: Iterable[str] = ()) -> None:
        forms = dict.fromkeys(chain.from_iterable(groups.values()))
        self.numbers = dict(zip(forms, count()))
        self.names = frozenset(groups)
        self.words = (*forms, *needed)
        self._members = {name: frozenset(own) for name, own in groups.items()}
        plain = is_plain("".join(forms))
        self._odd = frozenset(() if plain else [number for form, number in self.numbers.items() if not is_plain(form)])
        self._places: Any = None
        self._anywhere: Substrings | None = None
        self._of_groups = groups

    def groups_of(self, number: int) -> tuple[str, ...]:
        """The groups of a word; none of one that patterns need for itself."""
        if number >= len(self.numbers):
            return ()
        word = self.words[number]
        return tuple([name for name, own in self._members.items() if word in own])

    def places(self, text: str) -> list[_Place]:
        """Where words can stand in a text of plain characters, by their ends: wherever they do, hardly elsewhere."""
        first = len(self.numbers)
        if self._places is None:
            self._places = automaton([*_all_bare(self.words[:first]), *self.words[first:]] or ["\0"])
        found = folded(text)
        # A blank is put before the text, and stands to either side of a word of a group.
        every = [
            (start, end - 2, number) if number < first else (start - 1, end - 1, number)
            for number, start, end in self._places.find_matches_as_indexes(_bare(found.text), overlapping=True)
        ]
        if found.starts is not None:
            every = [(at.start, at.end, n) for start, end, n in every for at in (found.span(start, end),)]
        every.sort(key=itemgetter(1))
        return every

    def within(self, text: str) -> frozenset[int]:
        """The numbers of words that can stand in a text of whatever characters, within longer words, too."""
        if self._anywhere is None:
            self._anywhere = Substrings(self.words)
        there = self._anywhere.within(text) | self._anywhere.within(folded(text).text)
        return self._odd.union(number for number, word in enumerate(self.words) if word in there)

    def between(self, places: list[_Place], start: int) -> Collection[int]:
        """The numbers of the words at some places that begin at one or further on."""
        found = [number for at, _, number in places if at >= start]
        return [*self._odd, *found] if self._odd else found

    def of_groups(self, names: Iterable[str]) -> frozenset[int]:
        """The numbers of the words of some groups."""
        numbers = self.numbers
        return frozenset([numbers[form] for name in names for form in self._of_groups.get(name, ())])


class Run:
    """A run of prose. `low` is its text in lower case, where both engines treat all its characters alike."""

    __slots__ = ("_ends", "_places", "_vocabulary", "low", "text")

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.low = text.lower() if is_plain(text) else None
        self._vocabulary = vocabulary
        self._places: list[_Place] | None = None
        self._ends: list[int] = []

    def numbers(self, start: int, end: int, cuts: Iterable[int] = ()) -> Collection[int]:
        """The numbers of the words that can stand between two places, where a text is cut in pieces for patterns."""
        if self.low is None or _cut_words(self.text, cuts):
            return self._vocabulary.within(self.text[start:end])
        if self._places is None:
            self._places = self._vocabulary.places(self.text)
            self._ends = [place[1] for place in self._places]
        low, high = bisect_right(self._ends, start), bisect_right(self._ends, end)
        return self._vocabulary.between(self._places[low:high], start)


class Window:
    """A part of a run with a mention at a span, as patterns see it."""

    __slots__ = ("_low", "_numbers", "at", "run", "within")

    def __init__(self, run: Run, at: Span, within: Span) -> None:
        self.run = run
        self.at = at
        self.within = within
        self._low: str | None = ""
        self._numbers: Collection[int] | None = None

    @property
    def text(self) -> str:
        """The text, the mention marked."""
        return self._marked(self.run.text)

    @property
    def low(self) -> str | None:
        """The same in lower case; None where it is long, or has characters that engines treat differently."""
        if self._low == "":
            low = self.run.low
            self._low = None if low is None or len(self.within) > LENGTHS[0] - 2 else self._marked(low)
        return self._low

    def _marked(self, text: str) -> str:
        at, within = self.at, self.within
        return f"{text[within.start : at.start]}{BEGIN}{text[at.start : at.end]}{END}{text[at.end : within.end]}"

    @property
    def numbers(self) -> Collection[int]:
        """The numbers of the words that can stand in the text."""
        if self._numbers is None:
            start, end, at = self.within.start, self.within.end, self.at
            self._numbers = self.run.numbers(start, end, (start, at.start, at.end, end))
        return self._numbers

    def unmarked(self, place: int) -> int:
        """A place in the run, of one in the text with marks."""
        first, last = self.at.start - self.within.start, self.at.end - self.within.start + 1
        return self.within.start + place - (place > first) - (place > last)


def _bare(text: str) -> str:
    """A text with a blank for all that is not in words, and one to either side, so that words are between blanks."""
    return f" {text.translate(_BLANKS) if text.isascii() else _NO_LETTER.sub(' ', text)} "


def _all_bare(words: Sequence[str]) -> list[str]:
    """The same for words, in a few calls for all."""
    if not words:
        return []
    lines = "\n".join(words)
    bare = lines.translate(_BLANKS_IN_LINES) if lines.isascii() else _NO_LETTER_IN_LINES.sub(" ", lines)
    return f" {bare} ".replace("\n", " \n ").split("\n")


def _cut_words(text: str, cuts: Iterable[int]) -> bool:
    """Whether a word of the text is cut at one of some places."""
    for at in cuts:
        if 0 < at < len(text) and text[at - 1] != " " and text[at] != " " and joins(text[at - 1]) and joins(text[at]):
            return True
    return False
