"""Work in several processes."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable
from functools import partial

import pytest

from termlint.pool import Lost, Once, WorkerError, each

METHODS = [
    pytest.param(method, marks=[] if method == "fork" else [pytest.mark.slow])
    for method in multiprocessing.get_all_start_methods()
]


def doubling() -> Callable[[int], bytes]:
    """Work that can be told from its result; some numbers end the process."""

    def work(task: int) -> bytes:
        if task == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if task == 14:
            os._exit(3)
        return str(task * 2).encode()

    return work


def failing() -> Callable[[int], bytes]:
    """Work that cannot be made ready."""
    raise ValueError("no engine")


def sleeping(seconds: float) -> Callable[[int], bytes]:
    """Work that takes its time."""

    def work(_: int) -> bytes:
        time.sleep(seconds)
        return str(os.getpid()).encode()

    return work


def big() -> Callable[[int], bytes]:
    """Work with results that no pipe holds at once."""
    return lambda task: bytes(300_000 + task)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("processes", [1, 3])
def test_every_task_has_its_result(method: str, processes: int) -> None:
    """However processes start and however many there are, each task gives its own result."""
    results = dict(each(range(12), doubling, processes=processes, method=method))
    assert results == {task: str(task * 2).encode() for task in range(12)}


def test_a_dead_process_is_told_and_its_other_tasks_are_done() -> None:
    """A killed worker loses the task that it was at and no other."""
    results = dict(each(range(30), doubling, processes=2))
    assert results.pop(13) == Lost("signal SIGKILL")
    assert results.pop(14) == Lost("exit status 3")
    assert results == {task: str(task * 2).encode() for task in range(30) if task not in (13, 14)}


def test_results_of_any_size_pass() -> None:
    """Results larger than a pipe's buffer do not block."""
    assert {index: len(data) for index, data in each(range(8), big, processes=2) if isinstance(data, bytes)} == {
        task: 300_000 + task for task in range(8)
    }


def test_a_worker_that_cannot_be_made_ready_is_an_error() -> None:
    """What fails in every process is told once, not as the loss of every task."""
    with pytest.raises(WorkerError, match="ValueError: no engine"):
        list(each(range(4), failing, processes=2))


def test_no_process_outlives_the_iterator() -> None:
    """Where the reader stops early, the workers are ended at once."""
    results = each(range(100), partial(sleeping, 0.01), processes=2)
    _, data = next(results)
    assert isinstance(data, bytes)
    results.close()
    assert multiprocessing.active_children() == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(data), 0)


def test_no_tasks_need_no_process() -> None:
    """Nothing to do is done."""
    assert list(each([], doubling, processes=4)) == []


def test_a_value_is_made_once_and_travels_as_its_maker() -> None:
    """What is made once is kept in its process; a copy makes its own."""
    once = Once(list[int])
    once().append(1)
    assert once() == [1]
    assert pickle.loads(pickle.dumps(once))() == []
