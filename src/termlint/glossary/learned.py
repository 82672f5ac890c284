"""What was learned from a user's texts: for each sense the words that speak for it. The lock file's values and text.

The lock file is YAML that is also JSON, one word a line and sorted, so that it can be reviewed, compared and read
fast. It stands beside the glossary and is never edited by hand; the glossary stays its author's.
"""

from __future__ import annotations

from dataclasses import dataclass

from termlint.errors import GlossaryError, Problem

VERSION = 1
_HEADER = "# Written by `termlint learn`. Review it, do not edit it: the next run writes it anew.\n"


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A feature that speaks for a sense: `tenths` of nats, seen beside `support` mentions of the sense."""

    feature: str
    tenths: int
    support: int


@dataclass(frozen=True, slots=True)
class LearnedSense:
    """The words of one sense, sorted by name, and how many mentions were taken to mean it."""

    id: str
    mentions: int
    words: tuple[LearnedWord, ...]


@dataclass(frozen=True, slots=True)
class LearnedTerm:
    """What was learned of a term from `mentions` of it, of which the seeds of its senses reached `coverage` percent."""

    term: str
    mentions: int
    coverage: int
    senses: tuple[LearnedSense, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """A whole lock file: the digests of the glossary and the texts it was learned from, how, and what."""

    glossary: str
    corpus: str
    method: str
    terms: tuple[LearnedTerm, ...]

    def term(self, name: str) -> LearnedTerm | None:
        """What was learned of the term called `name`, or None."""
        return next((t for t in self.terms if t.term == name), None)


def dumps(learned: Learned) -> str:
    """The text of the lock file; the same bytes for the same values."""
    import json

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [_HEADER + "{", f'"learned": {VERSION},', f'"glossary": {quoted(learned.glossary)},']
    lines += [f'"corpus": {quoted(learned.corpus)},', f'"method": {quoted(learned.method)},', '"terms": {']
    for number, term in enumerate(learned.terms):
        lines.append(f'{quoted(term.term)}: {{"mentions": {term.mentions}, "coverage": {term.coverage}, "senses": {{')
        for index, sense in enumerate(term.senses):
            lines.append(f'  {quoted(sense.id)}: {{"mentions": {sense.mentions}, "words": {{')
            words = [f"    {quoted(w.feature)}: [{w.tenths}, {w.support}]" for w in sense.words]
            lines.append(",\n".join([*words[:-1], *words[-1:]]))
            lines.append("  }}" + ("," if index + 1 < len(term.senses) else ""))
        lines.append("}}" + ("," if number + 1 < len(learned.terms) else ""))
    return "\n".join(line for line in [*lines, "}", "}"] if line) + "\n"


def loads(text: str, filename: str) -> Learned:
    """The lock file that `dumps` wrote. Raises GlossaryError where the text is something else."""
    import json

    body = "\n".join("" if line.startswith("#") else line for line in text.split("\n"))
    try:
        data = json.loads(body)
        if data["learned"] != VERSION:
            raise ValueError(f"version {data['learned']}, expected {VERSION}")
        terms = tuple(_term(name, term) for name, term in data["terms"].items())
        return Learned(str(data["glossary"]), str(data["corpus"]), str(data["method"]), terms)
    except json.JSONDecodeError as error:
        row, column, why = error.lineno, error.colno, error.msg
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
        row, column, why = 1, 1, str(error)
    message = f"not a lock file of termlint learn: {why}"
    raise GlossaryError(Problem(message, filename, row, column, help="run `termlint learn` again, or delete the file"))


def _term(name: str, data: dict[str, object]) -> LearnedTerm:
    senses = data["senses"]
    assert isinstance(senses, dict)
    found = (
        LearnedSense(
            ident,
            int(sense["mentions"]),
            tuple(LearnedWord(word, int(value[0]), int(value[1])) for word, value in sense["words"].items()),
        )
        for ident, sense in senses.items()
    )
    return LearnedTerm(name, int(str(data["mentions"])), int(str(data["coverage"])), tuple(found))
