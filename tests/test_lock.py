"""Which lock files are used, and how far."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from termlint.errors import GlossaryError
from termlint.glossaries import load
from termlint.glossary.learned import Learned, LearnedSense, LearnedTerm, LearnedWord, dumps, seeds_digest
from termlint.glossary.model import Glossary
from termlint.lock import Fitting, fitting, labels_path, lock_path, read_text

TEXT = """\
glossary: Words
terms:
  - {term: crane, senses: [{id: bird, definition: a bird}, {id: machine, definition: a machine}]}
  - {term: seal, senses: [{id: animal, definition: an animal}, {id: ring, definition: a ring}]}
"""


def learned(glossary: Glossary, *names: str, support: int = 3) -> Learned:
    """What could have been learned of terms."""
    terms = []
    for term in glossary.terms:
        if term.term in names:
            senses = tuple(LearnedSense(s.id, 9, (LearnedWord("x", 12, support),)) for s in term.senses)
            terms.append(LearnedTerm(term.term, 20, 50, senses, seeds=seeds_digest(term, "en")))
    return Learned("Words", "0", "m", tuple(terms))


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    """A glossary of two terms in a file of its own."""
    (tmp_path / "words.yml").write_text(TEXT)
    return load([tmp_path / "words.yml"], root=tmp_path, use_cache=False)


def test_the_files_beside_a_glossary() -> None:
    """They are named after it, whatever its name."""
    assert lock_path(Path("a/words.yml")) == Path("a/words.learned.yml")
    assert lock_path(Path("my.words.yaml")) == Path("my.words.learned.yml")
    assert labels_path(Path("a/words.yaml")) == Path("a/words.labels.jsonl")


def test_no_lock_file(glossary: Glossary, tmp_path: Path) -> None:
    """Without a file nothing is learned, and nothing is said."""
    assert fitting(glossary, tmp_path) == Fitting()
    assert Fitting().notes == ()


def test_each_term_fits_for_itself(glossary: Glossary, tmp_path: Path) -> None:
    """An edit of one term leaves what was learned of others; a term that is gone is stale, too."""
    whole = learned(glossary, "crane", "seal")
    gone = replace(whole.terms[0], term="heron")
    (tmp_path / "words.learned.yml").write_text(dumps(replace(whole, terms=(*whole.terms, gone))))
    (tmp_path / "words.yml").write_text(TEXT.replace("a ring", "a ring of rubber"))
    edited = load([tmp_path / "words.yml"], root=tmp_path, use_cache=False)
    found = fitting(edited, tmp_path)
    assert found.learned == replace(whole, terms=whole.terms[:1])
    assert found.stale == ("seal", "heron")
    assert found.notes == ("the lock file is stale for: seal, heron; run `termlint learn`",)


def test_later_files_override(tmp_path: Path, glossary: Glossary) -> None:
    """Of several glossaries the last has the last word, where what it learned fits."""
    (tmp_path / "more.yml").write_text("glossary: More\nextends: words.yml\n")
    both = load([tmp_path / "more.yml"], root=tmp_path, use_cache=False)
    first, second = learned(both, "crane", "seal"), learned(both, "crane", support=5)
    (tmp_path / "words.learned.yml").write_text(dumps(first))
    (tmp_path / "more.learned.yml").write_text(dumps(second))
    found = fitting(both, tmp_path).learned
    assert found is not None
    assert set(found.terms) == {second.terms[0], first.terms[1]}
    stale = replace(second, terms=(replace(second.terms[0], seeds="0"),))
    (tmp_path / "more.learned.yml").write_text(dumps(stale))
    again = fitting(both, tmp_path)
    assert again.learned is not None
    assert set(again.learned.terms) == set(first.terms)
    assert again.stale == ()


def test_line_ends_do_not_matter(glossary: Glossary, tmp_path: Path) -> None:
    """A checkout with CRLF is the same lock file."""
    whole = learned(glossary, "crane")
    (tmp_path / "words.learned.yml").write_bytes(dumps(whole).replace("\n", "\r\n").encode())
    assert fitting(glossary, tmp_path).learned == whole


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff", "words.learned.yml:1:1: the byte 0xFF is not UTF-8"),
        (b"{", "words.learned.yml:1:2: not a lock file of termlint learn"),
        (None, "words.learned.yml: this is not a regular file"),
    ],
)
def test_what_is_no_lock_file(glossary: Glossary, tmp_path: Path, data: bytes | None, told: str) -> None:
    """What cannot be read is an error at its place."""
    path = tmp_path / "words.learned.yml"
    path.mkdir() if data is None else path.write_bytes(data)
    with pytest.raises(GlossaryError) as caught:
        fitting(glossary, tmp_path)
    assert str(caught.value.problems[0]).startswith(told)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """A file of absurd size is not read."""
    path = tmp_path / "big.jsonl"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(GlossaryError, match="the file is larger than 50 MB"):
        read_text(path, "big.jsonl")
