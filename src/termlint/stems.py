"""Stems: what makes *injury* and *injuries* one word when words are counted.

Snowball stemmers (Porter 2001) for the languages that have one; other languages are counted as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_NAMES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
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
_BEGINNING = 2
_LOSES_BEGINNING = re.compile(r".?(?:ed|ing|ied|ies|ying|['\u2018\u2019\u201b])")
"""The words of which the English stemmer does not keep the first two letters: an ending begins at the second, or the
word is like *dying*."""


def beginnings(stems: Iterable[str]) -> frozenset[str]:
    """How some stems begin."""
    return frozenset(stem[:_BEGINNING] for stem in stems)


def counts(word: str) -> bool:
    """Whether a word in lower case says something of what a text is about: no function word, no number."""
    return word not in _FUNCTION_WORDS and (word.isalpha() or any(map(str.isalpha, word)))


class Stemmer:
    """Stems the words of one language, each word once. `language` is a tag such as `en` or `en-GB`."""

    __slots__ = ("_content", "_known", "_name", "_stemmer")

    def __init__(self, language: str = "en") -> None:
        self._name = _NAMES.get(language.replace("_", "-").split("-")[0].lower())
        self._known: dict[str, str] = {}
        self._content: dict[str, str] = {}
        self._stemmer: Any = None

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._stemmed(word)
        return known

    def content(self, word: str) -> str:
        """The stem of a word in lower case that says something of what a text is about; empty for any other word."""
        known = self._content.get(word)
        if known is None:
            known = self._content[word] = self.stem(word) if counts(word) else ""
        return known

    def could_begin(self, word: str, beginnings: frozenset[str]) -> bool:
        """Whether the stem of a word in lower case could begin as some stems do; few must be made to tell."""
        if self._name is None:
            return word[:_BEGINNING] in beginnings
        return self._name != "english" or word[:_BEGINNING] in beginnings or _LOSES_BEGINNING.match(word) is not None

    def _stemmed(self, word: str) -> str:
        if self._name is None:
            return word
        if self._stemmer is None:
            import snowballstemmer

            self._stemmer = snowballstemmer.stemmer(self._name)
        return str(self._stemmer.stemWord(word))
