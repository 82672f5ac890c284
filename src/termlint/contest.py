"""The senses that compete for a mention, with all that stays the same from mention to mention of its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from termlint.glossary.compiled import Compiled, CompiledSense, CompiledTerm
from termlint.glossary.model import Window
from termlint.resolution import Evidence, Outcome, Polarity

_Competitor = tuple[CompiledTerm, CompiledSense]


class Contest(Struct, frozen=True):
    """The terms that a form stands for (most often one) and their senses, by id in the order of the glossary.

    `cues` can matter to any of them, `relative` are those that name the mention, in order. `priors` are what the senses
    of each term start with. `level` are the scores where nothing speaks for any. `demanding` is whether a sense
    requires, excludes or forbids something. `known` are the parts of a resolution that are the same for every mention.
    """

    terms: tuple[CompiledTerm, ...]
    senses: Mapping[str, _Competitor]
    cues: frozenset[int]
    relative: Sequence[int]
    priors: tuple[tuple[Evidence, ...], ...]
    level: tuple[tuple[str, float], ...]
    demanding: bool
    known: Mapping[str, object]

    @classmethod
    def of(cls, compiled: Compiled, numbers: Sequence[int]) -> Contest:
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
            demanding := any(s.requires or s.excludes or s.forbids for _, s in senses.values()),
            _known(terms, senses, demanding),
        )


def _cues(terms: Sequence[CompiledTerm]) -> frozenset[int]:
    """The cues of terms; of one term the very set that it has."""
    return terms[0].cues if len(terms) == 1 else frozenset[int]().union(*(term.cues for term in terms))


def _known(terms: Sequence[CompiledTerm], senses: Mapping[str, _Competitor], demanding: bool) -> Mapping[str, object]:
    """What no evidence can change: the term where there is one, the sense where there are not two."""
    known: dict[str, object] = {} if demanding else {"required": (), "excluded": (), "claims": ()}
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
