"""Stems: what makes *injury* and *injuries* one word when words are counted.

Snowball stemmers (Porter 2001) for the languages that have one; other languages are counted as they are written.
"""

from __future__ import annotations

from typing import Any

_NAMES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Stemmer:
    """Stems the words of one language, each word once. `language` is a tag such as `en` or `en-GB`."""

    __slots__ = ("_known", "_name", "_stemmer")

    def __init__(self, language: str = "en") -> None:
        self._name = _NAMES.get(language.replace("_", "-").split("-")[0].lower())
        self._known: dict[str, str] = {}
        self._stemmer: Any = None

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._stemmed(word)
        return known

    def _stemmed(self, word: str) -> str:
        if self._name is None:
            return word
        if self._stemmer is None:
            import snowballstemmer

            self._stemmer = snowballstemmer.stemmer(self._name)
        return str(self._stemmer.stemWord(word))
