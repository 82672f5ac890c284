"""The arithmetic of senses: pieces of evidence, their weights, their sums, and what lead decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from termlint.contest import Contest
from termlint.glossary.compiled import QUESTIONED_SHARE, CompiledTerm
from termlint.glossary.model import Window
from termlint.lexicon import WordWeight
from termlint.occurrence import Seen
from termlint.resolution import Evidence, Outcome, Polarity

CERTAIN = 3.0
"""The lead in nats from which a decision is certain."""
_BESIDE = frozenset((Window.PHRASE, Window.SENTENCE, Window.BLOCK))
_NEAR_TO_FAR = (Window.PHRASE, Window.SENTENCE, Window.BLOCK, Window.SECTION, Window.DOCUMENT)


class FromCue(Struct, frozen=True):
    """Evidence for a sense that a cue gives, before its words are read."""

    sense: str
    weight: float
    seen: Seen
    group: str | None


class FromWord(Struct, frozen=True):
    """Evidence for a sense that a word by itself gives: a feature, and where its word stands in the run."""

    sense: str
    weight: float
    feature: str
    start: int
    end: int
    known: WordWeight


Piece = Evidence | FromCue | FromWord
Scores = tuple[tuple[str, float], ...]


class Reading(Struct, frozen=True):
    """What the evidence around a mention says of its senses."""

    pieces: Sequence[Piece]
    scores: Scores
    outcome: Outcome


def weigh(term: CompiledTerm, seen: Iterable[Seen], *, learned: bool) -> Iterator[FromCue]:
    """The evidence that cues give for and against each sense of a term, further pieces of one group counting for less.

    Where the words of a term were `learned`, the plain ones of its author speak as those, and not here.
    """
    by_group: dict[tuple[int, str | None], list[tuple[float, Seen]]] = {}
    affirmed, negated, denied, asked = term.affirmed, term.negated, Polarity.NEGATED, Polarity.QUESTIONED
    for one in seen:
        polarity, window = one.polarity, one.window
        for weight in (negated if polarity is denied else affirmed).get(one.found.cue, ()):
            within = weight.within
            if (within is None or (window, within) in REACHING) and not (learned and weight.seed):
                nats = weight.nats * (QUESTIONED_SHARE if polarity is asked else 1.0) * one.share
                by_group.setdefault((weight.sense, weight.group), []).append((nats, one))
    for (index, group), pieces in by_group.items():
        for rank, (nats, one) in enumerate(_distinct(pieces) if len(pieces) > 1 else pieces):
            if share := round(nats / (1 + rank / 2), 2):
                yield FromCue(term.senses[index].sense.id, share, one, group)


def outcome_of(scores: Sequence[tuple[str, float]], margin: float) -> Outcome:
    """How sure a decision by these scores is, where a lead of `margin` is needed."""
    lead = round(scores[0][1] - scores[1][1], 2) if len(scores) > 1 else CERTAIN
    if lead < margin:
        return Outcome.AMBIGUOUS
    return Outcome.CERTAIN if lead >= CERTAIN else Outcome.LIKELY


def _reaches(window: Window, within: Window | None) -> bool:
    """Whether evidence in `window` counts for a cue that is limited to `within`."""
    if within is None or window is within:
        return True
    if window in (Window.METADATA, Window.PATH):
        return within in (Window.SECTION, Window.DOCUMENT)
    return within in _NEAR_TO_FAR and _NEAR_TO_FAR.index(window) <= _NEAR_TO_FAR.index(within)


REACHING = frozenset((window, within) for window in Window for within in (None, *Window) if _reaches(window, within))
"""All pairs of a window and a limit that it is within."""


def _distinct(pieces: Iterable[tuple[float, Seen]]) -> Iterator[tuple[float, Seen]]:
    """The pieces, heaviest first, without those that lie within a heavier or longer one."""
    kept: list[Seen] = []
    order = sorted(pieces, key=lambda p: (-abs(p[0]), -len(p[1].found.at), p[1].found.run, p[1].found.at))
    for nats, one in order:
        same = (k for k in kept if k.found.run == one.found.run)
        if not any(k.found.at.contains(one.found.at) or one.found.at.contains(k.found.at) for k in same):
            kept.append(one)
            yield nats, one


def scores_of(contest: Contest, pieces: Iterable[Piece]) -> Scores:
    """The sum of the evidence of each sense, the highest first; the order of the glossary breaks ties."""
    if not pieces:
        return contest.level
    sums = dict(contest.level)
    for piece in pieces:
        sums[piece.sense] += piece.weight
    return tuple(sorted([(ident, round(total, 2)) for ident, total in sums.items()], key=lambda s: -s[1]))


def beside(contest: Contest, pieces: Sequence[Piece]) -> Reading | None:
    """What is said without what stands beyond the mention's block, if that alone makes sure.

    Where a page is of two minds, what is said beside the mention decides.
    """
    if not pieces:
        return None
    near = [piece for piece in pieces if not isinstance(piece, FromCue) or piece.seen.window in _BESIDE]
    scores = scores_of(contest, near)
    return Reading(near, scores, Outcome.LIKELY) if outcome_of(scores, CERTAIN) is Outcome.CERTAIN else None
