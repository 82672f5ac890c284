"""Gates before patterns: closed where a word is missing that every match of the pattern has.

Compiling a pattern and matching it cost far more than looking for all needed words in one pass. A gate is open wherever
the pattern could match, and often closed where it could not; it never changes what is found.
"""

from collections.abc import Mapping

from msgspec import Struct

from termlint.fold import folded
from termlint.glossary.marks import Clause
from termlint.glossary.plain import LENGTHS, is_plain
from termlint.matcher import Matcher, Substrings


class Gate(Struct, frozen=True, array_like=True):
    """What must stand in a text: of each clause a word, or a word of a group. The parts of a clause may be empty."""

    clauses: tuple[tuple[Clause, Clause], ...] = ()

    @classmethod
    def of(cls, pattern: str) -> "Gate":
        """The gate of a pattern; clauses without groups come first, since words are the cheaper to look for."""
        from termlint.glossary.needs import needs

        pairs = []
        for clause in needs(pattern):
            named = frozenset(word for word in clause if word.startswith("{"))
            pairs.append((clause - named, named))
        return cls(tuple(sorted(pairs, key=lambda pair: bool(pair[1]))))

    def is_open(self, look: "Look") -> bool:
        """Whether a pattern with this gate could match the text."""
        found = look.words
        for words, named in self.clauses:
            if words.isdisjoint(found) and (not named or named.isdisjoint(look.groups)):
                return False
        return True


class Gates:
    """The gates of patterns, and the words that any of them needs, to be looked for together.

    `gates` gives those of patterns, `groups` the words of the evidence groups that they name.
    """

    __slots__ = ("_by_pattern", "_group_words", "_names", "_needed")

    def __init__(self, gates: Mapping[str, Gate], groups: Mapping[str, tuple[str, ...]]) -> None:
        self._by_pattern = gates
        clauses = [clause for gate in gates.values() for clause in gate.clauses]
        self._needed = Substrings(sorted({word for words, _ in clauses for word in words}))
        self._names = tuple(f"{{{name}}}" for name in sorted(groups))
        by_form: dict[str, tuple[int, ...]] = {}
        for number, name in enumerate(sorted(groups)):
            for form in groups[name]:
                by_form[form] = (*by_form.get(form, ()), number)
        self._group_words = Matcher(by_form)

    def is_open(self, pattern: str, look: "Look") -> bool:
        """Whether one of the patterns could match the text."""
        return self._by_pattern[pattern].is_open(look)

    def look(self, text: str, unmarked: str | None = None) -> "Look":
        """A text, ready for asking whether gates are open for it; `unmarked` is the text without marks around words,
        which are in no word and only slow down looking for words."""
        return Look(text, self, unmarked)

    def words(self, text: str) -> frozenset[str]:
        """The needed words that stand in a text, within longer words, too."""
        return self._needed.within(text)

    def groups(self, text: str) -> dict[str, frozenset[str]]:
        """The groups of which a word stands in a text, as `{name}`, with the forms of their words that do, folded."""
        low = folded(text).text
        found: dict[str, set[str]] = {}
        for hit in self._group_words.hits(low):
            for number in hit.values:
                found.setdefault(self._names[number], set()).add(low[hit.start : hit.end])
        return {name: frozenset(forms) for name, forms in found.items()}


class Look:
    """A text as gates see it: the needed words and groups that stand in it, found when first asked for."""

    __slots__ = ("_gates", "_groups", "_low", "_unmarked", "_words", "text")

    def __init__(self, text: str, gates: Gates, unmarked: str | None = None) -> None:
        self.text = text
        self._unmarked = text if unmarked is None else unmarked
        self._gates = gates
        self._low: str | None = ""
        self._words: frozenset[str] | None = None
        self._groups: Mapping[str, frozenset[str]] | None = None

    @property
    def low(self) -> str | None:
        """The text in lower case; None where it is long, or has characters that engines treat differently."""
        if self._low == "":
            self._low = self.text.lower() if len(self.text) <= LENGTHS[0] and is_plain(self._unmarked) else None
        return self._low

    @property
    def words(self) -> frozenset[str]:
        """The words that any gate needs and that stand in the text."""
        if self._words is None:
            self._words = self._gates.words(self._unmarked)
        return self._words

    @property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """The groups that have a word in the text, as `{name}`, with the forms that stand there."""
        if self._groups is None:
            self._groups = self._gates.groups(self._unmarked)
        return self._groups
