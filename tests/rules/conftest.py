"""A bench for rules: texts through the whole pipeline, from the Markdown reader to the fixer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from termlint.diagnostic import FileResult
from termlint.fixer import fix
from termlint.formats.markdown import FORMAT
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.rules.base import Bad, Good, Rule
from termlint.settings import Settings
from termlint.span import LineIndex, Span


@dataclass
class Bench:
    """Checks Markdown against glossaries in YAML; each glossary is compiled once."""

    linters: dict[str, Linter] = field(default_factory=dict)

    def check(
        self,
        text: str,
        glossary: str,
        *,
        select: tuple[str, ...] | None = None,
        expect: tuple[str, ...] = (),
        options: Mapping[str, Mapping[str, object]] | None = None,
        filename: str = "page.md",
    ) -> FileResult:
        """What is found in a text; every span is shown to lie at what it reports."""
        if glossary not in self.linters:
            self.linters[glossary] = Linter(read_glossary(("glossary.yml", glossary)))
        chosen = None if select is None else frozenset(select)
        settings = Settings(select=chosen, expect=expect, options=options or {})
        result = self.linters[glossary].check(text, filename=filename, format=FORMAT, settings=settings)
        assert result.errors == ()
        return result

    def reports(self, text: str, glossary: str, **more: object) -> list[tuple[str, str]]:
        """The code and the words of each report, in order."""
        result = self.check(text, glossary, **more)  # type: ignore[arg-type]
        return [(d.code, d.span.of(text)) for d in result.diagnostics]

    def places(self, text: str, glossary: str, **more: object) -> list[list[int]]:
        """The rows of each report and of its related places."""
        result = self.check(text, glossary, **more)  # type: ignore[arg-type]
        lines = LineIndex(text)
        return [[lines.row(s.start) for s in (d.span, *(r.span for r in d.related))] for d in result.diagnostics]

    def fixed(self, text: str, glossary: str, *, unsafe: bool = False, **more: object) -> str:
        """The text after fixing, which is settled and a fixed point."""

        def check(source: str) -> FileResult:
            return self.check(source, glossary, **more)  # type: ignore[arg-type]

        done = fix(text, check, unsafe=unsafe)
        assert done.settled
        assert fix(done.text, check, unsafe=unsafe).text == done.text
        return done.text


@pytest.fixture(scope="session")
def bench() -> Bench:
    """One bench for all tests."""
    return Bench()


@pytest.fixture
def prove(bench: Bench) -> Callable[[Rule, Bad | Good], None]:
    """Shows that an example of a rule holds: the exact span and message, nothing else, silence once it is fixed."""

    def proof(rule: Rule, example: Bad | Good) -> None:
        given = {"expect": example.expect, "options": {rule.code: example.options}}
        if isinstance(example, Good):
            assert bench.reports(example.text, example.glossary, **given) == []
            return
        text, span = _unmarked(example.text)
        (diagnostic,) = bench.check(text, example.glossary, **given).diagnostics
        assert (diagnostic.code, diagnostic.name, diagnostic.span) == (rule.code, rule.name, span)
        assert diagnostic.message == example.message
        if example.fixed is not None:
            assert bench.fixed(text, example.glossary, **given) == example.fixed
            assert bench.reports(example.fixed, example.glossary, **given) == []

    return proof


def _unmarked(text: str) -> tuple[str, Span]:
    before, marked, after = text.replace("[[", "]]").split("]]")
    return before + marked + after, Span(len(before), len(before) + len(marked))
