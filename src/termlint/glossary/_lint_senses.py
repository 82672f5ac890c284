"""Checks of senses: whether each can be chosen, is shown by examples, and stands where its author puts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termlint.fold import fold
from termlint.glossary._lint_base import GlossaryFault, Subject, error, warning, where
from termlint.glossary.model import Place, Sense, Term


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`no-cues`, `no-examples`, `same-definition`, `needless-prior`, `unknown-broader`, `circular-broader`,
    `unused-source`."""
    for index, term in enumerate(subject.glossary.terms):
        competing = _competing(subject, index)
        for sense in term.senses:
            yield from _choosable(term, sense, competing)
            if not sense.examples:
                yield warning(
                    "no-examples",
                    sense.place,
                    f"sense `{sense.id}` has no examples",
                    "nothing shows that it is ever chosen; add two or three sentences that must mean it",
                )
    yield from _definitions(subject)
    yield from _broader(subject)
    yield from _sources(subject)


def _competing(subject: Subject, index: int) -> bool:
    """Whether some mention of the term could mean more than one sense."""
    term = subject.glossary.terms[index]
    short = {a for other in subject.glossary.terms if other is not term for a in other.abbreviations}
    return (
        len(term.senses) > 1
        or any(len(subject.owners[form]) > 1 for form in subject.forms[index])
        or any(abbreviation in short for abbreviation in term.abbreviations)
    )


def _choosable(term: Term, sense: Sense, competing: bool) -> Iterator[GlossaryFault]:
    for_it = any(cue.weight is None or cue.weight > 0 for cue in sense.cues)
    if len(term.senses) > 1 and not for_it and sense.prior <= 0:
        yield error(
            "no-cues",
            sense.place,
            f"nothing speaks for sense `{sense.id}`" + (": it has no cues" if not sense.cues else ""),
            f"it cannot win against the other senses of `{term.term}`; add cues, or a `prior` if it is the default",
        )
    if sense.prior and not competing:
        yield warning(
            "needless-prior",
            sense.place,
            f"sense `{sense.id}` has a prior, but it is the only sense of `{term.term}`",
            "a prior only counts against other senses; drop it, or add the sense that it is meant to beat",
        )


def _definitions(subject: Subject) -> Iterator[GlossaryFault]:
    first: dict[str, Sense] = {}
    for term in subject.glossary.terms:
        for sense in term.senses:
            other = first.setdefault(fold(sense.definition).rstrip("."), sense)
            if other is not sense:
                yield error(
                    "same-definition",
                    sense.place,
                    f"sense `{sense.id}` has the definition of `{other.id}` ({where(other.place, sense.place)})",
                    "one meaning is one sense: say what sets them apart, or make the second term a form of the first",
                )


def _broader(subject: Subject) -> Iterator[GlossaryFault]:
    senses = {sense.id: sense for term in subject.glossary.terms for sense in term.senses}
    for sense in senses.values():
        if sense.broader is None:
            continue
        if sense.broader not in senses:
            from termlint.glossary._faults import nearest

            near = nearest(sense.broader, senses)
            yield error(
                "unknown-broader",
                sense.place,
                f"sense `{sense.id}` is narrower than `{sense.broader}`, which is no sense of this glossary",
                f"did you mean `{near}`?" if near else "write the id of a sense, not a term",
            )
        elif (route := _circle(sense, senses)) is not None:
            yield error(
                "circular-broader",
                sense.place,
                f"sense `{sense.id}` is broader than itself: {' -> '.join(route)}",
                "`broader` leads from the special to the general; drop the step that leads back",
            )


def _circle(sense: Sense, senses: dict[str, Sense]) -> list[str] | None:
    route = [sense.id]
    while (broader := senses[route[-1]].broader) in senses:
        assert broader is not None
        route.append(broader)
        if broader == sense.id:
            return route
        if broader in route[:-1]:
            return None
    return None


def _sources(subject: Subject) -> Iterator[GlossaryFault]:
    used = {name for term in subject.glossary.terms for sense in term.senses for name in sense.sources}
    named: dict[str, list[str]] = defaultdict(list)
    place = Place(subject.glossary.files[0] if subject.glossary.files else "")
    for source in subject.glossary.sources:
        if source.name not in used and not named[source.name]:
            named[source.name].append(source.title)
            yield warning(
                "unused-source",
                place,
                f"no sense names the source `{source.name}` ({source.title})",
                "name it under `source:` of the senses that it defines, or drop it",
            )
