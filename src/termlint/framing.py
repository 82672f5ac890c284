"""How a text speaks of a term: whether it uses it of what it offers or tells, or only speaks about it.

The use-mention distinction, read off the words around a mention. Where a term is only spoken about, its sense is
still decided, but requirements are not held against it.
"""

from __future__ import annotations

import re

from termlint.glossary.gates import Gates, Look
from termlint.negation import Scopes, scopes
from termlint.resolution import Framing, Polarity
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention are looked at; no phrase that frames it stands further off."""

_IT = "\ue000"
"""Stands for the mention in a sentence, so that patterns can say where it is."""
_THE = r"(?:an? |the |your |usual |regular |traditional |ordinary |normal )*"
_QUOTE = r"[\"'\u2018\u2019\u201c\u201d]?"


class _Any:
    """Patterns of which one must match, tried only where the words stand that a match needs."""

    __slots__ = ("_expression", "source")

    def __init__(self, *alternatives: str) -> None:
        self.source = "|".join(alternatives)
        self._expression: re.Pattern[str] | None = None

    def search(self, look: Look) -> re.Match[str] | None:
        """The first match in a text, the case ignored."""
        if not _GATES.is_open(self.source, look):
            return None
        if self._expression is None:
            self._expression = re.compile(self.source, re.IGNORECASE)
        return self._expression.search(look.text)


_NON = _Any(rf"\bnon[- \u2011]?{_IT}")
_CREDENTIAL = _Any(
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
_SENTENCE_START = re.compile(rf"^\W*(?:[A-Z][\w'\u2019]*,? )?{_IT}")
_QUOTED = _Any(rf"[\"\u201c\u2018\u00ab](?:\w+ ){{0,1}}{_IT}(?: \w+){{0,1}}[,.]?[\"\u201d\u2019\u00bb]")
_HEARSAY = _Any(
    rf"\b(?:people|some|many|others|they|he|she|anyone|anybody|someone|somebody|who|myths?|rumou?rs?|critics|friends?"
    rf"|i (?:had|have|once)?) ?(?:\w+ ){{0,2}}(?:believes?|believed|claim(?:s|ed)?|say|says|said|heard|thinks?|thought"
    rf"|told|swear|swears|promis(?:es?|ed)|insists?)\b[^.;:!?]*{_IT}",
    rf"\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b[^.;:!?]*{_IT}",
    rf"{_IT}[^.;:!?]*\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b",
    rf"\bmyths?\b[^.;!?]*{_IT}",
)
_COMPARED = _Any(
    rf"\b(?:differen(?:ce|ces|t|tiate|tiates)|differs?|distinguish\w*|distinction|compar(?:e|es|ed|ing|ison)|versus"
    rf"|vs\.?|unlike|whereas|in contrast|as opposed to|mixed up|confuse[sd]?|interchangeabl[ey]|choos(?:e|ing) between"
    rf"|which (?:one )?is (?:right|better|best))(?=\W).*{_IT}",
    rf"{_IT}.*\b(?:differen(?:ce|ces|t) (?:between|from|to|than)|differs? from|versus|vs\b|unlike|whereas"
    rf"|as opposed to|compared (?:to|with)|in contrast|rather than|distinct from)",
    rf"\bthan {_THE}{_IT}",
    rf"\b(?:different|distinct|apart|separate|distinguished|away) from {_THE}{_IT}",
)
_DEFINED = _Any(
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
_PASSING = _Any(
    rf"\b(?:other|common|popular|many|several|various|different|certain|some) (?:\w+ ){{0,3}}(?:include|such as"
    rf"|like|including|from|:).*{_IT}",
    rf"\b(?:types?|kinds?|forms?|styles?|modalities|therapies)(?: of (?:\w+ ?){{0,3}})?,? ?"
    rf"(?:includ(?:e|ing)|such as|like|are|:).*{_IT}",
    rf"\b(?:ranging from|anything from|from \w+ (?:\w+ )?to)\b.*{_IT}",
    rf"\b(?:may|might|can|could|will|often|sometimes|also) (?:\w+ )?(?:recommend|suggest|prescribe|refer)\w*\b.*{_IT}",
    rf"\b(?:ask (?:your|a|the|an?y) \w+|whether they (?:\w+ )?(?:speciali[sz]e|offer)|search for|look for"
    rf"|studies|research|researchers|study|literature|history of|historically|in the 1[0-9]00s|century"
    rf"|in many countries|belongs? (?:with|to)|leave (?:that|it|them) to|appropriately qualified)\b.*{_IT}",
    rf"{_IT} (?:has|have|is|are) (?:\w+ )?(?:gained|gaining|growing|grown|become|becoming|practi[sc]ed|known)\b",
)
_ASKED = _Any(
    r"^\W*(?:what|how|why|when|where|which|who|is|are|was|were|does|do|did|should|must|may"
    r"|(?:can|could|will|would)(?! you))\b(?! you (?:need|want|know|suffer|feel|have))[^?]*\?",
)
_OFFERED = _Any(
    r"\b(?:we|our|us|i|my|book|booking|enjoy|discover|treat yourself|speciali[sz]es in|offers?|offering"
    r"|provid(?:e|es|ing)|featur(?:e|es|ing)|available|price[sd]?)\b",
    r"[$\u00a3\u20ac]\s?\d",
)


_GATES = Gates(
    (p.source for p in (_NON, _CREDENTIAL, _QUOTED, _HEARSAY, _COMPARED, _DEFINED, _PASSING, _ASKED, _OFFERED)), {}
)


def framing(sentence: str, at: Span, heard: Scopes | None = None, *, heading: bool = False) -> Framing:
    """How `sentence` speaks of the mention at span `at` in it. In a heading capitals say nothing of names.

    `heard` is what the sentence negates, where that is known already.
    """
    surface = at.of(sentence)
    before, after = sentence[max(0, at.start - REACH) : at.start], sentence[at.end : at.end + REACH]
    marked = f"{before}{_IT}{after}"
    look = _GATES.look(marked, f"{before} {after}")
    if _QUOTED.search(look):
        return Framing.QUOTED
    if _NON.search(look) or _negated(f"{before}{surface}{after}", len(before), len(surface), heard):
        return Framing.NEGATED
    if _CREDENTIAL.search(look) or _BUSINESS.search(marked) or (not heading and _named(marked, surface)):
        return Framing.NAMED
    if _HEARSAY.search(look):
        return Framing.QUOTED
    if _COMPARED.search(look):
        return Framing.COMPARED
    if _DEFINED.search(look):
        return Framing.DEFINED
    if "?" in marked and _ASKED.search(look):
        return Framing.ASKED
    if _PASSING.search(look) and not _OFFERED.search(look):
        return Framing.PASSING
    return Framing.USED


def _negated(text: str, start: int, length: int, heard: Scopes | None) -> bool:
    """Whether a stretch of a text is negated; a sentence that is looked at in part only has to be heard anew."""
    at = Span(start, start + length)
    known = heard if heard and len(text) == heard.length else scopes(text)
    return known.polarity(at, Polarity.AFFIRMED) is Polarity.NEGATED


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
