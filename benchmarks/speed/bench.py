"""What all rows need: the corpus, its words, the tools, and the inputs that are made of them at first use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import dense
import glossaries
from corpus import texts
from glossaries import Entry, Shape
from measure import Cost, Job, Limits, Series, once, rounds
from tools import Tools
from words import Words

TENTH = 10
"""Tools that would need hours for the whole corpus get every tenth file."""
FILE = 5000
"""How many terms a file of a glossary has at most."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to work in, what is measured, how often, and within which limits."""

    work: Path
    corpus: Path
    copy: Path
    words: Words
    tools: Tools
    count: int
    limits: Limits

    def run(self, *jobs: Job, count: int | None = None, bound: bool = True) -> list[Series]:
        """The jobs, in turn."""
        limits = self.limits if bound else replace(self.limits, core=None)
        return rounds(jobs, count or self.count, limits)

    def once(self, job: Job) -> Cost:
        """One run of a job."""
        return once(job, self.limits)

    def empty(self) -> Path:
        """A page on which there is nothing to find."""
        return self._made("empty.md", lambda: "Nothing.\n")

    def glossary(self, count: int, shape: Shape | None = None) -> list[Path]:
        """A glossary of single words, in as many files as it needs."""
        shape = shape or Shape()
        return self._glossary(f"single-{count}-{shape.senses}-{shape.cues}", self.single(count), shape)

    def multi_glossary(self, count: int) -> list[Path]:
        """A glossary of terms of one to three words."""
        return self._glossary(f"multi-{count}", self.multi(count), Shape())

    def typos(self, count: int) -> Path:
        """The same words for typos."""
        return self._made(f"typos-{count}.toml", lambda: glossaries.typos(self.single(count)))

    def codespell(self, count: int) -> Path:
        """The same words for codespell."""
        return self._made(f"codespell-{count}.txt", lambda: glossaries.codespell(self.single(count)))

    def prh(self, count: int) -> Path:
        """The same terms for textlint-rule-prh: the configuration of textlint."""
        rules = self._made(f"prh-{count}.yml", lambda: glossaries.prh(self.multi(count)))
        return self._made(f"prh-{count}.json", lambda: glossaries.textlint_prh(str(rules)))

    def terminology(self, count: int) -> Path:
        """The same terms for textlint-rule-terminology: the configuration of textlint."""
        return self._made(f"terminology-{count}.json", lambda: glossaries.textlint_terminology(self.multi(count)))

    def single(self, count: int) -> Sequence[Entry]:
        """Single words with advice."""
        return glossaries.entries(self.words.single(count), self.words)

    def multi(self, count: int) -> Sequence[Entry]:
        """Terms of one to three words with advice."""
        return glossaries.entries(self.words.multi(count), self.words)

    def tenth(self) -> Path:
        """Every tenth file of the corpus."""
        folder = self.work / "tenth"
        if not folder.exists():
            folder.mkdir()
            for path in texts(self.corpus)[::TENTH]:
                shutil.copyfile(path, folder / path.name)
        return folder

    def page(self) -> Path:
        """One page of the dense copy, of about 5 kB."""
        return min(texts(self.copy), key=lambda path: (abs(path.stat().st_size - dense.PAGE), path.name))

    def _glossary(self, name: str, given: Sequence[Entry], shape: Shape) -> list[Path]:
        """The files of a glossary: termlint reads none of more than 5 MB."""
        paths = []
        for first in range(0, len(given), FILE):
            text = glossaries.termlint(given[first : first + FILE], self.words, shape, first)
            path = self.work / f"{name}-{first}.yml"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return paths

    def _made(self, name: str, make: Callable[[], str]) -> Path:
        path = self.work / name
        if not path.exists():
            path.write_text(make(), encoding="utf-8")
        return path
