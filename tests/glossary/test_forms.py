"""Surface forms: English inflection and closed spellings."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.fold import fold
from termlint.glossary.forms import inflections, is_english, term_forms, variants
from termlint.glossary.model import Term

MODEST = settings(derandomize=True, max_examples=150, deadline=None)
PHRASES = st.lists(
    st.text(st.characters(categories=["L", "N"], max_codepoint=0x250), min_size=1, max_size=9), min_size=1, max_size=4
).map(" ".join)
WORDS = st.text("abdegilmnoprstuy", min_size=1, max_size=9)


NOUNS = """
massage: massages | therapy: therapies | massage-therapist: massage therapists | client: clients | box: boxes
bus: buses | gas: gases | lens: lenses | brush: brushes | bench: benches | stomach: stomachs | kiss: kisses
quiz: quizzes | journey: journeys | baby: babies | spa: spas | knife: knives | wife: wives | half: halves
leaf: leaves | belief: beliefs | scarf: scarves | scarf: scarfs | proof: proofs | diagnosis: diagnoses
prognosis: prognoses | thesis: theses | axis: axes | pelvis: pelves | pelvis: pelvises | iris: irises
arthritis: arthritides | man: men | woman: women | masseuse: masseuses | layman: laymen | human: humans
shaman: shamans | child: children | schoolchild: schoolchildren | foot: feet | tooth: teeth | person: people
person: persons | mouse: mice | die: dice | vertebra: vertebrae | bursa: bursae | fascia: fasciae
criterion: criteria | bacterium: bacteria | stimulus: stimuli | focus: foci | focus: focuses | index: indices
index: indexes | appendix: appendices | medium: media | potato: potatoes | hero: heroes | photo: photos
piano: pianos | embryo: embryos | ski: skis | larynx: larynges | biceps: bicepses | bureau: bureaux
café: cafés | naïf: naïfs | MRI: mris | trigger-point: trigger points | hot stone: hot stones
physiotherapist: physiotherapists | ethos: ethoses | bath: baths
"""

VERBS = """
massage massages massaged massaging | rub rubs rubbed rubbing | knead kneads kneaded kneading
stroke strokes stroked stroking | prescribe prescribes prescribed prescribing | refer refers referred referring
offer offers offered offering | prefer prefers preferred preferring | commit commits committed committing
limit limits limited limiting | compel compels compelled compelling | occur occurs occurred occurring
control controls controlled controlling | cancel cancels cancelled canceled cancelling canceling
benefit benefits benefited benefitted benefiting | treat treats treated treating | apply applies applied applying
play plays played playing | rely relies relied relying | press presses pressed pressing | fix fixes fixed fixing
wax waxes waxed waxing | push pushes pushed pushing | reach reaches reached reaching | quit quits quitting
quiz quizzes quizzed quizzing | panic panics panicked panicking | die dies died dying | tie ties tied tying
dye dyes dyed dyeing | agree agrees agreed agreeing | see sees saw seen seeing | singe singes singed singeing
change changes changed changing | toe toes toed toeing | ski skis skied skiing | be am is are was were been being
have has had having | do does did done doing | go goes went gone going | give gives gave given giving
take takes took taken taking | get gets got gotten getting | run runs ran running | send sends sent sending
write writes wrote written writing | put puts putting | set sets setting | read reads reading
begin begins began begun beginning | lie lies lay lain lied lying | lay lays laid laying | feel feels felt feeling
input inputs inputted inputting | offset offsets offsetting | stop stops stopped stopping
plan plans planned planning | plane planes planed planing | need needs needed needing
bring brings brought bringing | embed embeds embedded embedding | overlap overlaps overlapped overlapping
equip equips equipped equipping | regret regrets regretted regretting | rebel rebels rebelled rebelling
propel propels propelled propelling | target targets targeted targeting | visit visits visited visiting
open opens opened opening | echo echoes echoed echoing | undergo undergoes underwent undergoing
mislead misleads misled misleading | comment comments commented commenting
"""


def _rows(table: str) -> list[str]:
    return [row.strip() for row in table.strip().replace("\n", "|").split("|")]


@pytest.mark.parametrize("row", _rows(NOUNS))
def test_plurals(row: str) -> None:
    """Nouns, alone or last in a phrase, have their plural, and both have their possessive."""
    noun, plural = row.split(": ")
    assert {plural, fold(noun) + "'s", plural + ("'" if plural.endswith("s") else "'s")} <= set(inflections(noun))


@pytest.mark.parametrize("row", _rows(VERBS))
def test_verbs(row: str) -> None:
    """Single words have their verb forms, and no wrongly spelt one beside them."""
    base, *others = row.split()
    forms = set(inflections(base))
    assert {base, *others} <= forms
    assert not {base + "ed", base + "ing", base[:-1] + "ed", base[:-1] + "ing"} & forms - set(others)


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("rub in", {"rubs in", "rubbed in", "rubbing in"}),
        ("rub oil into", {"rubs oil into", "rubbed oil into", "rubbing oil into"}),
        ("prescribed by", set()),
        ("cook the books", {"cooks the books", "cooked the books", "cooking the books", "cook the books'"}),
        ("in the clinic", {"in the clinics", "in the clinic's", "in the clinics'"}),
        ("plan of care", {"plans of care", "plan of cares", "plan of care's", "plan of cares'"}),
        ("medical massage", {"medical massages", "medical massage's", "medical massages'"}),
        ("no referral needed", set()),
        ("lower back", {"lower backs", "lower back's", "lower backs'"}),
        ("back", {"backs", "back's", "backs'"}),
        ("treatment", {"treatments", "treatment's", "treatments'"}),
        ("MRI", {"mris", "mri's", "mris'"}),
        ("massages", {"massages'"}),
        ("children", {"children's"}),
        ("massaging", {"massagings", "massaging's", "massagings'"}),
        ("of", set()),
        ("it", set()),
        ("10.5", set()),
        ("5-0", set()),
        ("C++", set()),
    ],
)
def test_whole_phrases(phrase: str, forms: set[str]) -> None:
    """A phrase has exactly the forms that its shape calls for, and no form besides."""
    assert set(inflections(phrase)) == {fold(phrase), *forms}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("even", "evening"),
        ("cloth", "clothing"),
        ("past", "pasted"),
        ("doctor", "doctored"),
        ("good", "goods"),
        ("new", "news"),
        ("wind", "wound"),
    ],
)
def test_no_other_words(word: str, other: str) -> None:
    """A form that readers take for another word is not generated."""
    assert other not in inflections(word)


def test_base_first_then_sorted() -> None:
    """The base leads, so that it can be shown; the rest is in one fixed order."""
    first, *rest = inflections("Rub")
    assert first == "rub"
    assert rest == sorted(rest)
    assert inflections("  ") == ()


@pytest.mark.parametrize(
    ("tag", "english"), [("en", True), ("en-GB", True), ("EN_us", True), ("de", False), ("enm", False)]
)
def test_other_languages(tag: str, english: bool) -> None:
    """Only English is inflected and closed up; other languages keep what the author lists."""
    assert is_english(tag) is english
    assert (len(inflections("massage", tag)) > 1) is english
    assert ("triggerpoint" in term_forms(Term("trigger point", ()), tag)) is english


@pytest.mark.parametrize(
    ("form", "closed"),
    [
        ("trigger point", ("triggerpoint",)),
        ("trigger points", ("triggerpoints",)),
        ("e mail", ("email",)),
        ("back rub", ("backrub",)),
        ("rub in", ()),
        ("a massage", ()),
        ("massage", ()),
        ("deep tissue massage", ()),
        ("5 0", ()),
    ],
)
def test_variants(form: str, closed: tuple[str, ...]) -> None:
    """Two content words may be closed up; a particle or an article never is."""
    assert variants(form) == closed


def test_term_forms() -> None:
    """A term is found under its own and its listed forms, inflected and closed; not under its misspellings."""
    term = Term("Trigger-Point", (), forms=("knot",), misspellings=("triger point",), abbreviations=("TrP",))
    forms = term_forms(term)
    assert forms[0] == "trigger point"
    assert {"trigger points", "triggerpoint", "triggerpoints'", "knot", "knots"} <= set(forms)
    assert not {"triger point", "trp"} & set(forms)
    assert term_forms(Term("TENS", (), inflect=False)) == ("tens",)


def test_accents_typed_either_way() -> None:
    """An accent typed as one character or as two is the same term."""
    assert {"café", unicodedata.normalize("NFD", "cafés")} <= set(term_forms(Term("café", ())))


@MODEST
@given(st.one_of(PHRASES, WORDS))
def test_laws(phrase: str) -> None:
    """Every form is folded, none is given twice, the base is among them, and asking again gives the same."""
    forms = inflections(phrase)
    assert all(fold(form) == form for form in forms)
    assert len(set(forms)) == len(forms)
    assert forms[:1] == ((fold(phrase),) if fold(phrase) else ())
    assert inflections(phrase) == forms


@MODEST
@given(PHRASES, st.lists(PHRASES, max_size=3), st.booleans(), st.sampled_from(["en", "de", "fr"]))
def test_term_laws(term: str, listed: list[str], inflect: bool, language: str) -> None:
    """The forms of a term are folded, distinct and hold every listed form, in any language."""
    forms = term_forms(Term(term, (), forms=tuple(listed), inflect=inflect), language)
    assert all(form and fold(form) == form for form in forms)
    assert len(set(forms)) == len(forms)
    assert {fold(each) for each in (term, *listed)} - {""} <= set(forms) | {""}
