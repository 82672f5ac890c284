"""`termlint init`: a glossary and a configuration to start from."""

from __future__ import annotations

import click

from termlint.cli._command import option, subcommand


@subcommand("init", short_help="Write a glossary and a configuration to start from.")
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path())
@option("--force", is_flag=True, help="Overwrite files that are there")
@click.pass_context
def command(_: click.Context, /, folder: str, force: bool) -> int:
    """Write a glossary and a configuration to start from, with a page that they find no fault with.

    DIR is by default the current folder. Nothing that is there is overwritten.
    """
    import sys
    from pathlib import Path

    from termlint.cli._console import clean, write
    from termlint.cli._init import NEXT_STEPS, starter
    from termlint.errors import ConfigError, Problem
    from termlint.files import display_name, replace

    base = Path.cwd() / folder
    names = {path: display_name(path, Path.cwd()) for path in (base / name for name in starter())}
    if not force and (there := [name for path, name in names.items() if path.exists()]):
        help = "nothing was written; overwrite with --force"
        raise ConfigError(*(Problem("is there already", name, help=help) for name in there))
    for path, text in zip(names, starter().values(), strict=True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, text.encode("utf-8"))
        except OSError as error:
            raise ConfigError(Problem(f"cannot be written: {error.strerror or error}", names[path])) from error
        write(sys.stdout, [f"wrote {clean(names[path])}\n"])
    write(sys.stdout, [NEXT_STEPS])
    return 0
