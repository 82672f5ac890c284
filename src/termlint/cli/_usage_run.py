"""What `termlint usage` does: check, keep the mentions that were asked for, and list them."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial
from typing import Any

import click
from msgspec.structs import replace

from termlint.cli import _checking, _show
from termlint.cli._console import show_notes, style
from termlint.cli._output import emit
from termlint.cli._session import Session
from termlint.config_kinds import suggestion
from termlint.diagnostic import FileResult
from termlint.errors import ConfigError, Problem
from termlint.glossary.model import Glossary
from termlint.resolution import Resolution
from termlint.run import Tell

UNDECIDED = "undecided"


def usage(ctx: click.Context) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    session = Session.open(ctx)
    if (shown := _show.settings_or_files(session)) is not None:
        return shown
    from termlint.usage import render_usage, used

    output_format = session.given("output_format")
    how = style(sys.stdout, session.given("color"), verbose=session.given("verbose"))
    told = partial(used, output_format=output_format, style=how)
    tell = partial(_filtered, tell=told, terms=session.given("term"), senses=session.given("sense"))
    batch = _checking.check(session, tell, resolutions=True)
    _check_filters(session, batch.glossary)
    result = batch.result()
    if session.given("quiet"):
        result = replace(result, notes=())
    if output_format != "full":
        show_notes(result.notes)
    pieces = render_usage(result, output_format, how, session.given("group_by"))
    emit(pieces, session.given("output_file"))
    return 2 if result.errors or any(file.errors for file in result.files) else 0


def _check_filters(session: Session, glossary: Glossary) -> None:
    """Refuse terms and senses that the glossary does not have: nothing would be listed, and nobody would know why."""
    terms = {term.term for term in glossary.terms}
    senses = {UNDECIDED} | {sense.id for term in glossary.terms for sense in term.senses}
    asked = (("term", session.given("term"), terms), ("sense", session.given("sense"), senses))
    problems = [
        Problem(f"--{what}: the glossary has no {what} {name!r}", help=suggestion(name, sorted(names)))
        for what, given, names in asked
        for name in given
        if name not in names
    ]
    if problems:
        raise ConfigError(*problems)


def _filtered(file: FileResult, tell: Tell, terms: Collection[str], senses: Collection[str]) -> Any:
    """What is told of the mentions that were asked for."""

    def wanted(resolution: Resolution) -> bool:
        sense = resolution.sense.id if resolution.sense else UNDECIDED
        return (not terms or resolution.term.term in terms) and (not senses or sense in senses)

    if terms or senses:
        pairs = [(found, codes) for found, codes in zip(file.resolutions, file.codes, strict=True) if wanted(found)]
        file = replace(file, resolutions=tuple(r for r, _ in pairs), codes=tuple(codes for _, codes in pairs))
    return tell(file)
