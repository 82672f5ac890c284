"""How terms are used: every mention with its sense, as a concordance for people or as JSON for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult
from termlint.report._encode import dumps, errors, head, mention
from termlint.report._problem import render_problem
from termlint.report._scores import table
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
from termlint.report.base import Style
from termlint.resolution import Framing, Outcome, Resolution
from termlint.span import LineIndex

USAGE_FORMATS = ("full", "json", "jsonl")
GROUPINGS = ("term", "sense", "file")

_PARAGRAPH = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]")
_UNDECIDED = "undecided"


def render_usage(result: RunResult, output_format: str, style: Style, group_by: str = "term") -> Iterator[str]:
    """Every mention of a run as `full` text, one `json` object or `jsonl`, in pieces that end with a line.

    `group_by` (`term`, `sense` or `file`) orders the text for people; JSON keeps the order of files and text. Raises
    ValueError for a format or grouping that does not exist. With `style.verbose` people see the scores of each mention.
    """
    if output_format not in USAGE_FORMATS or group_by not in GROUPINGS:
        raise ValueError(f"no such usage output: {output_format}, {group_by}")
    if output_format == "jsonl":
        return (f"{line}\n" for line in _objects(result))
    return _json(result) if output_format == "json" else _Concordance(result, style, group_by).render()


class _Use(Struct, frozen=True):
    """One mention with what is needed to show it."""

    file: FileResult
    lines: LineIndex
    resolution: Resolution
    codes: tuple[str, ...]

    def context(self, reach: int) -> tuple[str, str, str]:
        """The text before, the mention and the text after, within its paragraph, each on one line."""
        span, text = self.resolution.mention.span, self.lines.text
        before = _PARAGRAPH.split(text[max(0, span.start - reach) : span.start])[-1]
        after = _PARAGRAPH.split(text[span.end : span.end + reach], maxsplit=1)[0]
        return flat(before).lstrip("\ufeff "), flat(span.of(text)), flat(after).rstrip(" ")

    @property
    def place(self) -> str:
        """`row:column`."""
        position = self.lines.position(self.resolution.mention.span.start)
        return f"{position.row}:{position.column}"

    @property
    def sense(self) -> str:
        """The sense id, or that there is none."""
        return self.resolution.sense.id if self.resolution.sense else _UNDECIDED


def _uses(result: RunResult) -> Iterator[_Use]:
    for file in sorted(result.files, key=lambda f: f.filename):
        if not file.resolutions:
            continue
        lines = file.lines()
        codes = (*file.codes, *[()] * (len(file.resolutions) - len(file.codes)))
        pairs = sorted(zip(file.resolutions, codes, strict=False), key=lambda pair: pair[0].mention.span)
        for resolution, own in pairs:
            yield _Use(file, lines, resolution, own)


def _objects(result: RunResult) -> Iterator[str]:
    return (dumps(mention(use.file, use.lines, use.resolution, use.codes)) for use in _uses(result))


def _json(result: RunResult) -> Iterator[str]:
    yield f'{dumps(head(result))[:-1]}, "mentions": ['
    between = "\n"
    for line in _objects(result):
        yield between + line
        between = ",\n"
    tail = dumps({"errors": errors(result)})
    yield f"{'' if between == chr(10) else chr(10)}], {tail[1:]}\n"


class _Concordance:
    """Keywords in context: one line a mention, the mentions under each other."""

    def __init__(self, result: RunResult, style: Style, group_by: str) -> None:
        self._result, self._style, self._by = result, style, group_by
        self._all = tuple(_uses(result))
        room = columns(style)
        self._place = max((len(use.place) for use in self._all), default=0)
        self._verdict = min(max((width(self._says(use)) for use in self._all), default=0), max(18, room * 2 // 5))
        text = room - self._place - self._verdict - 6
        self._left, self._right = text * 2 // 5, text - text * 2 // 5

    def render(self) -> Iterator[str]:
        """The groups, apart by an empty line; then problems, a line of counts and notes."""
        for key, uses in self._groups():
            yield f"{self._heading(key, uses)}\n"
            before: FileResult | None = None
            for use in uses:
                if self._by != "file" and use.file is not before:
                    yield f"  {paint(self._style, Role.GUTTER, path(use.file.filename))}\n"
                    before = use.file
                yield f"{self._line(use)}\n"
                if self._style.verbose:
                    indent = self._place + 4
                    scores = table(use.resolution, use.lines, self._style, indent)
                    yield from (f"{' ' * indent}{line}\n" for line in scores)
            yield "\n"
        for problem in problems(self._result):
            yield f"{render_problem(problem, self._style)}\n"
        yield f"{self._summary()}\n"
        yield from notes(self._result, self._style)

    def _groups(self) -> list[tuple[str, list[_Use]]]:
        groups: dict[str, list[_Use]] = {}
        for use in self._all:
            key = {"term": use.resolution.term.term, "sense": use.sense, "file": use.file.filename}[self._by]
            groups.setdefault(key, []).append(use)
        return sorted(groups.items(), key=lambda item: (self._by == "sense" and item[0] == _UNDECIDED, item[0]))

    def _heading(self, key: str, uses: Sequence[_Use]) -> str:
        name = paint(self._style, Role.STRONG, path(key) if self._by == "file" else opening(one_line(key)))
        tally = count(len(uses), "mention")
        if self._by != "sense":
            return f"{name}  {tally}, {_share(uses)}"
        meaning = next((use.resolution.sense.definition for use in uses if use.resolution.sense), "")
        room = columns(self._style) - width(one_line(key)) - len(tally) - 4
        return f"{name}  {tally}  {paint(self._style, Role.FAINT, clip(one_line(meaning), room))}".rstrip()

    def _line(self, use: _Use) -> str:
        before, keyword, after = use.context(4 * columns(self._style))
        left = pad(clip_left(before, self._left), self._left, right=True)
        keyword = clip(keyword, self._right)
        right = pad(clip(after, self._right - width(keyword)), self._right - width(keyword))
        place = paint(self._style, Role.GUTTER, pad(use.place, self._place, right=True))
        verdict = paint(self._style, self._role(use), clip(self._says(use), self._verdict))
        return f"  {place}  {left}{paint(self._style, Role.STRONG, keyword)}{right}  {verdict}"

    def _says(self, use: _Use) -> str:
        """The sense and how sure it is; what reports it; and how the text speaks of it, where it does not use it."""
        resolution = use.resolution
        if resolution.sense is None:
            said = f"{resolution.outcome.value}: {' | '.join(visible(s.id) for s in resolution.candidates)}"
        elif self._by == "sense":
            said = resolution.outcome.value
        else:
            said = f"{visible(resolution.sense.id)} {resolution.outcome.value}"
        codes = f" [{', '.join(use.codes)}]" if use.codes else ""
        return said + codes + ("" if resolution.framing is Framing.USED else f" ({resolution.framing.value})")

    def _role(self, use: _Use) -> Role:
        if use.codes:
            return Role.WARNING
        return Role.KEY if use.resolution.outcome is Outcome.AMBIGUOUS else Role.EVIDENCE

    def _summary(self) -> str:
        files = count(len(self._result.files), "file")
        if not self._all:
            return f"No mention of a term in {files}."
        terms = len({use.resolution.term.term for use in self._all})
        found = paint(self._style, Role.STRONG, count(len(self._all), "mention"))
        return f"{found} of {count(terms, 'term')} in {files}: {_outcomes(self._all)}; {_share(self._all)}."


def _outcomes(uses: Iterable[_Use]) -> str:
    tally = Counter(use.resolution.outcome for use in uses)
    return ", ".join(f"{tally[outcome]} {outcome.value}" for outcome in Outcome)


def _share(uses: Sequence[_Use]) -> str:
    """The part of the mentions whose sense is not decided."""
    undecided = sum(use.resolution.sense is None for use in uses)
    return f"{undecided} undecided ({100 * undecided / len(uses):.0f} %)" if undecided else "none undecided"
