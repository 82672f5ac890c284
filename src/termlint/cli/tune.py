"""`termlint tune`: weights and margins from labelled mentions, and what to expect of them."""

from __future__ import annotations

from typing import Any

import click

from termlint.cli._command import option, subcommand
from termlint.cli._options import OUTPUT, color_option, glossary_options, labels_option

TUNING = "Tuning"


@subcommand("tune", short_help="Tune the weights of words and the margins on labelled mentions.")
@option(
    "--svm",
    is_flag=True,
    section=TUNING,
    help="Let scikit-learn train the support vector machine; needs termlint-senses[train]",
)
@option(
    "--precision",
    type=click.FloatRange(0.5, 0.999),
    default=0.97,
    show_default=True,
    section=TUNING,
    metavar="SHARE",
    help="Choose for each term the margin that makes this share of decisions right",
)
@option(
    "--folds",
    type=click.IntRange(2, 100),
    default=5,
    show_default=True,
    section=TUNING,
    metavar="N",
    help="Measure on each of so many parts of the labelled mentions what the others teach",
)
@option(
    "--min-labels",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    section=TUNING,
    metavar="N",
    help="Leave out terms with fewer labelled mentions of any sense",
)
@option("--check", is_flag=True, section=TUNING, help="Write nothing; exit with 1 if the lock file is stale")
@option("--dry-run", is_flag=True, section=TUNING, help="Write nothing; print what would be written")
@option("--term", multiple=True, section=TUNING, metavar="TERM", help="Tune only this term; may be repeated")
@glossary_options
@labels_option
@option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    envvar="TERMLINT_TUNE_OUTPUT_FORMAT",
    section=OUTPUT,
    help="Print the outcome in this format",
)
@color_option
@option("--quiet", "-q", is_flag=True, section=OUTPUT, help="Print no notes, and nothing where all is well")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> int:
    """Tune the weights of words and the margins on labelled mentions.

    The mentions are those of NAME.labels.jsonl that have a sense. The outcome is written to NAME.learned.yml, instead
    of what `termlint learn` wrote of the same terms, with what to expect of it: how many of the labelled mentions are
    decided, and how many of those rightly, by weights that were trained on others.
    """
    from termlint.cli._tune_run import tune

    return tune(ctx)
