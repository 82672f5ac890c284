"""What rules look up in a glossary and in its language, each found once, however many mentions ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

from termlint.glossary.model import EvidenceGroup, Glossary, Sense

Told = TypeVar("Told")
Of = ParamSpec("Of")


class Reference:
    """A glossary to look things up in. Built once for all documents; it grows with the glossary, not with them."""

    __slots__ = ("_found", "glossary")

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._found: dict[tuple[Hashable, ...], Any] = {}

    def once(self, find: Callable[Concatenate[Reference, Of], Told], *of: Of.args, **more: Of.kwargs) -> Told:
        """What `find` gives of these things, which tell all that it depends on but the glossary."""
        assert not more
        key = (find, *of)
        try:
            found: Told = self._found[key]
        except KeyError:
            found = self._found[key] = find(self, *of, **more)
        return found

    def sense(self, ident: str) -> Sense | None:
        """The sense with the id `ident`, or None."""
        return self.glossary.sense(ident)

    def group(self, name: str) -> EvidenceGroup | None:
        """The evidence group called `name`, or None."""
        return self.glossary.group(name)

    def broader(self, sense: Sense) -> frozenset[str]:
        """The ids of all senses that are broader than this one, at any remove."""
        return self.once(_from_here_up, sense.broader) if sense.broader else frozenset()

    def inflections(self, phrase: str) -> tuple[str, ...]:
        """Every inflected form of an English word or phrase, folded, the base first."""
        return self.once(_inflections, phrase)


def _from_here_up(reference: Reference, ident: str) -> frozenset[str]:
    ids: set[str] = set()
    at: str | None = ident
    while at and at not in ids:
        ids.add(at)
        sense = reference.sense(at)
        at = sense.broader if sense else None
    return frozenset(ids)


def _inflections(_: Reference, phrase: str) -> tuple[str, ...]:
    from termlint.glossary.forms import inflections

    return inflections(phrase)
