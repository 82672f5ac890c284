"""A small project to run commands in, and the means to run them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

GLOSSARY = """\
glossary: Test words
evidence:
  care: {means: care is in sight, cues: [referral, doctor]}
terms:
  - term: massage
    senses:
      - {id: massage.body, definition: rubbing of muscles, cues: [muscle, towel], examples: [A massage for the muscle.]}
      - {id: massage.data, definition: tidying of data, cues: [data, csv], examples: [Massage the data.]}
  - term: medical massage
    senses:
      - id: medical-massage
        definition: massage that a doctor asked for
        requires: {any: [care], within: section}
        misuses: [{text: Book a medical massage., rule: missing-context}]
        examples: [A medical massage on referral.]
  - {term: masseuse, status: deprecated, use: massage therapist}
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a glossary of its own and two pages, as the working folder, away from the user's settings."""
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "glossary.yml").write_text(GLOSSARY)
    (folder / ".termlint.toml").write_text('glossary = "glossary.yml"\n')
    (folder / "docs" / "bad.md").write_text("# Prices\n\nBook a medical massage.\n")
    (folder / "good.md").write_text("We massage the data.\n")
    for name in [name for name in os.environ if name.startswith(("TERMLINT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERMLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "termlint-cache"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def termlint(project: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process, in the project."""
    from termlint.cli.main import run

    def call(*arguments: str, stdin: bytes = b"") -> Ended:
        capsysbinary.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        captured = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def program(project: Path) -> Run:
    """Runs the command line as a program of its own, in the project."""

    def call(*arguments: str | bytes, stdin: bytes = b"", **environ: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "termlint", *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **environ},
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
