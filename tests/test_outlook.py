"""Outlooks: what mentions see alike is what each sees by itself."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.document import RunKind
from termlint.evidence import Sights
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.model import Window
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.mention import find_mentions
from termlint.nearness import IN_BLOCK, IN_DOCUMENT, IN_SECTION
from termlint.occurrence import PATH_RUN, Found, Seen
from termlint.outlook import Outlook, Prospect, Sight, ranked
from termlint.passage import Passages
from termlint.resolution import Mention, Polarity
from termlint.span import Span

GLOSSARY = """\
glossary: Care
terms:
  - term: rub
    senses:
      - {id: skin, definition: to work oil in, cues: [oil, skin, rub oil, {pattern: '{term} the neck'}]}
      - {id: data, definition: to change figures, cues: [figures, report]}
  - term: kneading
    senses:
      - {id: dough, definition: to work dough, cues: [oil, flour, report]}
      - {id: body, definition: to work muscles, cues: [skin, neck]}
"""
COMPILED = Linter(read_glossary(("g.yml", GLOSSARY))).compiled
PIECES = st.sampled_from(
    [
        *("rub ", "kneading ", "oil ", "skin ", "figures ", "report ", "flour ", "neck ", "the ", "rub oil ", "no "),
        *(
            "not ",
            "? ",
            ". ",
            ", ",
            "x " * 30,
            "\n\n",
            "\n\n# ",
            "\n\n## ",
            "\n\n- ",
            "\n\n| a | b |\n|-|-|\n| ",
            " | ",
        ),
    ]
)
TEXTS = st.tuples(st.sampled_from(["", "---\ntitle: oil rub\ntags: [skin, report]\n---\n"]), st.lists(PIECES)).map(
    lambda parts: parts[0] + "".join(parts[1])
)


def _sights(text: str) -> tuple[Sights, tuple[Mention, ...]]:
    document = FORMAT.parse(text, FormatOptions())
    passages = Passages(document)
    mentions = find_mentions(document, passages, COMPILED)
    return Sights(document, passages, COMPILED, "skin/report.md", mentions), mentions


def _alone(sights: Sights, mention: Mention, cues: frozenset[int], relative: tuple[int, ...]) -> list[Seen]:
    """What one mention sees, with nothing of it known from another."""
    best: dict[tuple[int, Polarity], Seen] = {}
    for seen in _candidates(sights, mention):
        key = (seen.found.cue, seen.found.polarity)
        if seen.found.cue in cues and (key not in best or _rank(seen) < _rank(best[key])):
            best[key] = seen
    matches: dict[tuple[int, Polarity], tuple[object, Seen]] = {}
    passage = sights.passages[mention.run]
    index = passage.sentence_at(mention.at.start)
    sights._relative(mention, passage, index, relative, matches)  # type: ignore[arg-type]
    best.update({key: seen for key, (_, seen) in matches.items()})
    far = [
        Seen(found, Window.DOCUMENT, IN_DOCUMENT, found.polarity)
        for found in sights._places.firsts()
        if found.cue in cues and (found.cue, found.polarity) not in best and not _is_within(found, mention)
    ]
    return [*sorted(best.values(), key=lambda seen: (*_rank(seen), seen.found.cue)), *far]


def _candidates(sights: Sights, mention: Mention) -> Iterator[Seen]:
    places, document = sights._places, sights.document
    run = document.runs[mention.run]
    chain = document.heading_chain(run.section)
    for polarity, by_cue in places.by_section.get(run.section, {}).items():
        for row in by_cue.values():
            yield from _in_section(sights, mention, polarity, row)
    for depth, heading in enumerate(chain):
        if heading != mention.run:
            yield from _all(places.by_run.get(heading, {}), Window.SECTION, IN_SECTION if depth else IN_BLOCK)
    if chain[:1] == (mention.run,) or run.kind is RunKind.METADATA:
        yield from _all(places.below(run.section), Window.SECTION, IN_SECTION)
    for polarity, by_cue in places.metadata.items():
        for row in by_cue.values():
            yield from [Seen(f, Window.METADATA, IN_SECTION, polarity) for f in row if f.run != mention.run][:1]
    yield from _all(places.by_run.get(PATH_RUN, {}), Window.PATH, IN_SECTION)


def _all(firsts: dict[Polarity, dict[int, Found]], window: Window, share: float) -> Iterator[Seen]:
    return (Seen(found, window, share, pol) for pol, by_cue in firsts.items() for found in by_cue.values())


def _in_section(sights: Sights, mention: Mention, polarity: Polarity, row: list[Found]) -> Iterator[Seen]:
    document, passage = sights.document, sights.passages[mention.run]
    own = document.sections[passage.run.section].heading == mention.run
    here = (mention.run, mention.at.start)
    index = sum((found.run, found.at.start) < here for found in row) if len(row) > 2 else 2
    for found in row[max(0, index - 2) : index + 2]:
        if _is_within(found, mention):
            continue
        window, share = Window.SECTION, IN_SECTION
        if found.run == mention.run:
            window, share = _in_run(passage.text, passage.sentence_at, mention.at, found.at)
        elif document.block(found.run) == passage.run.block:
            window, share = Window.BLOCK, IN_BLOCK
        seen_as = polarity
        if window in (Window.PHRASE, Window.SENTENCE):
            seen_as = sights.passages.polarity(found.run, found.at, mention.at)
        yield Seen(found, window, max(share, IN_BLOCK) if own else share, seen_as)


def _in_run(text: str, sentence_at: object, at: Span, found: Span) -> tuple[Window, float]:
    assert callable(sentence_at)
    if sentence_at(at.start) != sentence_at(found.start):
        return Window.BLOCK, IN_BLOCK
    between = text[min(at.end, found.end) : max(at.start, found.start)]
    if len(between) <= 40 and not set(between) & set(",;:\u2014.!?()"):
        return Window.PHRASE, 1.0
    return Window.SENTENCE, max(IN_BLOCK, 1 / (1 + len(between) / 120))


def _rank(seen: Seen) -> tuple[float, int, Span]:
    return -seen.share, seen.found.run, seen.found.at


def _is_within(found: Found, mention: Mention) -> bool:
    return found.run == mention.run and mention.at.contains(found.at)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(TEXTS)
def test_what_is_found_once_for_many_is_what_each_sees(text: str) -> None:
    """In whatever order they look, mentions see what they would see alone: places, windows, shares and polarities."""
    sights, mentions = _sights(text)
    for mention in (*mentions, *reversed(mentions)):
        term = COMPILED.terms[mention.terms[0]]
        seen = sights.around(mention, term.cues, term.relative)
        assert list(seen) == _alone(sights, mention, term.cues, term.relative)


def _seen(cue: int, run: int, share: float) -> Seen:
    return Seen(Found(cue, run, Span(2, 5), Polarity.AFFIRMED), Window.SECTION, share, Polarity.AFFIRMED)


def test_the_nearest_of_others_is_kept_in_order() -> None:
    """Of two occurrences of one cue the nearer; all are in order, also among what is found near a mention."""
    oil, skin = (
        Seen(Found(cue, 1, Span(cue, 9), Polarity.AFFIRMED), Window.SECTION, 0.4, Polarity.AFFIRMED) for cue in (0, 1)
    )
    nearer = Seen(Found(1, 0, Span(4, 8), Polarity.AFFIRMED), Window.SECTION, 0.6, Polarity.AFFIRMED)
    prospect = Prospect.of((), map(ranked, (oil, skin, nearer)), is_own=False)
    assert prospect.near == [nearer, oil]
    near, keys = prospect.with_near({(0, Polarity.AFFIRMED): ((-1.0, 0, 0, 0, 0), oil)})
    assert near == [oil, nearer]
    assert keys == {(0, Polarity.AFFIRMED), (1, Polarity.AFFIRMED)}


def test_what_is_nearer_hides_what_is_far() -> None:
    """What is far comes last, unless the same is seen near or lies within the mention."""
    oil, skin = (
        Seen(Found(cue, 1, Span(2, 5), Polarity.AFFIRMED), Window.DOCUMENT, 0.15, Polarity.AFFIRMED) for cue in (0, 1)
    )
    outlook = Outlook(frozenset({0, 1}), [oil, skin])
    assert Sight(outlook, (), frozenset()).all == [oil, skin]
    assert Sight(outlook, (), {(0, Polarity.AFFIRMED)}).all == [skin]
    assert outlook.within(Mention(Span(0, 9), 1, Span(0, 9), (0,), "rub", True)) == [*outlook.far]
    assert outlook.within(Mention(Span(0, 9), 2, Span(0, 9), (0,), "rub", True)) == []
