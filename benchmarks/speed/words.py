"""Words and phrases of a corpus that glossaries and dictionaries are made of: seeded, nested, the same each time.

Nested means that the first 100 of the list of 10,000 are the list of 100.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from termlint.glossary.forms import inflections

SEED = 20
RARE, OFTEN = 2, 40
"""How often a single word that occurs may occur in the corpus."""
PHRASES_OFTEN = 200
"""How often a term of `multi` may occur."""
LANGUAGE = "en"
COMMON = 100
"""How many words of all that occur often are no cues: `this` and `with` tell nothing."""

_WORD = re.compile(r"(?<![\w'./-])[a-z]{4,14}(?![\w'/-])")
_PHRASE = re.compile(r"(?<![\w'./-])[a-z]{4,14}(?: [a-z]{4,14}){1,2}(?![\w'/-])")
_ONSETS, _VOWELS, _CODAS = (
    ["b", "br", "d", "dr", "f", "fl", "g", "gr", "k", "kl", "m", "n", "p", "pl", "r", "t", "tr", "v", "z"],
    ["a", "e", "i", "o", "u"],
    ["b", "k", "l", "m", "p", "x"],
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a corpus holds: words and phrases with 2 to 40, or 2 to 200, occurrences, words for cues, and all words."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    triples: tuple[str, ...]
    cues: tuple[str, ...]
    known: frozenset[str]

    def single(self, count: int) -> list[str]:
        """`count` words, every other one made up as long as there are words that occur."""
        made = self.made_up(count, "single", 2)
        return list(_woven(count, self.words, made))

    def multi(self, count: int) -> list[str]:
        """`count` terms, of five each two of one word, two of two and one of three; half of them made up."""
        made, taken = self.made_up(4 * count, "multi", 2), (iter(self.words), iter(self.pairs), iter(self.triples))
        found = []
        for number in range(count):
            length = (0, 0, 1, 1, 2)[number % 5]
            term = next(taken[length], None) if number // 5 % 2 == 0 else None
            found.append(term or " ".join(next(made) for _ in range(length + 1)))
        return found

    def made_up(self, count: int, name: str, syllables: int) -> Iterator[str]:
        """`count` words that no text has, of so many syllables or one more; each `name` has its own order."""
        rng, seen = random.Random(f"{SEED} {name}"), set(self.known)
        while count:
            length = syllables + rng.randint(0, 1)
            word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(length)) + rng.choice(_CODAS)
            if word not in seen:
                seen.add(word)
                count -= 1
                yield word


def read(paths: Iterable[Path]) -> Words:
    """The words of these files."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        words.update(_WORD.findall(text))
        for phrase in _PHRASE.findall(text):
            (pairs if phrase.count(" ") == 1 else triples)[phrase] += 1
    often = [word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))]
    known = frozenset(often)
    common = set(often[:COMMON])
    cues = [word for word in often[COMMON:] if words[word] >= RARE]
    return Words(
        _shuffled(_unrelated(sorted(word for word in known if RARE <= words[word] <= OFTEN)), "words"),
        _shuffled(_unrelated(_phrases(pairs, common)), "pairs"),
        _shuffled(_unrelated(_phrases(triples, common)), "triples"),
        tuple(_unrelated(cues)),
        known,
    )


def _woven(count: int, occurring: Sequence[str], made: Iterator[str]) -> Iterator[str]:
    found = iter(occurring)
    for number in range(count):
        word = next(found, None) if number % 2 == 0 else None
        yield word or next(made)


def _unrelated(words: Iterable[str]) -> Iterator[str]:
    """The first of the words that share a form: a glossary in which two terms have a form in common is a wrong one."""
    seen: set[str] = set()
    for word in words:
        forms = {word, *inflections(word, LANGUAGE)}
        if seen.isdisjoint(forms):
            seen |= forms
            yield word


def _phrases(counts: Counter[str], common: set[str]) -> Iterator[str]:
    """Phrases that occur, and neither begin nor end with a word that every text has."""
    for phrase in sorted(counts):
        ends = {phrase.split(" ")[0], phrase.split(" ")[-1]}
        if RARE <= counts[phrase] <= PHRASES_OFTEN and not ends & common:
            yield phrase


def _shuffled(words: Iterable[str], name: str) -> tuple[str, ...]:
    found = list(words)
    random.Random(f"{SEED} {name}").shuffle(found)
    return tuple(found)
