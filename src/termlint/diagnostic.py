"""What is reported: diagnostics, fixes, and the result of checking one file. Values that reporters print."""

from __future__ import annotations

from enum import StrEnum
from zlib import compress, decompress

from msgspec import Struct, field
from msgspec.structs import replace

from termlint.errors import Problem
from termlint.resolution import Evidence, Outcome, Resolution
from termlint.span import LineIndex, Span


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


class Edit(Struct, frozen=True):
    """Replace `span` of the source by `content`."""

    span: Span
    content: str


class Fix(Struct, frozen=True):
    """A remedy that can be applied: edits sorted by place, not overlapping."""

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


class Related(Struct, frozen=True):
    """A further place that belongs to a diagnostic, with what it is."""

    span: Span
    message: str


class Diagnostic(Struct, frozen=True):
    """One report. `message` is one line and terse; `help` says what to write instead or how to decide.

    `source[span]` is the surface reported. `term`, `sense` and `definition` are None where no term of the glossary is
    concerned (an unused suppression). `candidates` are the sense ids between which nothing decided, `meanings` their
    definitions.
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
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    url: str | None = None


class FileResult(Struct, frozen=True):
    """What checking one file gave: its text, the diagnostics in order, every resolution, and what went wrong.

    Reports need neither the resolutions nor the text of a file without diagnostics, so that most runs do not keep them
    (`slim`): then `counted` is the number of mentions, and `packed` holds the text that reports draw from, compressed.

    `codes` gives for each resolution, by index, the codes that were reported for that very mention, also where it is
    only a related place of a report. `suppressed` counts the diagnostics that comments silenced.
    """

    filename: str
    source: str
    diagnostics: tuple[Diagnostic, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    codes: tuple[tuple[str, ...], ...] = ()
    errors: tuple[Problem, ...] = ()
    suppressed: int = 0
    counted: int | None = None
    packed: bytes = b""

    @property
    def mentions(self) -> int:
        """The number of mentions."""
        return len(self.resolutions) if self.counted is None else self.counted

    def slim(self) -> FileResult:
        """The result with no more than reports need, its text compressed until somebody reads it."""
        packed = self.packed or compress(self.source.encode("utf-8", "surrogatepass"), 1) if self.diagnostics else b""
        return replace(self, source="", packed=packed, resolutions=(), codes=(), counted=self.mentions)

    def lines(self) -> LineIndex:
        """A new line index of the text."""
        return LineIndex(decompress(self.packed).decode("utf-8", "surrogatepass") if self.packed else self.source)


class RunResult(Struct, frozen=True):
    """The results of one run, in the order of the file names, with what a report says of the run as a whole."""

    files: tuple[FileResult, ...]
    glossary_name: str
    glossary_digest: str
    errors: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def diagnostics(self) -> int:
        """The number of diagnostics in all files."""
        return sum(len(f.diagnostics) for f in self.files)

    @property
    def mentions(self) -> int:
        """The number of mentions in all files."""
        return sum(f.mentions for f in self.files)

    @property
    def fixable(self) -> int:
        """The number of diagnostics with a safe fix."""
        fixes = (d.fix for f in self.files for d in f.diagnostics)
        return sum(fix is not None and fix.applicability is Applicability.SAFE for fix in fixes)
