"""Evidence as it is shown: pieces of it with their words and places, and what the demands of a sense found."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.arithmetic import REACHING, FromCue, FromWord, Piece
from termlint.evidence import Sights
from termlint.glossary.compiled import Compiled, Demand
from termlint.glossary.model import Window
from termlint.outlook import Sight
from termlint.resolution import Evidence, Mention, Polarity
from termlint.span import Span


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


def met(
    sights: Sights, compiled: Compiled, sense: str, demand: Demand, origin: str, sight: Sight
) -> tuple[Evidence, ...]:
    """What is in sight of the groups that a demand of a sense names, in the order in which it is seen."""
    affirmed, negated, within = demand.affirmed, demand.negated, demand.within
    found: list[Evidence] = []
    for one in sight.all if within is Window.DOCUMENT else sight.near:
        cue, polarity = one.found.cue, one.found.polarity
        groups = (affirmed if polarity is Polarity.AFFIRMED else negated).get(cue)
        if not groups or polarity is Polarity.QUESTIONED or (one.window, within) not in REACHING:
            continue
        place, text, label = sights.source_span(one.found), sights.text(one.found), compiled.cue_list[cue].label
        found += [Evidence(text, label, sense, 0.0, polarity, one.window, place, g, origin) for g in groups]
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
