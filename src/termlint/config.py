"""The configuration of a run: layers of settings, the higher before the lower, brought together in one value.

From low to high: defaults, the configuration file, the environment, the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from termlint.config_file import ConfigFile
from termlint.config_keys import DEFAULTS
from termlint.config_kinds import Known
from termlint.diagnostic import Severity
from termlint.globs import Glob

BUILTIN = "builtin"


class Layer(Struct, frozen=True):
    """Settings from one source: what it is called, its values by key, and the folder that its paths are relative to."""

    origin: str
    values: Mapping[str, Any]
    base: Path


class Selection(Struct, frozen=True):
    """Which rules a layer selects (None: those below it), adds and leaves out, by code."""

    select: frozenset[str] | None = None
    extend: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def apply(self, codes: frozenset[str]) -> frozenset[str]:
        """What remains of the codes of the layers below."""
        return ((codes if self.select is None else self.select) | self.extend) - self.ignore


class Override(Struct, frozen=True):
    """Settings for the files that `paths` match; None and empty where nothing is said."""

    paths: tuple[Glob, ...]
    expect: tuple[str, ...]
    selection: Selection
    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, object]]


class Config(Struct, frozen=True):
    """All settings of a run. Rules are named by code; globs know the folder that they are relative to.

    `root` is the folder of the configuration file, else of the repository. `glossary` is empty for the built-in one.
    `selections` is empty where every rule is to run: most say nothing of rules, and need not know which there are.
    `fail_on` is None where nothing makes a run fail, `jobs` None where the size of the run decides. `origins` tells
    for every key which layer its value comes from.
    """

    root: Path
    file: ConfigFile | None
    glossary: tuple[Path, ...]
    selections: tuple[Selection, ...]
    file_layers: int
    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, object]]
    fail_on: Severity | None
    margin: str
    metadata_keys: tuple[str, ...]
    include: tuple[Glob, ...]
    exclude: tuple[Glob, ...]
    respect_gitignore: bool
    formats: tuple[tuple[Glob, str], ...]
    max_file_size: int
    output_format: str
    jobs: int | None
    overrides: tuple[Override, ...]
    values: Mapping[str, object]
    origins: Mapping[str, str]

    @property
    def names_glossary(self) -> bool:
        """Whether a layer says which glossary to use, be it the built-in one."""
        return self.origins["glossary"] != DEFAULT


DEFAULT = "default"


def resolve(layers: Sequence[Layer], *, root: Path, file: ConfigFile | None, known: Known) -> Config:
    """The configuration that valid layers, the lowest first, make together."""
    all_layers = (Layer(DEFAULT, DEFAULTS, root), *layers)
    top = {key: layer for layer in all_layers for key, value in layer.values.items() if value is not None}
    values = {key: layer.values[key] for key, layer in top.items()}
    fail_on = values["fail-on"]
    selective = all_layers if _selects(all_layers, values["overrides"]) else ()
    return Config(
        root=root,
        file=file,
        glossary=_glossary(top.get("glossary")),
        selections=tuple(_selection(layer.values, known) for layer in selective),
        file_layers=1 + sum(file is not None and layer.origin == file.name for layer in layers),
        severities=_severities(values["severity"], known),
        options=_options(values["rules"], known),
        fail_on=None if fail_on == "never" else Severity(fail_on),
        margin=values["margin"],
        metadata_keys=tuple(values["metadata-keys"]),
        include=_globs([top["include"]], "include"),
        exclude=_globs([top["exclude"]], "exclude") + _globs(all_layers, "extend-exclude"),
        respect_gitignore=values["respect-gitignore"],
        formats=_formats(top["formats"]),
        max_file_size=values["max-file-size"],
        output_format=values["output-format"],
        jobs=None if values["jobs"] == "auto" else values["jobs"],
        overrides=_overrides(top["overrides"], known),
        values=values,
        origins={key: top[key].origin if key in top else DEFAULT for key in DEFAULTS},
    )


def _glossary(layer: Layer | None) -> tuple[Path, ...]:
    given = layer.values["glossary"] if layer else []
    names = [given] if isinstance(given, str) else given
    if not layer or set(names) <= {BUILTIN}:
        return ()
    return tuple(Path(name) if name == BUILTIN else layer.base / name for name in names)


def _selects(layers: Sequence[Layer], overrides: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a layer or an override asks for anything but every rule."""
    tables = (*(layer.values for layer in layers), *overrides)
    return any(
        table.get("select") not in (None, ["ALL"]) or table.get("extend-select") or table.get("ignore")
        for table in tables
    )


def _codes(selectors: Sequence[str], known: Known) -> frozenset[str]:
    return frozenset().union(*map(known.codes, selectors))


def _selection(values: Mapping[str, Any], known: Known) -> Selection:
    select = values.get("select")
    return Selection(
        None if select is None else _codes(select, known),
        _codes(values.get("extend-select") or (), known),
        _codes(values.get("ignore") or (), known),
    )


def _by_code(table: Mapping[str, Any], known: Known, value: Callable[[Any], Any]) -> dict[str, Any]:
    rules = {name: known.rule(name) for name in table}
    return {rule.code: value(table[name]) for name, rule in rules.items() if rule is not None}


def _severities(table: Mapping[str, str], known: Known) -> Mapping[str, Severity]:
    return _by_code(table, known, Severity)


def _options(table: Mapping[str, Mapping[str, object]], known: Known) -> Mapping[str, Mapping[str, object]]:
    return _by_code(table, known, dict)


def _globs(layers: Sequence[Layer], key: str) -> tuple[Glob, ...]:
    return tuple(Glob(pattern, str(layer.base)) for layer in layers for pattern in layer.values.get(key) or ())


def _formats(layer: Layer) -> tuple[tuple[Glob, str], ...]:
    return tuple((Glob(pattern, str(layer.base)), name) for pattern, name in layer.values["formats"].items())


def _overrides(layer: Layer, known: Known) -> tuple[Override, ...]:
    return tuple(_override(table, str(layer.base), known) for table in layer.values["overrides"])


def _override(table: Mapping[str, Any], base: str, known: Known) -> Override:
    paths = [table["paths"]] if isinstance(table["paths"], str) else table["paths"]
    return Override(
        paths=tuple(Glob(pattern, base) for pattern in paths),
        expect=tuple(table.get("expect", ())),
        selection=_selection(table, known),
        severities=_severities(table.get("severity", {}), known),
        options=_options(table.get("rules", {}), known),
    )
