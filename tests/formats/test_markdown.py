"""Markdown: what is prose, what is not, and where it stands in the source."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest

from termlint.document import OBJECT
from termlint.errors import DocumentError
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT


def test_headings_open_sections(markdown) -> None:
    """ATX and setext headings, with attributes and markup, open nested sections."""
    doc = markdown("intro\n\n# One *a* {#id}\n\ntext one\n\n### Three ###\n\ntext three\n\nTwo\n---\n\ntext two\n")
    assert doc.outline == [(1, "One a"), (3, "Three"), (2, "Two")]
    assert doc.chain("text three") == ["Three", "One a"]
    assert doc.chain("text two") == ["Two", "One a"]
    assert doc.chain("intro") == []


def test_markup_within_a_phrase_vanishes(markdown) -> None:
    """A phrase is read through emphasis, links, strikethrough and inline tags; its surface keeps the markup."""
    doc = markdown("**medical** massage, <b>medical</b> massage, [medical](/x) massage, ~~medical~~ *massage*")
    assert doc.texts == ["medical massage, medical massage, medical massage, medical massage"]
    assert doc.surfaces("medical massage") == [
        "medical** massage",
        "medical</b> massage",
        "medical](/x) massage",
        "medical~~ *massage",
    ]


@pytest.mark.parametrize(
    ("source", "surface"),
    [
        ("medical\nmassage", "medical\nmassage"),
        ("medical\r\nmassage", "medical\r\nmassage"),
        ("> medical\n> massage", "medical\n> massage"),
        ("> medical\nmassage", "medical\nmassage"),
        ("- x\n  - medical\n    massage", "medical\n    massage"),
        ("medical  \nmassage", "medical  \nmassage"),
        ("medical\\\nmassage", "medical\\\nmassage"),
        ("medical<br>massage", "medical<br>massage"),
        ("medical &#109;assage", "medical &#109;assage"),
        ("medical \\\n  massage", "medical \\\n  massage"),
        ("medical   massage", "medical   massage"),
        ("| medical massage | x |\n|-|-|", "medical massage"),
        ("# medical massage #", "medical massage"),
        ("😀 é **medical massage**", "medical massage"),
        ("\ufeff😀\r\n\r\nmedical massage", "medical massage"),
        ("[^1]\n\n[^1]: medical\n    massage", "medical\n    massage"),
        ("> [!NOTE]\n> medical massage", "medical massage"),
    ],
)
def test_a_phrase_is_placed_exactly(markdown, source: str, surface: str) -> None:
    """Whatever breaks a phrase, it reads as one, and the source at its span is what the author wrote."""
    assert markdown(source).surface("medical massage") == surface


def test_only_unbroken_text_is_verbatim(markdown) -> None:
    """A phrase that crosses a line end is no place for an edit; one within a line is."""
    from termlint.span import Span

    run = markdown("medical massage, medical\nmassage").document.runs[0]
    assert run.is_verbatim(Span(0, 15))
    assert not run.is_verbatim(Span(17, 32))


def test_code_is_an_object(markdown) -> None:
    """Code spans stand as one object; code blocks are not there at all."""
    doc = markdown("a `massage` b\n\n```\nmassage\n```\n\n    massage\n\n~~~\nunclosed massage")
    assert doc.texts == [f"a {OBJECT} b"]


def test_addresses_are_objects(markdown) -> None:
    """URLs, autolinks, e-mail addresses, hosts, paths and file names are objects; words with a slash are words."""
    doc = markdown(
        "see <https://a.example/massage>, https://a.example/massage?x=1, www.massage.example, me@massage.example, "
        "<me@massage.example>, massage.com, ./massage/x, docs/massage.md, massage.html. "
        "Remedial/clinical massage, and/or 24/7."
    )
    assert doc.texts == ["see " + ", ".join([OBJECT] * 9) + ". Remedial/clinical massage, and/or 24/7."]


def test_links_give_their_text_and_title_but_not_their_target(markdown) -> None:
    """A link's text is in the paragraph, its title a run of its own, its target nowhere."""
    doc = markdown('A [medical massage](/massage-page "Massage title") here, [ref][r].\n\n[r]: /massage "Massage ref"')
    assert doc.kinds == [("paragraph", "A medical massage here, ref."), ("attribute", "Massage title")]
    assert doc.surface("Massage title") == "Massage title"
    assert doc.block("Massage title") == doc.block("medical massage")


def test_images_give_their_alt_text_in_a_run_of_its_own(markdown) -> None:
    """An image is an object in its paragraph; its alt text is an attribute in the same block."""
    doc = markdown("Before ![a *medical* massage &amp; `x`](massage.png 'The title') after")
    assert doc.kinds == [
        ("paragraph", f"Before {OBJECT} after"),
        ("attribute", f"a medical massage & {OBJECT}"),
        ("attribute", "The title"),
    ]
    assert doc.fields[0][0] == "alt"
    assert doc.surface("medical massage") == "medical* massage"
    assert len({run.block for run in doc.document.runs}) == 1


