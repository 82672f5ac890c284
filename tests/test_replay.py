"""Records of runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from termlint import program, replay
from termlint.ledger import Ledger
from termlint.replay import Question, Told


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Question:
    """A question with a cache folder of its own."""
    monkeypatch.setenv("TERMLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("TERMLINT_NO_CACHE", raising=False)
    monkeypatch.setattr(program, "stamp", lambda _: "this program")
    made = replay.question(["check", "a.md"])
    assert made is not None
    return made


def test_what_was_told_is_told_again(asked: Question, capsys: pytest.CaptureFixture[str]) -> None:
    """The pieces come to their streams in their order, and the status with them."""
    replay.save(asked, [], Told([("err", "note\n"), ("out", "é\ud800\n")], 1))
    told = replay.recall(asked)
    assert told is not None
    assert told.pieces == (("err", "note\n"), ("out", "é\ud800\n"))
    assert Told(told.pieces[:1], 1).play() == 1
    assert capsys.readouterr() == ("", "note\n")


def test_another_question_has_no_answer(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other arguments, another folder, user, program or variable; and a record that lies under a wrong name."""
    replay.save(asked, [], Told([], 0))
    texts = {asked.text}

    def other(*arguments: str) -> None:
        made = replay.question(["check", *arguments])
        assert made is not None
        assert made.text not in texts
        assert replay.recall(made) is None
        texts.add(made.text)
        os.makedirs(asked.folder, exist_ok=True)  # noqa: PTH103
        Path(made.path).write_bytes(Path(asked.path).read_bytes())
        assert replay.recall(made) is None

    other("b.md")
    other("a.md", "b.md")
    monkeypatch.setenv("TERMLINT_MARGIN", "strict")
    other("a.md")
    monkeypatch.setattr(program, "stamp", lambda _: "another program")
    other("a.md")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    other("a.md")
    monkeypatch.chdir("/")
    other("a.md")


@pytest.mark.parametrize("arguments", [[], ["usage"], ["--debug", "check"], ["check", "--no-cache"]])
def test_what_is_not_kept_is_no_question(asked: Question, arguments: list[str]) -> None:
    """Other commands, and runs that do without the cache."""
    assert replay.question(arguments) is None


def test_circumstances_without_an_answer(asked: Question, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that just changed, closed streams, a folder that is gone, no place for a cache, and no wish for one."""
    for patch in (
        lambda m: m.setattr(program, "stamp", lambda _: None),
        lambda m: m.setattr(sys, "stdout", None),
        lambda m: m.setattr(os, "getcwd", lambda: (_ for _ in ()).throw(FileNotFoundError())),
        lambda m: m.setenv("TERMLINT_NO_CACHE", "1"),
    ):
        with monkeypatch.context() as context:
            patch(context)
            found = replay.question(["check"])
        assert found is None
    assert replay.question(["check"]) is not None


@pytest.mark.parametrize("odd", ["é", "\udc80", 'a"\\\n', 2**70, -1, None, True])
def test_any_name_and_number_is_kept(asked: Question, tmp_path: Path, odd: object) -> None:
    """Whether or not it is of ASCII, text at all, or of a usual size."""
    replay.save(asked, [[str(tmp_path / f"gone {odd}"), "-", odd]], Told([("out", "x")], 0))
    assert replay.recall(asked) is not None
    (tmp_path / "gone é").touch()
    assert (replay.recall(asked) is None) == (odd == "é")


def test_what_is_large_is_not_kept(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a long output nor very many inputs make a record."""
    replay.save(asked, [], Told([("out", "x" * (replay.OUTPUT + 1))], 0))
    monkeypatch.setattr(replay, "INPUTS", 100)
    replay.save(asked, [["x" * 100, "-"]], Told([], 0))
    assert replay.recall(asked) is None
    assert not Path(asked.folder).exists()


def test_so_many_records_are_kept(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest ones stay."""
    monkeypatch.setattr(replay, "RECORDS", 3)
    made = [Question(str(number), str(Path(asked.folder).parent), asked.now) for number in range(6)]
    for number, one in enumerate(made):
        replay.save(one, [], Told([], number))
        os.utime(one.path, (number, number))
    assert [replay.recall(one) is not None for one in made] == [False, False, False, True, True, True]


def test_a_record_is_renewed_when_it_is_worth_it(asked: Question, tmp_path: Path) -> None:
    """Once a file that was too new to trust its times has come to rest, its times are trusted."""
    (tmp_path / "a").write_text("a")
    ledger = Ledger()
    ledger.read(tmp_path / "a")
    replay.save(asked, ledger.inputs() or [], Told([], 0))
    before = Path(asked.path).read_bytes()
    assert replay.recall(asked)
    assert Path(asked.path).read_bytes() == before
    asked.now = time.time_ns() + 10_000_000_000
    assert replay.recall(asked)
    assert Path(asked.path).read_bytes() != before


def test_little_is_imported() -> None:
    """To say again what was said needs none of the modules that take long to import."""
    code = "import sys; from termlint import entry, replay; asked = replay.question(['check'])\n"
    code += "asked and replay.recall(asked); print(*sys.modules)"
    heavy = {"re", "json", "hashlib", "typing", "pathlib", "dataclasses", "tempfile", "subprocess", "enum", "click"}
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "termlint.inputs" in loaded
    assert not heavy & loaded
