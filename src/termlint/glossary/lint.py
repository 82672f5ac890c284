"""Checks of the glossary itself: what the format allows and yet cannot work, or works badly.

What a reader of the file can see at once (unknown keys, names that name nothing) is refused when it is read; here are
the faults that take the whole glossary to see. Whether senses are told apart in prose, its self-test shows.
"""

from __future__ import annotations

from termlint.glossary import _lint_cues, _lint_groups, _lint_patterns, _lint_senses, _lint_terms, _lint_use
from termlint.glossary._lint_base import GlossaryFault, subject
from termlint.glossary.model import Glossary

__all__ = ["GlossaryFault", "check"]

_CHECKS = (
    _lint_terms.faults,
    _lint_use.faults,
    _lint_senses.faults,
    _lint_groups.faults,
    _lint_cues.faults,
    _lint_patterns.faults,
)


def check(glossary: Glossary) -> tuple[GlossaryFault, ...]:
    """Every fault of the glossary, in the order of its files and of the places in them."""
    checked = subject(glossary)
    order = {name: number for number, name in enumerate(glossary.files)}

    def place(fault: GlossaryFault) -> tuple[int, str, int, int, str, str]:
        problem = fault.problem
        name = problem.filename or ""
        at = (problem.row or 0, problem.column or 0)
        return (order.get(name, len(order)), name, *at, fault.name, problem.message)

    return tuple(sorted((fault for faults in _CHECKS for fault in faults(checked)), key=place))
