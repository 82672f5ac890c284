"""Where words of phrases stand in a source, before it is parsed.

Every phrase has one word that is looked for in the raw text, its anchor. What a parser makes of a source has the same
words, but for those that markup interrupts; of those `prefilter` knows.

A source is searched as bytes, one for each code point, so that bytes are found where the code points stand. Words are
spelt with the letters of ASCII; what else a word of a phrase has in it (*café*) parts it like a blank, in the source,
too. Only for phrases with no letter of ASCII at all do further letters get a byte each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from termlint.anchoring import Chosen, Words, coded, further_letters, least, words_with
from termlint.later import pattern
from termlint.long_text import Text
from termlint.neighbours import ANY, Beside, Neighbours
from termlint.search import Search

_WORDS = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256)).lower()
"""Letters and digits in lower case, blanks for everything else."""
_MARK = b"\x01"
_MARKED = bytes(_MARK[0] if chr(byte) in "*~_[]\\<" else letter for byte, letter in enumerate(_WORDS))
"""The same, but for marks that may stand within a word."""
_AROUND = tuple((before, after) for before in (b" ", _MARK) for after in (b" ", _MARK))
_JOINT = pattern(rb"\x01(?<=[^ \x01]\x01)")
"""A mark after a letter. Marks are rarer than letters: the pattern begins with what is quick to find."""
_FEW, _HEAD = 1_000, 3
"""How many anchors are few, and how many letters of a word tell at a glance that none of many begins with it."""
_ALONE = (ANY,)
"""What may stand beside an anchor that is a phrase by itself."""
_LONG = 1_000_000
"""The length in characters from which a source is read again rather than kept as it was read."""
VANISHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Characters that folding takes away."""
_TURNING = frozenset("\u017f\u212a")
"""Characters that folding makes letters of ASCII."""


class RawText:
    """A source as it is searched, `more` being the letters that have a byte besides those of ASCII."""

    __slots__ = ("_marked", "_words", "source")

    def __init__(self, source: Text) -> None:
        self.source = source
        self._words: dict[str, bytes | None] = {}
        self._marked: dict[str, bytes | None] = {}

    def words(self, more: str = "") -> bytes | None:
        """The words of the source in lower case, each where it stands there, with blanks between them.

        None where characters stand in it that folding takes away or makes plain letters.
        """
        if more not in self._words:
            if more in self._marked:
                marked = self._marked.pop(more)
                self._words[more] = marked.replace(_MARK, b" ") if marked else marked
            else:
                self._words[more] = self._spelt(more, _WORDS)
        return self._words[more]

    def forget(self) -> None:
        """Let the words go: nobody will look for more."""
        self._words.clear()

    def marked(self, more: str = "") -> bytes | None:
        """The same with one and the same byte for all marks that may stand within a word."""
        marked = self._spelt(more, _MARKED)
        if len(self.source) < _LONG:
            self._marked[more] = marked
        return marked

    def _spelt(self, more: str, letters: bytes) -> bytes | None:
        known = _is_plain(self.source, VANISHING if more else VANISHING | _TURNING)
        return coded(self.source, more).translate(letters) if known else None


def _is_plain(source: Text, odd: Iterable[str]) -> bool:
    """Whether none of the odd characters stands in a source; one that vanishes parts no word at the very beginning."""
    if source.isascii():
        return True
    start = int(source[0] in VANISHING)
    return all(source.find(char, start) < 0 for char in odd)


class Seen(Struct, frozen=True):
    """What a look for anchors gave: where they stand, None where that is not known, and of which of the least phrases.

    Where none stands, also what stands before a mark and an anchor may begin with, each from where to where, and the
    `marked` text in which it does.
    """

    offsets: list[int] | None
    phrases: frozenset[str] = frozenset()
    begun: Iterable[tuple[int, int]] = ()
    marked: bytes = b""


