import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
Start = Callable[[Sequence[str], Path], str]
Recipe = Callable[[str, str], str]
SLICES: dict[str, Callable[[str, int, int], str]] = {
    "column": lambda line, start, end: line[start - 1 : end - 1],
    "byte": lambda line, start, end: line.encode()[start - 1 : end - 1].decode(),
    "utf16": lambda line, start, end: line.encode("utf-16-le")[2 * (start - 1) : 2 * (end - 1)].decode("utf-16-le"),
}


def test_the_command_of_the_page_runs(start: Start, recipe: Recipe, prose: Path) -> None:
    """The command that the page begins with prints a report of the path that it names."""
    command = recipe("# Use termlint in an editor", "console").removeprefix("$ ").strip()
    (prose.parent / "content").mkdir()
    prose.rename(prose.parent / "content" / "spa.md")
    printed = start(["sh", "-c", f"{command} 2>/dev/null"], prose.parent)
    report = json.loads(printed)
    assert {d["filename"] for d in report["diagnostics"]} == {"content/spa.md"}
    assert report["summary"]["diagnostics"] == 4


def test_the_table_of_units_is_true(start: Start, recipe: Recipe, prose: Path) -> None:
    """Every key of a place that the page lists is there, and cuts the same words out of the line."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))
    printed = start(["termlint", "check", "--quiet", "--output-format", "jsonl", prose.name], prose.parent)
    text = prose.read_text(encoding="utf-8")
    for found in map(json.loads, printed.splitlines()):
        start_, end = found["location"], found["end_location"]
        assert set(start_) == listed
        if start_["row"] == end["row"]:
            words = {
                key: cut(text.split("\n")[start_["row"] - 1], start_[key], end[key]) for key, cut in SLICES.items()
            }
            assert set(words.values()) == {text[start_["offset"] : end["offset"]]}
