"""TL204: wrong case or spelling of a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termlint.document import RunKind
from termlint.fold import fold
from termlint.glossary.model import Case, Term
from termlint.reference import Reference
from termlint.resolution import Resolution
from termlint.rules._words import edits, replacement, surface
from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: Names
terms:
  - term: Pilates
    case: exact
    misspellings: [pilattes]
    senses: [{id: pilates, definition: a method of exercise}]
"""


class TermCase(Rule):
    """A term is written in the wrong case or misspelt.

    What it does
    ------------
    Reports a mention whose capitals differ from a term with `case: exact`, or that is one of the term's `misspellings`.
    Headings and words in capitals throughout may be all capitals; a term in small letters may begin a sentence with a
    capital.

    Why it matters
    --------------
    Names and marks are spelt one way; another way looks careless, and searches miss it.

    How to fix
    ----------
    Write the term as the glossary spells it.

    Fix safety
    ----------
    The fix is safe where the whole mention stands in one stretch of text.
    """

    code = "TL204"
    name = "term-case"
    alone = True
    examples = (
        Bad("Try [[pilates]] today.", "“pilates” is spelt “Pilates”", fixed="Try Pilates today.", glossary=_GLOSSARY),
        Bad("Try [[Pilattes]] today.", "“Pilattes” is spelt “Pilates”", fixed="Try Pilates today.", glossary=_GLOSSARY),
        Good("Try Pilates today.", glossary=_GLOSSARY),
        Good("# TRY PILATES", glossary=_GLOSSARY),
    )

    def concerns(self, term: Term) -> bool:
        """Terms whose capitals matter, and those with misspellings."""
        return _is_spelt_one_way(term)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a mention that is not spelt as the glossary spells it."""
        for found in context.concerned:
            term, reference = found.term, context.reference
            wrong = reference.once(_misspelt, term.misspellings).get(found.mention.form) if term.misspellings else None
            if wrong is None and term.case is not Case.EXACT:
                continue
            words = surface(context.document, found.mention)
            right = replacement(reference, words, wrong, term.term) if wrong else self._right(found, words, context)
            if right is None or right == words or found.quoted:
                continue
            yield Finding(
                found,
                found.mention.span,
                f"“{words}” is spelt “{right}”",
                help=f"write “{right}”",
                edits=edits(context.document, found.mention, right),
                safe=True,
            )

    def _right(self, found: Resolution, words: str, context: Context) -> str | None:
        """How a mention whose capitals matter should be spelt; None where nothing is said of its spelling."""
        term = found.term.term
        if not found.mention.form.startswith(fold(term)):
            return None
        if words.isupper() and (context.document.runs[found.mention.run].kind is RunKind.HEADING or len(words) > 3):
            return None
        right = term + words[len(term) :]
        at = found.mention.at.start
        before = context.document.runs[found.mention.run].text[max(0, at - 8) : at].rstrip()
        starts = at == 0 or before.endswith((".", "!", "?", ":"))
        return right[:1].upper() + right[1:] if starts and words[:1].isupper() else right


def _misspelt(_: Reference, misspellings: tuple[str, ...]) -> Mapping[str, str]:
    """The misspellings of a term by their folded forms; of two that are folded alike the first."""
    return {fold(wrong): wrong for wrong in reversed(misspellings)}


def _is_spelt_one_way(term: Term) -> bool:
    return bool(term.misspellings) or term.case is Case.EXACT


RULE = TermCase()
