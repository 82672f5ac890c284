"""Whether a cue is affirmed, negated or only asked about in its sentence.

After NegEx (Chapman et al. 2001, J. Biomed. Inform. 34:301) and ConText (Harkema et al. 2009, J. Biomed. Inform.
42:839): triggers open a scope before or after them, pseudo-triggers look like triggers and are none, a scope ends at
clause marks and conjunctions. A negation within a negation ("not without a referral") affirms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from termlint.fold import lower
from termlint.later import compiled, pattern
from termlint.matcher import Substrings
from termlint.resolution import Polarity
from termlint.span import Span
from termlint.triggers import tokens

_OF_QUESTIONS = frozenset(("whether", "if your", "wondering"))
_OF_ALL = (
    "no", "n't", "never", "neither", "without", "free of", "free from", "instead of", "rather than", "lack", "absence",
    "avoid", "refus", "declin", "in place", "hardly", "rarely", "zero", "skip", "minus", "exclud", "far from", "unlike",
    "optional", "out of scope", "unnecessary", *sorted(_OF_QUESTIONS),
)  # fmt: skip
_SIGNS = Substrings(_OF_ALL, often=True)
"""Of these one stands in every sentence with a negation or an open question that bears no question mark."""
_NO_WORD = compiled(r"no(?:(?<!\wno)(?:t|r|n|ne|body|thing)?|t(?<=\bcannot))\b")
"""A word that begins with "no", or ends in "not", and negates: most do not, as "note", "node" and "another"."""
_ANEW = frozenset({"no", "nor", "neither", "none"})
"""Triggers that open a scope of their own instead of undoing the one they stand in."""
_LIST_GAP = 5
_LONGEST_LIST = 24
"""How many commas and conjunctions on a list of alternatives is followed."""
_REACH = 9
_WORD = compiled(r"\w+(?:['\u2019]\w+)?")
_NEXT_WORDS = compiled(rf"(?:\W*+{_WORD.pattern}){{0,{_REACH}}}")
_NEXT_FEW = pattern(rf"(?:\W*+{_WORD.pattern}){{0,{_LIST_GAP}}}")
_TO_READER = pattern(
    r"\W*(?:suffering|struggling|living|dealing|recovering|tired|stressed|sore|aching|plagued|bothered|got|had|have a"
    r"|need|do you (?:have|suffer|feel|experience|struggle|live|get))\b",
    re.IGNORECASE,
)
_WHETHER = pattern(r"\b(?:whether|if your (?:plan|insurer|insurance|policy)|wondering if)\b", re.IGNORECASE)
_YES = pattern(r"\W*(?:yes|yep|yeah|absolutely|of course|certainly|sure|definitely|correct)\b", re.IGNORECASE)
_NO = pattern(
    r"\W*(?:no|nope|not at all|never|not necessarily|not usually|not normally)\b(?! (?:doubt|wonder))", re.IGNORECASE
)


class Scopes(Struct, frozen=True):
    """The stretches of one sentence that are negated, as spans in it, and how it stands as a whole.

    `asked` is where a question or a "whether" begins to leave things open; None where nothing is. `unanswered` is what
    a question says that nobody answers: one to the reader ("Suffering from sciatica?") speaks of what it names.
    `length` is that of the sentence.
    """

    length: int
    negated: tuple[Span, ...] = ()
    asked: int | None = None
    unanswered: Polarity = Polarity.QUESTIONED

    def polarity(self, at: Span, answer: Polarity = Polarity.QUESTIONED, *, beside: Span | None = None) -> Polarity:
        """The polarity of what stands at a span of the sentence; `answer` is what the answer to a question says.

        With `beside`, the polarity as seen from there: a negation or a question that covers both sides says nothing
        of how they belong together ("never forget to massage the dough").
        """
        if self.negated:
            depth = sum(scope.overlaps(at) and not (beside and scope.overlaps(beside)) for scope in self.negated)
            if depth % 2:
                return Polarity.NEGATED
        asked = self.asked is not None and at.start >= self.asked
        if asked and not (beside and beside.start >= (self.asked or 0)):
            return self.unanswered if answer is Polarity.QUESTIONED else answer
        return Polarity.AFFIRMED


def scopes(sentence: str) -> Scopes:
    """The negated stretches of a sentence."""
    signs = _signs(sentence)
    if not signs and "?" not in sentence:
        return Scopes(len(sentence))
    text = sentence if sentence.isascii() else _straight(sentence)
    low = lower(text)
    found = () if signs <= _OF_QUESTIONS else tokens(low)
    negated: list[Span] = []
    clause = 0
    for index, token in enumerate(found):
        if token.lastgroup == "end":
            clause = clause if _says_of(text, token, found[index + 1 : index + 2]) else token.end()
        elif token.lastgroup == "after":
            start = max(clause, _words_back(text, token.start()))
            if token.start() > start:
                negated.append(Span(start, token.start()))
        elif token.lastgroup == "before":
            end = _scope_end(text, found, index)
            if end > token.end():
                negated.append(Span(token.end(), end))
    asked = _asked(text, low)
    to_reader = asked == 0 and _TO_READER.match(text) is not None
    return Scopes(len(text), tuple(negated), asked, Polarity.AFFIRMED if to_reader else Polarity.QUESTIONED)


def may_tell(text: str) -> bool:
    """Whether there can be a negation or a question in a text: where not, all that it names is affirmed."""
    return "?" in text or bool(_signs(text))


def _signs(text: str) -> frozenset[str]:
    """The signs of negations and questions in a text."""
    text = text if text.isascii() else _straight(text)
    signs = _SIGNS.within(text)
    return signs - {"no"} if "no" in signs and _NO_WORD.search(lower(text)) is None else signs


def _straight(text: str) -> str:
    """The text with straight apostrophes, plain blanks and plain hyphens."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ").replace("\u2011", "-")


