"""Copy of the kind that termlint's own glossary is for, with a mention in each sentence: the opposite of a corpus.

The sentences are the examples and the misuses of the built-in glossary, shuffled, most of them with an opening of
their own, so that hardly two are the same and nothing is gained by remembering them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from words import SEED

from termlint.glossary.read import read_glossary

GLOSSARY = Path(__file__).parents[2] / "glossary.yml"
BYTES, PAGE = 1_000_000, 5_000
"""The size of the copy, and of a page of it."""
SECTION, PARAGRAPH = 15, 5
"""How many sentences a section and a paragraph have."""
OPENINGS = (
    "After {} minutes",
    "At {}:15",
    "For {} euros",
    "From {} guests on",
    "In room {}",
    "In week {}",
    "On page {}",
    "With {} seats",
)
HEADINGS = (
    "Opening hours",
    "Our rooms",
    "Questions",
    "What guests say",
    "Before you come",
    "Afterwards",
    "Good to know",
)


def sentences(glossary: Path = GLOSSARY) -> tuple[str, ...]:
    """The examples and misuses of a glossary that are one line long."""
    found = read_glossary((glossary.name, glossary.read_text(encoding="utf-8")))
    senses = [sense for term in found.terms for sense in term.senses]
    texts = [example.text for sense in senses for example in sense.examples]
    texts += [misuse.text for sense in senses for misuse in sense.misuses]
    lines = (text.strip() for text in texts)
    return tuple(dict.fromkeys(line for line in lines if "\n" not in line and line.endswith((".", "!", "?"))))


def page(of: Sequence[str], count: int, number: int = 0) -> str:
    """A Markdown page with `count` of the sentences, and so at least as many mentions. Each number has its own."""
    rng = random.Random(f"{SEED} page {number}")
    parts = [f"# Handbook, part {number + 1}"]
    for start in range(0, count, PARAGRAPH):
        if start % SECTION == 0:
            parts.append(f"## {rng.choice(HEADINGS)}")
        parts.append(" ".join(_opened(rng.choice(of), rng) for _ in range(min(PARAGRAPH, count - start))))
    return "\n\n".join(parts) + "\n"


def pages(of: Sequence[str], size: int = BYTES) -> Iterator[str]:
    """Pages of about 5 kB that have about `size` bytes together."""
    count = round(PAGE * len(of) / sum(len(one) + 12 for one in of))
    for number in range(max(1, size // PAGE)):
        yield page(of, count, number)


def write(folder: Path, size: int = BYTES) -> None:
    """Write the pages into a new folder."""
    folder.mkdir(parents=True)
    for number, text in enumerate(pages(sentences(), size)):
        (folder / f"page-{number:04}.md").write_text(text, encoding="utf-8")


def _opened(sentence: str, rng: random.Random) -> str:
    if rng.random() < 0.2:
        return sentence
    first = sentence if sentence[:2].isupper() else sentence[0].lower() + sentence[1:]
    return f"{rng.choice(OPENINGS).format(rng.randint(2, 90))}, {first}"
