"""Evidence: which cues are in sight of a mention, in which window, and how they stand to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.counting import calls

from termlint.evidence import Sights
from termlint.formats.base import FormatOptions
from termlint.formats.markdown import FORMAT
from termlint.glossary.compiled import Compiled, compile_glossary
from termlint.glossary.model import Cue, Glossary, Sense, Term, Window
from termlint.mention import find_mentions
from termlint.occurrence import Seen
from termlint.passage import Passages
from termlint.resolution import Mention


def _compiled(*cues: Cue) -> Compiled:
    senses = (Sense("one", "one", cues=cues), Sense("two", "two"))
    return compile_glossary(Glossary("Care", "en", (Term("massage", senses),)))


OIL = _compiled(Cue(text="oil"), Cue(text="data"), Cue(text="referral"))


def _look(source: str, compiled: Compiled = OIL, path: str = "page.md") -> tuple[Sights, tuple[Mention, ...]]:
    document = FORMAT.parse(source, FormatOptions())
    texts = Passages(document)
    mentions = find_mentions(document, texts, compiled)
    return Sights(document, texts, compiled, path, mentions), mentions


def _around(source: str, compiled: Compiled = OIL, path: str = "page.md", nth: int = 0) -> tuple[Sights, list[Seen]]:
    sights, mentions = _look(source, compiled, path)
    term = compiled.terms[0]
    return sights, sights.around(mentions[nth], term.cues, term.relative)


def _seen(source: str, compiled: Compiled = OIL, path: str = "page.md", nth: int = 0) -> list[tuple[str, str, str]]:
    """The words, window and polarity of what a mention sees."""
    sights, seen = _around(source, compiled, path, nth)
    return [(sights.text(s.found), s.window.value, s.polarity.value) for s in seen]


@pytest.mark.parametrize(
    ("source", "window"),
    [
        ("An oil massage.", Window.PHRASE),
        ("A massage with warm oil.", Window.PHRASE),
        ("A massage, then oil.", Window.SENTENCE),
        ("A massage in a room that is kept for it and nothing else, with oil.", Window.SENTENCE),
        ("A massage. With oil.", Window.BLOCK),
        ("Oil? A massage.", Window.BLOCK),
        ("| massage | oil |\n|-|-|\n", Window.BLOCK),
        ("A massage ![oil](a.png).", Window.BLOCK),
        ("A massage.\n\nWith oil.", Window.SECTION),
        ("- massage\n- oil\n", Window.SECTION),
        ("# Oil\n\nA massage.", Window.SECTION),
        ("# Oil\n\n## Prices\n\nA massage.", Window.SECTION),
        ("# Massage\n\nWith oil.", Window.SECTION),
        ("# Massage\n\n## Prices\n\n### Extras\n\nWith oil.", Window.SECTION),
        ("---\ntags: [oil]\n---\nA massage.", Window.METADATA),
        ("---\ntitle: Oil\n---\n# A\n\n## B\n\nA massage.", Window.METADATA),
        ("A massage.\n\n# Other\n\nWith oil.", Window.DOCUMENT),
        ("# A\n\nA massage.\n\n# B\n\nWith oil.", Window.DOCUMENT),
        ("# A\n\n## B\n\nWith oil.\n\n## C\n\nA massage.", Window.DOCUMENT),
    ],
)
def test_the_window_says_how_near_a_cue_stands(source: str, window: Window) -> None:
    """From the phrase to the document, with headings, front matter, tables and pictures where they belong."""
    ((_, found, _),) = _seen(source)
    assert found == window.value


def test_nearer_windows_count_more() -> None:
    """The share of a cue's weight never grows with the distance, and is whole in the phrase."""
    near = (
        "An oil massage.",
        "A massage, then oil.",
        "A massage. Oil.",
        "A massage.\n\nOil.",
        "A massage.\n\n# B\n\nOil.",
    )
    shares = [_around(source)[1][0].share for source in near]
    assert shares[0] == 1.0
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] > 0


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("oil/page.md", True),
        ("docs/hot-oil.md", True),
        ("docs/hot_oil.md", True),
        ("docs/Oils/index.md", True),
        ("docs/boil.md", False),
        ("docs/foiled/index.md", False),
    ],
)
def test_the_path_is_evidence(path: str, found: bool) -> None:
    """The words of a path are cues; they have no place in the source."""
    sights, seen = _around("A massage.", path=path)
    assert [s.window for s in seen] == [Window.PATH] * found
    assert [sights.source_span(s.found) for s in seen] == [None] * found
    assert all("oil" in sights.text(s.found).lower() for s in seen)


