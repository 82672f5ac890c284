"""The words around a mention, as features to count and to weigh.

A feature is the stem of a word near the mention, worth 1 / (1 + distance / 8) where the distance is in words; a
function word, a number or a mark close by (`near:of`), worth 0.4 / (1 + distance / 4); or one of the four nearest words
tagged with its place (`-1:of`), worth 0.4. Nearer words tell more (Yarowsky 1993, "One sense per collocation"); how
fast that fades, and what each kind is worth, was chosen on held-out folds of training data.

Where there are labels to learn them from, the third word to either side, pairs of the nearest words (`1_2:in the`) and
the mention as it is written (`0:cranes`) say more; without labels they teach nothing. Each of them and of the tagged
neighbours is worth 0.3 then, since they say much of the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from termlint.later import compiled
from termlint.matcher import one_case
from termlint.span import Span
from termlint.stems import Stemmer, counts

REACH = 40
"""How many words to either side are looked at."""
DECAY = 8.0
NEIGHBOURS = (-2, -1, 1, 2)
WIDER = (-3, 3)
PAIRS = ((-2, -1), (-1, 1), (1, 2))
NEIGHBOUR_VALUE = 0.4
COLLOCATION_VALUE = 0.3
NEAR = "near:"
"""How the names of function words close by begin."""
NEAR_REACH, NEAR_DECAY, NEAR_VALUE = 6, 4.0, 0.4
_VALUES = tuple(1 / (1 + distance / DECAY) for distance in range(REACH + 1))
_NEAR = (0.0, *(NEAR_VALUE / (1 + distance / NEAR_DECAY) for distance in range(1, NEAR_REACH + 1)))
_CHARACTERS = 400
_LONG = 50_000
"""How many characters a text has whose words are not told apart as a whole."""
_TOKEN = compiled(r"[^\W_]+(?:['\u2019.&+-][^\W_]+)*|[^\s\w]")

Place = tuple[float, int, int]
"""The value of a feature, and where its word starts and ends in the run."""
_Word = tuple[str, int, int]
"""A word in lower case, and where it starts and ends in the run."""


class Feature(Struct, frozen=True):
    """A feature of a mention: its name, its value, and where its word stands in the run."""

    name: str
    value: float
    at: Span


def features(text: str, at: Span, stemmer: Stemmer, *, collocations: bool = False) -> tuple[Feature, ...]:
    """The features of the mention at a span of a text, each once, in the order of the text."""
    found = places(text, at, stemmer, collocations=collocations)
    ordered = sorted(found.items(), key=lambda item: (item[1][1:], item[0]))
    return tuple(Feature(name, value, Span(start, end)) for name, (value, start, end) in ordered)


def places(text: str, at: Span, stemmer: Stemmer, *, collocations: bool = False) -> dict[str, Place]:
    """The same features, by name and without order: fast, for those who need few of them."""
    return _places(text, at, *_cut(text, at), stemmer, collocations=collocations)


def _cut(text: str, at: Span) -> tuple[list[_Word], list[_Word]]:
    """The words before and after a stretch of a text as far as they are looked at, the nearest first."""
    before = _words(text, max(0, at.start - _CHARACTERS), at.start)[-REACH:]
    before.reverse()
    return before, _words(text, at.end, min(len(text), at.end + _CHARACTERS))[:REACH]


class Words:
    """The words of a text, told apart once for all its mentions where one asks for them.

    Of a very long text they would take a hundred bytes a word: there only those beside a mention are told apart.
    """

    __slots__ = ("_found", "_is_long", "_stemmer", "_stems", "_told", "text")

    def __init__(self, text: str, stemmer: Stemmer) -> None:
        self.text = text
        self._stemmer = stemmer
        self._is_long = len(text) > _LONG
        self._told: list[str] | None = None
        self._stems: list[str] | None = None
        self._found: list[tuple[int, int]] | None = None

    @property
    def _words(self) -> list[str]:
        if self._told is None:
            self._told = _words_of(self.text)
        return self._told

    @property
    def _names(self) -> list[str]:
        if self._stems is None:
            self._stems = [*map(self._stemmer.content.__getitem__, self._words)]
        return self._stems

    @property
    def _spans(self) -> list[tuple[int, int]]:
        if self._found is None:
            self._found = [match.span() for match in _TOKEN.finditer(self.text)]
        return self._found

    def may_begin(self, heads: Iterable[str], at: Span) -> bool:
        """Whether a word that is looked at for the mention at a span may begin with one of some letters, given in one
        case: a look that tells no words apart."""
        near = one_case(self.text[max(0, at.start - _CHARACTERS) : at.end + _CHARACTERS])
        return any(map(near.__contains__, heads))

    def may_have(self, stems: AbstractSet[str], at: Span) -> bool:
        """Whether one of the stems may be a feature of the mention at a span: so it is wherever it is one."""
        if not self._is_long and stems.isdisjoint(self._names) and not self._is_cut(at):
            return False
        near = self._near(at)
        if near is None:
            return any(not stems.isdisjoint(map(self._name, side)) for side in _cut(self.text, at))
        first, last, on, end = near
        return not (stems.isdisjoint(self._names[first:last]) and stems.isdisjoint(self._names[on:end]))

    def _is_cut(self, at: Span) -> bool:
        """Whether the mention, or what is looked at around it, may begin or end within a word of the text."""
        text, low, high = self.text, at.start - _CHARACTERS, at.end + _CHARACTERS
        if _is_within(text, at.start) or _is_within(text, at.end):
            return True
        return (low > 0 and _is_within(text, low)) or (high < len(text) and _is_within(text, high))

    def places(self, at: Span, *, collocations: bool = False) -> dict[str, Place]:
        """The features of the mention at a span."""
        near = self._near(at)
        if near is None:
            return places(self.text, at, self._stemmer, collocations=collocations)
        first, last, on, end = near
        before, after = self._part(first, last), self._part(on, end)
        before.reverse()
        return _places(self.text, at, before, after, self._stemmer, collocations=collocations)

    def among(self, stems: Container[str], at: Span, heads: tuple[str, ...] = ("",)) -> dict[str, Place]:
        """Those features of the mention at a span that are some stems, in the same order. All words with those begin
        with one of the `heads`, so that no other word is stemmed."""
        near = self._near(at)
        if near is None:
            return {name: place for name, place in self.places(at).items() if name in stems}
        first, last, on, end = near
        words, spans, content = self._words, self._spans, self._stemmer.content
        best: dict[str, Place] = {}
        for side in (range(last - 1, first - 1, -1), range(on, end)):
            for distance, number in enumerate(side, start=1):
                if (word := words[number]).startswith(heads) and (name := content[word]) in stems:
                    value = _VALUES[distance]
                    if name not in best or best[name][0] < value:
                        best[name] = value, *spans[number]
        if best:
            for own in _own_stems(self.text, at, self._stemmer):
                best.pop(own, None)
        return best

    def _part(self, first: int, last: int) -> list[_Word]:
        words, spans = self._words[first:last], self._spans[first:last]
        return [(word, *span) for word, span in zip(words, spans, strict=True)]

    def _name(self, word: _Word) -> str:
        return self._stemmer.content[word[0]]

    def _near(self, at: Span) -> tuple[int, int, int, int] | None:
        """The numbers of the words before a mention that are looked at, and of those after it: of the first and of the
        one after the last. None where the mention, or what is looked at, begins or ends within a word of the text, and
        where the text is long."""
        if self._is_long:
            return None
        spans, low, high = self._spans, at.start - _CHARACTERS, at.end + _CHARACTERS
        last, on = bisect_left(spans, (at.start,)), bisect_left(spans, (at.end,))
        if (last and spans[last - 1][1] > at.start) or (on and spans[on - 1][1] > at.end):
            return None
        first, end = max(0, last - REACH), min(len(spans), on + REACH)
        while first < last and spans[first][0] < low:
            if spans[first][1] > low:
                return None
            first += 1
        while on < end and spans[end - 1][1] > high:
            end -= 1
            if spans[end][0] < high:
                return None
        return first, last, on, end


def _places(
    text: str, at: Span, before: Sequence[_Word], after: Sequence[_Word], stemmer: Stemmer, *, collocations: bool
) -> dict[str, Place]:
    own = _own_stems(text, at, stemmer)
    content = stemmer.content
    best: dict[str, Place] = {}
    for side in (before, after):
        for distance, (word, start, end) in enumerate(side, start=1):
            if name := content[word]:
                if name in own:
                    continue
                value = _VALUES[distance]
            elif distance <= NEAR_REACH:
                name, value = NEAR + word, _NEAR[distance]
            else:
                continue
            if name not in best or best[name][0] < value:
                best[name] = value, start, end
    near = dict(zip(range(-1, -4, -1), before, strict=False))
    near |= dict(zip(range(1, 4), after, strict=False))
    value = COLLOCATION_VALUE if collocations else NEIGHBOUR_VALUE
    for place in (*NEIGHBOURS, *WIDER) if collocations else NEIGHBOURS:
        if place in near:
            word, start, end = near[place]
            best[f"{place}:{word}"] = value, start, end
    if collocations:
        best.update(_collocations(text, at, near))
    return best


def _own_stems(text: str, at: Span, stemmer: Stemmer) -> set[str]:
    """The stems of the words of a mention, which are none of its features."""
    return {stemmer.stem(word) for word, _, _ in _words(text, at.start, at.end)}


def is_collocation(name: str) -> bool:
    """Whether a feature is one of those that are only there where collocations are asked for."""
    place = name.partition(":")[0]
    return place != name and (place in ("0", "-3", "3") or "_" in place)


def bag(text: str, stemmer: Stemmer) -> Iterator[str]:
    """The stems of the words of a text that count, one for each occurrence."""
    content = stemmer.content
    return (content[word] for word in _words_of(text) if content[word] or counts(word))


def _collocations(text: str, at: Span, near: Mapping[int, _Word]) -> Iterator[tuple[str, Place]]:
    yield f"0:{at.of(text).lower()}", (COLLOCATION_VALUE, at.start, at.end)
    for left, right in PAIRS:
        if left in near and right in near:
            (first, start, _), (second, _, end) = near[left], near[right]
            yield f"{left}_{right}:{first} {second}", (COLLOCATION_VALUE, start, end)


def _words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    return [word.lower() for word in _TOKEN.findall(text)]


def _is_within(text: str, at: int) -> bool:
    """Whether a place may lie within a word of a text: not at either end, nor beside a blank."""
    return 0 < at < len(text) and not (text[at - 1].isspace() or text[at].isspace())


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [(match.group().lower(), *match.span()) for match in _TOKEN.finditer(text, start, end)]
