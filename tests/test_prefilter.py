"""The prefilter: it may let a text through in vain, but never keeps one back that holds a mention."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termlint.anchors
from termlint.anchoring import Chosen
from termlint.formats.base import Format, FormatOptions
from termlint.formats.html import FORMAT as HTML
from termlint.formats.markdown import FORMAT as MARKDOWN
from termlint.formats.mdx import FORMAT as MDX
from termlint.formats.plaintext import FORMAT as TEXT
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.prepared import anchors
from termlint.glossary.read import read_glossary
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.prefilter import Prefilter

GLOSSARY = """\
glossary: Care
terms:
  - {term: spa, senses: [{id: spa, definition: a place to bathe}]}
  - {term: hot stone, abbreviations: [HS], senses: [{id: hot-stone, definition: a warm stone}]}
"""
COMPILED = compile_glossary(read_glossary(("g.yml", GLOSSARY)))


def _prefilter(phrases: Sequence[str]) -> Prefilter:
    return Prefilter(Chosen.of((*phrases, "termlint")))


PREFILTER = _prefilter(COMPILED.forms.phrases)
PIECES = [
    "spa", "s", "pa", "SPA", "Spa", "hot", "stone", "st", "one", "HS", " ", "\n", "\n\n", "*", "**", "_", "~~", "`",
    "<b>", "</b>", "<i title='>'>", "<!-- x -->", "<!-- a > b -->", "&#115;", "&#x70;", "&amp;", "&shy;", "\u00ad",
    "\u200b", "[", "](u)", "](<u v>)", "[x](", ")", "[^1]", "\\", "\\\n", "{{ x }}", "{# x #}", "{% x %}", "{/* x */}",
    "{x}", "-", "\u2011", "# ", "> ", "- ", "| ", "---\n", 'title: "', '"\n', "\\u0073", "\u017fpa", "\u0130", "é",
    "😀", "&#32", "&#x26", "'s", "<A>",
]  # fmt: skip


SEVERAL = compile_glossary(
    read_glossary(
        (
            "g.yml",
            "glossary: Several\nterms:\n"
            "  - {term: hot stone, senses: [{id: a, definition: a}]}\n"
            "  - {term: stone bath, senses: [{id: b, definition: b}]}\n"
            "  - {term: a hot bath, senses: [{id: c, definition: c}]}\n"
            "  - {term: foo's end, senses: [{id: d, definition: d}]}\n",
        )
    )
)
SEVERAL_PREFILTER = Prefilter(anchors(SEVERAL.forms.phrases))
WORDS = [
    "hot",
    "stone",
    "bath",
    "foo",
    "a",
    "st",
    "one",
    "_",
    "'s",
    "/",
    '"',
    "(",
    ")",
    ",",
    ".",
    "!",
    "?",
    ";",
    ":",
    "#",
]
SPACES = [" ", " ", " ", " ", "\n", "-", "- ", "\r\n", "\\\n", "\xa0", "\t", "\n> ", "\n- ", "\n  "]
FRONT = [
    "---\ntitle: ",
    '---\ntitle: "',
    "---\ntags: [",
    "]",
    '"\n---\n',
    "\n---\n",
    "import end ",
    "\nexport a\n",
    "=",
    "<!--",
]
MIXED = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(SPACES) | st.sampled_from(FRONT) | st.sampled_from(PIECES), max_size=20
)
GAPS = st.lists(
    st.sampled_from(
        [
            *(
                " ",
                " ",
                " ",
                "\n",
                "\n> ",
                "\n- ",
                "\n# ",
                "\n\n",
                "-",
                "*",
                "**",
                "_",
                "`",
                "~~",
                "[",
                "]",
                "](u)",
                "](u 'foo')",
            ),
            *(
                "![foo](u)",
                "![",
                "<b>",
                "</b>",
                "<!-- foo -->",
                "<i title='foo'>",
                "`foo`",
                "~~foo~~",
                "[^1]",
                "[^foo]",
            ),
            *(
                "{{ foo }}",
                "{% foo %}",
                "{/* foo */}",
                "{foo}",
                "\\\n",
                "&nbsp;",
                "&#32;",
                "&#32",
                "&#x26",
                "foo",
                "a",
                ",",
                "|",
                "#",
                "+ ",
            ),
            *('](u "y(b")', "](a\\(b)", "](a(b))", "][foo]", "][^1]", "(foo)", "{f)x}", "{f(x}", "\n{% foo %}\n"),
            *("\n{x}\n", "\n```\n", "--", "->", "& ", "< ", "foo_", "_foo", "!", "$", "%", "\\(", "\\`", "{#foo}"),
            *("&nbsp ", "&#32 ", "</b>", "\n***\n", "\n> [!NOTE]\n> ", "<!--", "’s", "[ ] ", "[foo](u)", "“"),
            *("<br>", "<img alt='foo'>", "https://foo.example/x", "[foo]", "$foo$", "\n[foo]: u\n", "\n:   ", "- [ ] "),
        ]
    ),
    max_size=2,
)
BEGINNINGS = [
    "",
    "a ",
    "foo ",
    "**",
    "*",
    "[",
    "> ",
    "# ",
    "`",
    "<b>",
    '<a title="',
    "| ",
    '---\ntitle: "',
    "![",
    "foo, ",
]
ENDINGS = ["", " a", " foo", "**", "*", "](u)", "`", "</b>", '">x</a>', " |\n|-|-|\n", '"\n---\n', ", foo", "."]


@st.composite
def parted(draw: st.DrawFn) -> list[str]:
    """The words of a phrase with blanks and other things between them, and around them."""
    pieces = [draw(st.sampled_from(BEGINNINGS))]
    for word in draw(st.sampled_from([("hot", "stone"), ("stone", "bath"), ("a", "hot", "bath"), ("foo's", "end")])):
        pieces += [word, *draw(st.permutations([" ", *draw(GAPS)]) if len(pieces) == 1 else GAPS)]
    return [*pieces[:-1], draw(st.sampled_from(ENDINGS))]


SPACED = st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: [part for w in words for part in (w, " ")])


OTHER = compile_glossary(
    read_glossary(
        (
            "g.yml",
            "glossary: Other\nterms:\n"
            "  - {term: спа, senses: [{id: spa, definition: a place to bathe}]}\n"
            "  - {term: камень спасал, senses: [{id: stone, definition: a stone}]}\n"
            "  - {term: café, senses: [{id: cafe, definition: a place to sit}]}\n",
        )
    )
)
OTHER_PREFILTER = _prefilter(OTHER.forms.phrases)


def _mentions(source: str, format: Format, compiled: Compiled = COMPILED) -> int:
    document = format.parse(source, FormatOptions())
    return len(find_mentions(document, Passages(document), compiled))


@pytest.mark.parametrize("format", [MARKDOWN, MDX, HTML, TEXT], ids=lambda f: f.name)
@settings(derandomize=True, max_examples=600, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_mention_is_kept_back(format: Format, pieces: list[str]) -> None:
    """A text in which a format finds a mention is always let through, however markup interrupts the term."""
    source = "".join(pieces)
    assert PREFILTER.may_mention(source) or not _mentions(source, format)


LINES = [
    'a: "',
    "b",
    "s",
    "pa",
    '"',
    "\\u0073",
    "\\x70",
    "\\\n",
    "\\",
    "---",
    "--- ",
    "...",
    "+++",
    "'",
    " ",
    "\n",
    "\n",
    "\r\n",
]


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(mark=st.sampled_from(("---", "+++")), pieces=st.lists(st.sampled_from(LINES), max_size=12), end=st.booleans())
def test_no_mention_in_front_matter_is_kept_back(mark: str, pieces: list[str], end: bool) -> None:
    """Escapes hide none, wherever the front matter ends."""
    source = f'{mark}\na: "' + "".join(pieces) + (f'"\n{mark}\n' if end else "")
    assert PREFILTER.may_mention(source) or not _mentions(source, MARKDOWN)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(pieces=st.lists(st.sampled_from([*PIECES, "st_", "*hot", "]one"]), max_size=14))
def test_many_anchors_are_found_as_few_are(pieces: list[str]) -> None:
    """What is done otherwise where there are many lets the same texts through, and finds the same places."""
    source = "".join(pieces)
    few = PREFILTER.look(source)
    with patch.object(termlint.anchors, "_FEW", 0):
        many = _prefilter(COMPILED.forms.phrases).look(source)
    assert (many.may_mention, many.offsets) == (few.may_mention, few.offsets)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(pieces=st.lists(st.sampled_from([*PIECES, "спа", "с", "па", "СПА", "ка", "мень", "caf", "é", "É"]), max_size=14))
def test_no_mention_in_other_letters_is_kept_back(pieces: list[str]) -> None:
    """The same holds for terms that have letters of another script, or no others at all."""
    source = "".join(pieces)
    assert OTHER_PREFILTER.may_mention(source) or not _mentions(source, MARKDOWN, OTHER)


@pytest.mark.parametrize("format", [MARKDOWN, MDX, HTML, TEXT], ids=lambda f: f.name)
@settings(derandomize=True, max_examples=800, deadline=None)
@given(pieces=parted() | MIXED | SPACED | st.tuples(SPACED, MIXED, SPACED).map(lambda parts: [*chain(*parts)]))
def test_no_place_of_a_mention_is_passed_over(format: Format, pieces: list[str]) -> None:
    """Every mention of several words stands in a run that is looked into, whatever stands beside its words."""
    source = "".join(pieces)
    prescan = SEVERAL_PREFILTER.look(source)
    document = format.parse(source, FormatOptions())
    looked_into = set(document.runs_at(prescan.offsets)) if prescan.may_mention else set()
    assert looked_into.issuperset(m.run for m in find_mentions(document, Passages(document), SEVERAL))


@pytest.mark.parametrize(
    ("source", "may"),
    [
        ("A hot stone.", True),
        ("Hot-\nstone", True),
        ("hot **stone**", True),
        ("[hot](u) stone", True),
        ("A cold stone.", False),
        ("some_stone, hot.", False),
        ("Hot, stone.", False),
        ("a stone-cold bath.", False),
        ("hot words.", False),
        ("see hot/stone.", False),
    ],
)
def test_what_stands_beside_a_word_tells(source: str, may: bool) -> None:
    """A text that has a word of a phrase but plainly another one beside it is kept back."""
    assert SEVERAL_PREFILTER.may_mention(source) is may


@pytest.mark.parametrize(
    ("source", "may"),
    [("В СПА.", True), ("с**па**", True), ("спас, спали", False), ("caf<b>é</b>", True), ("a coffee", False)],
)
def test_terms_in_other_letters(source: str, may: bool) -> None:
    """Their letters are told from each other and looked for as whole words."""
    assert OTHER_PREFILTER.may_mention(source) is may


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Nothing to see.",
        "Spam and a space.",
        "a warm stone, no st.",
        "**bold** and `code`, [a link](https://example.org)",
        "---\ntitle: Paths\n---\nIn C:\\ua there is a word\\\npassed on",
        "+++\ntitle = 'Paths'\n+++\n\\u0073pa",
    ],
)
def test_texts_without_a_word_of_a_term_are_kept_back(source: str) -> None:
    """Ordinary texts that share no whole word with a form need not be parsed."""
    assert not PREFILTER.may_mention(source)


@pytest.mark.parametrize(
    "source",
    ["A spa.", "s**pa**", "&#115;pa", "sp<b>a</b>", "[s](x)pa", "SPA's", "<!-- termlint-disable -->", "hot stone"],
)
def test_texts_that_may_hold_one_are_let_through(source: str) -> None:
    """One whole word of a form is enough, and so is a comment to the linter."""
    assert PREFILTER.may_mention(source)


@pytest.mark.parametrize(
    ("format", "source"),
    [
        (MARKDOWN, '---\ntitle: "\\u0073pa"\n---\n'),
        (MARKDOWN, '---\ntitle: "\\u0073pa"\n... \n---\n'),
        (MARKDOWN, '---\na: "---"\ntitle: "\\x73pa"\n---'),
        (MARKDOWN, '+++\na = """\n---\n"""\ntitle = "\\u0073pa"\n+++\n'),
        (MARKDOWN, '{\n"a": {\n},\n"title": "\\u0073pa"\n}\n'),
        (MARKDOWN, "a < s**pa**"),
        (HTML, "s<!-- a > b -->pa"),
        (HTML, "a&#32spa, a&#x26cold one"),
        (HTML, "s<i title='>'>pa</i>"),
        (HTML, "s&shy;pa"),
        (MARKDOWN, "\ufeffs\ufeffpa"),
        (MARKDOWN, "s[p](u\n'title')a"),
        (MARKDOWN, f"s[p](https://example.org/{'x' * 3000})a"),
        (MARKDOWN, "s[p](u(v(w)))a"),
    ],
)
def test_what_hides_a_mention_from_a_plain_search(format: Format, source: str) -> None:
    """Escapes, open brackets, comments and titles with brackets, and targets of any length keep no mention back."""
    assert _mentions(source, format) == 1
    assert PREFILTER.may_mention(source)


@pytest.mark.parametrize("between", ["&#32", "&#x26"])
def test_a_word_that_an_entity_goes_over_into_is_looked_into(between: str) -> None:
    """Also where other words of the text show where to look."""
    source = f"<p>A spa.</p><p>Another{between}spa.</p>"
    document = HTML.parse(source, FormatOptions())
    assert [*document.runs_at(PREFILTER.look(source).offsets)] == [0, 1]


def test_an_accent_ends_no_word() -> None:
    """A letter whose accent is a character of its own stands within a word, and markup may interrupt it there."""
    assert _prefilter(["cafe\u0301s"]).may_mention("two cafe\u0301s")
    assert _prefilter(["cafe\u0301s"]).may_mention("cafe\u0301**s**")
    assert not _prefilter(["cafe\u0301s"]).may_mention("caf\u00e9 **s**")
