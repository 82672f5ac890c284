"""The keys of a glossary file: what each may hold, and what it means.

This is the one description of the format. The reader checks files against it, and `json_schema` makes of it what
editors complete and explain keys from, so each sentence here is written for the author of a glossary.
"""

from __future__ import annotations

from typing import Any

from termlint.glossary._kinds import Flag, ListOf, Number, OneOf, Text
from termlint.glossary._shapes import Key, Named, Shape
from termlint.glossary.model import Case, Status, Window

_LINE = Text()
_LINES = ListOf(_LINE)
_PROSE = Text(layout="prose")
_STATUS = OneOf(tuple(Status))
_WINDOW = OneOf(tuple(Window))
_NATS = Number(-50, 50)
_REMOVE = "`true` drops the inherited {} of this name; only where the glossary extends or follows another one."
_NOTE = Key("note", _PROSE, "A remark for the people who keep the glossary, or for readers of `termlint define`.")
_IDENT = Text("an id", pattern=r"^[^\s,]+$", wanted="an id has no spaces and no commas: `massage.bodywork`")
_LANGUAGE = Text(
    "a language tag",
    pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$",
    wanted="a language tag is such as `en` or `en-GB`",
    strict=True,
)

CUE = Shape(
    "a cue",
    "A word, phrase, pattern or evidence group that speaks for a sense; with a negative weight, against it.",
    (
        Key("text", _LINE, "A word or phrase; it is found in all its inflected forms, in any case."),
        Key(
            "pattern",
            Text(layout="exact"),
            "A regular expression, case ignored; `{term}` stands for the mention itself, `{term:one|other}` for one of "
            "these forms of it, `{group}` for any word of that evidence group. Best in single quotes.",
        ),
        Key("group", _LINE, "The name of an evidence group: all of its cues count."),
        Key("weight", _NATS, "How strongly the cue speaks for the sense, in nats; negative speaks against it."),
        Key("within", _WINDOW, "How far from the mention the cue may stand, at most; anywhere if not given."),
    ),
    short="text",
    one=("text", "pattern", "group"),
)

_GROUPS = ListOf(_LINE)

REQUIREMENT = Shape(
    "a requirement",
    "Evidence groups that must, or must not, be in sight of a mention.",
    (
        Key("any", _GROUPS, "Evidence groups of which one is enough."),
        Key("all", _GROUPS, "Evidence groups that count only together."),
        Key(
            "within",
            _WINDOW,
            "How far from the mention the evidence may stand: in its clause, sentence, block, section (with the "
            "headings above it), anywhere in the document, in its front matter or in its path.",
            default=Window.SECTION,
        ),
    ),
    short="any",
    some=("any", "all"),
)

MISUSE = Shape(
    "a misuse",
    "A text that must be reported; `termlint glossary test` runs it.",
    (
        Key("text", _PROSE, "The text, as Markdown.", required=True),
        Key("rule", _LINE, "The name or code of the rule that must report it: `missing-context`.", required=True),
    ),
)

SENSE = Shape(
    "a sense",
    "One meaning of a term.",
    (
        Key("id", _IDENT, "A stable name, unique in the glossary: `massage.bodywork`.", required=True),
        Key(
            "definition",
            _PROSE,
            "What the term means in this sense. Only a sense that overrides an inherited one may leave it out.",
        ),
        Key("source", _LINES, "Where the definition comes from: names under the top-level key `sources`."),
        Key(
            "broader", _LINE, "The id of a more general sense. A sense is never held to be confused with a broader one."
        ),
        Key(
            "confused-with",
            _LINES,
            "The senses that readers may take this one for. Where one sense of a term has this key, an undecided "
            "mention is reported between such pairs only; without it, between all senses of the term.",
        ),
        Key("status", _STATUS, "Whether the term may be used in this sense.", default=Status.ADMITTED),
        Key("use", _LINE, "What to write instead, where this sense is deprecated or forbidden."),
        Key("prior", _NATS, "How likely the sense is before any evidence, in nats; higher is likelier.", default=0.0),
        Key("cues", ListOf(CUE), "What speaks for this sense: words, phrases, patterns and evidence groups."),
        Key(
            "requires", REQUIREMENT, "Evidence that a mention in this sense needs; without it the mention is reported."
        ),
        Key("excludes", REQUIREMENT, "Evidence that contradicts this sense; where it stands the mention is reported."),
        Key("forbids", REQUIREMENT, "Claims that must not be joined to this sense; where they are it is reported."),
        Key("examples", ListOf(_PROSE), "Texts, as Markdown, that mean this sense and must not be reported."),
        Key("misuses", ListOf(MISUSE), "Texts that mean this sense and must be reported."),
        _NOTE,
        Key("remove", Flag(), _REMOVE.format("sense")),
    ),
)

