import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
PACKAGE = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "glossary.yml", "pyproject.toml", "src")
FINDING = "# Spa\n\nMedical massages are pure pampering, no referral needed.\n"
GLOSSARY = """\
glossary: Parts
language: en
terms:
  - term: widget
    senses:
      - id: widget
        definition: A part of a window that its user acts on.
        examples: [The widget is drawn in the window.]
  - {term: gadget, status: deprecated, use: widget}
  - {term: gizmo, status: forbidden, use: widget}
"""
FAULTY = GLOSSARY.replace("definition:", "definiton:")
RUNNERS = {"pre-commit": (sys.executable, "-m", "pre_commit"), "prek": (str(Path(sys.executable).with_name("prek")),)}


@dataclass(frozen=True)
class Outcome:
    """What a runner of hooks printed and its exit status."""

    status: int
    output: str


@dataclass(frozen=True)
class Project:
    """A repository whose hooks can be run."""

    folder: Path
    hooks: Path
    revision: str
    environment: Mapping[str, str]

    def write(self, name: str | bytes, content: str) -> None:
        """Write a file and add it to the index."""
        path = self.folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
        git(self.folder, "add", "--all")

    def run(self, hook: str, *options: str, runner: str = "pre-commit", **settings: Sequence[str]) -> Outcome:
        """Run one hook, with these settings of its user, on all files."""
        entry = {"id": hook, **settings}
        config = {"repos": [{"repo": str(self.hooks), "rev": self.revision, "hooks": [entry]}]}
        self.write(".pre-commit-config.yaml", json.dumps(config))
        return self.call(*RUNNERS[runner], "run", "--all-files", *options, hook)

    def call(self, *command: str) -> Outcome:
        """Run a command in the project."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=500,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8", "backslashreplace"))


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the work tree's package and hooks as its one commit."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The package")
    return folder


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runners keep what they install, so that each installs once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def project(hooks: Path, store: Path, tmp_path: Path) -> Project:
    """An empty project whose owner has configured nothing."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "--quiet")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "TERMLINT_", "PRE_COMMIT"))}
    homes = {"PRE_COMMIT_HOME": str(store / "pre-commit"), "PREK_HOME": str(store / "prek")}
    environment = {**kept, **homes, "XDG_CACHE_HOME": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"}
    return Project(folder, hooks, git(hooks, "rev-parse", "HEAD"), environment)


@pytest.fixture(params=sorted(RUNNERS))
def runner(request: pytest.FixtureRequest) -> str:
    """Each program that runs hooks, where it is installed."""
    if request.param == "prek" and not Path(RUNNERS["prek"][0]).exists():
        pytest.skip("prek is not installed")
    return str(request.param)


def termlint(project: Project, *arguments: str) -> Outcome:
    """What termlint does by itself in the project, in 80 columns."""
    return project.call(sys.executable, "-m", "termlint", *arguments)


def places(output: str) -> list[str]:
    """Where the findings in a report are."""
    return re.findall(r"^ *--> (.*)$", output, flags=re.MULTILINE)


def shown(output: str) -> set[str]:
    """The control characters in an output but its line ends."""
    return set(re.findall(r"[^\n\x20-\x7e\xa0-\U0010ffff]", output))


def test_the_manifest_is_valid(project: Project, runner: str) -> None:
    """Both runners accept the manifest."""
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    assert project.call(*RUNNERS[runner], "validate-manifest", manifest).status == 0


def test_every_type_of_the_manifest_is_read() -> None:
    """Whatever ending identifies a file as of a type that the hooks are given is one that a format reads."""
    from identify.extensions import EXTENSIONS

    import termlint.formats
    from termlint.plugins import discover

    read = {suffix for format in discover(termlint.formats, "FORMAT") for suffix in format.suffixes}
    manifest = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    types = {type for hook in manifest for type in hook.get("types_or", ())}
    assert types
    for type in types:
        endings = {f".{ending}" for ending, tags in EXTENSIONS.items() if type in tags}
        assert endings & read, f"no format reads {type}"


def test_clean_text_passes(project: Project, runner: str) -> None:
    """Text without findings passes."""
    project.write("a page.md", "# Spa\n\nOur therapists give massages.\n")
    done = project.run("termlint", runner=runner)
    assert (done.status, "Passed" in done.output) == (0, True)


def test_findings_fail_and_read_as_ever(project: Project) -> None:
    """Findings fail the hook, and it prints what termlint prints, with nothing in it that acts."""
    project.write("docs/a page.md", FINDING)
    done = project.run("termlint")
    assert done.status == 1
    _, _, output = done.output.partition("termlint...")
    header, _, report = output.partition("\n\n")
    assert header.endswith("Failed\n- hook id: termlint\n- exit code: 1")
    assert report.strip() == termlint(project, "check").output.strip()
    assert " --> docs/a page.md:3:1\n" in report
    assert not shown(done.output)


def test_arguments_are_the_users(project: Project) -> None:
    """A user's `args` replace only those of the manifest: what the hook cannot do without stays."""
    project.write("docs/a page.md", FINDING)
    project.write(".termlint.toml", 'extend-exclude = ["docs/"]\n')
    assert project.run("termlint", args=["--output-format=concise", "--"]).status == 0
    project.write("page.md", FINDING)
    done = project.run("termlint", args=["--output-format=concise", "--"])
    assert done.status == 1
    assert "\npage.md:3:1: warning TL103 " in done.output
    assert "docs" not in done.output
    assert project.run("termlint", args=["--fail-on=error", "--"]).status == 0


def test_files_that_no_format_reads_pass(project: Project) -> None:
    """A commit of files that look like plain text by their name but that no format reads does not fail."""
    project.write("LICENSE", "Nobody may massage the numbers.\n")
    done = project.run("termlint")
    assert (done.status, "Passed" in done.output) == (0, True)


def test_strange_names(project: Project, runner: str) -> None:
    """Names with a space, a leading hyphen and a line feed are names."""
    names = ["-dash.md", "--fix.md", "a page.md", "new\nline.md", "e\u0301 😀.md"]
    for name in names:
        project.write(name, FINDING)
    done = project.run("termlint", runner=runner)
    assert done.status == 1
    assert len(places(done.output)) == len(names)
    assert {f"{place}:3:1" for place in ("-dash.md", "--fix.md", "a page.md")} < set(places(done.output))
    assert not shown(done.output)


def test_names_that_are_no_text(project: Project) -> None:
    """A name that is not UTF-8 is shown by its bytes; pre-commit itself cannot run on such a repository."""
    if not Path(RUNNERS["prek"][0]).exists():
        pytest.skip("prek is not installed")
    try:
        project.write(b"caf\xe9.md", FINDING)
    except OSError:
        pytest.skip("this file system only has names that are text")
    done = project.run("termlint", runner="prek")
    assert (done.status, places(done.output)) == (1, ["caf\\xe9.md:3:1"])


def test_a_terminal_of_no_size(project: Project) -> None:
    """With `--color=always` the hook has a terminal of no columns: it has colour, and the lines of 80 columns."""
    project.write("a page.md", FINDING)
    done = project.run("termlint", "--color=always")
    assert done.status == 1
    _, _, report = done.output.partition("exit code: 1")
    assert "\x1b[1;33mwarning[TL103]\x1b[0m" in report
    plain = re.sub(r"\x1b\[[0-9;]*m", "", report)
    assert plain.strip() == termlint(project, "check").output.strip()


def test_a_broken_glossary_is_told_with_its_place(project: Project, runner: str) -> None:
    """A glossary that cannot be used fails the hook with status 2, and says where and why."""
    project.write("page.md", FINDING)
    project.write("terms.yml", FAULTY)
    project.write(".termlint.toml", 'glossary = "terms.yml"\n')
    done = project.run("termlint", runner=runner)
    assert done.status == 1
    assert "- exit code: 2\n" in done.output
    assert "terms.yml:7:9" in places(done.output)
    assert "definiton" in done.output


def test_the_glossary_hook_checks_glossaries(project: Project, runner: str) -> None:
    """The hook for glossaries passes a sound one, fails one that cannot be used, and reads no other file."""
    project.write("docs/glossary.yml", GLOSSARY)
    project.write("other.yml", FAULTY)
    assert project.run("termlint-glossary", runner=runner).status == 0
    project.write("docs/glossary.yml", FAULTY)
    done = project.run("termlint-glossary", runner=runner)
    assert done.status == 1
    assert "- exit code: 2\n" in done.output
    assert places(done.output)[0] == "docs/glossary.yml:7:9"


def test_the_glossary_hook_warns_of_weak_glossaries(project: Project) -> None:
    """A sense that nothing tests is a finding, with status 1."""
    project.write("glossary.yaml", re.sub(r" *examples.*\n", "", GLOSSARY))
    done = project.run("termlint-glossary")
    assert done.status == 1
    assert "- exit code: 1\n" in done.output
    assert "\nglossary.yaml:6:13: warning no-examples: " in done.output


def test_fixes_are_written_once(project: Project, runner: str) -> None:
    """The fixing hook changes the file and fails; the second run has nothing left to do."""
    project.write("glossary.yml", GLOSSARY)
    project.write(".termlint.toml", 'glossary = "glossary.yml"\n')
    project.write("page.md", "# Window\n\nA gadget is next to two Gizmos.\n")
    first = project.run("termlint-fix", runner=runner)
    assert first.status == 1
    assert "files were modified by this hook" in first.output.lower()
    assert (project.folder / "page.md").read_text(encoding="utf-8") == "# Window\n\nA widget is next to two Widgets.\n"
    assert project.run("termlint-fix", runner=runner).status == 0


def test_what_cannot_be_fixed_still_fails(project: Project) -> None:
    """The fixing hook reports what is left to people."""
    project.write("page.md", FINDING)
    done = project.run("termlint-fix")
    assert done.status == 1
    assert places(done.output) == ["page.md:3:1"]
    assert (project.folder / "page.md").read_text(encoding="utf-8") == FINDING


def test_thousands_of_long_names_lose_nothing(project: Project) -> None:
    """More names than one command line takes are given in several, which find what one run on the folder finds."""
    for number in range(3000):
        folder = project.folder / f"{number % 20:-<30}"
        folder.mkdir(exist_ok=True)
        text = FINDING if number % 100 == 0 else "# Spa\n"
        (folder / f"{number:-<31}.md").write_text(text, encoding="utf-8")
    done = project.run("termlint", args=["--output-format=concise", "--"])
    alone = termlint(project, "check", "--output-format=concise", ".")
    found = [line for line in done.output.splitlines() if ": warning TL103 " in line]
    assert len(found) == 30
    assert sorted(found) == [line for line in alone.output.splitlines() if ": warning TL103 " in line]


def test_the_hooks_can_be_tried(project: Project) -> None:
    """`pre-commit try-repo` installs the hooks out of a folder and runs one."""
    project.write("page.md", FINDING)
    done = project.call(*RUNNERS["pre-commit"], "try-repo", str(project.hooks), "termlint", "--all-files")
    assert done.status == 1
    assert places(done.output) == ["page.md:3:1"]


def blocks(language: str) -> list[str]:
    """The code of the page on pre-commit in a language, without its indentation."""
    page = (ROOT / "docs" / "how-to" / "pre-commit.md").read_text(encoding="utf-8")
    return [textwrap.dedent(code) for code in re.findall(rf"```{language}\n(.*?)```", page, flags=re.DOTALL)]


def test_the_page_shows_a_configuration_that_works(project: Project) -> None:
    """The configuration of the page, with this repository for the published one, runs as the page says."""
    published, *_ = blocks("yaml")
    config = re.sub(r"rev: .*", f"rev: {project.revision}", re.sub(r"repo: .*", f"repo: {project.hooks}", published))
    project.write(".pre-commit-config.yaml", config)
    project.write("page.md", FINDING)
    (command,) = blocks("console")
    done = project.call(*RUNNERS["pre-commit"], *command.split()[2:])
    assert done.status == 1
    assert re.search(r"^termlint\.+Failed$", done.output, flags=re.MULTILINE)
    assert re.search(r"^termlint glossary check\.+\(no files to check\)Skipped$", done.output, flags=re.MULTILINE)
    assert places(done.output) == ["page.md:3:1"]


def test_the_page_lists_the_hooks() -> None:
    """The table of the page has the hooks of the manifest, with what they run."""
    page = (ROOT / "docs" / "how-to" / "pre-commit.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(termlint[\w-]*)` \| `([^`]*)`", page, flags=re.MULTILINE)
    manifest = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    assert [id for id, _ in listed] == [hook["id"] for hook in manifest]
    for (_, runs), hook in zip(listed, manifest, strict=True):
        assert re.match(rf"{re.escape(runs)}( --force-exclude --allow-empty)?$", hook["entry"])


def test_options_of_the_page_do_what_it_says(project: Project) -> None:
    """The page's `args`, its exclusion and its further types work."""
    _, failing, typed = blocks("yaml")
    excluding, reading = blocks("toml")
    ((choice,), (types,)) = (YAML(typ="safe").load(text) for text in (failing, typed))
    project.write("page.md", FINDING)
    assert project.run("termlint").status == 1
    assert project.run("termlint", args=choice["args"]).status == 0
    project.write(".termlint.toml", excluding.replace("archive/", "page.md"))
    assert project.run("termlint").status == 0
    project.write(".termlint.toml", excluding + reading)
    project.write("page.md", "")
    project.write("page.rst", FINDING)
    assert project.run("termlint").status == 0
    done = project.run("termlint", types_or=types["types_or"])
    assert (done.status, places(done.output)) == (1, ["page.rst:3:1"])
