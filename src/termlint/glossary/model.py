"""The glossary as it is meant: terms, senses, cues and what a sense requires. Frozen values with their places.

The words are those of ISO 1087, ISO 30042 (TBX) and SKOS; docs/reference/glossary.md tells them to authors.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct


class Status(StrEnum):
    """The administrative status of a term or of one sense of it (ISO 30042)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class Window(StrEnum):
    """How far from a mention evidence may stand, from near to far.

    PHRASE is the mention's own clause within a few words. SECTION is the mention's section with its chain of
    headings; DOCUMENT adds everything else in the text; METADATA is front matter and PATH the file's path, both of
    which count in every window from SECTION on.
    """

    PHRASE = "phrase"
    SENTENCE = "sentence"
    BLOCK = "block"
    SECTION = "section"
    DOCUMENT = "document"
    METADATA = "metadata"
    PATH = "path"


class Place(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Where something stands in a glossary file; row and column are 1-based, the column in code points."""

    filename: str = ""
    row: int = 1
    column: int = 1


class _Value(Struct, frozen=True, eq=False, array_like=True, gc=False):
    """Two are equal where they mean the same, wherever they stand."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._meaning() == other._meaning()

    def __hash__(self) -> int:
        return hash(self._meaning())

    def _meaning(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__struct_fields__ if name not in _BESIDES])


_BESIDES = frozenset(("place", "holders"))
"""Fields that say where something is found, and nothing of what it means."""


class Cue(_Value, frozen=True):
    """A word, phrase or pattern that speaks for a sense; with a negative weight, against it.

    Exactly one of `text`, `pattern` and `group` is given. A text is found in all its inflected forms, in any case; a
    pattern is a regular expression (the `regex` module, case ignored); a group stands for all cues of that evidence
    group. In a pattern `{term}` stands for the mention itself, so that word order around it can be told, and
    `{term:massaging|massaged}` for the mention in one of these forms. `weight` is
    in nats, None for the default; `within` is the widest window in which the cue counts, None for any.
    """

    text: str | None = None
    pattern: str | None = None
    group: str | None = None
    weight: float | None = None
    within: Window | None = None
    place: Place = Place()

    @property
    def label(self) -> str:
        """How the author would recognise the cue: its text, its pattern or its group's name."""
        return self.text or self.pattern or self.group or ""


class EvidenceGroup(_Value, frozen=True):
    """A named set of cues that several senses use. Cues of a group may not be groups.

    Where a cue of this group is negated in the text ("no referral needed"), it counts as evidence of the group
    `negated`, if one is named.
    """

    name: str
    means: str
    cues: tuple[Cue, ...]
    negated: str | None = None
    place: Place = Place()


class Requirement(_Value, frozen=True):
    """Evidence that a sense needs (`requires`), bars (`excludes`) or may not be joined to (`forbids`).

    `any` and `all` name evidence groups; at least one is not empty.
    """

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    within: Window = Window.SECTION
    place: Place = Place()

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group named."""
        return (*self.any, *self.all)


class Misuse(_Value, frozen=True):
    """A text in which the term of the sense must be reported by the rule (a name or a code)."""

    text: str
    rule: str
    place: Place = Place()


class Example(_Value, frozen=True):
    """A text in which the term must resolve to the sense and no report is made."""

    text: str
    place: Place = Place()


class Sense(_Value, frozen=True):
    """One meaning of a term.

    `sources` name entries of `Glossary.sources`; `broader` is the id of a more general sense: a sense and one that
    is broader than it are never held to be confused. Where a sense of a term says what it is `confused_with`, an
    undecided mention of that term is reported between senses of such pairs only. `status` and `use` are about this
    sense only: a mention that means a deprecated or forbidden sense is reported as unexpected, with `use` as what
    to write. `prior` is in nats. `requires` must be in sight of a mention of this sense, `excludes` must not, and
    `forbids` are claims that must not be joined to it.
    """

    id: str
    definition: str
    sources: tuple[str, ...] = ()
    broader: str | None = None
    confused_with: tuple[str, ...] = ()
    status: Status = Status.ADMITTED
    use: str | None = None
    prior: float = 0.0
    cues: tuple[Cue, ...] = ()
    requires: Requirement | None = None
    excludes: Requirement | None = None
    forbids: Requirement | None = None
    examples: tuple[Example, ...] = ()
    misuses: tuple[Misuse, ...] = ()
    note: str | None = None
    place: Place = Place()


class Case(StrEnum):
    """Whether the case of a term is part of its spelling."""

    ANY = "any"
    EXACT = "exact"


class Term(_Value, frozen=True):
    """A designation and the senses it has.

    `forms` are surface forms beyond the inflected, hyphenated and closed ones that are generated. `misspellings` are
    forms that are found and reported as wrong spelling. `abbreviations` match in exact case only and are reported
    where they stand before the term itself has introduced them. `synonyms` are other designations of the same senses;
    a document should keep to one. `apart_from` names terms that must not be used as if
    they meant the same. With `case: exact` the term's own capitals are part of it.
    """

    term: str
    senses: tuple[Sense, ...]
    status: Status = Status.ADMITTED
    use: str | None = None
    forms: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    case: Case = Case.ANY
    inflect: bool = True
    note: str | None = None
    place: Place = Place()


class SourceText(_Value, frozen=True):
    """Where definitions come from: a title, and a date and address where there are any."""

    name: str
    title: str
    date: str | None = None
    url: str | None = None


class Glossary(_Value, frozen=True, dict=True, gc=True):
    """A whole glossary, its files merged. `digest` is a hash of the bytes that it was read from.

    What comes in sequences may be made when it is first asked for. `holders` then gives for the id of each sense the
    index of its term.
    """

    name: str
    language: str
    terms: Sequence[Term]
    groups: Sequence[EvidenceGroup] = ()
    sources: Sequence[SourceText] = ()
    description: str | None = None
    files: tuple[str, ...] = ()
    digest: str = ""
    holders: Callable[[], Mapping[str, int]] | None = None

    def group(self, name: str) -> EvidenceGroup | None:
        """The evidence group called `name`, or None."""
        return self._groups.get(name)

    def sense(self, ident: str) -> Sense | None:
        """The sense with the id `ident`, or None."""
        holder = self.holder(ident)
        return None if holder is None else next(s for s in holder.senses if s.id == ident)

    def holder(self, ident: str) -> Term | None:
        """The term that has the sense with the id `ident`, or None."""
        index = self._holders.get(ident)
        return None if index is None else self.terms[index]

    @cached_property
    def _groups(self) -> Mapping[str, EvidenceGroup]:
        return {group.name: group for group in self.groups}

    @cached_property
    def _holders(self) -> Mapping[str, int]:
        return holders(self.terms) if self.holders is None else self.holders()


def holders(terms: Sequence[Term]) -> dict[str, int]:
    """For the id of each sense the index of its term."""
    return {sense.id: index for index, term in enumerate(terms) for sense in term.senses}
