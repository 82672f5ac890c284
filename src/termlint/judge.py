"""Judgement: what the rules report of what a document's mentions were found to mean.

A document is read in two passes: first all mentions and all evidence, then judgement, so that a later sentence may
excuse an earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from termlint.diagnostic import Applicability, Diagnostic, Edit, FileResult, Fix, Related
from termlint.document import Document
from termlint.errors import Problem
from termlint.evidence import Sights
from termlint.fingerprint import Repeats
from termlint.glossary.model import Glossary
from termlint.lexicon import Lexicons
from termlint.reading import Reading
from termlint.reference import Reference
from termlint.resolution import Mention, Outcome, Resolution
from termlint.resolve import MARGINS, resolve
from termlint.rules.base import Context, Finding, Rule
from termlint.settings import Settings
from termlint.span import Span

if TYPE_CHECKING:
    from termlint.suppress import Suppressed

_TOGETHER = 1_000
"""Of how many mentions rules are asked one after the other."""


class _Report(Struct, frozen=True, eq=False):
    """What a rule found, before it is known whether comments silence it and what else it is gathered with.

    `number` is that of the resolution it is about.
    """

    span: Span
    code: str
    term: str | None
    sense: str | None
    rule: Rule
    finding: Finding
    number: int | None


class Judge:
    """Judges documents by one glossary and a set of rules."""

    def __init__(self, glossary: Glossary, rules: Sequence[Rule]) -> None:
        self.glossary = glossary
        self.rules = tuple(rules)
        self.reference = Reference(glossary)
        own = ((type(rule).concerns is Rule.concerns) << number for number, rule in enumerate(self.rules))
        self._unconcerned = sum(own)
        self._concerning: dict[tuple[tuple[int, ...], tuple[str, ...]], int] = {}
        self._codes = {key: rule.code for rule in self.rules for key in (rule.code, rule.name)}

    def check(
        self, read: Callable[[], Reading], lexicons: Lexicons, *, filename: str, settings: Settings
    ) -> FileResult:
        """What is found in a document that is read now; what its words stand for is let go once its cues are found.

        Raises what reading raises.
        """
        reading = read()
        document, mentions = reading.document, reading.mentions
        if not mentions and not document.comments:
            return FileResult(filename, document.source)
        sights = Sights(
            document, reading.passages, lexicons.compiled, filename, mentions, reading.prescan.raw, reading.asked
        )
        reading.prescan.raw.forget()
        del reading
        margins = MARGINS[settings.margin]
        resolutions = resolve(mentions, sights, lexicons, margins=margins, expect=settings.expect)
        reports = self._reports(document, resolutions, settings)
        reported, silenced, unused = sorted(reports, key=_place), 0, list[_Report]()
        if document.comments:
            from termlint.suppress import apply

            selected = frozenset(rule.code for rule in self.rules if settings.selects(rule.code))
            suppressed = apply(document, reported, self._codes, selected)
            unused = [*self._unused(suppressed, settings)]
            reported, silenced = [*suppressed.kept, *unused], len(suppressed.silenced)
        maker = _Maker(settings, document, sights, [*reports, *unused])
        return FileResult(
            filename,
            document.source,
            diagnostics=_grouped(reported, document, resolutions, maker),
            resolutions=resolutions,
            codes=_codes(reported, len(resolutions)),
            errors=tuple(_too_slow(pattern, filename) for pattern in sights.slow),
            suppressed=silenced,
        )

    def _reports(
        self, document: Document, resolutions: tuple[Resolution, ...], settings: Settings
    ) -> Sequence[_Report]:
        """What the selected rules report of a document; of each rule in the order in which it tells."""
        found: list[_Report] = []
        number = {id(resolution): index for index, resolution in enumerate(resolutions)}
        bits = [self._concerned(resolution.mention.terms, settings.expect) for resolution in resolutions]
        for bit, part in self._rounds(reduce(or_, bits, self._unconcerned), len(resolutions), settings):
            rule = self.rules[bit]
            own = [
                resolution for resolution, rules in zip(resolutions[part], bits[part], strict=True) if rules >> bit & 1
            ]
            options = settings.options.get(rule.code, {})
            context = Context(document, resolutions, own, self.reference, settings.expect, options)
            for finding in rule.check(context):
                about = finding.resolution
                sense = about.sense if about else None
                term, ident = about.term.term if about else None, sense.id if sense else None
                at = number.get(id(about))
                found.append(_Report(finding.span, rule.code, term, ident, rule, finding, at))
        return found

    def _rounds(self, concerned: int, mentions: int, settings: Settings) -> Iterator[tuple[int, slice]]:
        """The numbers of the rules that are to be asked, each with the mentions of which it is asked in its turn.

        Rules that look at one mention at a time are asked of some mentions one after the other, so that what each of
        them finds out need not be kept until all mentions were looked at.
        """
        chosen = [n for n, rule in enumerate(self.rules) if concerned >> n & 1 and settings.selects(rule.code)]
        for start in range(0, mentions, _TOGETHER):
            yield from ((number, slice(start, start + _TOGETHER)) for number in chosen if self.rules[number].alone)
        yield from ((number, slice(None)) for number in chosen if not self.rules[number].alone)

    def _concerned(self, terms: tuple[int, ...], expect: tuple[str, ...]) -> int:
        """The rules that can report anything of a mention that may be of these terms: a bit for each, by its number."""
        known = self._concerning.get((terms, expect))
        if known is None:
            these = [self.glossary.terms[term] for term in terms]
            bits = (rule.may_report(these, self.reference, expect) << n for n, rule in enumerate(self.rules))
            known = self._concerning[terms, expect] = sum(bits)
        return known

    def _unused(self, suppressed: Suppressed[_Report], settings: Settings) -> Iterable[_Report]:
        rule = next(rule for rule in self.rules if rule.code == "TL901")
        if not settings.selects(rule.code):
            return
        for unused in suppressed.unused:
            edits = (Edit(unused.removal, ""),) if unused.removal else ()
            finding = Finding(None, unused.span, unused.message, unused.help, edits, safe=unused.safe)
            yield _Report(unused.span, rule.code, None, None, rule, finding, None)


class _Maker:
    """Makes diagnostics of what rules found in one document: of all `reports` those that are shown."""

    def __init__(self, settings: Settings, document: Document, sights: Sights, reports: Iterable[_Report]) -> None:
        self._settings, self._document, self._sights = settings, document, sights
        self._alike: dict[tuple[str, str | None, str | None], list[_Report]] = defaultdict(list)
        for report in reports:
            self._alike[report.code, report.term, report.sense].append(report)
        self._numbers: dict[int, int] = {}

    def diagnostic(self, report: _Report) -> Diagnostic:
        """What is shown of a report."""
        rule, finding, found, code = report.rule, report.finding, report.finding.resolution, report.code
        contenders = _contenders(found, self._settings) if found and report.sense is None else ()
        meanings = {s.id: s.definition for s in found.candidates} if found and contenders else {}
        return Diagnostic(
            code=code,
            name=rule.name,
            severity=self._settings.severities.get(code, finding.severity or rule.severity),
            confidence=found.outcome if found else Outcome.CERTAIN,
            span=finding.span,
            message=finding.message,
            help=finding.help,
            term=report.term,
            sense=report.sense,
            candidates=contenders,
            meanings=tuple([meanings.get(contender, "") for contender in contenders]),
            definition=found.sense.definition if found and found.sense else None,
            evidence=finding.evidence,
            related=finding.related,
            fix=_fix(finding),
            sentence=self._sentence(found.mention) if found else None,
            repeat=self._repeat(report),
        )

    def _repeat(self, report: _Report) -> int:
        """The number of a report among those that nothing but their number tells apart, silenced and gathered ones
        too: nothing has to be looked at for the first of a rule, a term and a sense."""
        alike = self._alike[report.code, report.term, report.sense]
        if _is_first(report, alike):
            return 1
        if id(report) not in self._numbers:
            repeats, source = Repeats(), self._document.source
            for one in alike:
                found, words = one.finding.resolution, one.span.of(source)
                sentence = self._sentence(found.mention) if found else None
                self._numbers[id(one)] = repeats.number(one.code, one.term, one.sense, words, sentence)
        return self._numbers[id(report)]

    def _sentence(self, mention: Mention) -> str:
        return self._sights.sentence(mention).of(self._document.runs[mention.run].text)


def _is_first(report: _Report, alike: Sequence[_Report]) -> bool:
    """Whether a report is the first of those that are alike in all but their words."""
    return alike[0] is report


def _contenders(found: Resolution, settings: Settings) -> tuple[str, ...]:
    """The senses between which nothing decides: the first two, and all that the first leads by less than the margin."""
    scores = found.scores
    if len(scores) <= 2:
        return tuple([ident for ident, _ in scores])
    margin = MARGINS[settings.margin].words
    return tuple([ident for rank, (ident, score) in enumerate(scores) if rank < 2 or scores[0][1] - score < margin])


def _applicability(finding: Finding) -> Applicability:
    """Safe only if the rule says so, nothing rests on a guess, and no markup is crossed."""
    found = finding.resolution
    if found is not None and not found.mention.exact:
        return Applicability.DISPLAY
    sure = finding.safe and (found is None or found.outcome is not Outcome.AMBIGUOUS)
    return Applicability.SAFE if sure else Applicability.UNSAFE


def _fix(finding: Finding) -> Fix | None:
    """The finding's edits."""
    if not finding.edits:
        return None
    new = finding.edits[-1].content
    edits = finding.edits if len(finding.edits) == 1 else tuple(sorted(finding.edits, key=_span))
    return Fix(_applicability(finding), f"replace with “{new}”" if new else "remove it", edits)


