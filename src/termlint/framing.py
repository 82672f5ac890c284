"""How a text speaks of a term: whether it uses it of what it offers or tells, or only speaks about it.

The use-mention distinction, read off the words around a mention. Where a term is only spoken about, its sense is
still decided, but requirements are not held against it.
"""

from __future__ import annotations

import re

from termlint.negation import scopes
from termlint.resolution import Framing
from termlint.span import Span

_IT = "\ue000"
"""Stands for the mention in a sentence, so that patterns can say where it is."""

_CREDENTIAL = (
    r"practitioners?|certificat\w+|certified|associations?|institutes?|schools?|academy|academies|colleges?|courses?"
    r"|trainings?|credentials?|diplomas?|licen[cs]e|licensure|board|society|federation|council|register|registry"
    r"|students?|educators?|educations?|program(?:me)?s? (?:at|of)|curriculum|textbooks?|exams?|examinations?"
)
_COMPARED = re.compile(
    rf"\b(?:differen(?:ce|ces|t|tiate|tiates)|differs?|distinguish\w*|distinction|compar(?:e|es|ed|ing|ison)|versus|vs\.?"
    rf"|unlike|whereas|in contrast|as opposed to|mixed up|confuse[sd]?|interchangeabl[ey]|choos(?:e|ing) between"
    rf"|which (?:one )?is (?:right|better|best))(?=\W).*{_IT}"
    rf"|{_IT}.*\b(?:differen(?:ce|ces|t) (?:between|from|to|than)|differs? from|versus|vs\b|unlike|whereas|as opposed to"
    rf"|compared (?:to|with)|in contrast|rather than|distinct from)"
    rf"|\b(?:than|from) (?:an? |the |your |usual |regular |traditional )*{_IT}",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"\bwhat(?:'s| is| are| does|\u2019s) (?:an? |the )?(?:\w+ )?{_IT}(?: \w+)?(?: mean)?\s*\?"
    rf"|\b(?:the term|the phrase|the words?|meaning of|definition of|defin(?:e|es|ed|ing)|known as|so-called|is called|are called"
    rf"|referred to as|(?:often |also |sometimes )called) (?:an? |the )?[\"'\u2018\u201c]?{_IT}"
    rf"|{_IT}[\"'\u2019\u201d]? (?:\w+ )?(?:refers? to|means?\b|is defined|are defined|is a term|is the term|describes)"
    rf"|{_IT} (?:is|are|was|were|may be|can be|might be) (?:(?:usually|often|typically|generally|normally|always|commonly|sometimes"
    rf"|also|usually|a|an|the|one|any|more|less|mostly|mainly|primarily) )+(?:\w+ )?"
    rf"(?:types?|forms?|kinds?|branch|style|approach|term|technique|practice|discipline|modality|field|speciali[sz]\w+|subset"
    rf"|method|name|category|prescribed|performed|recommended|covered|considered|used|practi[sc]ed|given|involve\w*|about)\b",
    re.IGNORECASE,
)
_PASSING = re.compile(
    rf"\b(?:(?:other|common|popular|many|several|various|different|certain|some) (?:\w+ ){{0,3}}(?:include|such as|like|including"
    rf"|from|:)|(?:types?|kinds?|forms?|styles?) of (?:\w+ ){{0,2}}(?:include|such as|like|are|:)"
    rf"|ranging from|anything from|from \w+ (?:\w+ )?to"
    rf"|(?:may|might|can|could|will|often|sometimes|also) (?:\w+ )?(?:recommend|suggest|prescribe|refer)\w*"
    rf"|ask (?:your|a|the|an?y) \w+|whether they (?:\w+ )?(?:speciali[sz]e|offer)|search for|look for|looking for"
    rf"|studies|research|researchers|study|literature|history of|historically|in the 1[0-9]00s|century|in many countries"
    rf"|belongs? (?:with|to)|leave (?:that|it|them) to|appropriately qualified)\b.*{_IT}",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:we|our|us|i|my|book|booking|enjoy|discover|treat yourself|speciali[sz]es? in|offers?|offering|provid(?:e|es|ing)"
    r"|featur(?:e|es|ing)|available|price[sd]?|from (?:just )?[$\u00a3\u20ac])\b|[$\u00a3\u20ac]\s?\d",
    re.IGNORECASE,
)
_AROUND_CREDENTIAL = re.compile(
    rf"\b(?:certified|certification|certificate|diploma|licen[cs]ed?|qualified|trained|training|credential\w*|degree|course"
    rf"|board[- ]certified|accredited) (?:\w+ )?(?:in|as|as an?|of) (?:\w+ ){{0,2}}{_IT}"
    rf"|\b(?:certified|registered|licensed|accredited) {_IT}"
    rf"|{_IT} (?:{_CREDENTIAL})\b|\b(?:institute|school|association|academy|college|board|society) (?:of|for) (?:\w+ )?{_IT}",
    re.IGNORECASE,
)
_QUOTED = re.compile(rf"[\"\u201c\u2018\u00ab](?:\w+ ){{0,1}}{_IT}(?: \w+){{0,1}}[,.]?[\"\u201d\u2019\u00bb]")
_NON = re.compile(rf"\bnon[- \u2011]?{_IT}", re.IGNORECASE)
_NAME_BEFORE = re.compile(rf"(?:\b[A-Z][\w'\u2019&.-]*,? |&amp; |& ){_IT}")
_NAME_AFTER = re.compile(
    rf"{_IT} (?:&|and|of|at|by|\+)? ?(?:[A-Z][a-z]+\b|LLC|Ltd|Inc|GmbH|PLLC|PC\b)"
)
_SENTENCE_START = re.compile(rf"^\W*(?:[A-Z][\w'\u2019]*,? )?{_IT}")
_BUSINESS = re.compile(rf"{_IT},? (?:LLC|Ltd|Inc|GmbH|PLLC|Clinic|Center|Centre|Studio|Company|Co\b|Group|Associates)")


def framing(sentence: str, at: Span, *, heading: bool = False) -> Framing:
    """How `sentence` speaks of the mention at span `at` in it. In a heading capitals say nothing of names."""
    surface = at.of(sentence)
    marked = f"{sentence[: at.start]}{_IT}{sentence[at.end :]}"
    if _NON.search(marked) or _negated(sentence, at):
        return Framing.NEGATED
    if _AROUND_CREDENTIAL.search(marked) or _BUSINESS.search(marked) or (not heading and _named(marked, surface)):
        return Framing.NAMED
    if _QUOTED.search(marked):
        return Framing.QUOTED
    if _COMPARED.search(marked):
        return Framing.COMPARED
    if _DEFINED.search(marked):
        return Framing.DEFINED
    if _PASSING.search(marked) and not _OFFERED.search(sentence):
        return Framing.PASSING
    return Framing.USED


def _negated(sentence: str, at: Span) -> bool:
    from termlint.resolution import Polarity

    return scopes(sentence).polarity(at, Polarity.AFFIRMED) is Polarity.NEGATED


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
