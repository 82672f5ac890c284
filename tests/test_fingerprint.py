"""Names of reports."""

from __future__ import annotations

import hashlib
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.diagnostic import Diagnostic, Severity
from termlint.fingerprint import Repeats, fingerprint
from termlint.fold import fold, lower
from termlint.resolution import Outcome
from termlint.span import Span


def test_letters_that_are_counted_come_through_folding() -> None:
    """No other character folds to one of the two letters, and neither of them to something else."""
    for letter in "en":
        assert [c for c in map(chr, range(0x110000)) if letter in lower(c)] == [letter.upper(), letter]


WORDS = st.sampled_from(("rub", "Rub", "rub-down", "rub down", "é", "É", "\u200brub"))
NAMES = st.none() | st.sampled_from("ab")
FOUND = st.tuples(st.sampled_from(("TL1", "TL2")), NAMES, NAMES, WORDS, st.none() | WORDS.map("A {}.".format))


@settings(derandomize=True, deadline=None)
@given(st.lists(FOUND, max_size=12))
def test_every_report_gets_the_name_that_a_count_of_all_names_gives(
    found: list[tuple[str, str | None, str | None, str, str | None]],
) -> None:
    """Names made when they are shown, with numbers given before, are those made and counted one after the other."""
    repeats, seen = Repeats(), Counter[str]()
    for code, term, sense, words, sentence in found:
        number = repeats.number(code, term, sense, words, sentence)
        around = fold(words) if sentence is None else fold(sentence)
        parts = ("a.md", code, term or "", sense or "", fold(words), around)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:16]
        seen[digest] += 1
        report = Diagnostic(
            *(code, "rule", Severity.INFO, Outcome.CERTAIN, Span(1, 1 + len(words)), "message"),
            term=term,
            sense=sense,
            sentence=sentence,
            repeat=number,
        )
        name = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        assert fingerprint("a.md", f"_{words}_", report) == name
