"""What the checks of a glossary share: the fault that they give, and the forms of every term, made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from termlint.diagnostic import Severity
from termlint.errors import Problem
from termlint.fold import fold
from termlint.glossary.forms import term_forms
from termlint.glossary.model import Glossary, Place, Term


class GlossaryFault(Struct, frozen=True):
    """A weakness of a glossary: the name of the check, how much it matters, and the problem with its place and help.

    An error is a glossary that cannot do what its author means; a warning is one that does it badly.
    """

    name: str
    severity: Severity
    problem: Problem


class Subject(Struct, frozen=True):
    """A glossary under check. `forms` are those of each term, `owners` the terms (by index) that have a form."""

    glossary: Glossary
    forms: tuple[tuple[str, ...], ...]
    owners: Mapping[str, tuple[int, ...]]

    def found_in(self, text: str) -> Iterator[int]:
        """The terms (by index) that a reader would find in a phrase; of overlapping ones the longest."""
        words = fold(text).split(" ")
        at = 0
        while at < len(words):
            for end in range(len(words), at, -1):
                if owners := self.owners.get(" ".join(words[at:end])):
                    yield from owners
                    at = end
                    break
            else:
                at += 1


def subject(glossary: Glossary) -> Subject:
    """The glossary with the forms of its terms."""
    forms = tuple(term_forms(term, glossary.language) for term in glossary.terms)
    owners: dict[str, list[int]] = defaultdict(list)
    for index, of_term in enumerate(forms):
        for form in of_term:
            owners[form].append(index)
    return Subject(glossary, forms, {form: tuple(indexes) for form, indexes in owners.items()})


def error(name: str, place: Place, message: str, help: str) -> GlossaryFault:
    """A fault that keeps the glossary from working."""
    return GlossaryFault(name, Severity.ERROR, _problem(place, message, help))


def warning(name: str, place: Place, message: str, help: str) -> GlossaryFault:
    """A fault that the glossary works with, though less well than its author may think."""
    return GlossaryFault(name, Severity.WARNING, _problem(place, message, help))


def where(place: Place, seen_from: Place) -> str:
    """Another place in words, shorter where it is in the same file as the fault."""
    return f"line {place.row}" if place.filename == seen_from.filename else f"{place.filename}:{place.row}"


def listed(words: tuple[str, ...] | list[str], most: int = 3) -> str:
    """Words in quotation marks, with the number of those left out."""
    shown = ", ".join(f"`{word}`" for word in words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown


def designations(term: Term) -> tuple[str, ...]:
    """What the author wrote as the term: itself, its synonyms and its listed forms, folded."""
    return tuple(fold(text) for text in (term.term, *term.synonyms, *term.forms))


def _problem(place: Place, message: str, help: str) -> Problem:
    return Problem(message, place.filename or None, place.row, place.column, help)
