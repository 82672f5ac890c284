"""Results on their way between processes: the parts of a glossary travel as their numbers.

Every resolution holds its term and its senses with all their cues. Both sides have the glossary, so a result needs
only to say which they are; and on arrival they are again the very objects of the receiver's glossary.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from typing import Any

from termlint.glossary.model import Glossary, Sense, Term


class Wire:
    """Turns values into bytes and back for one glossary, which both sides have read from the same files."""

    def __init__(self, glossary: Glossary) -> None:
        parts: list[Term | Sense] = []
        for term in glossary.terms:
            parts += (term, *term.senses)
        self._parts = tuple(parts)
        numbers = {id(part): number for number, part in enumerate(parts)}

        def reduce(part: Term | Sense) -> Any:
            number = numbers.get(id(part))
            return part.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if number is None else (_part, (number,))

        self._table: dict[type, Any] = {**copyreg.dispatch_table, Term: reduce, Sense: reduce}

    def dumps(self, value: object) -> bytes:
        """The value as bytes."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = self._table
        pickler.dump(value)
        return buffer.getvalue()

    def loads(self, data: bytes) -> Any:
        """The value that `dumps` gave `data` for, with the parts of this side's glossary."""
        return _Reader(io.BytesIO(data), self._parts).load()


class _Reader(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, parts: tuple[Term | Sense, ...]) -> None:
        super().__init__(stream)
        self._found = parts

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _part.__name__):
            return self._found.__getitem__
        return super().find_class(module, name)


def _part(number: int) -> Term | Sense:
    """Stands for a part of the glossary on the wire; the reader knows which."""
    raise AssertionError(f"part {number} was read without a glossary")
