"""Progress and what is fit for a terminal."""

from __future__ import annotations

import io
import os

import pytest

from termlint.cli._console import clean, harmless, progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """Any number; the size is asked for by it."""
        return 2


def shown(stream: io.StringIO, *steps: int) -> str:
    """What a run of 2,000 files shows on a stream when two seconds pass between looks."""
    clock = iter(range(0, 100, 2))
    with progress(2000, stream, lambda: next(clock)) as line:
        for done in steps:
            line(done)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns that nothing is known against."""
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("PRE_COMMIT", raising=False)


def test_a_long_run_shows_how_far_it_is() -> None:
    """After a second the count appears, and at the end it is gone."""
    assert shown(Terminal(), 1, 1500) == "\r\x1b[K1 of 2,000 files checked\r\x1b[K1,500 of 2,000 files checked\r\x1b[K"


def interrupted(stream: io.StringIO) -> None:
    """A run that is interrupted while it shows its count."""
    clock = iter(range(0, 100, 2))
    with progress(2, stream, lambda: next(clock)) as line:
        line(1)
        raise KeyboardInterrupt


def test_the_count_goes_away_on_failure_too() -> None:
    """An interrupt leaves no half line."""
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt):
        interrupted(terminal)
    assert terminal.getvalue() == "\r\x1b[K1 of 2 files checked\r\x1b[K"


@pytest.mark.parametrize(("name", "value"), [("PRE_COMMIT", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_nobody_is_shown_a_count_who_does_not_look(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Hooks and dumb terminals get no moving line."""
    monkeypatch.setenv(name, value)
    assert shown(Terminal(), 1) == ""


def test_a_terminal_without_width_or_a_file_gets_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that is no terminal, and a terminal of zero columns, see nothing."""
    assert shown(io.StringIO(), 1) == ""
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert shown(Terminal(), 1) == ""


def test_text_is_made_harmless() -> None:
    """One line or several, nothing in a text acts on the terminal."""
    assert clean("a\n\x1b[31mb") == "a <U+001B>[31mb"
    assert harmless("a\n\t\x1b[31mb\r\n") == "a\n\t<U+001B>[31mb<U+000D>\n"
