"""Glossaries tested by their own examples: what passes, what fails and why, what is untried."""

from __future__ import annotations

from textwrap import dedent

import pytest
from msgspec.structs import replace

from termlint.glossary.model import Cue, Glossary
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.selftest import SelfTest, coverage, mutate, render, run

GLOSSARY = """\
glossary: Rubbing
evidence:
  skin:
    means: skin or hair is treated
    cues: [scalp, skin, lotion]
  office:
    means: office work
    cues: [spreadsheet]
  referral:
    means: someone sent the client
    cues: [referral, prescription]
    negated: no-referral
  no-referral:
    means: nobody had to
    cues: [walk-in]
terms:
  - term: massage
    senses:
      - id: massage.rub-in
        definition: Rubbing a substance in.
        cues: [{group: skin}]
        examples: [Massage the lotion into your skin.]
      - id: massage.falsify
        definition: Making figures look better.
        cues: [figures, {group: office}]
        examples: [They massaged the figures.]
  - term: medical massage
    senses:
      - id: medical-massage
        definition: Bodywork on referral.
        requires: {any: [referral]}
        excludes: {any: [no-referral]}
        examples: [Medical massage on referral.]
        misuses:
          - {text: "Medical massage with warm oil.", rule: missing-context}
          - {text: "Medical massage, no referral needed.", rule: TL103}
"""


def glossary(text: str = GLOSSARY) -> Glossary:
    """A glossary read from YAML."""
    return read_glossary(("g.yml", dedent(text)))


def with_example(sense: str, example: str) -> SelfTest:
    """The result of the glossary with the examples of one sense replaced by one text."""
    whole = glossary()
    terms = [
        replace(
            term,
            senses=tuple(
                replace(s, examples=(replace(s.examples[0], text=example),)) if s.id == sense else s
                for s in term.senses
            ),
        )
        for term in whole.terms
    ]
    return run(replace(whole, terms=tuple(terms)))


def test_all_pass() -> None:
    """Every example and misuse is a case, in the order of the glossary, and a sound glossary passes them all."""
    result = run(glossary())
    assert [(r.case.kind, r.case.sense, r.passed) for r in result.cases] == [
        ("example", "massage.rub-in", True),
        ("example", "massage.falsify", True),
        ("example", "medical-massage", True),
        ("misuse", "medical-massage", True),
        ("misuse", "medical-massage", True),
    ]
    assert result.failures == ()
    assert [r.reported for r in result.cases][-2:] == [("TL102",), ("TL103",)]


def test_given_linter_is_used() -> None:
    """A linter that was built already gives the same result."""
    whole = glossary()
    assert run(whole, Linter(whole)) == run(whole)


@pytest.mark.parametrize(
    ("sense", "example", "message", "came"),
    [
        (
            "massage.rub-in",
            "Rub the lotion in.",
            "no mention of `massage` is found in this example of `massage.rub-in`",
            "no mention of any term",
        ),
        (
            "massage.rub-in",
            "Medical massage on prescription, with lotion.",
            "no mention of `massage` is found in this example of `massage.rub-in`",
            "mentions of medical massage only",
        ),
        (
            "massage.rub-in",
            "Massage it well.",
            "this example of sense `massage.rub-in` is ambiguous",
            "ambiguous: massage.rub-in 0.00, massage.falsify 0.00",
        ),
        (
            "medical-massage",
            "Medical massage with warm oil.",
            "this example of sense `medical-massage` is reported as missing-context (TL102): ",
            "a report of missing-context (TL102)",
        ),
    ],
)
def test_failures(sense: str, example: str, message: str, came: str) -> None:
    """A failure says at its place in the glossary what had to be and what came instead."""
    (failure,) = with_example(sense, example).failures
    assert failure.problem is not None
    assert failure.problem.message.startswith(message)
    assert failure.came == came
    assert (failure.problem.filename, failure.problem.row) == ("g.yml", failure.case.place.row)


def test_wrong_sense() -> None:
    """An example that means another sense fails with the reasons that decided, the strongest first, at most three."""
    (failure,) = with_example("massage.rub-in", "Massage the figures in the spreadsheet.").failures
    assert failure.problem is not None
    assert failure.problem.message == "this example of sense `massage.rub-in` means `massage.falsify`"
    assert [piece.text for piece in failure.evidence] == ["figures", "spreadsheet"]
    weights = [abs(piece.weight) for piece in failure.evidence]
    assert weights == sorted(weights, reverse=True)


