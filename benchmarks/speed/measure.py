"""Commands run in turn, and what they take: the clock, the processor, peak memory, and how many lines they print."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Job:
    """A command to measure, with the name of its tool.

    `fine` are the exit statuses with which it did its work, None where every one may be. `prepare` is called before
    each run and is not measured.
    """

    name: str
    command: tuple[str, ...]
    fine: frozenset[int] | None = frozenset((0, 1))
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    prepare: Callable[[], object] | None = None

    @property
    def surroundings(self) -> dict[str, str]:
        """All variables of the environment. Python may keep what it compiled, as it does of what is installed."""
        return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **self.environment}


@dataclass(frozen=True, slots=True)
class Limits:
    """The core that a run is bound to, None for any, and the seconds after which it is ended."""

    core: int | None = None
    patience: float = 600.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of the clock and of the processor, peak memory in MB, lines printed."""

    wall: float
    cpu: float
    peak: float
    lines: int


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of one job, in their order; none where the job takes too long, and `late` says so."""

    job: Job
    costs: tuple[Cost, ...]
    late: str = ""

    def middle(self, unit: str) -> float:
        """The median of `wall`, `cpu`, `peak` or `lines`."""
        return median(_of(cost, unit) for cost in self.costs)

    def ratios(self, other: Series, unit: str) -> list[float]:
        """This by the other, round by round, in rising order."""
        pairs = zip(self.costs, other.costs, strict=True)
        return sorted(_of(one, unit) / _of(two, unit) for one, two in pairs)


def rounds(jobs: Sequence[Job], count: int, limits: Limits) -> list[Series]:
    """Run the jobs in turn `count` times, every other time in reverse order, after one run each that is not counted.

    A job that takes too long in that run is left out; raises TimeoutError where that leaves none.
    """
    late: dict[int, str] = {}
    for index, job in enumerate(jobs):
        try:
            once(job, limits)
        except TimeoutError as error:
            late[index] = str(error)
    if len(late) == len(jobs):
        raise TimeoutError(late[0])
    costs: list[list[Cost]] = [[] for _ in jobs]
    there = [index for index in range(len(jobs)) if index not in late]
    for number in range(count):
        for index in there if number % 2 == 0 else reversed(there):
            costs[index].append(once(jobs[index], limits))
    return [Series(job, tuple(costs[index]), late.get(index, "")) for index, job in enumerate(jobs)]


def once(job: Job, limits: Limits) -> Cost:
    """Run a job once; raises RuntimeError where it fails, and TimeoutError where it takes too long."""
    if job.prepare:
        job.prepare()
    with tempfile.TemporaryDirectory() as folder:
        result, out, err = (Path(folder) / name for name in ("result", "out", "err"))
        child = [sys.executable, "-I", "-S", str(CHILD), str(result), "-" if limits.core is None else str(limits.core)]
        with out.open("wb") as output, err.open("wb") as errors:
            started = subprocess.Popen(
                [*child, *job.command],
                cwd=job.folder,
                env=job.surroundings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )
            _wait(started, limits.patience)
        wall, cpu, peak, status = result.read_text(encoding="utf-8").split()
        if job.fine is not None and int(status) not in job.fine:
            said = err.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"{job.name} ended with {status}: {' '.join(job.command)[:500]}\n{said}")
        lines = out.read_bytes().count(b"\n") or err.read_bytes().count(b"\n")  # alex reports on the latter
        return Cost(float(wall), float(cpu), int(peak) / 1024, lines)


def _of(cost: Cost, unit: str) -> float:
    value: float = getattr(cost, unit)
    return value


def _wait(started: subprocess.Popen[bytes], patience: float) -> None:
    """Wait for the end; where it does not come, or this process is interrupted, end all that was started."""
    try:
        started.wait(patience)
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"more than {patience:.0f} s") from None
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
