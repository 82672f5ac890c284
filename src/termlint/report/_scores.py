"""The arithmetic of a decision: every candidate sense, its score, and what the score is the sum of."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, FileResult
from termlint.glossary.model import Window
from termlint.report._problem import remark
from termlint.report._snippet import Gutter
from termlint.report._terminal import Role, clip, columns, one_line, pad, paint, visible
from termlint.resolution import Evidence, Polarity, Resolution
from termlint.span import LineIndex


def resolution_of(file: FileResult, diagnostic: Diagnostic) -> Resolution | None:
    """The resolution of the mention that a diagnostic reports, or None where it reports something else."""
    return next((r for r in file.resolutions if r.mention.span == diagnostic.span), None)


def arithmetic(file: FileResult, lines: LineIndex, diagnostic: Diagnostic, gutter: Gutter) -> Iterator[str]:
    """A table of scores: for each sense its sum in nats and below it each piece of evidence, strongest first."""
    resolution = resolution_of(file, diagnostic)
    if resolution is None:
        return
    certainty = (
        f"{resolution.outcome.value}, lead {resolution.margin:+.2f}" if len(resolution.scores) > 1 else "no rival"
    )
    yield from remark(gutter, "scores", f"in nats ({certainty}; framing: {resolution.framing.value})")
    names = max(len(visible(sense)) for sense, _ in resolution.scores)
    for sense, total in resolution.scores:
        yield _row(gutter, 5, f"{paint(gutter.style, Role.STRONG, f'{visible(sense):<{names}}')}  {total:+.2f}")
        pieces = [piece for piece in resolution.evidence if piece.sense == sense]
        for piece in sorted(pieces, key=lambda p: (-abs(p.weight), p.span is None, p.span.start if p.span else 0)):
            yield _row(
                gutter, 7, f"{piece.weight:+6.2f}  {_reason(piece, lines, columns(gutter.style) - gutter.digits - 16)}"
            )


def _row(gutter: Gutter, indent: int, text: str) -> str:
    return " " * (gutter.digits + indent) + text


def _reason(piece: Evidence, lines: LineIndex, room: int) -> str:
    """What a piece of evidence is, where it stands and what it was found by."""
    if piece.span is None:
        kind = piece.window.value if piece.window is Window.PATH else visible(piece.origin)
        return clip(f"{kind}  {one_line(piece.text)}".rstrip(), room)
    position = lines.position(piece.span.start)
    stance = "" if piece.polarity is Polarity.AFFIRMED else f", {piece.polarity.value}"
    group = f", group {visible(piece.group)}" if piece.group else ""
    same = one_line(piece.cue).casefold() == one_line(piece.text).casefold()
    cue = "" if same and not group else f"  cue {one_line(piece.cue)}{group}"
    place = pad(f"{position.row}:{position.column}", 7)
    return clip(f"{place}{piece.window.value}{stance}  “{clip(one_line(piece.text), 32)}”{cue}", room)
