"""Plain text: paragraphs, lists, and the title lines that readers see."""

from __future__ import annotations

import pytest

from termlint.document import OBJECT


def test_paragraphs_and_soft_breaks(text) -> None:
    """Blank lines part paragraphs; a line end within one is a space that stands for it and the indent after it."""
    doc = text("medical\nmassage is one\r\n  thing.\n\n\n \t\nAnother thing.\rAnd more.\n")
    assert doc.kinds == [("paragraph", "medical massage is one thing."), ("paragraph", "Another thing. And more.")]
    assert doc.surface("medical massage") == "medical\nmassage"
    assert doc.surface("one thing") == "one\r\n  thing"


def test_list_items_are_blocks(text) -> None:
    """Items are runs of their own, also without blank lines; indented lines continue them."""
    doc = text("We treat:\n- back pain\n* neck\n  and head\n• knees\n1. hips\n2) feet\nand more.")
    assert doc.kinds == [
        ("paragraph", "We treat:"),
        *(("list item", item) for item in ("back pain", "neck and head", "knees", "hips", "feet")),
        ("paragraph", "and more."),
    ]
    assert len({run.block for run in doc.document.runs}) == 7


def test_emphasis_marks_vanish(text) -> None:
    """Marks of emphasis do not part a phrase; other stars and underscores stay."""
    doc = text("A **medical** massage, _medical_ massage. 5 * 3 * 2, $99* and snake_case_name, *60 mins.")
    assert doc.texts == ["A medical massage, medical massage. 5 * 3 * 2, $99* and snake_case_name, *60 mins."]
    assert doc.surfaces("medical massage") == ["medical** massage", "medical_ massage"]


def test_marked_headings(text) -> None:
    """Hash marks, even spaced out, whole lines in bold, and underlines make headings; their marks are outside."""
    doc = text("Top\n===\nBelow\n---\n**In bold**\ntext\n# # # **Spaced out**\ntext\n## Two ##\ntext")
    assert doc.outline == [(1, "Top"), (2, "Below"), (1, "In bold"), (3, "Spaced out"), (2, "Two")]
    assert doc.surface("Spaced out") == "Spaced out"


def test_rules_are_not_prose(text) -> None:
    """Lines of dashes, stars and the like part paragraphs."""
    assert text("This is a sentence.\n---\nAnother one.\n* * *\nThird one here.\n=====\n").texts == [
        "This is a sentence.",
        "Another one.",
        "Third one here.",
    ]


ARTICLE = """\
The Difference Between Oils

Introduction

Oils differ in more ways than one, and this page tells them apart in plain words.

Warm oil

Warm oil is poured slowly. It is said to calm.

Do I need to book?

Yes, you do. By phone.
"""


def test_titles_of_an_article(text) -> None:
    """Title case, sentence case between running text, and questions are headings."""
    doc = text(ARTICLE)
    assert doc.outline == [
        (1, "The Difference Between Oils"),
        (1, "Introduction"),
        (1, "Warm oil"),
        (1, "Do I need to book?"),
    ]
    assert doc.chain("poured slowly") == ["Warm oil"]


PRICES = """\
HANDS ON

Stone Ritual

per person 80

50 minutes

Foot rub

$45

30 Minutes - $55

Herbal Wrap · $149* · 90 mins

*60 mins - $99, 30 mins - $75

FACE

Clay mask

60 mins - $99
"""


def test_titles_of_a_price_list(text) -> None:
    """Every item is a heading of its own card, groups in capitals stand above them, prices and durations are text."""
    doc = text(PRICES)
    assert doc.outline == [
        (1, "HANDS ON"),
        (2, "Stone Ritual"),
        (2, "Foot rub"),
        (2, "Herbal Wrap · $149* · 90 mins"),
        (1, "FACE"),
        (2, "Clay mask"),
    ]
    assert doc.chain("50 minutes") == ["Stone Ritual", "HANDS ON"]


@pytest.mark.parametrize(
    "line",
    [
        "This is a sentence.",
        "Call",
        "Book Online",
        "View Services",
        "ADVERTISEMENT",
        "We treat:",
        "50 minutes",
        "per person 80",
        "$149*",
        "18/03/2025",
        "Calm, soothing space.",
        "By Ann Example",
        "Home / Blog / The Difference",
        "Call 01234 567890",
        "Introduction to",
        "lower case words",
        "A line in sentence case that has far more words than a title would",
        "- Stone Ritual",
        "Ann at ann@spa.example",
    ],
)
def test_lines_that_are_no_titles(text, line: str) -> None:
    """Sentences, calls to act, prices, dates, names of authors and trails of links are not headings."""
    assert text(f"{line}\n\nThis is what follows. It is text.").outline == []


def test_items_that_lost_their_marks_are_no_titles(text) -> None:
    """Short lines in sentence case one after another are a list, not titles; the last line of a text is none either."""
    doc = text("Stone Ritual\n\nWe do it all.\n\nNeck and back\n\nArms and legs\n\nHead to toe\n\nFeet and hands too\n")
    assert doc.outline == [(1, "Stone Ritual")]


def test_long_lines_are_paragraphs(text) -> None:
    """Where lines are longer than anyone wraps them, each line is a paragraph, and titles stand among them."""
    long = "word " * 40 + "end."
    doc = text(f"Stone Ritual\n{long}\nWarm oil\n{long}\n")
    assert doc.kinds == [("heading", "Stone Ritual"), ("paragraph", long), ("heading", "Warm oil"), ("paragraph", long)]


def test_comments_to_the_linter(text) -> None:
    """Comments that speak to the linter are comments; other markup is text."""
    doc = text(
        "<!-- termlint-disable TL101 -->\nWarm oil <!-- termlint-disable-line --> here.\n\n<!-- other --> <b>x</b>"
    )
    assert doc.comments == [" termlint-disable TL101 ", " termlint-disable-line "]
    assert doc.texts == [f"Warm oil {OBJECT} here.", "<!-- other --> <b>x</b>"]


def test_template_tags_and_addresses_are_objects(text) -> None:
    """Template tags and addresses are objects in plain text too."""
    assert text("Dear {{ name }}, see https://massage.example/x.").texts == [f"Dear {OBJECT}, see {OBJECT}."]
