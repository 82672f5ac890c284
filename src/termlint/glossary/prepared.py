"""A glossary with what checking asks of it, each part made when it is first asked for.

A text without a term asks only for the words to look for. What is made from a model here is kept on disk by
`glossary.cache`, which gives the same parts without making them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from termlint.anchoring import Chosen, least_phrases
from termlint.document import TO_LINTER
from termlint.glossary.model import Glossary

if TYPE_CHECKING:
    from termlint.glossary.compiled import Compiled
    from termlint.glossary.forms import Surfaces


class Prepared:
    """A glossary; the `anchors` that tell texts without its terms from others; and what mentions need, `compiled`."""

    __slots__ = ("_compile", "_compiled", "anchors", "glossary")

    def __init__(self, glossary: Glossary, anchors: Chosen, compile: Callable[[], Compiled]) -> None:
        self.glossary = glossary
        self.anchors = anchors
        self._compile = compile
        self._compiled: Compiled | None = None

    @property
    def compiled(self) -> Compiled:
        """The glossary ready for use, made when it is first asked for."""
        if self._compiled is None:
            self._compiled = self._compile()
        return self._compiled

    def __reduce__(self) -> tuple[Any, ...]:
        return Prepared, (self.glossary, self.anchors, self._compile)


def prepared(glossary: Glossary) -> Prepared:
    """A glossary with all that is made of it."""
    from termlint.glossary.forms import surface_forms

    surfaces = surface_forms(glossary)
    return Prepared(glossary, anchors(surfaces.forms), partial(_compiled, glossary, surfaces))


def _compiled(glossary: Glossary, surfaces: Surfaces) -> Compiled:
    from termlint.glossary.compiled import compile_glossary

    return compile_glossary(glossary, surfaces)


def anchors(forms: Iterable[str]) -> Chosen:
    """The fewest anchors by which a prefilter finds the same texts as by all forms, and comments to the linter."""
    return Chosen.of((*sorted({*least_phrases(tuple(forms))}), TO_LINTER))
