"""What the tests of formats share: how to parse, and how to say what was read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest

from termlint.document import Document
from termlint.formats.base import FormatOptions
from termlint.span import Span
from termlint.testing import assert_faithful


class Parsed:
    """A document with short ways to say what is in it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def texts(self) -> list[str]:
        """The text of every run."""
        return [run.text for run in self.document.runs]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kind and the text of every run."""
        return [(str(run.kind), run.text) for run in self.document.runs]

    @property
    def fields(self) -> list[tuple[str, str, bool]]:
        """The key, the text and whether it is linted, of every run that has a key."""
        return [(run.key, run.text, run.linted) for run in self.document.runs if run.key]

    @property
    def outline(self) -> list[tuple[int, str]]:
        """The level and the heading of every section under a heading."""
        sections = self.document.sections
        return [(s.level, self.document.runs[s.heading].text) for s in sections if s.heading is not None]

    @property
    def comments(self) -> list[str]:
        """The text of every comment."""
        return [comment.text for comment in self.document.comments]

    def surface(self, phrase: str) -> str:
        """What the source has where the first run with `phrase` in it says so."""
        return self.surfaces(phrase)[0]

    def surfaces(self, phrase: str) -> list[str]:
        """What the source has at every `phrase` of a run."""
        found = []
        for run in self.document.runs:
            at = run.text.find(phrase)
            while at >= 0:
                found.append(run.source_span(Span(at, at + len(phrase))).of(self.document.source))
                at = run.text.find(phrase, at + 1)
        return found

    def chain(self, phrase: str) -> list[str]:
        """The headings over the first run with `phrase` in it, the nearest first."""
        run = next(run for run in self.document.runs if phrase in run.text)
        return [self.document.runs[heading].text for heading in self.document.heading_chain(run.section)]

    def block(self, phrase: str) -> int:
        """The block of the first run with `phrase` in it."""
        return next(run.block for run in self.document.runs if phrase in run.text)


def _parser(name: str) -> Callable[..., Parsed]:
    def parse(source: str, options: FormatOptions | None = None) -> Parsed:
        document = import_module(f"termlint.formats.{name}").FORMAT.parse(source, options or FormatOptions())
        assert document.source == source
        assert_faithful(document)
        return Parsed(document)

    return parse


@pytest.fixture
def markdown() -> Callable[..., Parsed]:
    """Parse Markdown."""
    return _parser("markdown")


@pytest.fixture
def mdx() -> Callable[..., Parsed]:
    """Parse MDX."""
    return _parser("mdx")


@pytest.fixture
def html() -> Callable[..., Parsed]:
    """Parse HTML."""
    return _parser("html")


@pytest.fixture
def text() -> Callable[..., Parsed]:
    """Parse plain text."""
    return _parser("plaintext")
