"""Finding and reading the configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from termlint.config_file import find, project_root, read
from termlint.config_kinds import Known
from termlint.errors import ConfigError
from termlint.rules.base import Option, Rule


class TermCase(Rule):
    """A rule with options."""

    code = "TL204"
    name = "term-case"
    options: ClassVar[Mapping[str, Option]] = {
        "titles": Option("bool", False, "whether titles count"),
        "words": Option("list", [], "words to leave alone"),
    }


class MissingContext(Rule):
    """A rule without options."""

    code = "TL102"
    name = "missing-context"


KNOWN = Known(
    lambda: (MissingContext(), TermCase()), lambda: ("html", "markdown", "plain-text"), lambda: ("full", "json")
)


def problems(tmp_path: Path, text: str, name: str = ".termlint.toml") -> list[str]:
    """What is said of a configuration file with this text."""
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(ConfigError) as raised:
        read(path, name, KNOWN)
    return [str(problem) for problem in raised.value.problems]


def test_every_fault_is_told_at_once_where_it_stands(tmp_path: Path) -> None:
    """Unknown keys and words get a suggestion, wrong types say what was expected, each with its row and column."""
    text = """\
selct = ["TL1"]
ignore = ["missing-context", "TL9", "term-cas"]
fail-on = "fatal"
jobs = 0
respect-gitignore = "yes"
max-file-size = true

[severity]
term-case = "high"
no-such = "error"

[formats]
"*.njk" = "htm"

[rules.term-case]
titls = true
titles = 1
words = ["a", 2]

[rules.missing-context]
any = 1

[[overrides]]
expects = ["a"]

[[overrides]]
paths = "blog/**"
ignore = ["TL2", 7]
"""
    assert problems(tmp_path, text) == [
        ".termlint.toml:1:1: unknown key 'selct' (did you mean 'select'?)",
        ".termlint.toml:2:30: unknown rule 'TL9' (choose from missing-context, TL102, term-case, TL204)",
        ".termlint.toml:2:37: unknown rule 'term-cas' (did you mean 'term-case'?)",
        ".termlint.toml:3:1: unknown severity 'fatal' (choose from info, warning, error, never)",
        ".termlint.toml:4:1: expected at least 1, found 0",
        ".termlint.toml:5:1: expected true or false, found a text in quotes",
        ".termlint.toml:6:1: expected a whole number, found true or false",
        ".termlint.toml:9:1: unknown severity 'high' (choose from info, warning, error)",
        ".termlint.toml:10:1: unknown rule 'no-such' (choose from missing-context, TL102, term-case, TL204)",
        ".termlint.toml:13:1: unknown format 'htm' (did you mean 'html'?)",
        ".termlint.toml:16:1: the rule 'term-case' has no option 'titls' (did you mean 'titles'?)",
        ".termlint.toml:17:1: expected true or false, found a whole number",
        ".termlint.toml:18:15: expected a text in quotes, found a whole number",
        ".termlint.toml:21:1: the rule 'missing-context' has no option 'any'",
        ".termlint.toml:24:1: unknown key 'expects' (did you mean 'expect'?)",
        ".termlint.toml:23:3: the key 'paths' is missing",
        ".termlint.toml:28:18: expected a text in quotes, found a whole number",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('select = ["TL1"\n', ".termlint.toml:2:1: not TOML: unclosed array"),
        ("a = 1\nb == 2\n", ".termlint.toml:2:4: not TOML: invalid value"),
        ("a = 1\na = 2\n", ".termlint.toml:2:6: not TOML: cannot overwrite a value"),
    ],
)
def test_what_is_no_toml_is_told_where_it_ends_to_be(tmp_path: Path, text: str, message: str) -> None:
    """A syntax error has its row and column."""
    assert problems(tmp_path, text) == [message]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named with the row of the wrong byte."""
    path = tmp_path / "termlint.toml"
    path.write_bytes(b'# ok\nglossary = "\xff"\n')
    with pytest.raises(ConfigError, match=r"^termlint\.toml:2: not UTF-8: byte 0xff$"):
        read(path, "termlint.toml", KNOWN)
    with pytest.raises(ConfigError, match=r"^gone: cannot be read: No such file"):
        read(tmp_path / "gone", "gone", KNOWN)


