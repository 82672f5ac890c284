"""The glossary as it is meant: terms, senses, cues and what a sense requires. Frozen values with their places.

The words are those of ISO 1087, ISO 30042 (TBX) and SKOS; docs/reference/glossary.md tells them to authors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a glossary file; row and column are 1-based, the column in code points."""

    filename: str = ""
    row: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Cue:
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
    place: Place = field(default=Place(), compare=False)

    @property
    def label(self) -> str:
        """How the author would recognise the cue: its text, its pattern or its group's name."""
        return self.text or self.pattern or self.group or ""


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """A named set of cues that several senses use. Cues of a group may not be groups.

    Where a cue of this group is negated in the text ("no referral needed"), it counts as evidence of the group
    `negated`, if one is named.
    """

    name: str
    means: str
    cues: tuple[Cue, ...]
    negated: str | None = None
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Evidence that a sense needs (`requires`), bars (`excludes`) or may not be joined to (`forbids`).

    `any` and `all` name evidence groups; at least one is not empty.
    """

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    within: Window = Window.SECTION
    place: Place = field(default=Place(), compare=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group named."""
        return (*self.any, *self.all)


@dataclass(frozen=True, slots=True)
class Misuse:
    """A text in which the term of the sense must be reported by the rule (a name or a code)."""

    text: str
    rule: str
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A text in which the term must resolve to the sense and no report is made."""

    text: str
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Sense:
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
    place: Place = field(default=Place(), compare=False)


class Case(StrEnum):
    """Whether the case of a term is part of its spelling."""

    ANY = "any"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Term:
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
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class SourceText:
    """Where definitions come from: a title, and a date and address where there are any."""

    name: str
    title: str
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Glossary:
    """A whole glossary, its files merged. `digest` is a hash of the bytes that it was read from."""

    name: str
    language: str
    terms: tuple[Term, ...]
    groups: tuple[EvidenceGroup, ...] = ()
    sources: tuple[SourceText, ...] = ()
    description: str | None = None
    files: tuple[str, ...] = ()
    digest: str = ""

    def group(self, name: str) -> EvidenceGroup | None:
        """The evidence group called `name`, or None."""
        return next((g for g in self.groups if g.name == name), None)

    def sense(self, ident: str) -> Sense | None:
        """The sense with the id `ident`, or None."""
        return next((s for t in self.terms for s in t.senses if s.id == ident), None)
