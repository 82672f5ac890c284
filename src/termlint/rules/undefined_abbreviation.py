"""TL205: an abbreviation is used before it is introduced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from termlint.diagnostic import Severity
from termlint.fold import fold
from termlint.glossary.model import Term
from termlint.resolution import Framing, Resolution
from termlint.rules._words import listed, surface
from termlint.rules.base import Bad, Context, Finding, Good, Option, Rule

_GLOSSARY = """\
glossary: Care
terms:
  - term: manual lymphatic drainage
    abbreviations: [MLD]
    senses: [{id: manual-lymphatic-drainage, definition: light strokes that move lymph}]
"""


class UndefinedAbbreviation(Rule):
    """An abbreviation of the glossary stands before the document has introduced it.

    What it does
    ------------
    Reports the first use of an abbreviation that no "long form (ABBR)" or "ABBR (long form)" before it explains.

    Why it matters
    --------------
    The same letters mean different things to different readers: *PT* is a therapy, a trainer and a time zone.

    How to fix
    ----------
    Write the long form at first use, with the abbreviation in brackets after it.

    Fix safety
    ----------
    There is no automatic fix: where to introduce it best is the author's choice.

    Options
    -------
    `known` lists abbreviations that your readers know, which need no introduction.
    """

    code = "TL205"
    name = "undefined-abbreviation"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = MappingProxyType(
        {"known": Option("list", (), "Abbreviations that need no introduction")}
    )
    examples = (
        Bad("Book [[MLD]] online.", "“MLD” is used before it is introduced", glossary=_GLOSSARY),
        Good("Manual lymphatic drainage (MLD) is gentle. Book MLD online.", glossary=_GLOSSARY),
        Good("MLD (manual lymphatic drainage) is gentle.", glossary=_GLOSSARY),
        Good("Book MLD online.", glossary=_GLOSSARY, options={"known": ["MLD"]}),
    )

    def concerns(self, term: Term) -> bool:
        """Terms with an abbreviation."""
        return bool(term.abbreviations)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding an abbreviation, at its first use."""
        known = set(self.option("known", context))
        for index, found in enumerate(context.resolutions):
            short = self._abbreviation(found) if found.term.abbreviations else None
            if short is None or short in known:
                continue
            known.add(short)
            if found.framing is Framing.NAMED or self._introduced(context, index):
                continue
            words = surface(context.document, found.mention)
            names = listed([f"“{found.term.term} ({short})”"])
            yield Finding(
                found, found.mention.span, f"“{words}” is used before it is introduced", help=f"write {names} first"
            )

    def _abbreviation(self, found: Resolution) -> str | None:
        forms = {fold(a) + ending: a for a in found.term.abbreviations for ending in ("", "s")}
        return forms.get(found.mention.form)

    def _introduced(self, context: Context, index: int) -> bool:
        """Whether the mention beside this one is the long form, one of the two in brackets."""
        here = context.resolutions[index].mention
        text = context.document.runs[here.run].text
        if index:
            before = context.resolutions[index - 1].mention
            if before.run == here.run and text[before.at.end : here.at.start].strip() == "(":
                return True
        if index + 1 < len(context.resolutions):
            after = context.resolutions[index + 1].mention
            return after.run == here.run and text[here.at.end : after.at.start].strip() == "("
        return False


RULE = UndefinedAbbreviation()
