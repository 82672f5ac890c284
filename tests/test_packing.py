"""Results as JSON and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from termlint import packing
from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, Related, Severity
from termlint.glossary.model import Window
from termlint.resolution import Evidence, Outcome, Polarity
from termlint.span import Span

EVIDENCE = Evidence("oil", "oils?", "a", -1.1, Polarity.NEGATED, Window.SECTION, Span(1, 4), "g", "learned", 3)
WHOLE = Diagnostic(
    code="TL1",
    name="rule",
    severity=Severity.ERROR,
    confidence=Outcome.LIKELY,
    span=Span(0, 3),
    message="“ä” \n\x00\U0001f600",
    help="h",
    term="t",
    sense="s",
    candidates=("a", "b"),
    meanings=("A", ""),
    definition="d",
    evidence=[EVIDENCE, replace(EVIDENCE, span=None, group=None)],
    related=(Related(Span(5, 6), "also here"),),
    fix=Fix(Applicability.UNSAFE, "m", (Edit(Span(0, 3), "new"), Edit(Span(4, 4), ""))),
    sentence="“ä” and more.",
    repeat=2,
    url="u",
)
NUMBERS = st.integers(0, 2**40)
st.register_type_strategy(Span, st.tuples(NUMBERS, NUMBERS).map(lambda at: Span(*sorted(at))))
PIECES = st.builds(Evidence, weight=st.floats(allow_nan=False, allow_infinity=False), support=NUMBERS)
FOUND = st.builds(Diagnostic, repeat=NUMBERS, evidence=st.lists(PIECES, max_size=2))
DIAGNOSTICS = st.lists(FOUND, max_size=2).map(tuple)


def there_and_back(result: FileResult) -> FileResult:
    """The result as it is read again."""
    return packing.loads(packing.dumps(result), result.filename, lambda: result.source)


def test_every_field_comes_back() -> None:
    """Each field of a diagnostic is kept; the sample leaves none at its default, so that a new one is not forgotten."""
    assert all(getattr(WHOLE, field.name) != field.default for field in fields(Diagnostic))
    result = FileResult("a.md", "text", (WHOLE,), suppressed=2, counted=7)
    back = there_and_back(result)
    assert back == result
    assert isinstance(back.diagnostics[0].severity, Severity)
    assert isinstance(back.diagnostics[0].evidence[0].window, Window)


@settings(derandomize=True, deadline=None)
@given(DIAGNOSTICS)
def test_whatever_is_found_comes_back(found: tuple[Diagnostic, ...]) -> None:
    """Reading gives what was written, for any texts, numbers and places."""
    result = FileResult("a.md", "text" if found else "", found, suppressed=3, counted=1)
    back = there_and_back(result)
    assert back == result


def test_the_text_is_asked_for_only_where_it_is_shown() -> None:
    """A file without diagnostics needs no text."""
    packed = packing.dumps(FileResult("a.md", "text", counted=3))
    back = packing.loads(packed, "a.md", lambda: pytest.fail("asked for the text"))
    assert (back.mentions, back.source) == (3, "")


def test_very_many_diagnostics_are_not_kept() -> None:
    """They are not even written: they would be too large."""
    assert packing.dumps(FileResult("a.md", "text", (WHOLE,) * packing.LARGEST)) == b""


def test_half_a_character_is_not_written() -> None:
    """A text that no bytes stand for is not kept, and nothing breaks."""
    assert packing.dumps(FileResult("a.md", "text", (replace(WHOLE, message="\udcff"),))) == b""


@pytest.mark.parametrize(
    "packed",
    [
        *(b"", b"[]", b"{}", b"[1,2]", b"[1,2,3]", b'[1,2,[["TL1"]]]', b"[1,2,[[[[", b'[1,2,"ab"]', b"\xff"),
        b"[" * 100_000,
        b'[1,2,[["TL1","rule","error","certain",[4,3],"m"]]]',
    ],
)
def test_what_is_no_result_is_refused(packed: bytes) -> None:
    """Anything else is a ValueError, whatever it is."""
    with pytest.raises(ValueError, match=r"."):
        packing.loads(packed, "a.md", str)
