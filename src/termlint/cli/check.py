"""`termlint check`: report terms whose sense is wrong, missing its context, or cannot be told."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import subcommand
from termlint.cli._options import check_options, paths_argument


@subcommand("check", short_help="Report terms whose sense is wrong or cannot be told.")
@paths_argument
@check_options
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Report terms whose sense is wrong, lacks its context, or cannot be told.

    PATHS are files and folders, by default the current one; `-` is standard input.
    """
    from termlint.cli._check_run import check

    return check(ctx)
