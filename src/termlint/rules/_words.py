"""Words that several rules need: quoting, listing, and a replacement that takes the shape of what it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from termlint.diagnostic import Edit
from termlint.document import Document
from termlint.fold import fold
from termlint.glossary.model import Term
from termlint.later import compiled, pattern
from termlint.reference import Reference
from termlint.resolution import Framing, Mention, Resolution
from termlint.span import Span

_VOWEL = pattern(
    r"(?!eu|ewe|one\b|once\b|uni(?![nm])|u[st][aeiou]|ubiq)[aeiou]|hon(?:est|ou?r)|hours?\b|heir"
    r"|[fhlmnrsx][b-df-hj-np-tv-xz]+s?\b",
    re.IGNORECASE,
)
"""Words that take "an", abbreviations without a vowel among them (an MLD)."""
_ARTICLE = compiled(r"\b(an?) $", re.IGNORECASE)


def surface(document: Document, mention: Mention) -> str:
    """The words of a mention as a reader sees them, on one line."""
    return " ".join(mention.at.of(document.runs[mention.run].text).split())


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words as an English list: "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def is_used(found: Resolution, *also: Framing) -> bool:
    """Whether the text uses a mention of what it offers or tells, and does not only speak about it.

    To be asked last: to tell it takes the whole sentence.
    """
    return found.framing is Framing.USED or found.framing in also


def designation(reference: Reference, term: Term, form: str) -> str:
    """The designation of a term that a folded form is a form of; the term itself where none is."""
    return reference.once(_designation, (term.term, *term.synonyms, *term.forms), form)


def _designation(reference: Reference, names: tuple[str, ...], form: str) -> str:
    return next((name for name in names if _inflection(reference, form, fold(name)) is not None), names[0])


def fits(reference: Reference, found: str, term: str, use: str) -> bool:
    """Whether `use` can take the form that `found` has of `term`: its number, its tense, its possessive."""
    return reference.once(_inflected, fold(found), fold(term), use) is not None


def replacement(reference: Reference, found: str, term: str, use: str) -> str:
    """`use` in the form and case of `found`, a form of `term`; in its base form where it cannot take that form.

    A replacement that has capitals of its own keeps them: a canonical spelling is never re-cased.
    """
    shaped = reference.once(_inflected, fold(found), fold(term), use) or use
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
    near = max(0, mention.at.start - len("?an "))
    article = _ARTICLE.search(run.text[near : mention.at.start])
    if article is None or bool(_VOWEL.match(new)) == (len(article.group(1)) == 2):
        return change
    at = Span(*article.span(1)).shift(near)
    if not run.is_verbatim(at):
        return change
    right = article.group(1)[0] + ("n" if _VOWEL.match(new) else "")
    return (Edit(run.source_span(at), right), *change)


def _inflected(reference: Reference, form: str, base: str, use: str) -> str | None:
    """`use` inflected as `form` is of `base`; None where it has no such form, or more than one of a verb."""
    wanted = _inflection(reference, form, base)
    if not wanted:
        return use if wanted == "" else None
    plain = fold(use)
    found = [other for other in reference.inflections(use)[1:] if _inflection(reference, other, plain) == wanted]
    if not found or (len(found) > 1 and wanted == "past"):
        return None
    return _grafted(found[0], plain, use)


def _inflection(reference: Reference, form: str, base: str) -> str | None:
    """How a folded form is inflected: empty for the base itself, None where it is no form of it."""
    words, plain = form.split(" "), base.split(" ")
    if len(words) != len(plain):
        words, plain = ["".join(words)], ["".join(plain)]
    changed = [(word, of) for word, of in zip(words, plain, strict=True) if word != of]
    if not changed:
        return ""
    word, of = changed[0]
    known = reference.inflections(of)
    if len(changed) > 1 or word not in known:
        return None
    core = word.removesuffix("'s").removesuffix("'")
    owner = "'" if core != word else ""
    if core == of:
        return owner
    if core.endswith("ing"):
        return "ing" + owner
    return "many" + owner if core.endswith("s") or f"{core}'s" in known else "past"


def _grafted(form: str, plain: str, use: str) -> str:
    """A form of `plain`, the folded `use`, with the hyphens and capitals of `use` where nothing changed."""
    if len(plain) != len(use):
        return form
    start = _alike(form, plain)
    end = _alike(reversed(form[start:]), reversed(plain[start:]))
    return use[:start] + form[start : len(form) - end] + use[len(use) - end :]


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters the two have in common from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
