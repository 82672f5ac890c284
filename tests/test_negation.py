"""Negation: what a careful reader takes as affirmed, denied or left open."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termlint.negation
from termlint.negation import _OF_ALL, answer, scopes
from termlint.resolution import Polarity
from termlint.sentences import sentence_at, sentences
from termlint.span import Span
from termlint.triggers import _TRIGGERS

# In each text the cue stands in square brackets.
AFFIRMED = (
    "We need not only a [referral] but also your insurance card.",
    "Do you need a [referral]? Yes, from your GP.",
    "Do I need a [referral]? Absolutely.",
    "We start not without a [referral].",
    "No appointment, but a [referral] is needed.",
    "No pain; a [referral] helps.",
    "No appointment needed: bring your [referral].",
    "There is no doubt that a [referral] helps.",
    "No wonder your doctor wrote a [referral].",
    "We do not treat you unless your doctor sends a [referral].",
    "No, you need a [referral].",
    "No. You need a [referral].",
    "[Referrals] are accepted.",
    "We cannot treat you without a [referral].",
    "We can't see you without a [referral].",
    "You cannot book until we have your [referral].",
    "Bring your [referral]; no cash is accepted.",
    "Bring your [referral] and no cash.",
    "With a [referral] you pay nothing.",
    "There is nothing like a [referral] from a friend.",
    "Nothing but a [referral] will do.",
    "We accept no cash, only a [referral].",
    "Not a referral but a [diagnosis] is asked for.",
    "We don't just want a [referral].",
    "It isn't only a [referral] that we need.",
    "We do not merely read your [diagnosis].",
    "You have a [referral].",
    "A [referral] is required.",
    "Don't forget your [referral].",
    "Do not forget to bring your [referral].",
    "Do not hesitate to send us your [referral].",
    "If you have no pain, your [referral] can wait.",
    "No-nonsense care on [referral].",
    "No obligation: send your [referral].",
    "Without doubt a [referral] helps.",
    "It is not uncommon to need a [referral].",
    "It's not impossible to get a [referral].",
    "The voucher is not valid, although the [referral] is.",
    "We do not sell vouchers because a [referral] is needed.",
    "It is not covered without a [prescription].",
    "A massage for [sciatica], not for relaxation.",
    "It treats [sciatica] but not migraine.",
    "No more than one [referral] is needed.",
    "No later than Monday send the [referral].",
    "The clinic (no parking) needs your [referral].",
    "The clinic needs your [referral] (no parking).",
    "We do not offer massage; [physiotherapy] is next door.",
    "Not every [referral] is accepted.",
    "We will not start until we see the [referral].",
    "Massage is not enough: a [diagnosis] comes first.",
    "No cash, please; show the [prescription].",
    "Why don’t you bring your [referral], he says.",
    "Not only is a [diagnosis] made, it is free.",
    "A [diagnosis], no matter how old, is welcome.",
    "The [referral] is not a formality.",
)
NEGATED = (
    "No [referral] needed.",
    "You can book without a [prescription].",
    "Your [referral] is not included.",
    "The [referral] is not required.",
    "A [referral] isn’t required.",
    "A [referral] isn't necessary.",
    "You won't need a [referral].",
    "You won’t need a [referral].",
    "You don’t need a [referral] from your doctor.",
    "Do you need a [referral]? No.",
    "Do you need a [referral]? No, just book online.",
    "Do I need a [referral]? Not usually.",
    "Neither a [referral] nor a prescription is needed.",
    "Neither a referral nor a [prescription] is needed.",
    "No [referral], prescription or diagnosis needed.",
    "No referral, [prescription] or diagnosis needed.",
    "No referral, prescription or [diagnosis] needed.",
    "Choose rest instead of a [referral].",
    "Book directly rather than with a [referral].",
    "The service is free of [referral] fees.",
    "This is non-[medical] work.",
    "A [referral] is never required.",
    "[Referral] not needed.",
    "[Referrals] are not accepted.",
    "We never ask for a [referral].",
    "You can book with or without a [referral].",
    "A [referral] is optional.",
    "We accept no [referrals].",
    "Not a [referral] but a diagnosis is asked for.",
    "Lacking a [referral], you can still come.",
    "In the absence of a [referral] we cannot start.",
    "She declined the [referral].",
    "Skip the [referral] and book today.",
    "Our price excludes the [diagnosis].",
    "Unlike a [prescription], a voucher never expires.",
    "Hardly anyone has a [referral].",
    "Your doctor has not yet written a [referral].",
    "A [diagnosis] has not been made.",
    "The [diagnosis] is out of scope.",
    "No one needs a [referral].",
    "Nobody needs a [referral] here.",
    "There's no need for a [referral].",
    "If you have no pain, you need no [referral].",
    "Walk in, no [referral].",
    "No tricks, no [referral].",
    "A massage for relaxation, not for [sciatica].",
    "It treats sciatica but not [migraine].",
    "Nor do you need a [referral].",
    "You need neither [referral] nor prescription.",
    "Zero [referrals] needed.",
    "We avoid [diagnosis].",
    "A [referral] is unnecessary.",
    "[Referral] is no longer needed.",
    "You no longer need a [referral].",
    "[Referral] required? No.",
    "The price does not include a [diagnosis].",
    "It is not covered: the [diagnosis] is not included.",
    "There are not yet any [referrals].",
    "A [referral] hasn't been written.",
    "We won’t ask for a [prescription].",
    "The visit is not covered and a [referral] isn’t asked for.",
    "No [sciatica], no problem.",
)
QUESTIONED = (
    "Why not bring your [referral] today?",
    "Do you need a [referral]? It depends.",
    "Check whether your plan asks for a [referral].",
    "Is a [diagnosis] enough?",
    "I wonder whether a [referral] helps.",
    "Ask if your plan wants a [referral].",
    "Should I bring a [referral] or a prescription?",
    "Do you need a [referral]?",
)
BEYOND_REACH = (
    ("You pay nothing with a [referral].", Polarity.AFFIRMED),
    ("You cannot start with a [referral] alone.", Polarity.AFFIRMED),
)


def _polarity(marked: str) -> Polarity:
    """The polarity of the words in square brackets, with the next sentence as the answer to a question."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    spans = sentences(text)
    index = sentence_at(spans, start)
    sentence = spans[index].of(text)
    following = spans[index + 1].of(text) if index + 1 < len(spans) else ""
    said = answer(following) if sentence.endswith("?") else Polarity.QUESTIONED
    return scopes(sentence).polarity(Span(start, end).shift(-spans[index].start), said)


