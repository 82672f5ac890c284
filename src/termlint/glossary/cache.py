"""A prepared glossary as bytes and back, so that a run makes nothing again and decodes no more than it needs.

There are two parts. The first is what every run needs; the second what only a mention needs, and in it each term can be
decoded by itself. Both are MessagePack, read into typed values: whatever they hold, reading them runs no code. They are
only ever read by the version that wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder

from termlint.glossary.lazy import Lazy
from termlint.glossary.model import EvidenceGroup, Glossary, SourceText, Term, holders
from termlint.glossary.prepared import Prepared, anchors

if TYPE_CHECKING:
    from termlint.glossary.compiled import Compiled, CompiledTerm, Weighed

VERSION = 3
"""Raised whenever files would be read differently, or written differently here, within one version of termlint."""

_T = TypeVar("_T")


class _First(Struct, frozen=True, array_like=True):
    """What every run needs; `counts` are those of terms, groups and sources."""

    name: str
    language: str
    description: str | None
    files: tuple[str, ...]
    digest: str
    counts: tuple[int, int, int]
    anchors: tuple[str, ...]


class _Stretches(Struct, frozen=True, array_like=True):
    """Values one after the other, not decoded, with the size of each."""

    sizes: tuple[int, ...]
    data: memoryview


class _Rest(Struct, frozen=True, array_like=True):
    """What only mentions need, nothing of it decoded. Of terms, and of what is made of them, each stands by itself."""

    groups: Raw
    sources: Raw
    holders: Raw
    tables: Raw
    terms: _Stretches
    compiled: _Stretches


def dumps(glossary: Glossary) -> tuple[bytes, bytes]:
    """Both parts of a glossary, with all that is made of it. Raises ValueError where the name of a file is no text."""
    from termlint.glossary.compiled import tabulated
    from termlint.glossary.forms import surface_forms

    tables, weighed = tabulated(glossary, surface_forms(glossary))
    encode = Encoder().encode

    def raw(value: object) -> Raw:
        return Raw(encode(value))

    about = glossary.name, glossary.language, glossary.description, glossary.files, glossary.digest
    counts = len(glossary.terms), len(glossary.groups), len(glossary.sources)
    rest = _Rest(
        groups=raw(tuple(glossary.groups)),
        sources=raw(tuple(glossary.sources)),
        holders=raw(holders(glossary.terms)),
        tables=raw(tables),
        terms=_stretches(map(encode, glossary.terms)),
        compiled=_stretches(map(encode, weighed)),
    )
    return encode(_First(*about, counts, anchors(tables.forms))), encode(rest)


def loads(first: bytes, rest: Callable[[], bytes]) -> Prepared:
    """The glossary that `dumps` made both parts of; the second is asked for when something of it is needed.

    Raises ValueError where the first part is something else.
    """
    return _Stored(first, rest).prepared


def _stretches(values: Iterable[bytes]) -> _Stretches:
    parts = list(values)
    return _Stretches(tuple(map(len, parts)), memoryview(b"".join(parts)))


class _Stored:
    """A glossary in bytes; what was decoded once is kept."""

    def __init__(self, first: bytes, rest: Callable[[], bytes]) -> None:
        self._first, self._read = first, rest
        told = Decoder(_First).decode(first)
        terms, groups, sources = told.counts
        self.glossary = Glossary(
            name=told.name,
            language=told.language,
            terms=Lazy(terms, self.term),
            groups=Lazy(groups, self.group),
            sources=Lazy(sources, self.source),
            description=told.description,
            files=told.files,
            digest=told.digest,
            holders=self.holders,
        )
        self.prepared = Prepared(self.glossary, told.anchors, self.compiled)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Stored, (self._first, self._read)

    def holders(self) -> Mapping[str, int]:
        """For the id of each sense the index of its term."""
        return Decoder(dict[str, int]).decode(self._rest.holders)

    def compiled(self) -> Compiled:
        """The glossary ready for use."""
        from termlint.glossary.compiled import Tables, assembled

        tables = Decoder(Tables).decode(self._rest.tables)
        return assembled(self.glossary, tables, Lazy(len(self.glossary.terms), self.compiled_term))

    def term(self, index: int) -> Term:
        """A term of the glossary."""
        return self._terms(index)

    def compiled_term(self, index: int) -> CompiledTerm:
        """A term with what is made of it."""
        return self._weighed(index).of(self.glossary.terms[index])

    def group(self, index: int) -> EvidenceGroup:
        """An evidence group."""
        return self._groups[index]

    def source(self, index: int) -> SourceText:
        """A source of definitions."""
        return self._sources[index]

    @cached_property
    def _rest(self) -> _Rest:
        return Decoder(_Rest).decode(self._read())

    @cached_property
    def _terms(self) -> Callable[[int], Term]:
        return _decoder(self._rest.terms, Term)

    @cached_property
    def _weighed(self) -> Callable[[int], Weighed]:
        from termlint.glossary.compiled import Weighed

        return _decoder(self._rest.compiled, Weighed)

    @cached_property
    def _groups(self) -> tuple[EvidenceGroup, ...]:
        return Decoder(tuple[EvidenceGroup, ...]).decode(self._rest.groups)

    @cached_property
    def _sources(self) -> tuple[SourceText, ...]:
        return Decoder(tuple[SourceText, ...]).decode(self._rest.sources)


def _decoder(stretches: _Stretches, kind: type[_T]) -> Callable[[int], _T]:
    """Decodes the value with an index, of a kind."""
    ends, decode = (0, *accumulate(stretches.sizes)), Decoder(kind).decode
    return lambda index: decode(stretches.data[ends[index] : ends[index + 1]])
