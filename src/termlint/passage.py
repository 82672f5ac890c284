"""What is found out about the runs of a document, each thing once and only when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from termlint.document import Document, ProseRun
from termlint.fold import folded
from termlint.negation import Scopes, answer, may_tell, scopes
from termlint.resolution import Polarity
from termlint.sentences import LONGEST, Sentences, sentence_at, sentences
from termlint.span import Span

_SEAM = "|"
"""Stands between runs in a stretch: no blank and part of no word, so that folding joins nothing across it."""
_STRETCH = 50_000
"""The length in characters from which a stretch is long enough."""

_KEPT = 10_000
"""How many passages are kept at most."""


class Passage:
    """A run as it is read: its text, its sentences, and what each of them negates or asks."""

    __slots__ = ("_heard", "_sentences", "_tells", "run", "text")

    def __init__(self, run: ProseRun) -> None:
        self.run = run
        self.text = run.text
        self._sentences: Sentences | None = None
        self._tells: bool | None = None
        self._heard: dict[int, Scopes] = {}

    @property
    def sentences(self) -> Sentences:
        """The sentences in order; none in a text of blanks."""
        if self._sentences is None:
            self._sentences = sentences(self.text)
        return self._sentences

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that `offset` lies in, or the one before it."""
        return sentence_at(self.sentences, offset)

    @property
    def tells(self) -> bool:
        """Whether there can be a negation or a question in the text: where not, all that it names is affirmed."""
        if self._tells is None:
            self._tells = may_tell(self.text)
        return self._tells

    def heard(self, index: int) -> Scopes:
        """What the sentence with this index negates or asks."""
        known = self._heard.get(index)
        if known is None:
            sentence = self.sentences[index]
            # A sentence that was cut within a word may begin with what is no word in the text as a whole.
            open_minded = self.tells or len(self.text) > LONGEST
            known = self._heard[index] = scopes(sentence.of(self.text)) if open_minded else Scopes(len(sentence))
        return known


class Stretch:
    """Several runs, by their `numbers`, folded as one text: to look for phrases in many short runs costs as much as in
    a long one."""

    __slots__ = ("_folded", "_starts", "numbers", "text")

    def __init__(self, passages: Iterable[tuple[int, Passage]]) -> None:
        numbers, texts = zip(*((number, passage.text) for number, passage in passages), strict=True)
        self.numbers: tuple[int, ...] = numbers
        self._starts = [0, *accumulate(len(text) + len(_SEAM) for text in texts)]
        self._folded = folded(_SEAM.join(texts))
        self.text = self._folded.text

    def place(self, start: int, end: int) -> tuple[int, Span] | None:
        """The run that `text[start:end]` stands in, and where; None where it reaches from one run into another."""
        starts = self._folded.starts
        first, last = (start, end) if starts is None else (starts[start], starts[end - 1] + 1)
        index = bisect_right(self._starts, first) - 1
        if last > self._starts[index + 1] - len(_SEAM):
            return None
        return self.numbers[index], Span(first - self._starts[index], last - self._starts[index])


class Passages:
    """The runs of a document as passages, by their numbers, each made when it is first asked for.

    Of a large document only some are kept: most are looked at once, one after the other.
    """

    __slots__ = ("_made", "_runs")

    def __init__(self, document: Document) -> None:
        self._runs = document.runs
        self._made: dict[int, Passage] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, number: int) -> Passage:
        passage = self._made.get(number)
        if passage is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            passage = self._made[number] = Passage(self._runs[number])
        return passage

    def stretches(self, numbers: Iterable[int], *, linted: bool = False) -> Iterator[Stretch]:
        """The runs with these numbers, in their order, a good many in each stretch; only `linted` ones if so asked."""
        several: list[tuple[int, Passage]] = []
        size = 0
        for number in numbers:
            passage = self[number]
            if passage.run.linted or not linted:
                several.append((number, passage))
                size += len(passage.text)
                if size >= _STRETCH:
                    yield Stretch(several)
                    several, size = [], 0
        if several:
            yield Stretch(several)

    def polarity(self, number: int, at: Span, beside: Span | None = None) -> Polarity:
        """How a stretch of a run stands in its sentence; with `beside`, as seen from there in the same sentence."""
        passage = self[number]
        if not passage.tells or not passage.sentences:
            return Polarity.AFFIRMED
        index = passage.sentence_at(at.start)
        scope = passage.heard(index)
        if scope.asked is None and not scope.negated:
            return Polarity.AFFIRMED
        sentence = passage.sentences[index]
        start, answered = min(sentence.start, at.start), Polarity.QUESTIONED
        if scope.asked is not None and sentence.of(passage.text).rstrip().endswith("?"):
            answered = answer(self._following(number, index))
        return scope.polarity(at.shift(-start), answered, beside=beside.shift(-start) if beside else None)

    def _following(self, number: int, index: int) -> str:
        """The text that may answer a question: the next sentence, or the beginning of the next run."""
        passage = self[number]
        if index + 1 < len(passage.sentences):
            return passage.sentences[index + 1].of(passage.text)
        return self[number + 1].text[:60] if number + 1 < len(self) else ""
