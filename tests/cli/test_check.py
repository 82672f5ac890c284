"""`termlint check`: what it reports, where, and with which status."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FINDING = "docs/bad.md:3:8: warning TL102 missing-context: "


def concise(ended: Any) -> list[str]:
    """The lines of a concise report but for its summary."""
    return [line for line in ended.out.splitlines() if ": " in line.partition(" ")[0] + " " and "TL" in line]


def test_findings_give_1_and_none_give_0(termlint: Run) -> None:
    """The exit status tells findings from none; the place is that of the words."""
    ended = termlint("check", "--output-format", "concise")
    assert ended.status == 1
    assert ended.out.startswith(FINDING)
    assert ended.err == ""
    assert termlint("check", "good.md").status == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--ignore", "TL102"], 0),
        (["--ignore", "missing-context"], 0),
        (["--select", "TL2,TL3"], 0),
        (["--select", "TL1"], 1),
        (["--extend-exclude", "docs/**"], 0),
        (["--extend-exclude", "docs", "docs/bad.md"], 1),
        (["--extend-exclude", "docs", "--force-exclude", "docs/bad.md", "good.md"], 0),
        (["--extend-exclude", "docs", "--force-exclude", "docs/bad.md"], 2),
        (["--extend-exclude", "docs", "--force-exclude", "--allow-empty", "docs/bad.md"], 0),
        (["--select", "TL9999"], 2),
        (["--fail-on", "fatal"], 2),
        (["--jobs", "none"], 2),
        (["--no-such-option"], 2),
        (["gone.md"], 2),
        (["gone.md", "--exit-zero"], 2),
        (["--glossary", "gone.yml"], 2),
        (["--config", "gone.toml"], 2),
        (["--isolated", "--config", ".termlint.toml"], 2),
        (["-", "good.md"], 2),
        (["--output-file", "no/such/folder/x.txt"], 2),
    ],
)
def test_exit_status(termlint: Run, arguments: list[str], status: int) -> None:
    """0 nothing at or above --fail-on, 1 findings, 2 wrong use or inputs that cannot be used."""
    ended = termlint("check", *arguments)
    assert ended.status == status
    assert "Traceback" not in ended.err


def test_the_environment_sets_options_and_the_command_line_comes_first(
    termlint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every option has a variable; what is typed comes before it, and it before the configuration."""
    monkeypatch.setenv("TERMLINT_FAIL_ON", "error")
    monkeypatch.setenv("TERMLINT_OUTPUT_FORMAT", "concise")
    ended = termlint("check")
    assert ended.status == 0
    assert ended.out.startswith(FINDING)
    assert termlint("check", "--fail-on", "info").status == 1
    monkeypatch.setenv("TERMLINT_SELECT", "nonsense")
    assert "TERMLINT_SELECT: unknown rule 'nonsense'" in termlint("check").err


def test_the_nearest_configuration_of_the_first_path_is_used(termlint: Run, project: Path) -> None:
    """Configuration is looked for from the first path upwards; --config and --isolated say otherwise."""
    (project / "docs" / "termlint.toml").write_text('glossary = "../glossary.yml"\nignore = ["TL102"]\n')
    assert termlint("check", "docs").status == 0
    assert termlint("check", ".").status == 1
    assert termlint("check", "docs", "--config", ".termlint.toml").status == 1
    assert termlint("check", "docs", "--isolated", "--glossary", "glossary.yml").status == 1


def test_overrides_expect_senses(termlint: Run, project: Path) -> None:
    """A sense expected for a path decides there; one that the glossary lacks is an error in the file."""
    text = 'glossary = "glossary.yml"\n[[overrides]]\npaths = ["docs/**"]\nexpect = ["{}"]\n'
    (project / "docs" / "bad.md").write_text("A massage.\n")
    assert "TL101" in termlint("check", "docs").out
    (project / ".termlint.toml").write_text(text.format("massage.body"))
    assert termlint("check", "docs").status == 0
    (project / ".termlint.toml").write_text(text.format("massage.bdy"))
    ended = termlint("check", "docs")
    assert ended.status == 2
    assert ".termlint.toml:4:11" in ended.err
    assert "did you mean 'massage.body'?" in ended.err


def test_faults_of_the_glossary_are_told_with_their_place(termlint: Run, project: Path) -> None:
    """A broken glossary is an error of the run, named from where the user is."""
    (project / "glossary.yml").write_text("glossary: x\nterms:\n  - trm: massage\n")
    os.chdir(project / "docs")
    ended = termlint("check", ".")
    assert ended.status == 2
    assert "../glossary.yml:3:" in ended.err
    assert ended.out == ""


def test_machines_get_a_report_of_a_run_that_failed(termlint: Run) -> None:
    """In a machine format, standard output is valid even where nothing could be checked, and people read the error."""
    ended = termlint("check", "--output-format", "json", "--select", "TL9999")
    report = json.loads(ended.out)
    assert ended.status == 2
    assert report["diagnostics"] == []
    assert report["errors"][0]["message"] == "--select: unknown rule 'TL9999'"
    assert "unknown rule 'TL9999'" in ended.err


