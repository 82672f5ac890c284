"""Options as values: told of in one place, for whoever reads a command line and whoever writes a help page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, field

Function = TypeVar("Function", bound=Callable[..., Any])

FLAG, NUMBER, PATH, SWITCH, TEXT = "flag", "number", "path", "switch", "text"
"""What the value of an option may be, besides one of some words; a switch has a name for on and one for off."""


class Option(Struct, frozen=True):
    """An option, and a decorator that gives it to a command. `kind` is what its value may be, or the words for it.

    `more` is for help pages and callbacks, as click has it.
    """

    names: tuple[str, ...]
    section: str
    kind: str | tuple[str, ...] = TEXT
    multiple: bool = False
    default: Any = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def long(self) -> str:
        """Its long name."""
        return next(name for name in self.names if name.startswith("--")).partition("/")[0]

    @property
    def key(self) -> str:
        """What programs call it."""
        return self.long[2:].replace("-", "_")

    @property
    def variable(self) -> str:
        """The environment variable that sets it, whatever the command."""
        return f"TERMLINT_{self.key.upper()}"

    @property
    def empty(self) -> Any:
        """Its value where nobody gives one."""
        return () if self.multiple else False if self.kind == FLAG else self.default

    def __call__(self, function: Function) -> Function:
        from termlint.cli._command import decorator

        return decorator(self)(function)


class Options(Struct, frozen=True):
    """Options that several commands share, in the order in which they are shown; a decorator, too."""

    all: tuple[Option, ...]

    @classmethod
    def of(cls, *parts: Option | Options) -> Options:
        """Some options, and those of others."""
        return cls(tuple(one for part in parts for one in (part.all if isinstance(part, Options) else (part,))))

    def __call__(self, function: Function) -> Function:
        for one in reversed(self.all):
            function = one(function)
        return function
