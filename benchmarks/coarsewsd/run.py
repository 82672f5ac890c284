"""Measures termlint's sense decisions on CoarseWSD-20, beside published systems.

    python benchmarks/coarsewsd/run.py DATA [--results DIR] [--settings none,learn,active,tune,svm] [--save FILE]

DATA is the folder CoarseWSD-20 of the data set (Loureiro et al. 2021, CC BY-NC 4.0), which is not part of this project;
`--results` the folder with the predictions that its authors published, for the scores of other systems.
Everything goes through the command line of termlint, in a temporary folder, one sentence a file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from anchors import anchors
from corpus import Instance, read, write
from cost import cost
from scores import Predictions, Score, score
from tool import LOCK, Project

GLOSSARY = Path(__file__).with_name("glossary.yml")
BUDGET, STEP = 20, 5
"""How many labels a term gets in all and in a round, where `learn` asks for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the outcome: a setting or a system, its score, and what is to be said beside it."""

    name: str
    score: Score
    notes: tuple[str, ...] = ()


def main() -> int:
    """Run the benchmark as the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, help="the folder CoarseWSD-20, with a folder for each word")
    parser.add_argument("--results", type=Path, help="the folder results/CoarseWSD-20 with published predictions")
    parser.add_argument("--settings", default=",".join(SETTINGS), help="which to run, parted by commas")
    parser.add_argument("--save", type=Path, help="write the outcome to this file, too")
    parser.add_argument("--words", action="store_true", help="tell the score of every word, too")
    given = parser.parse_args()
    names = given.settings.split(",")
    if unknown := sorted(set(names) - set(SETTINGS)):
        parser.error(f"no such setting: {', '.join(unknown)}")
    train, test = read(given.data, "train"), read(given.data, "test")
    if not test:
        parser.error(f"{given.data} holds no words")
    rows: list[Row] = []
    by_word: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), GLOSSARY, [*train, *test])
        write([*train, *test], project.folder)
        for name in names:
            project.forget()
            start = time.monotonic()
            predictions, notes = SETTINGS[name](project, train)
            rows.append(Row(f"termlint: {TITLES[name]}", score(predictions), tuple(notes)))
            by_word += _words(TITLES[name], predictions)
            sys.stderr.write(f"{name}: {time.monotonic() - start:.0f} s\n")
    others = anchors(given.results, train, test) if given.results else iter(())
    rows += [Row(name, score(predictions)) for name, predictions in others]
    text = "\n".join([*_table(rows), *(by_word if given.words else [])]) + "\n"
    sys.stdout.write(text)
    if given.save:
        given.save.write_text(text, encoding="utf-8")
    return 0


def _none(project: Project, _: Sequence[Instance]) -> tuple[Predictions, list[str]]:
    found, seconds = project.predict()
    return found, [_whole("usage", seconds, found)]


def _learn(project: Project, train: Sequence[Instance]) -> tuple[Predictions, list[str]]:
    report, seconds = project.learn()
    found, used = project.predict()
    whole = f"`learn`: {1e6 * seconds / len(train):.0f} µs a file with its mention"
    test = [one for one in project.gold.values() if one.split == "test"]
    alone = cost(GLOSSARY, project.folder / LOCK, train, test)
    return found, [_refused(report), *alone, whole, _whole("usage", used, found)]


def _active(project: Project, _: Sequence[Instance]) -> tuple[Predictions, list[str]]:
    report, _seconds = project.learn()
    for _round in range(BUDGET // STEP):
        project.answer(STEP, BUDGET)
        report, _seconds = project.learn()
    return project.predict()[0], [_refused(report)]


def _tune(*options: str) -> Callable[[Project, Sequence[Instance]], tuple[Predictions, list[str]]]:
    def run(project: Project, train: Sequence[Instance]) -> tuple[Predictions, list[str]]:
        project.label(train)
        ended = project.run("tune", *options)
        found, used = project.predict()
        return found, [f"`tune`: {1e6 * ended.seconds / len(train):.0f} µs a mention", _whole("usage", used, found)]

    return run


SETTINGS: dict[str, Callable[[Project, Sequence[Instance]], tuple[Predictions, list[str]]]] = {
    "none": _none,
    "learn": _learn,
    "active": _active,
    "tune": _tune(),
    "svm": _tune("--svm"),
}
TITLES = {
    "none": "definitions and cues alone",
    "learn": "`learn` on unlabelled sentences",
    "active": f"`learn` with the {BUDGET} labels a term that it asks for",
    "tune": "`tune` on all labels",
    "svm": "`tune --svm` on all labels",
}


def _refused(report: dict[str, object]) -> str:
    terms = report["terms"]
    assert isinstance(terms, list)
    refused = [f"{one['term']} (coverage {one['coverage']:.0%})" for one in terms if not one["learned"]]
    return f"refused by the gate: {', '.join(refused) or 'none'}"


def _whole(command: str, seconds: float, found: Predictions) -> str:
    count = sum(map(len, found.values()))
    return f"`{command}`: {1e6 * seconds / count:.0f} µs a file with its mention"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| system | micro | macro | pooled | precision at coverage | pooled |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        s = row.score
        line = f"| {row.name} | {s.micro:.2f} | {s.macro:.2f} | {s.pooled:.2f} |"
        decided = f" {s.precision:.1f} at {s.coverage:.1f} | {s.pooled_precision:.1f} at {s.pooled_coverage:.1f} |"
        yield line + (decided if row.name.startswith("termlint") else " | |")
    yield ""
    for row in rows:
        yield from (f"* {row.name}: {'; '.join(row.notes)}" for _ in row.notes[:1])


def _words(title: str, predictions: Predictions) -> Iterator[str]:
    yield from (
        "",
        f"{title}:",
        "",
        "| word | mentions | accuracy | macro F1 | precision at coverage |",
        "|---|---|---|---|---|",
    )
    for word, found in sorted(predictions.items()):
        s = score({word: found})
        yield f"| {word} | {len(found)} | {s.micro:.1f} | {s.macro:.1f} | {s.precision:.1f} at {s.coverage:.1f} |"


if __name__ == "__main__":
    sys.exit(main())
