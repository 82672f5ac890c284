"""Evidence in words: what a place in the text says about the senses, without arithmetic.

Several pieces of evidence may stand on the same words (one cue can speak for one sense and against another); they
make one clue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from msgspec import Struct

from termlint.glossary.model import Window
from termlint.resolution import Evidence, Polarity
from termlint.span import Span

_DEMANDS = MappingProxyType(
    {"requires": "is what {} requires", "excludes": "contradicts {}", "forbids": "claims too much for {}"}
)
"""What evidence says that a requirement of a sense found."""


class Clue(Struct, frozen=True):
    """All evidence that stands on the same words: where (None for the path and the like), the words, what they say."""

    span: Span | None
    text: str
    says: str
    strength: float


def clues(evidence: Iterable[Evidence]) -> tuple[Clue, ...]:
    """The clues in `evidence`, the strongest first. Priors are no clue: nobody can see them in the text."""
    same: dict[tuple[Span | None, str, Polarity, str], list[Evidence]] = {}
    for piece in evidence:
        if piece.origin != "prior":
            same.setdefault((piece.span, piece.text, piece.polarity, piece.origin), []).append(piece)
    found = [Clue(key[0], key[1], says(pieces), max(abs(p.weight) for p in pieces)) for key, pieces in same.items()]
    return tuple(sorted(found, key=lambda c: (-c.strength, c.span is None, c.span or Span(0, 0), c.text)))


def says(pieces: Sequence[Evidence]) -> str:
    """What pieces of evidence on the same words say, in short: `speaks for massage.bodywork`.

    Words that speak for one sense nearly always speak against its rivals, so only what they speak for is named.
    """
    first = pieces[0]
    pro, con = _strongest(pieces, 1), _strongest(pieces, -1)
    stance = {Polarity.NEGATED: "negated: ", Polarity.QUESTIONED: "in question: "}.get(first.polarity, "")
    if first.origin in _DEMANDS:
        return f"{stance}{_DEMANDS[first.origin].format(_strongest(pieces, 0))}"
    if not pro and not con:
        return f"{stance}does not count for {_strongest(pieces, 0)}"
    if first.origin == "expected":
        return f"{pro} is expected here" if pro else f"{con} is not expected here"
    if first.origin == "section":
        return f"nearby mentions mean {pro}" if pro else f"nearby mentions do not mean {con}"
    subject = "the path " if first.window is Window.PATH else ""
    return f"{stance}{subject}speaks {f'for {pro}' if pro else f'against {con}'}"


def _strongest(pieces: Sequence[Evidence], sign: int) -> str:
    """The one or two senses that evidence of this sign concerns most."""
    weights = {p.sense: abs(p.weight) for p in pieces if p.weight * sign > 0 or p.weight == sign == 0}
    ranked = sorted(weights, key=lambda sense: (-weights[sense], sense))
    most = weights[ranked[0]] if ranked else 0.0
    return " and ".join(sense for sense in ranked[:2] if weights[sense] >= most / 2)
