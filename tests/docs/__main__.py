"""Writes the pages anew where they quote the program: `python -m tests.docs` after a change of what it prints.

Look at the difference before you commit it: the tests only hold that pages and program agree, not that both are right.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.docs.generated import renewed
from tests.docs.pages import SHELL, TRIED_ELSEWHERE, Page, commands, pages
from tests.docs.runner import ELISION, Outcome, fits, run


def main(names: list[str]) -> None:
    """Renew the pages whose names contain one of `names`, or all."""
    for page in pages():
        if page.name in TRIED_ELSEWHERE or (names and not any(name in page.name for name in names)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            text = renewed(page.text)
            text = _with_outputs(Page(page.name, text), Path(folder))
        if text != page.text:
            page.path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{page.name}: renewed\n")


def _with_outputs(page: Page, folder: Path) -> str:
    outcomes = run(page, folder)
    lines = page.text.splitlines()
    shown = [c for block in page.blocks() if block.language in SHELL for c in commands(block)]
    for command in reversed(shown):
        real = outcomes.get(command.row, Outcome("", command.status))
        if command.status != real.status:
            sys.stderr.write(f"{page.name}:{command.row}: status {real.status}: {command.line}\n{real.output}\n")
        if command.output is None or command.skipped is not None or fits(command.output, real.output):
            continue
        if f"{ELISION}\n" in command.output:
            sys.stderr.write(f"{page.name}:{command.row}: mend by hand; it prints\n{real.output}\n")
        else:
            lines[command.row : command.row + len(command.output.splitlines())] = real.output.splitlines()
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
