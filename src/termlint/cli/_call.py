"""One call of a command, as those who carry it out see it, whoever read the command line."""

from __future__ import annotations

from typing import Any, Protocol

DEBUG, COLOR = "termlint.debug", "termlint.color"
"""Where the choices of `--debug` and `--color` are kept for those who tell of errors."""


class Call(Protocol):
    """What is used of a `click.Context`."""

    @property
    def params(self) -> dict[str, Any]:
        """The values of all options and arguments, by what programs call them."""
        ...

    @property
    def meta(self) -> dict[str, Any]:
        """What is kept for all who need it."""
        ...

    @property
    def obj(self) -> Any:
        """The question that the call is, where it may be recorded."""
        ...

    def get_parameter_source(self, name: str) -> Any:
        """Where a value comes from: something with a name."""
        ...


class Source:
    """Where a value comes from, called as click calls it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class PlainCall:
    """A call whose command line was read without click."""

    __slots__ = ("_sources", "meta", "obj", "params")

    def __init__(self, params: dict[str, Any], sources: dict[str, str], asked: object) -> None:
        self.params = params
        self.obj = asked
        self.meta: dict[str, Any] = {COLOR: params["color"]}
        self._sources = sources

    def get_parameter_source(self, name: str) -> Source:
        """Where a value comes from."""
        return Source(self._sources.get(name, "DEFAULT"))


def debugging(call: Call) -> bool:
    """Whether `--debug` was given."""
    return bool(call.meta.get(DEBUG))
