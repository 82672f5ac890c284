"""Tells at a glance whether a run has words, and whether they stand in the source as they do in its text, so that most
runs need not be made to find out. Where a glance does not tell, the answer is the one that costs more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termlint.document import OBJECT
from termlint.formats._pieces import Pieces

BETWEEN = frozenset((" ", "\n", "&", "<", ">", '"', "'"))
"""What is put in place of source and belongs to no word, beside objects."""
JOINS = [byte > 127 or byte == 95 or chr(byte).isalnum() for byte in range(256)]
"""Whether a byte may belong to a word that goes on at the other side of a mark."""

# Words between blanks, the last perhaps before the end: no addresses, for there are none with blanks in them.
_INNER_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?=\s)").search
_LAST_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)").search
_INNER_ASCII_WORD = re.compile(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++[ \t\n\r\f\v]").search
_LAST_ASCII_WORD = re.compile(rb"(?<=[ \t\n\r\f\v])[A-Za-z]++(?:[ \t\n\r\f\v]|\Z)").search
_ALPHANUMERIC = re.compile(rb"[A-Za-z0-9_]").search
_ODD = re.compile(rb"[/@\\&]|\.[\w\x80-\xff]").search
"""Marks of addresses, and of entities, which may stand for them."""


def has_plain_word(pieces: Pieces, looks: str) -> bool:
    """Whether some word is sure to be left of the open run when addresses are taken out.

    `looks` is the source, with something that is no word in place of template tags.
    """
    marks = pieces.marks
    for at in range(pieces.first, len(marks), 2):
        if marks[at + 1] >= 0 and at not in pieces.puts:
            word = _LAST_WORD if at + 2 == len(marks) else _INNER_WORD
            if word(looks, marks[at], marks[at + 1]):
                return True
    return False


def has_ascii_word(marks: Sequence[int], first: int, looks: bytes) -> bool:
    """The same of the run that begins with the mark `first`, where marks are places in `looks`."""
    last = len(marks)
    for at in range(first, last, 2):
        if marks[at + 1] >= 0:
            word = _LAST_ASCII_WORD if at + 2 == last else _INNER_ASCII_WORD
            if word(looks, marks[at], marks[at + 1]):
                return True
    text = b"".join([looks[marks[at] : marks[at + 1]] for at in range(first, last, 2) if marks[at + 1] >= 0])
    return _ALPHANUMERIC(text) is not None and _ODD(text) is None


def hides(pieces: Pieces, looks: str) -> bool:
    """Whether some word of the open run does not stand in the source as it does in the text: parts meet within it, or
    one put it there."""
    before = False
    for start, end, put in pieces.parts():
        if put is None:
            if before and _joins(looks[start]):
                return True
            before = _joins(looks[end - 1])
        elif put == OBJECT or put in BETWEEN:
            before = False
        else:
            return True
    return False


def _joins(char: str) -> bool:
    """Whether a character may make one word with its neighbour."""
    return char.isalnum() or char == "_" or char > "\x7f"
