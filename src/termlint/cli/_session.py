"""What the options of one call amount to: its configuration, its files, its glossary, its engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from termlint import config_file
from termlint.cli._call import Call
from termlint.config import Config, Layer, resolve
from termlint.config_keys import DEFAULTS, faults
from termlint.config_kinds import Fault, Known
from termlint.errors import ConfigError, GlossaryError, Problem
from termlint.files import display_name
from termlint.formats.base import Format
from termlint.glossary.model import Glossary
from termlint.walk import FormatNames, suffixes

if TYPE_CHECKING:
    from termlint.glossaries import Rules
    from termlint.glossary.learned import Learned
    from termlint.glossary.prepared import Prepared
    from termlint.ledger import Ledger
    from termlint.lock import Fitting
    from termlint.results import Results

_LISTS = ("select", "extend_select", "ignore")
_PLURAL = ("exclude", "extend_exclude", "glossary")


class Session(Struct, frozen=True):
    """One call of a command: its options, the folder it runs in, and the configuration that all of it makes."""

    ctx: Call
    cwd: Path
    config: Config
    ledger: Ledger | None = None

    @classmethod
    def open(cls, ctx: Call, ledger: Ledger | None = None) -> Session:
        """The session of a command with the glossary options; raises ConfigError. `ledger` notes what is looked at."""
        cwd = Path.cwd()
        return cls(ctx, cwd, _configure(ctx, cwd, ledger), ledger)

    def given(self, option: str) -> Any:
        """The value of an option; None where the command has no such option."""
        return self.ctx.params.get(option)

    def glossary(self) -> Glossary:
        """The glossary of the project, or the built-in one; raises GlossaryError."""
        return self.prepared(places=True).glossary

    def prepared(self, *, places: bool = False) -> Prepared:
        """The same with all that is made of it, with or without the places of terms; raises GlossaryError."""
        from termlint import glossaries

        try:
            return glossaries.prepare(
                self.config.glossary,
                root=self.config.root,
                cache_dir=Path(self.given("cache_dir")) if self.given("cache_dir") else None,
                allow_outside=bool(self.given("allow_outside")),
                rules=_rules_for_misuses(),
                use_cache=not self.given("no_cache"),
                ledger=self.ledger,
                places=places,
            )
        except GlossaryError as error:
            raise GlossaryError(*map(self.named, error.problems)) from error

    def fitting(self, glossary: Glossary) -> Fitting:
        """What was learned of the glossary's terms and still fits; raises GlossaryError."""
        from termlint.glossaries import BUILTIN, builtin_path
        from termlint.lock import fitting, lock_path

        if self.ledger:
            for file in glossary.files:
                self.ledger.read(lock_path(builtin_path() if file == BUILTIN else self.config.root / file))
        try:
            return fitting(glossary, self.config.root)
        except GlossaryError as error:
            raise GlossaryError(*map(self.named, error.problems)) from error

    def cache_folder(self) -> str | None:
        """Where to keep what later runs can use; None where nothing is to be kept."""
        from termlint import caches

        if self.given("no_cache"):
            return None
        own = self.given("cache_dir")
        return str(own) if own else caches.default_folder()

    def results(self, glossary: Glossary, learned: Learned | None) -> Results | None:
        """What is known of files that were checked with this glossary; None where nothing is to be kept."""
        from termlint import program
        from termlint.results import Results, today

        folder = self.cache_folder()
        if folder is None:
            return None
        code = program.remembered(getattr(self.ctx.obj, "code", None), folder)
        if code is None:
            return None
        about = (code, glossary.name, glossary.digest, *glossary.files, _dumped(learned))
        return Results(Path(folder), about, max_size=self.config.max_file_size, day=today())

    def named(self, problem: Problem) -> Problem:
        """A problem of the glossary, its file named from the working folder instead of the project's root."""
        from termlint.glossaries import BUILTIN

        if problem.filename is None or problem.filename == BUILTIN:
            return problem
        return replace(problem, filename=display_name(self.config.root / problem.filename, self.cwd))

    def glossary_note(self) -> str | None:
        """That the built-in glossary is used, where nobody asked for it."""
        if self.config.names_glossary:
            return None
        from termlint.glossaries import builtin_path

        for name in ("glossary.yml", "glossary.yaml"):
            own = self.config.root / name
            if self.ledger:
                self.ledger.compare(own)
            if own.is_file() and not own.samefile(builtin_path()):
                shown = display_name(self.config.root / name, self.cwd)
                return f'the built-in glossary is used; to use {shown}, write glossary = "{name}" into .termlint.toml'
        return "the built-in glossary is used; `termlint init` starts one of your own"


