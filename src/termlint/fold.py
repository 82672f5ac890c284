"""Folding: how text is made comparable, with a way back to where it stood.

Terms, cues and prose are folded alike, so that "Medical-Massage", "medical massage" and "medical  massage" are one
form: lower case; any stretch of white space is one space; a hyphen inside a word is a space; typographic apostrophes
are straight; soft hyphens and zero-width characters are gone.
"""

from __future__ import annotations

from msgspec import Struct

from termlint.later import compiled, pattern
from termlint.span import Span

_GONE = r"[\u00ad\u200b-\u200d\u2060\ufeff]"
_SHORTER = pattern(rf"(?P<gone>{_GONE}+)|\s\s+|[-\u2010\u2011](?<=\w.)\s(?=\w)")
"""What takes less room when it is folded: nothing, or one blank."""
_DIVIDED = pattern(r"- (?<=\w..)(?=\w)")
_INNER_HYPHEN = compiled(r"-(?<=\w.)(?=\w)")
_ANY_INNER_HYPHEN = pattern(r"[-\u2010\u2011](?<=\w.)(?=\w)")
_BLANK = pattern(r"[^\S ]")
_APOSTROPHES = "\u2018\u2019\u02bc\uff07"


class Folded(Struct, frozen=True):
    """A folded text. `starts` gives the offset in the original of each of its characters, None where it is the same."""

    text: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span in the original of `text[start:end]`, which is not empty."""
        if self.starts is None:
            return Span(start, end)
        return Span(self.starts[start], self.starts[end - 1] + 1)


def fold(text: str) -> str:
    """The folded form of a term or cue, without white space at its ends."""
    return folded(text).text.strip()


def folded(text: str) -> Folded:
    """`text` folded, with the offsets of its characters."""
    if _is_plain(text):
        return Folded(_printable(text))
    if _SHORTER.search(text) is None:
        return Folded(_same_length(text))
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _SHORTER.finditer(text):
        pieces.append(_same_length(text[at : match.start()]))
        starts.extend(range(at, match.start()))
        at = match.end()
        if match.lastgroup != "gone":
            pieces.append(" ")
            starts.append(match.start())
    pieces.append(_same_length(text[at:]))
    starts.extend(range(at, len(text)))
    return Folded("".join(pieces), tuple(starts))


def _is_plain(text: str) -> bool:
    """Whether a quick look shows that nothing has to go from a text; most are like that."""
    if "  " in text or "\u2010" in text or "\u2011" in text or not text.isprintable():
        return False  # not printable are characters that go and blanks other than the plain one, among others
    return "- " not in text or _DIVIDED.search(text) is None


def _same_length(text: str) -> str:
    """The folded form of a text in which nothing has to go."""
    return _printable(text if text.isprintable() else _BLANK.sub(" ", text))


def _printable(text: str) -> str:
    """The same where it has no blanks but plain ones."""
    if "\u2010" in text or "\u2011" in text:
        text = _ANY_INNER_HYPHEN.sub(" ", text)
    elif "-" in text:
        text = _INNER_HYPHEN.sub(" ", text)
    if text.isascii():
        return text.lower()
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "'")
    return lower(text)


def lower(text: str) -> str:
    """`text` in lower case, every character still where it was."""
    if text.isascii():
        return text.lower()
    low = text.casefold()
    return low if len(low) == len(text) else "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    """The lower case of one character where that is one character too, else the character itself.

    Case folding is preferred to lower case, so that the long s, the Kelvin sign and the final sigma compare equal to
    the plain letters.
    """
    for low in (character.casefold(), character.lower()):
        if len(low) == 1:
            return low
    return character
