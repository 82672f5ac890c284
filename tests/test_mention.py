"""Mentions: where forms of terms are found in documents of every format."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.document import Document
from termlint.fold import fold
from termlint.formats.base import FormatOptions
from termlint.formats.html import FORMAT as HTML
from termlint.formats.markdown import FORMAT as MARKDOWN
from termlint.formats.plaintext import FORMAT as PLAIN
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.model import Glossary, Sense, Term
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.resolution import Mention


def _glossary(*terms: Term) -> Compiled:
    return compile_glossary(Glossary("Care", "en", terms))


def _term(name: str, **more: Any) -> Term:
    return Term(name, (Sense(name.replace(" ", "-"), name),), **more)


COMPILED = _glossary(
    _term("massage"),
    _term("medical massage"),
    _term("medical massage therapy"),
    _term("massage chair"),
    _term("physical therapy", abbreviations=("PT",)),
    _term("personal training", abbreviations=("PT",)),
    _term("trigger point"),
    _term("café"),
    _term("rub in", forms=("rubbing-in",)),
    _term("5-0"),
)


def _mentions(source: str, kind: Any = MARKDOWN, compiled: Compiled = COMPILED) -> tuple[Document, tuple[Mention, ...]]:
    document = kind.parse(source, FormatOptions())
    return document, find_mentions(document, Passages(document), compiled)


def _found(source: str, kind: Any = MARKDOWN, compiled: Compiled = COMPILED) -> list[tuple[str, str]]:
    """The surface and the form of each mention."""
    return [(m.span.of(source), m.form) for m in _mentions(source, kind, compiled)[1]]


@pytest.mark.parametrize(
    ("source", "surface"),
    [
        ("A medical massage.", "medical massage"),
        ("A Medical MASSAGE.", "Medical MASSAGE"),
        ("A medical\nmassage.", "medical\nmassage"),
        ("A medical\r\nmassage.", "medical\r\nmassage"),
        ("> A medical\n> massage.", "medical\n> massage"),
        ("- a medical\n  massage", "medical\n  massage"),
        ("A medical  \t massage.", "medical  \t massage"),
        ("A **medical** massage.", "medical** massage"),
        ("A **medical massage**.", "medical massage"),
        ("A [medical](/a) massage.", "medical](/a) massage"),
        ("A *medical* **massage**.", "medical* **massage"),
        ("A medi*cal* massage.", "medi*cal* massage"),
        ("A <b>medical</b> massage.", "medical</b> massage"),
        ("A ~~medical~~ massage.", "medical~~ massage"),
        ("A medical&nbsp;massage.", "medical&nbsp;massage"),
        ("A medical\u00a0massage.", "medical\u00a0massage"),
        ("A medical&#32;massage.", "medical&#32;massage"),
        ("A medica&#108; massage.", "medica&#108; massage"),
        ("A medical-massage.", "medical-massage"),
        ("A medical\u2010massage.", "medical\u2010massage"),
        ("A medical\u2011massage.", "medical\u2011massage"),
        ("A medical\\-massage.", "medical\\-massage"),
        ("A med\u00adical massage.", "med\u00adical massage"),
        ("A medi&shy;cal massage.", "medi&shy;cal massage"),
        ("A medical\u200b massage.", "medical\u200b massage"),
        ("![medical massage](a.png)", "medical massage"),
        ('![x](a.png "medical massage")', "medical massage"),
        ("# Medical massage #", "Medical massage"),
        ("Medical massage\n===", "Medical massage"),
        ("|medical massage|\n|-|\n", "medical massage"),
        ("---\ntitle: 'Medical massage'\n---\n", "Medical massage"),
        ("Non-medical massage", "medical massage"),
        ("\ufeffMedical massage", "Medical massage"),
        ("(medical massage)/“medical”", "medical massage"),
        ("😀medical massage😀", "medical massage"),
    ],
)
def test_a_form_is_found_however_it_is_set(source: str, surface: str) -> None:
    """Soft wraps, markup, entities, spaces, hyphens, invisible characters and case hide nothing; the span is exact."""
    found = _found(source)
    assert found == [(surface, "medical massage")]


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("Two massages.", "massages"),
        ("The massage's end.", "massage's"),
        ("The massage’s end.", "massage's"),
        ("She massaged.", "massaged"),
        ("Massaging helps.", "massaging"),
        ("Medical massages.", "medical massages"),
        ("Triggerpoints.", "triggerpoints"),
        ("Trigger-points.", "trigger points"),
        ("It is 5-0.", "5 0"),
        ("The rubbing-in.", "rubbing in"),
        ("Rubs in.", "rubs in"),
        ("A café.", "café"),
        ("A cafe\u0301.", "cafe\u0301"),
        ("A CAFÉ.", "café"),
    ],
)
def test_inflected_and_joined_forms_are_found(source: str, form: str) -> None:
    """Plurals, possessives, verb forms, closed spellings and both ways to type an accent are forms."""
    assert [found for _, found in _found(source)] == [form]


@pytest.mark.parametrize(
    "source",
    [
        "remassage",
        "massagers_massage",
        "massage_1",
        "massage2",
        "massageé",
        "massage\u0301",
        "cafe",
        "`massage`",
        "med`ical`",
        "medical`x`chair",
        "```\nmassage\n```",
        "    massage",
        "[x](/massage)",
        "<https://example.org/massage>",
        "https://example.org/massage",
        "me@massage.example",
        "<!-- massage -->",
        "<i class='massage'>x</i>",
        "---\ntags: [massage]\n---\n",
        "<script>massage</script>",
        "{{ massage }}",
        "mas sage",
        "mas-sage",
        "mas\n\nsage",
    ],
)
def test_nothing_is_found_elsewhere(source: str) -> None:
    """Longer words, code, addresses, comments, attributes, tags and parted words hold no mention."""
    assert _found(source) == []


@pytest.mark.parametrize("source", ["medical `x` massage", "medical <https://a.example> massage", "medical\n\nmassage"])
def test_no_mention_lies_across_code_an_address_or_blocks(source: str) -> None:
    """What is not prose parts the words on its sides."""
    assert [form for _, form in _found(source)] == ["massage"]


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("Medical massage therapy.", ["medical massage therapy"]),
        ("Medical massage chair.", ["medical massage"]),
        ("A massage chair massage.", ["massage chair", "massage"]),
        ("Massage, medical massage, massage.", ["massage", "medical massage", "massage"]),
        ("Medical massage massage chair.", ["medical massage", "massage chair"]),
    ],
)
def test_the_longest_term_wins(source: str, forms: list[str]) -> None:
    """A mention of a longer term is none of the shorter one; of overlapping ones the leftmost is kept."""
    assert [form for _, form in _found(source)] == forms


@pytest.mark.parametrize(
    ("source", "terms"),
    [("PT", [(4, 5)]), ("PTs", [(4, 5)]), ("pt", []), ("Pt", []), ("pts", []), ("P T", []), ("EPT", [])],
)
def test_abbreviations_match_in_their_own_case(source: str, terms: list[tuple[int, ...]]) -> None:
    """An abbreviation of two terms is one mention of both; in another case it is none."""
    assert [m.terms for m in _mentions(source, PLAIN)[1]] == terms


def test_runs_that_only_serve_as_evidence_hold_no_mentions() -> None:
    """Front matter is linted only where its field is prose."""
    source = "---\ntitle: A massage\ntags: [massage]\n---\nMassage\n"
    assert [m.span.start for m in _mentions(source)[1]] == [source.index("massage"), source.index("Massage")]


@pytest.mark.parametrize(
    ("source", "exact"),
    [
        ("A medical massage.", True),
        ("A **medical massage**.", True),
        ("A **medical** massage.", False),
        ("A medical\nmassage.", False),
        ("A medical&nbsp;massage.", False),
    ],
)
def test_only_a_mention_in_one_stretch_is_exact(source: str, exact: bool) -> None:
    """Across markup, line ends and entities a mention is not exact, so that no edit is safe."""
    (mention,) = _mentions(source)[1]
    assert mention.exact is exact


JUNK = st.lists(
    st.sampled_from(
        ["😀", "e\u0301", "漢字", "“", "”", "(", ")", ",", ".", "é", "\t", " ", "x", "1", "👩‍⚕️", "\u00a0", "-"]
    ),
    max_size=6,
).map("".join)
FORMS = st.sampled_from(
    ["massage", "Massages", "MASSAGE", "medical massage", "Medical\u2011Massages", "mas\u00adsage", "massage’s", "café"]
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LAWS = settings(max_examples=80, derandomize=True, deadline=None)


def _assemble(parts: list[tuple[str, str, str]], wraps: list[tuple[str, str]], between: str, bom: bool) -> str:
    """Paragraphs of junk, a form in some wrapping, and junk."""
    texts = []
    for number, (before, form, after) in enumerate(parts):
        opening, closing = wraps[number % len(wraps)]
        texts.append(f"word {before} {opening}{form}{closing} {after} word")
    return ("\ufeff" if bom else "") + between.join(texts) + between


def _check(source: str, kind: Any, strip: Any, least: int) -> None:
    document, mentions = _mentions(source, kind)
    assert len(mentions) >= least
    end = 0
    for m in mentions:
        run = document.runs[m.run]
        assert fold(m.at.of(run.text)) == m.form
        assert fold(strip(m.span.of(source))) == m.form
        assert run.source_span(m.at) == m.span
        assert m.span.start >= end
        assert not m.exact or m.span.of(source) == m.at.of(run.text)
        assert m.form in COMPILED.forms.phrases
        end = m.span.end


PARTS = st.lists(st.tuples(JUNK, FORMS, JUNK), min_size=1, max_size=4)


@given(parts=PARTS, end=LINE_ENDS, bom=st.booleans(), data=st.data())
@LAWS
def test_spans_are_exact_in_markdown(parts: list[tuple[str, str, str]], end: str, bom: bool, data: Any) -> None:
    """Whatever stands around it, the source at a mention's span is its form once markup is stripped."""
    wraps = data.draw(st.lists(st.sampled_from([("", ""), ("**", "**"), ("*", "*"), ("<b>", "</b>")]), min_size=1))
    between = end + data.draw(st.sampled_from(["", end, f"{end}- ", f"{end}> ", f"{end}# "]))
    source = _assemble(parts, wraps, between, bom)
    _check(source, MARKDOWN, lambda text: re.sub(r"\*|<[^>]*>|\n[-#>] ", "", text), 1)


