"""Tallies: sums in hundredths are the sums of the pieces of evidence."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

import termlint.tally
from termlint.arithmetic import by_group, hundredths, weigh
from termlint.contest import Speech
from termlint.formats.markdown import FORMAT
from termlint.glossary.model import Window
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.occurrence import Found, Seen
from termlint.outlook import Outlook, Sight
from termlint.resolution import Polarity
from termlint.span import Span
from termlint.tally import Balance, Sums

GLOSSARY = """\
glossary: Care
evidence:
  part: {means: a part of the body, cues: [neck, lower back, {text: back, weight: 1.3}]}
  no-part: {means: no part, cues: [nowhere], negated: part}
terms:
  - term: rub
    senses:
      - id: skin
        definition: to work oil in
        cues: [oil, warm oil, {group: part, weight: 0.7}, {text: chart, weight: -1.1}]
      - id: data
        definition: to change figures
        prior: PRIOR
        cues: [{text: figures, within: block}, {text: oil, weight: -2}]
      - {id: ego, definition: to flatter, cues: [ego, {group: no-part}]}
  - term: rubbing
    senses: [{id: brass, definition: a copy of a brass, cues: [brass, chart]}]
"""
EVEN, UNEVEN = (Linter(read_glossary(("g.yml", GLOSSARY.replace("PRIOR", prior)))) for prior in ("0.25", "0.125"))
CUES = ("oil ", "warm oil ", "neck ", "lower back ", "back ", "nowhere ", "chart ", "figures ", "ego ", "brass ")
PIECES = st.sampled_from([*CUES, "rub ", "rubbing ", "rubs ", "no ", ". ", "? ", ", ", "\n\n", "\n\n# ", "\n\n- "])
TERM = EVEN.compiled.terms[0]
AFFIRMED = Polarity.AFFIRMED
SEEN = st.builds(
    lambda cue, run, at, polarity, window, share: Seen(
        Found(cue, run, Span(at, at + 1 + cue % 3), polarity), window, share, polarity
    ),
    st.sampled_from(sorted(TERM.cues)),
    st.integers(0, 1),
    st.integers(0, 4),
    st.sampled_from(Polarity),
    st.sampled_from([Window.PHRASE, Window.BLOCK, Window.SECTION]),
    st.sampled_from([1.0, 0.6, 0.4, 0.77]),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_sums_decide_as_pieces_do(text: str) -> None:
    """Scores, outcomes and evidence are those that adding the pieces of evidence up one by one gives."""
    for linter in (EVEN, UNEVEN):
        quick = linter.check(text, filename="a.md", format=FORMAT)
        told = [repr(resolution) for resolution in quick.resolutions]
        with patch.object(termlint.tally, "sums_to_scores", lambda *_: None):
            slow = linter.check(text, filename="a.md", format=FORMAT)
            assert [repr(resolution) for resolution in slow.resolutions] == told
            assert slow.diagnostics == quick.diagnostics


def _sums(seen: list[Seen]) -> tuple[Sums, Sums]:
    speech = Speech(TERM, learned=False)
    every: Sums = {}
    beside: Sums = {}
    for piece in weigh(TERM, speech, seen):
        hundredth = round(100 * piece.weight)
        every[piece.sense] = every.get(piece.sense, 0) + hundredth
        if piece.seen.window is not Window.SECTION and piece.seen.window is not Window.DOCUMENT:
            beside[piece.sense] = beside.get(piece.sense, 0) + hundredth
    return every, beside


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(SEEN, max_size=8), st.lists(SEEN, max_size=8))
def test_what_is_far_off_is_summed_once(near: list[Seen], far: list[Seen]) -> None:
    """With something near, which may hide what is far, the sums are those of all that is seen together."""
    distant = [Seen(one.found, Window.DOCUMENT, 0.15, one.polarity) for one in far]
    outlook = Outlook(TERM.cues, distant)
    sight = Sight(outlook, near, {(one.found.cue, one.found.polarity) for one in near})
    every: Sums = {}
    beside: Sums = {}
    Balance(TERM, Speech(TERM, learned=False), outlook.far).add(sight, every, beside)
    expected, expected_beside = _sums([*sight.all])
    assert {sense: total for sense, total in every.items() if total} == {s: t for s, t in expected.items() if t}
    assert beside == expected_beside


@settings(derandomize=True, max_examples=2000, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.floats(-1e12, 1e12),
            st.integers(-4000, 4000).map(lambda n: n / 200),
            st.tuples(st.integers(-9999, 9999), st.sampled_from([1.0, 0.6, 0.4, 0.15])).map(
                lambda p: p[0] / 1000 * p[1]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_hundredths_are_those_of_what_is_shown(nats: list[float]) -> None:
    """What is summed of a piece is what its weight shows with two digits, on whichever side of a half that lies."""
    pieces = sorted(
        (
            -abs(whole),
            -1,
            number,
            0,
            number,
            whole,
            Seen(Found(1, number, Span(0, 1), AFFIRMED), Window.BLOCK, 1.0, AFFIRMED),
        )
        for number, whole in enumerate(nats)
    )
    shown = [round(100 * round(piece[5] / (1 + rank / 2), 2)) for rank, piece in enumerate(pieces)]
    assert hundredths(pieces) == (sum(shown), sum(shown) if any(shown) else None)


def test_one_piece_counts_whole() -> None:
    """And what is worth nothing is not said."""
    speech = Speech(TERM, learned=False)
    cue = next(n for n in TERM.cues if EVEN.compiled.cue_list[n].label == "ego")
    one = Seen(Found(cue, 0, Span(0, 3), Polarity.AFFIRMED), Window.BLOCK, 0.6, Polarity.AFFIRMED)
    ((pieces),) = by_group(speech, [one]).values()
    assert hundredths(pieces) == (120, 120)
    nothing = Seen(one.found, Window.BLOCK, 0.001, Polarity.AFFIRMED)
    ((pieces),) = by_group(speech, [nothing]).values()
    assert hundredths(pieces) == (0, None)
