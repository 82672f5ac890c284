"""What the configuration says to the linter for one path."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from termlint.diagnostic import Severity
from termlint.formats.base import FormatOptions


class Settings(Struct, frozen=True):
    """What the configuration says for one path.

    `select` holds the codes to report, None for all. `severities` and `options` are by code. `expect` names the senses
    expected here. `margin` is a name in `resolve.MARGINS`.
    """

    select: frozenset[str] | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    expect: tuple[str, ...] = ()
    margin: str = "default"
    metadata_keys: tuple[str, ...] = FormatOptions().metadata_keys

    def selects(self, code: str) -> bool:
        """Whether diagnostics of this code are reported."""
        return self.select is None or code in self.select
