"""Collects mentions from a user's files through the pipeline that checks them, and learns from them.

What is learned depends on the texts and on the order of nothing: not of files, arguments or processes.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from termlint.bug import bug
from termlint.errors import DocumentError, Problem
from termlint.features import Feature, features
from termlint.files import BinaryFileError, MissingFileError, display_name, read
from termlint.formats.base import Format, FormatOptions
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.learned import Learned, LearnedTerm, digest, seeds_digest
from termlint.glossary.model import Glossary, Term
from termlint.glossary.seeds import seed_counts
from termlint.labels import NONE, Row, marked
from termlint.learn import Lesson, Observation, learn
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.run import Job
from termlint.span import Span
from termlint.stems import Stemmer
from termlint.weights import Background

METHOD = "stems and function words around, 5 rounds of expectation maximisation from seeds, log-odds and linear SVM"
"""How lock files are made; it changes where the same texts would give other weights."""


class Seen(Struct, frozen=True, order=True):
    """A mention as it was found in a file: the paragraph, where it stands in it, the file, and the term's number."""

    text: str
    start: int
    end: int
    filename: str
    term: int

    @property
    def at(self) -> Span:
        """Where the mention stands in the paragraph."""
        return Span(self.start, self.end)


class Collected(Struct, frozen=True):
    """The mentions of all files, in an order of their own; what could not be read, and what was left out."""

    mentions: tuple[Seen, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class _Found(Struct, frozen=True):
    """What one file gave."""

    mentions: tuple[Seen, ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str | None = None


class Finder(Struct, frozen=True):
    """Finds the mentions in a file, named from `root`. Built once a process.

    With `debug` the traceback of an unexpected error is printed.
    """

    compiled: Compiled
    formats: Mapping[str, Format]
    root: Path
    max_file_size: int
    debug: bool = False

    def find(self, job: Job) -> _Found:
        """The mentions of one term each; whatever goes wrong is a problem of this file alone."""
        name = job.file.name
        try:
            content = read(job.file.path, name, max_size=self.max_file_size)
            format = self.formats[job.file.format]
            document = format.parse(content.text, FormatOptions(job.settings.metadata_keys))
            shown = display_name(job.file.path, self.root)
            return _Found(
                tuple(
                    Seen(document.runs[m.run].text, m.at.start, m.at.end, shown, m.terms[0])
                    for m in find_mentions(document, Passages(document), self.compiled)
                    if len(m.terms) == 1
                )
            )
        except (BinaryFileError, MissingFileError) as error:
            return _Found(problems=error.problems) if job.file.named else _Found(note=f"{error}; skipped")
        except DocumentError as error:
            return _Found(problems=tuple(Problem(p.message, name, p.row, p.column, p.help) for p in error.problems))
        except Exception as error:
            return _Found(problems=(bug(error, name, debug=self.debug),))


def build_finder(
    glossary: Glossary,
    formats: Callable[[], Mapping[str, Format]],
    root: Path,
    max_file_size: int,
    *,
    debug: bool = False,
) -> Finder:
    """The finder of a process."""
    return Finder(compile_glossary(glossary), formats(), root, max_file_size, debug)


def collect(
    jobs: Sequence[Job],
    finder: Callable[[], Finder],
    *,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> Collected:
    """The mentions in all files. `finder` makes the finder of a process and is picklable."""
    found = _alone(jobs, finder()) if processes == 1 or len(jobs) < 2 else _together(jobs, finder, processes)
    mentions: list[Seen] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for done, one in enumerate(found, start=1):
        mentions += one.mentions
        problems += one.problems
        notes += [one.note] if one.note else []
        progress(done)
    problems.sort(key=lambda p: (p.filename or "", p.row or 0, p.column or 0, p.message))
    return Collected(tuple(sorted(mentions)), tuple(problems), tuple(sorted(notes)))


def _alone(jobs: Sequence[Job], finder: Finder) -> Iterator[_Found]:
    return map(finder.find, jobs)


def _together(jobs: Sequence[Job], finder: Callable[[], Finder], processes: int) -> Iterator[_Found]:
    from termlint.pool import Lost, Once, each, start_method

    finder, method = Once(finder), start_method()
    if method == "fork":
        finder()  # made here once, it is there in every process
    for index, message in each(jobs, partial(_work, finder), processes=processes, method=method):
        if isinstance(message, Lost):
            name = jobs[index].file.name
            yield _Found(problems=(Problem(f"the process that read it died ({message.reason})", name),))
        else:
            yield pickle.loads(message)


def _work(finder: Callable[[], Finder]) -> Callable[[Job], bytes]:
    """What a worker does with each job."""
    ours = finder()
    return lambda job: pickle.dumps(ours.find(job), pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Course:
    """What is learned from: for each term with several senses its observations; how common each feature is.

    `surfaces` gives for each feature the words it was seen as.
    """

    glossary: Glossary
    observations: Mapping[str, Sequence[Observation]]
    background: Background
    surfaces: Mapping[str, Counter[str]] = field(compare=False)
    digest: str
    stemmer: Stemmer
    compiled: Compiled

    def terms(self, names: Collection[str] = ()) -> tuple[Term, ...]:
        """The terms that something can be learned of, in the order of the glossary; of those called by `names`."""
        return tuple(
            term
            for term in self.glossary.terms
            if self.observations.get(term.term) and (not names or term.term in names)
        )

    def lesson(self, term: Term) -> Lesson:
        """What the observations teach of a term."""
        seeds = seed_counts(term, self.stemmer, self.compiled.forms)
        lesson = learn(term, seeds, self.observations[term.term], self.background)
        warnings = (re.sub("(?<=“)[^”]+", lambda found: self.surface(found[0]), text) for text in lesson.warnings)
        return replace(lesson, warnings=tuple(warnings))

    def surface(self, feature: str) -> str:
        """The word that a feature was most often seen as."""
        seen = self.surfaces.get(feature)
        return min(seen, key=lambda word: (-seen[word], word.swapcase())) if seen else feature


def prepare(
    glossary: Glossary,
    mentions: Iterable[Seen],
    rows: Sequence[Row],
    *,
    collocations: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Course:
    """The course that mentions and labels make. A mention that was labelled counts once, as it was labelled.

    The words around the mentions of every term tell how common a word is, whatever the number of the term's senses.
    `progress` is told how many mentions are done.
    """
    stemmer = Stemmer(glossary.language)
    labelled = {row.key: row for row in rows if row.sense is not None}
    found: dict[str, list[Observation]] = defaultdict(list)
    common: Counter[str] = Counter()
    surfaces = _written(glossary, stemmer)
    parts: list[tuple[str, str, str]] = []

    def observe(term: Term, text: str, at: Span, filename: str, label: str | None) -> None:
        seen = features(text, at, stemmer, collocations=collocations)
        common.update(feature.name for feature in seen)
        _count_surfaces(surfaces, seen, text)
        parts.append((term.term, label or "", marked(text, at)))
        if len(term.senses) > 1 and label != NONE:
            values = {feature.name: feature.value for feature in seen}
            found[term.term].append(Observation(filename, text, at.start, at.end, values, label))

    for done, one in enumerate(mentions, start=1):
        progress(done)
        term = glossary.terms[one.term]
        if (term.term, marked(one.text, one.at)) not in labelled:
            observe(term, one.text, one.at, one.filename, None)
    by_name = {term.term: term for term in glossary.terms}
    for row in sorted(labelled.values(), key=lambda row: row.key):
        observe(by_name[row.term], *row.mention(), row.file, row.sense)
    whole = digest(sorted(parts))
    return Course(glossary, found, Background(common), surfaces, whole, stemmer, compile_glossary(glossary))


def _written(glossary: Glossary, stemmer: Stemmer) -> dict[str, Counter[str]]:
    """The words that the author wrote for the senses, by their features."""
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    for sense in (sense for term in glossary.terms for sense in term.senses):
        texts = (sense.definition, *(cue.text or "" for cue in sense.cues), *(e.text for e in sense.examples))
        for text in texts:
            _count_surfaces(surfaces, features(text, Span(0, 0), stemmer), text)
    return surfaces


def _count_surfaces(surfaces: Mapping[str, Counter[str]], seen: Iterable[Feature], text: str) -> None:
    for feature in seen:
        if ":" not in feature.name:
            surfaces[feature.name][feature.at.of(text)] += 1


def lock(course: Course, lessons: Iterable[Lesson], before: Learned | None, names: Collection[str] = ()) -> Learned:
    """The lock file that lessons make; `before` gives what it holds of terms that were not asked for with `names`."""
    language = course.glossary.language
    terms = {term.term: term for term in course.glossary.terms}
    kept: dict[str, LearnedTerm] = {}
    for old in before.terms if before and names else ():
        term = terms.get(old.term)
        if old.term not in names and term and old.seeds == seeds_digest(term, language):
            kept[old.term] = old
    for lesson in lessons:
        if lesson.learned is not None:
            kept[lesson.term] = replace(lesson.learned, seeds=seeds_digest(terms[lesson.term], language))
    return Learned(course.glossary.name, course.digest, METHOD, tuple(kept[name] for name in sorted(kept)))


def asked(lessons: Iterable[Lesson], glossary: Glossary) -> tuple[Row, ...]:
    """The rows of a label file for the mentions whose labels would help most."""
    senses = {term.term: tuple(sense.id for sense in term.senses) for term in glossary.terms}
    return tuple(
        Row(lesson.term, marked(one.text, Span(one.start, one.end)), None, senses[lesson.term], one.filename)
        for lesson in lessons
        for one in lesson.asked
    )
