"""`termlint glossary`: checks and tests of the glossary itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from termlint.cli._command import EPILOG, SETTINGS, Group, option, subcommand
from termlint.cli._options import OUTPUT, color_option, config_options

Function = TypeVar("Function", bound=Callable[..., Any])


def _files_argument(function: Function) -> Function:
    """The glossary's files, as the option --glossary gives them to other commands."""
    return click.argument("glossary", nargs=-1, type=click.Path(), envvar="TERMLINT_GLOSSARY", metavar="[FILES]...")(
        function
    )


def _format_option(function: Function) -> Function:
    return option(
        "--output-format",
        type=click.Choice(["full", "json"]),
        default="full",
        show_default=True,
        envvar="TERMLINT_GLOSSARY_OUTPUT_FORMAT",
        section=OUTPUT,
        help="Print the outcome in this format",
    )(function)


@click.group("glossary", cls=Group, context_settings=SETTINGS, epilog=EPILOG, short_help="Check or test a glossary.")
def command() -> None:
    """Check or test a glossary."""


@subcommand("check", short_help="Find what is wrong or weak in a glossary.")
@_files_argument
@config_options
@_format_option
@color_option
@click.pass_context
def check(ctx: click.Context, /, **_: Any) -> int:
    """Find what is wrong or weak in a glossary.

    FILES are by default the project's glossary, else the built-in one.
    """
    from termlint.cli._glossary_run import check as run

    return run(ctx)


@subcommand("test", short_help="Run a glossary's own examples and misuses.")
@_files_argument
@config_options
@option("--coverage", is_flag=True, section=OUTPUT, help="List what no example or misuse exercises")
@option("--mutate", is_flag=True, section=OUTPUT, help="List cues that could be lost unnoticed (slow)")
@_format_option
@option("--verbose", "-v", is_flag=True, section=OUTPUT, help="Show every sense, and lists in full")
@color_option
@click.pass_context
def test(ctx: click.Context, /, **_: Any) -> int:
    """Test that every example of a glossary has its sense and every misuse is reported.

    FILES are by default the project's glossary, else the built-in one.
    """
    from termlint.cli._glossary_run import test as run

    return run(ctx)


command.add_command(check)
command.add_command(test)
