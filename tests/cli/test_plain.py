"""Command lines that are read without click: just as click reads them, or not at all."""

from __future__ import annotations

from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlint.cli._call import COLOR, DEBUG, PlainCall
from termlint.cli._option import FLAG
from termlint.cli._options import check_options
from termlint.cli._plain import read
from termlint.cli.check import command

NAMES = sorted({part for option in check_options.all for name in option.names for part in name.split("/")})
VALUES = [
    "a.md",
    "docs",
    "full",
    "json",
    "strict",
    "never",
    "error",
    "0",
    "12",
    "-3",
    "x y",
    "",
    "-",
    "--",
    "auto",
    "é",
]
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(VALUES),
    st.sampled_from(["--debug", "--help", "-h", "-qv", "-j2", "-oa", "--fi", "--unknown", "-"]),
    st.builds("{}={}".format, st.sampled_from(NAMES), st.sampled_from(VALUES)),
)
VARIABLES = st.dictionaries(
    st.sampled_from([o.variable for o in check_options.all]), st.sampled_from(VALUES), max_size=2
)


def by_click(arguments: list[str], asked: object = None) -> click.Context | None:
    """The context that click makes of the arguments; None where it ends at once."""
    try:
        return command.make_context("check", list(arguments), obj=asked)
    except (click.ClickException, click.exceptions.Exit):
        return None


def told(call: Any) -> list[tuple[str, object, str]]:
    """Every value in its order, with where it comes from."""
    return [(name, value, call.get_parameter_source(name).name) for name, value in call.params.items()]


@settings(
    max_examples=1500,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(arguments=st.lists(WORDS, max_size=6), environment=VARIABLES)
def test_what_is_read_is_what_click_reads(
    arguments: list[str], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, their order and where they come from are the same; what click refuses is never read."""
    with monkeypatch.context() as patch:
        for option in check_options.all:
            patch.delenv(option.variable, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        call, ctx = read(arguments, environment, "asked"), by_click(arguments, "asked")
    if call is not None:
        assert ctx is not None
        assert told(call) == told(ctx)
        assert (call.obj, call.meta[COLOR], call.meta.get(DEBUG)) == ("asked", ctx.meta[COLOR], ctx.meta.get(DEBUG))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-"],
        ["a.md", "b.md"],
        ["--quiet", "--output-format", "concise", "-j", "2", "a.md", "--exclude=a", "--exclude", "b"],
        ["-", "--stdin-filename", "a.md", "--output-format=json", "--fail-on", "never", "--max-file-size", "7"],
        ["--glossary", "a.yml", "--isolated", "--cache-dir", "/c", "-q", "--color=never", "--no-cache"],
    ],
)
def test_what_programs_write_is_plain(arguments: list[str]) -> None:
    """Hooks and editors get the short way, whether they set the folder of the cache or not."""
    for environment in ({}, {"TERMLINT_CACHE_DIR": "/cache", "HOME": "/"}):
        assert isinstance(read(arguments, environment), PlainCall)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["--debug"], {}),
        (["-qv"], {}),
        (["--", "a.md"], {}),
        (["--quiet=1"], {}),
        (["--jobs"], {}),
        (["--jobs", "-1"], {}),
        (["--margin", "wide"], {}),
        (["--max-file-size", "many"], {}),
        (["--no-respect-gitignore"], {}),
        (["-", "a.md"], {}),
        (["--isolated", "--config", "a.toml"], {}),
        ([], {"TERMLINT_DEBUG": "1"}),
        ([], {"TERMLINT_QUIET": "1"}),
        ([], {"TERMLINT_SELECT": "TL1 TL2"}),
        ([], {"TERMLINT_MARGIN": "wide"}),
    ],
)
def test_what_is_not_plain_is_left_to_click(arguments: list[str], environment: dict[str, str]) -> None:
    """Help, slips, abbreviations, what contradicts itself, and variables of many values are not read here."""
    assert read(arguments, environment) is None


def test_every_option_is_known() -> None:
    """Each option of the command is read, or is one that click alone knows."""
    known = {option.key for option in check_options.all}
    assert {parameter.name for parameter in command.params} - known == {"paths", "debug"}
    switches = {option.long for option in check_options.all if "/" in option.names[0]}
    for option in check_options.all:
        if option.long not in switches:
            words = option.kind if isinstance(option.kind, tuple) else ("1",)
            given = [option.long] if option.kind == FLAG else [option.long, words[0]]
            assert read(given, {}) is not None, option.long
    assert switches == {"--respect-gitignore"}
