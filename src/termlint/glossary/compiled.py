"""A glossary made ready for use: one automaton over all forms, one over all cues, and the weights of every sense.

Compiling costs time in the size of the glossary, once a process; using it costs nothing a term.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import Decoder

from termlint.columns import Packed, Phrases
from termlint.glossary.anchored_cues import Anchored, AnchoredCues
from termlint.glossary.cue_phrases import CueAnchors, CuePhrases
from termlint.glossary.gates import Look
from termlint.glossary.lazy import Lazy
from termlint.glossary.model import Glossary, Sense, Term, Window
from termlint.glossary.patterns import Expressions
from termlint.glossary.written import Written
from termlint.matcher import Matcher

if TYPE_CHECKING:
    from termlint.glossary.forms import Surfaces

DEFAULT_WEIGHT = 2.0
"""What a cue weighs, in nats, where its author gives no weight."""
NEGATED_SHARE = -0.5
"""The part of its weight that a negated cue has: it speaks against its sense, less strongly."""
QUESTIONED_SHARE = 0.5
"""The part of its weight that a cue in an unanswered question has."""


class CompiledCue(Struct, frozen=True, array_like=True, gc=False):
    """A cue with a number: a text, or a pattern; a `relative` pattern names the mention as {term}."""

    label: str
    pattern: str | None = None
    relative: bool = False


class Weight(Struct, frozen=True, array_like=True, gc=False):
    """What finding a cue means for one sense of a term: nats for the sense (an index), in a window and nearer.

    A `seed` is a plain word of the author's, without weight or window: what it weighs can be learned.
    """

    sense: int
    nats: float
    within: Window | None
    group: str | None
    seed: bool = False


class Demand(Struct, frozen=True, array_like=True, gc=False):
    """A requirement compiled: for each group the cues that count as it, affirmed and negated."""

    any: tuple[str, ...]
    all: tuple[str, ...]
    within: Window
    affirmed: Mapping[int, tuple[str, ...]]
    negated: Mapping[int, tuple[str, ...]]


class CompiledSense(Struct, frozen=True):
    """A sense with its demands."""

    sense: Sense
    requires: Demand | None
    excludes: Demand | None
    forbids: Demand | None


class SeedWord(Struct, frozen=True, array_like=True, gc=False):
    """What a feature that the author gave says of a sense (an index): tenths of a nat, and whether it is from a cue, a
    definition or an example."""

    feature: str
    sense: int
    tenths: int
    origin: str


_WORDS = Decoder(tuple[SeedWord, ...])


class CompiledTerm(Struct, frozen=True):
    """A term with the weights of its senses by cue, the relative patterns to try around each mention, and what words
    say by themselves."""

    term: Term
    senses: tuple[CompiledSense, ...]
    affirmed: Mapping[int, tuple[Weight, ...]]
    negated: Mapping[int, tuple[Weight, ...]]
    relative: tuple[int, ...]
    cues: frozenset[int]
    packed_words: bytes

    @property
    def words(self) -> tuple[SeedWord, ...]:
        """What words say by themselves; in bytes they take a tenth of the room, and few mentions ask."""
        return _WORDS.decode(self.packed_words)

    @property
    def needs_evidence(self) -> bool:
        """Whether anything around a mention can matter."""
        return len(self.senses) > 1 or any(s.requires or s.excludes or s.forbids for s in self.senses)


class Weighed(Struct, frozen=True, array_like=True):
    """What compiling makes of a term: its `cues`, what each sense requires, excludes and forbids, and its `words`.

    `affirmed` and `negated` hold for cues with weights, in turn, their place in `cues` and that of their weights in the
    table which all terms share.
    """

    demands: tuple[tuple[Demand | None, Demand | None, Demand | None], ...]
    cues: tuple[int, ...]
    affirmed: tuple[int, ...]
    negated: tuple[int, ...]
    relative: tuple[int, ...]
    words: bytes

    @property
    def needs_evidence(self) -> bool:
        """Whether anything around a mention can matter."""
        return len(self.demands) > 1 or any(map(any, self.demands))

    def of(self, term: Term, weights: Sequence[tuple[Weight, ...]]) -> CompiledTerm:
        """The compiled term, of the term that this was made of and the table of weights."""
        senses = tuple([CompiledSense(sense, *d) for sense, d in zip(term.senses, self.demands, strict=True)])
        affirmed, negated = (
            {self.cues[at]: weights[which] for at, which in zip(pairs[::2], pairs[1::2], strict=True)}
            for pairs in (self.affirmed, self.negated)
        )
        return CompiledTerm(term, senses, affirmed, negated, self.relative, frozenset(self.cues), self.words)


class Tables(Struct, frozen=True, array_like=True):
    """What finding mentions and cues takes, as plain values: of each form the indices of its terms, and what shows
    of them; of each phrase of a cue the numbers of its cues, with the anchors of those phrases. `labels` are those of
    all cues, `patterns` those of cues that have one, and `relative` the cues of which it names the mention. `words` are
    those of the groups that patterns name; `weights` are shared; `written` tells of each cue with a pattern what is
    known of that."""

    forms: Phrases
    anchored: Anchored
    abbreviations: Mapping[str, tuple[tuple[str, int], ...]]
    cues: Phrases
    cue_anchors: CueAnchors
    labels: Packed
    patterns: Mapping[int, str]
    relative: frozenset[int]
    words: Mapping[str, tuple[str, ...]]
    weights: tuple[tuple[Weight, ...], ...]
    written: Mapping[int, Written]


class Compiled(Struct, frozen=True):
    """A glossary ready for use. The values of `forms` index `terms`, those of `cues` index `cue_list`.

    `anchored` gives the cues that may be asked for in a text, `abbreviations` for each folded abbreviation its exact
    spellings by term.
    """

    glossary: Glossary
    terms: Sequence[CompiledTerm]
    forms: Matcher
    anchored: AnchoredCues
    abbreviations: Mapping[str, tuple[tuple[str, int], ...]]
    cues: Matcher
    cue_phrases: CuePhrases
    cue_list: Sequence[CompiledCue]
    patterns: tuple[int, ...]
    expressions: Expressions

    def needs_evidence(self, terms: Sequence[int]) -> bool:
        """Whether anything around a mention of these terms can matter: not where one sense that asks for nothing is
        all."""
        return len(terms) > 1 or self.terms[terms[0]].needs_evidence

    def could_match(self, cues: Iterable[int], look: Look) -> list[tuple[int, str]]:
        """Those of the cues with a pattern that could match a text, each with its pattern."""
        is_open, known = self.expressions.gates.is_open, self.expressions.patterns
        return [(cue, known[cue]) for cue in cues if cue in known and is_open(known[cue], look)]

    def asking(self, mentions: Iterable[tuple[int, ...]]) -> frozenset[int]:
        """The terms to which cues around mentions can matter, the mentions given by their terms."""
        return frozenset([index for found in set(mentions) if self.needs_evidence(found) for index in found])

    def wanted(self, terms: Iterable[int]) -> frozenset[int]:
        """The cues that can matter to terms."""
        cues = [self.terms[index].cues for index in terms]
        return cues[0] if len(cues) == 1 else frozenset[int]().union(*cues)


def compile_glossary(glossary: Glossary, surfaces: "Surfaces | None" = None) -> Compiled:
    """The glossary ready for use. Raises nothing on a glossary that its reader accepted.

    `surfaces` are its surface forms, where they are known already.
    """
    from termlint.glossary.forms import surface_forms
    from termlint.glossary.tabulate import tabulated

    tables, weighed = tabulated(glossary, surfaces or surface_forms(glossary))
    return assembled(glossary, tables, weighed.__getitem__)


def assembled(glossary: Glossary, tables: Tables, weighed: Callable[[int], Weighed]) -> Compiled:
    """The glossary ready for use, by what `tabulated` computed; terms are compiled when they are first asked for."""
    cues = Matcher.of(tables.cues.spelt.texts(), tables.cues.standing_for.rows())
    labels, patterns, relative, weights = tables.labels.texts(), tables.patterns, tables.relative, tables.weights
    terms = Lazy(len(glossary.terms), lambda index: weighed(index).of(glossary.terms[index], weights))
    return Compiled(
        glossary,
        terms,
        forms=Matcher.of(tables.forms.spelt.texts(), _shared(tables.forms.standing_for.rows())),
        anchored=AnchoredCues(tables.anchored),
        abbreviations=tables.abbreviations,
        cues=cues,
        cue_phrases=CuePhrases(cues, tables.cue_anchors),
        cue_list=Lazy(len(labels), lambda n: CompiledCue(labels[n], patterns.get(n), n in relative)),
        patterns=tuple([number for number in patterns if number not in relative]),
        expressions=Expressions(patterns, tables.words, tables.written),
    )


def _shared(rows: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """The rows with one for all that are equal: every mention of a term holds one."""
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    return tuple([known.setdefault(row, row) for row in rows])
