"""TL203: two designations of one sense in one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from termlint.diagnostic import Related, Severity
from termlint.fold import fold
from termlint.glossary.model import Term
from termlint.reference import Reference
from termlint.resolution import Framing, Resolution
from termlint.rules._words import edits, replacement, surface
from termlint.rules.base import Bad, Context, Finding, Good, Option, Rule

_GLOSSARY = """\
glossary: Care
terms:
  - term: physiotherapy
    synonyms: [physical therapy]
    senses: [{id: physiotherapy, definition: treatment that restores movement}]
"""
_SPOKEN_ABOUT = (Framing.QUOTED, Framing.DEFINED, Framing.NAMED, Framing.COMPARED)


class MixedTerms(Rule):
    """Two designations of one sense stand in one document.

    What it does
    ------------
    Reports the first use of a synonym in a document that also uses the term itself, or an earlier synonym of it.

    Why it matters
    --------------
    Two words look like two things. A reader wonders how *physical therapy* differs from the *physiotherapy* above it.

    How to fix
    ----------
    Keep to one designation in a document. Where both must be named, introduce the second once: "physiotherapy (also
    called physical therapy)".

    Fix safety
    ----------
    The fix is unsafe: which of the two suits the readers is the author's choice.

    Options
    -------
    With `keep-first`, the designation that comes first in the document is kept, and not the glossary's term.
    """

    code = "TL203"
    name = "mixed-terms"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {"keep-first": Option("bool", False, "Whether to keep what comes first instead of the glossary's term")}
    )
    examples = (
        Bad(
            "Physiotherapy helps. Our [[physical therapy]] begins with an assessment.",
            "“physical therapy” and “physiotherapy” name one sense in this document",
            glossary=_GLOSSARY,
        ),
        Bad(
            "Physical therapy helps. Our [[physiotherapy]] begins with an assessment.",
            "“physiotherapy” and “physical therapy” name one sense in this document",
            glossary=_GLOSSARY,
            options={"keep-first": True},
        ),
        Good("Physical therapy helps. Our physical therapy begins with an assessment.", glossary=_GLOSSARY),
        Good("Physiotherapy, also called physical therapy, helps.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with a synonym."""
        return bool(term.synonyms)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a sense that a document names by two designations, at the second."""
        named: dict[str, list[tuple[str, Resolution]]] = defaultdict(list)
        for found in context.resolutions:
            term = found.term
            if not term.synonyms:
                continue
            named_by = context.reference.once(_designations, term.term, term.synonyms)
            if (designation := named_by.get(found.mention.form)) and found.sense is not None:
                named[found.sense.id].append((designation, found))
        for mentions in named.values():
            designations = _used(mentions)
            if len(designations) > 1:
                yield _finding(designations, context, keep_first=self.option("keep-first", context))


def _used(mentions: Sequence[tuple[str, Resolution]]) -> Mapping[str, Resolution]:
    """The first mention by each designation of a sense that is not only spoken about; none where all have one."""
    found: dict[str, Resolution] = {}
    if len({designation for designation, _ in mentions}) > 1:
        for designation, mention in mentions:
            if designation not in found and mention.framing not in _SPOKEN_ABOUT:
                found[designation] = mention
    return found


def _finding(designations: Mapping[str, Resolution], context: Context, *, keep_first: bool) -> Finding:
    first = next(iter(designations))
    term = designations[first].term.term
    keep = term if term in designations and not keep_first else first
    other = next(name for name in designations if name != keep)
    found = designations[other]
    new = replacement(context.reference, surface(context.document, found.mention), other, keep)
    return Finding(
        found,
        found.mention.span,
        f"“{other}” and “{keep}” name one sense in this document",
        help=f"keep to one of them, such as “{keep}”",
        edits=edits(context.document, found.mention, new),
        related=(Related(designations[keep].mention.span, f"“{keep}” here"),),
    )


def _designations(reference: Reference, term: str, synonyms: tuple[str, ...]) -> Mapping[str, str]:
    """Every form of a term and its synonyms, with the designation that it is a form of."""
    return {form: name for name in (*synonyms, term) for form in (*reference.inflections(name), fold(name))}


RULE = MixedTerms()
