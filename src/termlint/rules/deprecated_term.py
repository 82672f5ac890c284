"""TL201: a deprecated term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from termlint.glossary.model import Status, Term
from termlint.resolution import Framing
from termlint.rules._status import QUOTED, unwanted
from termlint.rules.base import Bad, Context, Finding, Good, Option, Rule

_GLOSSARY = """\
glossary: House style
terms:
  - term: e-mail
    status: deprecated
    use: message
  - term: message
    senses: [{id: message, definition: a text that is sent}]
"""


class DeprecatedTerm(Rule):
    """A deprecated term is used.

    What it does
    ------------
    Reports a mention of a term whose status is `deprecated`, and names the term to use instead. Mentions that are
    quoted or part of a name are left alone.

    Why it matters
    --------------
    Readers and search both do better with one word for one thing, and the glossary has chosen it.

    How to fix
    ----------
    Write the term that the glossary names.

    Fix safety
    ----------
    The fix is safe where the whole mention stands in one stretch of text and the other term can take its form: number,
    tense, capitals and the article before it follow. Across markup it is only shown.

    Options
    -------
    With `quoted`, quoted mentions are reported as well.
    """

    code = "TL201"
    name = "deprecated-term"
    alone = True
    options: ClassVar[Mapping[str, Option]] = QUOTED
    examples = (
        Bad(
            "Send an [[e-mail]].",
            "“e-mail” is deprecated; write “message”",
            fixed="Send a message.",
            glossary=_GLOSSARY,
        ),
        Bad(
            "[[Emails]] arrive.",
            "“Emails” is deprecated; write “message”",
            fixed="Messages arrive.",
            glossary=_GLOSSARY,
        ),
        Bad(
            "The “[[e-mail]]” of those days.",
            "“e-mail” is deprecated; write “message”",
            fixed="The “message” of those days.",
            glossary=_GLOSSARY,
            options={"quoted": True},
        ),
        Good("Send a message.", glossary=_GLOSSARY),
        Good("The “e-mail” of those days.", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Deprecated terms."""
        return term.status is Status.DEPRECATED

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention of a deprecated term."""
        for found in context.concerned:
            if found.term.status is Status.DEPRECATED and found.framing is not Framing.NAMED:
                yield from unwanted(self, context, found, "is deprecated")


RULE = DeprecatedTerm()
