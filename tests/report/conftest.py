"""One nasty sample for all output formats: every kind of character, evidence near and far, fixes, related places."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from termlint.diagnostic import (
    Applicability,
    Diagnostic,
    Edit,
    FileResult,
    Fix,
    Related,
    RunResult,
    Severity,
)
from termlint.errors import Problem
from termlint.glossary.model import Sense, Term, Window
from termlint.resolution import Evidence, Framing, Mention, Outcome, Polarity, Resolution
from termlint.span import Span

SOURCE = (
    "\ufeff# Spa 😀 & caf\u00e9 menu\r\n"
    "\r\n"
    "\tOur 漢字 cafe\u0301 👩‍⚕️ medical massages\trelax you; no referral needed, just enjoy.\r\n"
    "Soft towels, warm oil and music make it a treat.\r\n"
    "\r\n"
    "> A massage for the \u202enumbers\u202c and the \u05e2\u05d1\u05e8\u05d9\u05ea "
    "\x1b]0;owned\x07 table of \u200bdata.\r\n"
    "\r\n"
    + "We start with a long and winding sentence about nothing at all, " * 3
    + "then masso-therapy comes, "
    + "and it goes on and on with many further words, " * 3
    + "until the physiotherapist ends it.\r\n"
    "\r\n"
    "The medical massages here and the medical massage there.\r\n"
    "<!-- termlint-disable TL201 -->\r\n"
    "The end"
)
HOSTILE = "docs/a\x1b[31m\nb \u202e\udcff.md"

MEDICAL = Sense(
    "medical-massage",
    "Massage that a health professional has prescribed for a diagnosed condition and that follows a treatment plan.",
)
RELAXATION = Sense("relaxation-massage", "Massage for rest and well-being, without a medical purpose.")
BODYWORK = Sense("massage.bodywork", "Work on the soft tissues of the body by hand, for health or comfort.")
TIDY = Sense("massage.tidy-data", "To bring data into the shape that a program wants.")


def _span(text: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = SOURCE.index(text, at + 1)
    return Span(at, at + len(text))


def _evidence(text: str, sense: str, weight: float, window: Window = Window.SENTENCE, **more: object) -> Evidence:
    polarity = more.pop("polarity", Polarity.AFFIRMED)
    return Evidence(text, more.pop("cue", text), sense, weight, polarity, window, _span(text), **more)  # type: ignore[arg-type]


def _resolution(
    surface: str,
    term: str,
    senses: tuple[Sense, ...],
    scores: tuple[float, ...],
    outcome: Outcome,
    evidence: tuple[Evidence, ...] = (),
    nth: int = 0,
    framing: Framing = Framing.USED,
) -> Resolution:
    span = _span(surface, nth)
    sense = None if outcome is Outcome.AMBIGUOUS else senses[0]
    mention = Mention(span, 0, Span(0, len(span)), (0,), surface.casefold(), True)
    ranked = tuple(zip((s.id for s in senses), scores, strict=True))
    return Resolution(mention, Term(term, senses), sense, outcome, ranked, evidence, framing, senses)


def _cases() -> tuple[tuple[Resolution, ...], tuple[Diagnostic, ...]]:
    missing = (
        _evidence("no referral", "medical-massage", -2.1, cue="referral", group="referral", polarity=Polarity.NEGATED),
        _evidence("relax", "relaxation-massage", 1.8),
        _evidence("relax", "medical-massage", -0.4),
        _evidence("warm oil", "relaxation-massage", 0.9, Window.BLOCK),
        _evidence("physiotherapist", "medical-massage", 0.72, Window.DOCUMENT, cue="physiotherapist(s)?"),
        Evidence("content/spa.md", "spa", "relaxation-massage", 0.6, Polarity.AFFIRMED, Window.PATH, None),
        _evidence("Spa", "relaxation-massage", 0.5, Window.SECTION),
        Evidence("", "", "medical-massage", 2.5, Polarity.AFFIRMED, Window.DOCUMENT, None, origin="prior"),
        Evidence("", "", "relaxation-massage", -3.62, Polarity.AFFIRMED, Window.DOCUMENT, None, origin="prior"),
    )
    data = (
        _evidence("numbers", "massage.tidy-data", 1.1, Window.PHRASE),
        _evidence("table of \u200bdata", "massage.tidy-data", 0.4, cue="table of data"),
        Evidence(
            "", "massage.bodywork", "massage.bodywork", 1.2, Polarity.AFFIRMED, Window.SECTION, None, origin="section"
        ),
    )
    medical = ("medical massage", (MEDICAL, RELAXATION), (0.72, 0.18))
    resolutions = (
        _resolution("medical massages", *medical, Outcome.LIKELY, missing),
        _resolution("massage", "massage", (TIDY, BODYWORK), (1.5, 1.2), Outcome.AMBIGUOUS, data, nth=1),
        _resolution(
            "masso-therapy",
            "massotherapy",
            (Sense("massotherapy.general", "Massage as a trade."),),
            (0.0,),
            Outcome.CERTAIN,
        ),
        _resolution("medical massages", *medical, Outcome.LIKELY, missing, nth=1),
        _resolution("medical massage", *medical, Outcome.CERTAIN, nth=2, framing=Framing.NAMED),
    )
    write = Edit(_span("masso-therapy"), "massotherapy")
    comment = _span("<!-- termlint-disable TL201 -->\r\n")
    diagnostics = (
        Diagnostic(
            "TL102",
            "missing-context",
            Severity.WARNING,
            Outcome.LIKELY,
            _span("medical massages"),
            "“medical massage” needs a referral, a condition or a treatment plan in its section",
            help="Say who refers the client and for which condition, or write “relaxation massage”.",
            term="medical massage",
            sense=MEDICAL.id,
            definition=MEDICAL.definition,
            evidence=missing,
            related=(Related(_span("medical massages", 1), "the same sense, unsupported"),),
            sentence="Our medical massages.",
            repeat=2,
            url="https://example.org/TL102",
        ),
        Diagnostic(
            "TL101",
            "ambiguous-sense",
            Severity.ERROR,
            Outcome.AMBIGUOUS,
            _span("massage", 1),
            "“massage” may mean massage.tidy-data or massage.bodywork, and nothing decides",
            help="Name what is massaged.",
            term="massage",
            candidates=(TIDY.id, BODYWORK.id),
            meanings=(TIDY.definition, BODYWORK.definition),
            evidence=data,
        ),
        Diagnostic(
            "TL201",
            "deprecated-term",
            Severity.WARNING,
            Outcome.CERTAIN,
            _span("masso-therapy"),
            "“masso-therapy” is deprecated",
            term="massotherapy",
            sense="massotherapy.general",
            definition="Massage as a trade.",
            fix=Fix(Applicability.SAFE, "Write “massotherapy”", (write,)),
        ),
        Diagnostic(
            "TL901",
            "unused-suppression",
            Severity.INFO,
            Outcome.CERTAIN,
            Span(comment.start, comment.end - 2),
            "this comment suppresses nothing",
            fix=Fix(Applicability.SAFE, "Remove the comment", (Edit(comment, ""),)),
        ),
    )
    return resolutions, diagnostics


@pytest.fixture
def result() -> RunResult:
    """A run over a nasty file, a file with a hostile name and an invalid rest, and a clean one."""
    resolutions, diagnostics = _cases()
    spa = FileResult(
        "content/spa.md",
        SOURCE,
        diagnostics[::-1],
        resolutions,
        (("TL102",), ("TL101",), ("TL201",), ("TL102",), ()),
        suppressed=2,
    )
    text = "a \x9b31m massage\u202e ::error::x"
    surface = Span(text.index("massage"), text.index("massage") + 7)
    hostile = FileResult(
        HOSTILE,
        text,
        (
            Diagnostic(
                "TL202",
                "forbidden-term",
                Severity.ERROR,
                Outcome.CERTAIN,
                surface,
                "no\r\n::error::\x1b]8;;http://x\x07\u202ehere \udcfe",
                fix=Fix(Applicability.UNSAFE, "Write “work”", (Edit(surface, "work"),)),
            ),
        ),
    )
    unreadable = FileResult(
        "docs/latin1.md",
        "",
        errors=(
            Problem("not UTF-8: byte 0xe9", "docs/latin1.md", 2, 5, "save the file as UTF-8", "caf\udce9 au lait"),
        ),
    )
    clean = FileResult("docs/clean.md", "Nothing here.\n")
    return RunResult(
        (spa, hostile, unreadable, clean),
        "Massage",
        "sha256:00",
        errors=(Problem("cannot be read: permission denied", "docs/secret.md"),),
        notes=("no glossary is configured: the built-in one was used; `termlint init` makes one",),
    )


@pytest.fixture
def clean() -> RunResult:
    """A run that has nothing to report."""
    return RunResult((FileResult("a.md", "Nothing.\n"),), "Massage", "sha256:00")


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares text with a file of `golden/`; with UPDATE_GOLDEN=1 in the environment it writes the file instead."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
            pytest.skip(f"wrote {file.name}")
        assert text == file.read_bytes().decode()

    return compare
