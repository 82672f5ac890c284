"""The words around a mention, as features to count and to weigh.

A feature is the stem of a word near the mention, worth 1 / (1 + distance / 8) where the distance is in words, or one of
the four nearest words tagged with its place (`-1:of`), worth 0.3. Nearer words tell more (Yarowsky 1993, "One sense
per collocation"); how fast that fades was chosen on held-out folds of training data. Where there are labels to learn
them from, pairs of the nearest words (`1_2:in the`) and the mention as it is written (`0:cranes`) say more, worth 0.3,
too; without labels they teach nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termlint.span import Span
from termlint.stems import Stemmer

REACH = 40
"""How many words to either side are looked at."""
DECAY = 8.0
NEIGHBOURS = (-2, -1, 1, 2)
PAIRS = ((-2, -1), (-1, 1), (1, 2))
NEIGHBOUR_VALUE = 0.3
_CHARACTERS = 400
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019.&+-][^\W_]+)*|[^\s\w]")
_ENGLISH = """
a an the and or but if while of at by for with about against between into through during before after above below to
from up down in out on off over under again further then once here there when where why how all any both each few more
most other some such no nor not only own same so than too very can will just should now is am are was were be been
being have has had having do does did doing would could may might must shall this that these those i me my we our ours
us you your yours he him his she her hers it its they them their theirs what which who whom whose s t d ll m re ve also
as one two first new it's 's n't every another many much still yet even ever never always often until since because
although though however per via get got let
"""
_FUNCTION_WORDS = frozenset(_ENGLISH.split())


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a mention: its name, its value, and where its word stands in the run."""

    name: str
    value: float
    at: Span


def features(text: str, at: Span, stemmer: Stemmer, *, collocations: bool = False) -> tuple[Feature, ...]:
    """The features of the mention at a span of a text, each once, in the order of the text."""
    low, high = max(0, at.start - _CHARACTERS), min(len(text), at.end + _CHARACTERS)
    before = [(m.group().lower(), m.span()) for m in _TOKEN.finditer(text, low, at.start)]
    after = [(m.group().lower(), m.span()) for m in _TOKEN.finditer(text, at.end, high)]
    own = {stemmer.stem(word) for word in _words(at.of(text))}
    best: dict[str, Feature] = {}
    for distance, (word, span) in _around(before, after):
        if counts(word) and (stem := stemmer.stem(word)) not in own and stem not in best:
            best[stem] = Feature(stem, 1 / (1 + distance / DECAY), Span(*span))
    near = {}
    for place in NEIGHBOURS:
        side, index = (before, len(before) + place) if place < 0 else (after, place - 1)
        if 0 <= index < len(side):
            word, span = near[place] = side[index]
            best[f"{place}:{word}"] = Feature(f"{place}:{word}", NEIGHBOUR_VALUE, Span(*span))
    if collocations:
        best.update((feature.name, feature) for feature in _collocations(text, at, near))
    return tuple(sorted(best.values(), key=lambda f: (f.at.start, f.at.end, f.name)))


def is_collocation(name: str) -> bool:
    """Whether a feature is one of those that are only there where collocations are asked for."""
    place = name.partition(":")[0]
    return place != name and (place == "0" or "_" in place)


def bag(text: str, stemmer: Stemmer) -> Iterator[str]:
    """The stems of the words of a text that count, one for each occurrence."""
    return (stemmer.stem(word) for word in _words(text) if counts(word))


def counts(word: str) -> bool:
    """Whether a word in lower case says something of what a text is about: no function word, no number."""
    return word not in _FUNCTION_WORDS and (word.isalpha() or any(map(str.isalpha, word)))


def _collocations(text: str, at: Span, near: Mapping[int, tuple[str, tuple[int, int]]]) -> Iterator[Feature]:
    yield Feature(f"0:{at.of(text).lower()}", NEIGHBOUR_VALUE, at)
    for left, right in PAIRS:
        if left in near and right in near:
            (first, (start, _)), (second, (_, end)) = near[left], near[right]
            yield Feature(f"{left}_{right}:{first} {second}", NEIGHBOUR_VALUE, Span(start, end))


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _TOKEN.finditer(text)]


def _around(
    before: list[tuple[str, tuple[int, int]]], after: list[tuple[str, tuple[int, int]]]
) -> Iterator[tuple[int, tuple[str, tuple[int, int]]]]:
    """The words to both sides with their distances, the nearest first."""
    for distance in range(1, REACH + 1):
        if distance <= len(before):
            yield distance, before[-distance]
        if distance <= len(after):
            yield distance, after[distance - 1]
