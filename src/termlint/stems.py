"""Stems: what makes *injury* and *injuries* one word when words are counted.

Snowball stemmers (Porter 2001) for the languages that have one, English by ourselves; other languages are counted as
they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

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


def counts(word: str) -> bool:
    """Whether a word in lower case says something of what a text is about: no function word, no number."""
    return word not in _FUNCTION_WORDS and (word.isalpha() or any(map(str.isalpha, word)))


class _Contents(dict[str, str]):
    """By words in lower case the stems of those that say something of what a text is about; of others an empty text.

    A table that fills itself: words are looked up by the million.
    """

    __slots__ = ("_stem",)

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, word: str) -> str:
        found = self[word] = self._stem(word) if counts(word) else ""
        return found


class Stemmer:
    """Stems the words of one language, each word once. `language` is a tag such as `en` or `en-GB`.

    `content` has by any word in lower case its stem if it says something of what a text is about, else an empty text.
    """

    __slots__ = ("_known", "_name", "_stemmer", "content")

    def __init__(self, language: str = "en") -> None:
        self._name = _NAMES.get(language.replace("_", "-").split("-")[0].lower())
        self._known: dict[str, str] = {}
        self.content = _Contents(self.stem)
        self._stemmer: Callable[[str], str] | None = None

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._stemmed(word)
        return known

    def heads(self, stems: Iterable[str]) -> list[str] | None:
        """What the words with each of some stems are sure to begin with; None where nobody knows of the language."""
        if self._name is None:
            return [*stems]
        if self._name != "english":
            return None
        from termlint.stems_english import heads

        return heads(stems)

    def _stemmed(self, word: str) -> str:
        if self._name is None:
            return word
        if self._stemmer is None:
            self._stemmer = _stemmer(self._name)
        return self._stemmer(word)


def _stemmer(name: str) -> Callable[[str], str]:
    if name == "english":
        from termlint.stems_english import stem

        return stem
    import snowballstemmer

    return snowballstemmer.stemmer(name).stemWord  # type: ignore[no-any-return]
