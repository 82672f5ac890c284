"""Resolution: scores, margins, windows, and what is found of a sense's demands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.arithmetic import CERTAIN
from termlint.evidence import Sights
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.compiled import compile_glossary
from termlint.glossary.read import read_glossary
from termlint.lexicon import Lexicons
from termlint.mention import find_mentions
from termlint.passage import Passages
from termlint.resolution import Framing, Outcome, Polarity, Resolution
from termlint.resolve import MARGINS, resolve

GLOSSARY = """\
glossary: Care
evidence:
  referral:
    means: a referral
    cues: [referral, prescription, {text: letter, weight: 1}]
    negated: no-referral
  no-referral:
    means: that no referral is needed
    cues: [walk in]
  rest:
    means: rest
    cues: [{text: unwind, weight: 1.5}, candle, towel, {pattern: "warm \\\\w+"}]
terms:
  - term: massage
    senses:
      - id: bodywork
        definition: rubbing of the body
        prior: 0.5
        cues: [{text: foot, weight: 3}, {group: rest}, {text: data, weight: -2}, client]
      - id: tidy
        definition: tidying data
        cues:
          - data
          - {text: csv, weight: 3.33}
          - {text: chart, within: sentence}
          - {pattern: "{term} the (?:data|log)", weight: 4}
      - id: falsify
        definition: making figures look better
        cues: [{text: auditor, weight: 4}, {text: figures, weight: 1.17}]
  - term: medical massage
    senses:
      - id: medical
        definition: prescribed massage
        requires: {any: [referral], within: block}
        excludes: {any: [no-referral], within: section}
        forbids: {any: [rest], within: sentence}
