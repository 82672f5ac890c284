"""The linter: settings, suppressions, grouping, codes of mentions, names of reports, errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.counting import calls

from termlint.diagnostic import Applicability, Diagnostic, FileResult, Severity
from termlint.document import Document
from termlint.errors import DocumentError, Problem
from termlint.fingerprint import fingerprint
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.read import read_glossary
from termlint.linter import Linter, rules
from termlint.matcher import automaton_of_bytes
from termlint.rules.base import Context, Finding, Rule
from termlint.settings import Settings

GLOSSARY = """\
glossary: Care
evidence:
  referral: {means: a referral, cues: [referral], negated: no-referral}
  no-referral: {means: that no referral is needed, cues: [walk in]}
terms:
  - term: medical massage
    senses:
      - id: medical-massage
        definition: prescribed massage
        requires: {any: [referral]}
        excludes: {any: [no-referral]}
  - term: massage
    senses:
      - {id: bodywork, definition: rubbing of the body, cues: [foot]}
      - {id: tidy, definition: tidying data, cues: [data]}
  - {term: rubdown, status: deprecated, use: massage}
  - {term: cure-all, status: forbidden}
"""
LINTER = Linter(read_glossary(("glossary.yml", GLOSSARY)))
TEXT = """\
# Prices

Our medical massage is £60. A rubdown is £20.
Medical massages relax.

## Extras

A massage. A cure-all.

