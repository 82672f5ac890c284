"""A sequence of values that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

_T = TypeVar("_T")


class Lazy(Sequence[_T]):
    """Like a tuple of so many values, each made by `make` of its index when it is first asked for, and then kept."""

    __slots__ = ("_made", "_make", "_size")

    def __init__(self, size: int, make: Callable[[int], _T]) -> None:
        self._size = size
        self._make = make
        self._made: dict[int, _T] = {}

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        found = self._made.get(index) if isinstance(index, int) else None
        if found is not None:
            return found
        if isinstance(index, slice):
            return tuple([self[one] for one in range(*index.indices(self._size))])
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError("no such value")
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazy | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Lazy, (self._size, self._make)
