"""Patterns of cues: regular expressions in which `{term}` stands for the mention.

`{term}` is the mention in any form, `{term:massaging|massaged}` in one of these forms only. While a pattern is matched,
the mention stands between two marks that no text has, so that neither can match anything else.
"""

from __future__ import annotations

import re
from typing import Any

BEGIN, END = "\ue000", "\ue001"
"""Stand around the mention in the text that a pattern is matched on."""
_MENTION = re.compile(r"\{term(?::(?P<forms>[^{}]*))?\}")


def is_relative(pattern: str) -> bool:
    """Whether a pattern says where the mention stands."""
    return _MENTION.search(pattern) is not None


def shape(pattern: str) -> str:
    """The pattern with one mark in place of each mention, for looking at how it is built."""
    return _MENTION.sub(BEGIN, pattern)


def expand(pattern: str) -> str:
    """The regular expression for texts in which the mention stands between BEGIN and END."""
    return _MENTION.sub(lambda m: f"{BEGIN}(?:{m['forms']}){END}" if m["forms"] else f"{BEGIN}[^{END}]*{END}", pattern)


def compile_pattern(pattern: str) -> Any:
    """The compiled `regex` pattern, case ignored. Raises `regex.error` where it is no regular expression."""
    import regex

    return regex.compile(expand(pattern), regex.IGNORECASE)