def test_no_file_is_an_error_unless_allowed(termlint: Run, project: Path) -> None:
    """A run that checks nothing is no success by default."""
    (project / "empty").mkdir()
    ended = termlint("check", "empty")
    assert ended.status == 2
    assert "no file to check" in ended.out
    assert "--allow-empty" in ended.out
    assert termlint("check", "empty", "--allow-empty").status == 0


def test_the_built_in_glossary_is_noted_once(termlint: Run, project: Path) -> None:
    """Who has no glossary is told which one is used; not if quiet, not in an editor, not who chose it."""
    note = "the built-in glossary is used; to use glossary.yml"
    assert note in termlint("check", "good.md", "--isolated").out
    (project / "glossary.yml").unlink()
    assert "`termlint init` starts one of your own" in termlint("check", "good.md", "--isolated").out
    assert termlint("check", "good.md", "--isolated", "-q").out == ""
    ended = termlint("check", "good.md", "--isolated", "--output-format", "json")
    assert "`termlint init`" in ended.err
    assert json.loads(ended.out)["errors"] == []
    assert "init" not in termlint("check", "good.md", "--isolated", "--glossary", "builtin").out
    ended = termlint("check", "-", "--isolated", stdin=b"x")
    assert "init" not in ended.out + ended.err


def test_standard_input_is_checked_as_the_file_it_is(termlint: Run, project: Path) -> None:
    """Format, configuration, overrides and name come from --stdin-filename, which need not exist."""
    text = b"<p>Book a medical massage.</p>"
    ended = termlint("check", "-", "--stdin-filename", "new/page.html", "--output-format", "concise", stdin=text)
    assert ended.status == 1
    assert ended.out.startswith("new/page.html:1:11: ")
    (project / "new").mkdir()
    (project / "new" / "termlint.toml").write_text('glossary = "../glossary.yml"\nignore = ["TL1"]\n')
    assert termlint("check", "-", "--stdin-filename", "new/page.html", stdin=text).status == 0
    assert termlint("check", "-", stdin=text).out.startswith("warning[TL102]")
    assert termlint("check", "-", "--stdin-filename", "a.unknown", stdin=text).status == 2


def test_standard_input_empty_excluded_or_no_text(termlint: Run) -> None:
    """Nothing to read, and what is left out, give an empty report; bytes that are no text are an error."""
    json_of = ("--output-format", "json")
    assert json.loads(termlint("check", "-", *json_of).out)["summary"]["files"] == 1
    arguments = ("-", "--stdin-filename", "x/a.md", "--exclude", "x", "--force-exclude", *json_of)
    ended = termlint("check", *arguments, stdin=b"Book a medical massage.")
    assert (ended.status, json.loads(ended.out)["summary"]["files"]) == (0, 0)
    ended = termlint("check", "-", *json_of, stdin=b"\xff")
    assert (ended.status, json.loads(ended.out)["errors"][0]["filename"]) == (2, "-")


def test_fixes_are_made_and_told(termlint: Run, project: Path) -> None:
    """--fix writes what is safe to fix, keeps line ends, reports the rest, and has nothing left to do."""
    page = project / "docs" / "fix.md"
    page.write_bytes(b"\xef\xbb\xbfThe masseuses are in.\r\nBook a medical massage.\r\n")
    ended = termlint("check", "docs/fix.md", "--fix")
    assert ended.status == 1
    assert "note: 1 fixed in 1 file" in ended.out
    fixed = b"\xef\xbb\xbfThe massage therapists are in.\r\nBook a medical massage.\r\n"
    assert page.read_bytes() == fixed
    assert "fixed in" not in termlint("check", "docs/fix.md", "--fix").out
    assert page.read_bytes() == fixed


def test_a_diff_changes_nothing(termlint: Run, project: Path) -> None:
    """--diff prints what --fix would do and exits with 1; without anything to do it prints nothing and exits with 0."""
    page = project / "good.md"
    page.write_text("A masseuse.\n")
    ended = termlint("check", "--diff")
    assert ended.status == 1
    assert ended.out == "--- a/good.md\n+++ b/good.md\n@@ -1 +1 @@\n-A masseuse.\n+A massage therapist.\n"
    assert page.read_text() == "A masseuse.\n"
    assert termlint("check", "--diff", "--exit-zero").status == 0
    page.write_text("Fine.\n")
    assert (termlint("check", "--diff").status, termlint("check", "--diff").out) == (0, "")


def test_fixed_standard_input_is_printed(termlint: Run) -> None:
    """With `-`, --fix prints the fixed text, byte for byte, and the report goes to standard error."""
    ended = termlint("check", "-", "--fix", stdin="A masseuse.\r\nBook a medical massage é.".encode())
    assert ended.out == "A massage therapist.\r\nBook a medical massage é."
    assert "TL102" in ended.err
    assert ended.status == 1


def test_a_file_in_utf_16_is_never_fixed(termlint: Run, project: Path) -> None:
    """What cannot be written back as it was is only reported."""
    page = project / "good.md"
    page.write_bytes("\ufeffA masseuse.\n".encode("utf-16-le"))
    before = page.read_bytes()
    assert termlint("check", "good.md", "--fix").status == 1
    assert page.read_bytes() == before


