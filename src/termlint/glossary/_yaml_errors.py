"""What the YAML parser complains of, in an author's words: what is wrong with the text, and what to write instead."""

from __future__ import annotations

import re

_INDENT = "check the indentation: keys of one mapping, and `-` of one list, start in the same column"
_QUOTE = "put the text in quotes"
_WHOLE = "put the whole text in quotes, each `'` doubled in single ones; or check the indentation"
_COLON = "put a text that holds `: ` in quotes; or check the indentation, and the `:` of the line before"
_SINGLE = "use single quotes: in them a backslash is a backslash"

# The parser's phrase (a pattern over "context | problem"), what to say, what to do; "context" last: say it there.
_PLAIN_WORDS: tuple[tuple[str, str, str | None, str], ...] = (
    (r"found character '\\t'", "a tab cannot stand here", "tabs cannot indent YAML; use spaces", ""),
    (r"found character '`' that cannot", "a text cannot begin with a backtick", _QUOTE, ""),
    (r"found character '(?P<sign>.+?)' that cannot", "a text cannot begin with `{sign}`", _QUOTE, ""),
    (r"quoted scalar \| found unexpected", "this quotation mark is never closed", None, "context"),
    (r"unknown escape character '(?P<sign>.+?)'", "a text in double quotes cannot hold `\\{sign}`", _SINGLE, ""),
    (r"expected escape sequence of (?P<sign>\d+)", "this escape needs {sign} hexadecimal digits", _SINGLE, ""),
    (r"flow sequence \|.*<stream end>", "this `[` is never closed", "close the list with `]`", "context"),
    (r"flow mapping \|.*<stream end>", "this `{{` is never closed", "close the mapping with `}}`", "context"),
    (r"flow sequence \| expected", "expected `,` or `]` here", "close the list, or " + _QUOTE, ""),
    (r"flow mapping \| expected", "expected `,` or `}}` here", "close the mapping, or " + _QUOTE, ""),
    (r"mapping values are not allowed", "a `:` cannot stand here", _COLON, ""),
    (r"found unexpected ':'", "a `:` cannot stand here", _QUOTE, ""),
    (r"simple key \|", "expected `:` after this key", _INDENT, "context"),
    (r"sequence entries are not", "a list item cannot start here", "start each item on a line of its own", ""),
    (r"mapping keys are not", "a text cannot begin with `? ` here", _QUOTE, ""),
    (r"expected <block end>, but found '<scalar>'", "this text cannot stand here", _WHOLE, ""),
    (r"expected <block end>", "this does not fit the lines before it", _INDENT, ""),
    (r"scanning a directive", "a line cannot begin with `%`", _QUOTE, ""),
    (
        r"YAML directive|incompatible YAML|duplicate tag handle",
        "a glossary has no use for `%` directives",
        "delete it",
        "",
    ),
    (r"scanning an (alias|anchor)", "a text cannot begin with `*` or `&`", _QUOTE, ""),
    (r"(scanning|parsing) an? tag|tag handle|URI|'!'", "a text cannot begin with `!`", _QUOTE, ""),
    (r"block scalar", "the text after `|` or `>` cannot be read", "start it on the next line, all indented alike", ""),
    (r"node content", "a value is missing here", None, ""),
    (r"document start|document end|document separator", "this stands outside the glossary", _INDENT, ""),
)


def explain(error: Exception, text: str) -> tuple[int, int, str, str | None]:
    """The start and end offset of the fault in `text`, what is wrong, and what to do about it."""
    phrase = f"{getattr(error, 'context', '') or ''} | {getattr(error, 'problem', '') or ''}"
    for pattern, message, help, where in _PLAIN_WORDS:
        if match := re.search(pattern, phrase):
            start = _offset(
                error, ("context_mark", "problem_mark") if where else ("problem_mark", "context_mark"), text
            )
            words = {"sign": "", **match.groupdict()}
            return start, start + 1, message.format(**words), help.format() if help else None
    if isinstance(error, (ValueError, OverflowError)):
        # An escape beyond Unicode is let out as the error of `chr`, which knows no place.
        start = max(text.find("\\U"), 0)
        return start, start + 1, "this escape is no character", _SINGLE
    start = _offset(error, ("problem_mark",), text)
    return start, start + 1, "this is not YAML", None


def _offset(error: Exception, marks: tuple[str, ...], text: str) -> int:
    """Where the first of the marks that is there points to, at most the end of the last line that is not empty."""
    for name in marks:
        if (mark := getattr(error, name, None)) is not None:
            return min(int(mark.index), max(len(text.rstrip()) - 1, 0))
    return 0
