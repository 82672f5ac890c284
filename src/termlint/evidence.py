"""Finds cues in a document and tells how near each stands to a mention and whether it is affirmed.

A document is read once for all cues that its mentions ask for. What can be seen from a mention is then a look-up: the
nearest place of each cue in its section, headings, front matter and path, so that the cost of a mention does not grow
with the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from termlint.anchors import RawText
from termlint.document import Document, RunKind
from termlint.fold import folded
from termlint.framing import framing
from termlint.glossary.compiled import Compiled
from termlint.glossary.model import Window
from termlint.mention import FoldedRuns
from termlint.negation import Scopes, answer, may_tell, scopes
from termlint.occurrence import PATH_RUN, Found, Seen
from termlint.patience import Patience
from termlint.resolution import Framing, Mention, Polarity
from termlint.sentences import Sentences, sentence_at, sentences
from termlint.span import Span

REACH = 300
"""How many characters to either side of a mention a pattern that names it is matched on."""
IN_BLOCK, IN_SECTION, IN_DOCUMENT = 0.6, 0.4, 0.15
"""The shares of its weight that a cue has in the mention's block or own heading, its section, and further off."""
_PHRASE_REACH = 40
_HALF_AWAY = 120
"""How many characters off, in its own sentence, a cue has half its weight; it never has less than in the block."""
_PHRASE_BREAKS = frozenset(",;:\u2014.!?()")


_Key: TypeAlias = tuple[int, Polarity]
_Firsts: TypeAlias = dict[_Key, Found]


