"""The benchmark of speed: the same corpus, words and glossaries each time, and runs of it on a corpus made up here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "speed"
LETTERS = "abdegiklmnoprtuvz"
PRELUDE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
"""


def ask(code: str, *arguments: object) -> Any:
    """What code prints as JSON that may import the modules of the benchmark; its arguments start at `sys.argv[2]`."""
    command = [sys.executable, "-c", PRELUDE + code, str(BENCHMARK), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script of the benchmark."""
    command = [sys.executable, str(BENCHMARK / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def word(number: int) -> str:
    """A lower-case word of its own for every number, which is no form of another one."""
    letters = [LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(3)]
    return f"qu{''.join(letters)}ok"


@pytest.fixture
def checkouts(tmp_path: Path) -> list[Path]:
    """Two repositories, a small one and a large one, with 4 and 60 pages and something else in each."""
    for name, pages in (("small", 4), ("large", 60)):
        folder = tmp_path / "checkouts" / name / "pages"
        folder.mkdir(parents=True)
        (folder / "code.py").write_text("pass\n")
        (folder / "latin.md").write_bytes(b"caf\xe9\n")
        (folder / "link.md").symlink_to("page-0.md")
        for number in range(pages):
            words = [word(7 * (number % 20) + step) for step in range(30)]
            text = ". ".join(" ".join(["We", *words[at : at + 5]]) for at in range(0, 30, 5))
            (folder / f"page-{number}.md").write_text(f"# Page {number}\n\n{text}.\n")
    return sorted((tmp_path / "checkouts").iterdir())


@pytest.fixture
def corpus(checkouts: list[Path], tmp_path: Path) -> Path:
    """The corpus of all pages."""
    out = tmp_path / "corpus"
    assert run("corpus.py", *checkouts, "--out", out).returncode == 0
    return out


def test_a_corpus_is_the_same_wherever_it_is_made(checkouts: list[Path], tmp_path: Path) -> None:
    """Order of checkouts and of files does not matter; links and what is not UTF-8 are left out; a small repository
    gives all it has, and others get what it leaves."""
    size = 4000
    for name, given in (("one", checkouts), ("two", checkouts[::-1])):
        assert run("corpus.py", *given, "--out", tmp_path / name, "--bytes", size).returncode == 0
    one, two = (
        {path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in (tmp_path / name).rglob("*.md")}
        for name in ("one", "two")
    )
    assert one == two
    assert sum(name.startswith("small/") for name in one) == 4
    assert size * 0.9 < sum(map(len, one.values())) <= size
    assert not [name for name in one if "link" in name or "latin" in name]


def test_a_corpus_that_is_there_is_kept(checkouts: list[Path], tmp_path: Path) -> None:
    """A folder that exists is not written to."""
    done = run("corpus.py", *checkouts, "--out", tmp_path)
    assert done.returncode == 2
    assert "is there already" in done.stderr


def test_words_are_nested_and_half_of_them_occur(corpus: Path) -> None:
    """A short list is the start of a long one; every other word is of the corpus, the others are nowhere in it."""
    found = ask(
        """
import corpus, words
paths = corpus.texts(Path(sys.argv[2]))
read = words.read(paths)
print(json.dumps([read.single(40), read.single(80), read.multi(20), [p.read_text() for p in paths]]))
""",
        corpus,
    )
    short, long, terms, texts = found
    text = "".join(texts).split()
    assert long[:40] == short
    assert len(set(long)) == 80
    occurring = [2 <= text.count(one) + text.count(f"{one}.") <= 40 for one in short]
    assert occurring == [True, False] * 20
    assert [one.count(" ") for one in terms[5:10]] == [0, 0, 1, 1, 2]
    assert all(one in "".join(texts) for one in terms[:5])
    assert not any(part in text for one in terms[5:10] for part in one.split())


def test_glossaries_are_in_order(corpus: Path, tmp_path: Path) -> None:
    """`glossary check` finds no error in a glossary of words or of phrases, however many senses and cues it has."""
    ask(
        """
import corpus, words
from glossaries import Shape, entries, termlint
read = words.read(corpus.texts(Path(sys.argv[2])))
out = Path(sys.argv[3])
(out / "single.yml").write_text(termlint(entries(read.single(60), read), read))
(out / "multi.yml").write_text(termlint(entries(read.multi(20), read), read))
(out / "shape.yml").write_text(termlint(entries(read.single(20), read), read, Shape(senses=4, cues=9)))
print(json.dumps(None))
""",
        corpus,
        tmp_path,
    )
    for name, counts in (("single", "60 terms, 120"), ("multi", "20 terms, 40"), ("shape", "20 terms, 80")):
        command = [sys.executable, "-m", "termlint", "glossary", "check", "--isolated", str(tmp_path / f"{name}.yml")]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout
        assert f"{counts} senses" in done.stdout
        assert ": error " not in done.stdout


def test_dense_copy_has_a_mention_in_each_sentence(tmp_path: Path) -> None:
    """Pages of the copy are the same each time, differ from one another, and mention a term as often as was asked."""
    first, again, other, count = ask(
        """
import dense
sentences = dense.sentences()
print(json.dumps([dense.page(sentences, 50), dense.page(sentences, 50), dense.page(sentences, 50, 1), len(sentences)]))
"""
    )
    assert first == again != other
    assert count > 100
    (tmp_path / "page.md").write_text(first)
    command = [sys.executable, "-m", "termlint", "usage", "--isolated", "--glossary", "builtin", str(tmp_path)]
    done = subprocess.run([*command, "--output-format", "jsonl"], capture_output=True, encoding="utf-8", check=True)
    assert len(done.stdout.splitlines()) >= 50


def test_samples_are_told_by_phase() -> None:
    """The innermost module of termlint decides, whatever library it calls; what is imported counts as that."""
    stacks = [
        (["<module> (termlint:8)", "scopes (termlint/negation.py:5)", "match (regex/_main.py:1)"], 3),
        (["<module> (termlint:8)", "is_open (termlint/glossary/gates.py:5)"], 2),
        (["<module> (termlint:8)", "main (termlint/cli/main.py:5)", "load (<frozen importlib._bootstrap>:3)"], 1),
    ]
    shares = ask(
        """
from phases import shares
stacks = [tuple(one) for one in json.loads(sys.argv[2])]
print(json.dumps([[one.phase, round(one.share, 2), one.functions] for one in shares("job", stacks)]))
""",
        json.dumps(stacks),
    )
    assert shares == [
        ["negation", 0.5, "`scopes` 50.0"],
        ["patterns", 0.33, "`is_open` 33.3"],
        ["importing", 0.17, "`import` 16.7"],
    ]


def test_a_command_that_fails_or_hangs_is_told() -> None:
    """A status that a tool does not have when all is well ends the benchmark, and so does a run that takes too long."""
    told = ask(
        """
from measure import Job, Limits, once
said = []
for code, error, patience in (
    ("raise SystemExit('broken')", RuntimeError, 60.0),
    ("import time; time.sleep(60)", TimeoutError, 1.0),
):
    try:
        once(Job("python", (sys.executable, "-c", code), frozenset((0,))), Limits(patience=patience))
    except error as found:
        said.append(str(found).splitlines()[-1])
print(json.dumps(said))
"""
    )
    assert told == ["broken", "more than 1 s"]


@pytest.mark.slow
def test_a_tool_that_takes_too_long_is_left_out() -> None:
    """The others are measured without it, in each round, and the table says why it has no figures."""
    late, cells = ask(
        """
from measure import Job, Limits, rounds
from outcome import Comparison
jobs = [Job(code, (sys.executable, "-I", "-c", code)) for code in ("print()", "import time; time.sleep(60)")]
fast, slow = rounds(jobs, 2, Limits(patience=9.0))
assert len(fast.costs) == 2 and fast.middle("lines") == 1
print(json.dumps([slow.late, Comparison("a page", "a tool", fast, slow).cells()]))
"""
    )
    assert late == "more than 9 s"
    assert cells == ["a page", "a tool", "more than 9 s", "", "", ""]


def test_a_row_that_is_not_there(corpus: Path) -> None:
    """A row that nobody knows is refused."""
    done = run("run.py", corpus, "--rows", "100,magic")
    assert done.returncode == 2
    assert "no such row: magic" in done.stderr


@pytest.mark.slow
def test_rows_are_measured(corpus: Path, tmp_path: Path) -> None:
    """The smallest row, the second run, and what grows come out as tables, with the tools that are there."""
    saved = tmp_path / "saved.md"
    options = ("--rounds", 1, "--rows", "100,again,senses,multi", "--dense", corpus, "--save", saved)
    done = run("run.py", corpus, *options)
    assert done.returncode == 0, done.stderr
    assert done.stdout == saved.read_text()
    lines = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert [line[1] for line in lines if line[0].startswith("100 words")] == ["typos", "codespell"]
    (again,) = [line for line in lines if "second run" in line[0]]
    first, second = again[4].split(" / ")
    assert first == second != "0"
    assert [line[1] for line in lines if line[0].startswith("senses")] == ["2", "8", "32"]
    assert all(line[2] == "not installed" for line in lines if line[1].startswith("textlint"))
