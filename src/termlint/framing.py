"""How a text speaks of a term: whether it uses it of what it offers or tells, or only speaks about it.

The use-mention distinction, read off the words around a mention. Where a term is only spoken about, its sense is
still decided, but requirements are not held against it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from termlint.document import RunKind
from termlint.glossary.needs import needs
from termlint.later import pattern
from termlint.matcher import Substrings
from termlint.negation import Scopes, scopes
from termlint.passage import Passage
from termlint.resolution import Framing, Polarity
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention are looked at; no phrase that frames it stands further off."""

_IT = "\ue000"
"""Stands for the mention in a sentence, so that patterns can say where it is."""
_THE = r"(?:an? |the |your |usual |regular |traditional |ordinary |normal )*"
_QUOTE = r"[\"'\u2018\u2019\u201c\u201d]?"
_CENTURY = rf"\bin the 1[0-9]00s\b.*{_IT}"
_ADJACENT = re.compile(rf"{_IT}(?!\[\^|\.\*)")
"""How a pattern begins that says what must follow the mention at once."""


class _Sign:
    """Ways to say one thing of a mention, of which one must match; each is compiled when it is first tried.

    What goes on right after the mention is tried there; any other way is looked for where a word stands that it needs.
    """

    __slots__ = ("_after", "_compiled", "_elsewhere", "adjacent", "words")

    def __init__(self, *alternatives: str) -> None:
        self.adjacent = tuple([way for way in alternatives if _ADJACENT.match(way)])
        self._elsewhere = tuple([(_telling(way), way) for way in alternatives if way not in self.adjacent])
        self._after: re.Pattern[str] | None = None
        self._compiled: dict[str, re.Pattern[str]] = {}
        self.words = frozenset(word for needed, _ in self._elsewhere for word in needed)

    def follows(self, marked: str, at: int) -> bool:
        """Whether one of the ways goes on right after the mark at `at`."""
        if not self.adjacent:
            return False
        if self._after is None:
            self._after = re.compile("|".join(self.adjacent), re.IGNORECASE)
        return self._after.match(marked, at) is not None

    def shows(self, marked: str, at: int, words: frozenset[str], *, goes_on: bool) -> bool:
        """Whether the sign stands in a sentence with the mark at `at`, which has these `words` of all signs.

        `goes_on` tells whether any sign goes on right after the mention.
        """
        if goes_on and self.follows(marked, at):
            return True
        if not _may_match(self.words, words):
            return False
        ways = [way for needed, way in self._elsewhere if _may_match(needed, words)]
        return any(self._pattern(way).search(marked) for way in ways) if ways else False

    def _pattern(self, way: str) -> re.Pattern[str]:
        known = self._compiled.get(way)
        if known is None:
            known = self._compiled[way] = re.compile(way, re.IGNORECASE)
        return known


