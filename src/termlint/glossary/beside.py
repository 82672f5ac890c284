"""What must stand right before and after the mention for a pattern to match, looked up for all patterns at once.

Most patterns name words beside the mention, and most of those words are not there. So each pattern says with which
letters, or with a word of which group, the text after the mention must begin and the text before it end. One look at a
few letters to either side then tells all patterns that could match; it never leaves out one that does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

from msgspec import Struct

from termlint.glossary.marks import Clause, Words
from termlint.glossary.plain import is_plain
from termlint.glossary.windows import Vocabulary, Window
from termlint.later import compiled

WIDTH = 6
"""How many letters are looked at where no group is named."""
_LENGTHS = tuple(range(WIDTH + 1))
_RANKS, _SMALL, _KEPT = 3, 40, 2000
_ANY = ""
"""Stands for the groups that any word may belong to."""
_WORD = compiled(r"\w*")
_FIRST_WORDS = compiled(r"(\w*).*\n")
"""The first word of each line."""

_Context: TypeAlias = tuple[int, Mapping[str, int]]
"""After how many letters a word of some groups may stand, and the bits of each."""
Start = tuple[str, str | None]
"""How a match begins: a text, and the name of a group of which a word follows; or an empty name where anything may,
and None where the text is all of it."""


class Place(Struct, frozen=True, array_like=True):
    """Where the mention stands in one alternative of a pattern: its forms, and what is `before` and `after` it, the
    former from the end; None is as much as anything. `clauses` are what else must stand in the text."""

    forms: frozenset[str] | None = None
    before: frozenset[Start] | None = None
    after: frozenset[Start] | None = None
    clauses: tuple[Clause, ...] = ()


class Beside:
    """The places of the mention in all patterns, each alternative as one bit of a number, to look up together.

    `words` gives the folded forms of the words of each group that a pattern names.
    """

    __slots__ = ("_after", "_before", "_by_form", "_clauses", "_forms", "_own", "_owners", "vocabulary")

    def __init__(self, patterns: Mapping[int, tuple[Place, ...]], words: Words) -> None:
        every = [(number, place) for number, places in patterns.items() for place in places]
        self._owners = tuple(number for number, _ in every)
        self._own: dict[int, int] = {}
        for bit, number in enumerate(self._owners):
            self._own[number] = self._own.get(number, 0) | 1 << bit
        self._forms = tuple(place.forms for _, place in every)
        self._by_form: dict[str, int] = {}
        self._before = _Side([place.before for _, place in every], words, back=True)
        self._after = _Side([place.after for _, place in every], words, back=False)
        needed = {word for _, place in every for clause in place.clauses for word in clause}
        groups = {name: w for name, w in words.items() if f"{{{name}}}" in needed or len(w) > _SMALL}
        self.vocabulary = Vocabulary(groups, sorted(word for word in needed if word[0] != "{"))
        self._clauses = _Clauses([place.clauses for _, place in every], self.vocabulary)

    def bits(self, patterns: Iterable[int]) -> int:
        """The bits of some patterns together."""
        bits = 0
        for number in patterns:
            bits |= self._own[number]
        return bits

    def could_match(self, bits: int, window: Window) -> Collection[int]:
        """The patterns, of those with these bits, that could match in a window."""
        low, at, within = window.run.low, window.at, window.within
        if low is not None:
            surface = low[at.start : at.end]
            bits &= self._by_form[surface] if surface in self._by_form else self._of_form(surface)
        if bits & ~self._clauses.free:  # most have some, and for few the words stand there
            bits &= self._clauses.allowed(window.numbers)
        if low is not None and bits:
            bits &= self._after.allowed(low[at.end : within.end])
            bits &= self._before.allowed(low[within.start : at.start][::-1]) if bits else 0
        return dict.fromkeys(_named(self._owners, bits)) if bits else ()

    def _of_form(self, surface: str) -> int:
        bits = self._by_form[surface] = _bits_of(forms is None or surface in forms for forms in self._forms)
        return bits


class _Clauses:
    """The first clauses of each bit: of each a word must stand in the text. `free` are the bits without one.

    The bits for each rank of clauses stand side by side in one number.
    """

    __slots__ = ("_by_name", "_by_number", "_free", "_vocabulary", "_width", "free")

    def __init__(self, clauses: list[tuple[Clause, ...]], vocabulary: Vocabulary) -> None:
        self._width = len(clauses)
        self._vocabulary = vocabulary
        self._by_name: dict[str, int] = {}
        self._by_number: dict[int, int] = {}
        self._free = 0
        for rank in range(_RANKS):
            for number, own in enumerate(clauses, start=rank * self._width):
                if rank >= len(own):
                    self._free |= 1 << number
                    continue
                for word in own[rank]:
                    self._by_name[word] = self._by_name.get(word, 0) | 1 << number
        self.free = _bits_of(not own for own in clauses)

    def allowed(self, numbers: Iterable[int]) -> int:
        """The bits of those of which each clause has one of some words."""
        bits, by_number = self._free, self._by_number
        for number in numbers:
            bits |= by_number[number] if number in by_number else self._of(number)
        together = bits
        for rank in range(1, _RANKS):
            together &= bits >> rank * self._width
        return together

    def _of(self, number: int) -> int:
        """The bits for a word, and for the groups that have it."""
        names = [f"{{{name}}}" for name in self._vocabulary.groups_of(number)] or [self._vocabulary.words[number]]
        bits = self._by_number[number] = reduce(or_, [self._by_name.get(name, 0) for name in names])
        return bits


class _Side:
    """What must stand on one side of the mention, for each bit; read away from it.

    `_heads` are beginnings of texts that were looked at: the bits of what names no group, and what else to look at.
    """

    __slots__ = ("_contexts", "_firsts", "_free", "_heads", "_loose", "_names", "_texts")

    def __init__(self, starts: list[frozenset[Start] | None], words: Words, *, back: bool) -> None:
        self._free = _bits_of(ways is None for ways in starts)
        self._texts: dict[str, int] = {}
        self._contexts: dict[str, dict[str, int]] = {}
        for number, ways in enumerate(starts):
            for text, name in ways or ():
                table = self._contexts.setdefault(text, {}) if name else self._texts
                table[name or text] = table.get(name or text, 0) | 1 << number
        for text in (*self._texts, *self._contexts):
            for end in range(len(text) + 1):
                self._texts.setdefault(text[:end], 0)
        self._heads: dict[str, tuple[int, Sequence[_Context]]] = {}
        self._firsts: dict[str, frozenset[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._loose: set[str] = set()
        for name in {name for table in self._contexts.values() for name in table}:
            self._note(name, words.get(name, ()), back=back)
        for table in self._contexts.values():
            table[_ANY] = reduce(or_, [table.get(name, 0) for name in self._loose], 0)

    def _note(self, name: str, words: Iterable[str], *, back: bool) -> None:
        """Notes the first words in reading direction of all phrases of a group."""
        lines = "\n".join(("", *words))[::-1] if back else "\n".join((*words, ""))
        self._firsts[name] = frozenset(_FIRST_WORDS.findall(lines))
        if "" in self._firsts[name] or not is_plain(" ".join(words)):
            self._loose.add(name)

    def allowed(self, text: str) -> int:
        """The bits of all that could match beside a text, which is read away from the mention."""
        head = text[:WIDTH]
        bits, named = self._heads[head] if head in self._heads else self._of_head(head)
        for length, groups in named:
            bits |= self._in_context(groups, _WORD.match(text, length)[0])  # type: ignore[index]
        return bits

    def _of_head(self, head: str) -> tuple[int, Sequence[_Context]]:
        """The bits for all texts that begin so, and where one may go on with a word of which groups."""
        bits, named = self._free, []
        for length in _LENGTHS:
            start = head[:length]
            if start not in self._texts:
                break
            bits |= self._texts[start]
            if start in self._contexts:
                named.append((length, self._contexts[start]))
        if len(self._heads) >= _KEPT:
            self._heads.clear()
        known = self._heads[head] = bits, named
        return known

    def _in_context(self, groups: Mapping[str, int], word: str) -> int:
        """The bits of the groups to which a word belongs, or may."""
        bits = groups[_ANY]
        for name in self._names[word] if word in self._names else self._groups_of(word):
            bits |= groups.get(name, 0)
        return bits

    def _groups_of(self, word: str) -> tuple[str, ...]:
        """The groups of which a phrase begins with a word."""
        if len(self._names) >= _KEPT:
            self._names.clear()
        names = self._names[word] = tuple([name for name, firsts in self._firsts.items() if word in firsts])
        return names


def _bits_of(flags: Iterable[bool]) -> int:
    return sum(1 << bit for bit, flag in enumerate(flags) if flag)


def _named(names: Sequence[int], bits: int) -> list[int]:
    """The names of the bits that are set, from the lowest on."""
    found = []
    while bits:
        low = bits & -bits
        found.append(names[low.bit_length() - 1])
        bits ^= low
    return found
