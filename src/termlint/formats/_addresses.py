"""Finds what is an address and not prose: URLs, e-mail addresses, host names, paths and names of files."""

from __future__ import annotations

import re

from termlint.later import compiled, pattern

_ENDINGS = (
    "avif|bat|bib|bmp|c|cc|cfg|cfm|cjs|conf|cpp|cs|css|csv|dll|doc|docx|epub|exe|gif|go|gz|htm|html|ico|ini|ipynb|jar|"
    "java|jpeg|jpg|js|json|jsonl|jsx|key|less|lock|log|lua|md|mdx|mjs|mp3|mp4|odt|pdf|php|pl|png|po|ppt|pptx|ps1|py|rb|"
    "rs|rst|rtf|sass|scss|sh|sql|svg|tar|tex|tgz|tif|tiff|toml|ts|tsv|tsx|ttf|txt|vue|wav|webm|webp|whl|woff|woff2|xls|"
    "xlsx|xml|yaml|yml|zip"
)
_DOMAINS = "com|org|net|edu|gov|mil|info|biz|io|dev|app|co\\.[a-z]{2}|com\\.[a-z]{2}|org\\.[a-z]{2}|gov\\.[a-z]{2}"

_INNER_DOT = compiled(r"\.\w")
_MARK = pattern(r"[/@\\]|\.\w")
_BEGINNINGS = ("www.", "mailto:", "tel:", "urn:")
"""What an address may begin with that has no other mark."""

# Every alternative starts at the start of a token and runs over it at most a fixed number of times.
_ADDRESS = pattern(
    rf"""
    (?<![\w./\\~@-])
    (?:
        (?: [A-Za-z][A-Za-z0-9+.-]{{1,31}}:// | www\. | (?:mailto|tel|urn): | data:\w+/ )
        [^\s<>"“”`\ufffc]* [^\s<>"“”`\ufffc.,;:!?'’)\]}}*_]
      | [\w.+-]{{1,64}} @ (?: [\w-]{{1,63}} \. ){{1,8}} [A-Za-z]{{2,24}}
      | (?: [\w-]{{1,63}} \. ){{1,8}} (?: {_DOMAINS} ) \b (?: / [^\s<>"“”`\ufffc]* [^\s<>"“”`\ufffc.,;:!?'’)\]}}*_] )?
      | (?: ~ | \.\.? ) [/\\] (?: [\w.~-]++ [/\\]? )*+
      | (?: / [\w.~-]++ ){{2}} (?: / [\w.~-]++ )*+ /?
      | [A-Za-z]:\\ [^\s<>"|]*+
      | (?! [A-Z][a-z]+\.js (?![\w-]) )  # Node.js and its like are names of products
        (?: [\w.-]++ [/\\] )*+ [\w.-]* \w \. (?: {_ENDINGS} ) (?![\w-])
    )
    """,
    re.VERBOSE,
)


def addresses(text: str) -> list[tuple[int, int]]:
    """The start and end of every address in `text`, in order; takes time linear in its length."""
    if not ("/" in text or "@" in text or "\\" in text or _INNER_DOT.search(text)):
        return []
    if any(beginning in text for beginning in _BEGINNINGS):
        return [match.span() for match in _ADDRESS.finditer(text)]
    found: list[tuple[int, int]] = []
    at = 0
    while mark := _MARK.search(text, at):  # only between the blanks around a mark can there be one
        start = text.rfind(" ", 0, mark.start()) + 1
        at = text.find(" ", mark.start())
        at = at if at >= 0 else len(text)
        found += [match.span() for match in _ADDRESS.finditer(text, start, at)]
    return found


def without_addresses(text: str) -> str:
    """`text` with a blank in place of every address."""
    parts: list[str] = []
    at = 0
    for start, end in addresses(text):
        parts.append(text[at:start])
        at = end
    return " ".join((*parts, text[at:]))
