"""Finds cues in a document and tells how near each stands to a mention and whether it is affirmed.

A document is read once for all cues that its mentions ask for. What can be seen from a mention is then a look-up: the
nearest place of each cue in its section, headings, front matter and path, so that the cost of a mention does not grow
with the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from termlint.anchors import RawText
from termlint.cue_places import CuePlaces, Firsts
from termlint.document import Document, ProseRun, RunKind
from termlint.framing import Told
from termlint.glossary.compiled import Compiled
from termlint.glossary.model import Window
from termlint.kept import Kept
from termlint.occurrence import PATH_RUN, Found, Seen
from termlint.outlook import Key, Outlook, Prospect, Ranked, Sight, ranked
from termlint.passage import Passages
from termlint.patience import Patience
from termlint.resolution import Framing, Mention, Polarity
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention a pattern that names it is matched on."""
IN_BLOCK, IN_SECTION, IN_DOCUMENT = 0.6, 0.4, 0.15
"""The shares of its weight that a cue has in the mention's block or own heading, its section, and further off."""
_PHRASE_REACH = 40
_HALF_AWAY = 120
"""How many characters off, in its own sentence, a cue has half its weight; it never has less than in the block."""
_PHRASE_BREAKS = frozenset(",;:\u2014.!?()")
_KEPT = 64
"""How many prospects of mentions of the same terms are kept: they come from front to back."""
_MANY = 10_000
"""How many occurrences are kept as they are seen from most runs of their section."""
_RANK = itemgetter(0)
_NOTHING = Prospect.of((), (), is_own=False)
_NOWHERE = Outlook(frozenset(), ())
_DARK = Sight(_NOWHERE, (), frozenset())


