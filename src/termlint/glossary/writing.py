"""Finds out about patterns what their texts tell: where they can match, and how they are written for `re`."""

from __future__ import annotations

from collections.abc import Mapping

from termlint.glossary.effort import Effort
from termlint.glossary.gates import Gate
from termlint.glossary.marks import Words
from termlint.glossary.patterns import bounded, groups, is_relative
from termlint.glossary.placing import places
from termlint.glossary.plain import LENGTHS, is_plain
from termlint.glossary.quick import loosened, quick
from termlint.glossary.syntax import Branches, parse
from termlint.glossary.written import Quick, Written


def written(patterns: Mapping[int, str], words: Words) -> dict[int, Written]:
    """What is known of patterns by their numbers; `words` gives the folded forms of the words of each group that they
    name."""
    writer = Writer(words)
    return {number: writer.of(pattern) for number, pattern in patterns.items()}


class Writer:
    """Finds out about one pattern after the other."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._efforts = {length: Effort(words, length) for length in LENGTHS}

    def of(self, pattern: str) -> Written:
        """What is known of a pattern."""
        tree, names, relative = parse(bounded(pattern)), groups(pattern), is_relative(pattern)
        plain = is_plain(" ".join(word for name in names for word in self._words.get(name, ())))
        found = self._quick(tree) if tree and plain else None
        return Written(
            names,
            None if relative else Gate.of(pattern),
            places(tree) if relative else (),
            found,
            self._quick(loosened(tree)) if tree and plain and not found else None,
        )

    def _quick(self, tree: Branches) -> Quick | None:
        """A pattern for `re`, where that is possible."""
        source = quick(tree)
        if source is None:
            return None
        return Quick(source, next((length for length, effort in self._efforts.items() if effort.is_little(tree)), 0))
