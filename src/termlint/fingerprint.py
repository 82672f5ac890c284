"""Names of reports that survive edits elsewhere: by path, rule, term, sense, words and sentence, numbered.

A name never depends on the message or on line numbers. It is made only where it is shown; of what it takes, only the
number cannot be known later, for it counts reports that are silenced or gathered under another, too.
"""

from __future__ import annotations

from collections import Counter

from termlint.diagnostic import Diagnostic
from termlint.fold import fold
from termlint.long_text import Text

_About = tuple[str, str | None, str | None, tuple[int, int]]
"""Rule, term, sense, and letters of the sentence: of reports that differ in these, none repeats another."""


def fingerprint(filename: str, source: Text, report: Diagnostic) -> str:
    """The name of a report on the text of a file."""
    import hashlib

    words, around = _folded(report.span.of(source), report.sentence)
    parts = (filename, report.code, report.term or "", report.sense or "", words, around)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return digest if report.repeat == 1 else f"{digest}-{report.repeat}"


class Repeats:
    """Numbers the reports of one document that nothing but their number tells apart."""

    def __init__(self) -> None:
        self._first: dict[_About, tuple[str, str | None]] = {}
        self._counts: dict[_About, Counter[tuple[str, str]]] = {}

    def number(self, code: str, term: str | None, sense: str | None, words: str, sentence: str | None) -> int:
        """The number of the next report of a rule on these words in this sentence, from 1 on."""
        about, here = (code, term, sense, _letters(sentence or words)), (words, sentence)
        if (first := self._first.setdefault(about, here)) is here:
            return 1  # nothing has to be folded to know that
        if (counts := self._counts.get(about)) is None:
            counts = self._counts[about] = Counter([_folded(*first)])
        folded = _folded(*here)
        counts[folded] += 1
        return counts[folded]


def _letters(text: str) -> tuple[int, int]:
    """How many there are of two letters that folding neither makes of others nor takes away: texts that fold to the
    same have as many."""
    return text.count("e") + text.count("E"), text.count("n") + text.count("N")


def _folded(words: str, sentence: str | None) -> tuple[str, str]:
    words = fold(words)
    return words, words if sentence is None else fold(sentence)
