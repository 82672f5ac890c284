"""TL202: a forbidden term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from termlint.diagnostic import Severity
from termlint.glossary.model import Status
from termlint.resolution import Framing
from termlint.rules._words import designation, edits, fits, replacement, surface
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
    options: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {"quoted": Option("bool", False, "Whether to report quoted mentions as well")}
    )
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

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention of a forbidden term."""
        for found in context.resolutions:
            if found.term.status is not Status.FORBIDDEN:
                continue
            if found.framing is Framing.QUOTED and not self.option("quoted", context):
                continue
            words = surface(context.document, found.mention)
            use = found.term.use or ""
            base = designation(found.term, found.mention.form)
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” is forbidden" + (f"; write “{use}”" if use else ""),
                help=found.term.note or (f"write “{use}”" if use else "say it in other words"),
                edits=edits(context.document, found.mention, replacement(words, base, use)) if use else (),
                safe=fits(words, base, use),
            )


RULE = ForbiddenTerm()
