"""Operations: how many calls the work takes, counted, so that what costs more is noticed on any machine.

The ceilings lie a tenth above what is counted today. Whoever makes something dearer on purpose raises them; whoever
makes it cheaper lowers them.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from tests.counting import calls

from termlint import packing
from termlint.formats.markdown import FORMAT
from termlint.glossaries import builtin_text
from termlint.glossary.cache import dumps, loads
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.report.base import Reporter, Style
from termlint.report.concise import REPORTER as CONCISE
from termlint.report.full import REPORTER as FULL
from termlint.report.json import REPORTER as JSON

GLOSSARY = read_glossary(("glossary.yml", builtin_text()))
PARAGRAPH = "The parser reads one token at a time, and keeps the [place](a.html) of **each** in a list of numbers.\n\n"
FORMS = ("termlint.glossary.forms", "termlint.glossary._english")
HEAVY = (
    *("ruamel.yaml", "jsonschema", "rich", "sklearn", "multiprocessing", "concurrent.futures", "asyncio", "logging"),
    *("click", "dataclasses", "difflib", "tomllib", "tempfile", "shutil", "subprocess"),
    *("typing_extensions", "inspect", "ast", "json", "html", "signal", "snowballstemmer", "wcmatch", "pkgutil"),
    *("copy", "argparse", "termlint.glossary.read"),
)
"""What no check needs of a glossary that was read before."""
FOR_MENTIONS = (
    *("regex", "pyromark", "termlint.judge", "termlint.rules.base", "termlint.glossary.compiled"),
    *(*FORMS, "hashlib"),
)
"""What a text without a term does not need either; a name stands for all that it is the beginning of."""


@pytest.fixture(scope="module")
def linter() -> Linter:
    """A linter that has seen texts with terms and a long one without, so that what is made once is there."""
    made = Linter(GLOSSARY)
    for text in (*_dense(), PARAGRAPH * 10_000):
        made.check(text, filename="a.md", format=FORMAT)
    return made


def _dense() -> list[str]:
    """Texts with a mention in nearly every sentence: the examples of the built-in glossary."""
    return [example.text for term in GLOSSARY.terms for sense in term.senses for example in sense.examples]


def _calls(linter: Linter, source: str) -> int:
    return calls(lambda: linter.check(source, filename="a.md", format=FORMAT))


def test_a_text_without_a_term_is_only_searched(linter: Linter) -> None:
    """However long it is, words take the same few calls, and so do marks that could stand in a word but do not."""
    assert _calls(linter, PARAGRAPH * 200) == _calls(linter, PARAGRAPH * 10) <= 29


def test_paragraphs_without_a_mention_are_not_made(linter: Linter) -> None:
    """One mention in a long text costs the parser's events of each paragraph, and no more."""
    short, long = (_calls(linter, PARAGRAPH * count + "Try a massage.\n") for count in (100, 300))
    assert (long - short) / 200 <= 188


def test_what_a_mention_costs(linter: Linter) -> None:
    """In dense text, one example after the other, with all that its evidence takes."""
    source = "\n\n".join(_dense())
    mentions = len(linter.check(source, filename="a.md", format=FORMAT).resolutions)
    assert _calls(linter, source) / mentions <= 796


def test_what_the_first_mention_of_a_term_costs() -> None:
    """With a glossary that was kept, whose terms have plain words and are mentioned once each, after a run that made
    what is made once: none of the words is counted, weighed or stemmed anew."""
    names = [f"{one}{other}wort" for one in ("ba", "de", "fi", "go", "lu") for other in ("rra", "ssle", "ttin", "llow")]
    terms = "".join(
        f"  - term: {name}\n    senses:\n"
        f"      - {{id: {name}-a, definition: a {name} that heals wounds, cues: [salve, ointment, healing]}}\n"
        f"      - {{id: {name}-b, definition: a {name} that feeds cattle, cues: [fodder, pasture, grazing]}}\n"
        for name in names
    )
    first, rest = dumps(read_glossary(("g.yml", f"glossary: Herbs\nterms:\n{terms}")))
    texts = ["\n\n".join(f"Here and there grows {name} beside a road." for name in names[:few]) for few in (20, 10, 20)]
    counted = [_calls(Linter(loads(first, partial(bytes, rest), places=False)), text) for text in texts]
    assert (counted[2] - counted[1]) / 10 <= 650


