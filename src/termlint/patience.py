"""Matches patterns with a limit of time, so that no pattern of an author's holds up a document."""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter

from termlint.glossary.gates import Look
from termlint.glossary.patterns import Expressions

SECONDS = 0.25
"""CPU time that one pattern may take on a document before it is given up and reported, besides what follows."""
SECONDS_A_CHARACTER = 1e-5
"""CPU time that it may take for each character it is matched on; patterns without a trap take a hundredth of it."""


class Patience:
    """The time that is left to each pattern on one document. `slow` are the patterns that ran out of it."""

    def __init__(self, expressions: Expressions) -> None:
        self.slow: list[str] = []
        self._expressions = expressions
        self._left: dict[str, float] = defaultdict(lambda: SECONDS)

    def matches(self, pattern: str, look: Look) -> list[tuple[int, int]]:
        """The matches of a pattern with an open gate that are not empty; none once it has run out of time.

        All at once, since the clock does not stop for whoever looks at a match.
        """
        if self._left[pattern] <= 0:
            return []
        expression = self._expressions.get(pattern, look)
        allowed, began = self._left[pattern] + len(look.text) * SECONDS_A_CHARACTER, perf_counter()
        try:
            found = [m.span() for m in expression.finditer(look.text, timeout=allowed) if m.end() > m.start()]
        except TimeoutError:
            self._left[pattern] = 0
            self.slow.append(pattern)
            return []
        # Read off the clock on the wall, which costs least; a match that others delayed is charged too much, but only a
        # timeout, which counts processor time, takes a pattern out.
        # What quick matches leave over is no loan for slow ones later; and none but a timeout, which is told, ends it.
        self._left[pattern] = max(1e-6, min(self._left[pattern], allowed - (perf_counter() - began)))
        return found
