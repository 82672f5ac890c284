"""Checks of advice: what `use` tells people to write must not be reported in its turn."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.fold import fold
from termlint.glossary._lint_base import GlossaryFault, Subject, error, warning, where
from termlint.glossary.model import Place, Status, Term

_DISCOURAGED = (Status.DEPRECATED, Status.FORBIDDEN)


class _Advice(Struct, frozen=True):
    """One `use`: of a term, or of one sense of it."""

    term: int
    owner: str
    use: str
    status: Status
    place: Place
    whole_term: bool


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`advice-reported`, `circular-advice`, `idle-advice`."""
    for advice in _advices(subject):
        if advice.status not in _DISCOURAGED:
            yield warning(
                "idle-advice",
                advice.place,
                f"`use: {advice.use}` is never shown, because {advice.owner} is {advice.status}",
                "set `status: deprecated` or `forbidden`, or drop `use`",
            )
        else:
            yield from _reported(subject, advice)


def _advices(subject: Subject) -> Iterator[_Advice]:
    for index, term in enumerate(subject.glossary.terms):
        if term.use:
            yield _Advice(index, f"`{term.term}`", term.use, term.status, term.place, True)
        for sense in term.senses:
            if sense.use:
                yield _Advice(index, f"sense `{sense.id}`", sense.use, sense.status, sense.place, False)


def _reported(subject: Subject, advice: _Advice) -> Iterator[GlossaryFault]:
    terms = subject.glossary.terms
    if (route := _circle(subject, advice)) is not None:
        yield error(
            "circular-advice",
            advice.place,
            f"the advice of {advice.owner} leads back to it: {' -> '.join(terms[i].term for i in route)}",
            "whoever follows it is sent round for ever; point `use` at a term that may be written",
        )
        return
    if (right := _misspelt(subject, advice.use)) is not None:
        yield error(
            "advice-reported",
            advice.place,
            f"{advice.owner} advises `{advice.use}`, which is a misspelling of `{right.term}`",
            f"write `use: {right.term}`",
        )
    for index in subject.found_in(advice.use):
        found = terms[index]
        if index == advice.term:
            yield warning(
                "advice-reported",
                advice.place,
                f"{advice.owner} advises `{advice.use}`, which is a mention of `{found.term}` again",
                "whoever follows the advice may be given it again; advise a wording without the term",
            )
        elif found.status in _DISCOURAGED:
            yield error(
                "advice-reported",
                advice.place,
                f"{advice.owner} advises `{advice.use}`, but `{found.term}` is {found.status} "
                f"({where(found.place, advice.place)})",
                "the fix would be reported itself; advise a term that may be written"
                + (f", such as `{found.use}`" if found.use else ""),
            )


def _circle(subject: Subject, advice: _Advice) -> list[int] | None:
    """The terms from the advised one round to it again, or None where the advice leads out."""
    if not advice.whole_term:
        return None
    route = [advice.term]
    while True:
        use = subject.glossary.terms[route[-1]].use
        if not use or subject.glossary.terms[route[-1]].status not in _DISCOURAGED:
            return None
        following = [i for i in subject.owners.get(fold(use), ()) if i == route[0] or i not in route]
        if not following:
            return None
        if route[0] in following:
            return [*route, route[0]]
        route.append(following[0])


def _misspelt(subject: Subject, use: str) -> Term | None:
    wanted = fold(use)
    return next((t for t in subject.glossary.terms if wanted in map(fold, t.misspellings)), None)
