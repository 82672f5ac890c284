"""`termlint tune`: labels in, weights and margins out, and what to expect of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from termlint.glossary.learned import loads
from termlint.svm import is_available

Termlint = Callable[..., Any]

BODY = ("the muscle of a back", "a sore neck", "tired legs and feet", "a stiff shoulder")
DATA = ("the columns of a table", "rows and dates", "a spreadsheet of sales", "figures for a chart")


def row(sense: str, words: str, number: int) -> Mapping[str, str]:
    """A line of a label file."""
    return {"term": "massage", "sense": sense, "text": f"They [[massage]] {words} for client {'x' * number}."}


def write_labels(project: Path, each: int = 16) -> None:
    """A label file with as many mentions of either sense."""
    rows = [row("massage.body", BODY[n % 4], n + 1) for n in range(each)]
    rows += [row("massage.data", DATA[n % 4], n + 1) for n in range(each)]
    (project / "glossary.labels.jsonl").write_text("".join(f"{json.dumps(r)}\n" for r in rows))


@pytest.fixture
def labelled(project: Path) -> Path:
    """The project with labels."""
    write_labels(project)
    return project


def test_what_is_told_and_written(labelled: Path, termlint: Termlint) -> None:
    """The report gives accuracy, precision at coverage and intervals; the lock file has the weights and the margin."""
    ended = termlint("tune")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "massage: 32 labelled (16 massage.body, 16 massage.data)\n"
        "  5-fold accuracy 100.0% (89.3% to 100.0%)\n"
        "  margin 1.5, the default: 100.0% (89.3% to 100.0%) right of the 100.0% that are decided\n"
        "  margin 0.5, chosen: 100.0% (89.3% to 100.0%) right of the 100.0% that are decided\n"
        "glossary.learned.yml written\n"
    )
    learned = loads((labelled / "glossary.learned.yml").read_text(), "glossary.learned.yml")
    assert learned.method == "tune: log-odds, corrected by coordinate descent"
    term = learned.term("massage")
    assert term is not None
    assert (term.labels, term.margin) == (32, 0.5)


def test_other_commands_use_it(labelled: Path, termlint: Termlint) -> None:
    """A mention that words of the glossary leave open is decided by words of the labels."""
    (labelled / "page.txt").write_text("We massage rows for a chart.\n")

    def outcome() -> Any:
        return json.loads(termlint("usage", "page.txt", "--output-format", "jsonl").out)["sense"]

    assert outcome() is None
    termlint("tune")
    assert outcome() == "massage.data"


def test_the_margin_of_a_term_decides(labelled: Path, termlint: Termlint) -> None:
    """A lead below the margin in the lock file leaves the sense open; a lenient setting lowers the margin."""
    (labelled / "page.txt").write_text("We massage rows for a chart.\n")
    termlint("tune")
    lock = labelled / "glossary.learned.yml"

    def decided(margin: str, *options: str) -> bool:
        lock.write_text(lock.read_text().replace('"margin": 0.5', f'"margin": {margin}'))
        found = json.loads(termlint("usage", "page.txt", "--output-format", "jsonl", *options).out)
        lock.write_text(lock.read_text().replace(f'"margin": {margin}', '"margin": 0.5'))
        return found["outcome"] != "ambiguous"

    lead = json.loads(termlint("usage", "page.txt", "--output-format", "jsonl").out)["scores"]
    margin = lead["massage.data"] - lead["massage.body"]
    assert decided(f"{margin - 0.1:.2f}")
    assert not decided(f"{margin + 0.1:.2f}")
    assert decided(f"{margin + 0.1:.2f}", "--margin", "lenient")
    assert not decided(f"{margin - 0.1:.2f}", "--margin", "strict")


def test_the_lock_file_is_the_same_every_time(labelled: Path, termlint: Termlint) -> None:
    """The order of the labels changes nothing, and a second run says that nothing has changed."""
    termlint("tune")
    before = (labelled / "glossary.learned.yml").read_bytes()
    labels = labelled / "glossary.labels.jsonl"
    labels.write_text("".join(reversed(labels.read_text().splitlines(keepends=True))))
    assert termlint("tune").out.endswith("glossary.learned.yml is up to date\n")
    assert (labelled / "glossary.learned.yml").read_bytes() == before


@pytest.mark.slow
def test_the_same_bytes(labelled: Path) -> None:
    """The hash seed does not change a byte: weights are summed in an order of their own."""

    def tuned(seed: str) -> bytes:
        (labelled / "glossary.learned.yml").unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "termlint", "tune", "-q"]
        subprocess.run(command, cwd=labelled, env=environment, check=True, stdout=subprocess.DEVNULL)
        return (labelled / "glossary.learned.yml").read_bytes()

    assert tuned("0") == tuned("1") == tuned("2")


def test_check_and_dry_run_write_nothing(labelled: Path, termlint: Termlint) -> None:
    """`--check` fails until the lock file is what would be written; `--dry-run` only tells."""
    lock = labelled / "glossary.learned.yml"
    assert termlint("tune", "--dry-run").out.endswith("nothing was written\n")
    ended = termlint("tune", "--check", "--quiet")
    assert (ended.status, ended.out) == (1, "glossary.learned.yml is stale: run `termlint tune`\n")
    assert not lock.exists()
    termlint("tune")
    ended = termlint("tune", "--check", "--quiet")
    assert (ended.status, ended.out) == (0, "")
    assert termlint("tune", "--check", "--dry-run").status == 2


def test_too_few_labels(project: Path, termlint: Termlint) -> None:
    """A term with too few labels of a sense is not tuned, and the sense is named; --min-labels accepts fewer."""
    write_labels(project, each=3)
    ended = termlint("tune")
    assert ended.status == 1
    assert ended.out == (
        "massage: 6 labelled (3 massage.body, 3 massage.data)\n"
        "  not tuned: fewer than 10 labelled mentions of massage.body, massage.data\n"
        "nothing is tuned: label more mentions with `termlint label`\n"
    )
    assert not (project / "glossary.learned.yml").exists()
    assert termlint("tune", "--min-labels", "3").status == 0


def test_no_labels(project: Path, termlint: Termlint) -> None:
    """Without a label file, or without an answer in it, the way to labels is shown."""
    ended = termlint("tune")
    assert ended.status == 2
    assert "glossary.labels.jsonl" in ended.err
    assert "no mention is labelled" in ended.err
    assert "termlint learn" in ended.err
    (project / "glossary.labels.jsonl").write_text(json.dumps({**row("massage.body", "x", 1), "sense": "none"}))
    assert "no mention of these terms is labelled with a sense" in termlint("tune").err


def test_the_built_in_glossary(labelled: Path, termlint: Termlint) -> None:
    """Nothing is written beside the built-in glossary."""
    ended = termlint("tune", "--isolated", "--labels", "glossary.labels.jsonl")
    assert ended.status == 2
    assert "nothing can be written beside the built-in glossary" in ended.err


def test_what_was_learned_of_other_terms_stays(labelled: Path, termlint: Termlint) -> None:
    """A term that is not tuned keeps what `learn` wrote of it."""
    glossary = labelled / "glossary.yml"
    glossary.write_text(
        glossary.read_text()
        + "  - term: seal\n    senses:\n"
        + "      - {id: seal.animal, definition: an animal of the sea, cues: [ice]}\n"
        + "      - {id: seal.stamp, definition: a stamp in wax, cues: [letter]}\n"
    )
    texts = [f"A seal on the ice of bay {n}.\n\nA seal on the letter of king {n}.\n" for n in range(10)]
    (labelled / "seals.md").write_text("\n".join(texts))
    assert termlint("learn", "seals.md", "--term", "seal").status == 0
    termlint("tune")
    learned = loads((labelled / "glossary.learned.yml").read_text(), "glossary.learned.yml")
    assert [(term.term, term.margin) for term in learned.terms] == [("massage", 0.5), ("seal", None)]


def test_json(labelled: Path, termlint: Termlint) -> None:
    """Programs get the counts, the rates and their intervals."""
    data = json.loads(termlint("tune", "--dry-run", "--output-format", "json").out)
    assert data["lock"] == {"filename": "glossary.learned.yml", "fresh": False, "written": False}
    (term,) = data["terms"]
    assert term["labels"] == {"massage.body": 16, "massage.data": 16}
    assert term["accuracy"] == {"share": 1.0, "low": 0.8928, "high": 1.0, "hits": 32, "of": 32}
    assert term["chosen"]["margin"] == 0.5


@pytest.mark.skipif(not is_available(), reason="scikit-learn is not installed")
def test_a_support_vector_machine(labelled: Path, termlint: Termlint) -> None:
    """`--svm` is told in the lock file."""
    assert termlint("tune", "--svm").status == 0
    learned = loads((labelled / "glossary.learned.yml").read_text(), "glossary.learned.yml")
    assert learned.method == "tune: log-odds, corrected by a linear SVM of scikit-learn"


def test_a_support_vector_machine_that_is_not_there(
    labelled: Path, termlint: Termlint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without scikit-learn `--svm` says what to install."""
    monkeypatch.setattr("termlint.svm.find_spec", lambda _name: None)
    ended = termlint("tune", "--svm")
    assert ended.status == 2
    assert "pip install 'termlint-senses[train]'" in ended.err
