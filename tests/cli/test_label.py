"""`termlint label`: one mention at a time, each answer saved at once, on a terminal and from a pipe."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from termlint.labels import Row, dumps

Run = Callable[..., Any]

SENSES = ("massage.body", "massage.data")
TEXTS = ("A [[massage]] for ￼ all.", "We [[massage]] it.", "No massage is a [[massage]] here.", "[[Massages]] abound.")


@pytest.fixture
def asked(project: Path) -> Path:
    """The label file of the project, with four mentions to label and one that was labelled before."""
    path = project / "glossary.labels.jsonl"
    done = Row("massage", "My [[massage]].", "massage.data", SENSES, "old.md")
    path.write_text(dumps([done, *(Row("massage", text, None, SENSES, "docs/a.md") for text in TEXTS)]))
    return path


def answers(path: Path) -> list[str | None]:
    """The senses in a label file, but that of the first row, which no sitting touches."""
    first, *others = (json.loads(line)["sense"] for line in path.read_text().splitlines())
    assert first == "massage.data"
    return others


def test_answers_from_a_pipe(termlint: Run, asked: Path) -> None:
    """Numbers, none, skip and the end of input do what they say; the last line tells how many are left."""
    ended = termlint("label", stdin=b"1\nn\ns\n 2 \n")
    assert answers(asked) == ["massage.body", "none", None, "massage.data"]
    assert ended.status == 0
    assert ended.out.endswith("\n3 labelled, 1 left in glossary.labels.jsonl; `termlint learn` uses them\n")


def test_what_is_shown(termlint: Run, asked: Path) -> None:
    """Each mention stands in its paragraph, marked, above the senses with their definitions."""
    ended = termlint("label", stdin=b"s\ns\nq\n")
    first, _, third, _ = re.split(r"Which sense\? ", ended.out)
    assert first == (
        "\n"
        "massage  1 of 4  docs/a.md\n"
        "\n"
        "    A [[massage]] for … all.\n"
        "\n"
        "  1  massage.body: rubbing of muscles\n"
        "  2  massage.data: tidying of data\n"
        "  n none of these   s skip   u undo   q quit\n"
    )
    assert "    No massage is a [[massage]] here.\n" in third
    assert answers(asked) == [None] * 4


def test_the_mention_is_coloured(termlint: Run, asked: Path) -> None:
    """In colour it is the mention itself that stands out, not another place of the same word."""
    shown = termlint("label", "--color", "always", stdin=b"s\ns\nq\n").out
    assert "    No massage is a \x1b[1;4mmassage\x1b[0m here.\n" in shown
    assert "[[" not in shown


def test_undo(termlint: Run, asked: Path) -> None:
    """Undo goes back and takes the answer away, as often as there are answers."""
    ended = termlint("label", stdin=b"u\n1\n1\nu\nu\n2\nq\n")
    assert answers(asked) == ["massage.data", None, None, None]
    assert ended.out.count("there is nothing to undo") == 1
    assert ended.out.count("1 of 4") == 2


def test_other_answers_are_asked_for_again(termlint: Run, asked: Path) -> None:
    """What is no answer is told, and the question stays."""
    ended = termlint("label", stdin="0\n3\nx\n\n²\n1".encode())
    assert ended.out.count("answer 1 to 2, n, s, u or q") == 5
    assert answers(asked) == ["massage.body", None, None, None]


def test_the_end_of_input_at_once(termlint: Run, asked: Path) -> None:
    """With nothing to read the file stays as it is, to the byte."""
    before = asked.read_bytes()
    assert termlint("label").out.endswith("\n0 labelled, 4 left in glossary.labels.jsonl\n")
    assert asked.read_bytes() == before


def test_all_is_labelled(termlint: Run, asked: Path) -> None:
    """Where every mention has its label there is nothing to ask."""
    termlint("label", stdin=b"1\n1\n1\n1\n")
    assert termlint("label").out == "\nevery mention in glossary.labels.jsonl is labelled\n"


def test_no_label_file(termlint: Run, project: Path) -> None:
    """Without a file the way to get one is told."""
    ended = termlint("label")
    assert ended.status == 2
    assert "there are no mentions to label" in ended.err
    assert "run `termlint learn`" in ended.err


def test_a_file_and_terms_of_choice(termlint: Run, project: Path) -> None:
    """--labels names the file; --term leaves out the mentions of others."""
    (project / "mine.jsonl").write_text(
        dumps([Row("medical massage", "A [[medical massage]]."), Row("massage", "[[massage]]")])
    )
    ended = termlint("label", "--labels", "mine.jsonl", "--term", "massage", stdin=b"2\n2\n")
    assert "1 of 1" in ended.out
    senses = [json.loads(line)["sense"] for line in (project / "mine.jsonl").read_text().splitlines()]
    assert senses == [None, "massage.data"]


def test_a_wrong_file_is_an_error(termlint: Run, asked: Path) -> None:
    """A row that does not fit the glossary is told at its place before anything is asked."""
    asked.write_text(asked.read_text().replace("massage.data", "massage.dat", 1))
    ended = termlint("label", stdin=b"1\n")
    assert ended.status == 2
    assert "glossary.labels.jsonl:1:" in ended.err
    assert ended.out == ""


def test_text_that_would_act_on_the_terminal(termlint: Run, project: Path) -> None:
    """Nothing in a text, a file name or a row moves the cursor."""
    text = "A \x1b[31mred\x07 [[mas\u202esage]] \x9b2J"
    (project / "glossary.labels.jsonl").write_text(dumps([Row("massage", text, file="\x1b]0;x\x07.md")]))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", termlint("label", stdin=b"q\n").out)


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_on_a_terminal(asked: Path, term: str) -> None:
    """A person answers line by line; each answer is in the file before the next question, and Ctrl-C loses none."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "termlint", "label"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": term},
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    seen, questions, keys = b"", 0, [b"2\n", b"1\n", b"\x03"]
    for piece in _read(ours):
        seen += piece
        if seen.count(b"Which sense?") > questions and seen.rstrip(b" ").endswith((b"sense?", b"sense?\x1b[0m")):
            if questions:
                assert answers(asked)[questions - 1] == ("massage.data", "massage.body")[questions - 1]
            os.write(ours, keys[questions])
            questions += 1
    os.close(ours)
    assert process.wait() == 130
    assert answers(asked) == ["massage.data", "massage.body", None, None]
    assert (b"\x1b[1;4m" in seen) is (term == "xterm")
    assert b"termlint: interrupted" in seen


def _take_terminal() -> None:
    """Make the terminal the process's own, so that its Ctrl-C reaches it, also where the tests themselves ignore it."""
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
