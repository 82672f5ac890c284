"""The rows in which termlint stands beside other tools, or beside itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import tools
from bench import Bench
from corpus import texts
from measure import Job, Series
from outcome import Comparison, Outcome, Reading

OFTEN = 4
"""How many times as many rounds the short jobs get; the long ones get half as many."""


def single(bench: Bench, count: int) -> Iterator[Outcome]:
    """A glossary of single words on the corpus, beside typos and codespell with the same words."""
    ours = bench.tools.check(bench.glossary(count), bench.corpus)
    peers = {
        "typos": bench.tools.typos(bench.typos(count), bench.corpus),
        "codespell": bench.tools.codespell(bench.codespell(count), bench.corpus),
    }
    yield from _beside(bench, f"{count:,} words, the corpus", ours, peers)


def dense(bench: Bench) -> Iterator[Outcome]:
    """The built-in glossary on the dense copy, beside codespell with its own dictionary."""
    ours = bench.tools.check((), bench.copy)
    yield from _beside(
        bench, "own dictionary, dense copy", ours, {"codespell": bench.tools.codespell(None, bench.copy)}
    )


def start(bench: Bench) -> Iterator[Outcome]:
    """One page with the built-in glossary, beside codespell, and beside Python by itself."""
    page = bench.page()
    peers = {
        "codespell, own dictionary": bench.tools.codespell(None, page),
        "`python -I -c pass`": tools.bare("pass", "-c", "pass"),
        "`python -I -c 'import click'`": tools.bare("click", "-c", "import click"),
    }
    ours = _after_others(bench, page, bench.tools.check((), page))
    yield from _beside(bench, "one page of 5 kB", ours, peers, "wall", OFTEN * bench.count)
    kept = bench.tools.check((), page, anew=False)
    yield from _beside(bench, "the same page again, unchanged", kept, peers, "wall", OFTEN * bench.count)


def _after_others(bench: Bench, page: Path, job: Job) -> Job:
    """The check of a page that finds what the checks of other pages kept of compiled patterns, and no more."""
    cache, known = bench.tools.cache / "patterns", bench.work / "patterns"
    bench.once(bench.tools.check((), bench.copy, "--extend-exclude", page.name))
    shutil.copytree(cache, known)

    def prepare() -> None:
        shutil.rmtree(cache)
        shutil.copytree(known, cache)
        if job.prepare:
            job.prepare()

    return replace(job, prepare=prepare)


def again(bench: Bench) -> Iterator[Outcome]:
    """The corpus a second time, with what was kept of the first; only the glossary was compiled before."""
    cache, glossary = bench.work / "again", bench.glossary(2000)
    fresh = replace(bench.tools, cache=cache)
    compiled = fresh.check(glossary, bench.corpus, "--extend-exclude", "**", "--allow-empty", anew=False)

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        bench.once(compiled)

    first = replace(fresh.check(glossary, bench.corpus, anew=False, name="first"), prepare=forget)
    second = fresh.check(glossary, bench.corpus, anew=False, name="second")
    found = _in_order(bench, first, second)
    files = f"{len(texts(bench.corpus)):,} unchanged files, 2,000 terms"
    yield Comparison(f"{files}, second run", "the first run", found[1], found[0])


def jobs(bench: Bench) -> Iterator[Outcome]:
    """Two processes beside one, by the clock, on cores that nothing is bound to."""
    glossary = bench.glossary(2000)
    one, two = (bench.tools.check(glossary, bench.corpus, jobs=count) for count in (1, 2))
    first, second = bench.run(one, two, bound=False)
    yield Comparison("2,000 terms, the corpus, two processes", "one process", second, first, "wall")


def multi(bench: Bench) -> Iterator[Outcome]:
    """Terms of one to three words on a tenth of the corpus, beside the two rules of textlint; others for context."""
    tenth = bench.tenth()
    ours = bench.tools.check(bench.multi_glossary(1000), tenth)
    peers = {
        "textlint-rule-terminology": bench.tools.textlint("terminology", bench.terminology(1000), tenth),
        "textlint-rule-prh": bench.tools.textlint("prh", bench.prh(1000), tenth),
    }
    yield from _beside(bench, "1,000 terms, a tenth of the corpus", ours, peers, count=max(1, bench.count // 2))
    others = bench.tools.others(texts(tenth), tenth)
    yield from _beside(bench, "its own rules, a tenth of the corpus", ours, others, count=max(1, bench.count // 2))


def memory(bench: Bench) -> Iterator[Outcome]:
    """Peak memory with 2,000 terms: on the corpus, and on one file of 50 MB."""
    glossary = bench.glossary(2000)
    files = len(texts(bench.corpus))
    for what, path in ((f"{files:,} files", bench.corpus), ("one file of 50 MB", large(bench, 50_000_000))):
        try:
            found = bench.run(bench.tools.check(glossary, path), count=1)[0].costs[0]
        except TimeoutError as error:
            yield Reading(f"peak memory, 2,000 terms, {what}", f"not known: {error}")
        else:
            yield Reading(f"peak memory, 2,000 terms, {what}", f"{found.peak:.0f} MB, in {found.cpu:.1f} s")


def cold(bench: Bench) -> Iterator[Outcome]:
    """What the first run with a glossary takes, when nothing of it is kept yet."""
    cache = bench.work / "cold"
    found = replace(bench.tools, cache=cache)
    for count in (0, 100, 2000, 10_000):
        shutil.rmtree(cache, ignore_errors=True)
        job = found.check(bench.glossary(count) if count else (), bench.empty())
        first, second = bench.once(job), bench.once(job)
        named = f"a glossary of {count:,} terms" if count else "the built-in glossary"
        seconds = f"{first.cpu:.2f} s of processor time, {first.peak:.0f} MB; then {second.cpu:.2f} s"
        yield Reading(f"first run with {named}, an empty page", seconds)


def large(bench: Bench, size: int) -> Path:
    """One Markdown file of about this size: pages of the corpus, one after the other, and again from the first."""
    path = bench.work / f"large-{size}.md"
    if not path.exists():
        pages = [page.read_text(encoding="utf-8") for page in texts(bench.corpus)]
        number, written = 0, 0
        with path.open("w", encoding="utf-8") as file:
            while written < size:
                text = pages[number % len(pages)][: size - written]
                written += file.write(f"{text}\n")
                number += 1
    return path


def _beside(
    bench: Bench, job: str, ours: Job, peers: dict[str, Job | None], unit: str = "cpu", count: int | None = None
) -> Iterator[Outcome]:
    there = {name: peer for name, peer in peers.items() if peer is not None}
    found = bench.run(ours, *there.values(), count=count) if there else []
    by_name: dict[str, Series] = dict(zip(there, found[1:], strict=True))
    for name in peers:
        yield Comparison(job, name, found[0] if found else None, by_name.get(name), unit)


def _in_order(bench: Bench, first: Job, second: Job) -> list[Series]:
    """The runs of two jobs of which the second always needs the first right before it."""
    pairs = [[bench.once(job) for job in (first, second)] for _ in range(bench.count)]
    return [Series(job, tuple(pair[at] for pair in pairs)) for at, job in enumerate((first, second))]
