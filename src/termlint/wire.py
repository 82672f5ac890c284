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
        self._glossary = glossary
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._table: dict[type, Any] = {**copyreg.dispatch_table, Term: self._reduced, Sense: self._reduced}

    def dumps(self, value: object) -> bytes:
        """The value as bytes."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = self._table
        pickler.dump(value)
        return buffer.getvalue()

    def loads(self, data: bytes) -> Any:
        """The value that `dumps` gave `data` for, with the parts of this side's glossary."""
        return _Reader(io.BytesIO(data), self._glossary).load()

    def _reduced(self, part: Term | Sense) -> Any:
        """What stands for a part: its number, if it is one of the glossary."""
        if id(part) not in self._numbers:
            self._note(part)
        number = self._numbers.get(id(part))
        return part.__reduce_ex__(pickle.HIGHEST_PROTOCOL) if number is None else (_part, number)

    def _note(self, part: Term | Sense) -> None:
        """Note the numbers of a term and its senses, by one of them."""
        index = self._glossary.place_of(part)
        if index is not None:
            term = self._glossary.terms[index]
            self._numbers[id(term)] = (index,)
            self._numbers.update({id(sense): (index, n) for n, sense in enumerate(term.senses)})


class _Reader(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, glossary: Glossary) -> None:
        super().__init__(stream)
        self._terms = glossary.terms

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _part.__name__):
            return self._found
        return super().find_class(module, name)

    def _found(self, index: int, sense: int | None = None) -> Term | Sense:
        term = self._terms[index]
        return term if sense is None else term.senses[sense]


def _part(index: int, sense: int | None = None) -> Term | Sense:
    """Stands for a part of the glossary on the wire; the reader knows which."""
    raise AssertionError(f"part {index}, {sense} was read without a glossary")
