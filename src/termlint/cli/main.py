"""The `termlint` command: finds its subcommands in this package and ends with the right status, whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

import termlint.cli
from termlint import __version__
from termlint.cli._command import EPILOG, SETTINGS, Group, debug_parameter
from termlint.cli._ending import FAILED, finish
from termlint.cli._start import failed, status
from termlint.plugins import module_names


class Commands(Group):
    """A group whose commands are the modules beside this one, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, sorted."""
        return [name for name in module_names(termlint.cli) if name != "main"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The `command` of the module of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"{termlint.cli.__name__}.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a path or a slip in the place of a command gets the advice that it needs."""
        name, names = args[0] if args else "", self.list_commands(ctx)
        if name and name not in names:
            from termlint.config_kinds import suggestion

            if os.path.lexists(name):
                ctx.fail(f"{name!r} is no command. To check it: termlint check {name}")
            guess = suggestion(name, names) or ""
            ctx.fail(f"{name!r} is no command{'; ' if guess else '.'}{guess}")
        return super().resolve_command(ctx, args)


@click.group("termlint", cls=Commands, context_settings=SETTINGS, epilog=EPILOG, params=[debug_parameter()])
@click.version_option(
    __version__, prog_name="termlint", message="%(prog)s %(version)s", help="Print the version, and stop"
)
def main() -> None:
    """Find terms that are used in the wrong sense, or in none that can be told."""


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status."""
    finish(lambda: status(list(sys.argv[1:] if arguments is None else arguments)))


def carried_out(arguments: list[str], asked: object) -> int:
    """Run the command line, turning every way to end into an exit status."""
    if "_TERMLINT_COMPLETE" in os.environ:
        main.main(arguments, prog_name="termlint")
    context: click.Context | None = None
    try:
        with main.make_context("termlint", arguments, obj=asked) as context:
            result = main.invoke(context)
            return result if isinstance(result, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return FAILED
    except Exception as error:
        return failed(error, context)
