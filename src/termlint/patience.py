"""Matches patterns with a limit of time, so that no pattern of an author's holds up a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Any

from termlint.glossary.gates import Look
from termlint.glossary.patterns import Expressions
from termlint.glossary.windows import Window
from termlint.kept import Kept
from termlint.span import Span

SECONDS = 0.25
"""CPU time that one pattern may take on a document before it is given up and reported, besides what follows."""
SECONDS_A_CHARACTER = 1e-5
"""CPU time that it may take for each character it is matched on; patterns without a trap take a hundredth of it."""

_LEAST = 1e-6
"""What is left to a pattern that used up its time without being given up; it is not matched without a clock again."""


class Patience:
    """The time that is left to each pattern on one document. `slow` are the patterns that ran out of it.

    `texts` are those with mentions, to be looked through before the first pattern is compiled.
    """

    def __init__(self, expressions: Expressions, texts: Iterable[str] = ()) -> None:
        self._texts = iter(texts)
        self.slow: list[str] = []
        self._expressions = expressions
        self._left: dict[str, float] = defaultdict(lambda: SECONDS)
        self._runs = Kept(expressions.run)
        self._known: dict[int, tuple[Sequence[int], int]] = {}

    def around(self, cues: Sequence[int], text: str, at: Span, within: Span) -> Sequence[tuple[int, Span]]:
        """The first match of each pattern that names the mention, by its cue, for a mention at a span of a text.

        What is `within` another span is looked at. Patterns of which the first match is empty have none.
        """
        for other in self._texts:
            self._expressions.note(self._runs[other])
        beside, patterns = self._expressions.beside, self._expressions.patterns
        known = self._known.get(id(cues))
        if known is None:
            known = self._known[id(cues)] = cues, beside.bits(cues)
        window = Window(self._runs[text], at, within)
        likely = beside.could_match(known[1], window)
        if not likely:
            return ()
        low = window.low
        matches = [(cue, found) for cue in likely if (found := self._first(patterns[cue], window, low)) is not None]
        return [(cue, Span(window.unmarked(start), window.unmarked(end))) for cue, (start, end) in matches]

    def _first(self, pattern: str, window: Window, low: str | None) -> tuple[int, int] | None:
        """The first match of a pattern that could match in a window, which is `low` in lower case."""
        is_spent = pattern in self._left and self._left[pattern] <= _LEAST
        quick = None if low is None or is_spent else self._expressions.quick(pattern, window)
        if quick is None or low is None:
            sieve = self._expressions.sieve(pattern, window) if low and not is_spent else None
            if sieve and low and not sieve.search(low):
                return None
            return next(iter(self.matches(pattern, window)), None)
        began = perf_counter()
        match = quick.search(low)
        if (taken := perf_counter() - began) > len(low) * SECONDS_A_CHARACTER:
            self._charge(pattern, taken - len(low) * SECONDS_A_CHARACTER)
        return match.span() if match else None

    def matches(self, pattern: str, look: Look | Window) -> list[tuple[int, int]]:
        """The matches of a pattern with an open gate that are not empty; none once it has run out of time.

        All at once, since the clock does not stop for whoever looks at a match.
        """
        left = self._left[pattern]
        if left <= 0:
            return []
        text, low = look.text, look.low
        quick = self._expressions.quick(pattern, look) if left > _LEAST else None
        slow: Any = None if quick else self._expressions.get(pattern, look)
        allowed, began = left + len(text) * SECONDS_A_CHARACTER, perf_counter()
        try:
            places = quick.finditer(low) if quick and low is not None else slow.finditer(text, timeout=allowed)
            found = [m.span() for m in places if m.end() > m.start()]
        except TimeoutError:
            self._left[pattern] = 0
            self.slow.append(pattern)
            return []
        self._charge(pattern, left - allowed + perf_counter() - began)
        return found

    def _charge(self, pattern: str, seconds: float) -> None:
        """Takes off what a pattern has left the time that it took beyond what each text allows it.

        Read off the clock on the wall, which costs least; a match that others delayed is charged too much, but only a
        timeout, which counts processor time, takes a pattern out. What quick matches leave over is no loan for slow
        ones later; and none but a timeout, which is told, ends it.
        """
        self._left[pattern] = max(_LEAST, self._left[pattern] - max(0.0, seconds))
