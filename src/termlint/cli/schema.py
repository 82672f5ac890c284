"""`termlint schema`: the JSON Schemas of what is read and written."""

from __future__ import annotations

import click

from termlint.cli._command import subcommand


@subcommand("schema", short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(["config", "glossary", "report", "usage"]))
@click.pass_context
def command(_: click.Context, /, name: str) -> int:
    """Print the JSON Schema of configuration files, glossaries, reports or usage lists."""
    import json
    import sys

    from termlint.cli._console import write
    from termlint.schemas import schema

    write(sys.stdout, [json.dumps(schema(name), indent=2), "\n"])
    return 0
