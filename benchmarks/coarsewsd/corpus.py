"""CoarseWSD-20 as files that termlint reads: one for every sentence, and where the labelled word stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

REACH = 600
"""How many characters of a text a label file holds to either side of the mention."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A sentence of the data set: the word it is about, where that stands in it, and its sense."""

    word: str
    split: str
    number: int
    text: str
    offset: int
    sense: str

    @property
    def file(self) -> str:
        """The path of the sentence's file in the folder of all texts."""
        return f"{self.split}/{self.word}/{self.number:05}.txt"


def read(data: Path, split: str) -> list[Instance]:
    """The instances of a split, `train` or `test`, of every word, in the order of the data set."""
    found = []
    for folder in sorted(path for path in data.iterdir() if (path / "classes_map.txt").is_file()):
        classes = json.loads((folder / "classes_map.txt").read_text(encoding="utf-8"))
        lines = (folder / f"{split}.data.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
        golds = (folder / f"{split}.gold.txt").read_text(encoding="utf-8").split()
        for number, (line, gold) in enumerate(zip(lines, golds, strict=True)):
            index, text = line.split("\t", 1)
            tokens = text.split(" ")
            offset = len(" ".join([*tokens[: int(index)], ""]))
            found.append(Instance(folder.name, split, number, text, offset, classes[gold]))
    return found


def write(instances: Iterable[Instance], folder: Path) -> None:
    """A file for every instance: sentences come from different articles, and none is to tell of another."""
    for one in instances:
        path = folder / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{one.text}\n", encoding="utf-8")


def label_row(one: Instance) -> dict[str, str]:
    """An instance as a line of a label file. Double brackets of the text itself are parted, for they mark the word."""
    end = one.offset + len(one.text[one.offset :].split(" ", 1)[0])
    parts = one.text[max(0, one.offset - REACH) : one.offset], one.text[one.offset : end], one.text[end : end + REACH]
    before, word, after = (part.replace("[[", "[ [").replace("]]", "] ]") for part in parts)
    return {"term": one.word, "sense": one.sense, "text": f"{before}[[{word}]]{after}", "file": one.file}


def answer(row: dict[str, object], gold: dict[str, Instance]) -> str | None:
    """The sense of a mention that a label file asks about; None where the data set does not tell.

    `gold` has the instances by file. Only the word that the data set is about is labelled, not its repetitions.
    """
    one = gold[str(row["file"])]
    before = str(row["text"]).split("[[", 1)[0]
    return one.sense if len(before) == min(one.offset, REACH) else None