class Sights:
    """The cues of one document that its mentions ask for, ordered for looking around each. Built once a document."""

    def __init__(
        self,
        document: Document,
        texts: FoldedRuns,
        compiled: Compiled,
        path: str,
        mentions: Iterable[Mention],
        raw: RawText | None = None,
    ) -> None:
        self.document = document
        self.path = path
        self._compiled = compiled
        mentions = tuple(mentions)
        self._wanted = compiled.wanted(mention.terms for mention in mentions)
        where = dict.fromkeys(mention.run for mention in mentions)
        self._patience = Patience(compiled.expressions, (document.runs[number].text for number in where))
        self._sentences: dict[int, Sentences] = {}
        self._telling: dict[int, bool] = {}
        self._scopes: dict[tuple[int, int], Scopes] = {}
        self._by_run: dict[int, _Firsts] = defaultdict(dict)
        self._by_section: dict[int, dict[_Key, list[Found]]] = defaultdict(lambda: defaultdict(list))
        self._first: _Firsts = {}
        self._beneath: dict[int, _Firsts] = {}
        self._children: dict[int, list[int]] = defaultdict(list)
        for number, section in enumerate(document.sections):
            if section.parent is not None:
                self._children[section.parent].append(number)
        self._collect(texts, raw)
        self._metadata = self._front_matter()

    @property
    def slow(self) -> tuple[str, ...]:
        """The patterns that took too long on this document."""
        return tuple(self._patience.slow)

    def sentence(self, mention: Mention) -> Span:
        """The sentence of a mention, as a span in its run."""
        spans = self._run_sentences(mention.run)
        return spans[sentence_at(spans, mention.at.start)] if spans else Span(0, 0)

    def framing(self, mention: Mention) -> Framing:
        """How the sentence of a mention speaks of it."""
        run, spans = self.document.runs[mention.run], self._run_sentences(mention.run)
        index = sentence_at(spans, mention.at.start)
        sentence = spans[index] if spans else Span(0, 0)
        within = Span(mention.at.start - sentence.start, min(mention.at.end, sentence.end) - sentence.start)
        heard = self._heard(mention.run, index) if spans else None
        return framing(sentence.of(run.text), within, heard, heading=run.kind is not RunKind.PARAGRAPH)

    def text(self, found: Found) -> str:
        """The words of an occurrence."""
        return found.at.of(self.path if found.run == PATH_RUN else self.document.runs[found.run].text)

    def source_span(self, found: Found) -> Span | None:
        """Where an occurrence stands in the source; None in the path."""
        return None if found.run == PATH_RUN else self.document.runs[found.run].source_span(found.at)

    def around(self, mention: Mention, cues: AbstractSet[int], relative: Sequence[int]) -> list[Seen]:
        """The nearest occurrence of each cue in each polarity, for the cues asked for, nearest windows first."""
        best: dict[_Key, Seen] = {}
        for seen in self._candidates(mention, cues):
            key = (seen.found.cue, seen.found.polarity)
            if key not in best or (-seen.share, seen.found.run, seen.found.at) < (
                -best[key].share,
                best[key].found.run,
                best[key].found.at,
            ):
                best[key] = seen
        for found in self._relative(mention, relative):
            best[found.cue, found.polarity] = Seen(found, Window.PHRASE, 1.0, Polarity.AFFIRMED)
        for key, found in self._first.items():
            if key[0] in cues and key not in best and not _within(found, mention):
                best[key] = Seen(found, Window.DOCUMENT, IN_DOCUMENT, found.polarity)
        return sorted(best.values(), key=lambda s: (-s.share, s.found.run, s.found.at, s.found.cue))

    def _candidates(self, mention: Mention, cues: AbstractSet[int]) -> Iterator[Seen]:
        runs = self.document.runs
        home = runs[mention.run].section
        yield from self._in_section(mention, home, cues)
        chain = self.document.heading_chain(home)
        for depth, heading in enumerate(chain):
            if heading != mention.run:
                yield from _seen(self._by_run.get(heading, {}), cues, Window.SECTION, IN_SECTION if depth else IN_BLOCK)
        if chain[:1] == (mention.run,) or runs[mention.run].kind is RunKind.METADATA:
            yield from _seen(self._below(home), cues, Window.SECTION, IN_SECTION)
        for key, places in self._metadata.items():
            if key[0] in cues and (found := next((f for f in places if f.run != mention.run), None)):
                yield Seen(found, Window.METADATA, IN_SECTION, found.polarity)
        yield from _seen(self._by_run.get(PATH_RUN, {}), cues, Window.PATH, IN_SECTION)

    def _in_section(self, mention: Mention, section: int, cues: AbstractSet[int]) -> Iterator[Seen]:
        """The nearest occurrences in a section. From its own heading the section reads as one block."""
        own = self.document.sections[section].heading == mention.run
        here = (mention.run, mention.at.start)
        for key, places in self._by_section[section].items():
            if key[0] not in cues:
                continue
            index = bisect_left(places, here, key=lambda f: (f.run, f.at.start))
            for found in places[max(0, index - 2) : index + 2]:
                if not _within(found, mention):
                    window, near = self._nearness(mention, found)
                    together = window in (Window.PHRASE, Window.SENTENCE)
                    polarity = self._polarity(found.run, found.at, mention.at) if together else found.polarity
                    yield Seen(found, window, max(near, IN_BLOCK) if own else near, polarity)

    def _nearness(self, mention: Mention, found: Found) -> tuple[Window, float]:
        runs = self.document.runs
        if found.run != mention.run:
            same = runs[found.run].block == runs[mention.run].block
            return (Window.BLOCK, IN_BLOCK) if same else (Window.SECTION, IN_SECTION)
        spans = self._run_sentences(mention.run)
        if sentence_at(spans, found.at.start) != sentence_at(spans, mention.at.start):
            return Window.BLOCK, IN_BLOCK
        low, high = min(found.at.end, mention.at.end), max(found.at.start, mention.at.start)
        between = runs[mention.run].text[low:high] if low < high else ""
        if len(between) <= _PHRASE_REACH and not _PHRASE_BREAKS.intersection(between):
            return Window.PHRASE, 1.0
        return Window.SENTENCE, max(IN_BLOCK, 1 / (1 + len(between) / _HALF_AWAY))

    def _below(self, section: int) -> _Firsts:
        """The first occurrence of each cue in the sections below one, the deeper ones too."""
        if section not in self._beneath:
            firsts: _Firsts = {}
            for child in self._children.get(section, ()):
                own = {key: places[0] for key, places in self._by_section.get(child, {}).items()}
                for key, found in (*own.items(), *self._below(child).items()):
                    firsts[key] = min(firsts.get(key, found), found, key=lambda f: (f.run, f.at))
            self._beneath[section] = firsts
        return self._beneath[section]

    def _front_matter(self) -> Mapping[_Key, list[Found]]:
        """The first occurrences of each cue in the front matter: two, for a mention may stand in the run of one."""
        places: dict[_Key, list[Found]] = defaultdict(list)
        for number in sorted(self._by_run):
            if number != PATH_RUN and self.document.runs[number].kind is RunKind.METADATA:
                for key, found in self._by_run[number].items():
                    if len(places[key]) < 2:
                        places[key].append(found)
        return places

    def _collect(self, texts: FoldedRuns, raw: RawText | None) -> None:
        cues, wanted = self._compiled.cues, self._wanted
        phrases = cues.standing_for(wanted)
        cues = cues.part(phrases)
        patterns = tuple(cue for cue in self._compiled.patterns if cue in wanted)
        if phrases or patterns:
            offsets = self._compiled.cue_anchors.offsets(raw, phrases) if raw and not patterns else None
            for number in self.document.runs_at(offsets):
                text = texts[number]
                words = [
                    Found(cue, number, at, self._polarity(number, at))
                    for hit in cues.hits(text.text)
                    for at in (text.span(hit.start, hit.end),)
                    for cue in hit.values
                    if cue in wanted
                ]
                found = [*words, *self._patterns(number, patterns)] if patterns else words
                for one in sorted(found, key=lambda f: (f.at, f.cue)):
                    self._add(one)
        path = folded(self.path.replace("/", " ").replace("_", " ").replace(".", " "))
        for hit in sorted(cues.hits(path.text), key=lambda h: (h.start, h.end)):
            for cue in wanted.intersection(hit.values):
                there = Found(cue, PATH_RUN, path.span(hit.start, hit.end), Polarity.AFFIRMED)
                self._by_run[PATH_RUN].setdefault((cue, Polarity.AFFIRMED), there)

    def _add(self, found: Found) -> None:
        run = self.document.runs[found.run]
        key = (found.cue, found.polarity)
        self._by_run[found.run].setdefault(key, found)
        if run.kind is not RunKind.METADATA:
            self._by_section[run.section][key].append(found)
            self._first.setdefault(key, found)

    def _patterns(self, number: int, cues: Iterable[int]) -> Iterator[Found]:
        look = self._compiled.expressions.look(self.document.runs[number].text)
        for cue, pattern in self._compiled.could_match(cues, look):
            for match in self._patience.matches(pattern, look):
                at = Span(*match)
                yield Found(cue, number, at, self._polarity(number, at))

    def _relative(self, mention: Mention, cues: Sequence[int]) -> Iterator[Found]:
        """The first match of each pattern around the mention in its sentence, and within reach of it."""
        if not cues:
            return
        sentence = self.sentence(mention)
        text = self.document.runs[mention.run].text
        start, end = max(sentence.start, mention.at.start - REACH), min(sentence.end, mention.at.end + REACH)
        for cue, at in self._patience.around(cues, text, mention.at, Span(start, end)):
            yield Found(cue, mention.run, at, self._polarity(mention.run, at))

    def _run_sentences(self, number: int) -> Sentences:
        if number not in self._sentences:
            self._sentences[number] = sentences(self.document.runs[number].text)
        return self._sentences[number]

    def _polarity(self, number: int, at: Span, beside: Span | None = None) -> Polarity:
        """How a stretch of a run stands in its sentence; with `beside`, as seen from there in the same sentence."""
        if number not in self._telling:
            self._telling[number] = may_tell(self.document.runs[number].text)
        if not self._telling[number]:
            return Polarity.AFFIRMED
        spans = self._run_sentences(number)
        if not spans:
            return Polarity.AFFIRMED
        index = sentence_at(spans, at.start)
        text = self.document.runs[number].text
        scope, start = self._heard(number, index), min(spans[index].start, at.start)
        answered = Polarity.QUESTIONED
        if scope.asked is not None and text[spans[index].start : spans[index].end].rstrip().endswith("?"):
            answered = answer(self._following(number, index))
        return scope.polarity(at.shift(-start), answered, beside=beside.shift(-start) if beside else None)

    def _heard(self, number: int, index: int) -> Scopes:
        if (number, index) not in self._scopes:
            sentence = self._run_sentences(number)[index]
            self._scopes[number, index] = scopes(sentence.of(self.document.runs[number].text))
        return self._scopes[number, index]

    def _following(self, number: int, index: int) -> str:
        """The text that may answer a question: the next sentence, or the beginning of the next run."""
        spans, runs = self._run_sentences(number), self.document.runs
        if index + 1 < len(spans):
            return spans[index + 1].of(runs[number].text)
        return runs[number + 1].text[:60] if number + 1 < len(runs) else ""


def _seen(firsts: _Firsts, cues: AbstractSet[int], window: Window, share: float) -> Iterator[Seen]:
    """The cues asked for in a place so far away that of each the first will do."""
    return (Seen(found, window, share, found.polarity) for key, found in firsts.items() if key[0] in cues)


def _within(found: Found, mention: Mention) -> bool:
    """Whether an occurrence lies within the mention itself, where it says nothing that the term does not say."""
    return found.run == mention.run and mention.at.contains(found.at)
