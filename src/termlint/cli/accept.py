"""`termlint accept`: take words that were learned into the glossary."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import color_option, glossary_options


@subcommand("accept", short_help="Add words as cues of a sense to your glossary.")
@click.argument("sense", metavar="SENSE")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@option("--dry-run", is_flag=True, help="Write nothing; print what would change")
@glossary_options
@color_option
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Add words as cues of a sense to your glossary; everything else in the file stays as it is.

    SENSE is the id of a sense; `termlint learn` proposes words. Put phrases in quotes.
    """
    from termlint.cli._accept_run import accept

    return accept(ctx)
