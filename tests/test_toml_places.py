"""Places of keys and items in TOML."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.toml_places import Path, places

TEXT = """\
\ufeff# a comment with "quotes" and [brackets]
select = ["TL1", 'unknown', # [ not a bracket
  \"\"\"long "" one\"\"\", 12 ]
severity.missing-context = "error"  # dotted
"quoted key" = {a = 1, 'b.c' = [true, {d = 2}]}

[rules."mixed-terms"]
allow = ["]", "}"]

[[overrides]]
paths = ["a"]
[[overrides]]
paths = ["b", "c"]
[overrides.severity]
term-case = "info"
"""


def found(text: str) -> dict[Path, str]:
    """What stands at each place."""
    return {path: span.of(text) for path, span in places(text).items()}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("select",), "select"),
        (("select", 0), '"TL1"'),
        (("select", 1), "'unknown'"),
        (("select", 2), '"""long "" one"""'),
        (("select", 3), "12"),
        (("severity", "missing-context"), "missing-context"),
        (("quoted key",), '"quoted key"'),
        (("quoted key", "a"), "a"),
        (("quoted key", "b.c", 1), "{d = 2}"),
        (("quoted key", "b.c", 1, "d"), "d"),
        (("rules", "mixed-terms", "allow"), "allow"),
        (("overrides", 0, "paths", 0), '"a"'),
        (("overrides", 1, "paths", 1), '"c"'),
        (("overrides", 1, "severity", "term-case"), "term-case"),
    ],
)
def test_every_way_of_writing_a_key_has_its_place(path: Path, shown: str) -> None:
    """Bare, dotted and quoted keys, items of arrays, inline tables and arrays of tables are found where they stand."""
    assert found(TEXT)[path] == shown


def paths_of(value: Any, path: Path = ()) -> set[Path]:
    """The paths of all keys and items in a read text."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {p for key, item in items for p in ({(*path, key)} | paths_of(item, (*path, key)))}


def test_all_paths_of_a_text_are_found_and_no_others() -> None:
    """The scanner finds exactly the paths that the reader finds."""
    assert set(places(TEXT)) == paths_of(tomllib.loads(TEXT.removeprefix("\ufeff")))


KEYS = st.text(alphabet="ab.-'é #=\"", max_size=4)
VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(alphabet="a,]}#\"'\\\n", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def toml(value: Any) -> str:
    """A value as TOML, tables inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[ {', '.join(map(toml, value))}]"
    return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_text_that_the_reader_accepts_is_scanned_alike(value: dict[str, Any]) -> None:
    """For any values, the scanner's paths are the reader's, and the place of a key holds the key."""
    text = "\n".join(f"{toml(key)} = {toml(item)} # end" for key, item in value.items())
    assert tomllib.loads(text) == value
    assert set(places(text)) == paths_of(value)
