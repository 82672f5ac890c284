"""The arithmetic of senses: pieces of evidence, their weights, their sums, and what lead decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from msgspec import Struct

from termlint.contest import Contest, Group, Speech
from termlint.glossary.compiled import CompiledTerm
from termlint.glossary.model import Window
from termlint.lexicon import WordWeight
from termlint.occurrence import Seen
from termlint.resolution import Evidence, Outcome

CERTAIN = 3.0
"""The lead in nats from which a decision is certain."""
_SCORE = itemgetter(1)
BESIDE = frozenset((Window.PHRASE, Window.SENTENCE, Window.BLOCK))
"""The windows within the mention's block."""
_SURE, _LARGE = 0.4999, 1e9
"""A number of hundredths no further than that from a whole one is rounded to it, but if it is so large as to be vague;
for another it matters how its fraction is written."""
Weighed: TypeAlias = tuple[float, int, int, int, int, float, Seen]
"""A cue that was seen, and before it the nats that it has from there. What comes first puts the heaviest first, of
those the longest, then those that stand first, and those that were seen first."""


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
    """What the evidence around a mention says of its senses: their scores, and what they rest on beside cues.

    Where it is `near_by`, nothing beyond the mention's block was counted.
    """

    scores: Scores
    outcome: Outcome
    given: Sequence[Evidence] = ()
    words: Sequence[FromWord] = ()
    near_by: bool = False


def weigh(term: CompiledTerm, speech: Speech, seen: Iterable[Seen]) -> Iterator[FromCue]:
    """The evidence that cues give for and against each sense of a term, further pieces of one group counting for
    less."""
    for (index, group), pieces in by_group(speech, seen).items():
        for rank, piece in enumerate(_distinct(pieces)):
            if share := round(piece[5] / (1 + rank / 2), 2):
                yield FromCue(term.senses[index].sense.id, share, piece[6], group)


def by_group(speech: Speech, seen: Iterable[Seen], after: int = 0) -> dict[Group, list[Weighed]]:
    """The nats of cues by the sense and the group that they speak for; these are seen `after` so many others."""
    by_group: dict[Group, list[Weighed]] = {}
    for one in seen:
        found = one.found
        said = speech[found.cue, one.polarity, one.window]
        if not said:
            continue
        share, run, at = one.share, found.run, found.at
        start = at.start
        shorter = start - at.end
        for group, whole in said:
            nats = whole * share
            piece = (-abs(nats), shorter, run, start, after, nats, one)
            after += 1
            if group in by_group:
                by_group[group].append(piece)
            else:
                by_group[group] = [piece]
    return by_group


def hundredths(pieces: Sequence[Weighed]) -> tuple[int, int | None]:
    """The sum of what pieces of one group are worth, and of those in the mention's block, if there are any."""
    total, near, less = 0, None, 1.0
    for piece in _distinct(pieces) if len(pieces) > 1 else pieces:
        exact = 100 * piece[5] / less
        worth = round(exact)
        if not (-_SURE < exact - worth < _SURE and -_LARGE < exact < _LARGE):
            worth = round(100 * round(piece[5] / less, 2))
        if worth:
            total += worth
            if piece[6].window in BESIDE:
                near = worth if near is None else near + worth
        less += 0.5
    return total, near


def _distinct(pieces: Sequence[Weighed]) -> Sequence[Weighed]:
    """The pieces, heaviest first, without those that lie within a heavier or longer one."""
    if len(pieces) < 2:
        return pieces
    kept: list[Weighed] = []
    taken: list[tuple[int, int, int]] = []
    for piece in sorted(pieces):
        _, shorter, run, start, _, _, _ = piece
        end = start - shorter
        for other, low, high in taken:
            if other == run and ((low <= start and end <= high) or (start <= low and high <= end)):
                break
        else:
            taken.append((run, start, end))
            kept.append(piece)
    return kept


def outcome_of(scores: Sequence[tuple[str, float]], margin: float) -> Outcome:
    """How sure a decision by these scores is, where a lead of `margin` is needed."""
    lead = round(scores[0][1] - scores[1][1], 2) if len(scores) > 1 else CERTAIN
    if lead < margin:
        return Outcome.AMBIGUOUS
    return Outcome.CERTAIN if lead >= CERTAIN else Outcome.LIKELY


def scores_of(contest: Contest, pieces: Iterable[Piece]) -> Scores:
    """The sum of the evidence of each sense, the highest first; the order of the glossary breaks ties."""
    if not pieces:
        return contest.level
    sums = dict(contest.level)
    for piece in pieces:
        sums[piece.sense] += piece.weight
    return tuple(sorted([(ident, round(total, 2)) for ident, total in sums.items()], key=lambda s: -s[1]))


def sums_to_scores(contest: Contest, sums: Mapping[str, int]) -> Scores | None:
    """The same, by sums in hundredths of nats, of senses for or against which there is anything.

    None where one is nought, or not in hundredths: its sign is that of a sum of fractions, which depends on their
    order, as does how that is rounded.
    """
    if not sums:
        return contest.level
    if not contest.even or 0 in sums.values():
        return None
    return tuple(sorted([(ident, sums.get(ident, 0) / 100) for ident in contest.senses], key=_SCORE, reverse=True))


def in_block(piece: Piece) -> bool:
    """Whether a piece of evidence does not stand beyond the mention's block."""
    return not isinstance(piece, FromCue) or piece.seen.window in BESIDE
