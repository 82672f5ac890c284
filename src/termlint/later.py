"""Patterns that are compiled when somebody first uses them.

A module has patterns for all that may stand in a text; of those of the whole program a page needs less than half, and
the others would take as long to compile as everything else to be imported.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "pattern", "search", "split", "sub")


class _Later:
    """What stands for a pattern until somebody uses it, and from then on has its methods."""

    __slots__ = ("__dict__", "_asked")

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(*self._asked)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled when it is first used; whether it is one shows only then."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
