"""Tells cheaply that a text cannot hold a mention, so that it need not be parsed.

Every form of a term has one word that is looked for in the raw text, its anchor. Markup may interrupt a word
(`mas**sage**`), an entity may spell one of its letters; so the word is looked for once more in the text without what
can interrupt it. Where even that cannot be told, the answer is that the text must be parsed: the answer "no" is always
right, "yes" may be wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape

from termlint.matcher import Matcher

_WORD = re.compile(r"[^\W_]+")
_TEMPLATE_IN_WORD = re.compile(r"\w\{[#%/{<]|[#%/}>]\}\w")
_FRONT_MATTER = re.compile(r"\ufeff?\s*(?:---|\+\+\+|\{)")
_ESCAPED_LETTER = re.compile(r"\\[ux][0-9a-f]|\w\\[\r\n]")
_SPLITS = {**dict.fromkeys(map(ord, "*~[\\\u00ad\u200b\u200c\u200d\u2060\ufeff")), ord("_"): " "}
_LINK = re.compile(
    r"\^[^\]\n]{0,200}\]"
    r"|\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,500}\])?"
)


class Prefilter:
    """What to look for of a glossary's forms; `comment` begins every comment that is addressed to the linter."""

    __slots__ = ("_anchors", "_comment")

    def __init__(self, forms: Iterable[str], comment: str = "termlint") -> None:
        self._anchors = Matcher(dict.fromkeys(_anchors(forms), (0,)))
        self._comment = comment

    def may_mention(self, source: str) -> bool:
        """Whether the text may hold a mention, or a comment to the linter, once it is parsed."""
        low = source.lower()
        if not source.isascii() and low != source.casefold():
            return True
        if self._comment in low or _TEMPLATE_IN_WORD.search(low) or self._found(low.replace("_", " ")):
            return True
        if _FRONT_MATTER.match(low) and _ESCAPED_LETTER.search(low):
            return True
        bare = self._bare(low)
        return bare is None or (bare != low and self._found(bare))

    def _found(self, text: str) -> bool:
        return next(self._anchors.hits(text), None) is not None

    def _bare(self, low: str) -> str | None:
        """The text without link targets, tags and marks of emphasis, entities decoded; None if it cannot be told."""
        if "<" in low:
            untagged = _untagged(low)
            if untagged is None:
                return None
            low = untagged
        low = _LINK.sub("", low.replace("[^", "^")) if "]" in low else low
        low = low.translate(_SPLITS)
        if "&" not in low:
            return low
        decoded = unescape(low).lower()
        return decoded.translate(_SPLITS)


def _anchors(forms: Iterable[str]) -> tuple[str, ...]:
    """Words of which every form has one: as few as will do, words of many forms first, then long ones."""
    left = {form: {w for w in found if len(w) > 1} or set(found) for form in forms if (found := _WORD.findall(form))}
    by_word: dict[str, set[str]] = defaultdict(set)
    for form, words in left.items():
        for word in words:
            by_word[word].add(form)
    chosen: list[str] = []
    for word in sorted(by_word, key=lambda w: (-len(by_word[w]), -len(w), w)):
        if any(form in left for form in by_word[word]):
            chosen.append(word)
            for form in by_word[word]:
                left.pop(form, None)
    return tuple(sorted(chosen))


def _untagged(low: str) -> str | None:
    """The text without what stands between angle brackets; None where quotes hide which brackets belong together."""
    first, *others = low.split("<")
    pieces = [first]
    for other in others:
        tag, closed, text = other.partition(">")
        if not closed:
            pieces.append(other)
            continue
        if tag.startswith("!--") and not tag.endswith("--"):
            return None
        if tag.count('"') % 2 or tag.count("'") % 2:
            return None
        pieces.append(text)
    return "".join(pieces)
