"""TL102: what the sense requires is not in sight."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.glossary.model import Requirement, Term, Window
from termlint.resolution import Resolution
from termlint.rules._words import is_used, listed, surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
evidence:
  referral:
    means: a referral
    cues: [referral, prescription]
  condition:
    means: a named condition or injury
    cues: [sciatica, whiplash]
terms:
  - term: medical massage
    senses:
      - id: medical-massage
        definition: massage prescribed for a diagnosed condition
        cues: [diagnosis]
        requires: {any: [referral, condition], within: section}
"""
_WHERE = {
    Window.PHRASE: "beside it",
    Window.SENTENCE: "in its sentence",
    Window.BLOCK: "in its paragraph",
    Window.SECTION: "in its section",
    Window.DOCUMENT: "in this document",
    Window.METADATA: "in the front matter",
    Window.PATH: "in the path",
}


class MissingContext(Rule):
    """A term is used in a sense that requires evidence, and the evidence is not in sight.

    What it does
    ------------
    Reports a mention whose sense `requires` evidence groups of which none (or, for `all`, not every one) is affirmed in
    the window. Evidence that is negated or only asked about does not count. Mentions that are negated, defined,
    compared, quoted or part of a name are not held to it.

    Why it matters
    --------------
    Some terms promise something. *Medical massage* promises a reason in the client's health; in a spa menu, with no
    referral, condition or plan in sight, it promises what nobody will keep.

    How to fix
    ----------
    Add what the sense requires near the mention, or write the broader term.

    Fix safety
    ----------
    There is no automatic fix: what is missing is a fact.
    """

    code = "TL102"
    name = "missing-context"
    alone = True
    examples = (
        Bad(
            "Try our [[medical massage]] with warm oil.",
            "“medical massage” with no referral or condition in its section",
            glossary=_GLOSSARY,
        ),
        Good("Medical massage for sciatica.", glossary=_GLOSSARY),
        Good("We do not offer medical massage.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with a sense that requires something."""
        return any(sense.requires for sense in term.senses)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention whose requirement is not met and whose context does not contradict it besides."""
        for found in context.concerned:
            requires = found.sense.requires if found.sense else None
            if requires is None or found.excluded or _met(found, requires) or not is_used(found):
                continue
            words = surface(context.document, found.mention)
            missing = listed([group.replace("-", " ") for group in _missing(found, requires)])
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” with no {missing} {_WHERE[requires.within]}",
                help=_help(found, requires),
                evidence=found.required,
            )


def _met(found: Resolution, requires: Requirement) -> bool:
    present = {e.group for e in found.required}
    return present.issuperset(requires.all) and (not requires.any or not present.isdisjoint(requires.any))


def _missing(found: Resolution, requires: Requirement) -> tuple[str, ...]:
    present = {e.group for e in found.required}
    lacking = tuple(g for g in requires.all if g not in present)
    return lacking or requires.any


def _help(found: Resolution, requires: Requirement) -> str:
    assert found.sense is not None
    instead = found.sense.use or found.term.use or (found.sense.broader or "").split(".")[0].replace("-", " ")
    groups = listed([g.replace("-", " ") for g in _missing(found, requires)], "and" if requires.all else "or")
    return f"name the {groups}" + (f", or write “{instead}”" if instead else "")


RULE = MissingContext()
