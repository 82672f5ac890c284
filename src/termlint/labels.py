"""The label file: mentions that `learn` asks about, and what people answered. JSON Lines, one mention a line.

    {"term": "massage", "sense": null, "text": "We [[massage]] the data.", "candidates": ["…", "…"], "file": "a.md"}

`sense` is null until somebody gives one of the candidates, or `none` where no sense of the glossary is meant. `text` is
the paragraph with the mention between `[[` and `]]`; it is all that is learned from, so a row stays useful when the
page it was found on is gone. `candidates` and `file` are there for people and may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from termlint.errors import GlossaryError, Problem
from termlint.glossary.model import Glossary
from termlint.span import Span

NONE = "none"
"""The answer that no sense of the glossary is meant, or that nobody can tell."""
_REACH = 600
"""How many characters of the paragraph are kept to either side: more than learning looks at."""
_MARKED = re.compile(r"\[\[(?!\[)(.*?)\]\]", re.DOTALL)
_KEYS = ("term", "sense", "text", "candidates", "file")


class Row(Struct, frozen=True):
    """A mention in a label file, with its sense where it has been labelled."""

    term: str
    text: str
    sense: str | None = None
    candidates: tuple[str, ...] = ()
    file: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells the mention from others."""
        return self.term, self.text

    def mention(self) -> tuple[str, Span]:
        """The text without the marks, and where the mention stands in it."""
        found = _MARKED.search(self.text)
        assert found is not None, "rows are made with a marked mention"
        before, inside = self.text[: found.start()], found[1]
        return before + inside + self.text[found.end() :], Span(len(before), len(before) + len(inside))


def marked(text: str, at: Span) -> str:
    """The text around a mention with the mention marked. Double brackets of the text itself are parted by a space."""
    start, end = max(0, at.start - _REACH), min(len(text), at.end + _REACH)
    parts = text[start : at.start], at.of(text), text[at.end : end]
    before, inside, after = (re.sub(r"\[(?=\[)|\](?=\])", r"\g<0> ", part) for part in parts)
    return f"{before}[[{inside}]]{after}"


def dumps(rows: Iterable[Row]) -> str:
    """The text of the label file."""
    import json

    values = (
        {"term": r.term, "sense": r.sense, "text": r.text, "candidates": list(r.candidates), "file": r.file}
        for r in rows
    )
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)


def loads(text: str, filename: str, glossary: Glossary) -> tuple[Row, ...]:
    """The rows of a label file; raises GlossaryError with every line that is not one, or does not fit the glossary."""
    senses = {term.term: tuple(sense.id for sense in term.senses) for term in glossary.terms}
    rows: list[Row] = []
    answers: dict[tuple[str, str], tuple[str, int]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append(row := _row(line, senses))
            if row.sense is not None:
                first, where = answers.setdefault(row.key, (row.sense, number))
                if first != row.sense:
                    message = f"this mention is labelled {first!r} in line {where}"
                    raise _FaultyError(message, "delete one of the two", f'"{row.sense}"')
        except _FaultyError as error:
            column = max(line.find(error.near) if error.near else 0, 0) + 1
            width = len(error.near) or 1
            problems.append(Problem(error.message, filename, number, column, error.help, line.rstrip("\r"), width))
    if problems:
        raise GlossaryError(*problems)
    return tuple(rows)


def merged(rows: Iterable[Row], asked: Iterable[Row], terms: Collection[str]) -> tuple[Row, ...]:
    """The rows with what is asked now of `terms` instead of what was asked before; what was answered always stays."""
    kept = [row for row in rows if row.sense is not None or row.term not in terms]
    known = {row.key for row in kept}
    return (*kept, *(row for row in asked if row.key not in known))


class _FaultyError(Exception):
    """What is wrong with a line, what to do, and a part of the line to point at."""

    def __init__(self, message: str, help: str | None = None, near: str = "") -> None:
        super().__init__(message)
        self.message, self.help, self.near = message, help, near


def _row(line: str, senses: Mapping[str, Collection[str]]) -> Row:
    import json

    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise _FaultyError(f"not JSON: {error.msg}", "write one object a line", line[error.pos :][:1]) from None
    except RecursionError:
        raise _FaultyError("not JSON that can be read: too deeply nested") from None
    except ValueError:
        raise _FaultyError("not JSON that can be read: a number is too large") from None
    if not isinstance(data, dict):
        raise _FaultyError("a mention is an object with the keys " + ", ".join(_KEYS))
    for key in data:
        if key not in _KEYS:
            raise _FaultyError(f"the key {key!r} is not known", _meant(key, _KEYS), json.dumps(key))
    row = Row(
        _text(data, "term"),
        _text(data, "text"),
        None if data.get("sense") is None else _text(data, "sense"),
        _texts(data, "candidates"),
        "" if data.get("file") is None else _text(data, "file"),
    )
    _check(row, senses)
    return row


def _check(row: Row, senses: Mapping[str, Collection[str]]) -> None:
    if row.term not in senses:
        raise _FaultyError(f"the glossary has no term {row.term!r}", _meant(row.term, senses), f'"{row.term}"')
    if row.sense not in (None, NONE, *senses[row.term]):
        help = _meant(str(row.sense), senses[row.term]) or f"write null, or one of {', '.join(senses[row.term])}"
        raise _FaultyError(f"{row.term!r} has no sense {row.sense!r}", help, f'"{row.sense}"')
    found = _MARKED.search(row.text)
    if found is None or not found[1].strip():
        raise _FaultyError("the mention is not marked in the text", "put it between [[ and ]]", '"text"')


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        message = f"{key!r} must be a text" if key in data else f"the key {key!r} is missing"
        raise _FaultyError(message, near=f'"{key}"')
    return value


def _texts(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _FaultyError(f"{key!r} must be a list of texts", near=f'"{key}"')
    return tuple(value)


def _meant(word: str, words: Iterable[str]) -> str | None:
    from termlint.glossary._faults import nearest

    near = nearest(word, words)
    return f"did you mean `{near}`?" if near else None
