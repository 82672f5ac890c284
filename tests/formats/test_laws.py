"""The laws that every format keeps on every text, however broken, and that it takes linear time for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import ExitStack
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import termlint.formats
from termlint.document import OBJECT, Document, RunKind
from termlint.formats._addresses import addresses
from termlint.formats._masks import without_surrogates
from termlint.formats._offsets import Cursor, code_points
from termlint.formats._parts import Parser
from termlint.formats.base import Format, FormatOptions
from termlint.long_text import LongText, Text
from termlint.plugins import discover
from termlint.span import Span
from termlint.testing import assert_faithful

FORMATS: tuple[Format, ...] = discover(termlint.formats, "FORMAT")
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)

PIECES = (
    *("medical massage", "Swedish Massage", "a", "é", "😀", "e\u0301", "\u00a0", "\u00ad", "\ufeff", "\x00", "\ufffc"),
    *("\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\t", " ", "  ", "    ", "\f", "\v", "\u2028", "\x85", "\\\n", "  \n"),
    *(
        "# ",
        "## ",
        "#",
        "===\n",
        "---\n",
        "- ",
        "* ",
        "1. ",
        "> ",
        "| ",
        "|-|-|\n",
        "|a|b|\n",
        "[ ] ",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](x 'title')",
        "[r]: /u 'T'\n",
        "\\",
    ),
    *("&amp;", "&lt;", "&nbsp;", "&#65;", "&#x1F600;", "&#0;", "&fjlig;", "&NotEqualTilde;", "&#10;", "&", "&x", "\\*"),
    *(
        "<b>",
        "</b>",
        "<br>",
        "<br/>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h2>",
        "</h2>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
    ),
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<img alt='a b' title=\"c d\">",
        "<a title='t' href=x>",
        "</a>",
        "<code>",
        "</code>",
    ),
    *("<script>", "</script>", "<style>", "</style>", "<pre>", "</pre>", "<title>", "</title>", "<svg>", "</svg>", "<"),
    *(
        "<p translate=no>",
        "<i class='notranslate'>",
        "</i>",
        "<meta name=description content='m n'>",
        "<input placeholder=x>",
    ),
    *(
        "<!-- c -->",
        "<!--",
        "-->",
        "<![",
        "]]>",
        "<!x>",
        "<?",
        "?>",
        "<a b='",
        '<a b="',
        "'",
        '"',
        ">",
        "</",
        "<http://a>",
    ),
    *(
        "{{ x }}",
        "{{",
        "}}",
        "{% x %}",
        "{%",
        "%}",
        "{# c #}",
        "{#",
        "#}",
        "{{< f >}}",
        "{{% f %}}",
        "{",
        "}",
        "{/* c */}",
    ),
    *(
        "{% comment %}",
        "{% endcomment %}",
        "{% highlight %}",
        "{% endhighlight %}",
        "import x\n",
        "export ",
        "<X a={b}>",
        "</X>",
    ),
    *(
        "---\ntitle: ",
        "title: ",
        "tags: [",
        "- x: |\n",
        "  ",
        "'",
        "''",
        '"\\u00e9',
        "\n---\n",
        "+++\n",
        "a = '''",
        "\n+++\n",
    ),
    *(
        "https://a.example/b_c",
        "www.x.y",
        "a@b.example",
        "./a/b",
        "x/y.md",
        "and/or",
        "C:\\x",
        "e.g. ",
        "Price: $5",
        "?",
        ":",
    ),
    *(
        "<!-- termlint-disable -->",
        "# termlint: x",
        "\u202e",
        "\u200b",
        "ﬁ",
        "İ",
        "\U0010ffff",
        "[!NOTE]",
        "{#id .c}",
        "$x$",
    ),
)

NASTY = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join),
)

HOSTILE = (
    *("[", "*a **a ", "[a](b", "<!--", '<a b="', "<http://a", "~~a", "<![", "<b", "</", "<a title='", "=\"='", "<?"),
    *(
        "{{",
        "{%",
        "{#",
        "{{<",
        "{% comment %}",
        "{% highlight %}",
        "{",
        "}",
        "{a}",
        "x{",
        "import ",
        "`",
        "``a",
        "~~~\n",
    ),
    *(
        "<li>",
        "</li>",
        "<h1>",
        "<table><tr><td>",
        "<tr>",
        "<code>",
        "<script>",
        "<title>",
        "<div translate=no>",
        "<X>\n",
    ),
    *("a.", "a/", "a@", "x@x.", "http://", "www.", "/a", "~/", "C:\\", "\\", "a:a", "-a-", "...", "+a", "_a_ ", "**a"),
    *(
        "&",
        "&#",
        "&a",
        "#",
        "# ",
        "- ",
        "1. ",
        "A\n",
        "a  ",
        "\t",
        " ",
        "\n",
        "\r",
        "\r\n",
        "= ",
        "- - ",
        "'",
        '"',
        "😀",
        "é",
    ),
    *(
        "---\na: '\n",
        "---\na: [\n",
        "---\na: |\n ",
        "+++\na='''\n",
        "---\n- ",
        "a:\n ",
        '{\n"',
        "<!-- termlint",
        "\ud800",
        "|",
    ),
)


BETWEEN_BLOCKS = (
    *("\n\nx", "\n\n# x\n", "\n\nfoo bar\n", "\n\n", "\n\n## y\n\n", "[r]", "[R]", "[^1]", "\n\n[^1]: f\n"),
    *("\n\n[r]: /u\n\n", "- a\n\n", "  - b\n\n    c\n", "\n\n    code", "\n\n```\n", "\n\n<!--\n", "\n\n-->\n"),
    *("[^2] b\n\n[^2]: g\n\n   h\n", "> q\n", "[a][r]", "![r]", "\n\n<div>\n\n", "1. x\n\n   y\n\n", "\n\n[r]: <\n"),
    *("| a | b |\n|-|-|\n| c | d |\n\n", "[é]", "\n\n[É]: /e\n\n", "[é][]"),
)
"""What stands where a block ends and another begins, and what such blocks need of each other."""


def parse(form: Format, source: Text) -> Document:
    """The document in `source`, which keeps the laws."""
    document = form.parse(source, FormatOptions())
    assert document.source == source
    assert_faithful(document)
    return document


@every_format
@settings(max_examples=400, deadline=None, derandomize=True)
@given(source=NASTY)
def test_laws_hold_on_nasty_texts(form: Format, source: str) -> None:
    """No text makes a format raise or break a law of documents."""
    parse(form, source)


@every_format
@settings(max_examples=400, deadline=None, derandomize=True)
@example("a*é*")
@example("é*a*")
@example("a<b>_</b>b")
@example("a<b>b</b>_")
@given(source=NASTY)
def test_the_source_leads_to_every_word(form: Format, source: str) -> None:
    """A word stands in the source as it does in its run, and its place leads to the run, unless the run is hidden."""
    document = parse(form, source)
    spots = document.spots
    assert spots is not None
    assert list(spots.starts) == sorted(spots.starts)
    for number, run in enumerate(document.runs):
        if number in spots.hidden:
            continue
        for word in re.finditer(r"(?:\w|[^\x00-\x7f\ufffc])+", run.text):
            place = run.source_span(Span(*word.span()))
            assert place.of(source) == word[0]
            assert bisect_right(spots.starts, place.start) - 1 == number


@every_format
@settings(max_examples=100, deadline=None, derandomize=True)
@given(source=NASTY)
def test_the_outline_is_that_of_the_runs(form: Format, source: str) -> None:
    """What is known of runs before they are made is true of them."""
    document = parse(form, source)
    known = [
        (document.kind(number), document.block(number), document.section(number))
        for number in range(len(document.runs))
    ]
    assert known == [(run.kind, run.block, run.section) for run in document.runs]


@every_format
@settings(max_examples=60, deadline=None, derandomize=True)
@given(source=NASTY.map(without_surrogates), piece=st.sampled_from([1, 3, 10]))
def test_large_texts_are_read_like_small_ones(form: Format, source: str, piece: int) -> None:
    """What is kept of large texts takes less memory, and says the same; so does what their parser reads."""
    small = parse(form, source)
    large_from = {
        "_runs._LARGE": 0,
        "_frontmatter._HEAD": piece,
        "_hypertext._WINDOW": piece,
    }
    with ExitStack() as stack:
        for name, size in large_from.items():
            stack.enter_context(patch(f"termlint.formats.{name}", size))
        stack.enter_context(patch("termlint.long_text._PIECE", piece))
        large = parse(form, LongText(source.encode()))
    assert (large.runs, large.sections, large.comments) == (small.runs, small.sections, small.comments)
    assert large.spots is not None
    assert small.spots is not None
    assert [*large.spots.starts, *large.spots.hidden] == [*small.spots.starts, *small.spots.hidden]


IN_PARTS = st.lists(st.sampled_from(BETWEEN_BLOCKS) | st.sampled_from(PIECES), min_size=2, max_size=25).map("".join)


@pytest.mark.parametrize("form", [form for form in FORMATS if form.name in ("markdown", "mdx")], ids=lambda f: f.name)
@settings(max_examples=400, deadline=None, derandomize=True)
@given(source=IN_PARTS, size=st.sampled_from([1, 5, 20]))
def test_parts_are_read_like_the_whole(form: Format, source: str, size: int) -> None:
    """A Markdown source that is parsed in parts gives the document that it gives when it is parsed whole."""
    whole = parse(form, source)
    with patch("termlint.formats._parts.SIZE", size):
        parts = parse(form, source)
    assert (parts.runs, parts.sections, parts.comments) == (whole.runs, whole.sections, whole.comments)
    assert parts.outline == whole.outline
    assert parts.spots == whole.spots


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("A [b].\n\nC.\n\n[B]: /d\n", 2),
        ("A [^b].\n\n# C\n\n[^b]: d\n", 2),
        ("[^a]: b\n\n    c\n\nD [^A] [^e] [^f].\n\nG\n\n[^e]: h\n", 3),
        ("- a\n\n  b\n\n- c\n\nD.\n\n## E\n", 3),
        ("```\n\nA\n\n```\n\nB\n", 2),
        ("<!--\n\nA\n\n-->\n\nB\n", 2),
        ("[the end of a part]: x\n\nA\n\n[b]: c\n\nD [b] [the end of a part]", 1),
        ("---\ntitle: a\n---\n\n{{ b }} é\n\nC {{ d }} *e*f.\n\nG", 3),
    ],
    ids=ascii,
)
def test_what_parts_need_of_each_other_is_known(source: str, count: int) -> None:
    """Links and footnotes that another part defines are none the less, and no part ends where a block goes on."""
    markdown = next(form for form in FORMATS if form.name == "markdown")
    whole = parse(markdown, source)
    with patch("termlint.formats._parts.SIZE", 1), patch("termlint.formats._commonmark.Parser", wraps=Parser) as made:
        parts = parse(markdown, source)
        assert len(Parser(*made.call_args.args).parts) == count
    assert parts.runs == whole.runs


@every_format
@settings(max_examples=200, deadline=None, derandomize=True)
@given(source=NASTY)
def test_every_run_can_be_read(form: Format, source: str) -> None:
    """A run without a word is left out, whatever a glance at it told; only of a heading a mark is enough."""
    runs = parse(form, source).runs
    assert all(re.search(r"\w", run.text) for run in runs if run.kind is not RunKind.HEADING)
    assert runs[1:3] == tuple(runs)[1:3]


@pytest.mark.parametrize(
    ("name", "source", "text"),
    [
        ("markdown", "# ?!\n\nx", "?!"),
        ("markdown", "# `a`\n\nx", OBJECT),
        ("markdown", "# ![](a)\n\nx", OBJECT),
        ("markdown", "# {{ a }}\n\nx", OBJECT),
        ("markdown", "# https://a.b\n\nx", OBJECT),
        ("html", "<h2>?!</h2><p>x", "?!"),
        ("html", "<h2><img src=a></h2><p>x", OBJECT),
    ],
)
def test_a_heading_of_marks_opens_a_section(name: str, source: str, text: str) -> None:
    """Marks, code or an image are enough of a heading: what follows belongs to a section of its own."""
    form = next(form for form in FORMATS if form.name == name)
    assert [(run.kind, run.text, run.section) for run in parse(form, source).runs] == [
        (RunKind.HEADING, text, 1),
        (RunKind.PARAGRAPH, "x", 1),
    ]


@pytest.mark.parametrize(
    ("name", "source"),
    [("markdown", "![a b](x)\n\n![c d](y)"), ("html", "<p><img alt='a b'></p><p><img alt='c d'></p>")],
)
def test_each_block_has_its_own_number(name: str, source: str) -> None:
    """What describes images in two paragraphs stands in two blocks, though there is no other text in either."""
    form = next(form for form in FORMATS if form.name == name)
    assert [(run.text, run.block) for run in parse(form, source).runs] == [("a b", 0), ("c d", 1)]


@settings(max_examples=500, deadline=None, derandomize=True)
@given(text=NASTY)
def test_addresses_are_found_around_their_marks(text: str) -> None:
    """Looking around the marks of addresses finds what looking everywhere finds."""
    with patch("termlint.formats._addresses._BEGINNINGS", ("",)):
        everywhere = addresses(text)
    assert addresses(text) == everywhere


@settings(max_examples=200, deadline=None, derandomize=True)
@given(texts=st.tuples(st.text(max_size=8), st.text(max_size=20)), order=st.randoms())
def test_bytes_lead_to_code_points(texts: tuple[str, str], order: Random) -> None:
    """Both ways find the code point of each byte at which one begins, in any order, and from any byte on."""
    before, text = ("".join(char for char in text if not "\ud800" <= char <= "\udfff") for text in texts)
    data = (before + text).encode()
    base = len(before.encode())
    cursor, offset = Cursor(data), code_points(text, base, len(before))
    places = [(len((before + text[:at]).encode()), len(before) + at) for at in range(len(text) + 1)]
    order.shuffle(places)
    for byte, point in places:
        assert cursor(byte) == offset(byte) == point


@every_format
@settings(max_examples=60, deadline=None, derandomize=True)
@given(source=NASTY)
def test_parsing_is_a_function_of_the_text(form: Format, source: str) -> None:
    """Parsing twice gives the same document: a format keeps no state."""
    assert parse(form, source) == parse(form, source)


@every_format
@pytest.mark.parametrize(
    "source", ["", "\ufeff", "\n", "\r", "\r\n", " ", "\x00", "\ufeff\ufeff", "\ud800", "\udfff\ud800"]
)
def test_next_to_empty_texts_have_no_runs(form: Format, source: str) -> None:
    """A text without a word gives a document without a run."""
    assert not [run for run in parse(form, source).runs if any(map(str.isalpha, run.text))]


@every_format
@pytest.mark.parametrize("fragment", HOSTILE, ids=ascii)
def test_laws_hold_on_hostile_texts(form: Format, fragment: str) -> None:
    """The laws hold on a fragment that makes careless parsers hang, repeated a thousand times and cut anywhere."""
    parse(form, fragment * 1000)
    parse(form, "A word, " + (fragment * 50)[:-1] + " and more.\n\n- last")


@pytest.mark.slow
@every_format
@pytest.mark.parametrize("fragment", HOSTILE, ids=ascii)
def test_hostile_texts_come_to_an_end(form: Format, fragment: str) -> None:
    """400 kB of such a fragment are read; with a step of quadratic time this would not come to an end."""
    form.parse(fragment * (400_000 // len(fragment)), FormatOptions())


@every_format
@settings(max_examples=60, deadline=None, derandomize=True)
@given(source=NASTY)
def test_line_ends_do_not_change_what_is_read(form: Format, source: str) -> None:
    """A text with CRLF gives the same runs as with LF, apart from where they stand."""
    plain = source.replace("\r", "")
    texts = [(run.kind, run.text, run.key, run.linted) for run in parse(form, plain).runs]
    assert texts == [(run.kind, run.text, run.key, run.linted) for run in parse(form, plain.replace("\n", "\r\n")).runs]


@every_format
@settings(max_examples=60, deadline=None, derandomize=True)
@given(source=NASTY)
def test_a_byte_order_mark_only_shifts_offsets(form: Format, source: str) -> None:
    """A byte order mark before a text changes nothing but the offsets, by one."""
    plain = source.lstrip("\ufeff")
    with_mark = parse(form, "\ufeff" + plain).runs
    for before, after in zip(parse(form, plain).runs, with_mark, strict=True):
        assert before.text == after.text
        assert [s.span.shift(1) for s in before.segments] == [s.span for s in after.segments]


@pytest.mark.parametrize(
    "suffix", [".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm", ".xhtml", ".txt", ".text"]
)
def test_every_suffix_is_read_by_one_format(suffix: str) -> None:
    """No two formats claim the same file name ending, and the usual ones are all claimed."""
    assert len([form for form in FORMATS if suffix in form.suffixes]) == 1