@given(parts=PARTS, end=LINE_ENDS, bom=st.booleans(), data=st.data())
@LAWS
def test_spans_are_exact_in_html(parts: list[tuple[str, str, str]], end: str, bom: bool, data: Any) -> None:
    """The same in HTML, where text is also written as entities."""
    wraps = data.draw(st.lists(st.sampled_from([("", ""), ("<b>", "</b>"), ("<i a='1'>", "</i>")]), min_size=1))
    between = data.draw(st.sampled_from([end, f"{end}<p>", "<br>", f"</p>{end}<h2>x</h2>"]))
    source = _assemble(parts, wraps, between, bom)
    if data.draw(st.booleans()):
        source = source.replace("é", "&eacute;").replace("\u00a0", "&nbsp;")
    _check(source, HTML, lambda text: html.unescape(re.sub(r"<[^>]*>", "", text)), len(parts))


@given(parts=PARTS, end=LINE_ENDS, bom=st.booleans(), blank=st.booleans())
@LAWS
def test_spans_are_exact_in_plain_text(parts: list[tuple[str, str, str]], end: str, bom: bool, blank: bool) -> None:
    """The same in plain text."""
    source = _assemble(parts, [("", "")], end * (1 + blank), bom)
    _check(source, PLAIN, str, len(parts))


@given(text=st.text(max_size=60))
@LAWS
def test_any_text_has_exact_mentions(text: str) -> None:
    """Arbitrary text around a form never breaks the way back to the source."""
    for kind in (MARKDOWN, HTML, PLAIN):
        source = f"{text} massage {text}"
        document, mentions = _mentions(source, kind)
        assert all(document.runs[m.run].source_span(m.at) == m.span for m in mentions)
        assert all(fold(m.at.of(document.runs[m.run].text)) == m.form for m in mentions)