TERM = Shape(
    "a term",
    "A designation: its spelling, its status and the senses it has.",
    (
        Key("term", _LINE, "The term in its base form. Inflected, hyphenated and closed forms are found too.", True),
        Key("status", _STATUS, "The administrative status of the term (ISO 30042).", default=Status.ADMITTED),
        Key("use", _LINE, "What to write instead; a deprecated term must have it."),
        Key("forms", _LINES, "Further forms of the term that inflection cannot know: irregular plurals, variants."),
        Key("synonyms", _LINES, "Other designations of the same senses; a document should keep to one of them."),
        Key("misspellings", _LINES, "Wrong spellings that are found and reported."),
        Key("abbreviations", _LINES, "Abbreviations of the term; found in exactly this case."),
        Key("apart-from", _LINES, "Terms of the glossary that must not be used as if they meant the same."),
        Key("case", OneOf(tuple(Case)), "`exact` where the capitals of the term are part of it.", default=Case.ANY),
        Key("inflect", Flag(), "`false` where the term has no inflected forms.", default=True),
        Key("senses", ListOf(SENSE, lone=False), "The meanings of the term, one or more."),
        _NOTE,
        Key("remove", Flag(), _REMOVE.format("term")),
    ),
)

GROUP = Shape(
    "an evidence group",
    "A named set of cues that several senses use.",
    (
        Key("means", _PROSE, "What the evidence shows; reports quote it.", required=True),
        Key(
            "cues", ListOf(CUE, least=1), "The words, phrases and patterns that count as this evidence.", required=True
        ),
        Key("negated", _LINE, "The evidence group that a negated cue of this one belongs to: `no-referral`."),
    ),
)

SOURCE = Shape(
    "a source",
    "Where definitions come from. A text alone is its title.",
    (
        Key("title", _PROSE, "The title of the text.", required=True),
        Key("date", _LINE, "When it was published: `2024-04-22`."),
        Key("url", _LINE, "Where it can be read."),
    ),
    short="title",
)

GLOSSARY = Shape(
    "a glossary",
    "A termlint glossary: terms, the senses they have, and the evidence that tells which sense is meant.",
    (
        Key("glossary", _LINE, "The name of the glossary. May be left out where it extends another one."),
        Key("language", _LANGUAGE, "The language of the texts that are checked: `en`.", default="en"),
        Key("description", _PROSE, "What the glossary is for."),
        Key(
            "extends",
            ListOf(_LINE),
            "Glossaries to start from: paths relative to this file, or `builtin`. What stands here overrides them.",
        ),
        Key("sources", Named(SOURCE), "Where definitions come from, by a short name each."),
        Key("evidence", Named(GROUP), "Evidence groups, by name."),
        Key("terms", ListOf(TERM, lone=False), "The terms."),
    ),
    some=("glossary", "extends"),
)

_SHAPES = (CUE, REQUIREMENT, MISUSE, SENSE, TERM, GROUP, SOURCE)


def json_schema() -> dict[str, Any]:
    """The format of a glossary file as JSON Schema (draft 2020-12), for editors and other programs.

    What one file alone cannot tell is not in it: references to other entries, and what is inherited.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "termlint glossary",
        **GLOSSARY.definition(),
        "$defs": {shape.title.split()[-1]: shape.definition() for shape in _SHAPES},
    }
