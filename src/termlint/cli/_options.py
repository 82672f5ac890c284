"""The options that several commands share, by what they are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from termlint.cli._command import option
from termlint.cli._console import COLOR
from termlint.diagnostic import Severity

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]

GLOSSARY, FILES, RULES, OUTPUT = "Glossary and configuration", "Files", "Rules", "Output"


def _together(*decorators: Decorator) -> Callable[[Function], Function]:
    """Decorators as one, to be shown in the order in which they are given."""

    def decorate(function: Function) -> Function:
        return reduce(lambda made, decorator: decorator(made), reversed(decorators), function)

    return decorate


glossary_option = option(
    "--glossary",
    type=click.Path(),
    multiple=True,
    section=GLOSSARY,
    metavar="FILE",
    help="Use this glossary; may be given several times; `builtin` is the built-in one",
)

config_options = _together(
    option("--config", type=click.Path(), section=GLOSSARY, metavar="FILE", help="Read this configuration file"),
    option("--isolated", is_flag=True, section=GLOSSARY, help="Read no configuration file"),
    option(
        "--allow-outside", is_flag=True, section=GLOSSARY, help="Let a glossary extend files outside of the project"
    ),
    option(
        "--cache-dir",
        type=click.Path(),
        section=GLOSSARY,
        metavar="DIR",
        help="Keep here what later runs can use",
    ),
    option("--no-cache", is_flag=True, section=GLOSSARY, help="Use nothing of earlier runs, and keep nothing"),
)

glossary_options = _together(glossary_option, config_options)

found_file_options = _together(
    option("--exclude", multiple=True, section=FILES, metavar="GLOB", help="Leave out these instead of the usual ones"),
    option("--extend-exclude", multiple=True, section=FILES, metavar="GLOB", help="Leave out these, too"),
    option("--force-exclude", is_flag=True, section=FILES, help="Leave out excluded files even if they are named"),
    option(
        "--respect-gitignore/--no-respect-gitignore",
        default=None,
        section=FILES,
        help="Leave out what git ignores  [default: respect-gitignore]",
    ),
    option("--max-file-size", type=int, section=FILES, metavar="BYTES", help="Refuse larger ones  [default: 10000000]"),
    option("--allow-empty", is_flag=True, section=FILES, help="Accept that no file is there to check"),
    option("--jobs", "-j", section=FILES, metavar="N|auto", help="Processes that check files  [default: auto]"),
    option("--show-files", is_flag=True, section=FILES, help="Print the files that would be checked, and stop"),
    option("--show-settings", is_flag=True, section=FILES, help="Print all settings and their sources, and stop"),
)

file_options = _together(
    option("--stdin-filename", section=FILES, metavar="PATH", help="Path of the text on standard input, with `-`"),
    found_file_options,
)

labels_option = option(
    "--labels",
    type=click.Path(),
    section=FILES,
    metavar="FILE",
    help="Keep labelled mentions here  [default: NAME.labels.jsonl beside NAME.yml]",
)

margin_option = option(
    "--margin",
    type=click.Choice(["strict", "default", "lenient"]),
    section=RULES,
    help="How clear the lead must be that decides a sense  [default: default]",
)

rule_options = _together(
    option("--select", multiple=True, section=RULES, metavar="RULE", help="Run these rules only  [default: ALL]"),
    option("--extend-select", multiple=True, section=RULES, metavar="RULE", help="Run these rules, too"),
    option("--ignore", multiple=True, section=RULES, metavar="RULE", help="Do not run these rules"),
    margin_option,
    option(
        "--fail-on",
        type=click.Choice([*(severity.value for severity in reversed(Severity)), "never"]),
        section=RULES,
        help="Exit with 1 from this severity on  [default: warning]",
    ),
)


def _remember_color(ctx: click.Context, _: click.Parameter, value: str) -> str:
    """Keep the choice where errors find it, too."""
    ctx.find_root().meta[COLOR] = value
    return value


color_option = option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    is_eager=True,
    callback=_remember_color,
    section=OUTPUT,
    help="Use colour",
)

output_options = _together(
    option("--output-file", "-o", type=click.Path(), section=OUTPUT, metavar="FILE", help="Write the report to a file"),
    color_option,
    option("--quiet", "-q", is_flag=True, section=OUTPUT, help="Print no notes, and nothing where all is well"),
    option("--verbose", "-v", is_flag=True, section=OUTPUT, help="Show how each decision was reached"),
)

paths_argument = click.argument("paths", nargs=-1, type=click.UNPROCESSED, metavar="[PATHS]...")
