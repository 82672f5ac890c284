"""Framing: whether a text uses a term of what it offers or tells, or only speaks about it."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.framing import _ASKED, _OFFERED, framing, in_lower_case, may_quote
from termlint.resolution import Framing
from termlint.signs import telling
from termlint.span import Span

# In each sentence the mention stands in square brackets.
USED = (
    "Our [medical massage] follows the plan of your doctor.",
    "We offer [medical massage] for whiplash.",
    "[Medical massage] eases the tension after a long day.",
    "Book a [medical massage] today.",
    "Treat yourself to a [medical massage] with warm oil.",
    "Prices: [medical massage] from £60.",
    "After surgery, [medical massage] helps the scar to settle.",
    "Every [massage] starts with a short talk.",
    "My [massage] left me half asleep.",
    "We [massage] the oil into the skin.",
    "She [massaged] the figures before the meeting.",
    "Our therapists recommend [medical massage] after an accident.",
    "We recommend [medical massage] for tight shoulders.",
    "[Medical massage] is available on Mondays.",
    "[Medical massage] is now available in Leeds.",
    "Come and enjoy [medical massage] by candlelight.",
    "Many clinics offer [medical massage] nowadays.",
    "We offer several kinds of massage, such as [medical massage].",
    "Our studies of [medical massage] help you relax.",
    "Can you book a [medical massage] online?",
    "Need a [medical massage]?",
    "Would you like a [medical massage]?",
    "Ready for [medical massage]?",
    "Give yourself the [medical massage] you deserve.",
    "The room where we do [medical massage] is on the first floor.",
    "[Medical massage] with hot stones and champagne!",
    "[Medical massage] - 60 min - £70",
    "Come for [medical massage], stay for the tea.",
    "He [massages] egos for a living.",
    "[Massage] the scalp with a drop of oil.",
    "I got a [massage] at the airport.",
    "Gift cards for [medical massage] are sold at the desk.",
    "Not only [medical massage] but also a sauna awaits you.",
    "[Medical massage] is not just a treat.",
    "No doubt our [medical massage] is the best.",
)
NEGATED = (
    "We do not offer [medical massage].",
    "We don’t offer [medical massage].",
    "There is no [medical massage] on our list.",
    "This is not a [medical massage].",
    "This isn't [medical massage].",
    "A non-[medical massage] for pure rest.",
    "Non [medical massage] only.",
    "We never call it [medical massage].",
    "Relaxation instead of [medical massage].",
    "Neither [medical massage] nor cupping is on offer.",
    "You will find no saunas, [medical massage] or yoga here.",
    "Come to us without any [medical massage].",
    "We stopped: [medical massage] is not offered.",
    "We avoid the words [medical massage] here.",
)
ASKED = (
    "Is [medical massage] covered by my plan?",
    "When should I have a [medical massage]?",
    "Who needs [medical massage]?",
    "How long is a [medical massage]?",
    "Does [medical massage] help with stress?",
    "Where do they offer [medical massage]?",
)
DEFINED = (
    "What is [medical massage]?",
    "What is a [medical massage]?",
    "What does [medical massage] mean?",
    "[Medical massage] is a form of hands-on treatment.",
    "[Medical massage] refers to work that a doctor has ordered.",
    "The term [medical massage] is used loosely.",
    "[Medical massage] is normally given on a doctor's word.",
    "[Medical massage] means work on a diagnosed complaint.",
    "This work is called [medical massage].",
    "What are [medical massages]?",
    "By [medical massage] we mean work on a diagnosed complaint.",
    "Such work is known as [medical massage].",
    "[Medical massage] is a term for work on a diagnosed complaint.",
    "The definition of [medical massage] is short.",
)
COMPARED = (
    "How does [medical massage] differ from a spa treatment?",
    "The difference between [medical massage] and a spa visit is the plan.",
    "[Medical massage] differs from a spa visit in its aim.",
    "[Medical massage] vs. relaxation massage",
    "Swedish work versus [medical massage]",
    "A spa visit costs less than [medical massage].",
    "[Medical massage], unlike a spa visit, needs a plan.",
    "People confuse [medical massage] with physiotherapy.",
    "Which is better, [medical massage] or rest?",
    "How is [medical massage] different from rest?",
    "Is [massage] different from physiotherapy?",
    "Choosing between [massage] and physiotherapy is hard.",
    "A sauna is quicker than [medical massage].",
    "In contrast to rest, [medical massage] takes work.",
)
QUOTED = (
    "They wrote “[medical massage]” on the sign.",
    'They wrote "[medical massage]" on the sign.',
    "They wrote ‘[medical massage]’ on the sign.",
    "Some call it «[medical massage]» today.",
    "So-called “[medical massages]” are everywhere.",
    "Our brochure says “[Medical Massage]” in red.",
    'The sign reads "a [medical massage]".',
)
NAMED = (
    "She is a certified [medical massage] practitioner.",
    "She holds a diploma in [medical massage].",
    "He trained in [medical massage] at night.",
    "Our Certified [Medical Massage] Practitioner is Ann.",
    "The Institute of [Medical Massage] moved.",
    "She is licensed in [medical massage].",
    "Ann works at Leeds [Medical Massage] on weekdays.",
    "Call [Medical Massage] Leeds for a visit.",
    "[Medical Massage] LLC opened in May.",
    "The [massage] school is closed.",
    "She is certified in [medical massage].",
    "The [Medical Massage] Association of Kent met.",
    "He took the [medical massage] exam.",
    "The [medical massage] certificate hangs on the wall.",
    "She runs Riverside [Medical Massage] with her brother.",
)
PASSING = (
    "Your doctor may recommend [medical massage].",
    "Your physician might prescribe [medical massage] or rest.",
    "Other treatments include [medical massage] and rest.",
    "Ask your doctor about [medical massage].",
    "Studies of [medical massage] are small.",
    "Research on [medical massage] goes on.",
    "Look for [medical massage] near you.",
    "The history of [massage] is long.",
    "A doctor will often prescribe [medical massage].",
    "The literature on [medical massage] is thin.",
    "You could search for [medical massage] online.",
    "Common kinds include [medical massage].",
    "Treatments ranging from cupping to [medical massage] were tried.",
)


def _framing(marked: str, *, heading: bool = False) -> Framing:
    start, end = marked.index("["), marked.index("]") - 1
    return framing(marked.replace("[", "").replace("]", ""), Span(start, end), heading=heading)


@pytest.mark.parametrize("sentence", USED)
def test_used(sentence: str) -> None:
    """What is offered, told of or done is used, also where a negation or a quotation stands near by."""
    assert _framing(sentence) is Framing.USED


@pytest.mark.parametrize("sentence", NEGATED)
def test_negated(sentence: str) -> None:
    """What is not offered, or not at all, is negated."""
    assert _framing(sentence) is Framing.NEGATED


@pytest.mark.parametrize("sentence", ASKED)
def test_asked(sentence: str) -> None:
    """What a question is about is asked."""
    assert _framing(sentence) is Framing.ASKED


@pytest.mark.parametrize("sentence", DEFINED)
def test_defined(sentence: str) -> None:
    """What is asked after, explained or named as a word is defined."""
    assert _framing(sentence) is Framing.DEFINED


@pytest.mark.parametrize("sentence", COMPARED)
def test_compared(sentence: str) -> None:
    """What is told apart from something else is compared."""
    assert _framing(sentence) is Framing.COMPARED


@pytest.mark.parametrize("sentence", QUOTED)
def test_quoted(sentence: str) -> None:
    """What stands in quotation marks of its own is quoted."""
    assert _framing(sentence) is Framing.QUOTED


@pytest.mark.parametrize("sentence", NAMED)
def test_named(sentence: str) -> None:
    """What belongs to a title, a school, a certificate or a business is named."""
    assert _framing(sentence) is Framing.NAMED


@pytest.mark.parametrize("sentence", PASSING)
def test_passing(sentence: str) -> None:
    """What others may recommend, study or list is only named in passing."""
    assert _framing(sentence) is Framing.PASSING


@pytest.mark.parametrize(
    "sentence", ["Unlike [medical massage], our sessions need no plan.", "Do not mix up [massage] and physiotherapy."]
)
def test_spoken_about_in_two_ways(sentence: str) -> None:
    """Where a term is both denied and compared, either will do: it is not used."""
    assert _framing(sentence) in (Framing.NEGATED, Framing.COMPARED)


def test_the_term_does_not_matter() -> None:
    """Sentences are read around the mention, whatever the term, and in any case."""
    for mention in ("massage", "yoga", "Pilates classes", "5-0"):
        assert _framing(f"What is [{mention}]?") is Framing.DEFINED
        assert _framing(f"We do not offer [{mention}].") is Framing.NEGATED
        assert _framing(f"Ask your doctor about [{mention}].") is Framing.PASSING
        assert _framing(f"We offer [{mention}] on Mondays.") is Framing.USED
        assert _framing(f"WE DO NOT OFFER [{mention.upper()}].") is Framing.NEGATED


def test_capitals_in_a_heading_name_nothing() -> None:
    """In a heading every word may have a capital; in a sentence capitals beside the mention make a name."""
    assert _framing("Why people visit Riverside [Medical Massage] in spring") is Framing.NAMED
    assert _framing("Why people visit Riverside [Medical Massage] in spring", heading=True) is Framing.USED


def test_only_its_own_framing_counts() -> None:
    """Two mentions in one sentence may be framed differently."""
    assert _framing("We offer [massage], not medical massage.") is Framing.USED
    assert _framing("We offer massage, not [medical massage].") is Framing.NEGATED


@given(
    words=st.lists(
        st.sampled_from(["What", "is", "not", "no", "“", "”", "from", "Certified", "Inc", "?", ",", "such", "as"])
    )
)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_any_words_give_one_framing(words: list[str]) -> None:
    """Any heap of triggers gives a framing, at the start, in the middle and at the end, the same every time."""
    text = " ".join(words)
    for at in (0, len(text) // 2, len(text)):
        marked = f"{text[:at]}[massage]{text[at:]}"
        assert isinstance(_framing(marked), Framing)
        assert _framing(marked) is _framing(marked)


PARTS = (
    "People",
    "say",
    "myth",
    "allegedly",
    "reportedly",
    "\u201c",
    "\u201d",
    '"',
    "'",
    "\u2019",
    "\u00bb",
    ",",
    ".",
    "massage",
)


@given(before=st.lists(st.sampled_from(PARTS), max_size=6), after=st.lists(st.sampled_from(PARTS), max_size=6))
@settings(max_examples=1000, derandomize=True, deadline=None)
def test_a_glance_tells_what_is_not_quoted(before: list[str], after: list[str]) -> None:
    """What is framed as quoted may be by a quick look, with blanks between the words and without."""
    for gap in (" ", ""):
        start = gap.join((*before, ""))
        sentence, at = f"{start}massage{gap.join(('', *after))}", Span(len(start), len(start) + len("massage"))
        assert may_quote(sentence, at, telling(sentence)) or framing(sentence, at) is not Framing.QUOTED


def test_lower_case_is_the_case_ignored() -> None:
    """For every character there is, lower case has the letter of ASCII that it equals when the case is ignored, and is
    a letter, a figure or a blank where it is one."""
    alike = {letter: re.compile(letter, re.IGNORECASE) for letter in string.ascii_lowercase}
    kinds = [re.compile(kind) for kind in (r"\w", r"\s", r"\d")]
    for code in (*range(0xD800), *range(0xE000, 0x30000)):
        char = chr(code)
        low = in_lower_case(char)
        assert len(low) == 1
        assert [bool(kind.match(char)) for kind in kinds] == [bool(kind.match(low)) for kind in kinds]
        if low in alike or code < 0x2200:
            assert [letter for letter, same in alike.items() if same.match(char)] == [low] * (low in alike)


def test_patterns_for_lower_case_are_written_in_it() -> None:
    """None has a capital, which no sentence in lower case would have."""
    for source in (_ASKED.pattern, _OFFERED.pattern):
        plain = re.sub(r"\\[WSDB]", "", source)
        assert plain == plain.lower()
