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
from termlint.document import Document, RunKind
from termlint.framing import framing
from termlint.glossary.compiled import Compiled
from termlint.glossary.model import Window
from termlint.occurrence import PATH_RUN, Found, Seen
from termlint.passage import Passage, Passages
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
_RANK = itemgetter(0)


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
        passage = self.passages[mention.run]
        heading = passage.run.kind is not RunKind.PARAGRAPH
        if not passage.sentences:
            return framing("", Span(0, 0), heading=heading)
        index = passage.sentence_at(mention.at.start)
        sentence = passage.sentences[index]
        within = Span(mention.at.start - sentence.start, min(mention.at.end, sentence.end) - sentence.start)
        return framing(sentence.of(passage.text), within, passage.heard(index), heading=heading)

    def text(self, found: Found) -> str:
        """The words of an occurrence."""
        return found.at.of(self.path if found.run == PATH_RUN else self.passages[found.run].text)

    def source_span(self, found: Found) -> Span | None:
        """Where an occurrence stands in the source; None in the path."""
        return None if found.run == PATH_RUN else self.document.runs[found.run].source_span(found.at)

    def around(self, mention: Mention, cues: AbstractSet[int], relative: Sequence[int]) -> list[Seen]:
        """The nearest occurrence of each cue in each polarity, for the cues asked for, nearest windows first."""
        best: dict[tuple[int, Polarity], Seen] = {}
        there = cues & self._places.present
        if there:
            for seen in self._candidates(mention, there):
                key = (seen.found.cue, seen.found.polarity)
                if (known := best.get(key)) is None or _rank(seen) < _rank(known):
                    best[key] = seen
        if relative:
            for found in self._relative(mention, relative):
                best[found.cue, found.polarity] = Seen(found, Window.PHRASE, 1.0, Polarity.AFFIRMED)
        far = [
            ranked
            for cue in self._far.keys() & there
            for ranked in self._far[cue]
            if (cue, ranked[1].polarity) not in best and not _within(ranked[1].found, mention)
        ]
        # What is far counts least, and so comes last.
        return sorted(best.values(), key=_rank_and_cue) + [seen for _, seen in sorted(far, key=_RANK)]

    def _candidates(self, mention: Mention, cues: AbstractSet[int]) -> Iterator[Seen]:
        passage = self.passages[mention.run]
        home = passage.run.section
        for places in self._places.by_section.get(home, {}).values():
            if there := places.keys() & cues:
                yield from self._in_section(mention, passage, [places[cue] for cue in there])
        chain = self.document.heading_chain(home)
        for depth, heading in enumerate(chain):
            if heading != mention.run and (firsts := self._places.by_run.get(heading)):
                yield from _seen(firsts, cues, Window.SECTION, IN_SECTION if depth else IN_BLOCK)
        if chain[:1] == (mention.run,) or passage.run.kind is RunKind.METADATA:
            yield from _seen(self._places.below(home), cues, Window.SECTION, IN_SECTION)
        for polarity, places in self._places.metadata.items():
            for cue in places.keys() & cues:
                if found := next((f for f in places[cue] if f.run != mention.run), None):
                    yield Seen(found, Window.METADATA, IN_SECTION, polarity)
        if firsts := self._places.by_run.get(PATH_RUN):
            yield from _seen(firsts, cues, Window.PATH, IN_SECTION)

    def _in_section(self, mention: Mention, passage: Passage, places: Iterable[Sequence[Found]]) -> Iterator[Seen]:
        """The nearest occurrences in a section. From its own heading the section reads as one block."""
        own = self.document.sections[passage.run.section].heading == mention.run
        here = (mention.run, mention.at.start)
        for found_there in places:
            index = bisect_left(found_there, here, key=_start) if len(found_there) > 2 else 2
            for found in found_there[max(0, index - 2) : index + 2]:
                if not _within(found, mention):
                    window, near = self._nearness(mention, passage, found)
                    polarity = found.polarity
                    if window is Window.PHRASE or window is Window.SENTENCE:
                        polarity = self.passages.polarity(found.run, found.at, mention.at)
                    yield Seen(found, window, max(near, IN_BLOCK) if own else near, polarity)

    def _nearness(self, mention: Mention, passage: Passage, found: Found) -> tuple[Window, float]:
        if found.run != mention.run:
            same = self.document.block(found.run) == passage.run.block
            return (Window.BLOCK, IN_BLOCK) if same else (Window.SECTION, IN_SECTION)
        if passage.sentence_at(found.at.start) != passage.sentence_at(mention.at.start):
            return Window.BLOCK, IN_BLOCK
        low, high = min(found.at.end, mention.at.end), max(found.at.start, mention.at.start)
        between = passage.text[low:high] if low < high else ""
        if len(between) <= _PHRASE_REACH and _PHRASE_BREAKS.isdisjoint(between):
            return Window.PHRASE, 1.0
        return Window.SENTENCE, max(IN_BLOCK, 1 / (1 + len(between) / _HALF_AWAY))

    def _relative(self, mention: Mention, cues: Sequence[int]) -> Iterator[Found]:
        """The first match of each pattern around the mention in its sentence, and within reach of it."""
        sentence = self.sentence(mention)
        text = self.passages[mention.run].text
        start, end = max(sentence.start, mention.at.start - REACH), min(sentence.end, mention.at.end + REACH)
        for cue, at in self._patience.around(cues, text, mention.at, Span(start, end)):
            yield Found(cue, mention.run, at, self.passages.polarity(mention.run, at))


def _seen(firsts: Firsts, cues: AbstractSet[int], window: Window, share: float) -> Iterator[Seen]:
    """The cues asked for in a place so far away that of each the first will do."""
    for polarity, first in firsts.items():
        for cue in first.keys() & cues:
            yield Seen(first[cue], window, share, polarity)


def _within(found: Found, mention: Mention) -> bool:
    """Whether an occurrence lies within the mention itself, where it says nothing that the term does not say."""
    return found.run == mention.run and mention.at.contains(found.at)


def _start(found: Found) -> tuple[int, int]:
    return found.run, found.at.start


def _rank(seen: Seen) -> tuple[float, int, Span]:
    """The nearest first, then those that stand first."""
    return -seen.share, seen.found.run, seen.found.at


def _rank_and_cue(seen: Seen) -> tuple[float, int, Span, int]:
    return -seen.share, seen.found.run, seen.found.at, seen.found.cue
