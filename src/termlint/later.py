"""Patterns that are compiled when somebody first uses them, or not even then, where an earlier run has compiled them.

A module has patterns for all that may stand in a text; of those of the whole program a page needs less than half, and
the others would take as long to compile as everything else to be imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, AnyStr, TypeAlias, cast

from termlint.bytecode import Bytecode

_METHODS = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "split", "sub")
Asked: TypeAlias = tuple[str | bytes, int]
"""An expression and its flags."""


class Workshop:
    """Compiles patterns, and knows the bytecode of those that were compiled before: what comes of it is the same.

    Until it is told what is known, it takes note of nothing.
    """

    __slots__ = ("_known", "_made")

    def __init__(self) -> None:
        self._known: dict[Asked, Bytecode] | None = None
        self._made: dict[Asked, Bytecode] = {}

    @property
    def is_told(self) -> bool:
        """Whether it was told what is known."""
        return self._known is not None

    def learn(self, known: Mapping[Asked, Bytecode]) -> None:
        """Take over the bytecode of patterns, and from now on note that of others."""
        self._known = {**(self._known or {}), **known}

    def news(self) -> dict[Asked, Bytecode]:
        """What was compiled since and was not known; the next time it is."""
        made, self._made = self._made, {}
        return made

    def pattern(self, source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """The pattern of an expression; raises `re.error` where it is none."""
        if self._known is None:
            return re.compile(source, flags)
        asked = source, flags
        code = self._known.get(asked)
        if code is None:
            code = Bytecode.of(source, flags)
            if code is not None:
                self._known[asked] = self._made[asked] = code
        return (code and code.pattern(source)) or re.compile(source, flags)


WORKSHOP = Workshop()
"""That of this process: patterns are the same for everybody, whoever has them compiled."""


class _Later:
    """What stands for a pattern until somebody uses it, and from then on has its methods."""

    __slots__ = ("__dict__", "_asked")

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        made: re.Pattern[Any] = compiled(*self._asked)
        self.__dict__.update({method: getattr(made, method) for method in _METHODS})
        return getattr(made, name)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled when it is first used; whether it is one shows only then."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


def compiled(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of a regular expression of the program; raises `re.error` where it is none."""
    return WORKSHOP.pattern(source, int(flags))
