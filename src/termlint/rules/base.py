"""The contract of a rule: one class in one file whose docstring is its page and whose examples are its tests.

A rule judges; it does not report. It yields `Finding`s, and the linter stamps code, severity, confidence, definition
and the safety of the fix on them in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct, field

from termlint.diagnostic import Edit, Related, Severity
from termlint.document import Document
from termlint.glossary.model import Term
from termlint.reference import Reference
from termlint.resolution import Evidence, Resolution
from termlint.span import Span


class Option(Struct, frozen=True):
    """A setting of a rule: its kind (`bool`, `int`, `str` or `list`), default and meaning."""

    kind: str
    default: object
    means: str


class Bad(Struct, frozen=True):
    """A text that the rule reports. `[[` and `]]` mark what is reported; `fixed` is the text after --fix.

    `glossary` is the name of one of the rule page's glossaries, or YAML.
    """

    text: str
    message: str
    fixed: str | None = None
    glossary: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    expect: tuple[str, ...] = ()


class Good(Struct, frozen=True):
    """A text that the rule is silent about."""

    text: str
    glossary: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    expect: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """What a rule says of a mention, or of another place where `resolution` is None.

    `edits` are what would mend it, in the source; `safe` is the rule's own view of them. The linter makes them unsafe
    where the mention crosses markup or its sense is not certain.
    """

    resolution: Resolution | None
    span: Span
    message: str
    help: str | None = None
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    evidence: Sequence[Evidence] = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


class Context(Struct, frozen=True):
    """What a rule may look at: the document, what was resolved in it, the settings for this path.

    `concerned` are the mentions of which the rule itself may report something. In `reference` it looks up what it needs
    of the glossary.
    """

    document: Document
    resolutions: tuple[Resolution, ...]
    concerned: Sequence[Resolution]
    reference: Reference
    expect: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)


class Rule:
    """Base of the rules; a leaf module's `RULE` is an instance.

    The docstring is the page: a summary line, then the headings `What it does`, `Why it matters`, `How to fix`,
    `Fix safety`, and `Options` where it has any. What a rule that is `alone` reports of a mention rests on no other
    mention: it may be asked of a document's mentions part by part.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    alone: ClassVar[bool] = False
    options: ClassVar[Mapping[str, Option]] = {}
    examples: ClassVar[tuple[Bad | Good, ...]] = ()

    def option(self, name: str, context: Context) -> Any:
        """The value of an option as configured for the document, or its default."""
        return context.options.get(name, self.options[name].default)

    def concerns(self, term: Term) -> bool:  # noqa: ARG002
        """Whether the rule can report anything where this term is mentioned.

        A document without a mention of such a term is not checked by the rule.
        """
        return True

    def may_report(self, terms: Sequence[Term], reference: Reference, expect: Sequence[str]) -> bool:  # noqa: ARG002
        """Whether the rule can report anything of a mention that may be of these terms, where `expect` is expected."""
        return any(map(self.concerns, terms))

    def check(self, context: Context) -> Iterator[Finding]:
        """The findings in one document, in any order."""
        raise NotImplementedError
