"""English spelling rules for plurals, possessives and verb forms, with the exceptions that matter.

Words come in folded (lower case, straight apostrophes) and forms go out the same way. Rules give too much rather than
too little: a form that nobody writes costs nothing, unless it is a word in its own right, and those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from termlint.later import compiled, pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(text: str) -> Mapping[str, frozenset[str]]:
    """From `word form form, word form, …`."""
    rows = (entry.split() for entry in text.split(","))
    return MappingProxyType({row[0]: frozenset(row[1:]) for row in rows})


PARTICLES = _words(
    "about across after against along around as at away before behind by down for forward from in into of off on "
    "onto out over through to together under up upon with within without"
)
"""Last words that make a phrase read as a verb with its particle or preposition (`rub in`, `prescribe by`)."""

DETERMINERS = _words("the a an your his her their my our its one's someone's somebody's this that these those")
"""Second words that make a phrase read as a verb with its object (`cook the books`)."""

FUNCTION_WORDS = (
    PARTICLES
    | DETERMINERS
    | _words(
        "and or but nor so if than then when where while because i you he she it we they me him us them who whom whose "
        "which what how why all any both each every few many more most much no none not some such very too also just "
        "only own same other there here is are was were am will would shall should can could may might must"
    )
)
"""Words that have no forms of their own and never join the word beside them."""

_OTHER_WORDS = _words(
    "as is its his us yes this thus plus news goods evening morning offing clothing clothed pasting pasted wicked "
    "ragged crooked dogged during nothing something anything wound ground rose bore arose armed arming backed backing "
    "handed handing footed footing faced facing headed heading legging leggings necking scalped scalping "
    "doctored doctoring"
)
"""Forms that readers take for another word first."""

_PLURALS = _table("""
    person people persons, man men, child children, foot feet, tooth teeth, goose geese, mouse mice, louse lice,
    ox oxen, die dice dies, pelvis pelves pelvises, appendix appendices appendixes, index indices indexes,
    medium media mediums, matrix matrices matrixes, vertex vertices vertexes, cortex cortices cortexes,
    bacterium bacteria, datum data, criterion criteria criterions, phenomenon phenomena phenomenons,
    ganglion ganglia ganglions, ovum ova, stratum strata, spectrum spectra spectrums,
    curriculum curricula curriculums, stimulus stimuli, nucleus nuclei, thrombus thrombi, embolus emboli,
    focus foci focuses, fungus fungi funguses, bronchus bronchi, radius radii radiuses, gluteus glutei,
    humerus humeri, alumnus alumni, syllabus syllabi syllabuses, vertebra vertebrae vertebras, bursa bursae bursas,
    fascia fasciae fascias, scapula scapulae scapulas, tibia tibiae tibias, fibula fibulae fibulas, larva larvae,
    formula formulae formulas, antenna antennae antennas, stigma stigmata stigmas, stoma stomata stomas,
    larynx larynges larynxes, pharynx pharynges pharynxes, phalanx phalanges phalanxes, biceps biceps bicepses,
    triceps triceps tricepses, forceps forceps, quiz quizzes, bureau bureaux bureaus, plateau plateaux plateaus
    """)
_IRREGULAR_PLURALS = frozenset().union(*_PLURALS.values()) | _words("women")
_UNCHANGED = _words("series species means news headquarters sheep fish deer aircraft offspring data")
_SINGULAR_S = _words(
    "lens gas bias canvas atlas pancreas alias christmas texas chaos cosmos pathos ethos rhinoceros asbestos"
)
_NOT_MEN = _words("human german roman talisman ottoman shaman caiman norman")
_OES = _words("echo embargo hero potato tomato torpedo veto domino mosquito volcano cargo tornado mango zero go do")
_VES = _words("calf half knife leaf life loaf scarf self sheaf shelf thief wharf wife wolf hoof dwarf elf")
_VES_OR_FS = _words("scarf hoof dwarf wharf")
_HARD_CH = _words("stomach monarch patriarch epoch tech loch eunuch conch")
_SIBILANT = compiled(r"(?:s|x|z|ch|sh)\Z")

_VERBS = _table("""
    be am is are was were been, have has had, do does did done, go goes went gone, give gave given, take took taken,
    get got gotten, run ran, send sent, write wrote written, make made, say said, see saw seen, know knew known,
    think thought, come came, become became, find found, tell told, feel felt, leave left, keep kept,
    begin began begun, show showed shown, hear heard, let, put, set, cut, hit, hurt, shut, split, spread, burst,
    cast, cost, quit, read, input inputted, output outputted, offset, reset, upset, bring brought, buy bought,
    seek sought, teach taught, catch caught, fight fought, sit sat, stand stood, understand understood,
    withstand withstood, lose lost, pay paid, repay repaid, meet met, lead led, grow grew grown, draw drew drawn,
    withdraw withdrew withdrawn, fall fell fallen, hold held, build built, rebuild rebuilt, spend spent, lend lent,
    bend bent, break broke broken, speak spoke spoken, wake woke woken, choose chose chosen, freeze froze frozen,
    steal stole stolen, wear wore worn, tear tore torn, swear swore sworn, drive drove driven, ride rode ridden,
    rise rose risen, arise arose arisen, bear bore borne, rewrite rewrote rewritten, eat ate eaten, fly flew flown,
    sell sold, sleep slept, sweep swept, weep wept, deal dealt, mean meant, mislead misled, spin spun,
    unwind unwound, lay laid, lie lay lain lied, lean leaned leant, learn learned learnt, burn burned burnt,
    sew sewed sewn, spill spilled spilt, dream dreamed dreamt, light lit lighted, slide slid, hide hid hidden,
    bite bit bitten, shake shook shaken, mistake mistook mistaken, undertake undertook undertaken,
    undergo undergoes underwent undergone, undo undoes undid undone, redo redoes redid redone, overcome overcame,
    win won, hang hung hanged, dig dug, stick stuck, strike struck stricken, swing swung, cling clung, wring wrung,
    sing sang sung, ring rang rung, spring sprang sprung, drink drank drunk, sink sank sunk, shrink shrank shrunk,
    swim swam swum, shoot shot, shine shone shined, bleed bled, feed fed, breed bred, speed sped speeded,
    bind bound, grind ground, wind wound, throw threw thrown, blow blew blown, forget forgot forgotten,
    forgive forgave forgiven, forbid forbade forbidden, foresee foresaw foreseen, beat beaten,
    swell swelled swollen, knit knitted, tread trod trodden
    """)
_NO_VERB = compiled(
    r"(?:ness|ism|ity|logy|apy|pathy|graphy|metry|ous|ful|less|ible|ical|ic|sis|xis|itis|vis|tion|sion|ment|"
    r"ist|euse|eur)\Z|.(?:man|child)\Z"
)
_VERBS_LIKE_NOUNS = _words(
    "panic mimic picnic traffic frolic position condition mention question function caution petition ration section "
    "station motion transition commission provision auction sanction portion partition audition vacation envision "
    "comment document implement experiment supplement complement compliment torment cement augment ferment lament "
    "segment fragment instrument list assist consist exist insist persist resist twist enlist mist desist subsist"
)
_VERBS_IN_LIST = compiled(r"\A(?:white|black|allow|deny|block|short|check|wait|gr[ae]y|green|play|de|re|un)list\Z")
_PREFIXED = pattern(
    r"\A(?:un(?:zip|plug|wrap|pin|tag|map|set|flag|clip|ship|strap|ban)|re(?:run|set|map|tag|plug|zip|pin|ship|wrap|plan)"
    r"|pre(?:set|plan)|hot(?:plug|swap)|debug|upset|offset|output|input)\Z"
)
_VERBS_IN_LY = pattern(r"ply\Z|\A(?:re|f|al|ral|tal|bul|sul|dal)ly\Z")
_PARTICIPLE = pattern(r"...+(?<!e)ed\Z")
_NOT_PARTICIPLES = _words("embed sunbed hotbed daybed waterbed airbed")
_MONOSYLLABLE = pattern(r"(?:[^aeiouy]*|[^aeiou]*qu|y)[aeiouy][^aeiouwxy]\Z")
_FINAL_STRESS = pattern(
    r"(?:(?<!f)fer|(?:ad|com|o|e|per|sub|trans|re)mit|[cr]cur|[mxo]pel|repel|dispel|(?:in|out)put|(?:off|re|up)set|"
    r"\A(?:embed|incur|recur|regret|equip|control|patrol|rebel|excel|extol|allot|abet|begin|forget|forbid|unplug|"
    r"format|program|overlap|handicap|kidnap))\Z"
)
_EITHER = pattern(r"[^aeiou][aeiou]l\Z|\A(?:benefit|focus|worship|bias|target|combat)\Z")
_SOUNDED_E = compiled(r"(?:ee|oe|ye|(?:bi|si|ti|swi)nge)\Z")


def noun_forms(word: str) -> frozenset[str]:
    """The plurals of `word` and the possessives of it and of them; of a word that is plural already the possessive."""
    if not word.isalpha() or word in FUNCTION_WORDS or _is_participle(word):
        return frozenset()
    if is_plural(word):
        return frozenset({_possessive_of_plural(word)})
    many = _plurals(word) - _OTHER_WORDS
    own = {word + "'s", word + "'"} if word.endswith("s") else {word + "'s"}
    return (many | own | {_possessive_of_plural(each) for each in many}) - {word}


def verb_forms(word: str) -> frozenset[str]:
    """The other forms of the verb `word`; none where it does not look like the base form of a verb."""
    if (past := _VERBS.get(word)) is not None:
        present = {word + "s"} if not past & _words("is has does goes undergoes undoes redoes") else set[str]()
        forms = past | present | _ing(word)
        return forms if word == "be" else forms - _OTHER_WORDS
    if not _may_be_verb(word):
        return frozenset()
    return (_ed(word) | _ing(word) | {_add_s(word)}) - _OTHER_WORDS


def is_plural(word: str) -> bool:
    """Whether `word` is a plural by its looks; the usual singulars in -s are known."""
    if word in _SINGULAR_S or word in _PLURALS:
        return False
    if word in _UNCHANGED or word in _IRREGULAR_PLURALS:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _plurals(word: str) -> frozenset[str]:
    if irregular := _PLURALS.get(word):
        return irregular
    if word.endswith("man") and word not in _NOT_MEN:
        return frozenset({word[:-3] + "men"})
    if word.endswith("child"):
        return frozenset({word + "ren"})
    if word.endswith("itis"):
        return frozenset({word[:-1] + "des", word + "es"})
    if word.endswith(("sis", "xis")):
        return frozenset({word[:-2] + "es"})
    if word in _VES:
        plural = re.sub(r"fe?\Z", "ves", word)
        return frozenset({plural, word + "s"} if word in _VES_OR_FS else {plural})
    return frozenset({_add_s(word)})


def _possessive_of_plural(word: str) -> str:
    return word + ("'" if word.endswith("s") else "'s")


def _is_participle(word: str) -> bool:
    return _PARTICIPLE.search(word) is not None and word not in _NOT_PARTICIPLES


def _may_be_verb(word: str) -> bool:
    if len(word) < 3 or not word.isalpha() or word in FUNCTION_WORDS or is_plural(word) or _is_participle(word):
        return False
    if word.endswith("ing") and any(letter in "aeiouy" for letter in word[:-3]):
        return False
    if word.endswith("ly"):
        return _VERBS_IN_LY.search(word) is not None
    return not _NO_VERB.search(word) or word in _VERBS_LIKE_NOUNS or _VERBS_IN_LIST.match(word) is not None


def _add_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    if word in _OES:
        return word + "es"
    if _SIBILANT.search(word) and word not in _HARD_CH:
        return word + ("zes" if word.endswith("z") and _MONOSYLLABLE.fullmatch(word) else "es")
    return word + "s"


def _ed(word: str) -> frozenset[str]:
    if word.endswith("e"):
        return frozenset({word + "d"})
    if _ends_in_consonant_y(word):
        return frozenset({word[:-1] + "ied"})
    return frozenset(stem + "ed" for stem in _stems(word))


def _ing(word: str) -> frozenset[str]:
    if word == "be" or _SOUNDED_E.search(word):
        return frozenset({word + "ing"})
    if word.endswith("ie"):
        return frozenset({word[:-2] + "ying"})
    if word.endswith("e"):
        return frozenset({word[:-1] + "ing"})
    return frozenset(stem + "ing" for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    """What -ed and -ing are added to: doubled, plain, or both where British and American spelling differ."""
    if word.endswith("c"):
        return (word + "k",)
    doubled = word + word[-1]
    if _MONOSYLLABLE.fullmatch(word) or _FINAL_STRESS.search(word) or _PREFIXED.match(word):
        return (doubled,)
    return (doubled, word) if _EITHER.search(word) else (word,)


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in "aeiou"
