"""The syntax of patterns as a tree, for all who ask what a pattern needs, where it begins and how long it can take.

It knows what authors write: words, sets, groups, repetitions, looks around, `{term}` and `{group}`. Where a pattern has
something else, that part is `Unknown`; what changes the meaning of the rest (flags, fuzzy matching) makes the whole
unreadable. Letters are kept in lower case, since patterns ignore the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from termlint.glossary.marks import NAMED, TERM
from termlint.later import pattern


class Text(Struct, frozen=True):
    """Characters that stand for themselves, in lower case."""

    text: str


class Set(Struct, frozen=True):
    """One character of a set, as it is written: `[a-z]`, `\\w`, `.`; `chars` are all of them where they are listed."""

    source: str
    chars: str = ""


class Edge(Struct, frozen=True):
    """A condition on a place without a length: `\\b`, `^`, `$`."""

    source: str


class Named(Struct, frozen=True):
    """The mention, in one of some forms where they are given, or a word of an evidence group."""

    name: str
    forms: Branches | None = None


class Group(Struct, frozen=True):
    """Alternatives, one of which a match passes through. An `exact` one minds the case, an `atomic` one never goes
    back."""

    branches: Branches
    exact: bool = False
    atomic: bool = False


class Look(Struct, frozen=True):
    """Alternatives that are looked for ahead or behind without passing through them; none must be there if `denied`."""

    branches: Branches
    behind: bool
    denied: bool


class Repeat(Struct, frozen=True):
    """Something a number of times, without end where `high` is None; `mode` is `?` for lazy and `+` for possessive."""

    part: Node
    low: int
    high: int | None
    mode: str = ""


class Unknown(Struct, frozen=True):
    """A part of which nothing is said."""


Node: TypeAlias = "Text | Set | Edge | Named | Group | Look | Repeat | Unknown"
Sequence: TypeAlias = tuple[Node, ...]
Branches: TypeAlias = tuple[Sequence, ...]

_TOKEN = pattern(
    r"""(?P<named>\{[A-Za-z_][\w-]*(?::[^{}]*)?\})
      | (?P<escape>\\(?:[pPNgx]\{[^}]*\}|[gkL]<[^>]*>|[pP]\w|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))
      | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<open>\((?:\?(?:<[=!]|[=!:>]|P?<\w+>|[a-zA-Z-]+:|.?))?)
      | (?P<close>\))
      | (?P<times>[?*+]|\{(?:\d+(?:,\d*)?|,\d+)\})(?P<mode>[?+]?)
      | (?P<or>\|)
      | (?P<edge>[\^$])
      | (?P<any>\.)
      | (?P<text>[A-Za-z0-9 ,']+(?![?*+{])|.)""",
    re.VERBOSE | re.DOTALL,
)
_FLAGGED = pattern(r"\(\?(?P<on>[ix]*)(?:-(?P<off>[ix]+))?:")
_LISTED = pattern(r"\[-?(?:[^\\\[\]^-]|\\[^\w\s])(?:[^\\\[\]-]|\\[^\w\s])*-?\]")
_KINDS = frozenset("dDwWsS")
_EDGES = frozenset("bAZ")


class _UnreadableError(Exception):
    """A pattern is not what it seems to be."""


def parse(pattern: str) -> Branches | None:
    """The alternatives of a pattern; None where it is unreadable."""
    try:
        return _Parser(pattern).pattern()
    except (_UnreadableError, RecursionError):
        return None


class _Parser:
    """Reads one pattern, token by token."""

    def __init__(self, pattern: str) -> None:
        self._names = {m.start() for m in NAMED.finditer(pattern)}
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(pattern)

    def pattern(self) -> Branches:
        branches, end = self._branches(verbose=False)
        if end is not None or self._names:
            raise _UnreadableError
        return branches

    def _branches(self, *, verbose: bool) -> tuple[Branches, re.Match[str] | None]:
        """The alternatives up to the end of the group or pattern, and the token that ends them."""
        branches: list[Sequence] = []
        nodes: list[Node] = []
        for token in self._tokens:
            kind = token.lastgroup
            if kind == "or":
                branches.append(_joined(nodes))
                nodes = []
            elif kind == "close":
                return (*branches, _joined(nodes)), token
            elif kind in ("mode", "times"):
                self._repeat(nodes, token)
            elif kind == "open":
                nodes.append(self._group(token.group(), verbose=verbose))
            elif kind == "text" and verbose and any(map(_is_left_out, token.group())):
                nodes.extend(_verbose(token.group()))
            else:
                nodes.append(self._atom(token))
        return (*branches, _joined(nodes)), None

    def _atom(self, token: re.Match[str]) -> Node:
        kind, text = token.lastgroup, token.group()
        if kind == "text":
            if text == "{":
                raise _UnreadableError
            if text in "}#" or not text.isascii():
                return _odd(text)
            return Text(text.lower())
        if kind == "named":
            self._names.discard(token.start())
            name, _, forms = text[1:-1].partition(":")
            return Named(name, _forms(forms) if forms and name == TERM else None)
        if kind == "edge":
            return Edge(text)
        if kind == "escape":
            return _escape(text)
        return Set(text, _chars(text)) if kind == "set" else Set(".")

    def _repeat(self, nodes: list[Node], token: re.Match[str]) -> None:
        times, mode = token["times"], token["mode"]
        if not nodes or isinstance(nodes[-1], Repeat | Edge | Look) or nodes[-1] == Text(""):
            raise _UnreadableError
        low, high = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(times) or _counts(times)
        nodes[-1] = Repeat(nodes[-1], low, high, mode)

    def _group(self, opening: str, *, verbose: bool) -> Node:
        flags = _FLAGGED.fullmatch(opening)
        if flags:
            verbose = (verbose or "x" in flags["on"]) and "x" not in (flags["off"] or "")
        branches, end = self._branches(verbose=verbose)
        if end is None:
            raise _UnreadableError
        if opening in ("(?=", "(?!", "(?<=", "(?<!"):
            return Look(branches, "<" in opening, "!" in opening)
        if flags:
            return Group(branches, exact="i" in (flags["off"] or ""))
        if opening in ("(", "(?>") or opening.endswith(">"):
            return Group(branches, atomic=opening == "(?>")
        if opening not in ("(?:", "(?|"):
            raise _UnreadableError
        return Group(branches) if opening == "(?:" else Unknown()


def _forms(forms: str) -> Branches:
    """The forms of a mention, which are a pattern of their own."""
    read = parse(forms)
    if read is None:
        raise _UnreadableError
    return read


def _counts(times: str) -> tuple[int, int | None]:
    low, comma, high = times[1:-1].partition(",")
    return int(low or 0), (int(high) if high else None) if comma else int(low)


def _joined(nodes: list[Node]) -> Sequence:
    """The nodes with neighbouring texts as one."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(last.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def _is_left_out(character: str) -> bool:
    return character.isspace() or character == "#"


def _verbose(text: str) -> Iterator[Node]:
    """What is left of a text where blanks do not count; a blank that something could refer to stays, empty."""
    if "#" in text:
        raise _UnreadableError
    yield Text("".join(text.split()).lower())
    if text[-1:].isspace():
        yield Text("")


def _odd(text: str) -> Node:
    """A character that says little by itself: a closing brace, a hash, or one that is not ASCII."""
    if text.isascii():
        return Set(f"\\{text}", text)
    return Set(f"[{text}]", text) if text.lower() == text.upper() else Unknown()


def _escape(text: str) -> Node:
    if text[1] in _EDGES:
        return Edge(text)
    if text[1] in _KINDS or text == "\\p{L}":
        return Set(text)
    if len(text) == 2 and text.isascii() and not text[1].isalnum() and not text[1].isspace():
        return Text(text[1])
    return Unknown()


def _chars(source: str) -> str:
    """The characters of a set that lists each of them, and all of them ASCII."""
    listed = source.isascii() and _LISTED.fullmatch(source)
    return "".join(dict.fromkeys(source[1:-1].replace("\\", "").lower())) if listed else ""


def walk(branches: Branches) -> Iterator[Node]:
    """All nodes of a tree, those within others too."""
    for sequence in branches:
        for node in sequence:
            yield node
            if isinstance(node, Repeat):
                yield from walk(((node.part,),))
            elif isinstance(node, Group | Look):
                yield from walk(node.branches)
            elif isinstance(node, Named) and node.forms:
                yield from walk(node.forms)
