"""Patterns in the syntax of `re`, for texts in lower case in which both engines find the same.

`re` compiles a pattern in a third of the time that `regex` takes, matches it faster and is there already. It has no
limit of time, so only patterns that cannot take long are matched by it (`effort.py`), and it knows less: a pattern that
has more is left to `regex`, and so is every text with characters that the two treat differently (`plain.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from termlint.glossary.marks import BEGIN, END, NO_WORDS, TERM, Words
from termlint.glossary.plain import LOWER_LETTERS, is_plain
from termlint.glossary.syntax import Branches, Edge, Group, Look, Named, Node, Repeat, Set, Text, Unknown

_ITEM = re.compile(
    r"(?P<letters>\\p\{L\})|(?P<kind>\\[dDwWsS])|(?P<range>[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])|\\(?P<escaped>[^\w\s])"
    r"|(?P<char>[^\\\[\]^~&|-]|-(?=\])|(?<=\[)-|(?<=\[\^)-)"
)
_MANY = 300
_Fixed = tuple[int, str]
"""A regular expression and how many characters it matches."""


class _BeyondError(Exception):
    """A pattern has something that `re` does not know, or may know otherwise."""


def quick(branches: Branches | None) -> str | None:
    """The pattern for `re`, the words of each group it names left open as `\\0name\\0`; None where there is none."""
    if branches is None or not all(shortest(branch) for branch in branches):
        return None
    try:
        return _alternatives(branches)
    except _BeyondError:
        return None


def loosened(branches: Branches) -> Branches:
    """The alternatives without their looks behind that `re` cannot have: they match wherever these do, and more."""
    return tuple(
        tuple(node for node in nodes if not (isinstance(node, Look) and _is_beyond(node))) for nodes in branches
    )


def _is_beyond(node: Node) -> bool:
    try:
        _node(node)
    except _BeyondError:
        return True
    return False


def _alternatives(branches: Branches) -> str:
    return "|".join(map(_sequence, branches))


def _sequence(nodes: Sequence[Node]) -> str:
    return "".join(map(_node, nodes))


def _node(node: Node) -> str:
    match node:
        case Text(text):
            return re.escape(text)
        case Set(source):
            return set_source(source)
        case Edge(source):
            return source
        case Named(name, forms):
            if name != TERM:
                return f"\0{name}\0"
            return f"{BEGIN}(?:{_alternatives(forms)}){END}" if forms else f"{BEGIN}[^{END}]*{END}"
        case Group(branches, exact=False, atomic=atomic):
            return f"(?{'>' if atomic else ':'}{_alternatives(branches)})"
        case Look(branches, behind=False, denied=denied):
            return f"(?{'!' if denied else '='}{_alternatives(branches)})"
        case Look(branches, denied=denied):
            return _behind(branches, denied=denied)
        case Repeat():
            return _repeat(node)
        case _:
            raise _BeyondError


def _repeat(node: Repeat) -> str:
    if not isinstance(node.part, Text | Set | Group) or (node.high != 1 and not shortest((node.part,))):
        raise _BeyondError
    times = f"{{{node.low},{'' if node.high is None else node.high}}}"
    return f"{_node(node.part)}{times}{node.mode}"


def set_source(source: str) -> str:
    """A set of the syntax for texts in lower case."""
    if source == r"\p{L}":
        return f"[{LOWER_LETTERS}]"
    if source[0] != "[":
        return source
    denied = source[1] == "^"
    items: list[str] = []
    at = 2 if denied else 1
    while at < len(source) - 1:
        item = _ITEM.match(source, at)
        if not item or not source[at : item.end()].isprintable():
            raise _BeyondError
        items.append(_item(item))
        at = item.end()
    if not items:
        raise _BeyondError
    return f"[{'^' if denied else ''}{''.join(items)}]"


def _item(item: re.Match[str]) -> str:
    text = item["char"] or item["escaped"]
    if text is None:
        return LOWER_LETTERS if item["letters"] else item.group() if item["kind"] else item.group().lower()
    if not text.isascii() and (text.lower() != text.upper() or not is_plain(text)):
        raise _BeyondError
    return re.escape(text.lower())


def _behind(branches: Branches, *, denied: bool) -> str:
    """A look behind, of which `re` wants each to have one length: one for each length."""
    every = sorted({one for nodes in branches for one in _fixed(_shortened(nodes))})
    looks = [
        f"(?<{'!' if denied else '='}{'|'.join(text for _, text in same)})"
        for _, same in groupby(every, key=lambda one: one[0])
    ]
    return "".join(looks) if denied or len(looks) == 1 else f"(?:{'|'.join(looks)})"


def _shortened(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """What is looked for behind: of a repetition with which it begins the fewest times are enough."""
    if nodes and isinstance(first := nodes[0], Repeat):
        return (Repeat(first.part, first.low, first.low), *nodes[1:])
    return tuple(nodes)


def _fixed(nodes: Sequence[Node]) -> list[_Fixed]:
    """All ways to match some nodes, each of one length."""
    every: list[_Fixed] = [(0, "")]
    for node in nodes:
        every = [(length + more, text + one) for length, text in every for more, one in _ways(node)]
        if len(every) > _MANY:
            raise _BeyondError
    return every


def _ways(node: Node) -> Iterator[_Fixed]:
    match node:
        case Text(text):
            yield len(text), re.escape(text)
        case Set(source):
            yield 1, set_source(source)
        case Edge(source):
            yield 0, source
        case Named(name, forms) if name == TERM and forms:
            yield from ((length + 2, f"{BEGIN}{text}{END}") for nodes in forms for length, text in _fixed(nodes))
        case Group(branches, exact=False, atomic=False):
            yield from (one for nodes in branches for one in _fixed(nodes))
        case Repeat(Set(source), low, high) if low == high:
            yield low, f"{set_source(source)}{{{low}}}"
        case Repeat(part, low, high, mode) if high is not None and high <= _MANY and mode != "+":
            for times in range(low, high + 1):
                yield from _fixed((part,) * times)
        case _:
            raise _BeyondError


def shortest(nodes: Sequence[Node], words: Words = NO_WORDS) -> int:
    """The length of the shortest text that some nodes can match, or less; `words` gives those of groups."""
    length = 0
    for node in nodes:
        match node:
            case Text(text):
                length += len(text)
            case Set():
                length += 1
            case Named(name):
                length += min(map(len, words.get(name, ())), default=1)
            case Group(branches):
                length += min(shortest(branch, words) for branch in branches)
            case Repeat(part, low) if low:
                length += shortest((part,), words)
            case Unknown():
                return 0
            case _:
                pass
    return length