def test_a_mark_and_line_ends_of_other_systems_do_not_shift_places(tmp_path: Path) -> None:
    """A byte order mark and CRLF are counted as they stand."""
    assert problems(tmp_path, "\ufeffselect = []\r\nselct = []\r\n") == [
        ".termlint.toml:2:1: unknown key 'selct' (did you mean 'select'?)"
    ]


def test_the_keys_of_another_package_are_told_as_such(tmp_path: Path) -> None:
    """In a file shared with other tools, keys of the other package of this name get a clear message."""
    foreign = "This is termlint-senses; another package called termlint also reads [tool.termlint]"
    text = '[tool.other]\nx = 1\n[tool.termlint]\nsubject = "massage"\nglossary-file = "g.json"\n'
    first, second = problems(tmp_path, text, "pyproject.toml")
    assert first.startswith("pyproject.toml:4:1: unknown key 'subject' (")
    assert second.startswith("pyproject.toml:5:1: unknown key 'glossary-file' (did you mean 'glossary'? ")
    assert foreign in first
    assert foreign in second
    assert problems(tmp_path, "[tool.termlint]\nselct = []\n", "pyproject.toml") == [
        "pyproject.toml:2:1: unknown key 'selct' (did you mean 'select'?)"
    ]


def test_a_valid_file_gives_its_settings(tmp_path: Path) -> None:
    """The settings of a file are those of its table, and nothing more."""
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.termlint]\nselect = ["TL1", "ALL", "term-case", "TL204"]\njobs = "auto"\n')
    assert read(path, "pyproject.toml", KNOWN).values == {
        "select": ["TL1", "ALL", "term-case", "TL204"],
        "jobs": "auto",
    }


def write(path: Path, text: str = "") -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_nearest_file_is_found_in_order_of_its_names(tmp_path: Path) -> None:
    """Upwards from a folder, `termlint.toml` comes first, then `.termlint.toml`, then a pyproject.toml of ours."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert find(deep) is None
    project = write(tmp_path / "pyproject.toml", "[tool.termlint]\n")
    assert find(deep) == project
    hidden = write(tmp_path / ".termlint.toml")
    assert find(deep) == hidden
    assert find(tmp_path) == hidden
    plain = write(tmp_path / "termlint.toml")
    assert find(deep) == plain
    near = write(tmp_path / "a" / "pyproject.toml", "[tool.termlint]\n")
    assert find(deep) == near


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[tool.termlint]\n", True),
        ("[tool]\ntermlint = {jobs = 1}\n", True),
        ("[tool.termlint-other]\n", False),
        ('[project]\ndependencies = ["termlint-senses"]\n', False),
        ("[tool.termlint]\nbroken =\n", True),
        ("[tool.termlint-other]\nbroken =\n", False),
        ("broken = termlint\n", False),
    ],
)
def test_a_shared_file_counts_only_where_it_is_meant(tmp_path: Path, text: str, meant: bool) -> None:
    """A pyproject.toml without our table is passed over, broken or not; with it, it counts, broken or not."""
    (tmp_path / ".git").mkdir()
    path = write(tmp_path / "pyproject.toml", text)
    assert find(tmp_path) == (path if meant else None)


def test_the_search_ends_at_the_repository_and_at_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the repository or above the home folder is not ours."""
    write(tmp_path / "termlint.toml")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "docs").mkdir()
    assert find(repository / "docs") is None
    assert project_root(repository / "docs") == repository
    home = tmp_path / "home"
    (home / "notes").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    assert find(home / "notes") is None
    assert project_root(home / "notes") == home / "notes"
