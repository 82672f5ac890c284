"""TL101: two senses that readers must not confuse both fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from termlint.glossary.model import Sense, Term
from termlint.reference import Reference
from termlint.resolution import Outcome
from termlint.rules._words import is_used, listed, surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
terms:
  - term: therapeutic massage
    senses:
      - id: therapeutic-massage.clinical
        definition: hands-on treatment of a complaint, after an assessment
        cues: [injury, assessment, sciatica]
      - id: therapeutic-massage.wellness
        definition: massage for well-being in general
        cues: [relax, unwind, spa]
"""


class AmbiguousSense(Rule):
    """Two senses of a term fit, and nothing in the text decides between them.

    What it does
    ------------
    Reports a mention of a term with several senses where the evidence for the best two is level: there is none, or it
    balances. Senses of which one is broader than the other are not held to be confused; nor, where the glossary says
    with `confused-with` which senses are, any others.

    Why it matters
    --------------
    The reader picks a sense anyway, and may pick the wrong one: a client who hears *clinical* where *wellness* is meant
    expects an assessment that nobody will make.

    How to fix
    ----------
    Say which is meant: name what only one of the senses has (its purpose, its setting, who gives it), or write a term
    that has one sense. Where the rest of the page decides, an `overrides` entry with `expect` tells termlint so.

    Fix safety
    ----------
    There is no automatic fix: only the author knows what is meant.
    """

    code = "TL101"
    name = "ambiguous-sense"
    alone = True
    examples = (
        Bad(
            "We offer [[therapeutic massage]].",
            "“therapeutic massage” may mean therapeutic-massage.clinical or therapeutic-massage.wellness; "
            "nothing here decides",
            glossary=_GLOSSARY,
        ),
        Good("Therapeutic massage after an injury starts with an assessment.", glossary=_GLOSSARY),
        Good("What is therapeutic massage?", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with several senses; other terms may share a form."""
        return bool(term.senses)

    def may_report(self, terms: Sequence[Term], reference: Reference, expect: Sequence[str]) -> bool:  # noqa: ARG002
        """Two senses that may be confused, whichever of all are the best two."""
        senses = tuple([sense for term in terms for sense in term.senses])
        return any(_to_be_told_apart(*two, senses, reference) for two in combinations(senses, 2))

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention whose best two senses are level and unrelated."""
        for found in context.concerned:
            if found.outcome is not Outcome.AMBIGUOUS or len(found.candidates) < 2:
                continue
            first, second = found.candidates[:2]
            if not _to_be_told_apart(first, second, found.candidates, context.reference) or not is_used(found):
                continue
            words = surface(context.document, found.mention)
            why = "the evidence is balanced" if found.scores[1][1] > 0 else "nothing here decides"
            names = listed(sorted((first.id, second.id)))
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” may mean {names}; {why}",
                help="say which is meant, or write a term that has one sense",
                evidence=found.grounds(first.id, second.id),
            )


def _to_be_told_apart(first: Sense, second: Sense, senses: tuple[Sense, ...], reference: Reference) -> bool:
    return not _related(first, second, reference) and _confusable(first, second, senses)


def _related(first: Sense, second: Sense, reference: Reference) -> bool:
    """Whether one of the senses is broader than the other, at any remove."""
    return second.id in reference.broader(first) or first.id in reference.broader(second)


def _confusable(first: Sense, second: Sense, candidates: tuple[Sense, ...]) -> bool:
    """Whether readers may take one of the senses for the other, as far as the glossary says anything of it."""
    if not any(sense.confused_with for sense in candidates):
        return True
    return second.id in first.confused_with or first.id in second.confused_with


RULE = AmbiguousSense()
