"""All texts that a part of a pattern matches, where they are few."""

from __future__ import annotations

from termlint.glossary.marks import NO_WORDS, Words
from termlint.glossary.syntax import Branches, Edge, Group, Look, Named, Node, Repeat, Sequence, Set, Text

_MANY = 300


def strings(branches: Branches, words: Words = NO_WORDS) -> tuple[str, ...] | None:
    """All texts that alternatives match, whatever stands around them, each as often as there are ways; None where
    they are more than a few hundred or nobody knows. `words` gives those of groups."""
    found: list[str] = []
    for sequence in branches:
        texts = _texts(sequence, words)
        if texts is None or len(found) + len(texts) > _MANY:
            return None
        found += texts
    return tuple(found)


def _texts(sequence: Sequence, words: Words) -> list[str] | None:
    texts = [""]
    for node in sequence:
        more = _node_texts(node, words)
        if more is None or len(texts) * len(more) > _MANY:
            return None
        texts = [text + one for text in texts for one in more]
    return texts


def _node_texts(node: Node, words: Words) -> tuple[str, ...] | None:
    match node:
        case Text(text):
            return (text,)
        case Set(_, chars) if chars:
            return tuple(chars)
        case Edge() | Look():
            return ("",)
        case Group(branches):
            return strings(branches, words)
        case Named(name) if name in words:
            return words[name]
        case Repeat(part, low, 1):
            once = _node_texts(part, words)
            return once if once is None or low else (*once, "")
        case _:
            return None
