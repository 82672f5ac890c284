"""Reading: what of a text is parsed, and that nothing is missed by it."""

from __future__ import annotations

import pytest

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.model import Cue, Glossary, Sense, Term
from termlint.glossary.prepared import prepared
from termlint.prefilter import Prefilter
from termlint.reading import Reading, read


def _sense(name: str, *cues: str) -> Sense:
    return Sense(name, name, cues=tuple(Cue(text=cue) for cue in cues))


GLOSSARY = Glossary(
    "Care",
    "en",
    (Term("rub", (_sense("skin", "oil"), _sense("data", "figures"))), Term("spa", (_sense("spa", "water"),))),
)
COMPILED = compile_glossary(GLOSSARY)
PREFILTER = Prefilter(prepared(GLOSSARY).anchors)


class Watched:
    """A format that notes how much of each text was wanted."""

    name, suffixes = "markdown", (".md",)

    def __init__(self) -> None:
        self.wanted: list[tuple[int, ...] | None] = []

    def parse(self, source: str, options: FormatOptions) -> Document:
        """The document, as the real one reads it."""
        self.wanted.append(None if options.wanted is None else tuple(options.wanted))
        return FORMAT.parse(source, options)


def _read(source: str) -> tuple[Reading, list[tuple[int, ...] | None]]:
    watched = Watched()
    return read(watched, COMPILED, PREFILTER.look(source), ()), watched.wanted


def _texts(reading: Reading) -> list[str]:
    return [run.text for run in reading.document.runs]


def test_only_what_matters_is_read() -> None:
    """Runs with a mention or a cue of it, what follows each, and headings."""
    reading, wanted = _read("First.\n\nLeft out.\n\n# Title\n\nWater.\n\nOut.\n\nRub it.\n\nNext.\n\nOut.\n\nAn oil.")
    assert _texts(reading) == ["First.", "Title", "Rub it.", "Next.", "An oil."]
    assert [mention.form for mention in reading.mentions] == ["rub"]
    assert wanted == [(42, 67)]


@pytest.mark.parametrize("term", ["r**u**b", "r&#117;b", "ru<b></b>b"])
def test_all_is_read_where_markup_hid_a_mention(term: str) -> None:
    """It may ask for cues that nobody looked for."""
    reading, wanted = _read(f"The spa.\n\nNext.\n\nOne {term} here.\n\nNext.\n\nLast.\n\nAn oil.")
    assert wanted == [(4,), None]
    assert "An oil." in _texts(reading)
    assert [mention.form for mention in reading.mentions] == ["spa", "rub"]
    assert reading.asked is None


def test_hidden_mentions_that_ask_for_no_more() -> None:
    """Where another mention asks for the same cues, they were looked for already."""
    reading, wanted = _read("Rub it.\n\nNext.\n\nOne r**u**b here.\n\nNext.\n\nLast.\n\nAn oil.")
    assert wanted == [(0, 52)]
    assert len(reading.mentions) == 2


def test_a_text_that_cannot_be_trusted_is_read_as_a_whole() -> None:
    """Where characters vanish nobody knows where words stand."""
    assert _read("Rub it.\n\nNext.\n\nLast.\u00ad")[1] == [None]
