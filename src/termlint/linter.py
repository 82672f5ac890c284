"""The linter: a text in, what was understood and what is reported out. Pure; no I/O, no shared state.

Most texts hold no term of a glossary. For those nothing is compiled or imported but what tells so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from termlint.diagnostic import FileResult
from termlint.errors import DocumentError
from termlint.formats.base import Format
from termlint.glossary.model import Glossary
from termlint.glossary.prepared import Prepared, prepared
from termlint.long_text import Text
from termlint.prefilter import Prefilter
from termlint.settings import Settings

if TYPE_CHECKING:
    from termlint.glossary.compiled import Compiled
    from termlint.glossary.learned import Learned
    from termlint.judge import Judge
    from termlint.lexicon import Lexicons
    from termlint.rules.base import Rule


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    import termlint.rules
    from termlint.plugins import discover

    return tuple(sorted(discover(termlint.rules, "RULE"), key=lambda rule: rule.code))


class Linter:
    """Checks texts against one glossary. Built once a process; what it needs it makes once, and never changes."""

    def __init__(
        self, glossary: Glossary | Prepared, learned: Learned | None = None, *, rules: Sequence[Rule] | None = None
    ) -> None:
        self._prepared = glossary if isinstance(glossary, Prepared) else prepared(glossary)
        self.glossary = self._prepared.glossary
        self.learned = learned
        self._rules = rules
        self._prefilter = Prefilter(self._prepared.anchors)
        self._lexicons: Lexicons | None = None
        self._judge: Judge | None = None

    @property
    def compiled(self) -> Compiled:
        """The glossary ready for use."""
        return self._prepared.compiled

    @property
    def lexicons(self) -> Lexicons:
        """What the words around a mention say, by term."""
        if self._lexicons is None:
            from termlint.lexicon import Lexicons

            self._lexicons = Lexicons(self.compiled, self.learned)
        return self._lexicons

    @property
    def judge(self) -> Judge:
        """Who judges documents, by all rules or those that were given."""
        if self._judge is None:
            from termlint.judge import Judge

            self._judge = Judge(self.glossary, rules() if self._rules is None else self._rules)
        return self._judge

    def expect(self, texts: int) -> None:
        """Make ready for so many texts: what is worth it may take longer to be made."""
        self._prefilter.expect(texts)

    def prepare(self) -> None:
        """Make now what the first text with a term would have to wait for."""
        _ = self.lexicons, self.judge

    def blind_to(self, example: str) -> Linter:
        """The same linter, except that an example with this text lends no words to its sense."""
        from copy import copy

        from termlint.lexicon import Lexicons

        other = copy(self)
        other._lexicons = Lexicons(self.compiled, self.learned, blind_to=example)
        return other

    def check(self, source: Text, *, filename: str, format: Format, settings: Settings | None = None) -> FileResult:
        """What is found in one text. A text that its format cannot read gives an error, never an exception.

        What no rule asked of its mentions is found out when somebody looks at their resolutions.
        """
        settings = settings or Settings()
        prescan = self._prefilter.look(source)
        if not prescan.may_mention:
            return FileResult(filename, source)
        from termlint.reading import read

        reading = partial(read, format, self.compiled, prescan, settings.metadata_keys)
        try:
            return self.judge.check(reading, self.lexicons, filename=filename, settings=settings)
        except DocumentError as error:
            problems = tuple(replace(problem, filename=filename) for problem in error.problems)
            return FileResult(filename, source, errors=problems)
