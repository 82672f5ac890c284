"""Words that several rules need: quoting, listing, and a replacement that takes the shape of what it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from termlint.diagnostic import Edit
from termlint.document import Document
from termlint.fold import fold
from termlint.glossary.forms import inflections
from termlint.resolution import Framing, Mention, Resolution

_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|s[aeiu]|til|biq)|hono|hour|heir)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)


def surface(document: Document, mention: Mention) -> str:
    """The words of a mention as a reader sees them, on one line."""
    return " ".join(mention.at.of(document.runs[mention.run].text).split())


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words as an English list: "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def used(resolutions: Iterable[Resolution], *also: Framing) -> Iterable[Resolution]:
    """The mentions that the text uses of what it offers or tells, and does not only speak about."""
    return (r for r in resolutions if r.framing is Framing.USED or r.framing in also)


def replacement(found: str, term: str, use: str) -> str:
    """`use` in the number and case of `found`, a form of `term`.

    A replacement that has capitals of its own keeps them: a canonical spelling is never re-cased.
    """
    shaped = _in_number(fold(found), fold(term), use)
    if use != use.lower():
        return shaped
    letters = [c for c in found if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return shaped.upper()
    if " " in found.strip() and all(word[:1].isupper() for word in re.split(r"[\s-]+", found.strip())):
        return " ".join(word[:1].upper() + word[1:] for word in shaped.split(" "))
    return shaped[:1].upper() + shaped[1:] if found[:1].isupper() else shaped


def edits(document: Document, mention: Mention, new: str) -> tuple[Edit, ...]:
    """The edits that put `new` in place of a mention, the article before it mended with it."""
    run = document.runs[mention.run]
    change = (Edit(mention.span, new),)
    article = _ARTICLE.search(run.text[: mention.at.start])
    if article is None or bool(_VOWEL.match(new)) == (len(article.group(1)) == 2):
        return change
    start = article.start(1)
    at = type(mention.at)(start, article.end(1))
    if not run.is_verbatim(at):
        return change
    right = article.group(1)[0] + ("n" if _VOWEL.match(new) else "")
    return (Edit(run.source_span(at), right), *change)


def _in_number(found: str, base: str, use: str) -> str:
    """`use` inflected as `found` is of `base`, where both go by the same ending; else `use` as it is."""
    for ending in ("s'", "'s", "es", "s"):
        if found.endswith(ending) and not base.endswith(ending):
            forms = set(inflections(use))
            plain = use.lower()
            for candidate in (_plural(plain), plain + ending):
                if ending in ("s", "es") and candidate in forms:
                    return use + candidate[len(plain) :] if candidate.startswith(plain) else candidate
                if ending == "'s" and candidate in forms:
                    return use + "'s"
    return use


def _plural(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"
