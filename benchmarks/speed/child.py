"""Runs one command and writes what it took: the seconds of the clock and the processor, peak memory in kB, its status.

    python -I -S child.py RESULT CORE|- COMMAND...

A process of its own, and a small one, since Linux counts the memory of the process that started another towards the
peak of that other.
"""

import os
import sys
import time


def main() -> None:
    """Run the command, on one core if its number is given."""
    result, core, *command = sys.argv[1:]
    if core != "-":
        os.sched_setaffinity(0, {int(core)})
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    line = f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss} {os.waitstatus_to_exitcode(status)}"
    os.write(os.open(result, os.O_WRONLY | os.O_CREAT, 0o600), line.encode())  # no pathlib: this process stays small


if __name__ == "__main__":
    main()
