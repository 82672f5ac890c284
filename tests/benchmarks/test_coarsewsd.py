"""The benchmark on CoarseWSD-20, on a data set of its form that is made up here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "coarsewsd"
SENSES = ("crane_crane_(machine)", "crane_crane_(bird)")
LINES = {
    0: "the crane lifted a steel load at the construction site near the port .",
    1: "a crane builds its nest in the wetland where the bird feeds on fish .",
}


def write_split(folder: Path, split: str, classes: list[int]) -> None:
    """The two files of a split: sentences with the place of the word, and classes."""
    lines = [f"{LINES[c].split().index('crane')}\t{LINES[c]}\n" for c in classes]
    (folder / f"{split}.data.txt").write_text("".join(lines))
    (folder / f"{split}.gold.txt").write_text("".join(f"{c}\n" for c in classes))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set of one word."""
    folder = tmp_path / "CoarseWSD-20" / "crane"
    folder.mkdir(parents=True)
    (folder / "classes_map.txt").write_text(json.dumps({str(n): sense for n, sense in enumerate(SENSES)}))
    write_split(folder, "train", [0, 1] * 10 + [0])
    write_split(folder, "test", [0, 1, 1])
    return folder.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the benchmark."""
    command = [sys.executable, str(BENCHMARK / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_the_command_line_is_measured(data: Path, tmp_path: Path) -> None:
    """Glossary, learning and tuning decide plain sentences rightly, and are printed beside published predictions."""
    published = tmp_path / "results" / "1nn" / "bert-base-uncased"
    published.mkdir(parents=True)
    rows = [{"gold": SENSES[n], "matches": [[SENSES[1], 0.9], [SENSES[0], 0.1]]} for n in (0, 1, 1)]
    (published / "crane.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    saved = tmp_path / "saved.md"
    done = run(str(data), "--results", str(tmp_path / "results"), "--settings", "none,learn,tune", "--save", str(saved))
    assert done.returncode == 0, done.stderr
    assert done.stdout == saved.read_text()
    lines = [line for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")][:4] for line in lines]
    assert cells == [
        ["termlint: definitions and cues alone", "100.00", "100.00", "100.00"],
        ["termlint: `learn` on unlabelled sentences", "100.00", "100.00", "100.00"],
        ["termlint: `tune` on all labels", "100.00", "100.00", "100.00"],
        ["most frequent sense", "33.33", "25.00", "33.33"],
        ["BERT-base nearest neighbour", "66.67", "40.00", "66.67"],
    ]
    assert "refused by the gate: none" in done.stdout


def test_labels_are_those_of_the_data_set(data: Path) -> None:
    """Questions about the word of a sentence are answered by the data set; those about its repetitions are not."""
    code = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from corpus import answer, label_row, read
first, *_ = read(Path(sys.argv[2]), "train")
row = label_row(first)
other = {**row, "text": "the crane [[crane]]"}
print(json.dumps([row, answer(row, {first.file: first}), answer(other, {first.file: first})]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(BENCHMARK), str(data)], capture_output=True, encoding="utf-8", check=True
    )
    row, right, other = json.loads(done.stdout)
    assert row["text"] == LINES[0].replace("crane", "[[crane]]")
    assert (right, other) == (SENSES[0], None)
    assert row["sense"] == SENSES[0]


def test_a_setting_that_is_not_there(data: Path) -> None:
    """A setting that nobody knows is refused."""
    done = run(str(data), "--settings", "none,magic")
    assert done.returncode == 2
    assert "no such setting: magic" in done.stderr
