"""The same words as termlint, typos, codespell and the two textlint rules want to be told of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from words import SEED, Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and what is to be written instead: a word that no text has, so that no advice is reported itself."""

    term: str
    use: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a glossary is, but for its terms: senses a term and cues a sense."""

    senses: int = 2
    cues: int = 5


def entries(terms: Sequence[str], words: Words) -> list[Entry]:
    """The terms, each with its advice."""
    return [Entry(term, use) for term, use in zip(terms, words.made_up(len(terms), "advice", 4), strict=True)]


def termlint(given: Sequence[Entry], words: Words, shape: Shape | None = None, first: int = 0) -> str:
    """A glossary with senses. Of four terms two are forbidden, and two may be ambiguous; cues are words of the corpus.

    One sense of an ambiguous term is forbidden, so that something may be reported where it is decided, too. The senses
    of a forbidden term are narrower ones of the first, so that nothing but what is forbidden is reported of it.
    `first` is the number of the first term, for the ids of its senses.
    """
    shape = shape or Shape()
    lines = ["glossary: Speed", "terms:"]
    for number, entry in enumerate(given, first):
        forbidden = number // 2 % 2 == 0
        lines.append(f"  - term: {entry.term}")
        if forbidden:
            lines += ["    status: forbidden", f"    use: {entry.use}"]
        lines += ["    senses:", *_senses(number, entry, words, shape, forbidden)]
    return "\n".join(lines) + "\n"


def _senses(number: int, entry: Entry, words: Words, shape: Shape, forbidden: bool) -> Iterator[str]:
    rng = random.Random(f"{SEED} {entry.term}")
    own = set(entry.term.split(" "))
    wanted = shape.senses * shape.cues
    # No sense shares a cue with another one of its term, as long as the corpus has words enough.
    drawn = [cue for cue in rng.sample(words.cues, min(len(words.cues), wanted + len(own))) if cue not in own]
    for sense in range(shape.senses):
        cues = drawn[sense * shape.cues : (sense + 1) * shape.cues] or drawn[:1]
        yield f"      - id: t{number}.s{sense}"
        yield f"        definition: What {entry.term} means beside {' and '.join(cues[:2])}, number {sense}."
        if forbidden and sense:
            yield f"        broader: t{number}.s0"
        elif not forbidden and sense == 0:
            yield from ("        status: forbidden", f"        use: {entry.use}")
        yield f"        cues: [{', '.join(map(json.dumps, cues))}]"
        yield f"        examples: [Here {entry.term} stands beside {' and '.join(cues[:2])}.]"


def typos(given: Sequence[Entry]) -> str:
    """A configuration of typos with these words."""
    words = "".join(f'{entry.term} = "{entry.use}"\n' for entry in given)
    return f"[default.extend-words]\n{words}"


def codespell(given: Sequence[Entry]) -> str:
    """A dictionary of codespell."""
    return "".join(f"{entry.term}->{entry.use}\n" for entry in given)


def prh(given: Sequence[Entry]) -> str:
    """A rule file of prh, in which a pattern ignores case and ends with words, as the forms of termlint do."""
    rules = "".join(f"  - expected: {entry.use}\n    pattern: /\\b{entry.term}\\b/i\n" for entry in given)
    return f"version: 1\nrules:\n{rules}"


def textlint_prh(path: str) -> str:
    """A configuration of textlint with a rule file of prh."""
    return json.dumps({"rules": {"prh": {"rulePaths": [path]}}})


def textlint_terminology(given: Sequence[Entry]) -> str:
    """A configuration of textlint with these terms for its rule on terminology."""
    terms = [[entry.term, entry.use] for entry in given]
    return json.dumps({"rules": {"terminology": {"defaultTerms": False, "skip": [], "terms": terms}}})