- medical massage, walk in
- medical massage
"""


def _check(source: str, *, linter: Linter = LINTER, filename: str = "page.md", **more: Any) -> FileResult:
    return linter.check(source, filename=filename, format=FORMAT, settings=Settings(**more))


def _codes(result: FileResult) -> list[str]:
    return [d.code for d in result.diagnostics]


@pytest.mark.parametrize(("texts", "fast"), [(1, False), (1_000, True)])
def test_what_many_texts_are_worth_is_made_before_the_first(
    monkeypatch: pytest.MonkeyPatch, texts: int, fast: bool
) -> None:
    """What is quick to search, and takes longer to be made."""
    made: list[bool] = []
    monkeypatch.setattr(
        "termlint.search.automaton_of_bytes",
        lambda words, *, fast: (made.append(fast), automaton_of_bytes(words, fast=fast))[1],
    )
    linter = Linter(LINTER.glossary)
    linter.expect(texts)
    linter.check("Nothing to see.", filename="a.md", format=FORMAT)
    assert made == [fast]


def test_what_is_reported_is_in_the_order_of_the_text() -> None:
    """Diagnostics are sorted by place, then code; further mentions of a section are related places."""
    result = _check(TEXT)
    assert _codes(result) == ["TL102", "TL201", "TL101", "TL202", "TL103"]
    assert [d.span.start for d in result.diagnostics] == sorted(d.span.start for d in result.diagnostics)
    first, last = result.diagnostics[0], result.diagnostics[-1]
    assert [r.span.of(TEXT) for r in first.related] == ["Medical massages"]
    assert [r.span.start for r in last.related] == [TEXT.rindex("medical massage")]


def test_a_diagnostic_carries_what_is_known() -> None:
    """Term, sense, definition, candidates and confidence come from the resolution."""
    missing, _, ambiguous, forbidden, _ = _check(TEXT).diagnostics
    assert (missing.term, missing.sense, missing.definition) == (
        "medical massage",
        "medical-massage",
        "prescribed massage",
    )
    assert (missing.name, missing.severity, missing.candidates) == ("missing-context", Severity.WARNING, ())
    assert (ambiguous.sense, ambiguous.candidates) == (None, ("bodywork", "tidy"))
    assert (forbidden.severity, forbidden.sense) == (Severity.ERROR, None)


def test_every_mention_is_resolved_with_its_own_codes() -> None:
    """The codes of a mention are those of its reports, also where it is only a related place."""
    result = _check(TEXT)
    found = [(r.mention.span.of(TEXT), codes) for r, codes in zip(result.resolutions, result.codes, strict=True)]
    assert found == [
        ("medical massage", ("TL102",)),
        ("rubdown", ("TL201",)),
        ("Medical massages", ("TL102",)),
        ("massage", ("TL101",)),
        ("cure-all", ("TL202",)),
        ("medical massage", ("TL103",)),
        ("medical massage", ("TL103",)),
    ]


TEXTS = st.lists(
    st.sampled_from(
        [
            *(
                "medical massage",
                "a massage",
                "foot massage",
                "a rubdown",
                "cure-all",
                "referral",
                "no referral",
                "walk in",
            ),
            *(".", "\n\n", "\n\n## Part\n\n", "\n- ", "data", "“cure-all”", "<!-- termlint-disable-line -->"),
            *("\n\n<!-- termlint-disable TL102 -->\n\n", "\n\n<!-- termlint-enable -->\n\n"),
        ]
    ),
    max_size=25,
).map(" ".join)


@given(source=TEXTS)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_codes_and_reports_tell_the_same(source: str) -> None:
    """A code stands at a mention exactly where a report or a related place of it lies."""
    result = _check(source)
    places = {
        (span.start, d.code)
        for d in result.diagnostics
        if d.term is not None
        for span in (d.span, *(r.span for r in d.related))
    }
    told = {
        (r.mention.span.start, code)
        for r, codes in zip(result.resolutions, result.codes, strict=True)
        for code in codes
    }
    assert told == places
    names = {fingerprint(result.filename, source, d) for d in result.diagnostics}
    assert len(names) == len(result.diagnostics)
    assert _check(source) == result


@pytest.mark.parametrize(
    ("select", "codes"),
    [
        (None, ["TL102", "TL201", "TL101", "TL202", "TL103"]),
        ({"TL102", "TL103"}, ["TL102", "TL103"]),
        ({"TL202"}, ["TL202"]),
        ({"TL999"}, []),
        (set(), []),
    ],
)
def test_only_selected_rules_report(select: set[str] | None, codes: list[str]) -> None:
    """None selects all rules; what is not selected neither reports nor marks mentions."""
    result = _check(TEXT, select=None if select is None else frozenset(select))
    assert _codes(result) == codes
    assert {code for found in result.codes for code in found} == set(codes)


def test_severities_are_settings() -> None:
    """The configuration overrules the severity of a rule, for all its reports and for no others."""
    result = _check(TEXT, severities={"TL102": Severity.INFO, "TL103": Severity.ERROR})
    assert [(d.code, d.severity.value) for d in result.diagnostics] == [
        ("TL102", "info"),
        ("TL201", "warning"),
        ("TL101", "warning"),
        ("TL202", "error"),
        ("TL103", "error"),
    ]


def test_the_margin_and_expected_senses_are_settings() -> None:
    """They change what is decided, and so what is reported."""
    source = "Oddly, a massage for a foot that is written about far, far away from it in the same long sentence, data."
    assert _codes(_check("A massage.")) == ["TL101"]
    assert _codes(_check("A massage.", expect=("tidy",))) == []
    assert _codes(_check(source, margin="strict")) == ["TL101"]


@pytest.mark.parametrize(
    ("source", "codes", "suppressed"),
    [
        ("A rubdown. <!-- termlint-disable-line -->", [], 1),
        ("A rubdown. <!-- termlint-disable-line deprecated-term -->", [], 1),
        ("A rubdown. <!-- termlint-disable-line TL202 -->", ["TL201", "TL901"], 0),
        ("<!-- termlint-disable TL201 -->\n\nA rubdown. A rubdown.\n\n# B\n\nA cure-all.", ["TL202"], 2),
        ("<!-- termlint-disable -->\n\nA rubdown.\n\n<!-- termlint-enable -->\n\nA rubdown.", ["TL201"], 1),
        ("<!-- termlint-disable -->\n\nNothing.", ["TL901"], 0),
        ("<!-- termlint-disable-next-line -->\nA rubdown.\nA rubdown.", ["TL201"], 1),
    ],
)
def test_comments_silence_reports(source: str, codes: list[str], suppressed: int) -> None:
    """Silenced reports are counted, leave no code at their mention, and idle comments are reported."""
    result = _check(source)
    assert (_codes(result), result.suppressed) == (codes, suppressed)
    assert sum(len(found) for found in result.codes) == len([code for code in codes if code != "TL901"])


def test_silencing_the_first_of_a_section_leaves_the_others() -> None:
    """The next mention of the section is then the one reported."""
    source = "A rubdown. <!-- termlint-disable-line -->\nA rubdown, a rubdown."
    (found,) = _check(source).diagnostics
    assert found.span.start == source.index("rubdown", 20)
    assert len(found.related) == 1


def _names(source: str, **more: Any) -> list[str]:
    result = _check(source, **more)
    return [fingerprint(result.filename, source, d) for d in result.diagnostics]


def test_the_names_of_reports_survive_edits_elsewhere() -> None:
    """Lines above, other sentences of the paragraph, line breaks, case and severity change no name."""
    names = _names(TEXT)
    assert len(set(names)) == len(names) == 5
    assert _names("A line about nothing.\n\n" * 50 + TEXT) == names
    assert _names(TEXT.replace("\n", "\r\n")) == names
    assert _names(TEXT.replace("# Prices\n\nOur", "# Prices\n\nWe are open. Our")) == names
    assert _names(TEXT.replace("Our medical massage is", "Our medical\nmassage   is")) == names
    assert _names(TEXT, severities={"TL102": Severity.ERROR}) == names


def test_the_names_of_reports_tell_reports_apart() -> None:
    """Another file, code, term, or sentence is another name; equal sentences are numbered."""
    assert not set(_names(TEXT)) & set(_names(TEXT, filename="other.md"))
    assert _names("A rubdown here.") != _names("A rubdown there.")
    one, two = _names("# A\n\nA rubdown.\n\n# B\n\nA rubdown.")
    assert two == f"{one}-2"


def _linter_with(*mine: Rule) -> Linter:
    return Linter(LINTER.glossary, rules=(*mine, *(r for r in rules() if r.code == "TL901")))


class _Odd(Rule):
    """A rule whose words are a setting of the test."""

    code = "TL999"
    name = "odd"

    def __init__(self, message: str, **more: Any) -> None:
        self.message, self.more = message, more

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each mention, and one for the first character of the text."""
        for found in context.resolutions:
            yield Finding(found, found.mention.span, self.message, **self.more)
        if context.resolutions:
            span = context.resolutions[0].mention.span
            yield Finding(None, replace(span, start=0, end=1), self.message)


