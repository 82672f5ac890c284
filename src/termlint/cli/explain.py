"""`termlint explain`: the page of a rule."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from termlint.cli._command import option, subcommand
from termlint.rules.base import Bad, Good, Rule


@subcommand("explain", short_help="Explain a rule, with examples.")
@click.argument("rule", required=False)
@option("--all", "every", is_flag=True, help="Explain all rules")
@click.pass_context
def command(ctx: click.Context, /, rule: str | None, every: bool) -> int:
    """Explain what a rule reports, why it matters and how to fix it, with examples.

    RULE is a code or a name.
    """
    import sys

    from termlint.cli._console import write
    from termlint.linter import rules

    if every == (rule is not None):
        raise click.UsageError("Name a rule, or give --all.", ctx)
    chosen = rules() if every else (_find(rule or "", rules()),)
    write(sys.stdout, ["\n".join(page(one) for one in chosen)])
    return 0


def _find(name: str, rules: tuple[Rule, ...]) -> Rule:
    from termlint.config_kinds import suggestion
    from termlint.errors import ConfigError, Problem

    found = next((rule for rule in rules if name.lower() in (rule.code.lower(), rule.name)), None)
    if found is None:
        names = [known for rule in rules for known in (rule.name, rule.code)]
        raise ConfigError(Problem(f"there is no rule {name!r}", help=suggestion(name, names)))
    return found


def page(rule: Rule) -> str:
    """The page of a rule as Markdown: its docstring, options, and examples, which are also its tests."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield f"Severity: {rule.severity} (by default)."
    yield ""
    yield from _sections(inspect.getdoc(rule) or "")
    if rule.options:
        yield from ("", "## Settings", "")
        for name, option in rule.options.items():
            yield f"- `{name}` ({option.kind}, by default `{option.default}`): {option.means}"
    bad = [example for example in rule.examples if isinstance(example, Bad)]
    good = [example for example in rule.examples if isinstance(example, Good)]
    if bad:
        yield from ("", "## Reported")
    for example in bad:
        yield from ("", *_quoted(example.text), "", f"{example.message}{_given(example)}")
        if example.fixed is not None:
            yield from ("", "Fixed:", "", *_quoted(example.fixed))
    if good:
        yield from ("", "## Not reported")
    for fine in good:
        yield from ("", *_quoted(fine.text))
        if given := _given(fine):
            yield from ("", given.strip().capitalize())


def _given(example: Bad | Good) -> str:
    """What must be configured for an example to hold."""
    import json

    settings = [f"`{name} = {json.dumps(value)}`" for name, value in example.options.items()]
    settings += [f"`expect = {json.dumps(list(example.expect))}`"] if example.expect else []
    return f" (with {', '.join(settings)})" if settings else ""


def _sections(docstring: str) -> Iterator[str]:
    """The docstring, its underlined headings as Markdown ones."""
    lines = docstring.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following and not following.strip("-") and line:
            yield f"## {line}"
            yield ""
        elif not line or line.strip("-"):
            yield line


def _quoted(text: str) -> Iterator[str]:
    yield from (f"    {line}".rstrip() for line in text.strip("\n").splitlines())
