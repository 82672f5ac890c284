"""What is noted of a run."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from termlint import replay
from termlint.cli._recording import Recording
from termlint.replay import Question
from termlint.run import Checked


@pytest.fixture
def asked(tmp_path: Path) -> Question:
    """A question."""
    return Question("question", str(tmp_path), 0)


@pytest.mark.parametrize(
    ("given", "recorded"),
    [
        ({}, True),
        ({"paths": ("a.md", "b.md")}, True),
        ({"paths": ("-",)}, False),
        *(({option: True}, False) for option in ("fix", "diff", "output_file", "no_cache", "show_files")),
    ],
)
def test_runs_that_only_report_are_recorded(asked: Question, given: dict[str, object], recorded: bool) -> None:
    """What writes, reads standard input, or does without the cache is not; and nothing without a question."""
    options = ("fix", "diff", "unsafe_fixes", "output_file", "no_cache", "show_files", "show_settings")
    for question in (asked, None):
        ctx = click.Context(click.Command("check"), obj=question)
        ctx.params = {"paths": (), **dict.fromkeys(options), **given}
        assert (Recording.of(ctx) is not None) == (recorded and question is not None)


def test_what_is_printed_is_noted_in_order(asked: Question) -> None:
    """Pieces pass through as they are, and are kept by stream."""
    made = Recording(asked)
    assert list(made.heard(sys.stderr, ["a", "b"])) == ["a", "b"]
    assert list(made.heard(sys.stdout, ["c"])) == ["c"]
    assert list(made.heard(sys.stderr, ["d"])) == ["d"]
    made.save([Checked(None)], 1)
    told = replay.recall(asked)
    assert told is not None
    assert [piece for piece in told.pieces if piece[1]] == [("err", "ab"), ("out", "c"), ("err", "d")]
    assert told.status == 1


def test_what_is_not_settled_is_not_kept(asked: Question) -> None:
    """A run with a file that may give something else next time is run again; so is one that says too much."""
    Recording(asked).save([Checked(None), Checked(None, settled=False)], 0)
    loud = Recording(asked)
    assert sum(map(len, loud.heard(sys.stdout, ["x" * 1_000_000] * 9))) > replay.OUTPUT
    loud.save([], 0)
    assert replay.recall(asked) is None
    Recording(asked).save([], 0)
    assert replay.recall(asked) is not None
