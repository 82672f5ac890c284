"""A term of the glossary as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termlint.config_kinds import suggestion
from termlint.errors import GlossaryError, Problem
from termlint.fold import fold
from termlint.glossary.model import Cue, Glossary, Requirement, Sense, Term
from termlint.report._terminal import Role, columns, one_line, opening, paint, wrap
from termlint.report.base import Style

_CUES = 24


def define(glossary: Glossary, name: str, style: Style) -> Iterator[str]:
    """The entry of every term that `name` stands for, in pieces; raises GlossaryError where there is none."""
    from termlint.glossary.forms import term_forms

    wanted = fold(name)
    found = [term for term in glossary.terms if wanted in term_forms(term, glossary.language)]
    by_sense = [term for term in glossary.terms if any(sense.id == name for sense in term.senses)]
    if not found and not by_sense:
        names = [term.term for term in glossary.terms] + [sense.id for term in glossary.terms for sense in term.senses]
        raise GlossaryError(Problem(f"the glossary has no term {name!r}", help=suggestion(name, names)))
    for number, term in enumerate(found or by_sense):
        if number:
            yield "\n"
        senses = term.senses if found else tuple(sense for sense in term.senses if sense.id == name)
        yield from (f"{line}\n" for line in _Entry(glossary, term, style).lines(senses))


class _Entry:
    """One term on its way to lines of text."""

    def __init__(self, glossary: Glossary, term: Term, style: Style) -> None:
        self._glossary, self._term, self._style = glossary, term, style
        self._titles = {source.name: source for source in glossary.sources}

    def lines(self, senses: Iterable[Sense]) -> Iterator[str]:
        """The entry, with these senses of the term."""
        term = self._term
        use = f"; write {term.use}" if term.use else ""
        yield f"{paint(self._style, Role.STRONG, opening(one_line(term.term)))} ({term.status}{use})"
        yield from self._remark("also", (*term.forms, *term.abbreviations))
        yield from self._remark("not to be confused with", term.apart_from)
        if term.note:
            yield from self._text(term.note, 2)
        for sense in senses:
            yield ""
            yield from self._sense(sense)

    def _sense(self, sense: Sense) -> Iterator[str]:
        yield f"  {paint(self._style, Role.KEY, sense.id)}"
        yield from self._text(sense.definition, 4)
        yield from self._remark("broader", [sense.broader] if sense.broader else [], 4)
        yield from self._remark("source", [self._title(name) for name in sense.sources], 4, "; ")
        yield from self._remark("speaks for it", [self._cue(cue) for cue in sense.cues if (cue.weight or 1) > 0], 4)
        yield from self._remark("speaks against it", [self._cue(c) for c in sense.cues if (c.weight or 1) < 0], 4)
        yield from self._requirement("requires", sense.requires)
        yield from self._requirement("excludes", sense.excludes)
        yield from self._requirement("forbids", sense.forbids)
        if sense.use:
            yield from self._remark("write instead", [sense.use], 4)
        yield from self._remark("example", [example.text for example in sense.examples[:2]], 4, " / ")
        if sense.note:
            yield from self._text(sense.note, 4)

    def _title(self, name: str) -> str:
        source = self._titles.get(name)
        if source is None:
            return name
        return ", ".join(part for part in (source.title, source.date, source.url) if part)

    def _cue(self, cue: Cue) -> str:
        if cue.group is None:
            return f"/{cue.pattern}/" if cue.pattern else cue.label
        group = self._glossary.group(cue.group)
        return f"{cue.group} ({group.means})" if group else cue.group

    def _requirement(self, name: str, requirement: Requirement | None) -> Iterator[str]:
        if requirement is None:
            return
        parts = []
        if requirement.any:
            parts.append(f"any of {', '.join(requirement.any)}")
        if requirement.all:
            parts.append(f"all of {', '.join(requirement.all)}")
        yield from self._remark(name, [f"{' and '.join(parts)}, within: {requirement.within}"], 4)

    def _remark(self, name: str, words: Iterable[str], indent: int = 2, between: str = ", ") -> Iterator[str]:
        listed = list(words)
        if listed:
            more = f"{between}and {len(listed) - _CUES} more" if len(listed) > _CUES else ""
            yield from self._text(f"{name}: {between.join(listed[:_CUES])}{more}", indent)

    def _text(self, text: str, indent: int) -> Iterator[str]:
        yield from (" " * indent + line for line in wrap(opening(one_line(text)), columns(self._style) - indent))
