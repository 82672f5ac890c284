"""What others reach on CoarseWSD-20: recomputed from the predictions that its authors published."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import Instance
from scores import Prediction, Predictions

SYSTEMS = (
    ("fastText, no pretraining", "fasttext/base-100d"),
    ("fastText, crawl vectors", "fasttext/crawl-300d-2M"),
    ("BERT-base nearest neighbour", "1nn/bert-base-uncased"),
    ("BERT-large nearest neighbour", "1nn/bert-large-uncased"),
)


def anchors(results: Path, train: Sequence[Instance], test: Sequence[Instance]) -> Iterator[tuple[str, Predictions]]:
    """Each system with its predictions; those whose folder is missing are left out."""
    yield "most frequent sense", most_frequent(train, test)
    for name, folder in SYSTEMS:
        if (results / folder).is_dir():
            yield name, _published(results / folder)


def most_frequent(train: Sequence[Instance], test: Sequence[Instance]) -> Predictions:
    """The sense that each word has most often in the training sentences, for every test sentence."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in train:
        counts[one.word][one.sense] += 1
    found: defaultdict[str, list[Prediction]] = defaultdict(list)
    for one in test:
        found[one.word].append(Prediction(one.sense, counts[one.word].most_common(1)[0][0]))
    return found


def _published(folder: Path) -> Predictions:
    return {path.stem: [_prediction(line) for line in path.open(encoding="utf-8")] for path in folder.glob("*.jsonl")}


def _prediction(line: str) -> Prediction:
    data = json.loads(line)
    return Prediction(data["gold"], data["matches"][0][0])
