"""Checks of terms: words that belong to two of them, and spellings that are right and wrong at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termlint.fold import fold
from termlint.glossary._lint_base import GlossaryFault, Subject, designations, error, listed, warning, where
from termlint.glossary.model import Term


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`unreachable-term`, `duplicate-form`, `misspelling-is-form`, `duplicate-misspelling`, `abbreviation-is-form`."""
    yield from _shared_forms(subject)
    yield from _misspellings(subject)
    yield from _abbreviations(subject)


def _shared_forms(subject: Subject) -> Iterator[GlossaryFault]:
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for form, owners in subject.owners.items():
        for position, later in enumerate(owners):
            for earlier in owners[:position]:
                shared[earlier, later].append(form)
    for (earlier, later), forms in shared.items():
        yield _shared(subject, earlier, later, forms)


def _shared(subject: Subject, earlier: int, later: int, forms: list[str]) -> GlossaryFault:
    one, two = subject.glossary.terms[earlier], subject.glossary.terms[later]
    if len(forms) == len(subject.forms[later]):
        return error(
            "unreachable-term",
            two.place,
            f"every form of `{two.term}` is also a form of `{one.term}` ({where(one.place, two.place)})",
            f"no text can mean `{two.term}` alone: make them senses of one term, or drop one",
        )
    if len(forms) == len(subject.forms[earlier]):
        return error(
            "unreachable-term",
            one.place,
            f"every form of `{one.term}` is also a form of `{two.term}` ({where(two.place, one.place)})",
            f"no text can mean `{one.term}` alone: make them senses of one term, or take the form out of `{two.term}`",
        )
    written = [form for form in forms if form in designations(one) and form in designations(two)]
    message = (
        f"{listed(written or forms)} is a form of both `{one.term}` ({where(one.place, two.place)}) and `{two.term}`"
    )
    if written:
        return error("duplicate-form", two.place, message, "keep it with one of them, or make them senses of one term")
    return warning(
        "duplicate-form",
        two.place,
        message,
        "inflection makes it; if that is wrong, set `inflect: false` and list the forms",
    )


def _misspellings(subject: Subject) -> Iterator[GlossaryFault]:
    first: dict[str, Term] = {}
    for term in subject.glossary.terms:
        for misspelling in term.misspellings:
            form = fold(misspelling)
            for owner in subject.owners.get(form, ()):
                right = subject.glossary.terms[owner]
                yield error(
                    "misspelling-is-form",
                    term.place,
                    f"misspelling `{misspelling}` of `{term.term}` is a right form of `{right.term}`"
                    + ("" if right is term else f" ({where(right.place, term.place)})"),
                    "it would be reported wherever it is right; hyphen, space, case and closed spelling are one form",
                )
            other = first.setdefault(form, term)
            if other is not term:
                yield error(
                    "duplicate-misspelling",
                    term.place,
                    f"`{misspelling}` is a misspelling of both `{other.term}` ({where(other.place, term.place)}) "
                    f"and `{term.term}`",
                    "nothing says which of them is to be written; keep it with one",
                )


def _abbreviations(subject: Subject) -> Iterator[GlossaryFault]:
    for term in subject.glossary.terms:
        for abbreviation in term.abbreviations:
            for owner in subject.owners.get(fold(abbreviation), ()):
                full = subject.glossary.terms[owner]
                yield error(
                    "abbreviation-is-form",
                    term.place,
                    f"abbreviation `{abbreviation}` of `{term.term}` is a form of `{full.term}`"
                    + ("" if full is term else f" ({where(full.place, term.place)})"),
                    "as a form it is found in any case and never asked to be introduced; list it as one or the other",
                )