def _says_of(text: str, end: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Whether a clause mark only stands before what is said of the words before it: "Referral: not needed"."""
    after = bool(following) and following[0].lastgroup == "after"
    return after and end.group().lower() in {":", "but"} and not text[end.end() : following[0].start()].strip()


def answer(following: str) -> Polarity:
    """What the text after a question answers to it, as far as its first words say."""
    text = _straight(following)
    if _YES.match(text):
        return Polarity.AFFIRMED
    return Polarity.NEGATED if _NO.match(text) else Polarity.QUESTIONED


def _asked(text: str, low: str) -> int | None:
    if "?" in text and text.rstrip("\"'\u201d) ").endswith("?"):
        return 0
    if text.isascii() and "whether" not in low and "if your" not in low and "wondering if" not in low:
        return None
    whether = _WHETHER.search(text)
    return whether.start() if whether else None


def _scope_end(text: str, tokens: Sequence[re.Match[str]], index: int) -> int:
    """Where the scope opened by token `index` ends: at a clause mark, a comma that lists nothing, or some words on."""
    trigger = tokens[index]
    if trigger.group().lower() == "no" and text[trigger.end() : trigger.end() + 1] in {",", "."}:
        return trigger.end()
    limit = _end_of(_NEXT_WORDS, text, trigger.end())
    for position in range(index + 1, min(index + 1 + _LONGEST_LIST, len(tokens))):
        token = tokens[position]
        if token.start() >= limit:
            break
        if token.lastgroup in ("end", "pseudo") or token.group().lower() in _ANEW:
            return token.start()
        if token.lastgroup == "comma":
            if not _lists_on(text, tokens, position):
                return token.start()
            limit = max(limit, _end_of(_NEXT_FEW, text, token.end()))
        if token.lastgroup == "or":
            limit = max(limit, _end_of(_NEXT_FEW, text, token.end()))
    return limit


def _lists_on(text: str, tokens: Sequence[re.Match[str]], comma: int) -> bool:
    """Whether the comma stands in a list of alternatives: a few words on comes another comma or an "or"."""
    at = tokens[comma].end()
    for token in tokens[comma + 1 : comma + 1 + _LONGEST_LIST]:
        if len(_WORD.findall(text, at, token.start())) > _LIST_GAP:
            return False
        if token.lastgroup == "or":
            return True
        if token.lastgroup != "comma":
            return False
        at = token.end()
    return False


def _end_of(words: re.Pattern[str], text: str, at: int) -> int:
    """Where the next words end; `at` where there are none."""
    match = words.match(text, at)
    return match.end() if match else at


def _words_back(text: str, at: int) -> int:
    words = [w.start() for w in _WORD.finditer(text, max(0, at - 80), at)]
    return words[-_REACH] if len(words) >= _REACH else (words[0] if words else at)
