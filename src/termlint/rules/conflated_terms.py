"""TL105: two terms that the glossary keeps apart are used as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.glossary.model import Term
from termlint.later import pattern
from termlint.resolution import Framing, Resolution
from termlint.rules._words import surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Care
terms:
  - term: physiotherapy
    synonyms: [physical therapy]
    apart-from: [massage]
    senses: [{id: physiotherapy, definition: treatment that restores movement}]
  - term: massage
    senses: [{id: massage, definition: rubbing and kneading of the body}]
"""
_AS_ONE = pattern(
    r"\s*(?:(?:[\")]|[”’]{1})?,? (?:also (?:known|called|referred to) as|also called|aka|a\.k\.a\.|i\.e\.|that is,"
    r"|in other words|otherwise known as|better known as|is just|is simply|is the same (?:thing )?as|means the same as"
    r"|equals|is (?:a |an)(?:other|fancy|fancier|posh) (?:name|word) for)"
    r"|\s?[/=]|\s?\((?:or |also |aka |i\.e\. ?)?) ?(?:an? |the )?(?:\"|[“‘]{1})?",
    re.IGNORECASE,
)
"""Once keeps sets apart, of which `re` would make one that takes ten times as long to compile."""
_JOINED = pattern(r"[ \u00a0-]")
_COUPLED = pattern(r" (?:and|&|or) (?:an? |the )?", re.IGNORECASE)
_SAME_AFTER = pattern(
    r"\W{0,2} (?:are|were|mean|is) (?:(?!not |never )\w+ )?"
    r"(?:the same|one and the same|identical|interchangeable|synonym\w*)",
    re.IGNORECASE,
)
_SPOKEN_ABOUT = (Framing.NEGATED, Framing.QUOTED, Framing.COMPARED)


class ConflatedTerms(Rule):
    """Two terms that the glossary keeps apart are used as if they meant the same.

    What it does
    ------------
    Reports a term that stands side by side with one it is to be kept `apart-from` ("physical therapy massage"), is
    equated with it by a slash, bracket or "also called", or is said to be the same.

    Why it matters
    --------------
    They are two things, often with different training, law and cost behind them; who is promised one and gets the other
    feels cheated.

    How to fix
    ----------
    Keep the one that is meant. Where both are offered, name them as two.

    Fix safety
    ----------
    There is no automatic fix: only the author knows which one is meant.
    """

    code = "TL105"
    name = "conflated-terms"
    examples = (
        Bad(
            "A [[physical therapy]] massage on Monday.",
            "“physical therapy” and “massage” are used as one",
            glossary=_GLOSSARY,
        ),
        Bad(
            "[[Physiotherapy]] and massage are one and the same.",
            "“Physiotherapy” and “massage” are used as one",
            glossary=_GLOSSARY,
        ),
        Bad(
            "[[Massage]], also called physiotherapy.",
            "“Massage” and “physiotherapy” are used as one",
            glossary=_GLOSSARY,
        ),
        Good("Physiotherapy and massage under one roof.", glossary=_GLOSSARY),
        Good("Physiotherapy or massage: which one is right?", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms that are to be kept apart from others; the others need not say so."""
        return bool(term.apart_from)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a pair of neighbouring mentions that are used as one, at the first."""
        for first, second in zip(context.resolutions, context.resolutions[1:], strict=False):
            if first.mention.run != second.mention.run or not _apart(first, second):
                continue
            if first.framing in _SPOKEN_ABOUT or not self._as_one(first, second, context):
                continue
            words = [surface(context.document, r.mention) for r in (first, second)]
            yield Finding(
                first,
                first.mention.span,
                f"“{words[0]}” and “{words[1]}” are used as one",
                help="they are two things: keep the one that is meant, or name them as two",
            )

    def _as_one(self, first: Resolution, second: Resolution, context: Context) -> bool:
        text = context.document.runs[first.mention.run].text
        between = text[first.mention.at.end : second.mention.at.start]
        if _JOINED.fullmatch(between) or _AS_ONE.fullmatch(between):
            return True
        return bool(_COUPLED.fullmatch(between) and _SAME_AFTER.match(text, second.mention.at.end))


def _apart(first: Resolution, second: Resolution) -> bool:
    return second.term.term in first.term.apart_from or first.term.term in second.term.apart_from


RULE = ConflatedTerms()
