"""How one says of a term that it is only spoken of: ways of speaking around a mention, each with words that it needs.

A page has few of those words. So a way is neither compiled nor tried where all of its own are missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from termlint.later import compiled
from termlint.matcher import Substrings

IT = "\ue000"
"""Stands for the mention in a sentence, so that patterns can say where it is."""
_QUOTE = r"(?:[\"']|[\u2018\u2019\u201c\u201d]{1})?"
"""Once keeps two sets apart, of which `re` would make one that takes ten times as long to compile."""
_THE = r"(?:an? |the |your |usual |regular |traditional |ordinary |normal )*"


class Sign:
    """Ways to say one thing of a mention, of which one must match; each is compiled when it is first tried.

    They are for sentences in lower case: to ignore the case instead would take twice as long. Each comes after words of
    which one stands, maybe within a longer one, wherever it matches, and is looked for only there: `onward` right from
    the mention on, and `elsewhere` in the whole sentence.
    """

    __slots__ = ("_compiled", "elsewhere", "onward", "words")

    def __init__(self, *elsewhere: tuple[str, str], onward: Sequence[tuple[str, str]] = ()) -> None:
        self.elsewhere = _with_words(elsewhere)
        self.onward = _with_words(onward)
        self.words = frozenset(word for needed, _ in (*self.elsewhere, *self.onward) for word in needed)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def shows(self, low: str, words: frozenset[str], at: int) -> bool:
        """Whether the sign stands in a sentence, which has these `words` of all signs, and the mention `at` a place."""
        if words.isdisjoint(self.words):
            return False
        for needed, way in self.onward:
            if not words.isdisjoint(needed) and self._pattern(way).match(low, at):
                return True
        return any(not words.isdisjoint(needed) and self._pattern(way).search(low) for needed, way in self.elsewhere)

    def _pattern(self, way: str) -> re.Pattern[str]:
        known = self._compiled.get(way)
        if known is None:
            known = self._compiled[way] = compiled(way)
        return known


def _with_words(ways: Sequence[tuple[str, str]]) -> tuple[tuple[frozenset[str], str], ...]:
    return tuple([(frozenset(words.split()), way) for words, way in ways])


NON = Sign(
    (
        "non",
        rf"\bnon[- \u2011]?{IT}",
    ),
)
CREDENTIAL = Sign(
    (
        "accredited certificate certification certified course credential degree diploma licen qualified "
        "trained training",
        rf"\b(?:certified|certification|certificate|diploma|licen[cs]ed?|qualified|trained|training|credential\w*"
        rf"|degree|course|board[- ]certified|accredited) (?:\w+ )?(?:in|as|as an?|of) (?:\w+ ){{0,2}}{IT}",
    ),
    (
        "accredited certified licensed registered",
        rf"\b(?:certified|registered|licensed|accredited) {IT}",
    ),
    (
        "expert specialist therapist",
        rf"(?:\bbackground:?|\b(?:is|was|as|an?|senior|lead|experienced|qualified|former)) (?:\w+ ){{0,2}}{IT}"
        rf" (?:therapists?|specialists?|experts?)\b",
    ),
    (
        "academy association board college institute school society",
        rf"\b(?:institute|school|association|academy|college|board|society) (?:of|for) (?:\w+ )?{IT}",
    ),
    onward=(
        (
            "academies academy association board certificat certified college council course credential "
            "curriculum diploma education educator exam examination federation institute licen licensure "
            "practitioner program register registry school society student textbook training",
            rf"{IT} (?:practitioners?|certificat\w+|certified|associations?|institutes?|schools?|academy|academies"
            rf"|colleges?|courses?|trainings?|credentials?|diplomas?|licen[cs]e|licensure|board|society|federation"
            rf"|council|register|registry|students?|educators?|educations?|program(?:me)?s? (?:at|of)|curriculum"
            rf"|textbooks?|exams?|examinations?)\b",
        ),
    ),
)
HEARSAY = Sign(
    (
        "believe believed claim heard insist promis said say says swear swears think thought told",
        rf"\b(?:people|some|many|others|they|he|she|anyone|anybody|someone|somebody|who|myths?|rumou?rs?|critics"
        rf"|friends?|i (?:had|have|once)?) ?(?:\w+ ){{0,2}}(?:believes?|believed|claim(?:s|ed)?|say|says|said|heard"
        rf"|thinks?|thought|told|swear|swears|promis(?:es?|ed)|insists?)\b[^.;:!?]*{IT}",
    ),
    (
        "allegedly reportedly said supposedly",
        rf"\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b[^.;:!?]*{IT}",
    ),
    (
        "allegedly reportedly said supposedly",
        rf"{IT}[^.;:!?]*\b(?:allegedly|supposedly|reportedly|is said to|are said to)\b",
    ),
    (
        "myth",
        rf"\bmyths?\b[^.;!?]*{IT}",
    ),
)
COMPARED = Sign(
    (
        "between compar confuse contrast differ differen distinction distinguish interchangeabl mixed opposed "
        "unlike versus vs whereas which",
        rf"\b(?:differen(?:ce|ces|t|tiate|tiates)|differs?|distinguish\w*|distinction|compar(?:e|es|ed|ing|ison)|versus"
        rf"|vs\.?|unlike|whereas|in contrast|as opposed to|mixed up|confuse[sd]?|interchangeabl[ey]|choos(?:e"
        rf"|ing) between|which (?:one )?is (?:right|better|best))(?=\W).*{IT}",
    ),
    (
        "compared contrast differ differen distinct opposed rather unlike versus vs whereas",
        rf"{IT}.*\b(?:differen(?:ce|ces|t) (?:between|from|to|than)|differs? from|versus|vs\b|unlike|whereas"
        rf"|as opposed to|compared (?:to|with)|in contrast|rather than|distinct from)",
    ),
    (
        "than",
        rf"\bthan {_THE}{IT}",
    ),
    (
        "from",
        rf"\b(?:different|distinct|apart|separate|distinguished|away) from {_THE}{IT}",
    ),
)
DEFINED = Sign(
    (
        "what",
        rf"\bwhat(?:'s| is| are| does|\u2019s) (?:an? |the )?(?:\w+ )?{IT}(?: \w+)?(?: mean)?\s*\?",
    ),
    (
        "called defin definition known meaning phrase referred term word",
        rf"\b(?:the term|the phrase|the words?|meaning of|definition of|defin(?:e|es|ed|ing)|known as|so-called"
        rf"|is called|are called|referred to as|(?:often |also |sometimes )called) (?:an? |the )?{_QUOTE}{IT}",
    ),
    onward=(
        (
            "defined describes mean refer term",
            rf"{IT}{_QUOTE} (?:\w+ )?(?:refers? to|means?\b|is defined|are defined|is a term|is the term|describes)\b",
        ),
        (
            "definition described short",
            rf"{IT},? (?:by definition|in short|can be described as|may be described as|is best described as)\b",
        ),
        (
            "about approach branch category considered covered discipline field form given involve kind method "
            "modality name performed practi practice prescribed recommended speciali style subset technique term "
            "type used",
            rf"{IT} (?:is|are|was|were|may be|can be|might be) (?:(?:usually|often|typically|generally|normally|always"
            rf"|commonly|sometimes|also|a|an|the|one|any|more|less|mostly|mainly|primarily) )+(?:\w+ )?(?:types?"
            rf"|forms?|kinds?|branch|style|approach|term|technique|practice|discipline|modality|field|speciali[sz]\w+"
            rf"|subset|method|name|category|prescribed|performed|recommended|covered|considered|used|practi[sc]ed"
            rf"|given|involve\w*|about)\b",
        ),
    ),
)
PASSING = Sign(
    (
        "certain common different many other popular several some various",
        rf"\b(?:other|common|popular|many|several|various|different|certain|some) (?:\w+ ){{0,3}}(?:include|such as"
        rf"|like|including|from|:).*{IT}",
    ),
    (
        "form kind modalities style therapies type",
        rf"\b(?:types?|kinds?|forms?|styles?|modalities|therapies)(?: of (?:\w+ ?){{0,3}})?,? ?"
        rf"(?:includ(?:e|ing)|such as|like|are|:).*{IT}",
    ),
    (
        "anything from ranging",
        rf"\b(?:ranging from|anything from|from \w+ (?:\w+ )?to)\b.*{IT}",
    ),
    (
        "prescribe recommend refer suggest",
        rf"\b(?:may|might|can|could|will|often|sometimes|also) (?:\w+ )?(?:recommend|suggest|prescribe"
        rf"|refer)\w*\b.*{IT}",
    ),
    (
        "appropriately ask belong century countries historically history leave literature look research "
        "researchers search studies study whether",
        rf"\b(?:ask (?:your|a|the|an?y) \w+|whether they (?:\w+ )?(?:speciali[sz]e|offer)|search for|look for"
        rf"|studies|research|researchers|study|literature|history of|historically|century"
        rf"|in many countries|belongs? (?:with|to)|leave (?:that|it|them) to|appropriately qualified)\b.*{IT}",
    ),
    (
        "00s",
        rf"\bin the 1[0-9]00s\b.*{IT}",
    ),
    onward=(
        (
            "become becoming gained gaining growing grown known practi",
            rf"{IT} (?:has|have|is|are) (?:\w+ )?(?:gained|gaining|growing|grown|become|becoming|practi[sc]ed|known)\b",
        ),
    ),
)

SIGNS = (NON, CREDENTIAL, HEARSAY, COMPARED, DEFINED, PASSING)
_NEEDED = Substrings(sorted(frozenset[str]().union(*(sign.words for sign in SIGNS))))


def telling(text: str) -> frozenset[str]:
    """The words of a text that may tell how it speaks of a mention."""
    return _NEEDED.within(text)
