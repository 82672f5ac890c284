"""`termlint define`: what the glossary says of a term."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import subcommand
from termlint.cli._options import color_option, glossary_options


@subcommand("define", short_help="Define a term of the glossary.")
@click.argument("term", nargs=-1, required=True)
@glossary_options
@color_option
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Define a term: its senses, where their definitions come from, and what speaks for each.

    TERM is a term, one of its forms or abbreviations, or the id of a sense.
    """
    import sys

    from termlint.cli._console import style, write
    from termlint.cli._define import define
    from termlint.cli._session import Session

    session = Session.open(ctx)
    pieces = define(session.glossary(), " ".join(session.given("term")), style(sys.stdout, session.given("color")))
    write(sys.stdout, pieces)
    return 0