@pytest.mark.parametrize(
    "source", ["A massage `oil`.", "A massage [x](oil.md).", "<!-- oil -->\nA massage.", "A massage with boil, oilcan."]
)
def test_what_is_not_prose_is_no_evidence(source: str) -> None:
    """Code, addresses, comments and longer words hold no cues."""
    assert _seen(source) == []


def test_words_of_the_mention_are_no_evidence() -> None:
    """A cue within the term itself says nothing that the term does not say."""
    compiled = _compiled(Cue(text="massage"), Cue(text="massages"), Cue(pattern="mass"))
    assert _seen("A massage.", compiled) == []
    assert [window for _, window, _ in _seen("A massage and a massage.", compiled)] == ["phrase"] * 2


def test_the_nearest_of_each_cue_in_each_polarity_is_seen() -> None:
    """Far occurrences of a cue do not add to near ones; a denied one stands beside an affirmed one."""
    source = "Oil. Oil. No oil! A massage with oil. Oil.\n\nOil."
    assert _seen(source) == [("oil", "phrase", "affirmed"), ("oil", "block", "negated")]


def test_places_and_words_are_those_of_the_source() -> None:
    """What is found is shown as it is written, through markup."""
    source = "A massage with *Hot*\u00adO<b>il</b>s.\n"
    compiled = _compiled(Cue(text="hot oil"))
    sights, seen = _around("A massage with *hot*\noils.", compiled)
    span = sights.source_span(seen[0].found)
    assert span is not None
    assert span.of("A massage with *hot*\noils.") == "hot*\noils"
    assert sights.text(seen[0].found) == "hot oils"
    assert _around(source)[1] == []


@pytest.mark.parametrize(
    ("source", "polarity"),
    [
        ("A massage without oil.", "negated"),
        ("A massage with oil?", "affirmed"),
        ("A massage. With oil?", "questioned"),
        ("A massage. With oil? Yes.", "affirmed"),
        ("A massage. With oil? No.", "negated"),
        ("A massage.\n\n- With oil?\n- No.", "negated"),
        ("A massage.\n\nWith oil?\n\nYes, please.", "affirmed"),
        ("We do not massage the oil in.", "affirmed"),
        ("# Without oil\n\nA massage.", "negated"),
        ("We massage, but use no oil.", "negated"),
    ],
)
def test_polarity_is_seen_from_the_mention(source: str, polarity: str) -> None:
    """Denied, asked and answered cues are told apart; what covers both sides parts nothing."""
    ((_, _, found),) = _seen(source)
    assert found == polarity


def test_patterns_are_found_in_any_case() -> None:
    """A pattern is evidence wherever it matches in the prose, ignoring case; an empty match is none."""
    compiled = _compiled(Cue(pattern=r"\d+ ?min"), Cue(pattern="x*"))
    assert _seen("A massage, 60 MIN or 90min.", compiled) == [("60 MIN", "sentence", "affirmed")]


