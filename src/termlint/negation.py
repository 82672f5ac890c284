"""Whether a cue is affirmed, negated or only asked about in its sentence.

After NegEx (Chapman et al. 2001, J. Biomed. Inform. 34:301) and ConText (Harkema et al. 2009, J. Biomed. Inform.
42:839): triggers open a scope before or after them, pseudo-triggers look like triggers and are none, a scope ends at
clause marks and conjunctions. A negation within a negation ("not without a referral") affirms.
"""

from __future__ import annotations

import re

from msgspec import Struct

from termlint.fold import lower
from termlint.later import pattern
from termlint.matcher import Substrings
from termlint.resolution import Polarity
from termlint.span import Span

_PSEUDO = (
    r"not (?:only|just|merely|simply|solely|necessarily|all|every)|no (?:doubt|wonder|matter|sooner)"
    r"|no (?:later|earlier|less|fewer) than|(?:do not|don't|never) (?:forget|hesitate|miss)"
    r"|not to mention|without (?:a )?doubt|without question|(?:can|could)(?:not|n't) recommend|nothing (?:but|like)"
    r"|not least"
    r"|(?:is|are|was|were|does|do)n't (?:just|only|merely)|no[- ]one[- ]size[- ]fits[- ]all|(?:never|not) without"
    r"|not (?:impossible|improbable|infrequent|un(?:common|usual|heard|likely|reasonable|necessar))\w*"
    r"|no (?:more|longer) than|no\. \d+|no obligation|no[- ]nonsense|no pressure|why (?:not|don't)"
    r"|(?:can|could)(?:not|n't) (?:wait|get enough|go wrong)|never tire of|(?:never|not) (?:looked|look) back"
)
_BEFORE = (
    r"(?:\w+n't|not)(?: yet)?|cannot|never|without|neither|nor|no|none|nobody|nothing|free (?:of|from)|instead of"
    r"|rather than|lack(?:s|ing)?|absence of|avoid(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|in place of"
    r"|hardly|rarely|no need (?:for|of|to)|zero|skip(?:s|ped|ping)?|minus|exclud(?:e|es|ed|ing)|nor are|far from"
    r"|unlike|non"
)
_ASKED = (
    r"(?:needed|required|necessary|included|asked(?: for)?|compulsory|mandatory|available|accepted|covered|involved"
    r"|offered|provided|essential)(?! without)"
)
_AFTER = (
    rf"(?:(?:is|are|was|were|be|being)(?: \w+)? )?(?:not|n't|never|no longer) (?:\w+ )?{_ASKED}"
    rf"|(?:is|are|was|were)n't (?:\w+ )?{_ASKED}"
    r"|(?:not|\w+n't|never) (?:yet )?been (?:made|given|issued|written|confirmed)"
    r"|(?:is|are) (?:optional|excluded|out of scope)|unnecessary"
)
_END = (
    r"[;:\u2014()]|\s[-\u2013]\s|\b(?:but|however|although|though|except|yet|whereas|while|because|unless|until|so that"
    r"|which|instead,|only if|if you have|and (?:we|you|it|they|he|she|i|our|your) )\b"
)
_TOKEN = re.compile(
    rf"\b(?:(?P<pseudo>(?:{_PSEUDO})\b)|(?P<after>(?:{_AFTER})\b)|(?P<before>(?:{_BEFORE})\b))|(?P<end>{_END})"
    r"|(?P<comma>,)|\b(?:(?P<or>(?:or|nor)\b)|(?P<and>and\b))"
)
"""For text in lower case: to ignore the case instead would take twice as long."""
_CANDIDATE = re.compile(r"\w+|[;:\u2014(),]|\s(?=[-\u2013]\s)")
"""Where a token can begin: at a word, if it is one of these or ends in n't, or at a mark."""
_FIRST = """
absence although and are avoid avoided avoiding avoids be because being but can cannot could declin decline declined
declines declining do does don except exclud exclude excluded excludes excluding far free hardly however if in instead
is lack lacking lacks minus n neither never no nobody non none nor not nothing only or rarely rather refus refuse
refused refuses refusing skip skipped skipping skips so though unless unlike unnecessary until was were whereas which
while why without yet zero
"""
_FIRST_WORDS = frozenset(_FIRST.split())
_SIGNS = Substrings(
    (
        "no", "n't", "never", "neither", "without", "free", "instead", "rather", "lack", "absence", "avoid", "refus",
        "declin", "in place", "hardly", "rarely", "zero", "skip", "minus", "exclud", "far from", "unlike", "optional",
        "out of scope", "unnecessary", "whether", "if your", "wondering",
    ),
    often=True,
)  # fmt: skip
"""Of these one stands in every sentence with a negation or an open question that bears no question mark."""
_ONLY_NO = frozenset({"no"})
_NO_WORD = re.compile(r"no(?:t|(?<![^\W_]no))")
_ANEW = frozenset({"no", "nor", "neither", "none"})
"""Triggers that open a scope of their own instead of undoing the one they stand in."""
_LIST_GAP = 5
_LONGEST_LIST = 24
"""How many commas and conjunctions on a list of alternatives is followed."""
_REACH = 9
_WORD = re.compile(r"\w+(?:['\u2019]\w+)?")
_NEXT_WORDS = re.compile(rf"(?:\W*+{_WORD.pattern}){{0,{_REACH}}}")
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
    if not may_tell(sentence):
        return Scopes(len(sentence))
    text = sentence if sentence.isascii() else _straight(sentence)
    low = lower(text)
    tokens = _tokens(low)
    negated: list[Span] = []
    clause = 0
    for index, token in enumerate(tokens):
        if token.lastgroup == "end":
            clause = clause if _says_of(text, token, tokens[index + 1 : index + 2]) else token.end()
        elif token.lastgroup == "after":
            start = max(clause, _words_back(text, token.start()))
            if token.start() > start:
                negated.append(Span(start, token.start()))
        elif token.lastgroup == "before":
            end = _scope_end(text, tokens, index)
            if end > token.end():
                negated.append(Span(token.end(), end))
    asked = _asked(text, low)
    to_reader = asked == 0 and _TO_READER.match(text) is not None
    return Scopes(len(text), tuple(negated), asked, Polarity.AFFIRMED if to_reader else Polarity.QUESTIONED)


