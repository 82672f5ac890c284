"""Evidence as it is shown: pieces of it with their words and places, and what the demands of a sense found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from termlint.arithmetic import FromCue, FromWord, Piece
from termlint.evidence import Sights
from termlint.glossary.compiled import Compiled, Demand
from termlint.glossary.model import Window
from termlint.nearness import LEAST_SHARES
from termlint.occurrence import REACHING, Seen
from termlint.outlook import Sight
from termlint.resolution import Evidence, Mention, Polarity
from termlint.span import Span

Meeting: TypeAlias = tuple[Seen, str]
"""A cue that was seen, and a group that it counts as."""
_AFFIRMED = Polarity.AFFIRMED


def shown(sights: Sights, compiled: Compiled, mention: Mention, pieces: Iterable[Piece]) -> tuple[Evidence, ...]:
    """The pieces of evidence around a mention with their words and places, the heaviest first."""
    found = [
        _of_cue(sights, compiled, piece)
        if isinstance(piece, FromCue)
        else _of_word(sights, mention, piece)
        if isinstance(piece, FromWord)
        else piece
        for piece in pieces
    ]
    return tuple(sorted(found, key=lambda e: (-abs(e.weight), e.sense, e.span or Span(0, 0), e.cue)))


def meeting(demand: Demand, sight: Sight) -> Sequence[Meeting]:
    """What is in sight of the groups that a demand names, in the order in which it is seen."""
    affirmed, negated, within = demand.affirmed, demand.negated, demand.within
    least = LEAST_SHARES.get(within, 0.0)
    found: list[Meeting] = []
    for one in sight.all if within is Window.DOCUMENT else sight.near:
        if one.share < least:
            break
        there = one.found
        polarity = there.polarity
        groups = (affirmed if polarity is _AFFIRMED else negated).get(there.cue)
        if groups and polarity is not Polarity.QUESTIONED and (one.window, within) in REACHING:
            found += [(one, group) for group in groups]
    return found


def met(
    sights: Sights, compiled: Compiled, sense: str, origin: str, meetings: Iterable[Meeting]
) -> tuple[Evidence, ...]:
    """The evidence that a demand of a sense is met."""
    found: list[Evidence] = []
    for one, group in meetings:
        place, text = sights.source_span(one.found), sights.text(one.found)
        label = compiled.cue_list[one.found.cue].label
        found.append(Evidence(text, label, sense, 0.0, one.found.polarity, one.window, place, group, origin))
    return tuple(found)


def _of_cue(sights: Sights, compiled: Compiled, piece: FromCue) -> Evidence:
    seen = piece.seen
    text, label = sights.text(seen.found), compiled.cue_list[seen.found.cue].label
    place = sights.source_span(seen.found)
    return Evidence(text, label, piece.sense, piece.weight, seen.polarity, seen.window, place, piece.group)


def _of_word(sights: Sights, mention: Mention, piece: FromWord) -> Evidence:
    run, known = sights.passages[mention.run].run, piece.known
    place, text = run.source_span(Span(piece.start, piece.end)), run.text[piece.start : piece.end]
    shown = (text, piece.feature, piece.sense, piece.weight, Polarity.AFFIRMED, Window.BLOCK, place)
    return Evidence(*shown, origin=known.origin, support=known.support)
