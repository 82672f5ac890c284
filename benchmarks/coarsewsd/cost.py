"""What a decision by words and learning cost by themselves, without reading files and printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from corpus import Instance

from termlint.features import places
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.learned import loads
from termlint.glossary.read import read_glossary
from termlint.glossary.seeds import seed_counts
from termlint.learn import Observation, learn
from termlint.lexicon import Lexicons
from termlint.span import Span
from termlint.weights import Background


def cost(glossary: Path, lock: Path, train: Sequence[Instance], test: Sequence[Instance]) -> list[str]:
    """Processor time in microseconds a mention: to decide the test mentions by a lock file, and to learn it."""
    found = read_glossary((glossary.name, glossary.read_text(encoding="utf-8")))
    compiled = compile_glossary(found)
    lexicons = Lexicons(compiled, loads(lock.read_text(encoding="utf-8"), lock.name))
    terms = {term.term: term for term in found.terms}
    weighed = {term.term.term: term for term in compiled.terms}
    stemmer = lexicons.stemmer

    def decide() -> None:
        for one in test:
            lexicon = lexicons.of(weighed[one.word])
            sums: dict[str, float] = {}
            for name, (value, _, _) in places(one.text, _span(one), stemmer).items():
                for weight in lexicon.get(name, ()):
                    sums[weight.sense] = sums.get(weight.sense, 0.0) + value * weight.nats

    seen = {name: [_observation(one, lexicons) for one in train if one.word == name] for name in terms}
    counts: dict[str, float] = {}
    for name in (name for group in seen.values() for one in group for name in one.features):
        counts[name] = counts.get(name, 0.0) + 1
    background = Background(counts)

    def teach() -> None:
        for name, term in terms.items():
            learn(term, seed_counts(term, stemmer, compiled.forms), seen[name], background)

    decide()  # once for the stems, which are kept
    return [
        f"a decision by words: {1e6 * _time(decide) / len(test):.0f} µs a mention",
        f"learning alone: {1e6 * _time(teach) / len(train):.0f} µs a mention",
    ]


def _time(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _span(one: Instance) -> Span:
    return Span(one.offset, one.offset + len(one.text[one.offset :].split(" ", 1)[0]))


def _observation(one: Instance, lexicons: Lexicons) -> Observation:
    at = _span(one)
    values = {name: value for name, (value, _, _) in places(one.text, at, lexicons.stemmer).items()}
    return Observation(one.file, one.text, at.start, at.end, values)
