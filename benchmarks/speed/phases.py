"""Where termlint's time goes: by phases of a run, from samples that py-spy takes, and the imports of its start."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import Bench
from measure import Job
from outcome import Outcome, Reading, Share

RATE, RUNS = 400, 5
"""Samples a second, and how often the short run is sampled."""
LEAST = 0.01
"""Phases with a smaller share are not told."""
FUNCTIONS = 3
"""How many functions of a phase are named."""
PHASES = {
    "reading files": "files long_text walk globs run pool glossaries path_settings",
    "what later runs need": "entry replay inputs ledger results packing caches program patterns_cache",
    "prefilter": "prefilter anchors anchoring neighbours search",
    "Markdown to prose": "formats document",
    "folding": "fold",
    "finding words": "matcher mention passage",
    "sentences": "sentences",
    "cues in sight": "evidence outlook nearness occurrence asked cue_places glossary.cue_phrases",
    "negation": "negation triggers",
    "framing": "framing signs",
    "patterns": "patience later bytecode glossary.gates glossary.needs glossary.marks glossary.patterns"
    " glossary.beside glossary.windows glossary.quick glossary.syntax glossary.effort glossary.strings"
    " glossary.alternatives glossary.plain glossary.placing glossary.writing glossary.written",
    "weighing senses": "resolve resolution contest arithmetic tally kept grounds features lexicon stems stems_english"
    " weights glossary.learned",
    "rules": "rules",
    "reports": "linter judge reference settings diagnostic fingerprint span suppress report cli",
    "loading the glossary": "glossary columns",
}
_FRAME = re.compile(r"^(?P<function>.*) \((?P<file>.*?)(?::\d+)?\)$")


def profile(bench: Bench) -> Iterator[Outcome]:
    """The phases of the jobs that are compared with peers, and what importing takes at the start."""
    check = bench.tools.check
    jobs = {f"{count:,} words, the corpus": check(bench.glossary(count), bench.corpus) for count in (100, 1000, 10_000)}
    jobs["own dictionary, dense copy"] = check((), bench.copy)
    page = check((), bench.page())
    bench.once(page)  # compiles the glossary, which imports more
    yield from _imports(page)
    spy = shutil.which("py-spy") or shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if spy is None:
        yield Reading("phases of a run", "py-spy is not installed")
        return
    jobs["one page of 5 kB"] = page
    for name, job in jobs.items():
        bench.once(job)
        runs = RUNS if name.startswith("one page") else 1
        yield from shares(name, [sample for _ in range(runs) for sample in _samples(spy, job)])


def shares(job: str, stacks: Sequence[tuple[list[str], int]]) -> Iterator[Share]:
    """The share of every phase in samples: stacks with the outermost function first, and how often each was seen."""
    phases: Counter[str] = Counter()
    functions: dict[str, Counter[str]] = {}
    for stack, count in stacks:
        name, function = _phase(stack)
        phases[name] += count
        functions.setdefault(name, Counter())[function] += count
    whole = sum(phases.values())
    for name, count in phases.most_common():
        if count < LEAST * whole:
            break
        busiest = (f"`{one}` {100 * n / whole:.1f}" for one, n in functions[name].most_common(FUNCTIONS))
        yield Share(job, name, count / whole, ", ".join(busiest))


def _phase(stack: Sequence[str]) -> tuple[str, str]:
    """The phase that a sample belongs to, and the innermost function of termlint in it."""
    frames = [found for frame in stack if (found := _FRAME.match(frame))]
    if any("importlib" in frame["file"] for frame in frames):
        return "importing", "import"
    for frame in reversed(frames):
        module = frame["file"].removesuffix(".py").partition("termlint/")[2].replace("/", ".")
        if module:
            return _phase_of(module), frame["function"]
    return "Python itself", "start"


def _phase_of(module: str) -> str:
    found = [(len(name), phase) for phase, names in PHASES.items() for name in names.split() if _in(module, name)]
    return max(found)[1] if found else "the rest"


def _in(module: str, name: str) -> bool:
    return module == name or module.startswith((f"{name}.", f"_{name}"))


def _samples(spy: str, job: Job) -> list[tuple[list[str], int]]:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        command = [spy, "record", "--rate", str(RATE), "--format", "raw", "--output", str(raw), "--"]
        _run([*command, sys.executable, *job.command], job)
        lines = (line.rsplit(" ", 1) for line in raw.read_text(encoding="utf-8").splitlines())
        return [(stack.split(";"), int(count)) for stack, count in lines]


def _imports(job: Job) -> Iterator[Reading]:
    """The time that importing the modules of every package takes, without what they import themselves."""
    told = _run([sys.executable, "-X", "importtime", *job.command], job)
    packages: Counter[str] = Counter()
    modules = 0
    for line in told.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            name = parts[2].strip().split(".")[0]
            packages[name if name in ("termlint", "click", "regex", "ruamel", "snowballstemmer") else "others"] += int(
                parts[0]
            )
            modules += 1
    said = ", ".join(f"{name} {count / 1000:.0f} ms" for name, count in packages.most_common())
    yield Reading(f"imports of a run, {modules} modules, measured by Python with some delay", said)


def _run(command: Sequence[str], job: Job) -> str:
    if job.prepare:
        job.prepare()
    done = subprocess.run(command, env=job.surroundings, capture_output=True, encoding="utf-8", check=False)
    return done.stderr
