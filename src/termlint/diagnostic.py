"""What is reported: diagnostics, fixes, and the result of checking one file. Values that reporters print."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import astuple

from termlint.errors import Problem
from termlint.long_text import Text
from termlint.resolution import Evidence, Outcome, Resolution
from termlint.span import Span


class Severity(StrEnum):
    """How much a diagnostic matters; `rank` orders them."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info up to 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Applicability(StrEnum):
    """How safe a fix is: applied by --fix, only with --unsafe-fixes, or only shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Edit(Struct, frozen=True, array_like=True, gc=False):
    """Replace `span` of the source by `content`."""

    span: Span
    content: str


class Fix(Struct, frozen=True, array_like=True, gc=False):
    """A remedy that can be applied: edits sorted by place, not overlapping."""

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


class Related(Struct, frozen=True, array_like=True, gc=False):
    """A further place that belongs to a diagnostic, with what it is."""

    span: Span
    message: str


class Place(Protocol):
    """What is reported of a place: by which rule, and of which term, if of any."""

    @property
    def span(self) -> Span:
        """The place in the source."""

    @property
    def code(self) -> str:
        """The code of the rule."""

    @property
    def term(self) -> str | None:
        """The term."""


class Diagnostic(Struct, frozen=True, array_like=True, gc=False):
    """One report. `message` is one line and terse; `help` says what to write instead or how to decide.

    `source[span]` is the surface reported. `term`, `sense` and `definition` are None where no term of the glossary is
    concerned (an unused suppression). `candidates` are the sense ids between which nothing decided, `meanings` their
    definitions. `sentence` is what a mention stands in, and `repeat` the number of the report among those of the
    document that only it tells apart; `fingerprint` names it by them.
    """

    code: str
    name: str
    severity: Severity
    confidence: Outcome
    span: Span
    message: str
    help: str | None = None
    term: str | None = None
    sense: str | None = None
    candidates: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    definition: str | None = None
    evidence: Sequence[Evidence] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    sentence: str | None = None
    repeat: int = 1
    url: str | None = None


class Counts(Struct, frozen=True, gc=False):
    """What a summary says of a file or of a whole run."""

    mentions: int = 0
    suppressed: int = 0
    infos: int = 0
    warnings: int = 0
    errors: int = 0
    safe: int = 0
    unsafe: int = 0

    @property
    def diagnostics(self) -> int:
        """The number of diagnostics."""
        return self.infos + self.warnings + self.errors


class Told(Struct, frozen=True):
    """What is left of a file's result when its part of a report is made: that part, as its reporter made it."""

    part: Any
    counts: Counts


class FileResult(Struct, frozen=True):
    """What checking one file gave: its text, the diagnostics in order, every resolution, and what went wrong.

    `codes` gives for each resolution, by index, the codes that were reported for that very mention, also where it is
    only a related place of a report. `suppressed` counts the diagnostics that comments silenced; `counted`, the
    mentions where their resolutions are not kept. Where `told`, text, diagnostics and resolutions are gone.
    """

    filename: str
    source: Text
    diagnostics: tuple[Diagnostic, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    codes: tuple[tuple[str, ...], ...] = ()
    errors: tuple[Problem, ...] = ()
    suppressed: int = 0
    counted: int | None = None
    told: Told | None = None

    @property
    def mentions(self) -> int:
        """The number of mentions."""
        return len(self.resolutions) if self.counted is None else self.counted

    @property
    def counts(self) -> Counts:
        """What a summary says of the file."""
        if self.told:
            return self.told.counts
        if not self.diagnostics:
            return Counts(self.mentions, self.suppressed)
        severities = [d.severity for d in self.diagnostics]
        fixes = [d.fix.applicability for d in self.diagnostics if d.fix]
        return Counts(
            self.mentions,
            self.suppressed,
            infos=severities.count(Severity.INFO),
            warnings=severities.count(Severity.WARNING),
            errors=severities.count(Severity.ERROR),
            safe=fixes.count(Applicability.SAFE),
            unsafe=fixes.count(Applicability.UNSAFE),
        )

    def tell(self, part: Any) -> FileResult:
        """What is left of the result when `part` is its part of the report."""
        return FileResult(self.filename, "", errors=self.errors, told=Told(part, self.counts))


class RunResult(Struct, frozen=True):
    """The results of one run, in the order of the file names, with what a report says of the run as a whole."""

    files: tuple[FileResult, ...]
    glossary_name: str
    glossary_digest: str
    errors: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> Counts:
        """What a summary says of all files together."""
        return Counts(*map(sum, zip(*[astuple(file.counts) for file in self.files], strict=True)))
