"""The arithmetic of a decision: every candidate sense, its score, and what the score is the sum of."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.glossary.model import Window
from termlint.report._problem import remark
from termlint.report._snippet import Gutter
from termlint.report._terminal import Role, clip, columns, one_line, pad, paint, visible, width, wrap
from termlint.report.base import Style
from termlint.resolution import Evidence, Polarity, Resolution
from termlint.span import LineIndex


class Reckoning(Struct, frozen=True):
    """What a decision is the sum of: every candidate with its score, and each piece of evidence with its place."""

    scores: tuple[tuple[str, float], ...]
    pieces: tuple[tuple[Evidence, str], ...]

    @classmethod
    def of(cls, resolution: Resolution, lines: LineIndex) -> Reckoning:
        """That of a mention in the text with these lines; evidence without a place in it has none."""
        places = [lines.place(piece.span.start) if piece.span else () for piece in resolution.evidence]
        shown = (":".join(map(str, place)) for place in places)
        return cls(resolution.scores, tuple(zip(resolution.evidence, shown, strict=True)))


def arithmetic(resolution: Resolution, lines: LineIndex, gutter: Gutter) -> Iterator[str]:
    """The remark below a report: for each sense its sum in nats, and each piece of evidence, strongest first."""
    certainty = (
        f"{resolution.outcome.value}, lead {resolution.margin:+.2f}" if len(resolution.scores) > 1 else "no rival"
    )
    yield from remark(gutter, "scores", f"in nats ({certainty}; framing: {resolution.framing.value})")
    indent = gutter.digits + 5
    yield from (" " * indent + line for line in table(Reckoning.of(resolution, lines), gutter.style, indent))


def table(reckoning: Reckoning, style: Style, indent: int) -> Iterator[str]:
    """The scores of a mention: a line for each candidate with its sum, and below it one for each piece of evidence.

    The lines are fit for a terminal on which they begin at column `indent`.
    """
    told = {piece.sense for piece, _ in reckoning.pieces} | {sense for sense, _ in reckoning.scores[:1]}
    if not told:  # a term without senses
        return
    names = max(width(visible(sense)) for sense in told)
    for sense, total in reckoning.scores:
        if sense not in told:
            continue
        yield f"{paint(style, Role.STRONG, pad(visible(sense), names))}  {total:+.2f}"
        own = [(piece, place) for piece, place in reckoning.pieces if piece.sense == sense]
        for piece, place in sorted(
            own, key=lambda p: (-abs(p[0].weight), p[0].span is None, p[0].span.start if p[0].span else 0)
        ):
            yield f"  {piece.weight:+6.2f}  {_reason(piece, place, columns(style) - indent - 10)}"
    if rest := [visible(sense) for sense, _ in reckoning.scores if sense not in told]:
        yield from wrap(f"no evidence: {', '.join(rest)}", columns(style) - indent)


def _reason(piece: Evidence, place: str, room: int) -> str:
    """What a piece of evidence is, where it stands and what it was found by."""
    if not place:
        kind = piece.window.value if piece.window is Window.PATH else visible(piece.origin)
        return kind if piece.text in ("", kind) else clip(f"{kind}  {one_line(piece.text)}", room)
    stance = "" if piece.polarity is Polarity.AFFIRMED else f", {piece.polarity.value}"
    group = f", group {visible(piece.group)}" if piece.group else ""
    same = one_line(piece.cue).casefold() == one_line(piece.text).casefold()
    cue = "" if same and not group else f"  cue {one_line(piece.cue)}{group}"
    if piece.origin in ("definition", "example", "learned"):
        cue = f"  {piece.origin}" + (
            f", {piece.support} mention{'s' if piece.support > 1 else ''}" if piece.support else ""
        )
    return clip(f"{pad(place, 7)}{piece.window.value}{stance}  “{clip(one_line(piece.text), 32)}”{cue}", room)