def test_unreported_misuse() -> None:
    """A misuse that its rule does not report fails and says what came."""
    text = GLOSSARY.replace("with warm oil", "on prescription")
    (failure,) = run(glossary(text)).failures
    assert failure.problem is not None
    assert failure.problem.message == "missing-context does not report this misuse of sense `medical-massage`"
    assert failure.came == "no report; it means medical-massage"
    assert failure.expected == "a report of missing-context"
    assert [piece.text for piece in failure.evidence] == ["prescription"]


def test_parser_takes_part() -> None:
    """Texts go through the parser: markup and line ends within a term do not hide it, code does."""
    assert with_example("massage.rub-in", "**Mass**age the\n*lotion* in.").failures == ()
    (failure,) = with_example("massage.rub-in", "The `massage` lotion.").failures
    assert failure.came == "no mention of any term"


def test_no_path_is_evidence() -> None:
    """The texts stand in no file, so that no cue is found in a file name."""
    text = GLOSSARY.replace("[scalp, skin, lotion]", "[md, markdown, example, test]")
    assert [r.came for r in run(glossary(text)).failures] == ["ambiguous: massage.rub-in 0.00, massage.falsify 0.00"]


def test_discouraged_terms_have_examples() -> None:
    """The report that a term or sense is discouraged belongs to its examples; any other report does not."""
    text = """\
        glossary: G
        terms:
          - {term: rub, senses: [{id: rub, definition: R., examples: [A rub.]}]}
          - {term: knead, status: deprecated, use: rub, senses: [{id: knead, definition: K., examples: [We knead.]}]}
          - {term: stroke, status: forbidden, senses: [{id: stroke, definition: S., examples: [Stroke and knead.]}]}
    """
    (failure,) = run(glossary(text)).failures
    assert failure.case.sense == "stroke"
    assert failure.came == "a report of deprecated-term (TL201)"


def test_summaries() -> None:
    """Each sense shows how many texts it has, and where it has a rival the example that it wins by least."""
    rub, falsify, medical = run(glossary()).senses
    assert (rub.sense, rub.examples, rub.misuses, rub.runner_up) == ("massage.rub-in", 1, 0, "massage.falsify")
    assert rub.margin is not None
    assert rub.margin > (falsify.margin or 0) > 0
    assert rub.thinnest == "Massage the lotion into your skin."
    assert (medical.examples, medical.misuses, medical.margin, medical.runner_up) == (1, 2, None, None)


def test_coverage() -> None:
    """What no text exercises is listed: cues of senses and groups, demands without misuses, senses without examples."""
    whole = glossary(GLOSSARY.replace("        examples: [They massaged the figures.]\n", ""))
    found = coverage(whole, run(whole))
    assert found.senses == ("massage.falsify",)
    assert [(owned.name.owner, owned.name.label) for owned in found.cues] == [
        ("skin", "scalp"),
        ("office", "spreadsheet"),
        ("referral", "prescription"),
        ("no-referral", "walk-in"),
        ("massage.falsify", "figures"),
    ]
    assert found.demands == ()
    assert found.total == 8


def test_demands_need_misuses() -> None:
    """A demand counts as exercised only by a misuse that its rule reports."""
    whole = glossary(GLOSSARY.replace("rule: TL103", "rule: missing-context"))
    assert coverage(whole, run(whole)).demands == (("medical-massage", "excludes"),)


def test_mutation() -> None:
    """A cue that a case would miss is told from one that has a stand-in and from one that is never seen."""
    whole = glossary()
    found = mutate(whole, run(whole))
    assert [(owned.name.label, owned.cases) for owned in found.survivors] == [
        ("scalp", 0),
        ("skin", 1),
        ("lotion", 1),
        ("spreadsheet", 0),
        ("prescription", 0),
        ("walk-in", 0),
    ]
    assert found.total == 8


HIDDEN = """\
glossary: Hidden cues
evidence:
  oil: {means: oil, cues: [oil, warm oil, {pattern: '\\bwarm \\w+'}]}
  pain: {means: pain, cues: [pain, back pain]}
terms:
  - term: rub
    senses:
      - id: a
        definition: A.
        cues: [{group: oil}, {text: shin, weight: 0.5}]
        requires: {any: [oil, pain]}
        examples: [Rub in warm oil.]
      - id: b
        definition: B.
        cues: [{text: elbow, weight: 3}, {group: pain}]
        requires: {any: [pain]}
        examples: ["Rub for *back* pain, not with oil, at the elbow.", Rub for pain.]
        misuses:
          - {text: "Rub the elbow and the shin, in oil.", rule: missing-context}
          - {text: "Rub the elbow.", rule: missing-context}
"""


