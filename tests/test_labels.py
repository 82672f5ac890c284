"""The label file: what is asked, what was answered, and what is wrong with a file that people filled in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.errors import GlossaryError
from termlint.glossary.model import Glossary
from termlint.glossary.read import read_glossary
from termlint.labels import NONE, Row, dumps, loads, marked, merged
from termlint.span import Span

GLOSSARY = read_glossary(
    (
        "glossary.yml",
        """\
glossary: Words
terms:
  - term: crane
    senses: [{id: crane.bird, definition: a bird}, {id: crane.machine, definition: a machine}]
  - {term: stork, senses: [{id: stork, definition: a bird}]}
""",
    )
)
OPEN = Row("crane", "A [[crane]] nests.", None, ("crane.bird", "crane.machine"), "a.md")


def faults(*lines: str, glossary: Glossary = GLOSSARY) -> list[str]:
    """What is wrong with the lines of a label file."""
    with pytest.raises(GlossaryError) as caught:
        loads("\n".join(lines), "w.labels.jsonl", glossary)
    return [str(problem) for problem in caught.value.problems]


def test_rows_survive_writing_and_reading() -> None:
    """What is written is read back, one object a line, with words in any script as they are."""
    rows = (OPEN, Row("crane", "Ein [[crane]] ähnelt\tdem „Kran“.", "crane.machine", (), "b/ü.md"))
    text = dumps(rows)
    assert [json.loads(line)["sense"] for line in text.splitlines()] == [None, "crane.machine"]
    assert "ähnelt" in text
    assert loads(text, "w.labels.jsonl", GLOSSARY) == rows


def test_rows_that_people_write_need_little() -> None:
    """Term, sense and text are enough; empty lines, CRLF and a byte order mark do no harm; `none` is an answer."""
    text = '\ufeff\r\n{"term": "crane", "sense": "none", "text": "Frank [[Crane]]"}\r\n\r\n'
    assert loads(text, "w.labels.jsonl", GLOSSARY) == (Row("crane", "Frank [[Crane]]", NONE),)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text("[] ax\n", max_size=12), st.text("[] ax\n", max_size=12))
def test_the_mention_is_found_again(before: str, after: str) -> None:
    """Whatever brackets stand around a mention, it is the one that was marked; other double brackets are parted."""
    text = f"{before}crane{after}"
    row = Row("crane", marked(text, Span(len(before), len(before) + 5)))
    found, at = row.mention()
    assert at.of(found) == "crane"
    assert found.replace(" ", "") == text.replace(" ", "")
    if "[[" not in text and "]]" not in text:
        assert (found, at.start) == (text, len(before))


def test_long_paragraphs_are_cut() -> None:
    """Of a very long paragraph only what learning looks at is kept, with the mention where it was."""
    text = "a " * 5000 + "crane" + " b" * 5000
    found, at = Row("crane", marked(text, Span(10000, 10005))).mention()
    assert at.of(found) == "crane"
    assert len(found) == 1205


def test_wrong_senses_and_terms_are_told_with_what_was_meant() -> None:
    """A wrong id is an error at its place, with the id that was meant; so is a term that the glossary lacks."""
    assert faults(
        '{"term": "crane", "sense": "crane.brid", "text": "A [[crane]]"}',
        '{"term": "crane", "sense": "x", "text": "A [[crane]]"}',
        '{"term": "cranes", "sense": null, "text": "A [[crane]]"}',
    ) == [
        "w.labels.jsonl:1:28: 'crane' has no sense 'crane.brid' (did you mean `crane.bird`?)",
        "w.labels.jsonl:2:28: 'crane' has no sense 'x' (write null, or one of crane.bird, crane.machine)",
        "w.labels.jsonl:3:10: the glossary has no term 'cranes' (did you mean `crane`?)",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "1:1: not JSON: Expecting property name enclosed in double quotes (write one object a line)"),
        ('{"term": "crane"} x', "1:19: not JSON: Extra data (write one object a line)"),
        ("[" * 100_000, "1:1: not JSON that can be read: too deeply nested"),
        ("9" * 5000, "1:1: not JSON that can be read: a number is too large"),
        ("[]", "1:1: a mention is an object with the keys term, sense, text, candidates, file"),
        ('{"trem": "crane"}', "1:2: the key 'trem' is not known (did you mean `term`?)"),
        ('{"term": "crane"}', "1:1: the key 'text' is missing"),
        ('{"term": 1, "text": ""}', "1:2: 'term' must be a text"),
        ('{"term": "crane", "text": "[[crane]]", "sense": 1}', "1:40: 'sense' must be a text"),
        ('{"term": "crane", "text": "[[a]]", "candidates": "a"}', "1:36: 'candidates' must be a list of texts"),
        ('{"term": "crane", "text": "a crane"}', "1:19: the mention is not marked in the text (put it between"),
        ('{"term": "crane", "text": "a [[ ]]"}', "1:19: the mention is not marked in the text (put it between"),
    ],
)
def test_lines_that_are_no_rows(line: str, fault: str) -> None:
    """Each fault is told at its place, with what to do; none is a traceback."""
    (told,) = faults(line)
    assert told.startswith(f"w.labels.jsonl:{fault}")


def test_one_mention_has_one_label() -> None:
    """Two answers that contradict each other are an error at the second; two that agree are not."""
    rows = [f'{{"term": "crane", "sense": "crane.{name}", "text": "[[crane]]"}}' for name in ("bird", "machine")]
    (told,) = faults(*rows)
    assert told == "w.labels.jsonl:2:28: this mention is labelled 'crane.bird' in line 1 (delete one of the two)"
    assert len(loads("\n".join((rows[0], rows[0])), "w.labels.jsonl", GLOSSARY)) == 2


def test_answers_stay_and_questions_change() -> None:
    """Asking anew drops what nobody answered, of the terms that are asked about, and never an answer."""
    answered = Row("crane", "The [[crane]] lifts.", "crane.machine")
    other = Row("stork", "A [[stork]]")
    new = Row("crane", "My [[crane]]")
    again = Row("crane", "The [[crane]] lifts.")
    assert merged((OPEN, answered, other), (new, again), {"crane"}) == (answered, other, new)
    assert merged((OPEN, answered, other), (), {"crane", "stork"}) == (answered,)
