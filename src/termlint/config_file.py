"""Finding and reading the configuration file of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from termlint.config_keys import faults
from termlint.config_kinds import Fault, Known
from termlint.errors import ConfigError, Problem
from termlint.later import pattern
from termlint.span import LineIndex, Span

NAMES = ("termlint.toml", ".termlint.toml", "pyproject.toml")
_PLACE = pattern(r"^(.*?) \((?:at line (\d+), column (\d+)|at end of document)\)$", re.S)
_FOREIGN = (
    "`termlint schema config` prints all keys. This is termlint-senses; another package called termlint also reads "
    "[tool.termlint]: if these keys are meant for it, put the settings of this one into .termlint.toml"
)


class ConfigFile(Struct, frozen=True):
    """A configuration file that was read: where it is, how it is shown, its settings and where each of them stands."""

    path: Path
    name: str
    text: str
    table: tuple[str, ...]
    values: Mapping[str, object]

    def problem(self, fault: Fault) -> Problem:
        """The fault with its place in the file."""
        from termlint.toml_places import places

        found, path = places(self.text), (*self.table, *fault.path)
        while path and path not in found:
            path = path[:-1]
        return _problem(self.name, self.text, found.get(path, Span(0, 0)), fault.message, fault.help)


def find(start: Path) -> Path | None:
    """The nearest configuration file from the folder `start` upwards, no further than the repository or the home."""
    home = _home()
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _is_meant(path)):
                return path
        if (folder / ".git").exists() or folder == home:
            return None
    return None


def project_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that is a git repository; else `start`."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def read(path: Path, name: str, known: Known) -> ConfigFile:
    """The configuration in `path`, called `name` in messages; raises ConfigError with every fault in it."""
    text = _text(path, name)
    values = _parse(text, name)
    table: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        tool = values.get("tool")
        section = tool.get("termlint") if isinstance(tool, dict) else None
        values, table = section if isinstance(section, dict) else {}, ("tool", "termlint")
    config = ConfigFile(path, name, text, table, values)
    if problems := tuple(config.problem(fault) for fault in _hinted(faults(values, known), bool(table))):
        raise ConfigError(*problems)
    return config


def _hinted(found: tuple[Fault, ...], shared: bool) -> Iterator[Fault]:
    """The faults; where a file shared with other tools has keys like none of ours, they may be another tool's."""
    unknown = [fault for fault in found if len(fault.path) == 1 and fault.message.startswith("unknown key")]
    foreign = shared and any(not _is_guess(fault) for fault in unknown)
    for fault in found:
        if foreign and fault in unknown:
            help = f"{fault.help} {_FOREIGN}" if _is_guess(fault) else _FOREIGN
            yield Fault(fault.path, fault.message, help)
        else:
            yield fault


def _is_guess(fault: Fault) -> bool:
    return (fault.help or "").startswith("did you mean")


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None


def _is_meant(path: Path) -> bool:
    """Whether a pyproject.toml has a table for termlint; one that cannot be read is left to other tools."""
    import tomllib

    try:
        data = path.read_bytes()
        return b"termlint" in data and "termlint" in tomllib.loads(data.decode()).get("tool", {})
    except tomllib.TOMLDecodeError:
        return re.search(rb"^\s*\[\[?\s*tool\s*\.\s*termlint\b(?!-)", data, re.M) is not None
    except (OSError, UnicodeDecodeError):
        return False


def _text(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(Problem(f"cannot be read: {error.strerror or error}", name)) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(Problem(f"not UTF-8: byte 0x{data[error.start]:02x}", name, row)) from error


def _parse(text: str, name: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        match = _PLACE.match(str(error))
        message, row, column = match.groups() if match else (str(error), None, None)
        lines = LineIndex(text)
        at = lines.offset(int(row), int(column)) if row and column else len(text)
        message = f"not TOML: {message[:1].lower()}{message[1:]}"
        raise ConfigError(_problem(name, text, Span(at, min(at + 1, len(text))), message, None)) from error


def _problem(name: str, text: str, span: Span, message: str, help: str | None) -> Problem:
    lines = LineIndex(text)
    place = lines.position(span.start)
    line = lines.line_span(place.row).of(text)
    return Problem(message, name, place.row, place.column, help, line, max(1, len(span)))
