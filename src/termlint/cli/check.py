"""`termlint check`: report terms whose sense is wrong, missing its context, or cannot be told."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import (
    OUTPUT,
    file_options,
    glossary_options,
    output_options,
    paths_argument,
    rule_options,
)

FIXES = "Fixes"


@subcommand("check", short_help="Report terms whose sense is wrong or cannot be told.")
@paths_argument
@glossary_options
@file_options
@rule_options
@option("--fix", is_flag=True, section=FIXES, help="Make the safe fixes")
@option("--unsafe-fixes", is_flag=True, section=FIXES, help="With --fix or --diff: make unsafe fixes, too")
@option("--diff", is_flag=True, section=FIXES, help="Print what --fix would change, and change nothing")
@option(
    "--output-format",
    section=OUTPUT,
    metavar="FORMAT",
    help="Print the report as full, concise, grouped, json or jsonl  [default: full]",
)
@output_options
@option("--statistics", is_flag=True, section=OUTPUT, help="Print counts by rule, term and sense instead")
@option("--exit-zero", is_flag=True, section=OUTPUT, help="Exit with 0 in spite of findings")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Report terms whose sense is wrong, lacks its context, or cannot be told.

    PATHS are files and folders, by default the current one; `-` is standard input.
    """
    from termlint.cli._check_run import check

    return check(ctx)
