"""What is known of a pattern from its text alone, found out once, when a glossary is compiled (`glossary.writing`)."""

from __future__ import annotations

from msgspec import Struct

from termlint.glossary.beside import Place
from termlint.glossary.gates import Gate


class Quick(Struct, frozen=True, array_like=True):
    """A pattern for `re`, its groups left open, and the `longest` text that it may be matched on without a clock."""

    source: str
    longest: int


class Written(Struct, frozen=True, array_like=True):
    """A pattern: the `groups` that it names, and what must stand in a text for it to match: the `places` of the mention
    where it names that, else its `gate`.

    `quick` finds the same by `re`. Where there is none, a `sieve` may be: it matches wherever the pattern does.
    """

    groups: tuple[str, ...]
    gate: Gate | None
    places: tuple[Place, ...]
    quick: Quick | None
    sieve: Quick | None