"""


def _compile(glossary: str) -> Lexicons:
    return Lexicons(compile_glossary(read_glossary(("glossary.yml", glossary))))


COMPILED = _compile(GLOSSARY)


def _resolve(source: str, lexicons: Lexicons = COMPILED, path: str = "page.md", **more: Any) -> tuple[Resolution, ...]:
    document = FORMAT.parse(source, FormatOptions())
    texts = Passages(document)
    mentions = find_mentions(document, texts, lexicons.compiled)
    return resolve(mentions, Sights(document, texts, lexicons.compiled, path, mentions), lexicons, **more)


def _one(source: str, compiled: Lexicons = COMPILED, **more: Any) -> Resolution:
    return _resolve(source, compiled, **more)[0]


def _sense(resolution: Resolution) -> str | None:
    return resolution.sense.id if resolution.sense else None


PIECES = st.sampled_from(
    [
        *(
            "massage",
            "medical massage",
            "foot",
            "data",
            "csv",
            "chart",
            "auditor",
            "figures",
            "client",
            "unwind",
            "candle",
        ),
        *("no", "not", "without", "warm oil", "massage the data", "referral", "walk in", ".", "?", ",", "Yes.", "\n\n"),
        *("\n\n# ", "\n\n## foot\n\n", "\n- ", "`data`", "**data**"),
    ]
)
SOURCES = st.lists(PIECES, max_size=25).map(" ".join)
LAWS = settings(max_examples=80, derandomize=True, deadline=None)


@given(
    source=SOURCES,
    margin=st.sampled_from(sorted(MARGINS)),
    expect=st.sampled_from([(), ("tidy",), ("falsify", "medical")]),
)
@LAWS
def test_a_score_is_the_sum_of_its_evidence(source: str, margin: str, expect: tuple[str, ...]) -> None:
    """To the hundredth: an explanation adds up, the leader stands first, and the outcome follows from the lead."""
    for r in _resolve(source, margins=MARGINS[margin], expect=expect):
        sums = Counter({sense: 0.0 for sense, _ in r.scores})
        for piece in r.evidence:
            sums[piece.sense] += piece.weight
            assert piece.weight == round(piece.weight, 2) != 0
        assert {sense: round(total, 2) for sense, total in sums.items()} == dict(r.scores)
        assert [score for _, score in r.scores] == sorted((score for _, score in r.scores), reverse=True)
        assert [sense.id for sense in r.candidates] == [sense for sense, _ in r.scores]
        wanted = (
            Outcome.CERTAIN
            if r.margin >= CERTAIN
            else (Outcome.LIKELY if r.margin >= MARGINS[margin].written else Outcome.AMBIGUOUS)
        )
        assert r.outcome is wanted
        assert _sense(r) == (None if wanted is Outcome.AMBIGUOUS else r.scores[0][0])
        assert r.term.term == ("medical massage" if r.candidates[0].id == "medical" else "massage")


@given(source=SOURCES)
@LAWS
def test_evidence_lies_at_its_words(source: str) -> None:
    """Every piece of evidence with a place has its words there, and each cue counts once in each polarity and sense."""
    for r in _resolve(source):
        for piece in (*r.evidence, *r.required, *r.excluded, *r.claims):
            if piece.span is not None:
                assert piece.text.split()[0].strip("*") in piece.span.of(source)
        keys = Counter((e.cue, e.sense, e.polarity, e.group) for e in r.evidence if e.origin == "cue")
        assert not keys or max(keys.values()) <= 2
        assert all(e.weight == 0 for e in (*r.required, *r.excluded, *r.claims))


@given(source=SOURCES)
@LAWS
def test_resolving_again_gives_the_same(source: str) -> None:
    """Nothing is kept from one document to the next."""
    first = _resolve(source)
    _resolve("A foot massage. Massage the data.")
    assert _resolve(source) == first


@pytest.mark.parametrize(
    ("source", "sense", "outcome"),
    [
        ("A foot massage.", "bodywork", "certain"),
        ("We massage the data.", "tidy", "certain"),
        ("We massage figures for the auditor.", "falsify", "certain"),
        ("A massage.", None, "ambiguous"),
        ("A massage for clients.", "bodywork", "likely"),
        ("A massage of the figures.", None, "ambiguous"),
        ("Massage the figures of our clients.", "bodywork", "likely"),
        ("The foot and the auditor: massage", None, "ambiguous"),
    ],
)
def test_the_leader_needs_a_margin(source: str, sense: str | None, outcome: str) -> None:
    """Clear evidence decides for certain, some is likely, none or balanced evidence decides nothing."""
    r = _one(source)
    assert (_sense(r), r.outcome.value) == (sense, outcome)


@pytest.mark.parametrize(("margin", "decided"), [("lenient", True), ("default", False), ("strict", False)])
def test_the_margin_is_a_setting(margin: str, decided: bool) -> None:
    """A lead of half a nat is enough for the lenient setting alone."""
    assert (_one("A massage.", margins=MARGINS[margin]).sense is not None) is decided


def test_a_single_sense_is_certain() -> None:
    """Without a competitor there is nothing to decide; its lead is infinite."""
    r = _one("A medical massage.")
    assert (_sense(r), r.outcome, r.margin, r.scores) == ("medical", Outcome.CERTAIN, float("inf"), (("medical", 0.0),))


def test_a_term_without_senses_has_none() -> None:
    """A term that is only listed has a resolution without sense and scores."""
    r = _one("An e-mail.", _compile("glossary: X\nterms: [{term: e-mail, status: deprecated, use: mail}]"))
    assert (r.sense, r.scores, r.candidates, r.term.term) == (None, (), (), "e-mail")


def test_a_negative_weight_speaks_against() -> None:
    """ "Data" counts for one sense and against another; denied, both the other way and more weakly."""
    affirmed = {(e.sense, e.weight) for e in _one("A data massage.").evidence if e.cue == "data"}
    assert affirmed == {("tidy", 2.0), ("bodywork", -2.0)}
    negated = {(e.sense, e.weight) for e in _one("A massage without data.").evidence if e.cue == "data"}
    assert negated == {("tidy", -1.0), ("bodywork", 1.0)}


def test_an_unanswered_question_counts_half() -> None:
    """A cue that is only asked about is weaker evidence, an answered one is that of the answer."""

    def weight(source: str) -> float:
        return sum(e.weight for e in _one(source).evidence if e.cue == "foot")

    told = weight("A massage. For the foot.")
    assert weight("A massage. For the foot? Perhaps.") == pytest.approx(told / 2, abs=0.01)
    assert weight("A massage. For the foot? Yes.") == told
    assert weight("A massage. For the foot? No.") < 0


def test_further_cues_of_a_group_count_less() -> None:
    """Cues of one group come together: each next one adds less than the one before."""

    def rest(source: str) -> list[float]:
        return [e.weight for e in _one(source).evidence if e.group == "rest"]

    assert rest("A candle massage.") == [2.0]
    assert rest("A candle towel massage.") == [2.0, 1.33]
    assert rest("A candle towel unwind massage.") == [2.0, 1.33, 0.75]


def test_a_cue_within_a_longer_one_counts_once() -> None:
    """Where a phrase and a word of it are both cues of a sense, the words are counted once."""
    compiled = _compile(
        "glossary: X\nterms:\n  - term: massage\n    senses:\n"
        "      - {id: a, definition: a, cues: [hot stone, stone]}\n      - {id: b, definition: b}\n"
    )
    assert _one("A hot stone massage.", compiled).scores[0] == ("a", 2.0)


WINDOW = """\
glossary: X
terms:
  - term: massage
    senses:
      - {{id: a, definition: a, cues: [{{text: oil, within: {}}}]}}
      - {{id: b, definition: b}}
