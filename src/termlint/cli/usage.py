"""`termlint usage`: every mention of a term with the sense that it has."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import (
    OUTPUT,
    RULES,
    file_options,
    glossary_options,
    margin_option,
    output_options,
    paths_argument,
)


@subcommand("usage", short_help="List every mention of a term with its sense.")
@paths_argument
@glossary_options
@file_options
@option("--term", multiple=True, section=RULES, metavar="TERM", help="List only this term; may be given several times")
@option("--sense", multiple=True, section=RULES, metavar="ID", help="List only this sense, or `undecided`")
@margin_option
@option(
    "--group-by",
    type=click.Choice(["term", "sense", "file"]),
    default="term",
    show_default=True,
    section=OUTPUT,
    help="Order the list for people by this",
)
@option(
    "--output-format",
    type=click.Choice(["full", "json", "jsonl"]),
    default="full",
    show_default=True,
    envvar="TERMLINT_USAGE_OUTPUT_FORMAT",
    section=OUTPUT,
    help="Print the list in this format",
)
@output_options
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """List every mention of a term with the sense that it has there.

    PATHS are files and folders, by default the current one; `-` is standard input.
    """
    from termlint.cli._usage_run import usage

    return usage(ctx)
