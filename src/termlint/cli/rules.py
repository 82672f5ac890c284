"""`termlint rules`: all rules in one list."""

from __future__ import annotations

from collections.abc import Iterator

import click

from termlint.cli._command import option, subcommand
from termlint.rules.base import Bad, Rule


@subcommand("rules", short_help="List all rules.")
@option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    envvar="TERMLINT_RULES_OUTPUT_FORMAT",
    help="Print the list in this format",
)
@click.pass_context
def command(_: click.Context, /, output_format: str) -> int:
    """List the code, name, severity and meaning of every rule; * marks those with a fix."""
    import sys

    from termlint.cli._console import write
    from termlint.linter import rules

    write(sys.stdout, _json(rules()) if output_format == "json" else _table(rules()))
    return 0


def summary(rule: Rule) -> str:
    """The first line of the rule's page."""
    return next(line.strip() for line in (rule.__doc__ or "").splitlines() if line.strip())


def fixable(rule: Rule) -> bool:
    """Whether the rule has a fix, as its examples show."""
    return any(isinstance(example, Bad) and example.fixed is not None for example in rule.examples)


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        mark = "*" if fixable(rule) else " "
        yield f"{rule.code} {mark} {rule.name:<{width}}  {rule.severity:<7}  {summary(rule)}\n"


def _json(rules: tuple[Rule, ...]) -> Iterator[str]:
    import json

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "fixable": fixable(rule),
            "summary": summary(rule),
        }
        for rule in rules
    ]
    yield json.dumps(listed, indent=2) + "\n"
