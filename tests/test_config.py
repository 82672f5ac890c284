"""Layers of settings and what they make together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from termlint.config import Config, Layer, resolve
from termlint.config_file import ConfigFile
from termlint.config_kinds import Known
from termlint.diagnostic import Severity
from termlint.errors import Problem
from termlint.globs import Glob
from termlint.glossary.model import Glossary, Sense, Term
from termlint.path_settings import PathSettings, expect_problems
from termlint.rules.base import Option, Rule

ROOT = Path("/p")


class First(Rule):
    """A rule."""

    code = "TL101"
    name = "first"


class Second(Rule):
    """A rule with an option."""

    code = "TL102"
    name = "second"
    options: ClassVar[dict[str, Option]] = {"a": Option("int", 1, "a"), "b": Option("int", 1, "b")}


class Third(Rule):
    """A rule of another family."""

    code = "TL201"
    name = "third"


KNOWN = Known(lambda: (First(), Second(), Third()), lambda: ("markdown",), lambda: ("full",))


def made(*layers: tuple[str, dict[str, Any]], cwd: Path = Path("/cwd")) -> Config:
    """The configuration that layers make; `file` is the configuration file in the root, others are above it."""
    below = [Layer("t.toml", values, ROOT) for origin, values in layers if origin == "file"]
    above = [Layer(origin, values, cwd) for origin, values in layers if origin != "file"]
    file = ConfigFile(ROOT / "t.toml", "t.toml", "", (), below[0].values) if below else None
    return resolve([*below, *above], root=ROOT, file=file, known=KNOWN)


def selected(*layers: tuple[str, dict[str, Any]], path: str = "/p/a.md") -> set[str]:
    """The codes that layers select for a path."""
    settings = PathSettings(made(*layers))(Path(path))
    return {rule.code for rule in KNOWN.rules() if settings.selects(rule.code)}


def test_who_wants_every_rule_need_not_know_which_there_are() -> None:
    """Rules are only looked for where some are selected or ignored, by whatever layer or override."""

    def unknown() -> tuple[Rule, ...]:
        raise AssertionError

    known = Known(unknown, lambda: ("markdown",), lambda: ("full",))
    config = resolve([Layer("t.toml", {"select": ["ALL"], "ignore": []}, ROOT)], root=ROOT, file=None, known=known)
    assert PathSettings(config)(Path("/p/a.md")).select is None
    for values in (
        {"select": []},
        {"select": ["TL1"]},
        {"extend-select": ["TL1"]},
        {"ignore": ["TL1"]},
        {"overrides": [{"paths": ["*"], "select": ["TL1"]}]},
        {"overrides": [{"paths": ["*"], "ignore": ["TL1"]}]},
    ):
        with pytest.raises(AssertionError):
            resolve([Layer("t.toml", values, ROOT), Layer("env", {}, ROOT)], root=ROOT, file=None, known=known)


def test_defaults() -> None:
    """Without any layer, everything has its default and says so."""
    config = made()
    assert config.glossary == ()
    assert not config.names_glossary
    assert config.fail_on is Severity.WARNING
    assert config.jobs is None
    assert config.output_format == "full"
    assert set(config.origins.values()) == {"default"}
    assert selected() == {"TL101", "TL102", "TL201"}


def test_the_higher_layer_wins_and_is_named() -> None:
    """The command line comes before the environment, the environment before the file; each value knows its source."""
    config = made(
        ("file", {"fail-on": "error", "jobs": 2, "margin": "strict"}),
        ("environment", {"jobs": 3, "margin": "lenient"}),
        ("command line", {"jobs": 4, "fail-on": "never"}),
    )
    assert (config.fail_on, config.jobs, config.margin) == (None, 4, "lenient")
    assert config.origins["jobs"] == "command line"
    assert config.origins["margin"] == "environment"
    assert config.origins["max-file-size"] == "default"


def test_paths_are_relative_to_where_they_are_written() -> None:
    """A glossary and globs of the file are relative to its folder, those of the command line to the working folder."""
    config = made(("file", {"glossary": "terms/g.yml", "extend-exclude": ["x"]}), ("command line", {"exclude": ["y"]}))
    assert config.glossary == (Path("/p/terms/g.yml"),)
    assert config.exclude == (Glob("y", "/cwd"), Glob("x", "/p"))
    assert made(("command line", {"glossary": ["/abs/g.yml", "h.yml"]})).glossary == (
        Path("/abs/g.yml"),
        Path("/cwd/h.yml"),
    )


def test_the_built_in_glossary_can_be_named() -> None:
    """`builtin` is a choice like others, and can be joined with files."""
    config = made(("file", {"glossary": "builtin"}))
    assert config.glossary == ()
    assert config.names_glossary
    assert made(("file", {"glossary": ["builtin", "g.yml"]})).glossary == (Path("builtin"), Path("/p/g.yml"))


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([("file", {"select": ["TL1"]})], {"TL101", "TL102"}),
        ([("file", {"select": ["TL1"], "ignore": ["second"]})], {"TL101"}),
        ([("file", {"select": ["first"], "extend-select": ["TL2"]})], {"TL101", "TL201"}),
        ([("file", {"ignore": ["TL1"]}), ("command line", {"extend-select": ["TL102"]})], {"TL102", "TL201"}),
        ([("file", {"ignore": ["TL1"]}), ("command line", {"select": ["TL102"]})], {"TL102"}),
        ([("file", {"select": ["TL1"]}), ("command line", {"ignore": ["TL102"]})], {"TL101"}),
        ([("file", {"select": ["TL1"]}), ("command line", {"select": ["ALL"], "ignore": ["TL1"]})], {"TL201"}),
    ],
)
def test_selection_goes_from_layer_to_layer(layers: list[tuple[str, dict[str, Any]]], codes: set[str]) -> None:
    """Each layer selects anew or adds to what is below it, and then ignores."""
    assert selected(*layers) == codes


BLOG = {"paths": ["blog/**"], "ignore": ["first"]}


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([("file", {"overrides": [BLOG]})], {"TL102", "TL201"}),
        ([("file", {"overrides": [BLOG]}), ("command line", {"select": ["TL1"]})], {"TL102"}),
        ([("file", {"overrides": [{"paths": "*.md", "select": ["TL2"]}]})], {"TL201"}),
        ([("file", {"overrides": [{"paths": "*.md", "select": ["TL2"]}]}), ("env", {"select": ["first"]})], {"TL101"}),
        ([("file", {"overrides": [{"paths": ["docs"], "select": ["TL2"]}]})], {"TL101", "TL102", "TL201"}),
        ([("file", {"overrides": [BLOG, {"paths": ["blog"], "select": ["ALL"]}]})], {"TL102", "TL201"}),
    ],
)
def test_overrides_are_for_their_paths(layers: list[tuple[str, dict[str, Any]]], codes: set[str]) -> None:
    """What an override selects gives way to the command line; what it ignores stays ignored."""
    assert selected(*layers, path="/p/blog/2026/a.md") == codes


def test_overrides_add_up_in_order() -> None:
    """Later overrides come before earlier ones, key by key; expected senses are collected."""
    config = made(
        (
            "file",
            {
                "severity": {"first": "error"},
                "rules": {"second": {"a": 1, "b": 1}},
                "overrides": [
                    {"paths": ["blog/**"], "expect": ["x", "y"], "severity": {"TL101": "info"}},
                    {"paths": ["*.md"], "expect": ["y", "z"], "rules": {"TL102": {"a": 2}}},
                ],
            },
        )
    )
    settings = PathSettings(config)
    both = settings(Path("/p/blog/a.md"))
    assert both.expect == ("x", "y", "z")
    assert both.severities == {"TL101": Severity.INFO}
    assert both.options == {"TL102": {"a": 2, "b": 1}}
    one = settings(Path("/p/a.md"))
    assert one.severities == {"TL101": Severity.ERROR}
    assert one.expect == ("y", "z")
    assert settings(Path("/p/b.md")) is one
    assert settings(Path("/p/b.html")).options == {"TL102": {"a": 1, "b": 1}}


def test_a_sense_that_the_glossary_lacks_is_told_where_it_is_expected() -> None:
    """An unknown sense id is an error at its place, with the id that was likely meant."""
    text = '[[overrides]]\npaths = ["a"]\nexpect = ["massage.data", "massage.tidy"]\n'
    overrides = [{"paths": ["a"], "expect": ["massage.data", "massage.tidy"]}]
    values: dict[str, Any] = {"overrides": overrides}
    file = ConfigFile(ROOT / "t.toml", "t.toml", text, (), values)
    config = resolve([Layer("t.toml", values, ROOT)], root=ROOT, file=file, known=KNOWN)
    glossary = Glossary("g", "en", (Term("massage", (Sense("massage.tidy-data", ""), Sense("massage.data", ""))),))
    assert list(expect_problems(config, glossary)) == [
        Problem(
            "the glossary has no sense 'massage.tidy'",
            "t.toml",
            3,
            27,
            "did you mean 'massage.tidy-data'?",
            'expect = ["massage.data", "massage.tidy"]',
            14,
        )
    ]
