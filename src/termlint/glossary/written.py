"""What is known of a pattern from its text alone, found out once, when a glossary is compiled (`glossary.writing`)."""

from msgspec import Struct
from msgspec.structs import replace

from termlint.bytecode import Bytecode
from termlint.glossary.alternatives import filled
from termlint.glossary.beside import Place
from termlint.glossary.gates import Gate
from termlint.glossary.marks import Words


class Quick(Struct, frozen=True, array_like=True):
    """A pattern for `re`, its groups left open, and the `longest` text that it may be matched on without a clock.

    `bytecode` is that of the pattern for all words of its groups, where it was compiled already.
    """

    source: str
    longest: int
    bytecode: Bytecode | None = None

    def compiled(self, words: Words) -> "Quick":
        """The same with its bytecode; `words` gives the folded forms of the words of each group."""
        return replace(self, bytecode=Bytecode.of(filled(self.source, words)))


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

    def compiled(self, words: Words) -> "Written":
        """The same with what is for `re` compiled; `words` gives the folded forms of the words of each group."""
        quick, sieve = ((one and one.compiled(words)) for one in (self.quick, self.sieve))
        return replace(self, quick=quick, sieve=sieve)
