"""Where the mention stands in a pattern, and what that asks of the text around it.

Read off the tree of the pattern, when a glossary is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable

from termlint.glossary.beside import WIDTH, Place, Start
from termlint.glossary.marks import TERM, Clause
from termlint.glossary.needs import needed, vagueness
from termlint.glossary.strings import strings
from termlint.glossary.syntax import Branches, Edge, Group, Look, Named, Node, Repeat, Sequence, Set, Text

_FEW, _MANY = 4, 200
_ANYTHING: frozenset[Start] = frozenset({("", "")})
_NOTHING: frozenset[Start] = frozenset({("", None)})


def places(branches: Branches | None) -> tuple[Place, ...]:
    """The places of the mention in the alternatives of a pattern."""
    return tuple(map(_place, branches)) if branches else (Place(),)


def _place(sequence: Sequence) -> Place:
    at = next((i for i, node in enumerate(sequence) if isinstance(node, Named) and node.name == TERM), None)
    clauses = tuple(sorted(filter(_tells, needed((sequence,))), key=vagueness))
    if at is None:
        return Place(clauses=clauses)
    node = sequence[at]
    forms = strings(node.forms) if isinstance(node, Named) and node.forms else None
    return Place(
        None if forms is None else frozenset(forms),
        _said(_starts(reversed(sequence[:at]), back=True)),
        _said(_starts(sequence[at + 1 :], back=False)),
        clauses,
    )


def _tells(clause: Clause) -> bool:
    """Whether a clause says something: words of two letters stand in nearly every text, within others."""
    return min(map(len, clause)) > 2


def _said(found: frozenset[Start]) -> frozenset[Start] | None:
    starts = frozenset((text, name or "") for text, name in found)
    return None if ("", "") in starts else starts


def _starts(nodes: Iterable[Node], *, back: bool) -> frozenset[Start]:
    """How what the nodes match can begin; read from its end if `back`."""
    found: set[Start] = set()
    texts = {""}
    for node in nodes:
        longer: set[str] = set()
        for more, name in _node_starts(node, back=back):
            for text in texts:
                whole = text + more
                if name is None and len(whole) < WIDTH:
                    longer.add(whole)
                else:
                    found.add((whole, name) if name and len(whole) <= WIDTH else (whole[:WIDTH], ""))
        texts = longer
        if not texts or len(found) + len(texts) > _MANY:
            return frozenset(found.union((text, "") for text in texts))
    return frozenset(found.union((text, None) for text in texts))


def _node_starts(node: Node, *, back: bool) -> frozenset[Start]:
    match node:
        case Text(text):
            return frozenset({(text[::-1] if back else text, None)})
        case Set(_, chars) if chars and len(chars) <= _FEW:
            return frozenset((char, None) for char in chars)
        case Edge() | Look():
            return _NOTHING
        case Named(name) if name != TERM:
            return frozenset({("", name)})
        case Group(branches):
            every = (_starts(reversed(branch) if back else branch, back=back) for branch in branches)
            return frozenset[Start]().union(*every)
        case Repeat(part, low, high):
            once = _node_starts(part, back=back) if high != 0 else _NOTHING
            if high != 1:
                once = frozenset((text, name or "") for text, name in once)
            return once if low else once | _NOTHING
        case _:
            return _ANYTHING
