"""TL202: a forbidden term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from termlint.diagnostic import Severity
from termlint.glossary.model import Status, Term
from termlint.rules._status import QUOTED, unwanted
from termlint.rules.base import Bad, Context, Finding, Good, Option, Rule

_GLOSSARY = """\
glossary: House style
terms:
  - term: cure-all
    status: forbidden
    note: say what the treatment may help with
  - term: masseuse girl
    status: forbidden
    use: massage therapist
"""


class ForbiddenTerm(Rule):
    """A forbidden term is used.

    What it does
    ------------
    Reports a mention of a term whose status is `forbidden`, with the glossary's note and the term to use instead where
    it names one. Mentions that are quoted are left alone.

    Why it matters
    --------------
    The glossary forbids a term for a reason: it offends, it misleads, or the law does not allow it.

    How to fix
    ----------
    Write the term that the glossary names, or say it in other words.

    Fix safety
    ----------
    The fix is safe where the glossary names the term to use, that term can take the mention's form (number, tense), and
    the whole mention stands in one stretch of text.

    Options
    -------
    With `quoted`, quoted mentions are reported as well.
    """

    code = "TL202"
    name = "forbidden-term"
    severity = Severity.ERROR
    alone = True
    options: ClassVar[Mapping[str, Option]] = QUOTED
    examples = (
        Bad("Our oil is a [[cure-all]].", "“cure-all” is forbidden", glossary=_GLOSSARY),
        Bad(
            "Meet our [[masseuse girls]].",
            "“masseuse girls” is forbidden; write “massage therapist”",
            fixed="Meet our massage therapists.",
            glossary=_GLOSSARY,
        ),
        Bad(
            "They called it a “[[cure-all]]”.",
            "“cure-all” is forbidden",
            glossary=_GLOSSARY,
            options={"quoted": True},
        ),
        Good("They called it a “cure-all”.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Forbidden terms."""
        return term.status is Status.FORBIDDEN

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention of a forbidden term."""
        for found in context.concerned:
            if found.term.status is Status.FORBIDDEN:
                yield from unwanted(self, context, found, "is forbidden", "say it in other words")


RULE = ForbiddenTerm()