"""
PLACES = {
    "phrase": "An oil massage.",
    "sentence": "A massage, we say, and add, oil.",
    "block": "A massage. With oil.",
    "section": "A massage.\n\nWith oil.",
    "heading": "# Oil\n\n## B\n\nA massage.",
    "document": "# A\n\nA massage.\n\n# B\n\nOil.",
    "metadata": "---\ntags: [oil]\n---\nA massage.",
    "path": "A massage.",
}
REACH = {
    "phrase": {"phrase"},
    "sentence": {"phrase", "sentence"},
    "block": {"phrase", "sentence", "block"},
    "section": {"phrase", "sentence", "block", "section", "heading", "metadata", "path"},
    "document": set(PLACES),
    "metadata": {"metadata"},
    "path": {"path"},
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("within", REACH)
def test_a_cue_counts_within_its_window_and_nearer(within: str, place: str) -> None:
    """A window holds all nearer ones; front matter and path count from the section on, or by themselves."""
    path = "oil/page.md" if place == "path" else "page.md"
    score = dict(_one(PLACES[place], _compile(WINDOW.format(within)), path=path).scores)["a"]
    assert (score > 0) is (place in REACH[within])


@pytest.mark.parametrize("place", PLACES)
def test_a_cue_without_a_window_counts_anywhere(place: str) -> None:
    """Headings, front matter and the path are evidence like the text."""
    compiled = _compile(WINDOW.format("document").replace(", within: document", ""))
    assert dict(_one(PLACES[place], compiled, path="oil/page.md" if place == "path" else "page.md").scores)["a"] > 0


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("within", ["phrase", "sentence", "block", "section", "document"])
@pytest.mark.parametrize("kind", ["requires", "excludes", "forbids"])
def test_a_demand_looks_within_its_window(kind: str, within: str, place: str) -> None:
    """What a sense requires, excludes and forbids is looked for in the window that it says."""
    compiled = _compile(
        "glossary: X\nevidence: {oil: {means: oil, cues: [oil]}}\nterms:\n  - term: massage\n    senses:\n"
        f"      - {{id: a, definition: a, {kind}: {{any: [oil], within: {within}}}}}\n"
    )
    r = _one(PLACES[place], compiled, path="oil/page.md" if place == "path" else "page.md")
    found = {"requires": r.required, "excludes": r.excluded, "forbids": r.claims}[kind]
    assert bool(found) is (place in REACH[within])
    assert all(e.group == "oil" and e.origin == kind for e in found)


@pytest.mark.parametrize(
    ("source", "required", "excluded"),
    [
        ("A medical massage on referral.", ["referral"], []),
        ("A medical massage: no referral needed.", [], ["referral"]),
        ("A medical massage. Referral? Yes.", ["Referral"], []),
        ("A medical massage. Referral? Perhaps.", [], []),
        ("A medical massage. Walk in!", [], ["Walk in"]),
        ("A medical massage. Do not walk in.", [], []),
        ("A massage on referral.", [], []),
    ],
)
def test_demands_are_met_by_polarity(source: str, required: list[str], excluded: list[str]) -> None:
    """Affirmed evidence meets a requirement, denied evidence its opposite, open questions neither."""
    r = _one(source)
    assert [e.text for e in r.required] == required
    assert [e.text for e in r.excluded] == excluded


def test_the_nearest_evidence_of_a_demand_comes_first() -> None:
    """So that a report quotes what a reader sees beside the mention."""
    r = _one("Bring a prescription. A medical massage needs a referral.")
    assert [e.text for e in r.required] == ["referral", "prescription"]


def test_patterns_with_and_without_the_mention() -> None:
    """Both kinds weigh as told; word order around the mention is heard."""
    assert dict(_one("Massage the log.").scores)["tidy"] == 4.0
    assert dict(_one("The log massage.").scores)["tidy"] == 0.0
    assert [e.text for e in _one("A massage with warm stones.").evidence if e.group == "rest"] == ["warm stones"]


def test_one_sense_a_section_breaks_ties() -> None:
    """An undecided mention leans on the decided ones of its section, weakly, and says so."""
    first, second = _resolve("A foot massage.\n\nA massage. Our clients know.\n\n# B\n\nA massage.")[:2]
    assert (_sense(first), _sense(second)) == ("bodywork", "bodywork")
    undecided = _resolve("Massage the data.\n\nAnother massage.")[1]
    (piece,) = (e for e in undecided.evidence if e.origin == "section")
    assert (piece.sense, piece.text) == ("tidy", "1 other mention in this section")


@pytest.mark.parametrize(
    "source",
    [
        "A massage.\n\nA massage.",
        "A foot massage.\n\n# Other\n\nA massage.",
        "A foot massage. " + "Word, " * 60 + ".\n\n" + "Massage the csv.\n\nThe massage, then.",
    ],
)
def test_neighbours_that_are_undecided_elsewhere_or_at_odds_say_nothing(source: str) -> None:
    """Undecided mentions, those of other sections and evenly split ones break no tie."""
    assert not any(e.origin == "section" for r in _resolve(source) for e in r.evidence)


def test_expected_senses_are_favoured() -> None:
    """The configuration decides where nothing else does, and is overruled by clear words."""
    assert _sense(_one("A massage.", expect=("tidy",))) == "tidy"
    assert _sense(_one("A foot massage.", expect=("tidy",))) == "bodywork"
    (piece,) = (e for e in _one("A massage.", expect=("tidy",)).evidence if e.origin == "expected")
    assert (piece.sense, piece.span) == ("tidy", None)


def test_the_prior_is_evidence_without_a_place() -> None:
    """A prior is listed with the rest, so that the sum is complete."""
    (piece,) = _one("A massage.").evidence
    assert (piece.origin, piece.sense, piece.weight, piece.span) == ("prior", "bodywork", 0.5, None)


WORDS = """\
glossary: X
terms:
  - term: massage
    senses:
      - {id: body, definition: kneading the sore muscles of a client, cues: [foot]}
      - {id: data, definition: bringing a spreadsheet into shape, cues: [csv]}
