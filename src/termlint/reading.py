"""Reads a text: its prose, as far as anything in it may matter, and the mentions in it."""

from __future__ import annotations

from msgspec import Struct

from termlint.asked import Asked, asked
from termlint.document import Document
from termlint.formats.base import Format, FormatOptions
from termlint.glossary.compiled import Compiled
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.prefilter import Prescan
from termlint.resolution import Mention


class Reading(Struct, frozen=True, eq=False):
    """A document, its runs as passages, and its mentions; what a look at its source gave, and what was `asked` for,
    None where all of it is read."""

    document: Document
    passages: Passages
    mentions: tuple[Mention, ...]
    prescan: Prescan
    asked: Asked | None


def read(format: Format, compiled: Compiled, prescan: Prescan, metadata_keys: tuple[str, ...]) -> Reading:
    """Read a source that may hold mentions. Raises DocumentError where its format cannot.

    First only what is asked for is read. If a mention turns up that nobody could see, all is.
    """
    wanted = asked(compiled, prescan)
    reading = _read(format, compiled, prescan, metadata_keys, wanted)
    if wanted and not wanted.covers(reading.mentions, compiled):
        return _read(format, compiled, prescan, metadata_keys, None)
    return reading


def _read(
    format: Format, compiled: Compiled, prescan: Prescan, metadata_keys: tuple[str, ...], wanted: Asked | None
) -> Reading:
    document = format.parse(prescan.raw.source, FormatOptions(metadata_keys, wanted.offsets if wanted else None))
    passages = Passages(document)
    mentions = find_mentions(document, passages, compiled, document.runs_at(prescan.offsets))
    return Reading(document, passages, mentions, prescan, wanted)
