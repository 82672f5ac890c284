"""What the rules on a term's status share: the quoted mentions they leave alone, and the term to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from termlint.reference import Reference
from termlint.resolution import Resolution
from termlint.rules._words import designation, edits, fits, replacement, surface
from termlint.rules.base import Context, Finding, Option, Rule

QUOTED: Mapping[str, Option] = MappingProxyType(
    {"quoted": Option("bool", False, "Whether to report quoted mentions as well")}
)


def unwanted(
    rule: Rule, context: Context, found: Resolution, fault: str, advice: str | None = None
) -> Iterator[Finding]:
    """The finding that a mention is at fault ("is deprecated"), with the term to use; none where the mention is quoted.

    `advice` is the help where the glossary gives neither a note nor a term to use.
    """
    if found.quoted and not rule.option("quoted", context):
        return
    words, term = surface(context.document, found.mention), found.term
    if term.use is None:
        yield Finding(found, found.mention.span, f"“{words}” {fault}", help=term.note or advice)
        return
    base = designation(context.reference, term, found.mention.form)
    new, safe = context.reference.once(_instead, words, base, term.use)
    yield Finding(
        found,
        found.mention.span,
        f"“{words}” {fault}; write “{term.use}”",
        help=term.note or f"write “{term.use}”",
        edits=edits(context.document, found.mention, new),
        safe=safe,
    )


def _instead(reference: Reference, words: str, base: str, use: str) -> tuple[str, bool]:
    """What to write instead of the words, and whether that can take their form."""
    return replacement(reference, words, base, use), fits(reference, words, base, use)
