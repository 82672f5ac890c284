"""The stems of English words: the algorithm of Porter in its second edition, as Snowball 3.1 has it (porter2, english).

The same stems as the package gives, in a tenth of its time and without importing what it has for all languages.
`tests/test_stems_english.py` holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from termlint.later import compiled

_VOWELS = frozenset("aeiouy")
_NO_END_OF_SHORT = frozenset("aeiouywxY")
_REGION = compiled("[^aeiouy]*[aeiouy]+[^aeiouy]")
_PREFIX = compiled("arsen|commun|emerg|gener|inter|later|organ|past|univers")
_CONSONANT_Y = compiled("([aeiouy])y")
_VOWEL = compiled("[aeiouy]")
_TAIL = compiled("(?:(?<=b)le?|ie|[iey])$", re.MULTILINE)
_EXCEPTIONS: Mapping[str, str] = {
    **{word: word for word in ("andes", "atlas", "bias", "cosmos", "howe", "news", "sky")},
    "skis": "ski",
    "skies": "sky",
    "idly": "idl",
    "gently": "gentl",
    "ugly": "ugli",
    "early": "earli",
    "only": "onli",
    "singly": "singl",
}
_KEPT_IN_ING = frozenset(("even", "cann", "inn", "earr", "herr", "out"))
_KEPT_IN_EED = frozenset(("succ", "proc", "exc"))
_DOUBLES = frozenset(("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"))
_BEFORE_LI = frozenset("cdeghkmnrt")


def _table(text: str) -> tuple[tuple[int, ...], Mapping[str, str]]:
    """From `suffix:replacement …` the replacements by suffix, and the lengths of suffixes, the longest first."""
    table = dict(pair.split(":") for pair in text.split())
    return tuple(sorted(set(map(len, table)), reverse=True)), table


_SECOND = _table(
    "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate "
    "alism:al aliti:al alli:al fulli:ful fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble "
    "ogist:og ogi:og lessli:less li:"
)
_THIRD = _table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:")
_FOURTH = _table("ic: ance: ence: able: ible: ate: ive: ize: iti: al: ism: ion: er: ous: ant: ent: ment: ement:")


def stem(word: str) -> str:
    """The stem of a word in lower case."""
    if (known := _EXCEPTIONS.get(word)) is not None:
        return known
    if len(word) < 3:
        return word
    word = word.removeprefix("'")
    y = "y" in word
    if y:
        word = _CONSONANT_Y.sub(r"\1Y", f"Y{word[1:]}" if word[0] == "y" else word)
    first = _PREFIX.match(word) or _REGION.match(word)
    p1 = first.end() if first else len(word)
    second = _REGION.match(word, p1) if first else None
    p2 = second.end() if second else len(word)
    word = _fourth(_third(_second(_i_for_y(_verb(_plural(word), p1)), p1), p1, p2), p2)
    word = _last(word, p1, p2)
    return word.replace("Y", "y") if y else word


def heads(stems: Iterable[str]) -> list[str]:
    """What the words with each of some stems begin with: what a stem has at its end in place of letters of the word is
    one letter (*i* in *happi*, *e* in *hope*, *y* in *sky*), but for *ble* of *ability* and *ie* of *dying*."""
    return _TAIL.sub("", "\n".join(stems)).split("\n")


def _plural(word: str) -> str:
    """Step 1a: possessives and plurals."""
    if "'" in word:
        word = word.removesuffix("'s'") if word.endswith("'s'") else word.removesuffix("'").removesuffix("'s")
    if word.endswith(("ies", "ied")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if _VOWEL.search(word, 0, len(word) - 2) else word


def _verb(word: str, p1: int) -> str:
    """Step 1b: past tenses and participles."""
    for suffix in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
        if word.endswith(suffix):
            break
    else:
        return word
    base = word[: -len(suffix)]
    if suffix[:2] == "ee":
        return f"{base}ee" if len(base) >= p1 and base not in _KEPT_IN_EED else word
    if suffix == "ing":
        if base in _KEPT_IN_ING:
            return word
        if len(base) == 2 and base[1] == "y" and base[0] not in _VOWELS:
            return f"{base[0]}ie"
    if not _VOWEL.search(base):
        return word
    end = base[-2:]
    if end in ("at", "bl", "iz"):
        return f"{base}e"
    if end in _DOUBLES:
        return base if len(base) == 3 and base[0] in "aeo" else base[:-1]
    return f"{base}e" if len(base) == p1 and _is_short(base) else base


def _is_short(word: str) -> bool:
    """Whether a word ends in a short syllable."""
    if len(word) < 3:
        return len(word) == 2 and word[0] in _VOWELS and word[1] not in _VOWELS
    if word[-1] not in _NO_END_OF_SHORT and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        return True
    return word.endswith("past")


def _i_for_y(word: str) -> str:
    """Step 1c."""
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        return f"{word[:-1]}i"
    return word


def _suffix(word: str, sizes: Iterable[int], table: Mapping[str, str]) -> str:
    """The longest suffix of a word that a table has; empty for none."""
    for size in sizes:
        if word[-size:] in table:
            return word[-size:]
    return ""


def _second(word: str, p1: int) -> str:
    suffix = _suffix(word, *_SECOND)
    at = len(word) - len(suffix)
    if not suffix or at < p1:
        return word
    before = word[at - 1 : at]
    if (suffix == "ogi" and before != "l") or (suffix == "li" and before not in _BEFORE_LI):
        return word
    return word[:at] + _SECOND[1][suffix]


def _third(word: str, p1: int, p2: int) -> str:
    suffix = _suffix(word, *_THIRD)
    at = len(word) - len(suffix)
    if not suffix or at < p1 or (suffix == "ative" and at < p2):
        return word
    return word[:at] + _THIRD[1][suffix]


def _fourth(word: str, p2: int) -> str:
    suffix = _suffix(word, *_FOURTH)
    at = len(word) - len(suffix)
    if not suffix or at < p2 or (suffix == "ion" and word[at - 1 : at] not in ("s", "t")):
        return word
    return word[:at]


def _last(word: str, p1: int, p2: int) -> str:
    """Step 5: a final e, and one of two final letters l."""
    at = len(word) - 1
    if word.endswith("e"):
        return word[:-1] if at >= p2 or (at >= p1 and not _is_short(word[:-1])) else word
    return word[:-1] if word.endswith("ll") and at >= p2 else word