NAMED = """\
glossary: Words of a group within a pattern
evidence:
  body: {means: the body, cues: [foot, back, neck]}
terms:
  - term: rub
    senses:
      - {id: a, definition: A., cues: [{pattern: '{term} (?:the|your) {body}'}], examples: [They rub the feet.]}
      - {id: b, definition: B., cues: [brass], examples: [Rub the brass.]}
"""


def test_words_that_patterns_name() -> None:
    """A word of a group that a pattern names takes part where the pattern matches it."""
    whole = glossary(NAMED)
    assert [owned.name.label for owned in mutate(whole, run(whole)).survivors] == ["back", "neck"]


@pytest.mark.parametrize("text", [GLOSSARY, HIDDEN, NAMED])
def test_mutation_cuts_nothing_that_matters(text: str) -> None:
    """Trying each cue against every case with the whole glossary gives the same cues."""
    whole = glossary(text)
    result = run(whole)
    passed = {r.case for r in result.cases if r.passed}
    assert passed
    owned = mutate(whole, result)
    survivors = {id(one.cue) for one in owned.survivors}
    cues = [cue for group in whole.groups for cue in group.cues]
    cues += [cue for term in whole.terms for sense in term.senses for cue in sense.cues if cue.group is None]
    assert len(cues) == owned.total
    for cue in cues:
        now = run(_without(whole, cue))
        unchanged = all(r.passed for r in now.cases if r.case in passed)
        assert unchanged == (id(cue) in survivors), cue.label


def _without(whole: Glossary, lost: Cue) -> Glossary:
    def kept(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        return tuple(cue for cue in cues if cue is not lost)

    return replace(
        whole,
        groups=tuple(replace(group, cues=kept(group.cues)) for group in whole.groups),
        terms=tuple(
            replace(term, senses=tuple(replace(sense, cues=kept(sense.cues)) for sense in term.senses))
            for term in whole.terms
        ),
    )


def test_render_pass() -> None:
    """A glossary that passes needs one line."""
    assert list(render(run(glossary()))) == ["3 senses, 3 examples, 2 misuses: all as they must be."]


REPORT = """\
g.yml:22:20: this example of sense `massage.rub-in` means `massage.falsify`
    text      Massage the figures.
    expected  massage.rub-in, and no report
    came      likely: massage.falsify 2.00, massage.rub-in 0.00
    because   +2.00 massage.falsify: “figures” (phrase, affirmed)
    help      give `massage.rub-in` a cue that stands in the text, \
weaken what speaks for the other, or write a clearer text

Smallest margins (nats), with the sense that comes second:
   2.00  massage.falsify over massage.rub-in (1 example, 0 misuses)
         They massaged the figures.

Coverage: 2 of 8 cues take part in an example or misuse.
  cues never seen:
    skin: scalp, skin, lotion
    office: spreadsheet
    referral: prescription
    no-referral: walk-in

Mutation: 2 of 8 cues are needed, each by a case that fails without it.
  never seen, so never missed: 6 cues (coverage lists them)

3 senses, 3 examples, 2 misuses: 1 failed."""


def test_render_everything() -> None:
    """The author reads first what failed and why, then the thin ice, then what is untried."""
    whole = glossary(GLOSSARY.replace("Massage the lotion into your skin.", "Massage the figures."))
    result = run(whole)
    text = render(result, coverage=coverage(whole, result), mutation=mutate(whole, result), verbose=True)
    assert "\n".join(text) == REPORT


def test_long_lists_are_cut() -> None:
    """Without `verbose` an owner's cues are cut to the first few, and long patterns to their beginning."""
    cues = ", ".join(f"word{n}" for n in range(9))
    whole = glossary(GLOSSARY.replace("[scalp, skin, lotion]", f"['{'x' * 60}', {cues}, skin]"))
    lines = list(render(run(whole), coverage=coverage(whole, run(whole))))
    assert f"    skin: {'x' * 39}…, word0, word1, word2, word3 and 5 more" in lines
