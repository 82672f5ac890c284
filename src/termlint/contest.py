"""The senses that compete for a mention, with all that stays the same from mention to mention of its terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from termlint.glossary.compiled import QUESTIONED_SHARE, Compiled, CompiledSense, CompiledTerm
from termlint.glossary.model import Term, Window
from termlint.occurrence import REACHING
from termlint.resolution import Evidence, Outcome, Polarity

DEMANDS: Mapping[str, str] = MappingProxyType({"required": "requires", "excluded": "excludes", "claims": "forbids"})
"""The parts of a resolution that demands of the leading sense find, and the demands."""
Group: TypeAlias = tuple[int, str | None]
"""A sense by its number, and a group of cues that speak for it, which come together."""
Said: TypeAlias = tuple[Group, float]
"""For what a cue speaks, and with how many nats."""
_View: TypeAlias = tuple[int, Polarity, Window]
_Competitor = tuple[CompiledTerm, CompiledSense]


class Speech(dict[_View, tuple[Said, ...]]):
    """What cues say of the senses of a term, by their numbers, how they stand, and from which window they are seen.

    A table that fills itself. Where the words of the term were `learned`, the plain ones of its author speak as those,
    and not here.
    """

    __slots__ = ("_learned", "_term")

    def __init__(self, term: CompiledTerm, *, learned: bool) -> None:
        super().__init__()
        self._term, self._learned = term, learned

    def __missing__(self, seen: _View) -> tuple[Said, ...]:
        cue, polarity, window = seen
        table = self._term.negated if polarity is Polarity.NEGATED else self._term.affirmed
        share = QUESTIONED_SHARE if polarity is Polarity.QUESTIONED else 1.0
        said = self[seen] = tuple(
            [
                ((weight.sense, weight.group), weight.nats * share)
                for weight in table.get(cue, ())
                if (window, weight.within) in REACHING and not (self._learned and weight.seed)
            ]
        )
        return said


class Contest(Struct, frozen=True):
    """The terms that a form stands for (most often one) and their senses, by id in the order of the glossary.

    `cues` can matter to any of them, `relative` are those that name the mention, in order. `priors` are what the senses
    of each term start with; they are `even` where all are whole hundredths of nats, as all other evidence is. `level`
    are the scores where nothing speaks for any, and `speech` is what cues say, term by term. `known` are the parts of a
    resolution that are the same for every mention, `demands` those that demands find and the demands, where a sense has
    one.
    """

    terms: tuple[CompiledTerm, ...]
    senses: Mapping[str, _Competitor]
    cues: frozenset[int]
    relative: Sequence[int]
    priors: tuple[tuple[Evidence, ...], ...]
    level: tuple[tuple[str, float], ...]
    even: bool
    speech: tuple[Speech, ...]
    known: Mapping[str, object]
    demands: Sequence[tuple[str, str]]

    @classmethod
    def of(
        cls, compiled: Compiled, numbers: Sequence[int], is_learned: Callable[[Term], bool] = lambda _: False
    ) -> Contest:
        """The contest for a mention whose form stands for the terms with these numbers."""
        terms = tuple(compiled.terms[number] for number in numbers)
        senses = {sense.sense.id: (term, sense) for term in terms for sense in term.senses}
        asks = compiled.needs_evidence(numbers)
        return cls(
            terms,
            senses,
            _cues(terms) if asks else frozenset(),
            sorted({cue for term in terms for cue in term.relative}) if asks else (),
            tuple(tuple(prior(s.sense.id, s.sense.prior) for s in term.senses if s.sense.prior) for term in terms),
            tuple((ident, 0.0) for ident in senses),
            all(round(s.sense.prior, 2) == s.sense.prior for _, s in senses.values()),
            tuple(Speech(term, learned=is_learned(term.term)) for term in terms),
            known := _known(terms, senses),
            [(part, kind) for part, kind in DEMANDS.items() if part not in known],
        )


def _cues(terms: Sequence[CompiledTerm]) -> frozenset[int]:
    """The cues of terms; of one term the very set that it has."""
    return terms[0].cues if len(terms) == 1 else frozenset[int]().union(*(term.cues for term in terms))


def _known(terms: Sequence[CompiledTerm], senses: Mapping[str, _Competitor]) -> Mapping[str, object]:
    """What no evidence can change: the term where there is one, the sense where there are not two, and nothing for what
    no sense demands."""
    rivals = [sense for _, sense in senses.values()]
    known: dict[str, object] = {
        part: () for part, kind in DEMANDS.items() if not any(getattr(sense, kind) for sense in rivals)
    }
    term, sense = next(iter(senses.values())) if senses else (terms[0], None)
    if len(terms) == 1 or len(senses) < 2:
        known["term"] = term.term
    if len(senses) < 2:
        only = sense.sense if sense else None
        known |= {"sense": only, "outcome": Outcome.CERTAIN, "candidates": (only,) if only else ()}
    return known


def prior(sense: str, nats: float) -> Evidence:
    """What a sense starts with."""
    return without_place("prior", sense, nats, "prior")


def without_place(text: str, sense: str, weight: float, origin: str, window: Window = Window.DOCUMENT) -> Evidence:
    """Evidence that stands nowhere in the text."""
    return Evidence(text, origin, sense, weight, Polarity.AFFIRMED, window, None, None, origin)
