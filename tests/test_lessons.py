"""Collecting mentions from files, and making of them what is learned from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from termlint.formats.markdown import FORMAT
from termlint.formats.plaintext import FORMAT as PLAIN
from termlint.glossary.read import read_glossary
from termlint.labels import NONE, Row
from termlint.lessons import Collected, Seen, build_finder, collect, prepare
from termlint.run import Job
from termlint.settings import Settings
from termlint.walk import FoundFile

GLOSSARY = read_glossary(
    (
        "glossary.yml",
        """\
glossary: Words
terms:
  - term: crane
    senses:
      - {id: bird, definition: a bird, cues: [nest]}
      - {id: machine, definition: a machine, cues: [hook]}
  - {term: stork, abbreviations: [ST], senses: [{id: stork, definition: a bird of marshes}]}
  - {term: street, abbreviations: [ST], senses: [{id: street, definition: a way between houses}]}
""",
    )
)
PAGES = {
    "b.md": "# Cranes\n\nA *crane* nests\nby the `hook` with its [stork](x.md).\n\n```\ncrane\n```\n",
    "sub/a.md": "A crane in ST, the street. <!-- crane -->\n",
    "c.txt": "Crane number three.\n",
}


def formats() -> dict[str, object]:
    """Two formats."""
    return {"markdown": FORMAT, "plaintext": PLAIN}


def jobs(folder: Path, *names: str, named: bool = False) -> list[Job]:
    """Files to read."""
    kinds = {".md": "markdown", ".txt": "plaintext"}
    return [Job(FoundFile(folder / n, n, kinds[Path(n).suffix], named), Settings()) for n in names]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with three pages."""
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def found(folder: Path, *names: str, processes: int = 1, named: bool = False, root: Path | None = None) -> Collected:
    """What is collected from files."""
    finder = partial(build_finder, GLOSSARY, formats, root or folder, 1000)
    return collect(jobs(folder, *names, named=named), finder, processes=processes)


def test_mentions_are_those_of_the_linter(pages: Path) -> None:
    """Prose is read as it is checked: through markup, without code and comments, and without forms of two terms."""
    collected = found(pages, *PAGES)
    assert [(s.text[s.start : s.end], s.filename, GLOSSARY.terms[s.term].term) for s in collected.mentions] == [
        ("crane", "sub/a.md", "crane"),
        ("street", "sub/a.md", "street"),
        ("crane", "b.md", "crane"),
        ("stork", "b.md", "stork"),
        ("Crane", "c.txt", "crane"),
        ("Cranes", "b.md", "crane"),
    ]
    assert collected.mentions[2].text.startswith("A crane nests by the ")


def test_neither_order_nor_processes_matter(pages: Path) -> None:
    """The same files give the same mentions in the same order, however they are read."""
    first = found(pages, *PAGES)
    assert found(pages, *reversed(PAGES)) == first
    assert found(pages, *PAGES, processes=2) == first
    moved = found(pages, *PAGES, root=pages.parent).mentions
    assert [(s.text, s.start, s.end, s.term) for s in moved] == [
        (s.text, s.start, s.end, s.term) for s in first.mentions
    ]


def test_files_that_cannot_be_read(pages: Path) -> None:
    """What goes wrong with a file is told, and the others are read; what nobody named is only noted if it is binary."""
    (pages / "d.md").write_bytes(b"crane \xff")
    (pages / "e.md").write_bytes(b"crane \0")
    (pages / "f.md").write_text("crane " * 200)
    collected = found(pages, "f.md", "e.md", "d.md", "c.txt", "gone.md")
    assert [s.filename for s in collected.mentions] == ["c.txt"]
    assert [(p.filename, p.message.split(":")[0]) for p in collected.problems] == [
        ("d.md", "not UTF-8"),
        ("f.md", "larger than 1,000 bytes"),
    ]
    assert [note.partition(":")[0] for note in collected.notes] == ["e.md", "gone.md"]
    assert [p.filename for p in found(pages, "e.md", "gone.md", named=True).problems] == ["e.md", "gone.md"]


TEXTS = ("The crane left its nests.", "A crane and a Nest.", "Three cranes, one nest.")


def seen(*texts: str, term: int = 0, word: str = "crane") -> tuple[Seen, ...]:
    """Mentions, one a text."""
    return tuple(Seen(t, t.index(word), t.index(word) + len(word), "a.md", term) for t in texts)


def test_observations() -> None:
    """Terms with several senses are learned; the words around other terms tell how common words are."""
    stork = seen("A stork and a marsh.", term=1, word="stork")
    course = prepare(GLOSSARY, (*seen(*TEXTS), *stork), ())
    assert [term.term for term in course.terms()] == ["crane"]
    assert course.terms(["stork"]) == ()
    assert len(course.observations["crane"]) == 3
    alone = prepare(GLOSSARY, seen(*TEXTS), ())
    assert course.background.mass("marsh") > alone.background.mass("marsh")
    assert course.digest != alone.digest


def test_words_are_shown_as_they_are_written() -> None:
    """A feature is shown as the word that it was most often seen as, or as the glossary writes it."""
    course = prepare(GLOSSARY, seen(*TEXTS), ())
    assert course.surface("nest") == "nest"
    assert course.surface("machin") == "machine"
    assert course.surface("never-seen") == "never-seen"


def test_a_labelled_mention_counts_once() -> None:
    """A label takes the place of the mention that it is about; `none` takes it away; others are added."""
    rows = (
        Row("crane", "The [[crane]] left its nests.", "bird"),
        Row("crane", "A [[crane]] and a Nest.", NONE),
        Row("crane", "Three [[cranes]], one nest."),
        Row("crane", "A page that is gone had a [[crane]].", "machine"),
    )
    course = prepare(GLOSSARY, seen(*TEXTS), rows)
    assert [(one.text, one.label) for one in course.observations["crane"]] == [
        ("Three cranes, one nest.", None),
        ("A page that is gone had a crane.", "machine"),
        ("The crane left its nests.", "bird"),
    ]