def test_cells_of_a_row_share_a_block(markdown) -> None:
    """The cells of one table row are runs of one block; an escaped pipe is a pipe."""
    doc = markdown("| a\\|b | c |\n|---|---|\n| d | e `x` |\n")
    assert doc.texts == ["a|b", "c", "d", f"e {OBJECT}"]
    assert [str(run.kind) for run in doc.document.runs] == ["table cell"] * 4
    assert doc.block("a|b") == doc.block("c") != doc.block("d") == doc.block("e")


def test_list_items_are_runs(markdown) -> None:
    """Tight, loose, nested and task list items are list items; what is quoted in one is a paragraph."""
    doc = markdown("- one\n- [x] two\n  1. three\n\n     more\n- > quoted\n")
    assert doc.kinds == [
        ("list item", "one"),
        ("list item", "two"),
        ("list item", "three"),
        ("list item", "more"),
        ("paragraph", "quoted"),
    ]


def test_a_list_like_paragraph_stays_one(markdown) -> None:
    """Lines that only look like a list are one paragraph."""
    assert markdown("(a) one\n(b) two\n").kinds == [("paragraph", "(a) one (b) two")]


def test_footnote_marks_vanish(markdown) -> None:
    """A footnote mark does not part a phrase; the note itself is prose."""
    doc = markdown("medical[^1] massage\n\n[^1]: The note.\n")
    assert doc.texts == ["medical massage", "The note."]


def test_entities_and_escapes_are_decoded(markdown) -> None:
    """Entities and escapes read as their characters; no-break spaces and soft hyphens stay."""
    doc = markdown("caf&eacute; &amp; \\*star\\* &unknown; a\u00a0b&nbsp;c mas\u00adsage")
    assert doc.texts == ["café & *star* &unknown; a\u00a0b\u00a0c mas\u00adsage"]
    assert doc.surface("café") == "caf&eacute;"


def test_html_blocks_are_read_as_html(markdown) -> None:
    """The prose of an HTML block is read with exact offsets, also in quotes and lists."""
    doc = markdown(
        "<div>\n<p>one &amp; <b>two</b></p>\n<script>x = '<p>no</p>'</script>\n</div>\n\n"
        "> <div>\n> quoted\n> text</div>\n\n- <p>listed\n  text</p>\n"
    )
    assert doc.texts == ["one & two", "quoted text", "listed text"]
    assert doc.surface("one & two") == "one &amp; <b>two"
    assert doc.surface("quoted text") == "quoted\n> text"


def test_hidden_content_goes_on_over_blank_lines(markdown) -> None:
    """What stands in an element that must not be translated is not prose, though Markdown parses it; after it is."""
    doc = markdown('<div translate="no">\n\n**brand** massage\n\n</div>\n\nafter <code>x\ny</code> <kbd>k\n\nnext')
    assert doc.texts == [f"after {OBJECT} {OBJECT}", "next"]


def test_comments_are_kept_apart(markdown) -> None:
    """Comments of HTML, Liquid and Jinja are comments, wherever they stand, and in no run."""
    doc = markdown(
        "<!-- one -->\n\ntext <!-- two --> more\n\n<div>\n<!-- three\nlines -->\n</div>\n\n"
        "{% comment %} four {% endcomment %}\n\nend {# five #}\n"
    )
    assert doc.comments == [" one ", " two ", " three\nlines ", " four ", " five "]
    assert doc.texts == ["text more", f"end {OBJECT}"]
    spans = [comment.span.of(doc.document.source) for comment in doc.document.comments]
    assert spans[:2] == ["<!-- one -->", "<!-- two -->"]
    assert spans[3:] == ["{% comment %} four {% endcomment %}", "{# five #}"]


@pytest.mark.parametrize(
    "tag",
    [
        '{{< fig alt="massage" >}}',
        "{{% massage %}}",
        "{% include massage.html %}",
        "{{ massage | x }}",
        "{{ massage\n }}",
    ],
)
def test_template_tags_are_objects(markdown, tag: str) -> None:
    """A template tag within a line is an object; on a line of its own it parts paragraphs."""
    assert markdown(f"medical {tag} text").texts == [f"medical {OBJECT} text"]
    assert markdown(f"medical\n\n{tag}\n\n# Head\n{tag}\n- text").texts == ["medical", "Head", "text"]


def test_template_tags_do_not_reach_over_a_blank_line(markdown) -> None:
    """Braces that do not close in their paragraph are text."""
    assert markdown("a {{ b\n\nc }} d").texts == ["a {{ b", "c }} d"]