"""


@pytest.mark.parametrize(
    ("source", "sense"),
    [("A massage of sore muscles.", "body"), ("We massage each spreadsheet.", "data"), ("A massage.", None)],
)
def test_words_of_definitions_decide_where_nothing_else_does(source: str, sense: str | None) -> None:
    """Where the author gave plain words for every sense, those of its definitions speak too, each with its place."""
    r = _one(source, _compile(WORDS))
    assert _sense(r) == sense
    assert {e.origin for e in r.evidence} == ({"definition"} if sense else set())
    assert all(e.span is not None and e.span.of(source) == e.text for e in r.evidence)


def test_words_of_definitions_alone_make_nothing_certain() -> None:
    """However many words of a definition stand there, they make a sense likely; only cues and labels make sure."""
    r = _one("Kneading the sore muscles of a client: a massage, kneading sore muscles of clients.", _compile(WORDS))
    assert (_sense(r), r.outcome) == ("body", Outcome.LIKELY)


def test_what_the_author_wrote_goes_before_words() -> None:
    """Decided by a cue, a mention is not judged by its other words."""
    r = _one("A foot massage, with sore muscles in a spreadsheet.", _compile(WORDS))
    assert [(e.cue, e.origin) for e in r.evidence] == [("foot", "cue")]


def test_framing_goes_with_the_sense() -> None:
    """Where a term is only spoken about its sense is still decided."""
    r = _one("How does a foot massage differ from rest?")
    assert (_sense(r), r.framing) == ("bodywork", Framing.COMPARED)


def test_a_later_sentence_counts_like_an_earlier_one() -> None:
    """All evidence is collected before anything is judged."""
    assert _one("A massage. For the foot.").scores == _one("For the foot. A massage.").scores


@given(parts=st.permutations(["foot massage here", "massage the data", "massage, auditor", "massage"]))
@settings(max_examples=24, derandomize=True, deadline=None)
def test_sections_do_not_depend_on_their_order(parts: list[str]) -> None:
    """What a section says of its mentions is the same wherever it stands; far sections add the same."""
    found = _resolve("".join(f"# Part\n\nA {part}.\n\n" for part in parts))
    by_part = {part: (r.scores, r.outcome) for part, r in zip(parts, found, strict=True)}
    order = ["foot massage here", "massage the data", "massage, auditor", "massage"]
    again = _resolve("".join(f"# Part\n\nA {part}.\n\n" for part in order))
    assert by_part == {part: (r.scores, r.outcome) for part, r in zip(order, again, strict=True)}


def test_polarities_of_one_cue_are_both_shown() -> None:
    """An affirmed and a denied occurrence stand side by side in the explanation."""
    evidence = [e for e in _one("A foot massage, not for the left foot.").evidence if e.cue == "foot"]
    assert {e.polarity for e in evidence} == {Polarity.AFFIRMED, Polarity.NEGATED}


PROGRAM = """\
import json, sys
from termlint.formats.markdown import FORMAT
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
source, glossary = json.load(sys.stdin)
result = Linter(read_glossary(("glossary.yml", glossary))).check(source, filename="page.md", format=FORMAT)
print(repr((result.diagnostics, result.resolutions, result.codes)))
"""


@pytest.mark.slow
def test_the_hash_seed_changes_nothing() -> None:
    """Every byte of what is found is the same for every seed of Python's hashes."""
    source = (
        "# Foot massage\n\nWarm oil, candle, towel: unwind. A massage of data, figures and csv for the auditor, "
        "no client.\n\nMedical massage: no referral, walk in.\n\n## Data\n\n"
        "Massage the data with a referral letter? Yes."
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=json.dumps([source, GLOSSARY]),
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(found) == 1
    assert "no-referral" in found.pop()


NEAR = _compile(
    "glossary: Near\nterms:\n  - term: bank\n    senses:\n"
    "      - {id: river, definition: land by water, cues: [{text: boat, weight: 3.5}, {text: ferry, weight: 1}]}\n"
    "      - {id: money, definition: a place of money, cues: [{text: loan, weight: 4}, {text: coin, weight: 4}]}\n"
)


def test_beside_the_mention_decides_where_the_page_is_of_two_minds() -> None:
    """Evidence in the block that makes sure by itself is not drowned by what the section says elsewhere."""
    far = "# Money\n\nA loan. A coin.\n\n"
    found = _one(far + "The boat lies at the bank.", NEAR)
    assert (found.sense and found.sense.id, found.outcome) == ("river", Outcome.LIKELY)
    assert {e.text for e in found.evidence} == {"boat"}
    assert dict(found.scores) == {"river": 3.5, "money": 0.0}
    assert _one(far + "The ferry lies at the bank.", NEAR).outcome is not Outcome.AMBIGUOUS
    assert _one("A loan.\n\nA ferry at the bank.", NEAR).outcome is Outcome.AMBIGUOUS
