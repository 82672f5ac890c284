"""What must stand in a text for a pattern to match at all: words, or words of the groups that it names.

After the required literals of code search (Cox 2012, "Regular Expression Matching with a Trigram Index"). What is said
here is always true of every match; where nothing can be said, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator

from termlint.glossary.marks import TERM, Clause
from termlint.glossary.syntax import Branches, Group, Look, Named, Node, Repeat, Sequence, Text, parse
from termlint.later import compiled

_LETTERS = compiled(r"[a-z]{2,}")


def needs(pattern: str) -> tuple[Clause, ...]:
    """The clauses that hold in every text which the pattern matches, of single words first; the case is ignored."""
    return needed(parse(pattern))


def needed(branches: Branches | None) -> tuple[Clause, ...]:
    """The same of a pattern that is read already; nothing is needed for one that is unreadable."""
    found = set(_of_alternatives(branches) if branches else ())
    return tuple(sorted(found, key=lambda clause: (len(clause), sorted(clause))))


def _of_alternatives(branches: Branches) -> list[Clause]:
    """What a pattern needs, of several alternatives one clause: a word of each."""
    clauses = [list(_of_sequence(branch)) for branch in branches]
    if len(clauses) == 1:
        return clauses[0]
    if not all(clauses):
        return []
    return [frozenset[str]().union(*(min(found, key=vagueness) for found in clauses))]


def vagueness(clause: Clause) -> tuple[object, ...]:
    """Long words that stand alone tell most."""
    groups = sum(word.startswith("{") for word in clause)
    return groups, len(clause), -min(map(len, clause)), sorted(clause)


def _of_sequence(sequence: Sequence) -> Iterator[Clause]:
    """What a pattern without alternatives at its outermost level needs."""
    run = ""
    for node in sequence:
        if isinstance(node, Text):
            run += node.text
            continue
        if isinstance(node, Repeat) and node.low and isinstance(node.part, Text):
            yield from _words(run + node.part.text)
        else:
            yield from _words(run)
            yield from _of_node(node)
        run = ""
    yield from _words(run)


def _words(run: str) -> Iterator[Clause]:
    return (frozenset((word,)) for word in _LETTERS.findall(run))


def _of_node(node: Node) -> list[Clause]:
    """What a group or a name needs, once or more often."""
    if isinstance(node, Named) and node.name != TERM:
        return [frozenset((f"{{{node.name}}}",))]
    if isinstance(node, Group) or (isinstance(node, Look) and not node.denied):
        return _of_alternatives(node.branches)
    return _of_node(node.part) if isinstance(node, Repeat) and node.low else []