def _may_match(needed: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a text that has these words of all signs has one of those that are needed."""
    return not needed.isdisjoint(words)


def _telling(way: str) -> frozenset[str]:
    """Words of which one stands wherever a pattern matches: those that stand in the fewest texts besides."""
    if way == _CENTURY:
        return frozenset(("00s",))  # figures are nothing that `needs` looks at
    return min(needs(way), key=lambda clause: (sum(4.0 ** -len(word) for word in clause), sorted(clause)))


_NON = _Sign(rf"\bnon[- \u2011]?{_IT}")
_CREDENTIAL = _Sign(
    rf"\b(?:certified|certification|certificate|diploma|licen[cs]ed?|qualified|trained|training|credential\w*|degree"
    rf"|course|board[- ]certified|accredited) (?:\w+ )?(?:in|as|as an?|of) (?:\w+ ){{0,2}}{_IT}",
    rf"\b(?:certified|registered|licensed|accredited) {_IT}",
    rf"(?:\bbackground:?|\b(?:is|was|as|an?|senior|lead|experienced|qualified|former)) (?:\w+ ){{0,2}}{_IT}"
    rf" (?:therapists?|specialists?|experts?)\b",
    rf"{_IT} (?:practitioners?|certificat\w+|certified|associations?|institutes?|schools?|academy|academies|colleges?"
    rf"|courses?|trainings?|credentials?|diplomas?|licen[cs]e|licensure|board|society|federation|council|register"
    rf"|registry|students?|educators?|educations?|program(?:me)?s? (?:at|of)|curriculum|textbooks?|exams?"
    rf"|examinations?)\b",
    rf"\b(?:institute|school|association|academy|college|board|society) (?:of|for) (?:\w+ )?{_IT}",
)
_BUSINESS = re.compile(rf"{_IT},? (?:LLC|Ltd|Inc|GmbH|PLLC|Clinic|Center|Centre|Studio|Company|Co\b|Group|Associates)")
_NAME_BEFORE = re.compile(rf"(?:\b[A-Z][\w'\u2019&.-]*,? |&amp; |& ){_IT}")
_NAME_AFTER = re.compile(rf"{_IT} (?:&|and|of|at|by|\+)? ?(?:[A-Z][a-z]+\b|LLC|Ltd|Inc|GmbH|PLLC|PC\b)")
_SENTENCE_START = pattern(rf"^\W*(?:[A-Z][\w'\u2019]*,? )?{_IT}")
_QUOTE_END = rf"{_IT}(?: \w+){{0,1}}[,.]?[\"\u201d\u2019\u00bb]"
_QUOTE_ENDS = re.compile(_QUOTE_END)
_QUOTED = pattern(rf"[\"\u201c\u2018\u00ab](?:\w+ ){{0,1}}{_QUOTE_END}")
_HEARSAY = _Sign(
    rf"\b(?:people|some|many|others|they|he|she|anyone|anybody|someone|somebody|who|myths?|rumou?rs?|critics|friends?"
    rf"|i (?:had|have|once)?) ?(?:\w+ ){{0,2}}(?:believes?|believed|claim(?:s|ed)?|say|says|said|heard|thinks?|thought"
    rf"|told|swear|swears|promis(?:es?|ed)|insists?)\b[^.;:!?]*{_IT}",
    rf"\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b[^.;:!?]*{_IT}",
    rf"{_IT}[^.;:!?]*\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b",
    rf"\bmyths?\b[^.;!?]*{_IT}",
)
_COMPARED = _Sign(
    rf"\b(?:differen(?:ce|ces|t|tiate|tiates)|differs?|distinguish\w*|distinction|compar(?:e|es|ed|ing|ison)|versus"
    rf"|vs\.?|unlike|whereas|in contrast|as opposed to|mixed up|confuse[sd]?|interchangeabl[ey]|choos(?:e|ing) between"
    rf"|which (?:one )?is (?:right|better|best))(?=\W).*{_IT}",
    rf"{_IT}.*\b(?:differen(?:ce|ces|t) (?:between|from|to|than)|differs? from|versus|vs\b|unlike|whereas"
    rf"|as opposed to|compared (?:to|with)|in contrast|rather than|distinct from)",
    rf"\bthan {_THE}{_IT}",
    rf"\b(?:different|distinct|apart|separate|distinguished|away) from {_THE}{_IT}",
)
_DEFINED = _Sign(
    rf"\bwhat(?:'s| is| are| does|\u2019s) (?:an? |the )?(?:\w+ )?{_IT}(?: \w+)?(?: mean)?\s*\?",
    rf"\b(?:the term|the phrase|the words?|meaning of|definition of|defin(?:e|es|ed|ing)|known as|so-called|is called"
    rf"|are called|referred to as|(?:often |also |sometimes )called) (?:an? |the )?{_QUOTE}{_IT}",
    rf"{_IT}{_QUOTE} (?:\w+ )?(?:refers? to|means?\b|is defined|are defined|is a term|is the term|describes)\b",
    rf"{_IT},? (?:by definition|in short|can be described as|may be described as|is best described as)\b",
    rf"{_IT} (?:is|are|was|were|may be|can be|might be) (?:(?:usually|often|typically|generally|normally|always"
    rf"|commonly|sometimes|also|a|an|the|one|any|more|less|mostly|mainly|primarily) )+(?:\w+ )?(?:types?|forms?|kinds?"
    rf"|branch|style|approach|term|technique|practice|discipline|modality|field|speciali[sz]\w+|subset|method|name|category"
    rf"|prescribed|performed|recommended|covered|considered|used|practi[sc]ed|given|involve\w*|about)\b",
)
_PASSING = _Sign(
    rf"\b(?:other|common|popular|many|several|various|different|certain|some) (?:\w+ ){{0,3}}(?:include|such as"
    rf"|like|including|from|:).*{_IT}",
    rf"\b(?:types?|kinds?|forms?|styles?|modalities|therapies)(?: of (?:\w+ ?){{0,3}})?,? ?"
    rf"(?:includ(?:e|ing)|such as|like|are|:).*{_IT}",
    rf"\b(?:ranging from|anything from|from \w+ (?:\w+ )?to)\b.*{_IT}",
    rf"\b(?:may|might|can|could|will|often|sometimes|also) (?:\w+ )?(?:recommend|suggest|prescribe|refer)\w*\b.*{_IT}",
    rf"\b(?:ask (?:your|a|the|an?y) \w+|whether they (?:\w+ )?(?:speciali[sz]e|offer)|search for|look for"
    rf"|studies|research|researchers|study|literature|history of|historically|century"
    rf"|in many countries|belongs? (?:with|to)|leave (?:that|it|them) to|appropriately qualified)\b.*{_IT}",
    _CENTURY,
    rf"{_IT} (?:has|have|is|are) (?:\w+ )?(?:gained|gaining|growing|grown|become|becoming|practi[sc]ed|known)\b",
)
_ASKED = pattern(
    r"^\W*(?:what|how|why|when|where|which|who|is|are|was|were|does|do|did|should|must|may"
    r"|(?:can|could|will|would)(?! you))\b(?! you (?:need|want|know|suffer|feel|have))[^?]*\?",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:we|our|us|i|my|book|booking|enjoy|discover|treat yourself|speciali[sz]es in|offers?|offering"
    r"|provid(?:e|es|ing)|featur(?:e|es|ing)|available|price[sd]?)\b"
    r"|[$\u00a3\u20ac]\s?\d",
    re.IGNORECASE,
)


_SIGNS = (_NON, _CREDENTIAL, _HEARSAY, _COMPARED, _DEFINED, _PASSING)
_ONWARD = _Sign(*[way for sign in _SIGNS for way in sign.adjacent])
_NEEDED = Substrings(sorted(frozenset[str]().union(*(sign.words for sign in _SIGNS))))


def telling(text: str) -> frozenset[str]:
    """The words of a text that may tell how it speaks of a mention."""
    return _NEEDED.within(text)


class Told(Struct, frozen=True):
    """What a sentence tells of any mention in it: where it starts in its run, its text, what it negates or asks, its
    telling words, and whether its run is no paragraph."""

    start: int
    text: str
    heard: Scopes
    words: frozenset[str]
    heading: bool

    @classmethod
    def of(cls, passage: Passage, index: int) -> Told:
        """What the sentence of a passage with this index tells."""
        sentence = passage.sentences[index]
        text, heading = sentence.of(passage.text), passage.run.kind is not RunKind.PARAGRAPH
        return cls(sentence.start, text, passage.heard(index), telling(text), heading)

    def framing(self, at: Span) -> Framing:
        """How the sentence speaks of the mention at a span of its run."""
        within = Span(at.start - self.start, min(at.end - self.start, len(self.text)))
        return framing(self.text, within, self.heard, self.words, heading=self.heading)


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
    marked, here = f"{before}{_IT}{after}", len(before)
    if _QUOTE_ENDS.match(marked, here) and _QUOTED.search(marked):
        return Framing.QUOTED
    if words is None:
        words = telling(f"{before} {after}")
    if heard is None or start > REACH or heard.length - end > REACH:
        heard = scopes(f"{before}{surface}{after}")  # of a sentence that is looked at in part only
    goes_on = _goes_on(marked, here)
    if _NON.shows(marked, here, words, goes_on=goes_on) or _negated(heard, here, len(surface)):
        return Framing.NEGATED
    named = _CREDENTIAL.shows(marked, here, words, goes_on=goes_on) or _BUSINESS.match(marked, here)
    if named or (not (heading or surface.islower()) and _named(marked, surface)):
        return Framing.NAMED
    return _spoken_of(marked, here, words, goes_on=goes_on)


def _goes_on(marked: str, here: int) -> bool:
    """Whether one of the signs goes on right after the mention."""
    return _ONWARD.follows(marked, here)


def _spoken_of(marked: str, here: int, words: frozenset[str], *, goes_on: bool) -> Framing:
    """How a sentence speaks of the mention at `here`, which it does not quote, negate or name."""
    if _HEARSAY.shows(marked, here, words, goes_on=goes_on):
        return Framing.QUOTED
    if _COMPARED.shows(marked, here, words, goes_on=goes_on):
        return Framing.COMPARED
    if _DEFINED.shows(marked, here, words, goes_on=goes_on):
        return Framing.DEFINED
    if "?" in marked and _ASKED.search(marked):
        return Framing.ASKED
    if _PASSING.shows(marked, here, words, goes_on=goes_on) and not _OFFERED.search(marked):
        return Framing.PASSING
    return Framing.USED


def _negated(heard: Scopes, start: int, length: int) -> bool:
    """Whether a stretch of what was heard is negated."""
    if not heard.negated:
        return False
    return heard.polarity(Span(start, start + length), Polarity.AFFIRMED) is Polarity.NEGATED


def _named(marked: str, surface: str) -> bool:
    """Whether a capitalised mention is part of a longer name: capitals go on beside it, and the sentence has others."""
    words = re.findall(r"[^\W\d_]+", surface)
    if not words or not all(word[0].isupper() for word in words) or surface.isupper():
        return False
    others = re.findall(r"\b[^\W\d_]{4,}\b", marked)
    if not any(word[0].islower() for word in others):
        return False
    before = _NAME_BEFORE.search(marked) and not _SENTENCE_START.search(marked)
    return bool(before or _NAME_AFTER.search(marked))
