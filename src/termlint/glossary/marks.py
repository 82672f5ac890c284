"""What patterns name, and what a match needs: the little of their syntax that is asked for when they are matched."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from termlint.later import pattern

BEGIN, END = "\ue000", "\ue001"
"""Stand around the mention in the text that a pattern is matched on."""
TERM = "term"
"""The name that stands for the mention."""
NAMED = pattern(r"(?<!\\[pPNg])\{(?P<name>[A-Za-z_][\w-]*)(?::(?P<forms>[^{}]*))?\}")
"""The mention or a group of words in a pattern."""

Words: TypeAlias = Mapping[str, tuple[str, ...]]
"""The folded forms of the words of evidence groups, by their names."""
NO_WORDS: Words = MappingProxyType({})
Clause: TypeAlias = frozenset[str]
"""Words of which one must stand in the text; `{name}` is any word of the evidence group of that name."""
