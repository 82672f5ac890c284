"""Judgement: what the rules report of what a document's mentions were found to mean.

A document is read in two passes: first all mentions and all evidence, then judgement, so that a later sentence may
excuse an earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, Related
from termlint.document import Document
from termlint.errors import Problem
from termlint.evidence import Sights
from termlint.fingerprint import Repeats
from termlint.glossary.model import Glossary, Term
from termlint.lexicon import Lexicons
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.prefilter import Prescan
from termlint.reference import Reference
from termlint.resolution import Mention, Outcome, Resolution
from termlint.resolve import MARGINS, resolve
from termlint.rules.base import Context, Finding, Rule
from termlint.settings import Settings
from termlint.suppress import Suppressed, apply


class _Reported(Struct, frozen=True):
    """A diagnostic and the number of the resolution it is about."""

    diagnostic: Diagnostic
    resolution: int | None


class Judge:
    """Judges documents by one glossary and a set of rules."""

    def __init__(self, glossary: Glossary, rules: Sequence[Rule]) -> None:
        self.glossary = glossary
        self.rules = tuple(rules)
        self.reference = Reference(glossary)
        own = ((type(rule).concerns is Rule.concerns) << number for number, rule in enumerate(self.rules))
        self._unconcerned = sum(own)
        self._concerning: dict[int, tuple[Term, int]] = {}
        self._codes = {key: rule.code for rule in self.rules for key in (rule.code, rule.name)}

    def check(
        self,
        document: Document,
        prescan: Prescan,
        lexicons: Lexicons,
        *,
        filename: str,
        settings: Settings,
    ) -> FileResult:
        """What is found in a document; `prescan` is what a look at its source gave."""
        compiled, texts = lexicons.compiled, Passages(document)
        mentions = find_mentions(document, texts, compiled, document.runs_at(prescan.offsets))
        if not mentions and not document.comments:
            return FileResult(filename, document.source)
        sights = Sights(document, texts, compiled, filename, mentions, prescan.raw)
        margins = MARGINS[settings.margin]
        resolutions = resolve(mentions, sights, lexicons, margins=margins, expect=settings.expect)
        reported, suppressed = self._judge(document, resolutions, settings, sights)
        return FileResult(
            filename,
            document.source,
            diagnostics=_grouped(reported, document, resolutions),
            resolutions=resolutions,
            codes=_codes(reported, len(resolutions)),
            errors=tuple(_too_slow(pattern, filename) for pattern in sights.slow),
            suppressed=len(suppressed.silenced),
        )

    def _judge(
        self, document: Document, resolutions: tuple[Resolution, ...], settings: Settings, sights: Sights
    ) -> tuple[list[_Reported], Suppressed]:
        """What the selected rules report and comments do not silence."""
        number = {id(resolution): index for index, resolution in enumerate(resolutions)}
        found: list[_Reported] = []
        maker = _Maker(settings, document, sights)
        concerned = self._concerned(resolutions)
        for bit, rule in enumerate(self.rules):
            if concerned >> bit & 1 and settings.selects(rule.code):
                options = settings.options.get(rule.code, {})
                context = Context(document, resolutions, self.reference, settings.expect, options)
                for finding in rule.check(context):
                    diagnostic = maker.diagnostic(rule, finding)
                    found.append(_Reported(diagnostic, number.get(id(finding.resolution))))
        found.sort(key=lambda r: (r.diagnostic.span, r.diagnostic.code))
        selected = frozenset(rule.code for rule in self.rules if settings.selects(rule.code))
        suppressed = apply(document, [r.diagnostic for r in found], self._codes, selected)
        kept = {id(diagnostic) for diagnostic in suppressed.kept}
        reported = [r for r in found if id(r.diagnostic) in kept]
        return [*reported, *self._unused(suppressed, maker)], suppressed

    def _concerned(self, resolutions: Iterable[Resolution]) -> int:
        """The rules that can report anything where these are the mentions: a bit for each, by its number."""
        concerned, known = self._unconcerned, self._concerning
        for term in [resolution.term for resolution in resolutions]:
            if (own := known.get(id(term))) is None:
                bits = (rule.concerns(term) << number for number, rule in enumerate(self.rules))
                own = known[id(term)] = term, sum(bits)
            concerned |= own[1]
        return concerned

    def _unused(self, suppressed: Suppressed, maker: _Maker) -> Iterable[_Reported]:
        rule = next(rule for rule in self.rules if rule.code == "TL901")
        if not maker.settings.selects(rule.code):
            return
        for unused in suppressed.unused:
            edits = (Edit(unused.removal, ""),) if unused.removal else ()
            finding = Finding(None, unused.span, unused.message, unused.help, edits, safe=unused.safe)
            yield _Reported(maker.diagnostic(rule, finding), None)


class _Maker:
    """Makes diagnostics of what rules found in one document."""

    def __init__(self, settings: Settings, document: Document, sights: Sights) -> None:
        self.settings = settings
        self._document, self._sights, self._repeats = document, sights, Repeats()

    def diagnostic(self, rule: Rule, finding: Finding) -> Diagnostic:
        """What is reported of a finding."""
        found, code = finding.resolution, rule.code
        sense = found.sense if found else None
        term, ident = found.term.term if found else None, sense.id if sense else None
        contenders = _contenders(found, self.settings) if found and sense is None else ()
        meanings = {s.id: s.definition for s in found.candidates} if found and contenders else {}
        sentence = self._sentence(found.mention) if found else None
        return Diagnostic(
            code=code,
            name=rule.name,
            severity=self.settings.severities.get(code, finding.severity or rule.severity),
            confidence=found.outcome if found else Outcome.CERTAIN,
            span=finding.span,
            message=finding.message,
            help=finding.help,
            term=term,
            sense=ident,
            candidates=contenders,
            meanings=tuple([meanings.get(contender, "") for contender in contenders]),
            definition=sense.definition if sense else None,
            evidence=finding.evidence,
            related=finding.related,
            fix=_fix(finding),
            sentence=sentence,
            repeat=self._repeats.number(code, term, ident, finding.span.of(self._document.source), sentence),
        )

    def _sentence(self, mention: Mention) -> str:
        return self._sights.sentence(mention).of(self._document.runs[mention.run].text)


def _contenders(found: Resolution, settings: Settings) -> tuple[str, ...]:
    """The senses between which nothing decides: the first two, and all that the first leads by less than the margin."""
    scores = found.scores
    if len(scores) <= 2:
        return tuple([ident for ident, _ in scores])
    margin = MARGINS[settings.margin].words
    return tuple([ident for rank, (ident, score) in enumerate(scores) if rank < 2 or scores[0][1] - score < margin])


def _fix(finding: Finding) -> Fix | None:
    """The finding's edits, safe only if the rule says so, nothing rests on a guess, and no markup is crossed."""
    if not finding.edits:
        return None
    found = finding.resolution
    sure = found is None or (found.mention.exact and found.outcome is not Outcome.AMBIGUOUS)
    how = Applicability.SAFE if finding.safe and sure else Applicability.UNSAFE
    if found is not None and not found.mention.exact:
        how = Applicability.DISPLAY
    new = finding.edits[-1].content
    edits = finding.edits if len(finding.edits) == 1 else tuple(sorted(finding.edits, key=lambda e: e.span))
    return Fix(how, f"replace with “{new}”" if new else "remove it", edits)


