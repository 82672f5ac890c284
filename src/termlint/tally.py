"""Sums of what speaks for the senses of a document's mentions, and the pieces that they are made of.

Most mentions are decided and no more is asked of them. So evidence is summed in whole hundredths of nats, without a
value for each piece; the pieces are made where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from termlint.arithmetic import (
    FromWord,
    Piece,
    Scores,
    Weighed,
    by_group,
    hundredths,
    in_block,
    scores_of,
    sums_to_scores,
    weigh,
)
from termlint.contest import Contest, Group, Speech
from termlint.evidence import Sights
from termlint.glossary.compiled import CompiledTerm
from termlint.occurrence import Seen
from termlint.outlook import Key, Sight
from termlint.resolution import Evidence, Mention

Sums = dict[str, int]
"""What is said of senses, in hundredths of nats; senses of which nothing is said are left out."""

_FAR = 1_000_000
"""What is far off is seen after so many others at most."""


_KEPT = 10_000
"""Of how many mentions is kept what they see."""


class Balance:
    """Sums what cues say of the senses of a term.

    What mentions see far off is nearly the same for all of them. It is summed once, and of a mention only the groups
    are summed anew in which it sees more, or less.
    """

    __slots__ = ("_by_key", "_far", "_far_off", "_idents", "_speech", "_totals")

    def __init__(self, term: CompiledTerm, speech: Speech, far: Mapping[Key, Seen]) -> None:
        self._speech = speech
        self._idents = [sense.sense.id for sense in term.senses]
        groups = by_group(speech, far.values(), after=_FAR)
        self._far = {group: [(_key(piece), piece) for piece in pieces] for group, pieces in groups.items()}
        self._totals = {group: hundredths(pieces)[0] for group, pieces in groups.items()}
        self._far_off: Sums = {}
        for (index, _), total in self._totals.items():
            ident = self._idents[index]
            self._far_off[ident] = self._far_off.get(ident, 0) + total
        self._by_key: dict[Key, list[Group]] = {}
        for group, keyed in self._far.items():
            for key, _ in keyed:
                self._by_key.setdefault(key, []).append(group)

    def add(self, sight: Sight, every: Sums, beside: Sums) -> None:
        """Adds what all that a mention sees says of each sense, and what that in its own block says."""
        anew = by_group(self._speech, sight.near) if sight.near else {}
        hidden = self._by_key.keys() & sight.hidden if self._by_key else frozenset[Key]()
        for key in hidden:
            for group in self._by_key[key]:
                anew.setdefault(group, [])
        if every:
            for ident, total in self._far_off.items():
                every[ident] = every.get(ident, 0) + total
        else:
            every.update(self._far_off)
        for group, pieces in anew.items():
            ident, known = self._idents[group[0]], 0
            if group in self._far:
                pieces += [piece for key, piece in self._far[group] if key not in hidden]
                known = self._totals[group]
            total, near = hundredths(pieces)
            every[ident] = every.get(ident, 0) + total - known
            if near is not None:
                beside[ident] = beside.get(ident, 0) + near


class Tally:
    """What speaks for the senses of the mentions of one document, each given by its number."""

    __slots__ = ("_balances", "_mentions", "_seen", "_sights")

    def __init__(self, mentions: Sequence[Mention], sights: Sights) -> None:
        self._mentions = mentions
        self._sights = sights
        self._seen: dict[int, Sight] = {}
        self._balances: dict[tuple[int, ...], tuple[Balance, ...]] = {}

    def sight(self, number: int, contest: Contest) -> Sight:
        """What a mention sees."""
        sight = self._seen.get(number)
        if sight is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            mention = self._mentions[number]
            sight = self._seen[number] = self._sights.sight(mention, contest.cues, contest.relative)
        return sight

    def sums(self, number: int, contest: Contest, given: Iterable[Evidence]) -> tuple[Sums, Sums]:
        """What all but words says of each sense, and what is left of that without what is beyond the mention's
        block."""
        sums: Sums = {}
        for priors in contest.priors:
            add(sums, priors)
        add(sums, given)
        beside = dict(sums)
        if contest.cues:
            sight = self.sight(number, contest)
            if not sight.near and not sight.outlook.far:
                return sums, beside
            for balance in self._balance(number, contest, sight):
                balance.add(sight, sums, beside)
        return sums, beside

    def _balance(self, number: int, contest: Contest, sight: Sight) -> tuple[Balance, ...]:
        terms = self._mentions[number].terms
        known = self._balances.get(terms)
        if known is None:
            far = sight.outlook.far
            known = tuple([Balance(*one, far) for one in zip(contest.terms, contest.speech, strict=True)])
            self._balances[terms] = known
        return known

    def scores(
        self,
        number: int,
        contest: Contest,
        sums: Sums,
        given: Sequence[Evidence],
        words: Sequence[FromWord] = (),
        *,
        near_by: bool = False,
    ) -> Scores:
        """The scores by these sums of what a reading rests on, or piece by piece where sums do not tell."""
        scores = sums_to_scores(contest, sums)
        if scores is not None:
            return scores
        return scores_of(contest, self.pieces(number, contest, given, words, near_by=near_by))

    def pieces(
        self,
        number: int,
        contest: Contest,
        given: Sequence[Evidence],
        words: Sequence[FromWord] = (),
        *,
        near_by: bool = False,
    ) -> Sequence[Piece]:
        """The pieces of evidence that a reading rests on."""
        pieces: list[Piece] = [*given]
        seen = self.sight(number, contest).all if contest.cues else ()
        for term, speech, priors in zip(contest.terms, contest.speech, contest.priors, strict=True):
            pieces += priors
            pieces += weigh(term, speech, seen)
        if near_by:
            pieces = [piece for piece in pieces if in_block(piece)]
        return [*pieces, *words]


def _key(piece: Weighed) -> Key:
    seen = piece[-1]
    return seen.found.cue, seen.polarity


def add(sums: Sums, pieces: Iterable[Piece]) -> None:
    """Adds what pieces of evidence say."""
    for piece in pieces:
        sums[piece.sense] = sums.get(piece.sense, 0) + round(100 * piece.weight)