class Anchors:
    """The anchors of phrases, to be looked for all at once.

    `words` are the anchors as they stand in the words of a raw text, `more` are the letters of that text.
    """

    __slots__ = ("_expected", "_heads", "_neighbours", "_search", "_spelt", "blind", "more", "words")

    def __init__(self, chosen: Chosen) -> None:
        self.more, self.blind = chosen.more, chosen.blind
        self.words = tuple(coded(" ".join(chosen.words), self.more).split())  # letters have bytes in their own order
        self._spelt = chosen.words
        self._neighbours: list[Neighbours | None] = [None] * len(self.words)
        for number, pairs in chosen.beside.items():
            self._neighbours[number] = Neighbours(pairs)
        self._search: Search | None = None
        self._expected = 0
        self._heads: frozenset[bytes] = frozenset()

    def expect(self, length: int) -> None:
        """Make ready for raw texts of so many characters together."""
        self._expected = length

    def look(self, raw: RawText) -> Seen:
        """What there is of the anchors in a raw text."""
        few = len(self.words) <= _FEW
        words = None if self.blind else raw.marked(self.more) if few else raw.words(self.more)
        if words is None:  # a phrase has no word, or the text cannot be trusted
            return Seen(None)
        if self._search is None:
            around = self._all_at_once() if few else [b" %b " % word for word in self.words]
            self._search = Search(around, self._expected)
        found = self._search.places(words)
        there = self._of_phrases(raw, found, len(_AROUND) if few else 1)
        if few and not found:
            return Seen([])
        if there:
            phrases = {least(self._spelt[index], pair) for index, _, pairs in there for pair in pairs}
            return Seen([start for _, start, _ in there], frozenset(phrases))
        if few:
            every = len(self.words) * len(_AROUND)
            return Seen([], begun=[(start, end) for index, start, end in found if index >= every], marked=words)
        marked = raw.marked(self.more) or b""
        return Seen([], begun=self._begun(words, marked), marked=marked)

    def _all_at_once(self) -> list[bytes]:
        """The anchors between blanks or marks, and after them all that they begin with, before marks."""
        heads = {word[:end] for word in self.words for end in range(1, len(word) + 1)}
        whole = [before + word + after for word in self.words for before, after in _AROUND]
        return whole + [before + head + _MARK for head in sorted(heads) for before in (b" ", _MARK)]

    def _of_phrases(
        self, raw: RawText, found: Iterable[tuple[int, int, int]], ways: int
    ) -> list[tuple[int, int, Collection[Beside]]]:
        """Those anchors and places where a phrase may stand, with the words that may be beside them; each anchor was
        looked for in some ways."""
        source, known, every = raw.source, self._neighbours, len(self.words) * ways
        return [
            (index // ways, start, pairs)
            for index, start, end in found
            if index < every
            and (pairs := _ALONE if (own := known[index // ways]) is None else own.at(source, start, end))
        ]

    def _begun(self, words: bytes, marked: bytes) -> Iterator[tuple[int, int]]:
        """What may be begun, by the first letters of many anchors: an automaton for them takes long to make."""
        if not self._heads:
            self._heads = frozenset([word[:end] for word in self.words for end in range(1, _HEAD + 1)])
        for joint in _JOINT.finditer(marked):
            end = joint.start()
            start = words.rfind(b" ", 0, end) + 1
            if words[start : min(start + _HEAD, end)] in self._heads:
                yield start, end


class LazyAnchors:
    """The anchors of folded phrases, given by their indices, chosen when somebody asks for them."""

    __slots__ = ("_more", "_phrases", "_words")

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases
        self._more: str | None = None
        self._words: Words | None = None

    @property
    def more(self) -> str:
        """The letters of the raw texts that these are looked for in, besides those of ASCII."""
        if self._more is None:
            self._more = further_letters(self._phrases)
        return self._more

    def by_anchor(self, phrases: Iterable[int]) -> Mapping[bytes, tuple[int, ...]]:
        """The phrases by their anchors; those without a word stand under an empty one."""
        found: dict[bytes, list[int]] = {}
        for index in sorted(phrases):
            found.setdefault(self._anchor(self._phrases[index]), []).append(index)
        return {anchor: tuple(own) for anchor, own in found.items()}

    def _anchor(self, phrase: str) -> bytes:
        """The anchor of a phrase; empty where it has no word."""
        if phrase.isascii() and phrase.isalnum():
            return phrase.encode("ascii")
        if self._words is None:
            self._words = words_with(self.more)
        return coded(max(self._words(phrase), key=len, default=""), self.more)
