"""What was learned from a user's texts: for each sense the words that speak for it. The lock file's values and text.

The lock file is YAML that is also JSON, one word a line and sorted, so that it can be reviewed, compared and read
fast. It stands beside the glossary and is never edited by hand; the glossary stays its author's. What was learned of a
term fits as long as the author has not changed what seeds it; other terms may change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from termlint.errors import GlossaryError, Problem
from termlint.glossary.model import Term

_T = TypeVar("_T")

VERSION = 1
LARGEST = 1_000_000_000
"""No number of a lock file is larger."""
_HEADER = "# Written by `termlint learn`. Review it, do not edit it: the next run writes it anew.\n"


class LearnedWord(Struct, frozen=True):
    """A feature that speaks for a sense: `tenths` of nats, seen beside `support` mentions of the sense."""

    feature: str
    tenths: int
    support: int


class LearnedSense(Struct, frozen=True):
    """The words of one sense, sorted by name, and how many mentions were taken to mean it."""

    id: str
    mentions: int
    words: tuple[LearnedWord, ...]


class LearnedTerm(Struct, frozen=True):
    """What was learned of a term from `mentions` of it, `labels` of which somebody had labelled.

    The seeds of its senses reached `coverage` percent of the others; `seeds` is their digest. `margin` is the lead in
    nats that decides, where it was tuned for the term.
    """

    term: str
    mentions: int
    coverage: int
    senses: tuple[LearnedSense, ...]
    labels: int = 0
    seeds: str = ""
    margin: float | None = None


class Learned(Struct, frozen=True):
    """A whole lock file: the name of the glossary, the digest of the texts it was learned from, how, and what."""

    glossary: str
    corpus: str
    method: str
    terms: tuple[LearnedTerm, ...]

    def term(self, name: str) -> LearnedTerm | None:
        """What was learned of the term called `name`, or None."""
        return next((t for t in self.terms if t.term == name), None)


def seeds_digest(term: Term, language: str) -> str:
    """A short hash of what the author gave of a term that learning starts from: 16 hexadecimal digits."""
    senses = [
        [
            sense.id,
            sense.definition,
            [[c.text, c.weight, c.within and c.within.value] for c in sense.cues if c.text],
            [example.text for example in sense.examples],
        ]
        for sense in term.senses
    ]
    return digest([language, term.term, term.forms, term.synonyms, senses])


def digest(value: object) -> str:
    """A short hash of a plain value: 16 hexadecimal digits."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()[:16]


def dumps(learned: Learned) -> str:
    """The text of the lock file; the same bytes for the same values."""
    terms = ",\n".join(_term_text(term) for term in learned.terms)
    head = {"learned": VERSION, "glossary": learned.glossary, "corpus": learned.corpus, "method": learned.method}
    lines = [f"{_quoted(key)}: {_quoted(value)},\n" for key, value in head.items()]
    return f'{_HEADER}{{\n{"".join(lines)}"terms": {{\n{terms}\n}}\n}}\n'


def _term_text(term: LearnedTerm) -> str:
    head: dict[str, object] = {
        "mentions": term.mentions,
        "labels": term.labels,
        "coverage": term.coverage,
        "seeds": term.seeds,
    }
    if term.margin is not None:
        head["margin"] = term.margin
    parts = [*(f"{_quoted(key)}: {_quoted(value)}" for key, value in head.items()), '"senses": {']
    senses = ",\n".join(_sense_text(sense) for sense in term.senses)
    return f"{_quoted(term.term)}: {{{', '.join(parts)}\n{senses}\n}}}}"


def _sense_text(sense: LearnedSense) -> str:
    words = ",\n".join(f"    {_quoted(w.feature)}: [{w.tenths}, {w.support}]" for w in sense.words)
    return f'  {_quoted(sense.id)}: {{"mentions": {sense.mentions}, "words": {{\n{words}\n  }}}}'


def _quoted(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def loads(text: str, filename: str) -> Learned:
    """The lock file that `dumps` wrote. Raises GlossaryError, with a place, where the text is something else."""
    import json

    body = "\n".join("" if line.startswith("#") else line for line in text.split("\n"))
    place = 1, 1
    try:
        return _Reader(json.loads(body)).learned()
    except json.JSONDecodeError as error:
        place, why = (error.lineno, error.colno), error.msg
    except RecursionError:
        why = "too deeply nested"
    except ValueError:  # a number of thousands of digits
        why = "a number is too large"
    except _UnexpectedError as error:
        place, why = _place(body, error.path), str(error)
    message = f"not a lock file of termlint learn: {why}"
    raise GlossaryError(Problem(message, filename, *place, help="run `termlint learn` again, or delete the file"))


def _place(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """The row and column of the innermost key of a path that stands in the text."""
    at = 0
    for key in path:
        found = text.find(f"{_quoted(key)}:", at)
        at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _UnexpectedError(Exception):
    """A value is not what a lock file holds there."""

    def __init__(self, path: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


class _Reader:
    """Reads the values of a lock file, each of the kind that it must be."""

    def __init__(self, data: object) -> None:
        self.data = data

    def learned(self) -> Learned:
        """The lock file."""
        if (version := self._get(int, "learned")) != VERSION:
            raise _UnexpectedError(("learned",), f"version {version}, expected {VERSION}")
        glossary, corpus, method = (self._get(str, key) for key in ("glossary", "corpus", "method"))
        return Learned(glossary, corpus, method, tuple(self._term(name) for name in self._get(dict, "terms")))

    def _term(self, name: str) -> LearnedTerm:
        at = ("terms", name)
        return LearnedTerm(
            name,
            self._get(int, *at, "mentions"),
            self._get(int, *at, "coverage"),
            tuple(self._sense(*at, "senses", ident) for ident in self._get(dict, *at, "senses")),
            self._get(int, *at, "labels"),
            self._get(str, *at, "seeds"),
            self._get(float, *at, "margin") if "margin" in self._get(dict, *at) else None,
        )

    def _sense(self, *at: str) -> LearnedSense:
        words = self._get(dict, *at, "words")
        return LearnedSense(at[-1], self._get(int, *at, "mentions"), tuple(self._words(words, at)))

    def _words(self, words: Mapping[str, object], at: tuple[str, ...]) -> Iterator[LearnedWord]:
        for word, pair in words.items():
            if not isinstance(pair, list) or [type(n) for n in pair] != [int, int] or max(map(abs, pair)) > LARGEST:
                raise _UnexpectedError((*at, "words", word), f"{_quoted(word)} must be two whole numbers")
            yield LearnedWord(word, *pair)

    def _get(self, kind: type[_T], *path: str) -> _T:
        """The value at a path of keys, which must be of a kind."""
        value = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if type(value) is not kind or (isinstance(value, int) and abs(value) > LARGEST):
            raise _UnexpectedError(path, f"{_quoted(path[-1])} must be {_KINDS[kind]}")
        return value


_KINDS: Mapping[type, str] = {int: "a whole number", float: "a number with a point", str: "a text", dict: "a mapping"}
