"""Measures how fast termlint is, beside other tools on the same words and texts, in turn.

    python benchmarks/speed/run.py CORPUS [--rows NAMES] [--rounds N] [--peers DIR] [--dense PATH] [--save FILE]

CORPUS is a folder that corpus.py made. README.md beside this file says how to get it, and the other tools.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import dense
import peers
import phases
import scale
import tools
import words
from bench import Bench
from corpus import texts
from measure import Limits
from outcome import Outcome, Reading, tables

ROWS: dict[str, Callable[[Bench], Iterator[Outcome]]] = {
    "100": partial(peers.single, count=100),
    "1000": partial(peers.single, count=1000),
    "10000": partial(peers.single, count=10_000),
    "dense": peers.dense,
    "start": peers.start,
    "again": peers.again,
    "jobs": peers.jobs,
    "multi": peers.multi,
    "memory": peers.memory,
    "cold": peers.cold,
    "terms": scale.terms,
    "senses": scale.senses,
    "cues": scale.cues,
    "mentions": scale.mentions,
    "sizes": scale.sizes,
    "files": scale.files,
    "line": scale.line,
    "profile": phases.profile,
}


def main() -> int:
    """Run the benchmark as the command line asks."""
    given, names = _asked()
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = _bench(given, Path(folder))
        head = list(_head(bench))
        for name in names:
            start = time.monotonic()
            try:
                outcomes += ROWS[name](bench)
            except TimeoutError as error:
                outcomes.append(Reading(f"the row `{name}`", f"not measured: {error}"))
            sys.stderr.write(f"{name}: {time.monotonic() - start:.0f} s\n")
            if given.save:
                given.save.write_text("\n".join([*head, *tables(outcomes)]) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join([*head, *tables(outcomes)]) + "\n")
    return 0


def _asked() -> tuple[argparse.Namespace, list[str]]:
    """The options, and the names of the rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path, help="the folder that corpus.py wrote")
    parser.add_argument("--rows", default=",".join(ROWS), help="which to measure, parted by commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often each job runs, after one run not counted")
    parser.add_argument("--peers", type=Path, help="the folder with node_modules, for the tools of npm")
    parser.add_argument("--dense", type=Path, help="a folder with Markdown instead of the generated dense copy")
    parser.add_argument(
        "--core", type=int, help="the core that all but the row `jobs` is bound to; by default the last"
    )
    parser.add_argument("--patience", type=float, default=600.0, help="seconds after which a run is ended")
    parser.add_argument("--save", type=Path, help="write the outcome to this file, too, after every row")
    given = parser.parse_args()
    names = given.rows.split(",")
    if unknown := sorted(set(names) - set(ROWS)):
        parser.error(f"no such row: {', '.join(unknown)}")
    if given.rounds < 1:
        parser.error("--rounds must be 1 or more")
    for path in filter(None, (given.corpus, given.dense)):
        if not texts(path):
            parser.error(f"{path} holds no Markdown")
    return given, names


def _bench(given: argparse.Namespace, work: Path) -> Bench:
    copy = given.dense.resolve() if given.dense else work / "dense"
    if not given.dense:
        dense.write(copy)
    corpus = given.corpus.resolve()
    found = tools.find(work / "cache", given.peers)
    limits = Limits(_core(given.core), given.patience)
    return Bench(work, corpus, copy, words.read(texts(corpus)), found, given.rounds, limits)


def _core(asked: int | None) -> int | None:
    """The core to run on; None where a process cannot be bound to one."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    return max(os.sched_getaffinity(0)) if asked is None else asked


def _head(bench: Bench) -> Iterator[str]:
    """What stands above the tables: tools, machine and texts."""
    yield ", ".join(f"{name} {version}" for name, version in tools.versions(bench.tools).items()) + "; "
    yield f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores; {bench.count} rounds."
    for name, folder in (("Corpus", bench.corpus), ("dense copy", bench.copy)):
        found = texts(folder)
        size = sum(path.stat().st_size for path in found)
        yield f"{name}: {len(found):,} files, {size:,} bytes."


if __name__ == "__main__":
    sys.exit(main())
