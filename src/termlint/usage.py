"""How terms are used: every mention with its sense, as a concordance for people or as JSON for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult
from termlint.long_text import Text
from termlint.report._encode import dumps, errors, head, mention
from termlint.report._problem import render_problem
from termlint.report._scores import Reckoning, table
from termlint.report._summary import count, notes, problems
from termlint.report._terminal import (
    Role,
    clip,
    clip_left,
    columns,
    flat,
    one_line,
    opening,
    pad,
    paint,
    path,
    visible,
    width,
)
from termlint.report.base import Style, by_name
from termlint.resolution import Framing, Outcome, Resolution
from termlint.span import LineIndex, Span

USAGE_FORMATS = ("full", "json", "jsonl")
GROUPINGS = ("term", "sense", "file")

_PARAGRAPH = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]")
_UNDECIDED = "undecided"


class Use(Struct, frozen=True):
    """One mention with what is needed to show it: where it stands, what is around it, and what it means there."""

    filename: str
    place: str
    context: tuple[str, str, str]
    term: str
    sense: str | None
    meaning: str
    candidates: tuple[str, ...]
    outcome: Outcome
    framing: Framing
    codes: tuple[str, ...]
    reckoning: Reckoning | None

    @classmethod
    def of(cls, filename: str, lines: LineIndex, found: Resolution, codes: tuple[str, ...], style: Style) -> Use:
        """What is shown of a mention in a style."""
        span, sense = found.mention.span, found.sense
        row, column = lines.place(span.start)
        return cls(
            filename,
            f"{row}:{column}",
            _context(lines.text, span, 4 * columns(style)),
            found.term.term,
            sense.id if sense else None,
            sense.definition if sense else "",
            tuple(candidate.id for candidate in found.candidates),
            found.outcome,
            found.framing,
            codes,
            Reckoning.of(found, lines) if style.verbose else None,
        )


def render_usage(result: RunResult, output_format: str, style: Style, group_by: str = "term") -> Iterator[str]:
    """Every mention of a run as `full` text, one `json` object or `jsonl`, in pieces that end with a line.

    `group_by` (`term`, `sense` or `file`) orders the text for people; JSON keeps the order of files and text. Raises
    ValueError for a format or grouping that does not exist. With `style.verbose` people see the scores of each mention.
    A file that is `told` already is told by `used`, in the same format and style.
    """
    if output_format not in USAGE_FORMATS or group_by not in GROUPINGS:
        raise ValueError(f"no such usage output: {output_format}, {group_by}")
    told = (file.told.part if file.told else used(file, output_format, style) for file in by_name(result))
    parts: Iterator[Any] = filter(None, told)
    if output_format == "full":
        return _Concordance(result, tuple(chain.from_iterable(parts)), style, group_by).render()
    return _json(result, parts) if output_format == "json" else parts


def used(file: FileResult, output_format: str, style: Style) -> str | tuple[Use, ...]:
    """The mentions of a file in the order of the text, as `render_usage` shows them in a format and style."""
    if not file.resolutions:
        return ""
    lines = LineIndex(file.source)
    codes = (*file.codes, *[()] * (len(file.resolutions) - len(file.codes)))
    pairs = sorted(zip(file.resolutions, codes, strict=False), key=lambda pair: pair[0].mention.span)
    if output_format == "full":
        return tuple(Use.of(file.filename, lines, found, own, style) for found, own in pairs)
    objects = (mention(file.filename, lines, found, own) for found, own in pairs)
    return ",\n".join(objects) if output_format == "json" else "".join([f"{line}\n" for line in objects])


def _context(text: Text, span: Span, reach: int) -> tuple[str, str, str]:
    """The text before, the mention and the text after, within its paragraph, each on one line."""
    before = _PARAGRAPH.split(text[max(0, span.start - reach) : span.start])[-1]
    after = _PARAGRAPH.split(text[span.end : span.end + reach], maxsplit=1)[0]
    return flat(before).lstrip("\ufeff "), flat(span.of(text)), flat(after).rstrip(" ")


def _json(result: RunResult, parts: Iterable[str]) -> Iterator[str]:
    yield f'{dumps(head(result))[:-1]}, "mentions": ['
    between = "\n"
    for part in parts:
        yield between + part
        between = ",\n"
    tail = dumps({"errors": errors(result)})
    yield f"{'' if between == chr(10) else chr(10)}], {tail[1:]}\n"


class _Concordance:
    """Keywords in context: one line a mention, the mentions under each other."""

    def __init__(self, result: RunResult, uses: tuple[Use, ...], style: Style, group_by: str) -> None:
        self._result, self._style, self._by = result, style, group_by
        self._all = uses
        room = columns(style)
        self._place = max((len(use.place) for use in self._all), default=0)
        self._verdict = min(max((width(self._says(use)) for use in self._all), default=0), max(18, room * 2 // 5))
        text = room - self._place - self._verdict - 6
        self._left, self._right = text * 2 // 5, text - text * 2 // 5

    def render(self) -> Iterator[str]:
        """The groups, apart by an empty line; then problems, a line of counts and notes."""
        for key, uses in self._groups():
            yield f"{self._heading(key, uses)}\n"
            before = None
            for use in uses:
                if self._by != "file" and use.filename != before:
                    yield f"  {paint(self._style, Role.GUTTER, path(use.filename))}\n"
                    before = use.filename
                yield f"{self._line(use)}\n"
                if use.reckoning:
                    indent = self._place + 4
                    scores = table(use.reckoning, self._style, indent)
                    yield from (f"{' ' * indent}{line}\n" for line in scores)
            yield "\n"
        for problem in problems(self._result):
            yield f"{render_problem(problem, self._style)}\n"
        yield f"{self._summary()}\n"
        yield from notes(self._result, self._style)

    def _groups(self) -> list[tuple[str, list[Use]]]:
        groups: dict[str, list[Use]] = {}
        for use in self._all:
            key = {"term": use.term, "sense": use.sense or _UNDECIDED, "file": use.filename}[self._by]
            groups.setdefault(key, []).append(use)
        return sorted(groups.items(), key=lambda item: (self._by == "sense" and item[0] == _UNDECIDED, item[0]))

    def _heading(self, key: str, uses: Sequence[Use]) -> str:
        name = paint(self._style, Role.STRONG, path(key) if self._by == "file" else opening(one_line(key)))
        tally = count(len(uses), "mention")
        if self._by != "sense":
            return f"{name}  {tally}, {_share(uses)}"
        meaning = next((use.meaning for use in uses if use.sense), "")
        room = columns(self._style) - width(one_line(key)) - len(tally) - 4
        return f"{name}  {tally}  {paint(self._style, Role.FAINT, clip(one_line(meaning), room))}".rstrip()

    def _line(self, use: Use) -> str:
        before, keyword, after = use.context
        left = pad(clip_left(before, self._left), self._left, right=True)
        keyword = clip(keyword, self._right)
        right = pad(clip(after, self._right - width(keyword)), self._right - width(keyword))
        place = paint(self._style, Role.GUTTER, pad(use.place, self._place, right=True))
        verdict = paint(self._style, self._role(use), clip(self._says(use), self._verdict))
        return f"  {place}  {left}{paint(self._style, Role.STRONG, keyword)}{right}  {verdict}"

    def _says(self, use: Use) -> str:
        """The sense and how sure it is; what reports it; and how the text speaks of it, where it does not use it."""
        if use.sense is None:
            said = f"{use.outcome.value}: {' | '.join(map(visible, use.candidates))}"
        elif self._by == "sense":
            said = use.outcome.value
        else:
            said = f"{visible(use.sense)} {use.outcome.value}"
        codes = f" [{', '.join(use.codes)}]" if use.codes else ""
        return said + codes + ("" if use.framing is Framing.USED else f" ({use.framing.value})")

    def _role(self, use: Use) -> Role:
        if use.codes:
            return Role.WARNING
        return Role.KEY if use.outcome is Outcome.AMBIGUOUS else Role.EVIDENCE

    def _summary(self) -> str:
        files = count(len(self._result.files), "file")
        if not self._all:
            return f"No mention of a term in {files}."
        terms = len({use.term for use in self._all})
        found = paint(self._style, Role.STRONG, count(len(self._all), "mention"))
        return f"{found} of {count(terms, 'term')} in {files}: {_outcomes(self._all)}; {_share(self._all)}."


def _outcomes(uses: Iterable[Use]) -> str:
    tally = Counter(use.outcome for use in uses)
    return ", ".join(f"{tally[outcome]} {outcome.value}" for outcome in Outcome)


def _share(uses: Sequence[Use]) -> str:
    """The part of the mentions whose sense is not decided."""
    undecided = sum(use.sense is None for use in uses)
    return f"{undecided} undecided ({100 * undecided / len(uses):.0f} %)" if undecided else "none undecided"
