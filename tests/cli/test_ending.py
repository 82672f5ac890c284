"""How the program ends."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from termlint.cli._ending import CLOSED_PIPE, FAILED, INTERRUPTED, finish


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), INTERRUPTED, "termlint: interrupted\n"),
        (OSError(errno.ENOSPC, "No space left"), FAILED, "termlint: error: cannot write: No space left\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), CLOSED_PIPE, ""),
    ],
)
def test_each_way_to_end_has_its_status(
    error: BaseException, status: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """An interrupt, a full disk and a closed pipe are told apart by the status, in one line at most."""

    def work() -> int:
        raise error

    with capfd.disabled(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.dup2", lambda *_: None)
        patch.setattr("sys.stdout", _Stream())
        patch.setattr("sys.stderr", heard := _Stream())
        with pytest.raises(SystemExit) as ended:
            finish(work)
    assert (ended.value.code, "".join(heard.texts)) == (status, said)


def test_a_status_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    """Where nothing happens, the status is that of the work."""
    with pytest.raises(SystemExit) as ended:
        finish(lambda: 1)
    assert ended.value.code == 1


ENDING = """\
import atexit, sys
from termlint.cli._ending import at_once, finish
atexit.register(print, "registered")
{before}
try:
    finish(lambda: print("done") or 3, at_once)
finally:
    print("taken apart")
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", ["done", "registered"]),
        ("sys.setprofile(lambda *_: None)", ["done", "taken apart", "registered"]),
        ("sys.settrace(lambda *_: None)", ["done", "taken apart", "registered"]),
    ],
)
def test_the_program_ends_at_once(before: str, said: list[str]) -> None:
    """All is printed and what was registered is done, and nothing is taken apart but for whoever looks on."""
    program = ENDING.format(before=before)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == (said, "", 3)


class _Stream:
    """A stream that takes everything."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def reconfigure(self, **_: str) -> None:
        """Nothing to do."""

    def write(self, text: str) -> None:
        """Keep the text."""
        self.texts.append(text)

    def flush(self) -> None:
        """Nothing to do."""

    def fileno(self) -> int:
        """There is none."""
        raise ValueError