def _grouped(
    reported: Sequence[_Report], document: Document, resolutions: Sequence[Resolution], maker: _Maker
) -> tuple[Diagnostic, ...]:
    """One diagnostic a term, sense, rule and section; further mentions become related places of the first."""
    groups: dict[object, list[_Report]] = defaultdict(list)
    for index, one in enumerate(reported):
        if one.number is None:
            groups[one.code, index].append(one)
        else:
            section = document.section(resolutions[one.number].mention.run)
            groups[one.code, one.term, one.sense, section].append(one)
    merged = [_merged(maker.diagnostic(group[0]), group) for group in groups.values()]
    return tuple(sorted(merged, key=_place))


def _merged(first: Diagnostic, group: Sequence[_Report]) -> Diagnostic:
    if len(group) == 1:
        return first
    related = (*first.related, *[Related(report.span, "also here") for report in group[1:]])
    return replace(first, related=related, fix=_merged_fix([report.finding for report in group]))


def _merged_fix(findings: Iterable[Finding]) -> Fix | None:
    """One fix of the safest edits, so that a mention across markup does not keep the others from being mended."""
    mended: dict[Applicability, list[Finding]] = {}
    for finding in findings:
        if finding.edits:
            mended.setdefault(_applicability(finding), []).append(finding)
    safest = next((mended[how] for how in Applicability if how in mended), None)
    first = _fix(safest[0]) if safest else None
    if safest is None or first is None:
        return None
    unique = {edit.span: edit for finding in safest for edit in sorted(finding.edits, key=_span)}
    return replace(first, edits=tuple(unique[span] for span in sorted(unique)))


def _span(edit: Edit) -> Span:
    return edit.span


def _place(report: _Report | Diagnostic) -> tuple[int, int, str]:
    return report.span.start, report.span.end, report.code


def _codes(reported: Iterable[_Report], count: int) -> tuple[tuple[str, ...], ...]:
    codes: list[tuple[str, ...]] = [()] * count
    for one in reported:
        if one.number is not None and one.code not in (known := codes[one.number]):
            codes[one.number] = (*known, one.code) if not known else tuple(sorted((*known, one.code)))
    return tuple(codes)


def _too_slow(pattern: str, filename: str) -> Problem:
    return Problem(
        f"the pattern {pattern!r} takes too long on this text and was left out",
        filename,
        help="make the pattern of this cue simpler: no repetition inside a repetition",
    )
