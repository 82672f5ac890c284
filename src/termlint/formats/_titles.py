"""Tells the title lines of a plain text from its prose, as a reader does: by their looks and by what follows them.

Precision comes before recall: a line that is taken for a title by mistake cuts a section in two.
"""

from __future__ import annotations

import re

from termlint.later import compiled

MAX_LENGTH = 80
MAX_WORDS = 12
_MAX_QUESTION_LENGTH = 120
_MAX_QUESTION_WORDS = 20
_MAX_PLAIN_WORDS = 6
_MAX_CALL_WORDS = 4

_OPENING = "\"'“‘«(¿"
_MARKS = " \t*·|-–—"
_STOPS = ".!;,:…"
_WORD = compiled(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_TITLE = compiled(
    r"\d{4}|@|://|; |\ufffc"  # numbers to call, addresses, template tags
    r"|[/>»›|] .* [/>»›|] "  # a trail of links
    r"|^(?i:by|written by|co-written by|edited by|reviewed by|posted|published|updated|photo|image|source)\b"
)
_CALL = compiled(
    r"(?i:book|buy|call|contact|add to|click|copyright|directions|download|embed|email|enquire|follow|get started|"
    r"learn more|link|log ?in|menu|more info|next|order|previous|read more|reserve|schedule|search|see (?:all|more)|"
    r"send|share|shop|show (?:all|more)|sign (?:in|up)|skip to|submit|subscribe|tel|view|advertisement)\b"
)
_DANGLING = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "our", "the", "to", "with", "your")
)
_SMALL = _DANGLING | {"as", "but", "it", "its", "nor", "over", "per", "than", "that", "vs", "you"}
_PRICE = compiled(
    r"[$€£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?[$€£¥₹]|\b\d+\s*(?:h|hrs?|hours?|mins?|minutes?|usd|eur|gbp|kr|zł)\b"
    r"|\bper (?:couple|hour|person|session)\b",
    re.IGNORECASE,
)


def is_strong(line: str) -> bool:
    """Whether `line` has the looks of a title: a question, all capitals, or most of its words capitalised."""
    if line.endswith("?"):
        return _fits(line, _MAX_QUESTION_LENGTH, _MAX_QUESTION_WORDS)
    named = _PRICE.sub("", line).rstrip(_MARKS)
    words: list[str] = _WORD.findall(named)
    if not words or not _fits(line, MAX_LENGTH, MAX_WORDS) or _NO_TITLE.search(line) or named[-1] in _STOPS:
        return False
    if words[-1] in _DANGLING or (len(words) <= _MAX_CALL_WORDS and _CALL.match(line)):
        return False
    telling = [word for word in words if word.lower() not in _SMALL] or words
    return bool(sum(word[0].isupper() for word in telling) >= 0.6 * len(telling))


def is_weak(line: str) -> bool:
    """Whether `line` might be a title in sentence case: short and without a stop."""
    return bool(
        _fits(line, MAX_LENGTH, _MAX_PLAIN_WORDS)
        and _PRICE.sub("", line).rstrip(_MARKS)[-1:] not in _STOPS
        and not _NO_TITLE.search(line)
        and not _CALL.match(line)
        and _WORD.findall(line)[-1] not in _DANGLING
    )


def is_body(line: str) -> bool:
    """Whether `line` reads as a sentence or more, or is no prose at all: it can be no item of a list of short lines."""
    stopped = line[-1:] in _STOPS
    return stopped or len(line) > MAX_LENGTH or len(line.split()) > MAX_WORDS or bool(_NO_TITLE.search(line))


def is_price(line: str) -> bool:
    """Whether `line` tells what something costs or how long it takes."""
    return bool(_PRICE.search(line)) and len(line.split()) <= MAX_WORDS


def is_capitals(line: str) -> bool:
    """Whether all letters of `line` are capitals, and there are more than a few."""
    return line.isupper() and sum(map(str.isalpha, line)) > 3


def _fits(line: str, length: int, words: int) -> bool:
    first = line.lstrip(_OPENING)[:1]
    return first.isalpha() and not first.islower() and len(line) <= length and len(line.split()) <= words