class Sights:
    """The cues of one document that its mentions ask for, ordered for looking around each. Built once a document."""

    def __init__(
        self,
        document: Document,
        passages: Passages,
        compiled: Compiled,
        path: str,
        mentions: Iterable[Mention],
        raw: RawText | None = None,
    ) -> None:
        self.document = document
        self.passages = passages
        self.path = path
        self._compiled = compiled
        mentions = tuple(mentions)
        where = dict.fromkeys(mention.run for mention in mentions)
        self._patience = Patience(compiled.expressions, (passages[number].text for number in where))
        self._places = CuePlaces(document, passages, compiled, self._patience)
        self._places.collect(mentions, path, raw)
        self._outlooks: dict[frozenset[int], Outlook] = {}
        self._told = Kept[tuple[int, int], Told](lambda at: Told.of(passages[at[0]], at[1]))
        self._block = document.outline.blocks.__getitem__ if document.outline else document.block
        self._in_sections: dict[int, Ranked] = {}
        self._chains: dict[int, tuple[int, ...]] = {}
        self._elsewhere = Kept[int, dict[Key, Ranked | None]](lambda _: {})
        self._far: dict[int, list[tuple[int, Seen]]] = {}
        for rank, found in enumerate(self._places.firsts()):  # what is far from one mention is so for nearly all
            seen = Seen(found, Window.DOCUMENT, IN_DOCUMENT, found.polarity)
            self._far.setdefault(found.cue, []).append((rank, seen))

    @property
    def slow(self) -> tuple[str, ...]:
        """The patterns that took too long on this document."""
        return tuple(self._patience.slow)

    def sentence(self, mention: Mention) -> Span:
        """The sentence of a mention, as a span in its run."""
        passage = self.passages[mention.run]
        return passage.sentences[passage.sentence_at(mention.at.start)] if passage.sentences else Span(0, 0)

    def framing(self, mention: Mention) -> Framing:
        """How the sentence of a mention speaks of it."""
        at, passage = mention.at, self.passages[mention.run]
        index = passage.sentence_at(at.start)
        told = self._told[mention.run, index]
        return told.framing(at)

    def text(self, found: Found) -> str:
        """The words of an occurrence."""
        return found.at.of(self.path if found.run == PATH_RUN else self.passages[found.run].text)

    def source_span(self, found: Found) -> Span | None:
        """Where an occurrence stands in the source; None in the path."""
        return None if found.run == PATH_RUN else self.document.runs[found.run].source_span(found.at)

    def around(self, mention: Mention, cues: AbstractSet[int], relative: Sequence[int]) -> Sequence[Seen]:
        """The nearest occurrence of each cue in each polarity, for the cues asked for, nearest windows first."""
        return self.sight(mention, frozenset(cues), relative).all

    def sight(self, mention: Mention, cues: frozenset[int], relative: Sequence[int]) -> Sight:
        """The same, as far as it is found for one mention, and as far as it is seen by others alike."""
        outlook = self._outlooks.get(cues)
        if outlook is None:
            outlook = self._outlooks[cues] = self._outlook(cues)
        if outlook is _NOWHERE and not relative:
            return _DARK
        found: dict[Key, Ranked] = {}
        prospect = self._prospect(mention.run, outlook) if outlook.cues else _NOTHING
        if prospect.rows:
            self._in_section(mention, prospect, found)
        for one in self._relative(mention, relative) if relative else ():
            found[one.cue, one.polarity] = ranked(Seen(one, Window.PHRASE, 1.0, Polarity.AFFIRMED))
        near, keys = prospect.with_near(found) if found else (prospect.near, prospect.best.keys())
        within = outlook.within(mention)
        return Sight(outlook, near, keys | set(within) if within else keys)

    def _outlook(self, cues: AbstractSet[int]) -> Outlook:
        there = cues & self._places.present
        if not there:
            return _NOWHERE
        far = [ranked for cue in self._far.keys() & there for ranked in self._far[cue]]
        return Outlook(there, [seen for _, seen in sorted(far, key=_RANK)])

    def _prospect(self, number: int, outlook: Outlook) -> Prospect:
        run = self.passages[number].run
        home, chain = run.section, self._chain(run.section)
        key = (home, -1 if _sees_as_others(number, run, chain) else number)
        known = outlook.prospects.get(key)
        if known is None:
            cues = outlook.cues
            rows = [
                ((cue, polarity), places[cue])
                for polarity, places in self._places.by_section.get(home, {}).items()
                for cue in places.keys() & cues
            ]
            others = self._beyond(
                number, home, chain, cues, below=chain[:1] == (number,) or run.kind is RunKind.METADATA
            )
            is_own = self.document.sections[home].heading == number
            if len(outlook.prospects) >= _KEPT:
                outlook.prospects.clear()
            known = outlook.prospects[key] = Prospect.of(rows, others, is_own=is_own)
        return known

    def _chain(self, section: int) -> tuple[int, ...]:
        known = self._chains.get(section)
        if known is None:
            known = self._chains[section] = self.document.heading_chain(section)
        return known

    def _beyond(
        self, number: int, home: int, chain: Sequence[int], cues: AbstractSet[int], *, below: bool
    ) -> Iterator[Seen]:
        """What is seen from a run of a section beyond that: in headings, below it, in front matter and in the path."""
        for depth, heading in enumerate(chain):
            if heading != number and (firsts := self._places.by_run.get(heading)):
                yield from _seen(firsts, cues, Window.SECTION, IN_SECTION if depth else IN_BLOCK)
        if below:
            yield from _seen(self._places.below(home), cues, Window.SECTION, IN_SECTION)
        for polarity, places in self._places.metadata.items():
            for cue in places.keys() & cues:
                if found := next((f for f in places[cue] if f.run != number), None):
                    yield Seen(found, Window.METADATA, IN_SECTION, polarity)
        if firsts := self._places.by_run.get(PATH_RUN):
            yield from _seen(firsts, cues, Window.PATH, IN_SECTION)

    def _in_section(self, mention: Mention, prospect: Prospect, best: dict[Key, Ranked]) -> None:
        """Adds the nearest occurrences in a section. From its own heading the section reads as one block."""
        run, nearer, own = mention.run, prospect.best, prospect.is_own
        elsewhere, beside = self._elsewhere[run], None
        for key, row in prospect.rows:
            if key not in elsewhere:
                elsewhere[key] = self._in_other_runs(run, key, row, own=own)
            if (one := elsewhere[key]) is None:
                beside = beside or _Beside(self.document, self.passages, mention, own=own)
                if (one := beside.nearest(key, row)) is None:
                    continue
            if not nearer or key not in nearer or one[0] <= nearer[key][0]:
                best[key] = one

    def _in_other_runs(self, run: int, key: Key, row: Sequence[Found], *, own: bool) -> Ranked | None:
        """The nearest of the occurrences around a run in its section; None where one stands in the run itself."""
        around = row
        if len(row) > 1:
            index = bisect_left(row, (run, 0), key=_start)
            if index < len(row) and row[index].run == run:
                return None
            around = row[max(0, index - 2) : index + 2] if len(row) > 2 else row
        first, block = around[0], self._block
        if first.run == run:
            return None
        here = block(run)
        if own:
            window = Window.BLOCK if block(first.run) == here else Window.SECTION
            return ranked(Seen(first, window, IN_BLOCK, key[1]))
        for found in around:
            if block(found.run) == here:
                return ranked(Seen(found, Window.BLOCK, IN_BLOCK, key[1]))
        known = self._in_sections.get(id(first))  # seen so from most runs
        if known is None:
            if len(self._in_sections) >= _MANY:
                self._in_sections.clear()
            known = self._in_sections[id(first)] = ranked(Seen(first, Window.SECTION, IN_SECTION, key[1]))
        return known

    def _relative(self, mention: Mention, cues: Sequence[int]) -> list[Found]:
        """The first match of each pattern around the mention in its sentence, and within reach of it."""
        run, at, passage = mention.run, mention.at, self.passages[mention.run]
        sentence = passage.sentences[passage.sentence_at(at.start)]  # there is one where there is a mention
        within = Span(max(sentence.start, at.start - REACH), min(sentence.end, at.end + REACH))
        found, told, affirmed = self._patience.around(cues, passage.text, at, within), passage.tells, Polarity.AFFIRMED
        return [
            Found(cue, run, there, self.passages.polarity(run, there) if told else affirmed) for cue, there in found
        ]