def test_the_message_is_no_part_of_the_name() -> None:
    """A rule that speaks in other words keeps the names of its reports, and so every baseline."""
    one, two = _linter_with(_Odd("one")), _linter_with(_Odd("two", help="do"))
    assert _names(TEXT, linter=one) == _names(TEXT, linter=two)
    assert {d.message for d in _check(TEXT, linter=two).diagnostics} == {"two"}


def test_a_finding_without_a_mention_is_never_grouped() -> None:
    """Only mentions of one term and sense in one section share a report."""
    source = "A rubdown, a rubdown, a cure-all."
    result = _check(source, linter=_linter_with(_Odd("odd")))
    assert [(d.span.of(source), len(d.related)) for d in result.diagnostics] == [
        ("A", 0),
        ("rubdown", 1),
        ("cure-all", 0),
    ]
    assert result.codes == (("TL999",),) * 3


def test_the_severity_of_a_finding_goes_before_the_rules() -> None:
    """A rule may grade a finding; the configuration has the last word."""
    linter = _linter_with(_Odd("odd", severity=Severity.INFO))
    assert {d.severity for d in _check("A rubdown.", linter=linter).diagnostics} == {Severity.INFO, Severity.WARNING}
    graded = _check("A rubdown.", linter=linter, severities={"TL999": Severity.ERROR}).diagnostics
    assert {d.severity for d in graded} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("A rubdown.", Applicability.SAFE),
        ("A **rub**down.", Applicability.DISPLAY),
        ("A rub&shy;down.", Applicability.DISPLAY),
    ],
)
def test_a_fix_is_safe_only_within_one_stretch(source: str, how: Applicability) -> None:
    """The linter decides in one place how safe the edits of a rule are."""
    (found,) = _check(source).diagnostics
    assert found.fix is not None
    assert found.fix.applicability is how


