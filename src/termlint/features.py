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

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

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
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019.&+-][^\W_]+)*|[^\s\w]")

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
    after = _words(text, at.end, min(len(text), at.end + _CHARACTERS))
    before = _words(text, max(0, at.start - _CHARACTERS), at.start)
    before.reverse()
    own = {stemmer.stem(word) for word, _, _ in _words(text, at.start, at.end)}
    content = stemmer.content
    best: dict[str, Place] = {}
    for side in (before, after):
        for distance, (word, start, end) in enumerate(side[:REACH], start=1):
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


def stems_around(text: str, at: Span, stemmer: Stemmer) -> Iterator[str]:
    """The stems of the words that are looked at, and empty texts; more of them than are features, in no order."""
    before = _TOKEN.findall(text, max(0, at.start - _CHARACTERS), at.start)[-REACH:]
    after = _TOKEN.findall(text, at.end, min(len(text), at.end + _CHARACTERS))[:REACH]
    return map(stemmer.content.__getitem__, map(str.lower, before + after))


def is_collocation(name: str) -> bool:
    """Whether a feature is one of those that are only there where collocations are asked for."""
    place = name.partition(":")[0]
    return place != name and (place in ("0", "-3", "3") or "_" in place)


def bag(text: str, stemmer: Stemmer) -> Iterator[str]:
    """The stems of the words of a text that count, one for each occurrence."""
    return (stemmer.stem(word) for word, _, _ in _words(text, 0, len(text)) if counts(word))


def _collocations(text: str, at: Span, near: Mapping[int, _Word]) -> Iterator[tuple[str, Place]]:
    yield f"0:{at.of(text).lower()}", (COLLOCATION_VALUE, at.start, at.end)
    for left, right in PAIRS:
        if left in near and right in near:
            (first, start, _), (second, _, end) = near[left], near[right]
            yield f"{left}_{right}:{first} {second}", (COLLOCATION_VALUE, start, end)


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [(match.group().lower(), *match.span()) for match in _TOKEN.finditer(text, start, end)]
