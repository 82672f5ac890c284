"""Any bytes at all give a report, never an exception, and every place in it holds the text that it says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlint.diagnostic import FileResult
from termlint.errors import DocumentError
from termlint.files import decode
from termlint.fixer import fix
from termlint.formats.base import Format
from termlint.linter import Linter
from termlint.settings import Settings

AsJson = Callable[[FileResult], tuple[dict[str, Any], list[dict[str, Any]]]]
Lawful = Callable[[str, Any], int]

_PIECES = (
    "massage", "Medical massage", "medical\nmassages", "med&#105;cal massage", "medical *massage*", "masseuse", "PT",
    "mas\u00adsage", "ſports massage", "referral", "no referral", " needed", "not only ", "whether ", "?", ". ", ", ",
    "\n", "\r\n", "\r", "\n\n", "\t", " ", "\u2028", "\ufeff", "\u00a0", "\ufffc", "\ue000", "\ue001", "é", "e\u0301",
    "😀", "\U0001f3f4\U000e0067\U000e007f", "# ", "## ", "- ", "> ", "| a | b |\n|---|---|\n| ", "```\n", "`", "*",
    "**", "_", "[", "](", ")", "![", "<", ">", "<p>", "</p>", "<b>", "<h1>", "<img alt='massage'>", "<!--", "-->",
    "&amp;", "&nbsp;", "&", "---\n", "title: massage\n", "tags: [massage, referral]\n", "+++\n",
    "{\n\"a\": \"massage\"\n}\n", "{{", "}}", "{%", "%}", "{", "}", "{/* termlint-disable */}", "import x\n",
    "<Tag a='massage'>", "\\", "\"", "'", "“", "”", "::", "http://a.b/", "<!-- termlint-disable TL102 -->",
    "<!-- termlint-disable-line -->", "<!-- termlint-disable-next-line x, TL1 -->", "<!-- termlint-enable -->",
    "\ud800", "\x00", "\x1b[31m", "\u202e",
)  # fmt: skip
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=24).map("".join)
_BYTES = st.one_of(
    st.binary(max_size=64),
    _TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    _TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.tuples(_TEXTS, st.binary(max_size=4), _TEXTS).map(
        lambda parts: parts[0].encode("utf-8", "replace") + parts[1] + parts[2].encode("utf-8", "replace")
    ),
)
_FORMATS = ("html", "markdown", "mdx", "text")


def _examples(count: int) -> settings:
    unhurried = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(derandomize=True, max_examples=count, deadline=None, database=None, suppress_health_check=unhurried)


def _survive(data: bytes, linter: Linter, format: Format, as_json: AsJson, lawful: Lawful) -> None:
    """Read, check, fix and report; then hold what is reported against the bytes."""
    try:
        text = decode(data, "a", max_size=10_000).text
    except DocumentError:
        return

    def check(source: str) -> FileResult:
        return linter.check(source, filename="a\udcff.md", format=format, settings=Settings())

    result = check(text)
    report, mentions = as_json(result)
    assert lawful(text, report) >= len(result.diagnostics)
    assert lawful(text, mentions) >= len(result.resolutions)
    fixed = fix(text, check, unsafe=True)
    assert lawful(fixed.text, as_json(fixed.result)) >= len(fixed.result.diagnostics)


@pytest.mark.parametrize("name", _FORMATS)
@_examples(30)
@given(data=_BYTES)
def test_any_bytes(
    linter: Linter, formats: Mapping[str, Format], as_json: AsJson, lawful: Lawful, name: str, data: bytes
) -> None:
    """Texts made of what formats, rules and suppressions care about, whole and damaged."""
    _survive(data, linter, formats[name], as_json, lawful)


@pytest.mark.slow
@pytest.mark.parametrize("name", _FORMATS)
@_examples(2500)
@given(data=_BYTES)
def test_many_more_bytes(
    linter: Linter, formats: Mapping[str, Format], as_json: AsJson, lawful: Lawful, name: str, data: bytes
) -> None:
    """The same, some thousand times."""
    _survive(data, linter, formats[name], as_json, lawful)


@pytest.mark.slow
def test_every_format_is_fuzzed(formats: Mapping[str, Format]) -> None:
    """No format is forgotten here."""
    assert sorted(formats) == sorted(_FORMATS), f"add it to the formats of {sys.modules[__name__].__file__}"
