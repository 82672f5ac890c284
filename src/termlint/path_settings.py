"""The settings of the linter for each path, overrides applied, and the faults that only the glossary can tell."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.config import Config, Override, Selection
from termlint.config_kinds import Fault, suggestion
from termlint.errors import Problem
from termlint.files import AnyPath
from termlint.globs import Globs
from termlint.glossary.model import Glossary
from termlint.settings import Settings


class PathSettings:
    """Gives the settings for a path; paths to which the same overrides apply share one value."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._globs = tuple(Globs(override.paths) for override in config.overrides)
        self._made: dict[tuple[int, ...], Settings] = {}

    def __call__(self, path: AnyPath) -> Settings:
        """The settings for the file at the absolute `path`, which need not exist."""
        text = str(path)
        which = tuple(index for index, globs in enumerate(self._globs) if globs.matches(text))
        if which not in self._made:
            self._made[which] = _settings(self._config, tuple(self._config.overrides[index] for index in which))
        return self._made[which]


def _settings(config: Config, overrides: tuple[Override, ...]) -> Settings:
    """Overrides select below the command line, but what they ignore stays ignored whatever it selects."""
    if not config.selections:
        return _with(config, overrides, None)
    below, above = config.selections[: config.file_layers], config.selections[config.file_layers :]
    codes: frozenset[str] = frozenset()
    for selection in (*below, *(override.selection for override in overrides), *above):
        codes = selection.apply(codes)
    ignored = frozenset().union(*(override.selection.ignore for override in overrides))
    return _with(config, overrides, Selection(ignore=ignored).apply(codes))


def _with(config: Config, overrides: tuple[Override, ...], select: frozenset[str] | None) -> Settings:
    severities, options = dict(config.severities), dict(config.options)
    for override in overrides:
        severities |= override.severities
        options |= {code: {**options.get(code, {}), **given} for code, given in override.options.items()}
    return Settings(
        select=select,
        severities=severities,
        options=options,
        expect=tuple(dict.fromkeys(ident for override in overrides for ident in override.expect)),
        margin=config.margin,
        metadata_keys=config.metadata_keys,
    )


def expect_problems(config: Config, glossary: Glossary) -> Iterator[Problem]:
    """Senses that overrides expect and the glossary does not have."""
    for number, override in enumerate(config.overrides):
        for index, ident in enumerate(override.expect):
            if config.file is not None and glossary.sense(ident) is None:
                help = suggestion(ident, sorted(sense.id for term in glossary.terms for sense in term.senses))
                fault = Fault(("overrides", number, "expect", index), f"the glossary has no sense {ident!r}", help)
                yield config.file.problem(fault)
