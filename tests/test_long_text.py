"""Long texts in UTF-8 answer like strings."""

from __future__ import annotations

import pickle
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.formats import _templates
from termlint.long_text import LongText, around, pieces, search, text_of
from termlint.prefilter import _ENTITY, _ESCAPED_LETTER
from termlint.span import _LINE_END, LineIndex, places

TEXTS = st.lists(st.sampled_from(("a", "é", "字", "😀", "\n", " ", "ab cd ", "the end. ", "\ufeff")), max_size=12).map(
    "".join
)
PLACES = st.integers(0, 30)
SOURCES = st.lists(
    st.sampled_from((
        *("word ", "end ", "\n", "\n \n", "\r", "\r\n", " ", "\t", "é", "字 ", "😀 ", "\u00a0", ".", "-", "/"),
        *("{{", "}}", "{%", "%}", "{#", "#}", "{# a}", "{% comment %}", "{%- endcomment", "{% endhighlight %}", "{% "),
        *("comment", "style", "&amp;", "&#12", "&", ";", "\\u00e9", "\\x", "\\", "x\\\n"),
    )),
    max_size=25,
).map("".join)  # fmt: skip
FOUND_IN_PIECES = (
    *(_templates._OPEN, _templates._BLANK_LINE, *_templates._BODY_END.values()),
    *(_ESCAPED_LETTER, _ENTITY, _LINE_END),
)


def long(text: str) -> LongText:
    """The text in pieces that are as short as they can be."""
    with patch("termlint.long_text._PIECE", 1):
        return LongText(text.encode())


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, cuts=st.lists(st.tuples(PLACES, PLACES), min_size=3))
def test_a_long_text_is_cut_like_a_short_one(text: str, cuts: list[tuple[int, int]]) -> None:
    """A text that is kept as bytes has the same characters and stretches."""
    made = long(text)
    assert (len(made), made.isascii(), made[:]) == (len(text), text.isascii(), text)
    assert [made[at] for at in range(-len(text), len(text))] == [text[at] for at in range(-len(text), len(text))]
    assert [made[start:end] for start, end in cuts] == [text[start:end] for start, end in cuts]
    assert [made[start:end:-1] for start, end in cuts] == [text[start:end:-1] for start, end in cuts]
    assert "".join(piece for _, piece in pieces(made)) == text
    assert all(text.startswith(piece, at) for at, piece in pieces(made))
    for start, end in map(sorted, cuts):
        near, base = around(made, start, end, before=1)
        assert near[start - base : end - base] == text[start:end]
        assert near[: start - base] == text[max(0, start - 1) : start]


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, part=st.sampled_from(("a", "é", "😀", "\n", "d t", "字")), start=PLACES, end=PLACES)
def test_it_is_searched_like_a_short_one(text: str, part: str, start: int, end: int) -> None:
    """Something stands in it where, and as often as, it does in a string."""
    made, start = long(text), min(start, len(text))
    assert (part in made, made.startswith(part)) == (part in text, text.startswith(part))
    assert (made.find(part, start), made.find(part, start, end)) == (
        text.find(part, start),
        text.find(part, start, end),
    )
    assert (made.rfind(part), made.rfind(part, start, end)) == (text.rfind(part), text.rfind(part, start, end))
    assert (made.count(part), made.count(part, start, end)) == (text.count(part), text.count(part, start, end))


def test_beyond_the_end_there_is_nothing() -> None:
    """A place beyond the end holds no character."""
    with pytest.raises(IndexError):
        long("aé")[2]


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, other=TEXTS)
def test_it_is_equal_to_what_has_the_same_bytes(text: str, other: str) -> None:
    """Two are equal where their texts are, and one can go to another process and be written."""
    assert (long(text) == LongText(other.encode())) == (text == other)
    assert hash(long(text)) == hash(LongText(text.encode()))
    assert pickle.loads(pickle.dumps(long(text)))[:] == text
    assert long(text).encode("utf-8") == text.encode("utf-8")
    assert long(text).encode("utf-16-le") == text.encode("utf-16-le")


@settings(deadline=None, derandomize=True)
@given(text=TEXTS, cuts=st.lists(PLACES, max_size=6), new=st.sampled_from(("", "x", "😀😀")))
def test_stretches_are_replaced(text: str, cuts: list[int], new: str) -> None:
    """Something new in place of stretches, empty ones too, leaves all the rest as it was."""
    cuts = sorted(min(cut, len(text)) for cut in cuts)
    edits = [(start, end, new) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    expected = text
    for start, end, _ in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    assert long(text).replaced(edits)[:] == expected


@settings(deadline=None, derandomize=True, max_examples=400)
@given(text=SOURCES, start=PLACES)
def test_no_match_lies_across_two_pieces(text: str, start: int) -> None:
    """All that is looked for piece by piece is found where it is found in a string."""
    made = long(text)
    for pattern in FOUND_IN_PIECES:
        there, here = search(made, pattern, min(start, len(text))), pattern.search(text, min(start, len(text)))
        assert (there and (there[0] + there[1].start(), there[1].group())) == (here and (here.start(), here.group()))
        every = [
            (base + found.start(), found.group()) for base, piece in pieces(made) for found in pattern.finditer(piece)
        ]
        assert every == [(found.start(), found.group()) for found in pattern.finditer(text)]


@settings(deadline=None, derandomize=True)
@given(text=SOURCES)
def test_rows_and_columns_are_those_of_a_short_one(text: str) -> None:
    """Every place of a long text has the position that it has in a string, and is found by it."""
    index, other, offsets = LineIndex(long(text)), LineIndex(text), range(len(text) + 1)
    assert [*map(index.position, offsets)] == [*map(other.position, offsets)]
    assert [*map(index.line_span, range(1, index.rows + 1))] == [*map(other.line_span, range(1, other.rows + 1))]
    assert [*places(long(text), offsets)] == [*places(text, offsets)]


@pytest.mark.parametrize(
    ("text", "long"),
    [("a 😀 b" * 9, True), ("a “b” c" * 9, True), ("a b c" * 9, False), ("a é c" * 9, False), ("漢字" * 9, False)],
)
def test_a_text_is_kept_as_what_is_smaller(text: str, long: bool) -> None:
    """A string is kept where its characters take no more than their bytes in UTF-8, and where it is short."""
    with patch("termlint.long_text._LONG", 0):
        made = text_of(text.encode())
    assert isinstance(made, LongText) == long
    assert made[:] == text
    assert text_of(text.encode()) == text


@settings(deadline=None, derandomize=True)
@given(
    data=st.lists(st.sampled_from((b"a b ", "é".encode(), "😀".encode(), b"\xf0", b"\x80", b"\xed\xa0\x80"))).map(
        b"".join
    )
)
def test_what_is_no_text_is_refused_alike(data: bytes) -> None:
    """Bytes that are no text raise the same error, with its place among all of them."""

    def said(long: int) -> str:
        with patch("termlint.long_text._LONG", long), patch("termlint.long_text._PIECE", 1):
            try:
                return text_of(data)[:]
            except UnicodeDecodeError as error:
                return f"{error} {error.start} {error.end}"

    assert said(0) == said(1 << 20)
