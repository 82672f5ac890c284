"""TL104: the sense that is meant is not one to use here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termlint.glossary.model import Sense, Status, Term
from termlint.reference import Reference
from termlint.resolution import Framing, Resolution
from termlint.rules._words import designation, edits, listed, replacement, surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
terms:
  - term: massage
    senses:
      - id: massage.bodywork
        definition: rubbing and kneading of the body
        prior: 2
        cues: [foot]
      - id: massage.tidy-data
        definition: bringing data into a handier shape
        cues: [data]
      - id: massage.message-slip
        definition: a slip of the pen for "message"
        status: forbidden
        use: message
        cues: [{pattern: "error {term}", weight: 5}]
"""


_SPOKEN_ABOUT = (Framing.QUOTED, Framing.NAMED, Framing.DEFINED)


class UnexpectedSense(Rule):
    """A term is used in a sense that is not to be used, here or anywhere.

    What it does
    ------------
    Reports a mention that means a sense which the glossary marks as deprecated or forbidden, or, where the
    configuration says with `expect` which senses are expected in this path, another sense of the same term.

    Why it matters
    --------------
    The term is a good one, only not for this: a reader who knows its usual sense is misled.

    How to fix
    ----------
    Write the term for what is meant; the glossary names it where there is one. If the sense is right here, add it to
    `expect` for this path.

    Fix safety
    ----------
    Where the glossary names the word to use, the fix puts it in. It is unsafe, for it rests on the decided sense.
    """

    code = "TL104"
    name = "unexpected-sense"
    alone = True
    examples = (
        Bad(
            "It prints an error [[massage]].",
            "“massage” means massage.message-slip here, which is forbidden",
            glossary=_GLOSSARY,
        ),
        Bad(
            "A foot [[massage]] to end the day.",
            "“massage” means massage.bodywork here, where massage.tidy-data is expected",
            glossary=_GLOSSARY,
            expect=("massage.tidy-data",),
        ),
        Good("Massage the data first.", glossary=_GLOSSARY, expect=("massage.tidy-data",)),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with senses: any may be unwanted, or not be expected where another is."""
        return bool(term.senses)

    def may_report(self, terms: Sequence[Term], reference: Reference, expect: Sequence[str]) -> bool:  # noqa: ARG002
        """Where nothing is expected, senses that the glossary itself does not want."""
        return any(expect or _is_unwanted(sense) for term in terms for sense in term.senses)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention that means a sense not to be used."""
        for found in context.concerned:
            why = _why(found, found.sense, context) if found.sense else None
            if found.sense is None or why is None or found.framing in _SPOKEN_ABOUT:
                continue
            words = surface(context.document, found.mention)
            instead = found.sense.use
            new = _instead(found, words, instead, context.reference) if instead else None
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” means {found.sense.id} here, {why}",
                help=f"write “{instead}”" if instead else "write the term for what is meant, or expect this sense here",
                edits=edits(context.document, found.mention, new) if new else (),
                evidence=found.grounds(found.sense.id),
            )


def _is_unwanted(sense: Sense) -> bool:
    return sense.status in (Status.DEPRECATED, Status.FORBIDDEN)


def _instead(found: Resolution, words: str, use: str, reference: Reference) -> str:
    return replacement(reference, words, designation(reference, found.term, found.mention.form), use)


def _why(found: Resolution, sense: Sense, context: Context) -> str | None:
    if _is_unwanted(sense):
        return f"which is {sense.status}"
    if not context.expect:
        return None
    ids = {s.id for s in found.candidates}
    expected = [ident for ident in context.expect if ident in ids]
    if not expected or _is_one_of(sense, expected, context.reference):
        return None
    return f"where {listed(expected)} is expected"


def _is_one_of(sense: Sense, expected: list[str], reference: Reference) -> bool:
    """Whether a sense is expected, or narrower than one that is."""
    return sense.id in expected or not reference.broader(sense).isdisjoint(expected)


RULE = UnexpectedSense()
