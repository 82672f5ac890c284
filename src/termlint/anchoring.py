"""Chooses the anchors of phrases: of each the word that is looked for in a raw text."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from termlint.fold import lower
from termlint.later import pattern
from termlint.long_text import Text, pieces
from termlint.matcher import joins
from termlint.neighbours import ANY, Beside, beside

Words: TypeAlias = Callable[[str], list[str]]
"""Finds the words of a folded phrase."""

_PLAIN = "".join(map(chr, range(128)))
_PLAIN_LETTER = pattern("[a-z0-9]")
_SHORT = 6
"""How many letters no short word has."""
_MORE = 128
"""How many letters that are not of ASCII can have a byte."""


def coded(text: Text, more: str) -> bytes:
    """A text with a byte for each code point: a letter of ASCII, or in lower case one of `more`, or something else."""
    if not more:
        return text.encode("ascii", "replace")
    letters = codecs.charmap_build(_PLAIN + more)
    return b"".join([codecs.charmap_encode(lower(piece), "replace", letters)[0] for _, piece in pieces(text)])


def further_letters(phrases: Iterable[str]) -> str:
    """The letters without which some phrases would have no word; the most frequent ones where they are too many."""
    foreign = "".join(phrase for phrase in phrases if not phrase.isascii() and not _PLAIN_LETTER.search(phrase))
    counts = Counter(char for char in lower(foreign) if "\x7f" < char < "\ufffe" and joins(char))
    return "".join(sorted(char for char, _ in counts.most_common(_MORE)))


def words_with(more: str) -> Words:
    """What finds the words of a folded phrase, spelt with letters of ASCII and these."""
    return re.compile(f"[a-z0-9{more}]+").findall


def _shared(phrases: Iterable[Sequence[str]]) -> list[str]:
    """Words of which every phrase has one: words of many phrases first, then long ones; short ones, which stand in many
    a text, only if there is no other."""
    found = [[word for word in several if len(word) > 1] or several for several in phrases]
    counts = Counter(chain.from_iterable(found))

    def vagueness(word: str) -> tuple[object, ...]:
        return len(word) < _SHORT, -counts[word], -len(word), word

    return [min(one, key=vagueness) if one[1:] else "".join(one) for one in found]


def chosen_anchors(phrases: Sequence[str], more: str) -> list[tuple[str, Beside]]:
    """Of each phrase its anchor, empty where it has no word, and the words that stand beside it."""
    words = [*map(words_with(more), phrases)]
    return [
        (word, beside(phrase, own, word) if own[1:] else ANY)
        for phrase, own, word in zip(phrases, words, _shared(words), strict=True)
    ]


class Chosen(Struct, frozen=True, array_like=True):
    """The anchors of phrases, each once, in order: `words` spelt with letters of ASCII and `more`.

    `beside` are, by the number of an anchor, the words that stand beside it in its phrases; those beside which any may
    are left out. Of a `blind` phrase nobody knows a word.
    """

    more: str
    words: tuple[str, ...]
    beside: Mapping[int, tuple[Beside, ...]]
    blind: bool

    @classmethod
    def of(cls, phrases: Sequence[str]) -> "Chosen":
        """The anchors of folded phrases, as few as will do."""
        more = further_letters(phrases)
        pairs: dict[str, set[Beside]] = {}
        for word, pair in chosen_anchors(phrases, more):
            pairs.setdefault(word, set()).add(pair)
        blind = pairs.pop("", None) is not None
        words = tuple(sorted(pairs))
        told = {number: pairs[word] for number, word in enumerate(words) if ANY not in pairs[word]}
        return cls(more, words, {number: tuple(sorted(own, key=_spelt)) for number, own in told.items()}, blind)


def _spelt(pair: Beside) -> tuple[str, str]:
    return pair[0] or "", pair[1] or ""


def least_phrases(phrases: Sequence[str]) -> tuple[str, ...]:
    """Of each phrase a shorter one that stands wherever that does, and that others have, too: its anchor with the words
    beside it, as far as they tell anything. A phrase without a word is its own."""
    chosen = chosen_anchors(phrases, further_letters(phrases))
    alone = {word for word, pair in chosen if pair == ANY}
    return tuple([
        phrase if not word else least(word, ANY if word in alone else pair)
        for phrase, (word, pair) in zip(phrases, chosen, strict=True)
    ])  # fmt: skip


def least(word: str, pair: Beside) -> str:
    """The least phrase of an anchor and the words beside it."""
    before, after = pair
    return " ".join(filter(None, (before, word, after)))
