"""What `termlint label` does: shows one mention after the other, reads an answer a line, saves each at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from msgspec.structs import replace

from termlint.cli._console import style, write
from termlint.cli._learn_run import Place, check_terms, label_file, read_labels, write_labels
from termlint.cli._session import Session
from termlint.document import OBJECT
from termlint.errors import GlossaryError, Problem
from termlint.glossary.model import Glossary, Sense
from termlint.labels import NONE, Row
from termlint.report._terminal import Role, columns, flat, one_line, paint, path, wrap
from termlint.report.base import Style

KEYS = "n none of these   s skip   u undo   q quit"


def label(ctx: click.Context) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    session = Session.open(ctx)
    glossary = session.glossary()
    check_terms(session.given("term"), glossary)
    place = label_file(session)
    rows = read_labels(place, glossary)
    if not rows:
        help = "run `termlint learn` on your texts: it writes the mentions whose labels would help most"
        raise GlossaryError(Problem("there are no mentions to label", place.name, help=help))
    _Labelling(glossary, place, rows, style(sys.stdout, session.given("color"))).run(session.given("term"))
    return 0


class _Labelling:
    """One sitting: the rows, which of them are to be labelled, and what was answered."""

    def __init__(self, glossary: Glossary, place: Place, rows: tuple[Row, ...], style: Style) -> None:
        self.senses = {term.term: term.senses for term in glossary.terms}
        self.place, self.rows, self.style = place, list(rows), style
        self.answered: list[int] = []

    def run(self, terms: tuple[str, ...]) -> None:
        """Ask about every mention that has no label, until there is none left or somebody ends it."""
        todo = [n for n, row in enumerate(self.rows) if row.sense is None and (not terms or row.term in terms)]
        at = 0
        while at < len(todo):
            write(sys.stdout, (f"{line}\n" for line in self._shown(self.rows[todo[at]], at + 1, len(todo))))
            answer = self._answer(self.senses[self.rows[todo[at]].term], undoable=at > 0)
            if answer == "q":
                break
            if answer == "u":
                at -= 1
                self._set(todo[at], None)
                continue
            if answer != "s":
                self._set(todo[at], answer)
            at += 1
        self._end(todo)

    def _answer(self, senses: tuple[Sense, ...], *, undoable: bool) -> str:
        """`q`, `u`, `s`, or what the sense of the row is to be; asks until there is one. The end of input quits."""
        while True:
            write(sys.stdout, [f"{paint(self.style, Role.HELP, 'Which sense?')} "])
            line = sys.stdin.readline()
            if not line:
                write(sys.stdout, ["\n"])
                return "q"
            given = line.strip().lower()
            if given in ("s", "q") or (given == "u" and undoable):
                return given
            if given == "n":
                return NONE
            if given.isdecimal() and 0 < int(given) <= len(senses):
                return senses[int(given) - 1].id
            told = "there is nothing to undo" if given == "u" else f"answer 1 to {len(senses)}, n, s, u or q"
            write(sys.stdout, [f"  {told}\n"])

    def _set(self, number: int, sense: str | None) -> None:
        if self.rows[number].sense != sense:
            self.rows[number] = replace(self.rows[number], sense=sense)
            write_labels(self.place, self.rows)

    def _shown(self, row: Row, number: int, total: int) -> Iterator[str]:
        room = columns(self.style)
        yield ""
        yield f"{paint(self.style, Role.STRONG, one_line(row.term))}  {number} of {total}  {path(row.file)}".rstrip()
        yield ""
        yield from (f"    {line}" for line in self._paragraph(row, room - 4))
        yield ""
        for index, sense in enumerate(self.senses[row.term], start=1):
            first, *rest = wrap(f"{sense.id}: {one_line(sense.definition)}", room - 5)
            yield f"  {paint(self.style, Role.KEY, f'{index}')}  {first}"
            yield from (f"     {line}" for line in rest)
        yield f"  {KEYS}"

    def _paragraph(self, row: Row, room: int) -> Iterator[str]:
        """The paragraph in lines; the mention is in colour, or between brackets where there is none."""
        text, at = row.mention()
        opening, closing = ("\x1b[1;4m", "\x1b[0m") if self.style.color else ("[[", "]]")
        # The marks stand in one column each while lines are broken; the words of the mention stay together.
        mention = flat(at.of(text)).replace(" ", "\0")
        whole = f"{flat(text[: at.start])}\1{mention}\2{flat(text[at.end :])}".replace(OBJECT, "…")
        for line in wrap(whole.strip(), room - 2):
            yield line.replace("\1", opening).replace("\2", closing).replace("\0", " ")

    def _end(self, todo: list[int]) -> None:
        left = sum(self.rows[number].sense is None for number in todo)
        done = len(todo) - left
        name = path(self.place.name)
        told = f"{done} labelled, {left} left in {name}" if todo else f"every mention in {name} is labelled"
        advice = "; `termlint learn` uses them" if done else ""
        write(sys.stdout, [f"\n{told}{advice}\n"])