@pytest.mark.parametrize(
    ("source", "pattern", "text"),
    [
        ("We massage the data.", "{term} the data", "massage the data"),
        ("We massage the data.", "we {term}", "We massage"),
        ("We massage the data.", "the data", "the data"),
        ("We massaged the data.", "we {term} the", "We massaged the"),
        ("We massaged the data.", "{term:massaged|massaging} the data", "massaged the data"),
        ("We ma**ssage** the data.", "we {term} the", "We massage the"),
    ],
)
def test_a_pattern_may_name_the_mention(source: str, pattern: str, text: str) -> None:
    """Word order around the mention can be told; what matched includes the mention and is in its phrase."""
    assert _seen(source, _compiled(Cue(pattern=pattern)))[0][:2] == (text, "phrase")


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("We massage. The data", "{term}.* data"),
        ("The massage data", "{term:massaged} data"),
        ("We massage egos; a rubdown of data", "{term} of data"),
        ("A massager {term} data", "{term} data"),
    ],
)
def test_a_pattern_around_the_mention_stays_in_its_sentence(source: str, pattern: str) -> None:
    """Another sentence, another form or another word is no match."""
    compiled = _compiled(Cue(pattern=pattern))
    sights, mentions = _look(source, compiled)
    assert all(sights.around(m, compiled.terms[0].cues, compiled.terms[0].relative) == [] for m in mentions)


def test_each_mention_has_its_own_words_around() -> None:
    """In one sentence a pattern holds for the mention that it fits, with its own place."""
    compiled = _compiled(Cue(pattern="{term} data"))
    source = "We massage egos and massage data and massage."
    assert [_seen(source, compiled, nth=n) for n in range(3)] == [[], [("massage data", "phrase", "affirmed")], []]
    sights, seen = _around(source, compiled, nth=1)
    span = sights.source_span(seen[0].found)
    assert span is not None
    assert span.start == source.index("massage data")


def test_a_pattern_that_takes_too_long_is_given_up_and_named() -> None:
    """It is reported once, however often it would have been tried, and the other cues are still found."""
    compiled = _compiled(Cue(pattern=r"(?:a|aa)+$"), Cue(text="oil"))
    source = f"An oil massage {'a' * 60}! {'a' * 60}!\n\n{'a' * 60}!\n"
    sights, _ = _look(source, compiled)
    assert sights.slow == (r"(?:a|aa)+$",)
    assert _seen(source, compiled) == [("oil", "phrase", "affirmed")]


def test_nearest_windows_come_first() -> None:
    """What is seen is ordered by its share, then by its place."""
    source = "# Referral\n\nData. An oil massage."
    sights, seen = _around(source)
    assert sights.text(seen[0].found) == "oil"
    assert [s.share for s in seen] == sorted((s.share for s in seen), reverse=True)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "An oil massage with data. " * n,
        lambda n: "An oil massage with data.\n\n" * n,
        lambda n: "# Part\n\nAn oil massage with data.\n\n" * n,
        lambda n: "## Massage\n\nNo oil, no data.\n\n" * n,
        lambda n: "An oil massage with data, " * n,
        lambda n: "---\ntags: [oil, data]\n---\n" + "A massage.\n\n" * n,
        lambda n: "# Massage\n\n" + "With oil and data. " * n,
        lambda n: "# " + "massage " * n + "\n\n" + "## Part\n\nOil.\n\n" * n,
        lambda n: "# " + "oil " * n + "\n\n" + "A massage.\n\n" * n,
        lambda n: "---\ntags: [" + "oil, " * n + "]\n---\n" + "A massage.\n\n" * n,
    ],
    ids=[
        "one block",
        "one section",
        "many sections",
        "headings",
        "one sentence",
        "front matter",
        "many cues",
        "headings above all",
        "cues in a heading",
        "many tags",
    ],
)
def test_the_work_grows_with_the_text_only(make: Callable[[int], str]) -> None:
    """Twice the text makes about twice the calls, wherever its mentions and cues stand."""
    made = [_calls(make(n)) for n in (40, 80, 160)]
    assert made[1] <= 2.3 * made[0]
    assert made[2] <= 2.3 * made[1]


def _calls(source: str) -> int:
    """The number of calls that looking around every mention of a text makes."""
    document = FORMAT.parse(source, FormatOptions())
    term = OIL.terms[0]

    def look() -> None:
        texts = Passages(document)
        mentions = find_mentions(document, texts, OIL)
        sights = Sights(document, texts, OIL, "page.md", mentions)
        for mention in mentions:
            sights.around(mention, term.cues, term.relative)

    return calls(look)
