import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Start = Callable[[Sequence[str], Path], str]
Recipe = Callable[[str, str], str]

GOLDEN = """\
docs/a page.md:3:1: warning TL103 contradicted-context: “Medical massages” is contradicted: that a treat is sold
C:\\docs\\spa.md:10:2: info TL203 mixed-terms: here “spa”: there “bath”
./::set.md:1:1: error TL202 forbidden-term: never write “x”
latin.md:1:4: error: not UTF-8: byte 0xe9 at offset 3 (convert the file to UTF-8 or exclude it)
Found 3 problems (1 error, 1 warning, 1 info) in 3 files. 1 input could not be read or used.
note: the built-in glossary is used; `termlint init` starts one of your own
"""


def tasks(recipe: Recipe) -> dict[str, Any]:
    """The tasks of the recipe by label."""
    return {task["label"]: task for task in json.loads(recipe("## VS Code: tasks", "json"))["tasks"]}


def problems(task: Mapping[str, Any], output: str) -> list[dict[str, str | None]]:
    """What VS Code's problem matcher takes from the output of a task."""
    pattern = dict(task["problemMatcher"]["pattern"])
    regexp = re.compile(pattern.pop("regexp"))
    matches = map(regexp.search, output.splitlines())
    return [{name: match[group] for name, group in pattern.items()} for match in matches if match]


def test_the_pattern_reads_findings_and_errors(recipe: Recipe) -> None:
    """The pattern takes every finding and error apart, and nothing else."""
    found = problems(tasks(recipe)["termlint"], GOLDEN)
    assert [(p["file"], p["line"], p["column"], p["severity"], p["code"]) for p in found] == [
        ("docs/a page.md", "3", "1", "warning", "TL103"),
        ("C:\\docs\\spa.md", "10", "2", "info", "TL203"),
        ("./::set.md", "1", "1", "error", "TL202"),
        ("latin.md", "1", "4", "error", None),
    ]
    assert [str(p["message"])[:12] for p in found] == ["“Medical mas", "here “spa”: ", "never write ", "not UTF-8: b"]


def test_the_task_finds_what_termlint_finds(start: Start, recipe: Recipe, prose: Path, expected: list[Any]) -> None:
    """The first task prints every finding in a form that its own pattern reads, with columns in code points."""
    task = tasks(recipe)["termlint"]
    assert task["type"] == "process"
    printed = start([task["command"], *task["args"]], prose.parent)
    found = problems(task, printed)
    assert found, printed
    lines = prose.read_text(encoding="utf-8").split("\n")
    assert [f"{p['code']} {p['message']}" for p in found] == [mark.says for mark in expected]
    for problem, mark in zip(found, expected, strict=True):
        assert problem["file"] == "a page.md"
        line = lines[int(str(problem["line"])) - 1]
        assert line[int(str(problem["column"])) - 1 :].startswith(mark.text.split("\n")[0])


def test_the_exact_task_marks_exactly_what_was_found(
    recipe: Recipe, prose: Path, expected: list[Any], environment: Mapping[str, str]
) -> None:
    """The second task gives UTF-16 columns, as VS Code counts, from the first to behind the last character."""
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    task = tasks(recipe)["termlint (exact columns)"]
    done = subprocess.run(
        task["command"],
        shell=True,
        cwd=prose.parent,
        env=dict(environment),
        capture_output=True,
        timeout=120,
        check=False,
    )
    found = problems(task, done.stdout.decode("utf-8"))
    lines = [line.encode("utf-16-le") for line in prose.read_text(encoding="utf-8").split("\n")]
    marked = []
    for p in found:
        first, column, last, end = (int(str(p[key])) for key in ("line", "column", "endLine", "endColumn"))
        text = lines[first - 1 : last]
        text[-1] = text[-1][: 2 * (end - 1)]
        text[0] = text[0][2 * (column - 1) :]
        marked.append(
            {"text": "\n".join(part.decode("utf-16-le") for part in text), "says": f"{p['code']} {p['message']}"}
        )
    assert marked == [vars(mark) for mark in expected]
