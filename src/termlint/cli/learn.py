"""`termlint learn`: what the words around the mentions of a project say of their senses."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import (
    OUTPUT,
    color_option,
    found_file_options,
    glossary_options,
    labels_option,
    paths_argument,
)

LEARNING = "Learning"


@subcommand("learn", short_help="Learn from your texts which words speak for which sense.")
@paths_argument
@option("--check", is_flag=True, section=LEARNING, help="Write nothing; exit with 1 if the lock file is stale")
@option("--dry-run", is_flag=True, section=LEARNING, help="Write nothing; print what would be learned")
@option("--term", multiple=True, section=LEARNING, metavar="TERM", help="Learn only this term; may be repeated")
@glossary_options
@labels_option
@found_file_options
@option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    envvar="TERMLINT_LEARN_OUTPUT_FORMAT",
    section=OUTPUT,
    help="Print the outcome in this format",
)
@color_option
@option("--quiet", "-q", is_flag=True, section=OUTPUT, help="Print no notes, and of the outcome one line a term")
@option("--verbose", "-v", is_flag=True, section=OUTPUT, help="Show more words, and all mentions to label")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Learn from your texts which words speak for which sense of a term.

    PATHS are files and folders, by default the current one. What is learned is written to NAME.learned.yml beside the
    glossary NAME.yml, and every command uses it from then on; the mentions whose labels would help most are written to
    NAME.labels.jsonl, for `termlint label`.
    """
    from termlint.cli._learn_run import learn

    return learn(ctx)