@pytest.mark.parametrize("text", AFFIRMED)
def test_affirmed(text: str) -> None:
    """Pseudo-negations, double negations and what stands beyond a scope are affirmed."""
    assert _polarity(text) is Polarity.AFFIRMED


@pytest.mark.parametrize("text", NEGATED)
def test_negated(text: str) -> None:
    """Negations before and after, over lists and in answers, are heard."""
    assert _polarity(text) is Polarity.NEGATED


@pytest.mark.parametrize("text", QUESTIONED)
def test_questioned(text: str) -> None:
    """What is only asked, or said to depend, stays open."""
    assert _polarity(text) is Polarity.QUESTIONED


@pytest.mark.parametrize(("text", "polarity"), BEYOND_REACH)
@pytest.mark.xfail(reason="needs to know what the sentence is about")
def test_beyond_reach(text: str, polarity: Polarity) -> None:
    """Known limits: no trigger tells these readings apart."""
    assert _polarity(text) is polarity


@pytest.mark.parametrize(
    ("following", "polarity"),
    [
        ("Yes.", Polarity.AFFIRMED),
        ("yes, of course", Polarity.AFFIRMED),
        ("“Absolutely”, she says.", Polarity.AFFIRMED),
        ("No.", Polarity.NEGATED),
        ("Nope!", Polarity.NEGATED),
        ("Not at all.", Polarity.NEGATED),
        ("Not necessarily.", Polarity.NEGATED),
        ("No doubt about it.", Polarity.QUESTIONED),
        ("Nothing is that simple.", Polarity.QUESTIONED),
        ("Yesterday it rained.", Polarity.QUESTIONED),
        ("It depends.", Polarity.QUESTIONED),
        ("", Polarity.QUESTIONED),
    ],
)
def test_answers(following: str, polarity: Polarity) -> None:
    """The first words after a question answer it, or do not."""
    assert answer(following) is polarity


def test_a_negation_of_both_parts_neither() -> None:
    """Seen from beside it, a cue under the same negation or question is affirmed."""
    text = "We do not massage the oil into the skin."
    cue, mention = (Span(text.index(word), text.index(word) + len(word)) for word in ("skin", "massage"))
    assert scopes(text).polarity(cue) is Polarity.NEGATED
    assert scopes(text).polarity(cue, beside=mention) is Polarity.AFFIRMED
    asked = "Do you massage the oil into the skin?"
    cue, mention = (Span(asked.index(word), asked.index(word) + len(word)) for word in ("skin", "massage"))
    assert scopes(asked).polarity(cue) is Polarity.QUESTIONED
    assert scopes(asked).polarity(cue, beside=mention) is Polarity.AFFIRMED


WORDS = st.sampled_from(
    [
        "no",
        "not",
        "never",
        "without",
        "isn’t",
        "only",
        "or",
        ",",
        ";",
        "but",
        "and",
        "referral",
        "needed",
        "?",
        "(",
        "yet",
        "",
    ]
)


@given(words=st.lists(WORDS, max_size=30))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_scopes_lie_within_the_sentence(words: list[str]) -> None:
    """Any heap of triggers gives scopes within the text, the same every time."""
    text = " ".join(words)
    found = scopes(text)
    assert all(span.end <= len(text) and len(span) > 0 for span in found.negated)
    assert found == scopes(text)
    assert scopes(text.replace("’", "'")) == found


PARTS = (
    *sorted(set(re.findall(r"[a-z']+", _TRIGGERS.written()))),
    *" ;:\u2014(),-",
    " - ",
    "not_x",
    "İno",
    "noſt",
    "so",
)
NEARLY = (
    "note",
    "another",
    "cannot be",
    "canno",
    "knot",
    "non",
    "no",
    "nobody",
    "slack",
    "free",
    "instead",
    "x\u2019t",
)


@settings(derandomize=True, max_examples=3000, deadline=None)
@given(parts=st.lists(st.tuples(st.sampled_from((*PARTS, *NEARLY)), st.sampled_from(("", " ", " ", "-"))), max_size=8))
def test_signs_tell_where_nothing_is_negated(parts: list[tuple[str, str]]) -> None:
    """A sentence without a sign of a negation or question is read as one in which all of it is looked at."""
    sentence = "".join(word + gap for word, gap in parts)
    found = scopes(sentence)
    with patch.object(termlint.negation, "_signs", lambda _: frozenset(_OF_ALL)):
        assert scopes(sentence) == found
