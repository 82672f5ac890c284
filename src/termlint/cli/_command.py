"""Commands and options as this program writes them: grouped help, and an environment variable for every option."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from termlint.cli._call import DEBUG
from termlint.cli._option import FLAG, NUMBER, PATH, SWITCH, Option

Function = TypeVar("Function", bound=Callable[..., Any])

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EPILOG = """\
\b
Exit status: 0 success, 1 findings, 2 wrong use or an unusable input.
Environment: TERMLINT_FAIL_ON sets --fail-on, and so for every option.
"""


class SectionOption(click.Option):
    """An option that stands under a heading of the help page."""

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class Command(click.Command):
    """A command whose help page shows its options under their headings."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for this page, described as the other options are."""
        return plainly(super().get_help_option(ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the headings in the order in which they first occur, those without one last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "section", "Options"), []).append(record)
        for title in sorted(sections, key=lambda title: title == "Options"):
            with formatter.section(title):
                formatter.write_dl(sections[title])


class Group(click.Group):
    """A group of commands."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for the page of the group, described as the other options are."""
        return plainly(super().get_help_option(ctx))


def plainly(found: click.Option | None) -> click.Option | None:
    """The help option in this program's own words."""
    if found is not None:
        found.help = "Print this page, and stop"
    return found


def subcommand(name: str, **kwargs: Any) -> Callable[[Callable[..., Any]], Command]:
    """A decorator that makes a function a command with the options that all commands have."""

    def decorate(function: Callable[..., Any]) -> Command:
        made = click.command(name, cls=Command, context_settings=SETTINGS, epilog=EPILOG, **kwargs)(function)
        made.params.append(debug_parameter())
        return made

    return decorate


def option(*names: str, section: str = "Options", **kwargs: Any) -> Callable[[Function], Function]:
    """An option that the environment variable of its own name can set, whatever the command."""
    long = next(name for name in names if name.startswith("--")).partition("/")[0]
    kwargs.setdefault("envvar", f"TERMLINT_{long[2:].replace('-', '_').upper()}")
    return click.option(*names, cls=SectionOption, section=section, **kwargs)


def decorator(one: Option) -> Callable[[Function], Function]:
    """Gives an option to a command of click."""
    types: dict[object, Any] = {PATH: click.Path(), NUMBER: int}
    more = dict(one.more)
    if one.kind == FLAG:
        more["is_flag"] = True
    elif isinstance(one.kind, tuple):
        more["type"] = click.Choice(one.kind)
    elif one.kind in types:
        more["type"] = types[one.kind]
    if one.default is not None or one.kind == SWITCH:
        more["default"] = one.default
    return option(*one.names, section=one.section, multiple=one.multiple, **more)


def debug_parameter() -> SectionOption:
    """`--debug`, which may stand before or after the name of a command."""
    return SectionOption(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        callback=_remember_debug,
        is_eager=True,
        envvar="TERMLINT_DEBUG",
        help="Print a traceback with an internal error",
    )


def _remember_debug(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[DEBUG] = True
