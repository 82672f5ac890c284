"""What `termlint learn` tells: for each term what was learned and what is doubtful about it, and what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from termlint.document import OBJECT
from termlint.learn import Lesson, Observation, Proposal, Recipe
from termlint.report._terminal import Role, clip, clip_left, columns, flat, one_line, pad, paint, path, width, wrap
from termlint.report.base import Style

if TYPE_CHECKING:
    from termlint.cli._learn_run import Outcome

WORDS, PROPOSED, ASKED = 8, 5, 10
"""How many words and proposals of a sense and mentions of a term are shown, unless all are."""


def render(outcome: Outcome, style: Style, *, written: bool, brief: bool) -> Iterator[str]:
    """The report for people, in pieces that end with a line."""
    for lesson in outcome.lessons:
        report = _Report(lesson, outcome, style)
        yield from (f"{line.rstrip()}\n" for line in ([report.title()] if brief else report.lines()))
    if not brief:
        yield from (f"{line}\n" for line in _ending(outcome, style, written=written))


def freshness(outcome: Outcome) -> Iterator[str]:
    """Whether the lock file is what would be written now."""
    name = path(outcome.lock.name)
    if outcome.lock_text is None:
        yield "nothing can be learned; there is no lock file\n"
    elif outcome.is_fresh:
        yield f"{name} is up to date\n"
    else:
        state = "is stale" if outcome.lock.path.exists() else "is missing"
        yield f"{name} {state}: the glossary, the texts or the labels have changed; run `termlint learn`\n"


def as_json(outcome: Outcome, *, written: bool) -> Iterator[str]:
    """The report for programs: one object, every key always there, in ASCII."""
    yield json.dumps(
        {
            "version": 1,
            "glossary": outcome.course.glossary.name,
            "lock": {"filename": outcome.lock.name, "fresh": outcome.is_fresh, "written": written},
            "labels": {
                "filename": outcome.labels.name,
                "labelled": sum(row.sense is not None for row in outcome.rows),
                "open": sum(row.sense is None for row in outcome.rows),
            },
            "terms": [_lesson(lesson, outcome) for lesson in outcome.lessons],
            "unseen": list(outcome.unseen),
            "errors": [
                {"filename": p.filename, "row": p.row, "column": p.column, "message": p.message, "help": p.help}
                for p in outcome.problems
            ],
        },
        indent=2,
    )
    yield "\n"


def _lesson(lesson: Lesson, outcome: Outcome) -> dict[str, Any]:
    word = outcome.course.surface
    return {
        "term": lesson.term,
        "mentions": lesson.mentions,
        "coverage": round(lesson.coverage, 4),
        "learned": lesson.learned is not None,
        "senses": [
            {"sense": sense.id, "mentions": sense.mentions, "words": [word(name) for name in _top(lesson, sense.id)]}
            for sense in (lesson.learned.senses if lesson.learned else ())
        ],
        "unreached": [word(name) for name in lesson.unreached],
        "warnings": list(lesson.warnings),
        "proposals": [
            {
                "sense": p.sense,
                "word": word(p.feature),
                "weight": p.nats,
                "support": p.support,
                "samples": [_sample(seen) for seen in p.samples],
            }
            for p in lesson.proposals
        ],
        "asked": [_sample(seen) for seen in lesson.asked],
    }


def _sample(seen: Observation) -> dict[str, Any]:
    return {"filename": seen.filename, "text": seen.text, "start": seen.start, "end": seen.end}


def _top(lesson: Lesson, ident: str) -> list[str]:
    """The words of a sense that decide most, the first first."""
    senses = lesson.learned.senses if lesson.learned else ()
    words = (word for sense in senses if sense.id == ident for word in sense.words if ":" not in word.feature)
    ranked = sorted(words, key=lambda word: (-word.tenths * (word.support + 1), word.feature))
    return [word.feature for word in ranked]


class _Report:
    """One term on its way to lines of text."""

    def __init__(self, lesson: Lesson, outcome: Outcome, style: Style) -> None:
        self.lesson, self.style = lesson, style
        self.word = outcome.course.surface
        self.room = columns(style)
        labels = lesson.learned.labels if lesson.learned else 0
        self.labels = f", {labels} labelled" if labels else ""

    def title(self) -> str:
        lesson = self.lesson
        verdict = paint(self.style, Role.INSERTED, "learned")
        if lesson.learned is None:
            verdict = paint(self.style, Role.WARNING, "not learned")
        counted = f"{lesson.mentions:,} mention{'s' * (lesson.mentions != 1)}{self.labels}"
        name = paint(self.style, Role.STRONG, one_line(lesson.term))
        return f"{name}: {counted}, {lesson.coverage:.0%} reached by what the glossary gives: {verdict}"

    def lines(self) -> Iterator[str]:
        yield self.title()
        yield from self._refused() if self.lesson.learned is None else self._senses()
        for warning in self.lesson.warnings:
            yield from self._remark("warning", Role.WARNING, warning)
        yield from self._proposals()
        yield from self._asked()
        yield ""

    def _refused(self) -> Iterator[str]:
        recipe = Recipe()
        if self.lesson.mentions < recipe.least:
            yield from self._text(f"Too few mentions to learn from: {recipe.least} are needed.", 2)
            return
        need = f"Too few to learn from: {recipe.gate:.0%} are needed, or what is learned does harm."
        yield from self._text(need, 2)
        if self.lesson.unreached:
            words = ", ".join(self.word(name) for name in self.lesson.unreached)
            yield from self._text(f"Frequent words around the others: {words}.", 2)
        yield from self._text("Give each sense those that speak for it as cues, and run `termlint learn` again.", 2)

    def _senses(self) -> Iterator[str]:
        senses = self.lesson.learned.senses if self.lesson.learned else ()
        names = max(width(one_line(sense.id)) for sense in senses)
        digits = max(len(f"{sense.mentions:,}") for sense in senses)
        for sense in senses:
            shown = _top(self.lesson, sense.id)[: WORDS * 4 if self.style.verbose else WORDS]
            indent = names + digits + 15
            first, *rest = wrap(", ".join(one_line(self.word(name)) for name in shown), self.room - indent)
            name = paint(self.style, Role.KEY, pad(one_line(sense.id), names))
            yield f"  {name}  {sense.mentions:>{digits},} mention{'s '[sense.mentions == 1]}  {first}"
            yield from (" " * indent + line for line in rest)

    def _proposals(self) -> Iterator[str]:
        by_sense: dict[str, list[Proposal]] = {}
        for proposal in self.lesson.proposals:
            by_sense.setdefault(proposal.sense, []).append(proposal)
        for sense, proposals in by_sense.items():
            yield ""
            yield f"  {paint(self.style, Role.HELP, 'cues to consider')} for {one_line(sense)}"
            shown = proposals if self.style.verbose else proposals[:PROPOSED]
            words = max(width(one_line(self.word(p.feature))) for p in shown)
            for proposal in shown:
                yield from self._proposal(proposal, words)
            if more := proposals[len(shown) :]:
                yield from self._text(f"also: {', '.join(self.word(p.feature) for p in more)}", 4)

    def _proposal(self, proposal: Proposal, columns: int) -> Iterator[str]:
        word = self.word(proposal.feature)
        shown = paint(self.style, Role.EVIDENCE, pad(one_line(word), columns))
        yield f"    {shown}  {proposal.nats:+.1f}  beside {proposal.support} mentions"
        for seen in proposal.samples:
            yield f"      {excerpt(seen, word, self.style, self.room - 6)}"

    def _asked(self) -> Iterator[str]:
        asked = self.lesson.asked
        if not asked:
            return
        yield ""
        yield f"  {paint(self.style, Role.HELP, 'labels that would help most')}"
        shown = asked if self.style.verbose else asked[:ASKED]
        for seen in shown:
            yield f"    {in_context(seen, self.style, self.room - 4)}"
        if len(shown) < len(asked):
            yield f"    … and {len(asked) - len(shown)} more"

    def _remark(self, name: str, role: Role, text: str) -> Iterator[str]:
        first, *rest = wrap(one_line(text), self.room - len(name) - 4)
        yield f"  {paint(self.style, role, name)}: {first}"
        yield from (" " * (len(name) + 4) + line for line in rest)

    def _text(self, text: str, indent: int) -> Iterator[str]:
        yield from (" " * indent + line for line in wrap(one_line(text), self.room - indent))


def in_context(seen: Observation, style: Style, room: int) -> str:
    """A mention with the text before and after it, so that the mentions of several lines stand below each other."""
    text = seen.text.replace(OBJECT, "…")
    mention = flat(text[seen.start : seen.end])
    left = room * 2 // 5
    before = clip_left(flat(text[max(0, seen.start - room) : seen.start]), left)
    after = clip(flat(text[seen.end : seen.end + room]).rstrip(), room - left - width(mention))
    return f"{pad(before, left, right=True)}{paint(style, Role.STRONG, mention)}{after}"


def excerpt(seen: Observation, word: str, style: Style, room: int) -> str:
    """The part of a text that holds a mention and the nearest place of a word, both marked."""
    text, at = seen.text.replace(OBJECT, "…"), (seen.start, seen.end)
    places = (match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
    marks = {at: Role.STRONG}
    if near := min(places, key=lambda place: abs(place[0] - at[0]), default=None):
        marks.setdefault(near, Role.EVIDENCE)
    low, high = min(start for start, _ in marks), max(end for _, end in marks)
    if high - low > room - 2:
        marks, low, high = {at: Role.STRONG}, *at
    spare = max(0, room - 2 - (high - low))
    start = max(0, low - max(spare // 2, spare - (len(text) - high)))
    end = min(len(text), start + room - 2)
    pieces, done = [], start
    for (first, last), role in sorted(marks.items()):
        pieces += [flat(text[done:first]), paint(style, role, flat(text[first:last]))]
        done = last
    shown = "".join([*pieces, flat(text[done:end])]).strip()
    return f"{'…' * (start > 0)}{shown}{'…' * (end < len(text))}"


def _ending(outcome: Outcome, style: Style, *, written: bool) -> Iterator[str]:
    """What was written and what to do next."""
    if outcome.unseen:
        yield f"not mentioned: {', '.join(map(one_line, outcome.unseen))}"
    to_label = sum(row.sense is None for row in outcome.rows)
    learned = any(lesson.learned for lesson in outcome.lessons)
    if not outcome.lessons:
        yield "no mention of a term with several senses was found; nothing is learned"
    if not written:
        yield "nothing was written"
        return
    if outcome.lock_text is not None:
        state = "is up to date" if outcome.is_fresh else "written"
        yield f"{paint(style, Role.STRONG, path(outcome.lock.name))} {state}"
    if to_label:
        name = paint(style, Role.STRONG, path(outcome.labels.name))
        yield f"{name} holds {to_label} mention{'s' * (to_label != 1)} to label: run `termlint label`"
    if learned and any(lesson.proposals for lesson in outcome.lessons):
        yield "to take words as cues: `termlint accept SENSE WORD...`"
