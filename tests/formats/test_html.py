"""HTML: what is prose, what is not, and where it stands in the source."""

from __future__ import annotations

import pytest

from termlint.document import OBJECT


def test_inline_tags_vanish_and_block_tags_part(html) -> None:
    """A phrase is read through inline tags; a block tag ends the run; a line break is a space."""
    doc = html("<p>a <b>medical</b> massage<p>medical<br>massage<div>medical</div>massage<x-y>s</x-y>")
    assert doc.texts == ["a medical massage", "medical massage", "medical", "massages"]
    assert doc.surfaces("medical massage") == ["medical</b> massage", "medical<br>massage"]


@pytest.mark.parametrize("tag", ["button", "option", "div", "section", "article", "label><p", "li", "summary", "td"])
def test_block_elements_are_runs_of_their_own(html, tag: str) -> None:
    """Buttons, options and the like do not run into each other."""
    name = tag.partition(">")[0]
    assert html(f"<{tag}>one</{name}><{tag}>two</{name}>").texts == ["one", "two"]


def test_white_space_collapses(html) -> None:
    """A stretch of white space is one space that stands for it; a single space is verbatim."""
    doc = html("<p>\n  medical \t\r\n massage  is\u00a0 x </p>")
    assert doc.texts == ["medical massage is\u00a0 x"]
    assert doc.surface("medical massage") == "medical \t\r\n massage"


def test_entities_are_decoded(html) -> None:
    """Named and numeric entities, with and without a semicolon; what is none stays."""
    doc = html("<p>caf&eacute; &amp; &#109;assage &#x1F600; &copy &unknown; AT&T &#xZZ;</p>")
    assert doc.texts == ["café & massage 😀 © &unknown; AT&T &#xZZ;"]
    assert doc.surface("massage") == "&#109;assage"


def test_headings_open_sections(html) -> None:
    """Headings give sections; one that is not closed ends at the next paragraph."""
    doc = html("<h1>One <i>a</i></h1><p>x1</p><h3>Three<p>x3</p><h2>Two</h2>x2")
    assert doc.outline == [(1, "One a"), (3, "Three"), (2, "Two")]
    assert doc.chain("x3") == ["Three", "One a"]
    assert doc.chain("x2") == ["Two", "One a"]


def test_lists_tables_and_captions(html) -> None:
    """Kinds follow the elements, also where end tags are left out; cells of a row share a block."""
    doc = html(
        "<ul><li>one<ul><li>two</ul>three<li><p>four</ul>five"
        "<table><caption>cap</caption><tr><th>c1<td>c2<tr><td><p>c3</p><td>c4</table>after<figcaption>fig</figcaption>"
    )
    assert doc.kinds == [
        *(("list item", word) for word in ("one", "two", "three", "four")),
        ("paragraph", "five"),
        ("caption", "cap"),
        *(("table cell", word) for word in ("c1", "c2", "c3", "c4")),
        ("paragraph", "after"),
        ("caption", "fig"),
    ]
    assert doc.block("c1") == doc.block("c2") != doc.block("c3") == doc.block("c4") != doc.block("after")


def test_title_and_descriptions(html) -> None:
    """The title and the descriptions of a page are linted metadata; keywords are evidence only."""
    doc = html(
        "<!doctype html><head><title>My &amp; title</title><meta name='Description' content=\"A caf&eacute;\">"
        "<meta content='og' property='og:title'><meta name=keywords content=k>"
        "<meta name=viewport content='width=1'></head>"
    )
    assert doc.fields == [
        ("title", "My & title", True),
        ("description", "A café", True),
        ("og:title", "og", True),
        ("keywords", "k", False),
    ]


def test_attributes_that_are_prose(html) -> None:
    """alt, title, aria-label and placeholder are runs, placed exactly, in the block of their element."""
    doc = html(
        "<p title='The tip'>one <img src=massage.png alt=\"a medical  massage\"> two "
        "<a href='/massage' aria-label=go>x</a><input placeholder='type &amp; go' value=massage></p>"
    )
    assert doc.fields == [
        ("title", "The tip", True),
        ("alt", "a medical massage", True),
        ("aria-label", "go", True),
        ("placeholder", "type & go", True),
    ]
    assert doc.texts[1] == f"one {OBJECT} two x{OBJECT}"
    assert doc.surface("medical massage") == "medical  massage"
    assert len({run.block for run in doc.document.runs}) == 1


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>massage < 1 && '<p>massage'</script>",
        "<style>massage</style>",
        "<pre>massage <b>massage</b></pre>",
        "<template><p>massage</template>",
        "<svg><title>massage</title></svg>",
        "<math>massage</math>",
        "<code>massage <code>massage</code> massage</code>",
        "<kbd>massage</kbd>",
        "<samp>massage</samp>",
        '<div translate="NO">massage <div>massage</div> massage</div>',
        "<span class='a notranslate'>massage</span>",
        "<!-- massage -->",
        "<!massage>",
        "<?massage?>",
        "<a href='massage' data-title2=massage></a>",
        "{{ massage }}",
    ],
)
def test_what_is_not_prose(html, hidden: str) -> None:
    """Code, scripts, drawings, what must not be translated, comments and tags are in no run; what follows is."""
    doc = html(f"<p>before {hidden} after</p>")
    assert not any("massage" in text for text in doc.texts)
    assert "before" in " ".join(doc.texts)
    assert "after" in " ".join(doc.texts)


def test_comments(html) -> None:
    """Comments are kept apart, also within hidden content and odd ones."""
    doc = html("<!-- a --><p>x<!--b-->y</p><code><!-- c --></code><!--><!---><!-- d")
    assert doc.comments == [" a ", "b", " c ", "", ""]
    assert doc.texts == ["xy"]


def test_a_paragraph_that_must_not_be_translated_ends_at_the_next_block(html) -> None:
    """A paragraph needs no end tag, so what is hidden in one ends where it ends."""
    assert html("<p translate=no>brand<p>text").texts == ["text"]


@pytest.mark.parametrize("broken", ["<a b='", '<a b="x', "<b", "</", "<!--", "<![CDATA[", "<script>", "<title>", "<"])
def test_unclosed_markup(html, broken: str) -> None:
    """Whatever is left open at the end, what stands before it is read."""
    assert html(f"<p>medical massage</p>{broken}").texts[0] == "medical massage"


def test_an_unclosed_quote_ends_at_the_next_tag_end(html) -> None:
    """One attribute with a lost quote does not swallow the page."""
    assert html("<p>one</p><a title='x><p>two</p><p>three</p>").texts == ["one", "two", "three"]


def test_front_matter_of_templates(html) -> None:
    """A page with front matter has its fields."""
    doc = html("---\ntitle: A page\n---\n<p>text {% if x %} more</p>")
    assert doc.texts == ["A page", f"text {OBJECT} more"]
