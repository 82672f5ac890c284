"""termlint as its users run it: commands in a folder, their output read back."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Instance, answer, label_row
from scores import Prediction, Predictions

LOCK, LABELS = "glossary.learned.yml", "glossary.labels.jsonl"
FINE = (0, 1)
"""The exit statuses of a command that did its work."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command printed, and the processor time in seconds that it took."""

    out: str
    seconds: float


class Project:
    """A folder with the glossary and the texts, in which commands run."""

    def __init__(self, folder: Path, glossary: Path, instances: Sequence[Instance]) -> None:
        self.folder = folder
        self.gold = {one.file: one for one in instances}
        (folder / "glossary.yml").write_bytes(glossary.read_bytes())
        (folder / ".termlint.toml").write_text('glossary = "glossary.yml"\n', encoding="utf-8")

    def run(self, *arguments: str) -> Ended:
        """Run a command in one process; raises RuntimeError where it fails."""
        environment = {**os.environ, "TERMLINT_CACHE_DIR": str(self.folder / ".cache")}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "termlint", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in FINE:
            raise RuntimeError(f"termlint {' '.join(arguments)}: {done.stderr}")
        return Ended(done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    def forget(self) -> None:
        """Take away what was learned and labelled."""
        for name in (LOCK, LABELS):
            (self.folder / name).unlink(missing_ok=True)

    def learn(self) -> tuple[dict[str, object], float]:
        """Run `learn` on the training texts: its report, and the seconds that it took."""
        ended = self.run("learn", "train", "--jobs", "1", "--output-format", "json")
        return json.loads(ended.out), ended.seconds

    def label(self, instances: Sequence[Instance]) -> None:
        """Write a label file with all of these."""
        self._write_rows([label_row(one) for one in instances])

    def answer(self, count: int, at_most: int) -> None:
        """Answer of each term the first `count` open questions of the label file, as long as it has fewer labels."""
        rows = [json.loads(line) for line in (self.folder / LABELS).read_text(encoding="utf-8").splitlines()]
        labels: defaultdict[str, int] = defaultdict(int)
        for row in rows:
            labels[row["term"]] += row["sense"] is not None
        goal = {term: min(at_most, number + count) for term, number in labels.items()}
        for row in rows:
            if row["sense"] is None and labels[row["term"]] < goal[row["term"]]:
                row["sense"] = answer(row, self.gold)
                labels[row["term"]] += row["sense"] is not None
        self._write_rows(rows)

    def predict(self) -> tuple[Predictions, float]:
        """The senses that `usage` gives the labelled words of the test texts, and the seconds that it took."""
        ended = self.run("usage", "test", "--jobs", "1", "--output-format", "jsonl")
        by_place: dict[tuple[str, int], Mapping[str, object]] = {}
        for line in ended.out.splitlines():
            row = json.loads(line)
            by_place[row["filename"], row["location"]["offset"]] = row
        found: defaultdict[str, list[Prediction]] = defaultdict(list)
        for one in self.gold.values():
            if one.split == "test":
                found[one.word].append(_prediction(one, by_place.get((one.file, one.offset))))
        return found, ended.seconds

    def _write_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        (self.folder / LABELS).write_text(text, encoding="utf-8")


def _prediction(one: Instance, row: Mapping[str, object] | None) -> Prediction:
    """What `usage` says of an instance; a mention that it does not list is a mistake."""
    if row is None:
        return Prediction(one.sense, None, is_decided=False)
    scores = row["scores"]
    assert isinstance(scores, dict)
    return Prediction(one.sense, max(scores, key=lambda sense: scores[sense]), row["outcome"] != "ambiguous")