def may_tell(text: str) -> bool:
    """Whether there can be a negation or a question in a text: where not, all that it names is affirmed."""
    if "?" in text:
        return True
    text = text if text.isascii() else _straight(text)
    signs = _SIGNS.within(text)
    return bool(signs) and (signs != _ONLY_NO or _NO_WORD.search(lower(text)) is not None)


def _straight(text: str) -> str:
    """The text with straight apostrophes, plain blanks and plain hyphens."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ").replace("\u2011", "-")


def _says_of(text: str, end: re.Match[str], following: list[re.Match[str]]) -> bool:
    """Whether a clause mark only stands before what is said of the words before it: "Referral: not needed"."""
    after = bool(following) and following[0].lastgroup == "after"
    return after and end.group().lower() in {":", "but"} and not text[end.end() : following[0].start()].strip()


def answer(following: str) -> Polarity:
    """What the text after a question answers to it, as far as its first words say."""
    text = _straight(following)
    if _YES.match(text):
        return Polarity.AFFIRMED
    return Polarity.NEGATED if _NO.match(text) else Polarity.QUESTIONED


def _tokens(low: str) -> list[re.Match[str]]:
    """The tokens of a sentence in lower case, looked for only where one can begin."""
    tokens: list[re.Match[str]] = []
    end = 0
    for candidate in _CANDIDATE.finditer(low):
        at, word = candidate.start(), candidate.group()
        if at < end:
            continue
        begins = (
            word in _FIRST_WORDS or not word[0].isalnum() or (word[-1] == "n" and low.startswith("'t", at + len(word)))
        )
        if begins and (token := _TOKEN.match(low, at)):
            tokens.append(token)
            end = token.end()
    return tokens


def _asked(text: str, low: str) -> int | None:
    if "?" in text and text.rstrip("\"'\u201d) ").endswith("?"):
        return 0
    if text.isascii() and "whether" not in low and "if your" not in low and "wondering if" not in low:
        return None
    whether = _WHETHER.search(text)
    return whether.start() if whether else None


def _scope_end(text: str, tokens: list[re.Match[str]], index: int) -> int:
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


def _lists_on(text: str, tokens: list[re.Match[str]], comma: int) -> bool:
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
