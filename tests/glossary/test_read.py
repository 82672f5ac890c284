"""Reading whole glossaries: what comes out of a good one, and every word that is said of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.errors import GlossaryError, Problem
from termlint.glossary.model import (
    Case,
    Cue,
    EvidenceGroup,
    Example,
    Glossary,
    Misuse,
    Place,
    Requirement,
    Sense,
    SourceText,
    Status,
    Term,
    Window,
)
from termlint.glossary.read import Fetch, decode, read_glossary

BAD = Path(__file__).parent / "bad"
RULES = ("missing-context", "TL102")

GOOD = """\
# yaml-language-server: $schema=./glossary.schema.json
glossary: Massage and manual therapy
language: en-GB
description: >
  Which massage
  is meant.
sources:
  ask: {title: "Massotherapy vs. Massage", date: 2024-04-22, url: https://example.org/a#b}
  book: A book
evidence:
  referral:
    means: a health professional sent the client
    cues: [referral, {pattern: '\\breferr(ed|al)\\b', weight: 2.5, within: section}]
    negated: no-referral
  no-referral: {means: nobody sent the client, cues: walk-in}
terms:
  - term: medical   massage
    status: preferred
    use: bodywork
    forms: medical massages
    synonyms: [clinical massage]
    misspellings: [medical message]
    abbreviations: [MM]
    apart-from: massage
    case: exact
    inflect: false
    note: |
      Two
      lines
    senses:
      - id: medical-massage
        definition: Massage that a health professional ordered.
        source: [ask, book]
        broader: massage.bodywork
        confused-with: massage.bodywork
        status: deprecated
        use: massage on referral
        prior: -1
        cues:
          - group: referral
            weight: 3
          - text: treatment plan
            within: block
          - clinic
        requires: {any: [referral], within: document}
        excludes: no-referral
        forbids: {all: [no-referral, referral]}
        examples: Medical massage on referral.
        misuses: {text: Medical massage for fun., rule: missing-context}
        note: A note.
  - term: massage
    senses: [{id: massage.bodywork, definition: Kneading.}]
  - {term: rubdown, status: forbidden}
"""


def problems(*files: tuple[str, str], **options: object) -> list[str]:
    """The lines of the report on bad files."""
    with pytest.raises(GlossaryError) as caught:
        read_glossary(*files, **options)  # type: ignore[arg-type]
    return str(caught.value).split("\n")


def terms(yaml: str) -> str:
    """A glossary whose terms are `yaml`."""
    return f"glossary: g\nterms:\n{yaml}"


def test_every_key_reaches_the_model() -> None:
    """Each key of the format ends up where the model keeps it, as the type that it is there."""
    glossary = read_glossary(("g.yml", GOOD), rules=RULES)
    medical = Sense(
        id="medical-massage",
        definition="Massage that a health professional ordered.",
        sources=("ask", "book"),
        broader="massage.bodywork",
        confused_with=("massage.bodywork",),
        status=Status.DEPRECATED,
        use="massage on referral",
        prior=-1.0,
        cues=(Cue(group="referral", weight=3.0), Cue(text="treatment plan", within=Window.BLOCK), Cue(text="clinic")),
        requires=Requirement(("referral",), (), Window.DOCUMENT),
        excludes=Requirement(("no-referral",)),
        forbids=Requirement((), ("no-referral", "referral")),
        examples=(Example("Medical massage on referral."),),
        misuses=(Misuse("Medical massage for fun.", "missing-context"),),
        note="A note.",
    )
    referral = (Cue(text="referral"), Cue(pattern=r"\breferr(ed|al)\b", weight=2.5, within=Window.SECTION))
    assert glossary == Glossary(
        name="Massage and manual therapy",
        language="en-GB",
        description="Which massage is meant.",
        sources=(
            SourceText("ask", "Massotherapy vs. Massage", "2024-04-22", "https://example.org/a#b"),
            SourceText("book", "A book"),
        ),
        groups=(
            EvidenceGroup("referral", "a health professional sent the client", referral, "no-referral"),
            EvidenceGroup("no-referral", "nobody sent the client", (Cue(text="walk-in"),)),
        ),
        terms=(
            Term(
                term="medical massage",
                senses=(medical,),
                status=Status.PREFERRED,
                use="bodywork",
                forms=("medical massages",),
                synonyms=("clinical massage",),
                misspellings=("medical message",),
                abbreviations=("MM",),
                apart_from=("massage",),
                case=Case.EXACT,
                inflect=False,
                note="Two\nlines",
            ),
            Term("massage", (Sense("massage.bodywork", "Kneading."),)),
            Term("rubdown", (), Status.FORBIDDEN),
        ),
        files=("g.yml",),
        digest=glossary.digest,
    )


def test_places() -> None:
    """Terms, senses, groups and cues know the line and column where the author wrote them."""
    glossary = read_glossary(("g.yml", GOOD))
    term, sense = glossary.terms[0], glossary.terms[0].senses[0]
    assert (term.place, sense.place) == (Place("g.yml", 17, 11), Place("g.yml", 31, 13))
    assert [cue.place.row for cue in sense.cues] == [40, 42, 44]
    assert sense.requires is not None
    assert sense.requires.place == Place("g.yml", 45, 20)
    assert glossary.groups[0].place == Place("g.yml", 11, 3)
    assert glossary.groups[0].cues[1].place == Place("g.yml", 13, 23)


@pytest.mark.parametrize("start", ["", "\ufeff", "---\n", "# a comment\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_marks(start: str, end: str) -> None:
    """A byte order mark, a document start and any line end leave the glossary as it is."""
    text = (start + GOOD).replace("\n", end)
    assert read_glossary(("g.yml", text)).terms == read_glossary(("g.yml", GOOD)).terms


def test_columns_behind_a_byte_order_mark_and_wide_characters() -> None:
    """Columns count code points as they stand in the file, a byte order mark being one of them."""
    text = "\ufeff{glossary: 🧖é, terms: [{term: é🧖, senses: [{id: 🧖, definition: x}]}]}"
    glossary = read_glossary(("g.yml", text))
    assert glossary.terms[0].place.column == text.index("é🧖") + 1
    assert glossary.terms[0].senses[0].place.column == text.index("🧖, def") + 1


def bomb() -> str:
    """A few hundred bytes that merge keys make a thousand million entries of."""
    levels = (f"{c}: &{c} {{<<: [{', '.join(['*' + chr(ord(c) - 1)] * 10)}]}}\n" for c in "bcdefghi")
    return "a: &a {x: y}\n" + "".join(levels)


WORDS = (
    "no",
    "on",
    "yes",
    "5-0",
    "10.5",
    "1_000",
    "012",
    "0x1F",
    "~",
    "null",
    "true",
    "2024-04-22",
    "1e3",
    "=",
    "1:30",
)


@pytest.mark.parametrize("word", WORDS)
def test_scalars_stay_texts(word: str) -> None:
    """What YAML takes for numbers, dates and nothing at all is a term like any other, in blocks and in flow."""
    block = terms(
        f"  - term: {word}\n    forms:\n      - {word}\n    senses:\n      - {{id: {word}, definition: {word}}}\n"
    )
    term = read_glossary(("g.yml", block)).terms[0]
    assert (term.term, term.forms, term.senses[0].id, term.senses[0].definition) == (word, (word,), word, word)


DIGEST = "37f5a56eabdd9ff314e5c942b7f257720ef1de2a3afe326284f9b4acf4916f03"


def test_digest() -> None:
    """The digest depends on the contents of the files and their order, and on nothing else."""
    text = terms("  - {term: a, senses: [{id: a, definition: d}]}\n")
    one, two = ("a.yml", text), ("b.yml", terms("  - {term: b, senses: [{id: b, definition: d}]}\n"))
    orders = ([one], [("a.yml", text + "\n")], [one, two], [two, one])
    digests = [read_glossary(*files).digest for files in orders]
    assert len(set(digests)) == len(orders)
    assert digests[0] == read_glossary(("b.yml", text)).digest == DIGEST


@pytest.mark.parametrize("case", sorted(path.stem for path in BAD.glob("*.yml")))
def test_bad_glossaries(case: str) -> None:
    """All faults of a bad glossary are told at once, in the order of the text, each with its place and a way out."""
    text = (BAD / f"{case}.yml").read_text(encoding="utf-8")
    expected = (BAD / f"{case}.txt").read_text(encoding="utf-8")
    assert "\n".join(problems(("g.yml", text), rules=RULES)) + "\n" == expected


def test_there_are_enough_bad_glossaries() -> None:
    """The folder of bad glossaries was found."""
    assert len(list(BAD.glob("*.yml"))) >= 25


def test_snippet() -> None:
    """A problem carries its line and how much of it to underline."""
    with pytest.raises(GlossaryError) as caught:
        read_glossary(("g.yml", "glossary: Spa\nseverty: high\n"))
    assert caught.value.problems[0] == Problem(
        "unknown key `severty` in a glossary",
        "g.yml",
        2,
        1,
        "the keys are glossary, language, description, extends, sources, evidence, terms",
        "severty: high",
        7,
    )


def test_long_lines_are_not_kept() -> None:
    """A line too long to show is left out of the problem, which still has its place."""
    with pytest.raises(GlossaryError) as caught:
        read_glossary(("g.yml", f"glossary: Spa\nx: {'y' * 5000}\n"))
    assert caught.value.problems[0].line is None
    assert caught.value.problems[0].row == 2


def test_faults_of_several_files() -> None:
    """Faults of all files are told together, file by file, a file that is no YAML among them."""
    found = problems(("b.yml", "glossary: b\nx: 1\n"), ("c.yml", "glossary: [\n"), ("a.yml", "glossary: a\nx: 1\n"))
    assert [line[:7] for line in found] == ["b.yml:2", "c.yml:1", "a.yml:2"]


def test_unknown_names_are_not_held_against_a_broken_glossary() -> None:
    """Where one file cannot be read, names that may stand in it are not reported as unknown."""
    good = terms("  - {term: a, senses: [{id: a, definition: a, requires: elsewhere}]}")
    assert len(problems(("a.yml", good), ("b.yml", "evidence: ["))) == 1


def test_many_faults_are_cut_off() -> None:
    """Of very many faults the first hundred are told, and how many more there are."""
    found = problems(("g.yml", "glossary: g\n" + "".join(f"key{n}: 1\n" for n in range(500))))
    assert len(found) == 100
    assert found[-1].endswith("400 more not shown)")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (bomb(), "g.yml:1:4", "anchors are not allowed"),
        ("glossary: " + "[" * 5000, "g.yml:1:60", "nested more than 50 deep"),
        ("glossary:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 60)), "g.yml:51:51", "nested more than 50 deep"),
        ("- " * 5000, "g.yml:1:101", "nested more than 50 deep"),
        ("? " * 5000, "g.yml:1:101", "nested more than 50 deep"),
        ("glossary: a\x07b\n", "g.yml:1:12", "control character U+0007"),
        ('glossary: "a\\0b"\n', "g.yml:1:11", "control character U+0000"),
        ('glossary: "a\\ud800b"\n', "g.yml:1:11", "control character U+D800"),
        ('glossary: "\\UFFFFFFFF"\n', "g.yml:1:12", "this escape is no character"),
        ("%YAML 1.1\n---\nglossary: no\n", "g.yml:2:1", "no use for `%` directives"),
        ("glossary: " + "x" * 5_000_000, "g.yml is larger than 5 MB", "split the glossary"),
    ],
)  # fmt: skip
def test_hostile_files(text: str, place: str, words: str) -> None:
    """Bombs, towers and control characters are refused where they stand."""
    first = problems(("g.yml", text))[0]
    assert first.startswith(place)
    assert words in first


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.text(alphabet=st.sampled_from("ab:- \n\t'\"[]{},&*!|>%@`#?\\~<\r0\ufeffé\x85\u2028\x00"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text, the outcome is a glossary or located problems, never another exception."""
    with pytest.raises(GlossaryError) as caught:
        read_glossary(("g.yml", text))
    for problem in caught.value.problems:
        assert problem.row is not None
        assert problem.column is not None
        assert problem.line is not None
        assert 1 <= problem.column <= len(problem.line) + 1


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(
    st.integers(0, len(GOOD)), st.integers(0, 3), st.sampled_from(["", "'", "[", "- ", "\n", " ", ": ", "&a ", "\t"])
)
def test_any_slip_is_read_or_refused(at: int, gone: int, put: str) -> None:
    """A good glossary with one slip of the pen is read, or refused with problems that have a place."""
    located = True
    try:
        read_glossary(("g.yml", GOOD[:at] + put + GOOD[at + gone :]))
    except GlossaryError as error:
        located = all(problem.row and problem.column for problem in error.problems)
    assert located


def test_decode() -> None:
    """Bytes that are not UTF-8 are refused at the first bad byte, by line and column in code points."""
    assert decode("\ufeffgl\u00f6ssary".encode(), "g.yml") == "\ufeffgl\u00f6ssary"
    with pytest.raises(GlossaryError) as caught:
        decode("glossary: a\r\nnote: ö".encode() + b"\xe9t\xe9", "g.yml")
    assert str(caught.value) == "g.yml:2:8: the byte 0xE9 is not UTF-8 (save the file as UTF-8)"


def library(**files: str) -> Fetch:
    """A `fetch` over texts by name, as if all lay in one folder."""

    def fetch(reference: str, referrer: str) -> tuple[str, str]:
        if reference not in files:
            raise GlossaryError(Problem("there is no such file", help="look around"))
        return reference, files[reference]

    return fetch


def sense(term: str, ident: str) -> str:
    """A glossary entry of one term and one sense."""
    return f"  - {{term: {term}, senses: [{{id: {ident}, definition: d}}]}}\n"


def test_extends_in_order() -> None:
    """What is extended comes first, in the order named, each file once however often it is named."""
    fetch = library(
        left="glossary: left\nextends: base\nterms:\n" + sense("l", "l"),
        right="extends: [base, left]\nterms:\n" + sense("r", "r"),
        base="glossary: base\nlanguage: de\nterms:\n" + sense("b", "b"),
    )
    glossary = read_glossary(("top", "extends: [left, right]\nterms:\n" + sense("t", "t")), fetch=fetch)
    assert glossary.files == ("base", "left", "right", "top")
    assert [term.term for term in glossary.terms] == ["b", "l", "r", "t"]
    assert (glossary.name, glossary.language) == ("left", "de")
    assert glossary.terms[0].place == Place("base", 4, 12)


def test_extends_alone() -> None:
    """A file that only extends another is that other glossary, under its name."""
    base = "glossary: base\nterms:\n" + sense("b", "b")
    glossary = read_glossary(("top", "extends: base"), fetch=library(base=base))
    assert glossary.terms == read_glossary(("base", base)).terms
    assert glossary.name == "base"


def test_extends_loop() -> None:
    """Glossaries that extend each other in a circle are reported with the way round, where it closes."""
    fetch = library(a="extends: b", b="extends:\n  - c", c="extends: a")
    assert problems(("top", "extends: a"), fetch=fetch) == [
        "c:1:10: a glossary cannot extend itself (a -> b -> c -> a)"
    ]


def test_extends_missing() -> None:
    """A file that is not found is reported at the reference, with the faults of all other files."""
    fetch = library(a="glossary: a\nextends: nowhere\nx: 1\nterms:\n" + sense("a", "a"))
    keys = "(the keys are glossary, language, description, extends, sources, evidence, terms)"
    assert problems(("top", "y: 1\nextends: a\n"), fetch=fetch) == [
        f"top:1:1: unknown key `y` in a glossary {keys}",
        "a:2:10: there is no such file (look around)",
        f"a:3:1: unknown key `x` in a glossary {keys}",
    ]


def test_extends_too_deep() -> None:
    """An endless row of glossaries is given up, with the row."""

    def fetch(reference: str, referrer: str) -> tuple[str, str]:
        return reference, f"extends: {int(reference) + 1}"

    (found,) = problems(("0", "extends: 1"), fetch=fetch)
    assert found.startswith("10:1:10: too many glossaries extend each other (0 -> 1 -> 2")
