"""Tells at a glance whether a run has words, and whether they stand in the source as they do in its text, so that most
runs need not be made to find out. Where a glance does not tell, the answer is the one that costs more."""

from __future__ import annotations

from collections.abc import Sequence

from termlint.formats._pieces import Marks
from termlint.later import compiled
from termlint.long_text import Text, around

BETWEEN = frozenset((" ", "\n", "&", "<", ">", '"', "'"))
"""What is put in place of source and belongs to no word, beside objects."""
JOINS = [byte > 127 or byte == 95 or chr(byte).isalnum() for byte in range(256)]
"""Whether a byte may belong to a word that goes on at the other side of a mark."""

# Words between blanks, the last perhaps before the end: no addresses, for there are none with blanks in them.
_INNER_WORD = compiled(r"(?<!\S)[^\W\d_]+(?=\s)").search
_LAST_WORD = compiled(r"(?<!\S)[^\W\d_]+(?!\S)").search
_INNER_ASCII_WORD = compiled(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++[ \t\n\r\f\v]").search
_LAST_ASCII_WORD = compiled(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++(?:[ \t\n\r\f\v]|\Z)").search
_ALPHANUMERIC = compiled(rb"[A-Za-z0-9_]").search
_ODD = compiled(rb"[/@\\&]|\.[\w\x80-\xff]").search
"""Marks of addresses, and of entities, which may stand for them."""


def has_plain_word(parts: Marks, text: Text) -> bool:
    """Whether some word of a run is sure to be left when addresses are taken out."""
    marks, puts = parts
    for at in range(0, len(marks), 2):
        if marks[at + 1] >= 0 and at not in puts:
            word = _LAST_WORD if at + 2 == len(marks) else _INNER_WORD
            near, base = around(text, marks[at], marks[at + 1], before=1)
            if word(near, marks[at] - base, marks[at + 1] - base):
                return True
    return False


def has_ascii_word(marks: Sequence[int], first: int, looks: bytes) -> bool:
    """The same of the run that begins with the mark `first`, where marks count the bytes of `looks`."""
    last = len(marks)
    for at in range(first, last, 2):
        if marks[at + 1] >= 0:
            word = _LAST_ASCII_WORD if at + 2 == last else _INNER_ASCII_WORD
            if word(looks, marks[at], marks[at + 1]):
                return True
    text = b"".join([looks[marks[at] : marks[at + 1]] for at in range(first, last, 2) if marks[at + 1] >= 0])
    return _ALPHANUMERIC(text) is not None and _ODD(text) is None


def hides(parts: Marks, text: Text) -> bool:
    """Whether some word of a run does not stand in the source as it does in the text: parts meet within it, or one put
    it there, or an entity goes over into it."""
    marks, puts = parts
    before = False
    for at in range(0, len(marks), 2):
        start, end = marks[at], marks[at + 1]
        if end < 0 or at in puts:
            if at in puts and puts[at] not in BETWEEN:
                return True
            if _goes_over(text, ~start if start < 0 else start, ~end if end < 0 else end):
                return True
            before = False
        else:
            if before and _joins(text[start]):
                return True
            before = _joins(text[end - 1])
    return False


def _goes_over(text: Text, start: int, end: int) -> bool:
    """Whether an entity stands there that nothing parts from the word after it."""
    return text[start] == "&" and text[end - 1] != ";" and _joins(text[end : end + 1])


def _joins(char: str) -> bool:
    """Whether a character may make one word with its neighbour."""
    return char.isalnum() or char == "_" or char > "\x7f"
