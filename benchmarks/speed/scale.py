"""How termlint's time grows with everything that can grow: each row has one of them in several sizes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import dense
from bench import Bench
from corpus import texts
from glossaries import Shape
from measure import Job
from outcome import Growth, Outcome
from peers import large

_PROSE = re.compile(r"^[A-Z][A-Za-z ,;'-]{40,}\.$", re.MULTILINE)


def terms(bench: Bench) -> Iterator[Outcome]:
    """Terms of a glossary, on a tenth of the corpus."""

    def job(size: int) -> Job:
        return bench.tools.check(bench.glossary(size), bench.tenth())

    yield from _grown(bench, "terms, a tenth of the corpus", (100, 1000, 10_000, 50_000), "term", job)


def senses(bench: Bench) -> Iterator[Outcome]:
    """Senses a term, with 100 terms."""

    def job(size: int) -> Job:
        return bench.tools.check(bench.glossary(100, Shape(senses=size)), bench.tenth())

    yield from _grown(bench, "senses a term, 100 terms, a tenth of the corpus", (2, 8, 32), "sense", job)


def cues(bench: Bench) -> Iterator[Outcome]:
    """Cues a sense, with 100 terms."""

    def job(size: int) -> Job:
        return bench.tools.check(bench.glossary(100, Shape(cues=size)), bench.tenth())

    yield from _grown(bench, "cues a sense, 100 terms, a tenth of the corpus", (5, 50, 500), "cue", job)


def mentions(bench: Bench) -> Iterator[Outcome]:
    """Mentions in one file, with the built-in glossary."""
    sentences = dense.sentences()

    def job(size: int) -> Job:
        path = bench.work / f"mentions-{size}.md"
        path.write_text(dense.page(sentences, size), encoding="utf-8")
        return bench.tools.check((), path)

    yield from _grown(bench, "sentences with a mention in one file", (10, 100, 1000, 10_000), "sentence", job)


def sizes(bench: Bench) -> Iterator[Outcome]:
    """The size of one file, with 1,000 terms."""

    def job(size: int) -> Job:
        return bench.tools.check(bench.glossary(1000), large(bench, 1_000_000 * size))

    yield from _grown(bench, "one file of so many MB, 1,000 terms", (1, 5, 10, 50), "MB", job)


def files(bench: Bench) -> Iterator[Outcome]:
    """The number of files of one sentence each, with the built-in glossary."""
    sentences = dense.sentences()

    def job(size: int) -> Job:
        folder = bench.work / f"files-{size}"
        folder.mkdir(exist_ok=True)
        for number in range(size):
            inner = folder / str(number // 1000)
            inner.mkdir(exist_ok=True)
            (inner / f"{number}.md").write_text(f"{sentences[number % len(sentences)]}\n", encoding="utf-8")
        return bench.tools.check((), folder)

    yield from _grown(bench, "files of one sentence", (1000, 10_000, 100_000), "file", job)


def line(bench: Bench) -> Iterator[Outcome]:
    """The length of one line of prose of the corpus, with 1,000 terms."""
    found = (_PROSE.findall(path.read_text(encoding="utf-8")) for path in texts(bench.corpus))
    prose = [sentence for page in found for sentence in page] or ["There is no prose here."]

    def job(size: int) -> Job:
        path = bench.work / f"line-{size}.md"
        path.write_text(" ".join(_repeated(prose, 1_000_000 * size)) + "\n", encoding="utf-8")
        return bench.tools.check(bench.glossary(1000), path)

    yield from _grown(bench, "one line of so many MB, 1,000 terms", (1, 5, 10), "MB", job)


def _repeated(prose: Sequence[str], size: int) -> Iterator[str]:
    while True:
        for sentence in prose:
            if size <= 0:
                return
            size -= len(sentence) + 1
            yield sentence


def _grown(bench: Bench, what: str, given: Sequence[int], unit: str, job: Callable[[int], Job]) -> Iterator[Outcome]:
    """Each size, half as often as the other rows; after one that takes too long, larger ones are not tried."""
    last: Growth | None = None
    for size in given:
        try:
            (found,) = bench.run(job(size), count=max(1, bench.count // 2))
        except TimeoutError as error:
            yield Growth(what, size, unit, str(error))
            return
        last = Growth(what, size, unit, found, last)
        yield last
