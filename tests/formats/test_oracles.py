"""What is read is what independent parsers show: markdown-it-py for Markdown, lexbor for HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.document import OBJECT

pytestmark = pytest.mark.slow

MARKDOWN = (
    "# A *b* c\n\nd `e` f **g** h\n",
    "> a\nlazy *b\n> c* d\n> - e\n>   f\n",
    "1. a\n\n   b\n2. c\n   - d\n     e\n\nf\n",
    "| a | b \\| c |\n|---|:-:|\n| *d* | `e` f |\n\ng\n",
    "a\\\nb  \nc\nd &amp; &copy; &#65; \\* \\e &x;\n",
    "[a *b*](/x 'y') [c][r] [d][] [e] ![f](g)\n\n[r]: /r\n[d]: /d\n",
    "a\n===\n\nb\n---\n\n***\n\nc\n",
    "```py\na\n```\n\n    b\n\nc\n\n~~~\nd\n",
    "a <b>c</b> <i class='x'>d</i>e\n\n<div>\nf <em>g</em>\n</div>\n\nh\n",
    "*a**b*c** __d__e _f_ *g * h*\n",
    "- a\n- b\n\n  c\n* d\n\n      e\n",
    "~~a~~ b ~c~ d\n",
    "a\r\nb\r\n\r\nc\rd\n",
    "\ta\n\n > b\n >c\n\n1) d\n",
    "Ünï *cödé* — “q” … 😀 **x**\n",
)
INLINE = st.sampled_from(
    [
        *"ab cd *_`[]()<>!&;\\#-.",
        "**",
        "~~",
        "&amp;",
        "é",
        "😀",
        "  ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "[a](b)",
        "``",
    ]
)


def words(shown: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", shown)


def shown_by_markdown_it(source: str) -> list[str]:
    """The words that markdown-it-py shows, sorted, since alt texts stand elsewhere."""
    from markdown_it import MarkdownIt

    found: list[str] = []

    def collect(tokens: list, parts: list[str]) -> None:
        for token in tokens:
            if token.type in ("text", "text_special"):
                parts.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif token.type in ("code_inline", "image"):
                parts.append(OBJECT)
                if token.type == "image":
                    inner: list[str] = []
                    collect(token.children or [], inner)
                    found.append("".join(inner))

    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source):
        if token.type == "inline":
            parts: list[str] = []
            collect(token.children or [], parts)
            found.append("".join(parts))
        elif token.type == "html_block":
            found.append(shown_by_lexbor(token.content))
    return sorted(word for text in found for word in words(text))


def shown_by_lexbor(source: str) -> str:
    """The text that lexbor shows, without what is not prose."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    tree.strip_tags(["script", "style", "pre", "code", "kbd", "samp", "template", "svg", "math", "head"])
    return tree.body.text(separator="") if tree.body else ""


@pytest.mark.parametrize("source", MARKDOWN)
def test_markdown_reads_what_markdown_it_shows(markdown, source: str) -> None:
    """The words of a snippet are those that the other parser shows."""
    runs = [run for run in markdown(source).document.runs if run.key != "title"]
    assert sorted(word for run in runs for word in words(run.text)) == shown_by_markdown_it(source)


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(source=st.lists(INLINE, max_size=25).map("".join))
def test_markdown_reads_what_markdown_it_shows_of_any_text(source: str) -> None:
    """On any mixture of marks both see the same words."""
    from termlint.formats.base import FormatOptions
    from termlint.formats.markdown import FORMAT

    read = sorted(word for run in FORMAT.parse(source, FormatOptions()).runs for word in words(run.text))
    assert read == shown_by_markdown_it(source)


HTML = (
    "<p>a <b>b</b>c &amp; &eacute;<br>d</p>e<div>f<p>g<p>h</div>",
    "<ul><li>a<li>b<ul><li>c</ul>d</ul><table><tr><td>e<td>f<tr><th>g</table>",
    "<h1>a</h1>b<script>c('<p>')</script>d<style>e</style>f<pre>g</pre>h<code>i</code>j",
    "<p>a<!-- b -->c<!>d<?e?>f</p><p title='g > h'>i</p>",
    "<a href=x>a</a><a href='y'>b</a> < c > d & e &lt;f&gt;",
    "a<svg><text>b</text></svg>c<template><p>d</p></template>e<kbd>f</kbd>g",
)
PARTS = st.sampled_from(
    [
        *"abc ",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<br>",
        "<h2>",
        "</h2>",
        "<!-- d -->",
        "&amp;",
        "&eacute;",
    ]
)


@pytest.mark.parametrize("source", HTML)
def test_html_reads_what_lexbor_shows(html, source: str) -> None:
    """The characters of a snippet are those that the other parser shows, in the same order."""
    shown = [run.text for run in html(source).document.runs if not run.key]
    read = "".join("".join(shown).replace(OBJECT, "").split())
    assert read == "".join(shown_by_lexbor(source).split())


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(parts=st.lists(PARTS, max_size=25))
def test_html_reads_what_lexbor_shows_of_any_text(parts: list[str]) -> None:
    """On any mixture of tags, however nested, both see the same letters."""
    from termlint.formats.base import FormatOptions
    from termlint.formats.html import FORMAT

    source = "".join(parts)
    read = "".join(run.text for run in FORMAT.parse(source, FormatOptions()).runs)
    assert re.findall(r"[^\W_]", read) == re.findall(r"[^\W_]", shown_by_lexbor(source))
