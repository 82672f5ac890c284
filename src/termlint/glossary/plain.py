"""Characters that `re` and `regex` treat alike, the case ignored or not: those of nearly all prose in Latin letters.

Left out are letters that equal an ASCII letter when the case is ignored (the long s, the Kelvin sign, both special i of
Turkish), those whose lower case has another length, combining marks, digits that are no decimal digits, and control
characters that are white space to one engine only; and three, so that all small letters stand in two rows: the ordinal
indicators and the division sign. tests/glossary/test_plain.py compares them one by one.
"""

from __future__ import annotations

from termlint.later import pattern

_PLAIN = (
    "\x00-\x1b\x20-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf-\xf6\xf8-\u012f\u0132-\u0148\u014a-\u017e\u2010-\u2027\u2030-\u203e\u2041-\u2053\u2055-\u205e\u20a0-\u20bf"
    "\u2190-\u23ff\u2500-\u2775\u2794-\u2bff\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
)
_OTHER = pattern(f"[^{_PLAIN}]")
LENGTHS = (1_000, 200)
"""The lengths of texts up to which a pattern may be matched without a clock: of nearly all, and of most sentences."""
LOWER_LETTERS = "a-z\xdf-\u017e"
"""All plain letters in lower case, as part of a set; and others, of which no plain text in lower case has any. `re`
takes a tenth of a millisecond to compile a set of three rows where one goes beyond Latin-1, but none for two."""


def is_plain(text: str) -> bool:
    """Whether both engines treat all characters of a text alike."""
    return (text.isascii() and text.isprintable()) or _OTHER.search(text) is None
