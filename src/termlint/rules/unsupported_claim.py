"""TL301: a term is joined to a claim that its sense forbids."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Severity
from termlint.glossary.model import Term
from termlint.resolution import Framing
from termlint.rules._words import surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
evidence:
  cure-claim:
    means: a promise to cure
    cues: [{pattern: "{term} (?:\\\\w+ )?cures?"}]
terms:
  - term: massage
    senses:
      - id: massage.bodywork
        definition: rubbing and kneading of the body
        forbids: {any: [cure-claim], within: sentence}
"""
_SPOKEN_ABOUT = (Framing.NEGATED, Framing.QUOTED, Framing.COMPARED)


class UnsupportedClaim(Rule):
    """A term is joined to a claim that its sense does not support.

    What it does
    ------------
    Reports a mention where a claim that the sense `forbids` is affirmed in the window. Denied, hedged and warned-of
    claims ("not a cure", "nobody may say that massage cures") are left alone.

    Why it matters
    --------------
    A health claim that cannot be kept misleads the reader and breaks advertising law in many countries.

    How to fix
    ----------
    Say what can be supported: that it *may help with* or *is used for* a complaint, in whose judgement.

    Fix safety
    ----------
    There is no automatic fix: what can be claimed is a matter of fact.
    """

    code = "TL301"
    name = "unsupported-claim"
    severity = Severity.ERROR
    alone = True
    examples = (
        Bad(
            "This [[massage]] cures back pain.",
            "“massage cures” is a claim that the term does not support: a promise to cure",
            glossary=_GLOSSARY,
        ),
        Good("Massage does not cure back pain.", glossary=_GLOSSARY),
        Good("Nobody may say that massage cures disease.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with a sense that forbids a claim."""
        return any(sense.forbids for sense in term.senses)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention that is joined to a forbidden claim."""
        for found in context.concerned:
            if not found.claims or found.framing in _SPOKEN_ABOUT:
                continue
            claim = found.claims[0]
            group = context.reference.group(claim.group or "")
            words = " ".join(claim.text.split()) or surface(context.document, found.mention)
            means = group.means if group else claim.cue
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” is a claim that the term does not support: {means}",
                help="say what it may help with or is used for, or leave the claim out",
                evidence=found.claims,
            )


RULE = UnsupportedClaim()