@pytest.mark.parametrize(("reporter", "ceiling"), [(CONCISE, 14), (JSON, 117), (FULL, 1100)])
def test_what_a_report_costs(linter: Linter, reporter: Reporter, ceiling: int) -> None:
    """A report takes a few calls for programs that read lines, more for JSON with its evidence, most for people."""

    def made_by(count: int) -> tuple[int, int]:
        source = "".join(f"# Part {number}\n\nThis massage cures back pain.\n\n" for number in range(count))
        result = linter.check(source, filename="a.md", format=FORMAT)
        return calls(lambda: reporter.part(result, Style())), len(result.diagnostics)

    made_by(1)  # what is made once
    (few, reports), (many, more) = made_by(20), made_by(60)
    assert more - reports == 40
    assert (many - few) / (more - reports) <= ceiling


def test_what_keeping_a_result_costs(linter: Linter) -> None:
    """However many reports a result has, it is written with a few calls, and read with one for each span."""
    source = "".join(f"# Part {number}\n\nThis massage cures back pain.\n\n" for number in range(60))
    result = linter.check(source, filename="a.md", format=FORMAT)
    assert calls(lambda: packing.dumps(result)) <= 6
    packed = packing.dumps(result)
    packing.loads(packed, "a.md", lambda: source)  # the first result makes what reads all
    spans = len(result.diagnostics) * 2  # each is looked at
    assert calls(lambda: packing.loads(packed, "a.md", lambda: source)) <= spans + 10


def test_a_check_imports_what_it_uses(tmp_path: Path) -> None:
    """Once the glossary was read nobody needs its reader; and a text without a term no parser, patterns or rules."""
    plain, telling = (_imported(tmp_path, text) for text in (PARAGRAPH, PARAGRAPH + "Try a massage.\n"))
    assert "termlint.linter" in plain
    assert not _of(plain, HEAVY + FOR_MENTIONS)
    assert len(_of(plain, ("termlint",))) <= 78
    assert not _of(telling, HEAVY + FORMS)
    assert _of(telling, FOR_MENTIONS) > {"pyromark", "termlint.judge"}


def _of(modules: set[str], names: tuple[str, ...]) -> set[str]:
    """Those of the modules that the names stand for, with all in them."""
    return {module for module in modules if module in names or module.startswith(tuple(f"{name}." for name in names))}


def _imported(folder: Path, text: str) -> set[str]:
    """The modules that a check of a text imports where the glossary was read before."""
    watch = "import atexit, sys; atexit.register(lambda: print(*sys.modules))"
    return {*_second(folder, text, watch).split()}


def test_a_second_page_compiles_few_patterns(tmp_path: Path) -> None:
    """What one page had compiled, of the glossary's patterns and of the program's own, the next has at hand."""
    watch = (
        "import atexit, re._compiler as c, sys; real, seen = c._code, []\n"
        "c._code = lambda parsed, flags: (seen.append(flags), real(parsed, flags))[1]\n"
        "atexit.register(lambda: print(len(seen)))"
    )
    text = "\n\n".join(_dense())
    assert int(_second(tmp_path, text, watch)) <= 23  # nearly all of them for other packages


def _second(folder: Path, text: str, watch: str) -> str:
    """The last line that is printed by the second of two checks of a text, to which some program was added."""
    for name in ("first.md", "second.md"):  # the second is checked by a glossary that was compiled
        (folder / name).write_text(text, encoding="utf-8")
        program = (
            f"{watch}\nfrom termlint.entry import run\n"
            f"sys.argv[1:] = ['check', '--isolated', '--exit-zero', {name!r}]; run()"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={"TERMLINT_CACHE_DIR": str(folder / "cache"), "PATH": ""},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return done.stdout.splitlines()[-1]