@dataclass(frozen=True)
class _Broken:
    """A format that cannot read anything."""

    name: str = "broken"
    suffixes: tuple[str, ...] = (".x",)

    def parse(self, source: str, options: FormatOptions) -> Document:  # noqa: ARG002
        """Raise what a format raises."""
        raise DocumentError(Problem("too deep", row=3, column=4, help="flatten it"), Problem("too long"))


def test_a_text_that_cannot_be_read_is_an_error_of_its_file() -> None:
    """The problems of a format get the file's name; nothing is raised and nothing is reported."""
    result = LINTER.check("A rubdown.", filename="a/b.x", format=_Broken())
    assert result == FileResult(
        "a/b.x",
        "A rubdown.",
        errors=(Problem("too deep", "a/b.x", 3, 4, help="flatten it"), Problem("too long", "a/b.x")),
    )


def test_a_slow_pattern_is_an_error_and_the_rest_goes_on() -> None:
    """The file's error names the pattern; everything else is still reported."""
    glossary = GLOSSARY.replace("cues: [data]", "cues: [data, {pattern: '(?:a|aa)+$'}]")
    linter = Linter(read_glossary(("glossary.yml", glossary)))
    result = _check(f"A rubdown {'a' * 60}! A massage.", linter=linter)
    (problem,) = result.errors
    assert "(?:a|aa)+$" in problem.message
    assert problem.filename == "page.md"
    assert _codes(result) == ["TL201", "TL101"]


@pytest.mark.parametrize(
    "source", ["", "\ufeff", "Nothing here.\n", "<!-- a note -->", "`medical massage`", "\udcff", "\0"]
)
def test_a_text_without_terms_is_clean(source: str) -> None:
    """No mention, no report, no error, whatever the characters."""
    assert _check(source) == FileResult("page.md", source)


@pytest.mark.parametrize("filename", ["\udcff/\udcfe.md", "a\nb \u202e\x1b[31m.md", "data/../" * 300 + "x.md"])
def test_hostile_names_and_texts_are_checked_like_others(filename: str) -> None:
    """Names and texts that are no valid Unicode are read as far as they go."""
    result = _check("A \udcff rubdown \udcff, \0 rubdown.", filename=filename)
    assert _codes(result) == ["TL201"]
    assert len(result.diagnostics[0].related) == 1
    assert result.errors == ()


def test_metadata_keys_are_settings() -> None:
    """Which fields of the front matter are prose is up to the configuration."""
    source = "---\ntitle: A rubdown\nmotto: A rubdown\n---\n"
    assert [d.span.start for d in _check(source).diagnostics] == [source.index("rubdown")]
    (found,) = _check(source, metadata_keys=("motto",)).diagnostics
    assert found.span.start == source.rindex("rubdown")


def test_a_setting_that_does_not_exist_is_refused() -> None:
    """A margin that is not known is a mistake of the caller."""
    with pytest.raises(KeyError):
        _check("A massage.", margin="guess")


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "Our medical massage. A rubdown. " * n,
        lambda n: "Our medical massage, a rubdown.\n\n" * n,
        lambda n: "# Part\n\nOur medical massage, a rubdown.\n\n" * n,
        lambda n: "our medical massage and a rubdown and " * n,
        lambda n: "no referral, no data or " * n + "massage",
        lambda n: "A rubdown. <!-- termlint-disable-line -->\n\n" * n,
        lambda n: "| massage | rubdown |\n|-|-|\n" + "| massage | rubdown |\n" * n,
    ],
    ids=["one block", "one section", "many sections", "one sentence", "negations", "comments", "table"],
)
def test_checking_costs_what_the_text_is_long(make: Callable[[int], str]) -> None:
    """Twice the text makes about twice the calls, in Python and in C."""
    made = [_calls(make(n)) for n in (50, 100, 200)]
    assert made[1] <= 2.3 * made[0]
    assert made[2] <= 2.3 * made[1]


def _calls(source: str) -> int:
    return calls(lambda: _check(source))


def test_the_reports_are_plain_values() -> None:
    """Two checks of one text give equal, hashable diagnostics: they can be cached and compared."""
    one, two = _check(TEXT).diagnostics, _check(TEXT).diagnostics
    assert one == two
    assert all(isinstance(d, Diagnostic) for d in one)
    assert len({*one, *two}) == len(one)