class _Beside:
    """A mention in its run and its sentence, and what stands beside it there."""

    __slots__ = ("_at", "_block_of", "_first", "_last", "_own", "_passage", "_passages", "_run")

    def __init__(self, document: Document, passages: Passages, mention: Mention, *, own: bool) -> None:
        self._run, self._at, self._own = mention.run, mention.at, own
        self._block_of, self._passages, self._passage = document.block, passages, passages[mention.run]
        starts = self._passage.sentences.starts
        index = self._passage.sentence_at(mention.at.start)
        self._first = starts[index] if index else 0
        self._last = starts[index + 1] if index + 1 < len(starts) else len(self._passage.text) + 1

    def nearest(self, key: Key, row: Sequence[Found]) -> Ranked | None:
        """The nearest of the occurrences around the mention but for those within it, which say nothing that the term
        does not say; in its own heading a section reads as one block."""
        nearest, share, where, run, at = None, 0.0, Window.SECTION, self._run, self._at
        index = bisect_left(row, (run, at.start), key=_start) if len(row) > 2 else 2
        for found in row[max(0, index - 2) : index + 2]:
            if found.run != run:
                same = self._block_of(found.run) == self._block_of(run)
                window, near = (Window.BLOCK, IN_BLOCK) if same else (Window.SECTION, IN_SECTION)
            elif at.contains(found.at):
                continue
            else:
                window, near = self._in_run(found.at)
            if self._own and near < IN_BLOCK:
                near = IN_BLOCK
            if near > share:
                nearest, share, where = found, near, window
        if nearest is None:
            return None
        polarity = key[1]
        if self._passage.tells and (where is Window.PHRASE or where is Window.SENTENCE):
            polarity = self._passages.polarity(run, nearest.at, at)
        return ranked(Seen(nearest, where, share, polarity))

    def _in_run(self, found: Span) -> tuple[Window, float]:
        at, text = self._at, self._passage.text
        if not self._first <= found.start < self._last:
            return Window.BLOCK, IN_BLOCK
        between = text[at.end : found.start] if at.end < found.start else text[found.end : at.start]
        if len(between) <= _PHRASE_REACH and _PHRASE_BREAKS.isdisjoint(between):
            return Window.PHRASE, 1.0
        return Window.SENTENCE, max(IN_BLOCK, 1 / (1 + len(between) / _HALF_AWAY))


def _sees_as_others(number: int, run: ProseRun, chain: Sequence[int]) -> bool:
    """Whether what is beyond a section looks from a run of it as from most others: it is no heading or front matter."""
    return number not in chain and run.kind is not RunKind.METADATA


def _seen(firsts: Firsts, cues: AbstractSet[int], window: Window, share: float) -> Iterator[Seen]:
    """The cues asked for in a place so far away that of each the first will do."""
    for polarity, first in firsts.items():
        for cue in first.keys() & cues:
            yield Seen(first[cue], window, share, polarity)


def _start(found: Found) -> tuple[int, int]:
    return found.run, found.at.start
