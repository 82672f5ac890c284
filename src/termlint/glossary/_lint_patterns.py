"""Checks of patterns: those that match nothing, everything, or take for ever to find out.

Nobody can decide this for every pattern. Three rules of thumb catch the usual slips: the shape of the pattern, what it
does to the empty text, and whether it comes to an end on a few short texts that are hard for careless patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from termlint.glossary._lint_base import GlossaryFault, Subject, error
from termlint.glossary.model import Cue, Place
from termlint.glossary.patterns import BEGIN, shape

PROBE_SECONDS = 0.5
"""Time for one probe: a thousand times what a sound pattern needs, so that a busy machine changes nothing."""

_PROBE_LENGTH = 48
_PROBES = ("a", "0", " ", "a ", "-")
_TOKEN = re.compile(
    r"""(?P<zero>\\[bBAZzG]|[\^$])
      | (?P<break>\\[nr]|[\n\r])
      | (?P<atom>\\(?:[pPN]\{[^}]*\}|.)|\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<open>\((?:\?(?:<[=!]|[=!:>|]|P?<\w+>|[a-zA-Z-]+:))?)
      | (?P<close>\))
      | (?P<many>(?:[*+]|\{\d*,\})[?+]?)
      | (?P<few>(?:\?|\{\d*(?:,\d+)?\})[?+]?)
      | (?P<or>\|)
      | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_LETTERS = MappingProxyType(
    {"zero": "", "break": "m", "atom": "m", "plain": "m", "open": "(", "close": ")", "many": "*", "few": "?", "or": "|"}
)
_INNERMOST = re.compile(r"\(([^()]*)\)([*?]?)")


def faults(subject: Subject) -> Iterator[GlossaryFault]:
    """`bad-pattern`, `empty-pattern`, `dead-pattern`, `slow-pattern`."""
    senses = (sense for term in subject.glossary.terms for sense in term.senses)
    owners: list[tuple[Cue, ...]] = [group.cues for group in subject.glossary.groups]
    owners += [sense.cues for sense in senses]
    seen: set[tuple[str, Place]] = set()
    for cues in owners:
        for cue in cues:
            if cue.pattern is not None and (cue.pattern, cue.place) not in seen:
                seen.add((cue.pattern, cue.place))
                yield from _pattern(cue.pattern, cue.place)


def _pattern(pattern: str, place: Place) -> Iterator[GlossaryFault]:
    import regex

    shown = shape(pattern)
    try:
        compiled = regex.compile(shown, regex.IGNORECASE)
    except regex.error as why:
        message = f"the pattern `{pattern}` is no regular expression: {why}"
        yield error("bad-pattern", place, message, "correct it there")
        return
    if repeats_repetition(shown):
        yield error(
            "slow-pattern",
            place,
            f"the pattern `{pattern}` repeats a group that is nothing but repetitions",
            "some texts would take for ever; repeat one part only, or put something mandatory between the repetitions",
        )
    elif not _ends(compiled, probes(shown)):
        yield error(
            "slow-pattern",
            place,
            f"the pattern `{pattern}` does not come to an end on a line of {_PROBE_LENGTH} characters",
            "it can match one text in too many ways; make neighbouring repetitions unable to match the same characters",
        )
    elif compiled.search("") is not None:
        yield error(
            "empty-pattern",
            place,
            f"the pattern `{pattern}` matches the empty text",
            "it would be found everywhere and so decide nothing; make at least one part of it mandatory",
        )
    elif reason := never(shown):
        message = f"the pattern `{pattern}` can never match: {reason}"
        yield error("dead-pattern", place, message, "drop or correct that part")


def _ends(compiled: Any, texts: Iterable[str]) -> bool:
    """Whether a search of each text comes to an end in time."""
    try:
        for text in texts:
            compiled.search(text, timeout=PROBE_SECONDS)
    except TimeoutError:
        return False
    return True


def repeats_repetition(pattern: str) -> bool:
    r"""Whether `pattern` repeats without bound a group that holds nothing but repetitions and optional parts.

    `(a+)+` and `(\w+\s?)*` do; `(\w+\s)*` does not, since the mandatory space tells the rounds apart.
    """
    # Only the shape counts: m mandatory, o optional, u unbounded; groups are worked off from the inside.
    kinds = "".join(_LETTERS[token.lastgroup or "plain"] for token in _TOKEN.finditer(pattern))
    kinds = kinds.replace("m*", "u").replace("m?", "o")
    while found := _INNERMOST.search(kinds):
        kind, repeat = _kind(found[1]), found[2]
        if kind == "u" and repeat == "*":
            return True
        after = {"*": "u" if kind == "m" else "o", "?": "o"}.get(repeat, kind)
        kinds = kinds[: found.start()] + after + kinds[found.end() :]
    return False


def probes(pattern: str) -> tuple[str, ...]:
    """Short texts that a careless pattern takes for ever to refuse: its own beginning, then one thing repeated."""
    start = ""
    for token in _TOKEN.finditer(pattern):
        if token.lastgroup not in ("plain", "zero"):
            break
        start += token.group() if token.lastgroup == "plain" else ""
    own = dict.fromkeys(token.group().lower() for token in _TOKEN.finditer(pattern) if token.lastgroup == "plain")
    return tuple(f"{start}{(unit * _PROBE_LENGTH)[:_PROBE_LENGTH]}\x00" for unit in (*_PROBES, *list(own)[:8]))


def never(pattern: str) -> str | None:
    """Why `pattern` can match nothing in prose, as far as its shape tells, else None."""
    tokens = [(token.lastgroup or "plain", token.group()) for token in _TOKEN.finditer(pattern)]
    if any(kind == "or" for kind, _ in tokens):
        return None
    if pattern.count(BEGIN) > 1:
        return "it names {term} twice, and a mention stands there once"
    depth, mandatory = 0, False
    for (kind, text), (following, _) in pairwise([*tokens, ("end", "")]):
        depth += (kind == "open") - (kind == "close")
        if depth or kind in ("open", "close") or following in ("many", "few"):
            continue
        if kind == "break":
            return "a line break within a paragraph is read as a space"
        if text in ("^", r"\A") and mandatory:
            return f"`{text}` stands after something that must be there"
        if text in ("$", r"\Z") and following in ("plain", "atom"):
            return f"`{text}` stands before something that must be there"
        mandatory = mandatory or kind in ("plain", "atom")
    return None


def _kind(body: str) -> str:
    """What a group is that has been worked off to letters: its most dangerous branch decides."""
    branches = [set(branch) for branch in body.split("|")]
    if any("u" in branch and "m" not in branch for branch in branches):
        return "u"
    return "m" if all("m" in branch for branch in branches) else "o"
