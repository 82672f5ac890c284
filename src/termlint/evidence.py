"""Finds cues in a document and tells how near each stands to a mention and whether it is affirmed.

A document is read once for all cues that its mentions ask for. What can be seen from a mention is then a look-up: the
nearest place of each cue in its section, headings, front matter and path, so that the cost of a mention does not grow
with the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from termlint.anchors import RawText
from termlint.asked import Asked
from termlint.cue_places import CuePlaces, Firsts
from termlint.document import Document, ProseRun, RunKind
from termlint.framing import Told
from termlint.glossary.compiled import Compiled
from termlint.glossary.model import Window
from termlint.kept import Kept
from termlint.nearness import IN_BLOCK, IN_DOCUMENT, IN_SECTION, Beside, first_from, tells
from termlint.occurrence import PATH_RUN, Found, Seen
from termlint.outlook import Key, Outlook, Prospect, Ranked, Sight, ranked
from termlint.passage import Passage, Passages
from termlint.patience import Patience
from termlint.resolution import Framing, Mention, Polarity
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention a pattern that names it is matched on."""
_KEPT = 64
"""How many prospects of mentions of the same terms are kept: they come from front to back."""
_MANY = 10_000
"""How many occurrences are kept as they are seen from most runs of their section."""
_RANK = itemgetter(0)
_PHRASE, _BLOCK, _SECTION = Window.PHRASE, Window.BLOCK, Window.SECTION
_AFFIRMED = Polarity.AFFIRMED
"""To ask an Enum for its member takes as long as half a dozen names."""
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
        asked: Asked | None = None,
    ) -> None:
        self.document = document
        self.passages = passages
        self.path = path
        self._compiled = compiled
        mentions = tuple(mentions)
        where = dict.fromkeys(mention.run for mention in mentions)
        self._patience = Patience(compiled.expressions, (passages[number].text for number in where))
        self._places = CuePlaces(document, passages, compiled, self._patience)
        self._places.collect(mentions, path, raw, asked)
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
        return self._told_of(mention).framing(mention.at)

    def may_quote(self, mention: Mention) -> bool:
        """Whether that may be `QUOTED`: a quick look."""
        return self._told_of(mention).may_quote(mention.at)

    def _told_of(self, mention: Mention) -> Told:
        """What the sentence of a mention tells."""
        return self._told[mention.run, self.passages[mention.run].sentence_at(mention.at.start)]

    def text(self, found: Found) -> str:
        """The words of an occurrence."""
        return found.at.of(self.path if found.run == PATH_RUN else self.passages[found.run].text)

    def source_span(self, found: Found) -> Span | None:
        """Where an occurrence stands in the source; None in the path."""
        return None if found.run == PATH_RUN else self.passages[found.run].run.source_span(found.at)

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
        prospect = self._from_run(mention.run, outlook) if outlook.cues else _NOTHING
        if prospect.rows or relative:
            passage = self.passages[mention.run]
            index = passage.sentence_at(mention.at.start)
            if prospect.rows:
                beside = Beside(self.document, self.passages, mention, index, own=prospect.is_own)
                _in_section(beside, prospect, found)
            if relative:
                self._relative(mention, passage, index, relative, found)
        near, keys = prospect.with_near(found) if found else (prospect.near, prospect.best.keys())
        within = outlook.within(mention)
        return Sight(outlook, near, keys | set(within) if within else keys)

    def _outlook(self, cues: AbstractSet[int]) -> Outlook:
        there = cues & self._places.present
        if not there:
            return _NOWHERE
        far = [ranked for cue in self._far.keys() & there for ranked in self._far[cue]]
        return Outlook(there, [seen for _, seen in sorted(far, key=_RANK)])

    def _from_run(self, number: int, outlook: Outlook) -> Prospect:
        """What is seen from a run, for all mentions of the same terms in it."""
        known = outlook.from_runs.get(number)
        if known is None:
            if len(outlook.from_runs) >= _KEPT:
                outlook.from_runs.clear()
            known = outlook.from_runs[number] = self._seen_from(number, outlook)
        return known

    def _seen_from(self, number: int, outlook: Outlook) -> Prospect:
        """What is seen from a run: of its section all cues but those that have an occurrence in the run itself."""
        prospect = self._prospect(number, outlook)
        if not prospect.rows:
            return prospect
        elsewhere, nearest = self._elsewhere[number], list[Ranked]()
        rows: list[tuple[Key, Sequence[Found]]] = []
        for key, row in prospect.rows:
            if key in elsewhere:
                one = elsewhere[key]
            else:
                one = elsewhere[key] = self._in_other_runs(number, key, row, own=prospect.is_own)
            if one:
                nearest.append(one)
            else:
                rows.append((key, row))
        return Prospect.of(rows, [*nearest, *prospect.best.values()], is_own=prospect.is_own)

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
            known = outlook.prospects[key] = Prospect.of(rows, map(ranked, others), is_own=is_own)
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
                yield from _seen(firsts, cues, _SECTION, IN_SECTION if depth else IN_BLOCK)
        if below:
            yield from _seen(self._places.below(home), cues, _SECTION, IN_SECTION)
        for polarity, places in self._places.metadata.items():
            for cue in places.keys() & cues:
                if found := next((f for f in places[cue] if f.run != number), None):
                    yield Seen(found, Window.METADATA, IN_SECTION, polarity)
        if firsts := self._places.by_run.get(PATH_RUN):
            yield from _seen(firsts, cues, Window.PATH, IN_SECTION)

    def _in_other_runs(self, run: int, key: Key, row: Sequence[Found], *, own: bool) -> Ranked | None:
        """The nearest of the occurrences around a run in its section; None where one stands in the run itself."""
        around = row
        if len(row) > 1:
            index = first_from(row, run)
            if index < len(row) and row[index].run == run:
                return None
            around = row[max(0, index - 2) : index + 2] if len(row) > 2 else row
        first, block = around[0], self._block
        if first.run == run:
            return None
        here = block(run)
        if own:
            window = _BLOCK if block(first.run) == here else _SECTION
            return ranked(Seen(first, window, IN_BLOCK, key[1]))
        for found in around:
            if block(found.run) == here:
                return ranked(Seen(found, _BLOCK, IN_BLOCK, key[1]))
        known = self._in_sections.get(id(first))  # seen so from most runs
        if known is None:
            if len(self._in_sections) >= _MANY:
                self._in_sections.clear()
            known = self._in_sections[id(first)] = ranked(Seen(first, _SECTION, IN_SECTION, key[1]))
        return known

    def _relative(
        self, mention: Mention, passage: Passage, index: int, cues: Sequence[int], best: dict[Key, Ranked]
    ) -> None:
        """Adds the first match of each pattern around the mention in its sentence, and within reach of it."""
        run, at, sentence = mention.run, mention.at, passage.sentences[index]  # there is one where there is a mention
        within = Span(max(sentence.start, at.start - REACH), min(sentence.end, at.end + REACH))
        matches = self._patience.around(cues, passage.text, at, within)
        told = bool(matches) and passage.tells and tells(passage.heard(index))
        for cue, there in matches:
            polarity = self.passages.polarity(run, there) if told else _AFFIRMED
            one = Seen(Found(cue, run, there, polarity), _PHRASE, 1.0, _AFFIRMED)
            best[cue, polarity] = (-1.0, run, there.start, there.end, cue), one


def _in_section(beside: Beside, prospect: Prospect, best: dict[Key, Ranked]) -> None:
    """Adds the nearest of occurrences in the section that stand in the mention's run, too. From its own heading the
    section reads as one block."""
    nearer = prospect.best
    for key, row in prospect.rows:
        one = beside.nearest(key, row)
        if one is not None and (key not in nearer or one[0] <= nearer[key][0]):
            best[key] = one


def _sees_as_others(number: int, run: ProseRun, chain: Sequence[int]) -> bool:
    """Whether what is beyond a section looks from a run of it as from most others: it is no heading or front matter."""
    return number not in chain and run.kind is not RunKind.METADATA


def _seen(firsts: Firsts, cues: AbstractSet[int], window: Window, share: float) -> Iterator[Seen]:
    """The cues asked for in a place so far away that of each the first will do."""
    for polarity, first in firsts.items():
        for cue in first.keys() & cues:
            yield Seen(first[cue], window, share, polarity)
