"""Text made fit for a terminal: nothing in it acts, everything has a known width, colour goes by role.

What is printed comes from other people's files and file names, so a character that moves the cursor, sets a title,
turns the reading direction or is simply invisible is shown by its number: `<U+202E>`. The same holds for the
beginnings that build services read as commands; of these, `::` acts only where nothing but blanks stands before it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from termlint.later import pattern
from termlint.report.base import Style

DEFAULT_WIDTH = 80
_NARROWEST = 32
_TAB = 4
_SPACES = pattern(r"[ \t\r\n]+")
_PLAIN = pattern("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""Characters of one column each that join with no other; most texts have no others."""
_FLAG = "\U0001f3f4"
_UNSAFE = pattern(
    "\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f"  # a flag spelt with tags is a flag: kept
    "|[\x00-\x1f\x7f-\x9f]"  # C0, DEL, C1
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]"  # reading direction
    "|[\u00ad\u180e\u200b\u2028\u2029\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"  # unseen
    r"|[\ud800-\udfff]"  # bytes that are no text
    "|(?:(?<=[\x00-\x7f])|\\A)[\u200c\u200d]"  # joiners with nothing to join
    r"|(?:(?<=##)|(?<=##vso)|(?<=##teamcity))\["  # `##[command]`, `##vso[command]`
)


class Role(StrEnum):
    """What a piece of output is; the value is its SGR code."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;34"
    STRONG = "1"
    GUTTER = "34"
    EVIDENCE = "36"
    KEY = "1;36"
    HELP = "1;32"
    DELETED = "31"
    INSERTED = "32"
    FAINT = "2"


class Cell(Struct, frozen=True):
    """What one user-perceived character of a text looks like: the code points it stands for, its text and columns."""

    start: int
    end: int
    text: str
    width: int


def paint(style: Style, role: Role, text: str) -> str:
    """`text` in the colour of `role`, where the style has colour."""
    return f"\x1b[{role.value}m{text}\x1b[0m" if style.color and text else text


def columns(style: Style) -> int:
    """The width to write for. A width of 0 is what a terminal says that does not know its own."""
    return max(style.width, _NARROWEST) if style.width > 0 else DEFAULT_WIDTH


def visible(text: str) -> str:
    """`text` with every character that could act or hide replaced by its number."""
    return text if _is_harmless(text) else _UNSAFE.sub(lambda match: _shown(match.group()), text)


def flat(text: str) -> str:
    """`text` on one line: each run of white space is one space, the rest is made visible."""
    if _is_harmless(text) and "  " not in text:
        return text
    return visible(_SPACES.sub(" ", text))


def one_line(text: str) -> str:
    """As `flat`, without white space at the ends."""
    return flat(text).strip(" ")


def path(name: str) -> str:
    """A file name for people: visible, with forward slashes, and never the beginning of a `::command::`."""
    shown = visible(name.replace(os.sep, "/"))
    return f"./{shown}" if shown.startswith("::") else shown


def opening(text: str) -> str:
    """`text`, already visible, fit to begin a line: never the beginning of a `::command::`."""
    return f"<U+003A>{text[1:]}" if text.startswith("::") else text


def cells(text: str) -> Iterator[Cell]:
    """The characters of one line of text as they are seen, tabs expanded, unsafe ones by their number."""
    if is_as_long_as_seen(text):
        yield from (Cell(at, at + 1, character, 1) for at, character in enumerate(text))
        return
    column = 0
    for cell in _cells(text):
        if cell.text == "\t":
            step = _TAB - column % _TAB
            cell = Cell(cell.start, cell.end, " " * step, step)
        column += cell.width
        yield cell


def is_as_long_as_seen(text: str) -> bool:
    """Whether a quick look shows that each character of a text is seen as it is, in one column; most are like that."""
    return _is_plain(text) and text.isprintable() and "##" not in text


def width(text: str) -> int:
    """The number of columns that `text`, already visible, takes."""
    return len(text) if _is_plain(text) else sum(_cluster_width(part) for part in _clusters(text))


def clip(text: str, limit: int) -> str:
    """`text`, already visible, in at most `limit` columns; a cut end is marked."""
    if width(text) <= limit:
        return text
    kept, used = [], 0
    for part in _clusters(text):
        used += _cluster_width(part)
        if used > limit - 1:
            break
        kept.append(part)
    return "".join(kept).rstrip() + "…" if limit > 0 else ""


def clip_left(text: str, limit: int) -> str:
    """As `clip`, keeping the end of the text."""
    if width(text) <= limit:
        return text
    kept, used = [], 0
    for part in reversed(list(_clusters(text))):
        used += _cluster_width(part)
        if used > limit - 1:
            break
        kept.append(part)
    return "…" + "".join(reversed(kept)).lstrip() if limit > 0 else ""


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` filled up with spaces to `columns`; with `right`, the text stands on the right."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def wrap(text: str, limit: int) -> list[str]:
    """`text`, already visible, in lines of at most `limit` columns, broken at spaces; a longer word stands alone.

    No line but the first begins a `::command::`; it is too long instead.
    """
    if _is_plain(text) and len(text) <= limit:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and (width(lines[-1]) + 1 + width(word) <= limit or word.startswith("::")):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cells(text: str) -> Iterator[Cell]:
    at = 0
    for match in _UNSAFE.finditer(text):
        yield from _plain_cells(text, at, match.start())
        shown = "\t" if match.group() == "\t" else _shown(match.group())
        yield Cell(match.start(), match.end(), shown, width(shown))
        at = match.end()
    yield from _plain_cells(text, at, len(text))


def _plain_cells(text: str, start: int, end: int) -> Iterator[Cell]:
    for part in _clusters(text[start:end]):
        yield Cell(start, start + len(part), part, _cluster_width(part))
        start += len(part)


def _clusters(text: str) -> Iterator[str]:
    if _is_plain(text):
        yield from text
        return
    import regex

    for match in regex.finditer(r"\X", text):
        yield match.group()


def _is_plain(text: str) -> bool:
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def _cluster_width(part: str) -> int:
    if part.isascii():
        return len(part)
    import wcwidth

    return max(0, wcwidth.wcswidth(part))


def _is_harmless(text: str) -> bool:
    """Whether a quick look shows that nothing in a text acts or hides, and no blank but a space; most are so.

    What hides and yet counts as printable are variation selectors, which lie beyond the basic plane.
    """
    return text.isprintable() and "##" not in text and (text.isascii() or max(text) <= "\uffff")


def _shown(unsafe: str) -> str:
    if unsafe.startswith(_FLAG):
        return unsafe
    number = ord(unsafe)
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"<U+{number:04X}>"
