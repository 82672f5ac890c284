"""What HTML elements, tags, attributes and entities mean to a reader of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.document import RunKind
from termlint.formats._pieces import Pieces
from termlint.later import pattern


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _names(
    "address article aside blockquote body button caption center col colgroup datalist dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li "
    "link main menu meta nav noscript ol optgroup option p pre script search section select style summary table tbody "
    "td template textarea tfoot th thead title tr ul"
)
"""Elements whose tags end a run; the tags of all others vanish."""

VOID = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without content."""

HIDDEN = _names("code kbd math pre samp script style svg template")
"""Elements whose content is not prose."""

RAW = frozenset(("script", "style", "title"))
"""Elements in which there are no tags."""

OBJECTS = _names("audio canvas embed img input object video")
"""Elements that stand in a run for something that is not text."""

NOT_IN_HEADING = _names("article blockquote h1 h2 h3 h4 h5 h6 li main ol p section table ul")
"""Elements whose start tag ends a heading that was not closed."""

KINDS = {
    **{f"h{level}": RunKind.HEADING for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), RunKind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), RunKind.TABLE_CELL),
    **dict.fromkeys(("caption", "figcaption"), RunKind.CAPTION),
}
"""The kind of the runs in an element."""

SCOPES = _names("dl ol table tr ul")
"""Elements that hold those of a kind, and end them with their own end tag."""

ENDED_BY = {
    "li": frozenset(("li",)),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th", "caption"))),
    **dict.fromkeys(("tr", "tbody", "tfoot", "thead"), frozenset(("td", "th", "tr", "caption"))),
}
"""Elements whose end tag may be left out, by the start tag that then ends them."""

PROSE = frozenset(("alt", "aria-label", "placeholder", "title"))
"""Attributes that are read or heard as prose."""

DESCRIPTIONS = _names(
    "description keywords og:description og:image:alt og:site_name og:title title twitter:description "
    "twitter:image:alt twitter:title"
)
"""The names of `meta` elements that hold prose or topics."""

# A quote counts where it follows an equals sign, as in browsers.
TAG = pattern(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=[ \t\n\r\f]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")

LONE = pattern(r"\s*+</?([A-Za-z][A-Za-z0-9-]*+)\s*+/?>\s*+")
"""A tag without attributes and nothing beside it."""

_ATTRIBUTE = pattern(r"([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++))|[^\s\"'<>/=]++")
_TELLING = pattern(r"alt|aria-label|class|content|placeholder|title|translate", re.IGNORECASE)
_ENTITY = pattern(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Where the attribute values of a tag stand, whose attributes lie between `start` and `end`; the first of a name
    counts. Empty where no attribute is among those that matter to prose."""
    if end - start < 5 or not _TELLING.search(text, start, end):
        return {}
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        if match.lastindex and match.lastindex > 1:
            found.setdefault(match[1].lower(), match.span(match.lastindex))
    return found


def not_translated(text: str, values: dict[str, tuple[int, int]]) -> bool:
    """Whether the attributes say that an element's content must stay as it is."""
    if "translate" in values and text[slice(*values["translate"])].strip().lower() == "no":
        return True
    return "class" in values and "notranslate" in text[slice(*values["class"])].split()


def decode(pieces: Pieces, text: str, start: int, end: int, base: int = 0) -> None:
    """Write `text[start:end]`, which stands `base` further on in the source, with its entities decoded."""
    if text.find("&", start, end) >= 0:
        for at, stop, put in _entities(text, start, end):
            pieces.text(base + start, base + at)
            pieces.put(put, base + at, base + stop)
            start = stop
    pieces.text(base + start, base + end)


def _entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    from html import unescape

    for match in _ENTITY.finditer(text, start, end):
        put = unescape(match[0])
        if put != match[0]:
            yield match.start(), match.end(), put
