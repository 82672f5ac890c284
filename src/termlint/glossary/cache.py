"""A prepared glossary as bytes and back, so that a run makes nothing again and decodes no more than it needs.

There are two parts. The first is what every run needs; the second what only a mention needs, and in it each term can be
decoded by itself. Both are MessagePack, read into typed values: whatever they hold, reading them runs no code. They are
only ever read by the version that wrote them.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import replace

from termlint.anchoring import Chosen
from termlint.columns import Packed
from termlint.glossary.lazy import Lazy
from termlint.glossary.model import EvidenceGroup, Glossary, Place, SourceText, Term, holders
from termlint.glossary.prepared import Prepared, anchors

if TYPE_CHECKING:
    from termlint.glossary.compiled import Compiled, Tables

VERSION = 16
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
    anchors: Chosen


class _Rest(Struct, frozen=True, array_like=True):
    """What only mentions need, nothing of it decoded. Of terms, their places, and what is made of them, each stands by
    itself; `files` are those that places are in."""

    groups: Raw
    sources: Raw
    holders: Raw
    tables: Raw
    files: Raw
    terms: Packed
    places: Packed
    weighed: Packed


def dumps(glossary: Glossary) -> tuple[bytes, bytes]:
    """Both parts of a glossary, with all that is made of it. Raises ValueError where the name of a file is no text."""
    from termlint.glossary.forms import surface_forms
    from termlint.glossary.tabulate import tabulated

    surfaces = surface_forms(glossary)
    tables, weighed = tabulated(glossary, surfaces)
    tables = replace(tables, written={n: known.compiled(tables.words) for n, known in tables.written.items()})
    encode = Encoder().encode

    def raw(value: object) -> Raw:
        return Raw(encode(value))

    about = glossary.name, glossary.language, glossary.description, glossary.files, glossary.digest
    counts = len(glossary.terms), len(glossary.groups), len(glossary.sources)
    places = _Places()
    apart = [places.apart(term) for term in glossary.terms]
    rest = _Rest(
        groups=raw(tuple(glossary.groups)),
        sources=raw(tuple(glossary.sources)),
        holders=raw(holders(glossary.terms)),
        tables=raw(tables),
        files=raw(tuple(places.files)),
        terms=Packed.of_pieces(encode(term) for term, _ in apart),
        places=Packed.of_pieces(encode(found) for _, found in apart),
        weighed=Packed.of_pieces(map(encode, weighed)),
    )
    return encode(_First(*about, counts, anchors(surfaces.forms))), encode(rest)


class _Places:
    """Parts terms from their places."""

    def __init__(self) -> None:
        self.files: dict[str, int] = {}
        self._found: list[int] = []

    def apart(self, term: Term) -> tuple[object, tuple[int, ...]]:
        """A term without places, as lists, and the places: the index of the file, row and column of each."""
        self._found = []
        return self._without(term), tuple(self._found)

    def _without(self, value: Any) -> Any:
        """A value without its place, which is the last of its fields."""
        if not isinstance(value, tuple | Struct):
            return value
        if isinstance(value, Place):
            self._found += (self.files.setdefault(value.filename, len(self.files)), value.row, value.column)
        if isinstance(value, tuple):
            return tuple([self._without(one) for one in value]) if value and isinstance(value[0], Struct) else value
        parts = [self._without(getattr(value, name)) for name in value.__struct_fields__]
        return parts[:-1] if value.__struct_fields__[-1] == "place" else parts


def _placed(value: Any, next_place: Callable[[], Place]) -> Any:
    """A value in its place, and all in it in theirs, in the order of their fields."""
    if isinstance(value, Place):
        return next_place()
    if isinstance(value, tuple):
        return tuple([_placed(one, next_place) for one in value]) if value and isinstance(value[0], Struct) else value
    if not isinstance(value, Struct):
        return value
    return type(value)(*[_placed(getattr(value, name), next_place) for name in value.__struct_fields__])


def loads(first: bytes, rest: Callable[[], bytes], *, places: bool = True) -> Prepared:
    """The glossary that `dumps` made both parts of; the second is asked for when something of it is needed.

    Without `places`, terms do not know where they stand: who judges texts does not ask, and they take room. Raises
    ValueError where the first part is something else.
    """
    return _Stored(first, rest, places).prepared


class _Stored:
    """A glossary in bytes; what was decoded once is kept."""

    def __init__(self, first: bytes, rest: Callable[[], bytes], places: bool) -> None:
        self._first, self._read, self._with_places = first, rest, places
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
        return _Stored, (self._first, self._read, self._with_places)

    def holders(self) -> Mapping[str, int]:
        """For the id of each sense the index of its term."""
        return Decoder(dict[str, int]).decode(self._rest[0].holders)

    def compiled(self) -> "Compiled":
        """The glossary ready for use."""
        from termlint.glossary.compiled import Weighed, assembled

        rest, tables = self._rest
        return assembled(self.glossary, tables, _decoder(rest.weighed, Weighed))

    def term(self, index: int) -> Term:
        """A term of the glossary."""
        term = self._terms(index)
        if not self._with_places:
            return term
        told, files = iter(self._places(index)), self._files
        return _placed(term, lambda: Place(files[next(told)], next(told), next(told)))  # type: ignore[no-any-return]

    def group(self, index: int) -> EvidenceGroup:
        """An evidence group."""
        return self._groups[index]

    def source(self, index: int) -> SourceText:
        """A source of definitions."""
        return self._sources[index]

    @cached_property
    def _rest(self) -> "tuple[_Rest, Tables]":
        """The second part; its tables are decoded and the others copied, so that the bytes that were read can go."""
        from termlint.glossary.compiled import Tables

        rest = Decoder(_Rest).decode(self._read())
        raw = {name: getattr(rest, name).copy() for name in ("groups", "sources", "holders", "files")}
        places = rest.places if self._with_places else Packed.of_pieces(())
        return replace(rest, **raw, tables=Raw(), places=places), Decoder(Tables).decode(rest.tables)

    @cached_property
    def _terms(self) -> Callable[[int], Term]:
        return _decoder(self._rest[0].terms, Term)

    @cached_property
    def _places(self) -> Callable[[int], tuple[int, ...]]:
        return _decoder(self._rest[0].places, tuple[int, ...])

    @cached_property
    def _files(self) -> tuple[str, ...]:
        return Decoder(tuple[str, ...]).decode(self._rest[0].files)

    @cached_property
    def _groups(self) -> tuple[EvidenceGroup, ...]:
        return Decoder(tuple[EvidenceGroup, ...]).decode(self._rest[0].groups)

    @cached_property
    def _sources(self) -> tuple[SourceText, ...]:
        return Decoder(tuple[SourceText, ...]).decode(self._rest[0].sources)


def _decoder(packed: Packed, kind: type[_T]) -> Callable[[int], _T]:
    """Decodes the value with an index, of a kind."""
    pieces, decode = packed.pieces(), Decoder(kind).decode
    return lambda index: decode(pieces[index])
