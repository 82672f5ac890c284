"""Operations: how many calls the work takes, counted, so that what costs more is noticed on any machine.

The ceilings lie a tenth above what is counted today. Whoever makes something dearer on purpose raises them; whoever
makes it cheaper lowers them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.counting import calls

from termlint.formats.markdown import FORMAT
from termlint.glossaries import builtin_text
from termlint.glossary.read import read_glossary
from termlint.linter import Linter

GLOSSARY = read_glossary(("glossary.yml", builtin_text()))
PARAGRAPH = "The parser reads one token at a time, and keeps the [place](a.html) of **each** in a list of numbers.\n\n"
HEAVY = ("ruamel.yaml", "jsonschema", "regex", "snowballstemmer", "pyromark", "rich", "sklearn", "multiprocessing")


@pytest.fixture(scope="module")
def linter() -> Linter:
    """A linter that has seen a text, so that what is made once is there."""
    made = Linter(GLOSSARY)
    for text in _dense():
        made.check(text, filename="a.md", format=FORMAT)
    return made


def _dense() -> list[str]:
    """Texts with a mention in nearly every sentence: the examples of the built-in glossary."""
    return [example.text for term in GLOSSARY.terms for sense in term.senses for example in sense.examples]


def _calls(linter: Linter, source: str) -> int:
    return calls(lambda: linter.check(source, filename="a.md", format=FORMAT))


def test_a_text_without_a_term_is_only_searched(linter: Linter) -> None:
    """However long it is, plain words take the same few calls; a mark that could stand in a word takes a few more."""
    plain = PARAGRAPH.replace("[place](a.html)", "place").replace("**", "")
    assert _calls(linter, plain * 200) == _calls(linter, plain * 10) <= 30
    assert (_calls(linter, PARAGRAPH * 200) - _calls(linter, PARAGRAPH * 10)) / 190 <= 9


def test_paragraphs_without_a_mention_are_not_made(linter: Linter) -> None:
    """One mention in a long text costs the parser's events of each paragraph, and no more."""
    short, long = (_calls(linter, PARAGRAPH * count + "Try a massage.\n") for count in (100, 300))
    assert (long - short) / 200 <= 210


def test_what_a_mention_costs(linter: Linter) -> None:
    """In dense text, one example after the other, with all that its evidence takes."""
    source = "\n\n".join(_dense())
    mentions = len(linter.check(source, filename="a.md", format=FORMAT).resolutions)
    assert _calls(linter, source) / mentions <= 1860


def test_a_check_imports_what_it_uses(tmp_path: Path) -> None:
    """A file without a term needs no parser of Markdown, YAML or patterns, once the glossary was read."""
    (tmp_path / "a.md").write_text(PARAGRAPH, encoding="utf-8")
    program = "import sys, termlint.cli.main as m; m.status(['check', '--isolated', 'a.md'], None); print(*sys.modules)"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={"TERMLINT_CACHE_DIR": str(tmp_path / "cache"), "PATH": ""},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    modules = done.stdout.splitlines()[-1].split()
    assert "termlint.linter" in modules
    assert not {name for name in HEAVY if name in modules}
    assert sum(name.startswith("termlint") for name in modules) <= 90
