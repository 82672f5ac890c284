"""How a text speaks of a term: whether it uses it of what it offers or tells, or only speaks about it.

The use-mention distinction, read off the words around a mention. Where a term is only spoken about, its sense is
still decided, but requirements are not held against it.
"""

from __future__ import annotations

from msgspec import Struct

from termlint.document import RunKind
from termlint.later import compiled, pattern
from termlint.negation import Scopes, scopes
from termlint.passage import Passage
from termlint.resolution import Framing, Polarity
from termlint.signs import COMPARED, CREDENTIAL, DEFINED, HEARSAY, IT, NON, PASSING, telling
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention are looked at; no phrase that frames it stands further off."""

_BUSINESS = compiled(rf"{IT},? (?:LLC|Ltd|Inc|GmbH|PLLC|Clinic|Center|Centre|Studio|Company|Co\b|Group|Associates)")
_WORD, _LONG_WORD = pattern(r"[^\W\d_]+"), pattern(r"\b[^\W\d_]{4,}\b")
_NAME_BEFORE = pattern(rf"(?:\b[A-Z][\w'\u2019&.-]*,? |&amp; |& ){IT}")
_NAME_AFTER = pattern(rf"{IT} (?:&|and|of|at|by|\+)? ?(?:[A-Z][a-z]+\b|LLC|Ltd|Inc|GmbH|PLLC|PC\b)")
_SENTENCE_START = pattern(rf"^\W*(?:[A-Z][\w'\u2019]*,? )?{IT}")
_QUOTE_END = rf"{IT}(?: \w+){{0,1}}[,.]?(?:[\"\u00bb]|[\u2019\u201d]{{1}})"
"""Once keeps two sets apart, of which `re` would make one that takes ten times as long to compile."""
_QUOTE_ENDS = compiled(_QUOTE_END)
_QUOTE_MARKS = '"\u201d\u2019\u00bb'
"""Of these one ends a quotation."""
_QUOTED = pattern(rf"(?:[\"\u00ab]|[\u2018\u201c]{{1}})(?:\w+ ){{0,1}}{_QUOTE_END}")
_ASKED = pattern(
    r"^\W*(?:what|how|why|when|where|which|who|is|are|was|were|does|do|did|should|must|may"
    r"|(?:can|could|will|would)(?! you))\b(?! you (?:need|want|know|suffer|feel|have))[^?]*\?"
)
_OFFERED = pattern(
    r"\b(?:we|our|us|i|my|book|booking|enjoy|discover|treat yourself|speciali[sz]es in|offers?|offering"
    r"|provid(?:e|es|ing)|featur(?:e|es|ing)|available|price[sd]?)\b"
    r"|[$\u00a3\u20ac]\s?\d"
)


def in_lower_case(text: str) -> str:
    """A text in lower case, each letter in its place: those of ASCII are where they are when the case is ignored."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u017f", "s").replace("\u0131", "i")


class Told(Struct, frozen=True):
    """What a sentence of a passage tells of any mention in it: where it starts there, its text, its telling words, and
    whether its run is no paragraph."""

    passage: Passage
    index: int
    start: int
    text: str
    words: frozenset[str]
    heading: bool

    @classmethod
    def of(cls, passage: Passage, index: int) -> Told:
        """What the sentence of a passage with this index tells."""
        sentence = passage.sentences[index]
        text, heading = sentence.of(passage.text), passage.run.kind is not RunKind.PARAGRAPH
        return cls(passage, index, sentence.start, text, telling(text), heading)

    def framing(self, at: Span) -> Framing:
        """How the sentence speaks of the mention at a span of its run."""
        within, heard = self._within(at), self.passage.heard(self.index)
        return framing(self.text, within, heard, self.words, heading=self.heading)

    def may_quote(self, at: Span) -> bool:
        """Whether the sentence may quote the mention at a span of its run: a quick look that hears nothing."""
        return may_quote(self.text, self._within(at), self.words)

    def _within(self, at: Span) -> Span:
        return Span(at.start - self.start, min(at.end - self.start, len(self.text)))


def may_quote(sentence: str, at: Span, words: frozenset[str]) -> bool:
    """Whether the framing of the mention at a span of a sentence may be `QUOTED`, by these `telling` words of it."""
    return not words.isdisjoint(HEARSAY.words) or any(sentence.find(mark, at.end) >= 0 for mark in _QUOTE_MARKS)


def framing(
    sentence: str,
    at: Span,
    heard: Scopes | None = None,
    words: frozenset[str] | None = None,
    *,
    heading: bool = False,
) -> Framing:
    """How `sentence` speaks of the mention at span `at` in it. In a heading capitals say nothing of names.

    `heard` is what the sentence negates, and `words` are those that it has of the `telling` ones, where that is known
    already.
    """
    start, end = at.start, at.end
    surface = sentence[start:end]
    before, after = sentence[max(0, start - REACH) : start], sentence[end : end + REACH]
    marked, here = f"{before}{IT}{after}", len(before)
    if _QUOTE_ENDS.match(marked, here) and _QUOTED.search(marked):
        return Framing.QUOTED
    if words is None:
        words = telling(f"{before} {after}")
    if heard is None or start > REACH or heard.length - end > REACH:
        heard = scopes(f"{before}{surface}{after}")  # of a sentence that is looked at in part only
    low = in_lower_case(marked)
    if NON.shows(low, words, here) or _negated(heard, here, len(surface)):
        return Framing.NEGATED
    named = CREDENTIAL.shows(low, words, here) or _BUSINESS.match(marked, here)
    if named or (not (heading or surface.islower()) and _named(marked, surface)):
        return Framing.NAMED
    return _spoken_of(low, words, here)


def _spoken_of(low: str, words: frozenset[str], here: int) -> Framing:
    """How a sentence speaks of a mention which it does not quote, negate or name."""
    if HEARSAY.shows(low, words, here):
        return Framing.QUOTED
    if COMPARED.shows(low, words, here):
        return Framing.COMPARED
    if DEFINED.shows(low, words, here):
        return Framing.DEFINED
    if "?" in low and _ASKED.search(low):
        return Framing.ASKED
    if PASSING.shows(low, words, here) and not _OFFERED.search(low):
        return Framing.PASSING
    return Framing.USED


def _negated(heard: Scopes, start: int, length: int) -> bool:
    """Whether a stretch of what was heard is negated."""
    if not heard.negated:
        return False
    return heard.polarity(Span(start, start + length), Polarity.AFFIRMED) is Polarity.NEGATED


def _named(marked: str, surface: str) -> bool:
    """Whether a capitalised mention is part of a longer name: capitals go on beside it, and the sentence has others."""
    words = _WORD.findall(surface)
    if not words or not all(word[0].isupper() for word in words) or surface.isupper():
        return False
    others = _LONG_WORD.findall(marked)
    if not any(word[0].islower() for word in others):
        return False
    before = _NAME_BEFORE.search(marked) and not _SENTENCE_START.search(marked)
    return bool(before or _NAME_AFTER.search(marked))
