"""Work in several processes that tells which task a dead process was at.

The pools of the standard library hang or give up as a whole when a process is killed, and do not say over what.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
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
"""Tasks that a worker holds: it starts on the next while the parent reads the result of the last."""
_RESULT, _FAILURE = b"r", b"f"


class WorkerError(Exception):
    """A worker could not be made ready."""


class Lost(Struct, frozen=True):
    """Instead of a result: the process ended while it was at the task."""

    reason: str


class _Worker(Struct, frozen=True):
    process: BaseProcess
    pipe: Connection
    tasks: deque[int] = field(default_factory=deque)


def each(
    tasks: Sequence[Task], prepare: Callable[[], Work[Task]], *, processes: int, method: str | None = None
) -> Iterator[tuple[int, bytes | Lost]]:
    """The result of every task with its index, in the order in which they become ready.

    `prepare` is called once in each process and gives the function that turns a task into bytes; it is picklable, and
    so are tasks. `method` is how processes start, by default `start_method()`. No process outlives the iterator.
    """
    context = get_context(method or start_method())
    left = deque(range(len(tasks)))
    workers = [_start(context, prepare) for _ in range(min(processes, len(tasks)))]
    try:
        while left or any(worker.tasks for worker in workers):
            for worker in workers:
                _feed(worker, tasks, left)
            pipes = {worker.pipe: worker for worker in workers if worker.tasks}
            for pipe in connection.wait(list(pipes)):
                worker = pipes[pipe]  # type: ignore[index]
                try:
                    yield worker.tasks[0], _receive(worker)
                except (EOFError, ConnectionError):
                    yield worker.tasks.popleft(), Lost(_reason(worker.process))
                    left.extendleft(reversed(worker.tasks))
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


def _feed(worker: _Worker, tasks: Sequence[Task], left: deque[int]) -> None:
    with suppress(ConnectionError):  # the worker is dead; waiting for its next result will tell
        while left and len(worker.tasks) < _DEPTH:
            worker.tasks.append(left.popleft())
            worker.pipe.send(tasks[worker.tasks[-1]])


def _receive(worker: _Worker) -> bytes:
    """The next result; the task that it belongs to is done only when all of it is here."""
    message = worker.pipe.recv_bytes()
    if message[:1] == _FAILURE:
        raise WorkerError(message[1:].decode())
    worker.tasks.popleft()
    return message[1:]


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
        pipe.send_bytes(_FAILURE + f"{type(error).__name__}: {error}".encode())
        return
    parent = parent_process()
    watched: list[Connection | int] = [pipe, parent.sentinel] if parent else [pipe]
    with suppress(EOFError, ConnectionError):
        while pipe in connection.wait(watched):
            pipe.send_bytes(_RESULT + work(pipe.recv()))
