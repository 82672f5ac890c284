"""Many short texts, or short rows of numbers, in one piece of memory: each is made when it is asked for.

A text by itself takes fifty bytes more than its letters, a tuple of one number fifty more than the number. Glossaries
have tens of thousands of both, of which a run asks for few.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Final, TypeVar, overload

from msgspec import Struct

_T = TypeVar("_T")
_NUMBER: Final = "I"
"""The numbers in a column: four bytes each, in the order of this machine's bytes."""


class Column(Sequence[_T]):
    """A sequence of values, each made of what stands between its bound and the next."""

    __slots__ = ("_bounds",)

    def __init__(self, bounds: bytes) -> None:
        self._bounds = unpacked(bounds)

    def _made(self, start: int, end: int) -> _T:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        bounds = self._bounds
        if isinstance(index, slice):
            return tuple([self[at] for at in range(*index.indices(len(self)))])
        if index < 0:
            index += len(self)
            if index < 0:
                raise IndexError("no such value")
        return self._made(bounds[index], bounds[index + 1])

    def chosen(self, indices: Iterable[int]) -> list[_T]:
        """The values at some places, which are told from the front."""
        made, bounds = self._made, self._bounds
        return [made(bounds[index], bounds[index + 1]) for index in indices]

    def __iter__(self) -> Iterator[_T]:
        made = self._made
        return (made(start, end) for start, end in pairwise(self._bounds))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Column | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Texts(Column[str]):
    """Texts in one, in UTF-8."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes, bounds: bytes) -> None:
        super().__init__(bounds)
        self._data = data

    def _made(self, start: int, end: int) -> str:
        return self._data[start:end].decode("utf-8", "surrogatepass")


class Pieces(Column[bytes]):
    """Bytes in one."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes, bounds: bytes) -> None:
        super().__init__(bounds)
        self._data = data

    def _made(self, start: int, end: int) -> bytes:
        return self._data[start:end]


class Rows(Column[tuple[int, ...]]):
    """Rows of numbers in one."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: bytes, bounds: bytes) -> None:
        super().__init__(bounds)
        self._numbers = unpacked(numbers)

    def _made(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(self._numbers[start:end])


class Packed(Struct, frozen=True, array_like=True):
    """What a column is made of: its values one after the other, and the bounds between them, the outer ones, too."""

    data: bytes
    bounds: bytes

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> "Packed":
        """What `Texts` are made of."""
        return cls.of_pieces([text.encode("utf-8", "surrogatepass") for text in texts])

    @classmethod
    def of_pieces(cls, pieces: Iterable[bytes]) -> "Packed":
        """What `Pieces` are made of."""
        known = list(pieces)
        return cls(b"".join(known), packed(accumulate(map(len, known), initial=0)))

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[int]]) -> "Packed":
        """What `Rows` are made of."""
        known = list(rows)
        return cls(packed(chain.from_iterable(known)), packed(accumulate(map(len, known), initial=0)))

    def texts(self) -> Texts:
        """The texts that this was made of."""
        return Texts(self.data, self.bounds)

    def pieces(self) -> Pieces:
        """The bytes that this was made of."""
        return Pieces(self.data, self.bounds)

    def rows(self) -> Rows:
        """The rows that this was made of."""
        return Rows(self.data, self.bounds)


class Phrases(Struct, frozen=True, array_like=True):
    """Texts, each with the numbers that it stands for."""

    spelt: Packed
    standing_for: Packed

    @classmethod
    def of(cls, table: Mapping[str, Sequence[int]]) -> "Phrases":
        """The phrases of a table."""
        return cls(Packed.of_texts(table), Packed.of_rows(table.values()))


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers in four bytes each."""
    return array(_NUMBER, numbers).tobytes()


def unpacked(numbers: bytes) -> Sequence[int]:
    """The numbers that `packed` was given."""
    return memoryview(numbers).cast(_NUMBER)
