"""TL103: evidence in sight contradicts the sense."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.glossary.model import Term
from termlint.resolution import Evidence, Framing, Polarity
from termlint.rules._words import is_used, listed, surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
evidence:
  referral:
    means: a referral
    cues: [referral]
    negated: no-referral
  no-referral:
    means: that no referral is needed
    cues: [walk in]
terms:
  - term: medical massage
    senses:
      - id: medical-massage
        definition: massage prescribed for a diagnosed condition
        requires: {any: [referral]}
        excludes: {any: [no-referral]}
"""


class ContradictedContext(Rule):
    """A term is used in a sense that something in sight contradicts.

    What it does
    ------------
    Reports a mention whose sense `excludes` an evidence group that is affirmed in the window, or whose opposite is
    negated there: "medical massage, no referral needed".

    Why it matters
    --------------
    The text says two things that cannot both be true, and the reader cannot tell which one to believe.

    How to fix
    ----------
    Take out what contradicts the sense, or write the term for what is really meant.

    Fix safety
    ----------
    There is no automatic fix: only the author knows which of the two is true.
    """

    code = "TL103"
    name = "contradicted-context"
    alone = True
    examples = (
        Bad(
            "[[Medical massage]], no referral needed.",
            "“Medical massage” is contradicted by the negated “referral”: that no referral is needed",
            glossary=_GLOSSARY,
        ),
        Good("Medical massage on referral.", glossary=_GLOSSARY),
        Good("Massage therapy: no referral needed.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with a sense that excludes something."""
        return any(sense.excludes for sense in term.senses)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention with something excluded in sight."""
        for found in context.concerned:
            if found.sense is None or not found.excluded or not is_used(found, Framing.ASKED):
                continue
            words = surface(context.document, found.mention)
            quoted = dict.fromkeys(_quoted(e) for e in found.excluded)
            groups = dict.fromkeys(e.group for e in found.excluded if e.group)
            means = [g.means for name in groups if (g := context.reference.group(name))]
            against = listed(list(quoted)[:2], "and")
            instead = found.sense.use or found.term.use or (found.sense.broader or "").split(".")[0].replace("-", " ")
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” is contradicted by {against}: {listed(means, 'and')}",
                help="take one of the two out" + (f", or write “{instead}”" if instead else ""),
                evidence=(*found.excluded, *found.required),
            )


def _quoted(evidence: Evidence) -> str:
    """The words of a piece of evidence, in quotes."""
    words = f"“{' '.join(evidence.text.split())}”"
    return f"the negated {words}" if evidence.polarity is Polarity.NEGATED else words


RULE = ContradictedContext()