def test_highlighted_code_of_templates_is_no_prose(markdown) -> None:
    """The body of a highlight tag is code."""
    assert markdown("a\n\n{% highlight py %}\nmassage\n\nmassage\n{% endhighlight %}\n\nb").texts == ["a", "b"]


def test_the_parser_may_fail(markdown, monkeypatch) -> None:
    """Whatever the parser raises, even what is no Exception, leaves as a DocumentError."""

    class Panic(BaseException):
        pass

    def fail(*_args: object, **_options: object) -> None:
        raise Panic("index out of bounds")

    import pyromark

    broken = ModuleType("pyromark")
    broken.__dict__.update(Options=pyromark.Options, events_with_range=fail)
    monkeypatch.setitem(sys.modules, "pyromark", broken)
    with pytest.raises(DocumentError, match="too hard for the Markdown parser"):
        markdown("text")


FRONT_MATTER = """\
---
# a comment
title: Medical massage # another
description: "A \\"quoted\\" caf\\u00e9
  line"
summary: >-
  folded
  text

layout: post
date: 2024-01-02
draft: true
tags: [spa, 'it''s', "x y"]
categories:
- one two
- three
seo:
  description: nested
  image: {alt: an alt, width: 3}
people:
  - name: Ann
    role: therapist
plain: goes
  on
termlint:
  title: not prose
anchor: &a x
---
Body text.
"""


def test_yaml_front_matter(markdown) -> None:
    """Chosen fields are linted, other strings are evidence, settings and numbers are neither; offsets are exact."""
    doc = markdown(FRONT_MATTER)
    assert doc.fields == [
        ("title", "Medical massage", True),
        ("description", 'A "quoted" café line', True),
        ("summary", "folded text", True),
        ("layout", "post", False),
        ("tags", "spa", False),
        ("tags", "it's", False),
        ("tags", "x y", False),
        ("categories", "one two", False),
        ("categories", "three", False),
        ("seo.description", "nested", True),
        ("seo.image.alt", "an alt", False),
        ("people.name", "Ann", False),
        ("people.role", "therapist", False),
        ("plain", "goes on", False),
    ]
    assert doc.comments == [" a comment", " another"]
    assert doc.surface("café line") == "caf\\u00e9\n  line"
    assert doc.texts[-1] == "Body text."


def test_the_fields_to_lint_can_be_chosen(markdown) -> None:
    """Only the fields of the options are linted."""
    doc = markdown("---\ntitle: one\nlead: two\n---\n", FormatOptions(metadata_keys=("lead",)))
    assert doc.fields == [("title", "one", False), ("lead", "two", True)]


def test_toml_and_json_front_matter(markdown) -> None:
    """TOML and JSON front matter is read like YAML."""
    toml = (
        "+++\n# c\ntitle = \"One\"\n[params]\ndescription = '''two\nlines'''\ntags = [\"a b\", 'c']\nn = 1\n+++\nBody"
    )
    assert markdown(toml).fields == [
        ("title", "One", True),
        ("params.description", "two lines", True),
        ("params.tags", "a b", False),
        ("params.tags", "c", False),
    ]
    json = '{\n  "title": "On\\u0065 \\ud83d\\ude00",\n  "seo": {"summary": "two"},\n  "tags": ["a", "b"]\n}\nBody'
    assert markdown(json).fields == [
        ("title", "One 😀", True),
        ("seo.summary", "two", True),
        ("tags", "a", False),
        ("tags", "b", False),
    ]


def test_rules_are_no_front_matter(markdown) -> None:
    """A rule at the head of a text does not make a front matter of what follows."""
    assert markdown("---\n\ntext\n\n---\n").kinds == [("paragraph", "text")]
    assert markdown("---\njust words\n\n---\nmore").texts == ["just words", "more"]
    assert markdown("---\ntitle: never closed\n").kinds == [("paragraph", "title: never closed")]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<template>\n\nhidden\n\n</template>\n\nshown", ["shown"]),
        ("<note>\n\nshown\n\n</note>\n\nshown, too", ["shown", "shown, too"]),
        ("<!-- a --> shown <!-- b -->", ["shown"]),
        ("<!-- a --> shown", ["shown"]),
        ("<!-- a -->\nshown", ["shown"]),
    ],
)
def test_blocks_of_one_tag_or_comment(source: str, texts: list[str]) -> None:
    """They have no prose, but what is beside them has; and some hide what follows."""
    document = FORMAT.parse(source, FormatOptions())
    assert [run.text for run in document.runs] == texts
    assert [comment.span.of(source) for comment in document.comments] == re.findall("<!-- . -->", source)