def _grouped(
    reported: Sequence[_Reported], document: Document, resolutions: Sequence[Resolution]
) -> tuple[Diagnostic, ...]:
    """One diagnostic a term, sense, rule and section; further mentions become related places of the first."""
    groups: dict[object, list[Diagnostic]] = defaultdict(list)
    for index, (diagnostic, number) in enumerate((r.diagnostic, r.resolution) for r in reported):
        section = document.runs[resolutions[number].mention.run].section if number is not None else None
        alone = number is None
        key = (diagnostic.code, index) if alone else (diagnostic.code, diagnostic.term, diagnostic.sense, section)
        groups[key].append(diagnostic)
    merged = [_merged(group) for group in groups.values()]
    return tuple(sorted(merged, key=lambda d: (d.span, d.code)))


def _merged(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    related = (*first.related, *(Related(d.span, "also here") for d in others))
    return replace(first, related=related, fix=_merged_fix(group))


def _merged_fix(group: Sequence[Diagnostic]) -> Fix | None:
    """One fix of the safest edits, so that a mention across markup does not keep the others from being mended."""
    fixes = [d.fix for d in group if d.fix]
    if not fixes:
        return None
    safest = min(fixes, key=lambda fix: list(Applicability).index(fix.applicability))
    same = [fix for fix in fixes if fix.applicability is safest.applicability]
    unique = {edit.span: edit for fix in same for edit in fix.edits}
    return replace(safest, edits=tuple(unique[span] for span in sorted(unique)))


def _codes(reported: Iterable[_Reported], count: int) -> tuple[tuple[str, ...], ...]:
    codes: list[set[str]] = [set() for _ in range(count)]
    for one in reported:
        if one.resolution is not None:
            codes[one.resolution].add(one.diagnostic.code)
    return tuple(tuple(sorted(found)) for found in codes)


def _too_slow(pattern: str, filename: str) -> Problem:
    return Problem(
        f"the pattern {pattern!r} takes too long on this text and was left out",
        filename,
        help="make the pattern of this cue simpler: no repetition inside a repetition",
    )
