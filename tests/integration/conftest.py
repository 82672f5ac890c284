import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROSE = """\
# Plain

Medical massages are pure pampering, no referral needed.

# Quoted

“Déjà vu”, naïve café: medical massages are pure pampering, no referral needed.

# Wide

😀 e\u0301 語 👩‍⚕️\tmedical massages are pure pampering, no referral needed. 😀

# Across lines

> 😀 A medical
> massage is pure pampering, no referral needed.
"""


@dataclass(frozen=True)
class Mark:
    """Something that an editor marks: the text under the mark, and what it says of it."""

    text: str
    says: str


@pytest.fixture(scope="session")
def recipe() -> Callable[[str, str], str]:
    """Gives the code of the page on editors that stands under a heading and is written in a language."""
    page = (ROOT / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")

    def find(heading: str, language: str) -> str:
        section = re.split(r"^#+ .*$", f"\n{page}".partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
        (code,) = re.findall(rf"^```{language}\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
        return str(code)

    return find


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a user who has termlint on the path and has configured nothing."""
    home = tmp_path / "home"
    home.mkdir()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TERMLINT_", "GIT_", "XDG_"))}
    return {**kept, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    """A file with a space in its name, whose findings stand behind characters of one to four bytes."""
    path = tmp_path / "project" / "a page.md"
    path.parent.mkdir()
    path.write_text(PROSE, encoding="utf-8")
    return path


@pytest.fixture
def start(environment: Mapping[str, str]) -> Callable[[Sequence[str], Path], str]:
    """Runs a program to its end in a folder and gives what it printed; skips the test where it is not installed."""

    def run(command: Sequence[str], folder: Path) -> str:
        program = shutil.which(command[0], path=environment["PATH"])
        if program is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return done.stdout.decode("utf-8", "backslashreplace")

    return run


@pytest.fixture
def expected(prose: Path, start: Callable[[Sequence[str], Path], str]) -> list[Mark]:
    """What termlint finds in the prose, as JSON tells it by offsets."""
    report: dict[str, Any] = json.loads(
        start(["termlint", "check", "--quiet", "--output-format", "json", prose.name], prose.parent)
    )
    marks = [
        Mark(PROSE[d["location"]["offset"] : d["end_location"]["offset"]], f"{d['code']} {d['message']}")
        for d in report["diagnostics"]
    ]
    assert [mark.text.lower() for mark in marks] == [*["medical massages"] * 3, "medical\n> massage"]
    return marks
