"""Surface forms: the forms that a term or cue may take in prose.

Forms are made once, when a glossary is compiled, so that a mention costs no stemming. All forms are folded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from termlint.fold import fold
from termlint.glossary._english import DETERMINERS, FUNCTION_WORDS, PARTICLES, noun_forms, verb_forms
from termlint.glossary.model import Glossary, Term


class Surfaces(Struct, frozen=True):
    """Every folded form by which a term of a glossary is found, with the indices of its terms.

    `abbreviations` gives for each folded abbreviation its exact spellings by term; it is a form, too.
    """

    forms: Mapping[str, tuple[int, ...]]
    abbreviations: Mapping[str, tuple[tuple[str, int], ...]]


def surface_forms(glossary: Glossary) -> Surfaces:
    """The forms of all terms of a glossary."""
    forms: dict[str, list[int]] = defaultdict(list)
    short: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for index, term in enumerate(glossary.terms):
        for form in (*term_forms(term, glossary.language), *map(fold, term.misspellings)):
            if index not in forms[form]:
                forms[form].append(index)
        for abbreviation in term.abbreviations:
            short[fold(abbreviation)].append((abbreviation, index))
            short[fold(abbreviation) + "s"].append((abbreviation + "s", index))
    for form in short:
        forms.setdefault(form, [])
    return Surfaces(
        {form: tuple(terms) for form, terms in forms.items()}, {form: tuple(found) for form, found in short.items()}
    )


def inflections(phrase: str, language: str = "en") -> tuple[str, ...]:
    """Every inflected form of a word or phrase, folded, the base first and the others sorted.

    A word is inflected as a noun and, unless it is all capitals (`MRI`), as a verb. Of a phrase the last word is
    inflected as a noun, unless the phrase reads as a verb with its particle (`rub in`); then, as before an object
    (`cook the books`), the first word is inflected as a verb. Languages other than English get the base alone. An empty
    phrase has no forms.
    """
    base = fold(phrase)
    if not base:
        return ()
    if not is_english(language):
        return (base,)
    words = base.split(" ")
    if len(words) > 1:
        forms = _phrase_forms(words)
    else:
        forms = noun_forms(base) | (frozenset() if phrase.isupper() else verb_forms(base))
    return (base, *sorted(forms - {base}))


def variants(form: str) -> tuple[str, ...]:
    """The closed spelling of a two-word form (`trigger point`: `triggerpoint`); empty for any other form.

    Hyphen and space fold together, so those need no variants. Articles, pronouns and particles are never closed up.
    """
    words = form.split(" ")
    if len(words) != 2 or not all(word[0].isalpha() and word not in FUNCTION_WORDS for word in words):
        return ()
    return ("".join(words),)


def term_forms(term: Term, language: str = "en") -> tuple[str, ...]:
    """Every folded form under which `term` is found, the base first and the others sorted.

    Holds the term, its synonyms and its listed forms, each inflected if the term inflects, and closed spellings.
    Misspellings and abbreviations are not among them: they are found and reported in their own ways.
    """
    base = fold(term.term)
    forms: set[str] = set()
    for listed in (term.term, *term.synonyms, *term.forms):
        forms.update(inflections(listed, language) if term.inflect else (fold(listed),))
    if is_english(language):
        forms.update(closed for form in tuple(forms) for closed in variants(form))
    # An accent may be typed as one character or as two; mentions are compared as they are written.
    if others := [form for form in forms if not form.isascii()]:
        from unicodedata import normalize

        forms |= {fold(normalize(how, form)) for form in others for how in ("NFC", "NFD")}
    return tuple(form for form in (base, *sorted(forms - {base})) if form)


def is_english(language: str) -> bool:
    """Whether a language tag (`en`, `en-GB`) means English."""
    return re.match(r"en(?:[-_]|\Z)", language, re.IGNORECASE) is not None


def _phrase_forms(words: list[str]) -> frozenset[str]:
    """Forms of a phrase of two or more words; in each of them one word is inflected."""
    first, rest, last = words[0], words[1:], words[-1]
    with_particle = last in PARTICLES
    forms: list[str] = []
    if not with_particle:
        forms += (" ".join((*words[:-1], form)) for form in noun_forms(last))
    if first not in FUNCTION_WORDS:
        if with_particle or rest[0] in DETERMINERS:
            forms += (" ".join((form, *rest)) for form in verb_forms(first))
        if rest[0] == "of" and len(rest) > 1:
            forms += (" ".join((form, *rest)) for form in noun_forms(first) if "'" not in form)
    return frozenset(forms)
