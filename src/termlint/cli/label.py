"""`termlint label`: say of single mentions which sense they have."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import color_option, glossary_options, labels_option


@subcommand("label", short_help="Say of the mentions that `learn` asks about which sense they have.")
@option("--term", multiple=True, section="Learning", metavar="TERM", help="Label only this term; may be repeated")
@glossary_options
@labels_option
@color_option
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Say of the mentions that `termlint learn` asks about which sense they have.

    Each mention is shown in its paragraph; answer with the number of a sense. Every answer is saved at once.

    \b
    n  none of these senses, or nobody can tell
    s  skip this mention
    u  undo the last answer
    q  quit
    """
    from termlint.cli._label_run import label

    return label(ctx)
