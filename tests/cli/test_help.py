"""The help pages: their words, as they are read at 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from termlint.cli.main import main

GOLDEN = Path(__file__).with_name("help.txt")


def pages(command: click.Command = main, parent: click.Context | None = None) -> Iterator[tuple[str, click.Context]]:
    """Every command with its context, groups before what is in them."""
    name = command.name or ""
    ctx = command.context_class(command, info_name=name, parent=parent, **command.context_settings)
    yield ctx.command_path, ctx
    if isinstance(command, click.Group):
        for child in command.list_commands(ctx):
            found = command.get_command(ctx, child)
            assert found is not None
            yield from pages(found, ctx)


def test_help_pages(termlint: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages are as in the golden file, which is written anew where it is missing."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = "\n".join(f"$ {path} --help\n{termlint(*path.split()[1:], '--help').out}" for path, _ in pages())
    if not GOLDEN.exists():
        GOLDEN.write_text(shown)
        pytest.fail("the golden file was missing; look at it and run again")
    assert shown == GOLDEN.read_text()


def test_commands_end_with_a_full_stop_and_options_do_not() -> None:
    """Commands are sentences, options are phrases."""
    for path, ctx in pages():
        short = ctx.command.get_short_help_str(200)
        assert short.endswith("."), path
        for parameter in ctx.command.get_params(ctx):
            help = getattr(parameter, "help", None)
            assert not (help or "").endswith("."), f"{path} {parameter.name}"


def test_every_option_has_a_variable() -> None:
    """Each option but help and version can be set by the environment."""
    for path, ctx in pages():
        for parameter in ctx.command.get_params(ctx):
            if isinstance(parameter, click.Option) and not {"--help", "--version"} & set(parameter.opts):
                assert str(parameter.envvar).startswith("TERMLINT_"), f"{path} {parameter.name}"