def _dumped(learned: Learned | None) -> str:
    """What was learned as text; empty where nothing was."""
    if learned is None:
        return ""
    from termlint.glossary.learned import dumps

    return dumps(learned)


def formats() -> Mapping[str, Format]:
    """Every input format by name."""
    import termlint.formats
    from termlint.plugins import discover

    return {format.name: format for format in discover(termlint.formats, "FORMAT")}


def format_names(config: Config) -> FormatNames:
    """What tells the format of a file."""
    return FormatNames(dict(suffixes((f.name, f.suffixes) for f in formats().values())), config.formats)


def known() -> Known:
    """The names that configurations may use."""
    import termlint.report
    from termlint.plugins import module_names

    return Known(_rules, lambda: tuple(formats()), partial(module_names, termlint.report))


def _rules_for_misuses() -> Rules:
    """The rules that a glossary may name: those there are, in as many modules; finding out more costs imports."""
    import termlint.rules
    from termlint.glossaries import Rules
    from termlint.plugins import module_names

    return Rules(" ".join(module_names(termlint.rules)), known().rule_names)


def _rules() -> tuple[Any, ...]:
    from termlint.linter import rules

    return rules()


def _configure(ctx: Call, cwd: Path, ledger: Ledger | None) -> Config:
    """Bring file, environment and command line together."""
    names = known()
    if ledger:
        _note_configuration(ctx.params, cwd, ledger)
    start = _start(ctx.params, cwd)
    path = _config_path(ctx.params, start, cwd)
    file = config_file.read(path, display_name(path, cwd), names) if path else None
    below = [Layer(file.name, file.values, file.path.parent)] if file else []
    above = _given_layers(ctx, cwd)
    if problems := [_problem(layer, fault) for layer in above for fault in faults(layer.values, names)]:
        raise ConfigError(*problems)
    root = file.path.parent if file else config_file.project_root(start)
    return resolve([*below, *above], root=root, file=file, known=names)


def _note_configuration(params: Mapping[str, Any], cwd: Path, ledger: Ledger) -> None:
    """Note every place that is looked at for a configuration file; rather more than less."""
    ledger.look(os.path.normpath(cwd / next(iter(params.get("paths") or ()), ".")))
    if params.get("config"):
        ledger.read(cwd / params["config"])
    start = _start(params, cwd)
    for folder in (start, *start.parents):
        ledger.look(folder / ".git")
        for name in config_file.NAMES:
            ledger.read(folder / name)


def _start(params: Mapping[str, Any], cwd: Path) -> Path:
    """The folder from which the configuration is looked for: that of the first path."""
    first = next(iter(params.get("paths") or ()), ".")
    name = (params.get("stdin_filename") or ".") if first == "-" else first
    path = Path(os.path.normpath(cwd / name))
    return path if path.is_dir() else path.parent


def _config_path(params: Mapping[str, Any], start: Path, cwd: Path) -> Path | None:
    if params.get("isolated"):
        if params.get("config"):
            import click

            raise click.UsageError("--config and --isolated exclude each other.")
        return None
    return cwd / params["config"] if params.get("config") else config_file.find(start)


def _given_layers(ctx: Call, cwd: Path) -> list[Layer]:
    """The layer of the environment and that of the command line."""
    origins = {"ENVIRONMENT": "environment", "COMMANDLINE": "command line"}
    layers: dict[str, dict[str, Any]] = {origin: {} for origin in origins.values()}
    for option, value in ctx.params.items():
        source = getattr(ctx.get_parameter_source(option), "name", None)
        key = option.replace("_", "-")
        if key in DEFAULTS and source in origins:
            layers[origins[source]][key] = _value(option, value)
    return [Layer(origin, values, cwd) for origin, values in layers.items() if values]


def _value(option: str, value: Any) -> Any:
    """An option's value as a configuration file would write it."""
    if option in _LISTS:
        return [part for text in value for part in text.replace(",", " ").split()]
    if option in _PLURAL:
        return list(value)
    if option == "jobs" and value.isdecimal():
        return int(value)
    return value


def _problem(layer: Layer, fault: Fault) -> Problem:
    key = str(fault.path[0])
    name = f"TERMLINT_{key.replace('-', '_').upper()}" if layer.origin == "environment" else f"--{key}"
    return Problem(f"{name}: {fault.message}", help=fault.help)
