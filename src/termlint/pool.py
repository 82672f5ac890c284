"""Work in several processes that tells which task a dead process was at.

The pools of the standard library hang or give up as a whole when a process is killed, and do not say over what. Tasks
travel in batches, since each message takes as long as a small task; those of a dead process are done again one by one.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from msgspec import Struct, field

Made = TypeVar("Made")
Task = TypeVar("Task")
Work = Callable[[Task], bytes]

_DEPTH = 2
"""Batches that a worker holds: it starts on the next while the parent reads the results of the last."""
_LARGEST, _SHARE = 16, 4
"""The tasks of a batch at most, and into how many batches for each worker those that are left could be parted: towards
the end batches are small, so that no worker waits long for another."""


class WorkerError(Exception):
    """A worker could not be made ready."""


class Lost(Struct, frozen=True):
    """Instead of a result: the process ended while it was at the task."""

    reason: str


class _Worker(Struct, frozen=True):
    process: BaseProcess
    pipe: Connection
    batches: deque[list[int]] = field(default_factory=deque)


class _Waiting:
    """The tasks that no worker has yet, first those that are to be done one by one."""

    def __init__(self, count: int, processes: int) -> None:
        self._alone: deque[int] = deque()
        self._next, self._count, self._processes = 0, count, processes

    def __bool__(self) -> bool:
        return bool(self._alone) or self._next < self._count

    def take(self) -> list[int]:
        """The next batch."""
        if self._alone:
            return [self._alone.popleft()]
        first, left = self._next, self._count - self._next
        self._next += max(1, min(_LARGEST, left // (self._processes * _SHARE)))
        return list(range(first, self._next))

    def again(self, batches: Iterable[list[int]]) -> None:
        """Take back what a worker had, for one of these tasks may have been its end."""
        self._alone.extendleft([task for batch in batches for task in batch][::-1])


def each(
    tasks: Sequence[Task], prepare: Callable[[], Work[Task]], *, processes: int, method: str | None = None
) -> Iterator[tuple[int, bytes | Lost]]:
    """The result of every task with its index, in the order in which they become ready.

    `prepare` is called once in each process and gives the function that turns a task into bytes; it is picklable, and
    so are tasks. `method` is how processes start, by default `start_method()`. No process outlives the iterator.
    """
    context = get_context(method or start_method())
    waiting = _Waiting(len(tasks), processes)
    workers = [_start(context, prepare) for _ in range(min(processes, len(tasks)))]
    try:
        while waiting or any(worker.batches for worker in workers):
            for worker in workers:
                _feed(worker, tasks, waiting)
            pipes = {worker.pipe: worker for worker in workers if worker.batches}
            for pipe in connection.wait(list(pipes)):
                worker = pipes[pipe]  # type: ignore[index]
                try:
                    results = _receive(worker)
                    yield from zip(worker.batches.popleft(), results, strict=True)
                except (EOFError, OSError):
                    if len(worker.batches[0]) == 1:
                        yield worker.batches.popleft()[0], Lost(_reason(worker.process))
                    waiting.again(worker.batches)
                    worker.pipe.close()
                    workers[workers.index(worker)] = _start(context, prepare)
    finally:
        for worker in workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in workers:
            worker.process.join()


class Once(Generic[Made]):
    """Makes a value when it is first asked for. Forked processes inherit it; others make their own."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: list[Made] = []

    def __call__(self) -> Made:
        """The value."""
        if not self._made:
            self._made.append(self._make())
        return self._made[0]

    def __reduce__(self) -> tuple[type[Once[Made]], tuple[Callable[[], Made]]]:
        return type(self), (self._make,)


def start_method() -> str | None:
    """How processes start: forking costs a tenth of starting anew, but is safe only where nothing else runs here."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else None


def _start(context: BaseContext, prepare: Callable[[], Work[Task]]) -> _Worker:
    """A new worker. It is born deaf to Ctrl-C, so that the parent alone answers it, with one line."""
    ours, theirs = context.Pipe()
    process: BaseProcess = context.Process(target=_serve, args=(theirs, prepare), daemon=True)  # type: ignore[attr-defined]
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
        process.start()
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
    theirs.close()
    return _Worker(process, ours)


def _feed(worker: _Worker, tasks: Sequence[Task], waiting: _Waiting) -> None:
    with suppress(ConnectionError):  # the worker is dead; waiting for its next results will tell
        while waiting and len(worker.batches) < _DEPTH:
            worker.batches.append(waiting.take())
            worker.pipe.send([tasks[index] for index in worker.batches[-1]])


def _receive(worker: _Worker) -> list[bytes]:
    """The results of a batch, whose tasks are done only when all of it is here."""
    message = worker.pipe.recv()
    if isinstance(message, str):
        raise WorkerError(message)
    results: list[bytes] = message
    return results


def _reason(process: BaseProcess) -> str:
    process.join()
    code = process.exitcode or 0
    if code >= 0:
        return f"exit status {code}"
    with suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"


def _serve(pipe: Connection, prepare: Callable[[], Work[Task]]) -> None:
    """A worker's life: until the parent is done, or gone. What the parent does when terminated is not for a worker."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work = prepare()
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
        return
    parent = parent_process()
    watched: list[Connection | int] = [pipe, parent.sentinel] if parent else [pipe]
    with suppress(EOFError, ConnectionError):
        while pipe in connection.wait(watched):
            pipe.send([work(task) for task in pipe.recv()])
