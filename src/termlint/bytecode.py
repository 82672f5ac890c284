"""Regular expressions as `re` runs them, so that what was compiled once need not be compiled again.

To compile an expression takes a hundred times as long as to make a pattern of the bytecode that it was compiled to.
`re` has no public way to either; where its private one is not as it is known here, there is no bytecode, and whoever
wanted it compiles. Bytecode does nothing but match, and `re` checks all of it when a pattern is made.
"""

import re
import sys
from array import array
from collections.abc import Mapping
from importlib import import_module
from typing import Any, AnyStr

from msgspec import Struct

_WORD = "I"
"""The words of bytecode: four bytes each, in the order of this machine's bytes."""


def dialect() -> str:
    """Tells apart whatever compiles to other bytecode, or reads it otherwise: the interpreter and its machine."""
    return f"{sys.version} {sys.byteorder}"


class Bytecode(Struct, frozen=True, array_like=True, gc=False):
    """What an expression was compiled to: the flags of its pattern, its groups, and its words one after the other.

    `names` gives the numbers of the groups that have one.
    """

    flags: int
    groups: int
    names: Mapping[str, int]
    words: bytes

    @classmethod
    def of(cls, source: AnyStr, flags: int = 0) -> "Bytecode | None":
        """That of an expression; None where `re` does not show it. Raises `re.error` where it is none."""
        try:
            return cls._compiled(source, flags, import_module("re._compiler"), import_module("re._parser"))
        except (ImportError, AttributeError, TypeError, OverflowError):  # another `re` than is known here
            return None

    @classmethod
    def _compiled(cls, source: AnyStr, flags: int, compiler: Any, parser: Any) -> "Bytecode":
        parsed = parser.parse(source, flags)
        state = parsed.state
        words = array(_WORD, compiler._code(parsed, flags))
        return cls(flags | state.flags, state.groups - 1, dict(state.groupdict), words.tobytes())

    def pattern(self, source: AnyStr) -> re.Pattern[AnyStr] | None:
        """The pattern of the expression that this was compiled from; None where `re` does not take it."""
        words = array(_WORD)
        try:
            from _sre import compile  # type: ignore[import-not-found]

            words.frombytes(self.words)
            if self.groups > len(words):  # each has words of its own
                return None
            named: list[str | None] = [None] * (self.groups + 1)
            for name, number in self.names.items():
                named[number] = name
            names = dict(self.names), tuple(named)
            made: re.Pattern[AnyStr] = compile(source, self.flags, words.tolist(), self.groups, *names)
        except (ImportError, TypeError, ValueError, IndexError, OverflowError, RuntimeError):
            return None
        return made
