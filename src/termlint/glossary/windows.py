"""Runs of prose and the windows around mentions in them: what is asked of a window is found once for its run.

A window holds the mention between two marks, as patterns see it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from termlint.fold import folded
from termlint.glossary.effort import LENGTH
from termlint.glossary.plain import is_plain
from termlint.glossary.syntax import BEGIN, END, Words
from termlint.matcher import Substrings, automaton, joins
from termlint.span import Span

_BLANKS = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))
_NO_LETTER = re.compile(r"[\W_]")
_Place = tuple[int, int, int]
"""Where a word of a group starts and ends, and its number."""


class GroupWords:
    """The words of evidence groups, to be found in texts. `names` and `forms` are by their numbers."""

    __slots__ = ("_anywhere", "_automaton", "_odd", "forms", "names")

    def __init__(self, groups: Words) -> None:
        names: dict[str, tuple[str, ...]] = {}
        for name, forms in groups.items():
            for form in forms:
                names[form] = (*names.get(form, ()), f"{{{name}}}")
        self.forms = tuple(names)
        self.names = tuple(names.values())
        self._odd = frozenset(number for number, form in enumerate(self.forms) if not is_plain(form))
        self._automaton: Any = None
        self._anywhere: Substrings | None = None

    def places(self, text: str) -> list[_Place]:
        """Where words can stand in a text of plain characters, by their ends: wherever they do, hardly elsewhere."""
        if not self.forms:
            return []
        if self._automaton is None:
            self._automaton = automaton([_bare(form) for form in self.forms])
        found = folded(text)
        hits = self._automaton.find_matches_as_indexes(_bare(found.text), overlapping=True)
        if found.starts is None:
            return [(start, end - 2, number) for number, start, end in hits]  # without the blanks
        return [(at.start, at.end, n) for n, start, end in hits for at in (found.span(start, end - 2),)]

    def within(self, text: str) -> frozenset[int]:
        """The numbers of words that can stand in a text of whatever characters, within longer words, too."""
        if self._anywhere is None:
            self._anywhere = Substrings(self.forms)
        there = self._anywhere.within(folded(text).text)
        return self._odd.union(number for number, form in enumerate(self.forms) if form in there)

    def between(self, places: list[_Place], start: int) -> frozenset[int]:
        """The numbers of the words at some places that begin at one or further on."""
        return self._odd.union([number for at, _, number in places if at >= start])

    def by_group(self, numbers: Iterable[int]) -> dict[str, frozenset[str]]:
        """The groups of some words, as `{name}`, with these words."""
        found: dict[str, set[str]] = {}
        for number in numbers:
            for name in self.names[number]:
                found.setdefault(name, set()).add(self.forms[number])
        return {name: frozenset(forms) for name, forms in found.items()}


class Run:
    """A run of prose. `low` is its text in lower case, where both engines treat all its characters alike."""

    __slots__ = ("_ends", "_needed", "_places", "group_words", "low", "text")

    def __init__(self, text: str, needed: Substrings, group_words: GroupWords) -> None:
        self.text = text
        self.low = text.lower() if is_plain(text) else None
        self._needed = needed
        self.group_words = group_words
        self._places: list[_Place] | None = None
        self._ends: list[int] = []

    def numbers(self, start: int, end: int) -> frozenset[int]:
        """The numbers of the words of groups that stand between two places."""
        if self.low is None or _cuts_a_word(self.text, start) or _cuts_a_word(self.text, end):
            return self.group_words.within(self.text[start:end])
        if self._places is None:
            self._places = self.group_words.places(self.text)
            self._ends = [place[1] for place in self._places]
        low, high = bisect_right(self._ends, start), bisect_right(self._ends, end)
        return self.group_words.between(self._places[low:high], start)

    @property
    def groups(self) -> dict[str, frozenset[str]]:
        """The groups of which a word stands in the run, as `{name}`, with the forms that do."""
        return self.group_words.by_group(self.numbers(0, len(self.text)))

    def words(self, text: str) -> frozenset[str]:
        """The needed words that stand in a text, within longer words, too."""
        return self._needed.within(text)


class Window:
    """A part of a run with a mention at a span, as patterns see it."""

    __slots__ = ("_low", "_numbers", "_words", "at", "run", "within")

    def __init__(self, run: Run, at: Span, within: Span) -> None:
        self.run = run
        self.at = at
        self.within = within
        self._low: str | None = ""
        self._words: frozenset[str] | None = None
        self._numbers: frozenset[int] | None = None

    @property
    def text(self) -> str:
        """The text, the mention marked."""
        return self._marked(self.run.text)

    @property
    def low(self) -> str | None:
        """The same in lower case; None where it is long, or has characters that engines treat differently."""
        if self._low == "":
            low = self.run.low
            self._low = None if low is None or len(self.within) > LENGTH - 2 else self._marked(low)
        return self._low

    def _marked(self, text: str) -> str:
        at, within = self.at, self.within
        return f"{text[within.start : at.start]}{BEGIN}{text[at.start : at.end]}{END}{text[at.end : within.end]}"

    @property
    def words(self) -> frozenset[str]:
        """The words that any pattern needs and that stand in the text."""
        if self._words is None:
            self._words = self.run.words((self.run.low or self.run.text)[self.within.start : self.within.end])
        return self._words

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the words of groups that stand in the text."""
        if self._numbers is None:
            self._numbers = self.run.numbers(self.within.start, self.within.end)
        return self._numbers

    @property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """The groups that have a word in the text, as `{name}`, with the forms that stand there."""
        return self.run.group_words.by_group(self.numbers)

    def unmarked(self, place: int) -> int:
        """A place in the run, of one in the text with marks."""
        first, last = self.at.start - self.within.start, self.at.end - self.within.start + 1
        return self.within.start + place - (place > first) - (place > last)


def _bare(text: str) -> str:
    """A text with a blank for all that is not in words, and one to either side, so that words are between blanks."""
    return f" {text.translate(_BLANKS) if text.isascii() else _NO_LETTER.sub(' ', text)} "


def _cuts_a_word(text: str, at: int) -> bool:
    if not 0 < at < len(text) or text[at - 1].isspace() or text[at].isspace():
        return False
    return joins(text[at - 1]) and joins(text[at])
