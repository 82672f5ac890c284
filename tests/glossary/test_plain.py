"""Plain characters: each of them is the same to both engines."""

from __future__ import annotations

import re
import string

from termlint.glossary.plain import LOWER_LETTERS, is_plain


def test_each_plain_character_is_the_same_to_both_engines() -> None:
    """Its kinds in `re`, in lower case, are those that it has in `regex`, and it equals no ASCII letter."""
    import regex

    plain = [char for char in map(chr, range(0x110000)) if is_plain(char)]
    kinds = [(regex.compile(kind), re.compile(kind)) for kind in (r"\w", r"\d", r"\s", r"\b.\b", ".")]
    kinds.append((regex.compile(r"\p{L}"), re.compile(f"[{LOWER_LETTERS}]")))
    ascii_only = regex.compile(f"[{re.escape(string.printable)}]", regex.IGNORECASE)
    assert len(plain) > 2000
    for char in plain:
        assert len(char.lower()) == 1, char
        for slow, quick in kinds:
            assert bool(slow.match(char)) is bool(quick.match(char.lower())), (char, slow)
        assert char.isascii() or not ascii_only.match(char), char


def test_a_text_is_plain_if_all_its_characters_are() -> None:
    """Prose with accents, dashes and emoji is; letters that equal others in another case, and marks, are not."""
    assert all(map(is_plain, ("", "An égalité – “yes” \U0001f600", "a\tb\n")))
    assert not any(map(is_plain, ("\u017f", "\u212a", "\u0130", "\u0131", "e\u0301", "\ue000", "\x1f", "x\u00b2")))


def test_small_letters_stand_in_two_rows() -> None:
    """No other plain character in lower case stands between them."""
    rows = re.compile(f"[{LOWER_LETTERS}]")
    low = [char for char in map(chr, range(0x110000)) if is_plain(char) and char == char.lower()]
    assert all(bool(rows.match(char)) is char.isalpha() for char in low)
