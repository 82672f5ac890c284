"""Nothing that stands in a file, its name, a glossary or a configuration acts on the terminal or the build service."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_EVIL = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202e\u2066\u2028\x7f\ufeff\x00\x08 ::error::x ##[error]x ##vso[task]x"
_NAMES = (
    b"esc\x1b[31m.md", b"osc\x1b]0;x\x07.md", b"c1\xc2\x9b31m.md", b"bidi\xe2\x80\xae.md", b"line\xe2\x80\xa8.md",
    b"::error::x.md", b"feed\n::error::y.md", b"latin\xff.md", b"return\r.md", b"del\x7f.md", b"##[error]z.md",
)  # fmt: skip
_PAGE = f"""\
# Spa {_EVIL}

{_EVIL} Try our medical massage {_EVIL} with a masseuse {_EVIL} and massage.

<!-- termlint-disable {_EVIL} -->
<!-- termlint-disable-line ::error::y -->
"""

Run = Callable[..., Any]
Harmless = Callable[[bytes], None]


@pytest.fixture
def pages(tree: Path) -> Path:
    """A folder of files that are named like attacks and hold them."""
    folder = tree / "pages"
    folder.mkdir()
    for name in _NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(_PAGE.replace("\x00", "").encode())  # noqa: PTH118
    Path(os.fsdecode(os.fsencode(folder) + b"/nul\x1b.md")).write_bytes(b"\0")
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\x1b\xff.md")).write_bytes(b"\x1b[31m\xff")
    (folder / "gone\x1b[2J.md").symlink_to("\x1b[31mnowhere")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--verbose", "--color", "always"),
        ("check", "--output-format", "concise"),
        ("check", "--output-format", "grouped"),
        ("check", "--statistics"),
        ("check", "--show-files"),
        ("usage", "--verbose"),
        ("usage", "--group-by", "file", "--color", "always"),
    ],
    ids=" ".join,
)
def test_no_name_and_no_content_acts(
    program: Run, pages: Path, harmless: Harmless, arguments: tuple[str, ...], strict: Callable[[bytes], Any]
) -> None:
    """File names and contents full of control sequences and commands are shown by their numbers."""
    done = program(*arguments, "--isolated", "pages")
    assert b"<U+001B>" in done.out + done.err or "--statistics" in arguments
    harmless(done.out)
    harmless(done.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "\x1b[31m::error::.md"),
        ("check", "--select", "\x1b[31m"),
        ("check", "--fail-on", "\x1b]0;x\x07"),
        ("check", "--config", "no\x1b[31m\n::error::.toml"),
        ("check", "--glossary", "no\x1b[31m\n::error::.yml"),
        ("check", "--output-file", "no\x1b[31m/\n::error::"),
        ("check", "--\x1b[31m"),
        ("check", "--stdin-filename", "a\x1b[31m.zzz", "-"),
        ("usage", "--term", "\u202e\x1b[31m"),
        ("define", "\x1b[31m\n::error::x"),
        ("explain", "\x1b[31m\n::error::x"),
        ("\x1b[31m\n::error::x",),
    ],
    ids=repr,
)
def test_no_argument_acts(program: Run, harmless: Harmless, arguments: tuple[str, ...]) -> None:
    """A wrong argument is told without being played back to the terminal."""
    done = program(*arguments)
    assert done.status == 2
    assert done.out + done.err
    harmless(done.out)
    harmless(done.err)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("glossary.yml", f"glossary: x\nterms: [{{term: {_EVIL!r}}}]"),
        ("glossary.yml", 'glossary: "\\e[31m\\u202e"\nterms:\n  - {term: "\\e]0;x\\a", "st\\u202eatus": x}\n'),
        ("glossary.yml", "glossary: x\x1b[31m\n"),
        ("glossary.yml", "\u202eglossary: x\nextends: ['\u202e\u2066::error::']\nterms: &a []\n"),
        (".termlint.toml", 'select = ["\\u001b[31m\u202e"]\n"\\u001b[2J" = 1\n'),
        (".termlint.toml", "glossary = \x1b[31m\n"),
        (".termlint.toml", '"::error::" = "\u202e"\n'),
        ("pyproject.toml", '[tool.termlint]\n"\\u001b[2J" = 1\n'),
    ],
    ids=repr,
)
def test_no_glossary_and_no_configuration_acts(
    program: Run, tree: Path, harmless: Harmless, name: str, text: str
) -> None:
    """What is wrong with a glossary or a configuration is shown where it stands, by numbers."""
    (tree / "a.md").write_text("massage\n")
    (tree / name).write_text(text, encoding="utf-8")
    arguments = ("--glossary", name) if name.endswith("yml") else ()
    done = program("check", *arguments)
    assert done.status == 2
    assert name in (done.out + done.err).decode()
    harmless(done.out)
    harmless(done.err)


def test_a_glossary_that_speaks_to_the_build_service(program: Run, tree: Path, harmless: Harmless) -> None:
    """Terms, definitions, notes and labels of evidence never begin a line with a command, however they are wrapped."""
    words = " ".join(["::error::x"] * 12)
    (tree / "g.yml").write_text(
        f"glossary: '{words}'\nevidence: {{e: {{means: '{words}', cues: ['{words}']}}}}\nterms:\n"
        f"  - {{term: ':: massage', note: '{words}', status: deprecated, use: '{words}', senses: [{{id: a, "
        f"definition: '{words}', requires: {{any: [e]}}, note: '{words}'}}, {{id: b, definition: '{words}'}}]}}\n"
    )
    (tree / "a.md").write_text(f"We offer :: massage {words}.\n")
    for arguments in (("check", "-v"), ("usage",), ("usage", "--group-by", "sense", "-v"), ("define", ":: massage")):
        done = program(*arguments, "--glossary", "g.yml", COLUMNS="50")
        assert b":: massage" in done.out.replace(b"<U+003A>", b":")
        harmless(done.out)
        harmless(done.err)


def test_settings_are_shown_harmlessly(program: Run, tree: Path, harmless: Harmless) -> None:
    """`--show-settings` of a folder and a file that are named like attacks prints one harmless line a setting."""
    folder = tree / "a\x1b[31m\u202e\n::error::"
    folder.mkdir()
    (folder / "b\x1b[31m.md").write_text("massage")
    done = program("check", "--show-settings", "--exclude", "\x1b[31m\u202e", "b\x1b[31m.md", cwd=folder)
    assert done.status == 0
    harmless(done.out)


def test_a_diff_on_a_pipe_is_exact(program: Run, tree: Path) -> None:
    """A patch holds the very bytes of the file, or it could not be applied; it is for programs."""
    page = "A page \x1b[31m\u202e here. <!-- termlint-disable-line TL102 -->\r\n".encode()
    (tree / "a.md").write_bytes(page)
    done = program("check", "--diff", "--unsafe-fixes", "--isolated", "a.md")
    assert b"-" + page in done.out