def test_a_broken_file_is_an_error_and_others_are_checked(termlint: Run, project: Path) -> None:
    """Bytes that are no text give status 2 with their place, and the other files their report."""
    (project / "docs" / "latin.md").write_bytes("Salon de th\xe9".encode("latin-1"))
    ended = termlint("check", "--output-format", "json")
    report = json.loads(ended.out)
    assert ended.status == 2
    assert [diagnostic["code"] for diagnostic in report["diagnostics"]] == ["TL102"]
    assert report["errors"][0]["filename"] == "docs/latin.md"
    assert report["errors"][0]["location"]["row"] == 1


def test_the_report_is_the_same_for_any_number_of_jobs_and_order(termlint: Run, project: Path) -> None:
    """Jobs, and the order in which files are named, change nothing."""
    for number in range(12):
        (project / "docs" / f"{number}.md").write_text("Book a medical massage.\n" * (number % 3))
    files = sorted(str(path.relative_to(project)) for path in project.rglob("*.md"))
    once = termlint("check", "--output-format", "json").out
    for arguments in (["--jobs", "2"], ["--jobs", "4", *reversed(files)], ["-j1", *files]):
        assert termlint("check", "--output-format", "json", *arguments).out == once


@pytest.mark.parametrize("name", ["a b.md", "-x.md", "line\nfeed.md", os.fsdecode(b"\xff.md"), "\x1b[31m.md"])
@pytest.mark.parametrize("format", ["full", "concise", "json"])
def test_any_file_name_can_be_reported(termlint: Run, project: Path, name: str, format: str) -> None:
    """No name breaks a report: nothing in it acts on a terminal, and JSON stays ASCII."""
    (project / name).write_text("Book a medical massage.\n")
    ended = termlint("check", "--output-format", format, "--", name)
    assert ended.status == 1
    assert "TL102" in ended.out
    assert "\x1b" not in ended.out
    assert ended.out.isascii() or format != "json"


def test_statistics(termlint: Run, project: Path) -> None:
    """--statistics counts by rule, term and sense, for people and as JSON."""
    (project / "good.md").write_text("A massage.\n")
    ended = termlint("check", "--statistics")
    assert ended.status == 1
    assert ended.out == (
        "Rules\n  1  TL101 ambiguous-sense\n  1  TL102 missing-context\n"
        "Terms\n  1  massage\n  1  medical massage\n"
        "Senses\n  1  massage.body\n  1  massage.data\n  1  medical-massage\n"
        "2 in all\n"
    )
    counts = json.loads(termlint("check", "--statistics", "--output-format", "json").out)
    assert counts["rules"] == {"TL101 ambiguous-sense": 1, "TL102 missing-context": 1}


def test_a_report_to_a_file_replaces_it_at_once(termlint: Run, project: Path) -> None:
    """--output-file holds the whole report, and standard output nothing."""
    (project / "out.json").write_text("old")
    ended = termlint("check", "--output-format", "json", "--output-file", "out.json")
    assert (ended.status, ended.out) == (1, "")
    assert json.loads((project / "out.json").read_text())["summary"]["diagnostics"] == 1
    assert termlint("check", "-o", "/dev/null").status == 1


def test_colour(termlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No colour without a terminal; --color wins over NO_COLOR, NO_COLOR over FORCE_COLOR."""
    assert "\x1b" not in termlint("check").out
    assert "\x1b[" in termlint("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in termlint("check").out
    assert "\x1b[" in termlint("check", "--select", "nonsense").err
    assert "\x1b" not in termlint("check", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in termlint("check").out
    assert "\x1b[" in termlint("check", "--color", "always").out


def test_shown_files_and_settings(termlint: Run, project: Path) -> None:
    """--show-files lists what would be checked, --show-settings every value with its source."""
    assert termlint("check", "--show-files").out == "docs/bad.md\ngood.md\n"
    assert termlint("check", "--show-files", "gone").status == 2
    (project / ".termlint.toml").write_text('glossary = "glossary.yml"\nfail-on = "error"\nignore = ["TL901"]\n')
    shown = termlint("check", "docs/bad.md", "--show-settings", "--jobs", "2").out
    assert 'glossary = "glossary.yml"  # .termlint.toml\n' in shown
    assert 'fail-on = "error"  # .termlint.toml\n' in shown
    assert "jobs = 2  # command line\n" in shown
    assert 'margin = "default"  # default\n' in shown
    assert "# rules: TL101, " in shown
    assert "TL901" not in shown.partition("# rules: ")[2]


def test_a_term_without_senses_has_no_scores(project: Path, termlint: Run) -> None:
    """With --verbose, too, a report of a term that has no senses is complete: there is no arithmetic to show."""
    (project / "good.md").write_text("A masseuse.\n")
    plain = termlint("check", "good.md")
    assert "TL201" in plain.out
    assert termlint("check", "--verbose", "good.md") == plain
    assert termlint("usage", "--verbose", "good.md").status == 0
