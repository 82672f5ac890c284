"""The options that several commands share, by what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from termlint.cli._call import COLOR
from termlint.cli._option import FLAG, NUMBER, PATH, SWITCH, TEXT, Option, Options
from termlint.diagnostic import Severity

if TYPE_CHECKING:
    import click

Function = TypeVar("Function", bound=Callable[..., Any])

GLOSSARY, FILES, RULES, FIXES, OUTPUT = "Glossary and configuration", "Files", "Rules", "Fixes", "Output"


def option(
    *names: str,
    section: str,
    kind: str | tuple[str, ...] = TEXT,
    multiple: bool = False,
    default: Any = None,
    **more: Any,
) -> Option:
    """An option that the environment variable of its own name can set, too."""
    return Option(names, section, kind, multiple, default, more)


glossary_option = option(
    "--glossary",
    kind=PATH,
    multiple=True,
    section=GLOSSARY,
    metavar="FILE",
    help="Use this glossary; may be given several times; `builtin` is the built-in one",
)

config_options = Options.of(
    option("--config", kind=PATH, section=GLOSSARY, metavar="FILE", help="Read this configuration file"),
    option("--isolated", kind=FLAG, section=GLOSSARY, help="Read no configuration file"),
    option("--allow-outside", kind=FLAG, section=GLOSSARY, help="Let a glossary extend files outside of the project"),
    option(
        "--cache-dir",
        kind=PATH,
        section=GLOSSARY,
        metavar="DIR",
        help="Keep here what later runs can use",
    ),
    option("--no-cache", kind=FLAG, section=GLOSSARY, help="Use nothing of earlier runs, and keep nothing"),
)

glossary_options = Options.of(glossary_option, config_options)

found_file_options = Options.of(
    option("--exclude", multiple=True, section=FILES, metavar="GLOB", help="Leave out these instead of the usual ones"),
    option("--extend-exclude", multiple=True, section=FILES, metavar="GLOB", help="Leave out these, too"),
    option("--force-exclude", kind=FLAG, section=FILES, help="Leave out excluded files even if they are named"),
    option(
        "--respect-gitignore/--no-respect-gitignore",
        kind=SWITCH,
        section=FILES,
        help="Leave out what git ignores  [default: respect-gitignore]",
    ),
    option(
        "--max-file-size", kind=NUMBER, section=FILES, metavar="BYTES", help="Refuse larger ones  [default: 10000000]"
    ),
    option("--allow-empty", kind=FLAG, section=FILES, help="Accept that no file is there to check"),
    option("--jobs", "-j", section=FILES, metavar="N|auto", help="Processes that check files  [default: auto]"),
    option("--show-files", kind=FLAG, section=FILES, help="Print the files that would be checked, and stop"),
    option("--show-settings", kind=FLAG, section=FILES, help="Print all settings and their sources, and stop"),
)

file_options = Options.of(
    option("--stdin-filename", section=FILES, metavar="PATH", help="Path of the text on standard input, with `-`"),
    found_file_options,
)

labels_option = option(
    "--labels",
    kind=PATH,
    section=FILES,
    metavar="FILE",
    help="Keep labelled mentions here  [default: NAME.labels.jsonl beside NAME.yml]",
)

margin_option = option(
    "--margin",
    kind=("strict", "default", "lenient"),
    section=RULES,
    help="How clear the lead must be that decides a sense  [default: default]",
)

rule_options = Options.of(
    option("--select", multiple=True, section=RULES, metavar="RULE", help="Run these rules only  [default: ALL]"),
    option("--extend-select", multiple=True, section=RULES, metavar="RULE", help="Run these rules, too"),
    option("--ignore", multiple=True, section=RULES, metavar="RULE", help="Do not run these rules"),
    margin_option,
    option(
        "--fail-on",
        kind=(*(severity.value for severity in reversed(Severity)), "never"),
        section=RULES,
        help="Exit with 1 from this severity on  [default: warning]",
    ),
)


def _remember_color(ctx: click.Context, _: click.Parameter, value: str) -> str:
    """Keep the choice where errors find it, too."""
    ctx.meta[COLOR] = value
    return value


color_option = option(
    "--color",
    kind=("auto", "always", "never"),
    default="auto",
    show_default=True,
    is_eager=True,
    callback=_remember_color,
    section=OUTPUT,
    help="Use colour",
)

output_options = Options.of(
    option("--output-file", "-o", kind=PATH, section=OUTPUT, metavar="FILE", help="Write the report to a file"),
    color_option,
    option("--quiet", "-q", kind=FLAG, section=OUTPUT, help="Print no notes, and nothing where all is well"),
    option("--verbose", "-v", kind=FLAG, section=OUTPUT, help="Show how each decision was reached"),
)

fix_options = Options.of(
    option("--fix", kind=FLAG, section=FIXES, help="Make the safe fixes"),
    option("--unsafe-fixes", kind=FLAG, section=FIXES, help="With --fix or --diff: make unsafe fixes, too"),
    option("--diff", kind=FLAG, section=FIXES, help="Print what --fix would change, and change nothing"),
)

check_options = Options.of(
    glossary_options,
    file_options,
    rule_options,
    fix_options,
    option(
        "--output-format",
        section=OUTPUT,
        metavar="FORMAT",
        help="Print the report as full, concise, grouped, json or jsonl  [default: full]",
    ),
    output_options,
    option("--statistics", kind=FLAG, section=OUTPUT, help="Print counts by rule, term and sense instead"),
    option("--exit-zero", kind=FLAG, section=OUTPUT, help="Exit with 0 in spite of findings"),
)


def paths_argument(function: Function) -> Function:
    """The paths of files and folders, as they are."""
    import click

    return click.argument("paths", nargs=-1, type=click.UNPROCESSED, metavar="[PATHS]...")(function)
