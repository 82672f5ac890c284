import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.docs.generated import parts, renewed
from tests.docs.pages import ROOT, SHELL, TRIED_ELSEWHERE, Block, Command, Page, commands, pages
from tests.docs.runner import Outcome, fits, run

from termlint import config_file
from termlint.cli._init import REPOSITORY
from termlint.cli._session import formats, known
from termlint.glossaries import Rules, load
from termlint.glossary.lint import check as faults_of
from termlint.linter import Linter, rules
from termlint.selftest import run as selftest
from termlint.span import LineIndex

PAGES = {page.name: page for page in pages()}
GENERATED = {
    "docs/reference/rules.md": ("table of rules", "rules"),
    "docs/reference/glossary.md": ("glossary",),
    "docs/reference/configuration.md": ("configuration",),
    "docs/reference/command-line.md": ("input formats", "output formats", "command line"),
    "docs/reference/json.md": ("report", "usage"),
}
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (?P<text>.+)$", re.MULTILINE)


def _blocks(*languages: str) -> Iterator[Any]:
    for page in PAGES.values():
        for block in page.blocks():
            if block.language in languages and page.name not in TRIED_ELSEWHERE:
                yield pytest.param(page, block, id=f"{page.name}:{block.row}")


def _commands(*, skipped: bool) -> Iterator[Any]:
    for page in PAGES.values():
        for block in page.blocks():
            if block.language in SHELL and page.name not in TRIED_ELSEWHERE:
                for command in commands(block):
                    if bool(command.skipped) is skipped:
                        yield pytest.param(page, command, id=f"{page.name}:{command.row}")


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page], Mapping[int, Outcome]]:
    """Gives the outcomes of the commands of a page, which run once, one after the other."""
    known: dict[str, Mapping[int, Outcome]] = {}

    def of(page: Page) -> Mapping[int, Outcome]:
        if page.name not in known:
            known[page.name] = run(page, tmp_path_factory.mktemp("docs"))
        return known[page.name]

    return of


@pytest.mark.slow
@pytest.mark.parametrize(("page", "command"), tuple(_commands(skipped=False)))
def test_command(page: Page, command: Command, outcomes: Callable[[Page], Mapping[int, Outcome]]) -> None:
    """A command of a page ends as the page has it end, and prints what the page shows."""
    real = outcomes(page)[command.row]
    assert real.status == command.status, real.output
    if command.output is not None and not fits(command.output, real.output):
        assert command.output == real.output, "`python -m tests.docs` writes the page anew"


def test_commands_that_are_not_run() -> None:
    """Every command that is not run has its reason, and it lies outside of this program."""
    reasons = {param.values[1].skipped.partition(" ")[0] for param in _commands(skipped=True)}
    assert reasons <= {"network:", "suite:"}


@pytest.mark.slow
def test_readme_opens_with_two_commands_that_work_alone(outcomes: Callable[[Page], Mapping[int, Outcome]]) -> None:
    """The page begins with a line that runs the program and one that runs its tests, each from nothing."""
    block = next(block for block in PAGES["README.md"].blocks() if block.language in SHELL)
    first, second = (command.line.split(" && ") for command in commands(block))
    start = ["python3 -m venv .venv", ".venv/bin/python -m pip install -q -e '.[test]'"]
    assert first == [*start, ".venv/bin/termlint check examples"]
    assert second == [*start, ".venv/bin/python -m pytest -q -n auto"]
    assert ".venv/bin/python -m pytest -q -n auto" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    text = "<!-- with: examples -->\n<!-- exit: 1 -->\n```sh\ntermlint check examples\n```\n"
    ((_, outcome),) = outcomes(Page("the first command", text)).items()
    assert outcome.status == 1
    assert "Found " in outcome.output


@pytest.mark.parametrize(("page", "block"), tuple(_blocks("yaml")))
def test_yaml(page: Page, block: Block, tmp_path: Path) -> None:
    """A glossary in a page loads, and passes its own check and tests; other YAML can at least be read."""
    assert YAML(typ="safe", pure=True).load(block.text)
    if not re.match(r"(?:#.*\n)*(?:glossary|extends):", block.text) or "part" in block.marks:
        return
    path = tmp_path / "glossary.yml"
    path.write_text(block.text, encoding="utf-8")
    rule_names = [name for rule in rules() for name in (rule.name, rule.code)]
    glossary = load([path], root=tmp_path, rules=Rules("all", lambda: rule_names), use_cache=False)
    own = [fault for fault in faults_of(glossary) if fault.problem.filename == "glossary.yml"]
    assert [str(fault.problem) for fault in own if fault.severity != "info"] == []
    failures = [result for result in selftest(glossary).failures if result.case.place.filename == "glossary.yml"]
    assert [str(result.problem) for result in failures] == []


@pytest.mark.parametrize(("page", "block"), tuple(_blocks("toml")))
def test_configuration(page: Page, block: Block, tmp_path: Path) -> None:
    """A configuration in a page has no fault."""
    shared = "tool" in tomllib.loads(block.text)
    path = tmp_path / ("pyproject.toml" if shared else ".termlint.toml")
    path.write_text(block.text, encoding="utf-8")
    assert config_file.read(path, page.name, known()).values


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_links(page: Page) -> None:
    """Every link within the repository leads to a file, and to a heading in it."""
    broken = []
    for link in _LINK.finditer(page.prose()):
        target, _, anchor = link["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.path.parent / target).resolve() if target else page.path
        if not path.exists() or (anchor and anchor not in _anchors(path)):
            broken.append(link["target"])
    assert broken == []


def _anchors(path: Path) -> set[str]:
    text = Page(path.name, path.read_text(encoding="utf-8")).prose()
    headings = (re.sub(r"[`*]", "", heading["text"]).strip().lower() for heading in _HEADING.finditer(text))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", GENERATED)
def test_reference(name: str) -> None:
    """The reference says what the code says: no option, key or rule is missing, none is told in other words."""
    text = PAGES[name].text
    assert parts(text) == GENERATED[name]
    assert text == renewed(text), "`python -m tests.docs` writes the page anew"


def test_generated_parts_stand_in_the_reference_only() -> None:
    """No other page has a part that is made from the code."""
    assert {name for name, page in PAGES.items() if parts(page.text)} == GENERATED.keys()


@pytest.fixture(scope="session")
def linter() -> Linter:
    """A linter with the built-in glossary."""
    return Linter(load([], root=ROOT))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_prose(page: Page, linter: Linter) -> None:
    """The program finds nothing to report in its own pages."""
    result = linter.check(page.text, filename=page.name, format=formats()["markdown"])
    row = LineIndex(page.text).row
    assert [f"{row(d.span.start)}: {d.code} {d.message}" for d in result.diagnostics] == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_suppressions_have_reasons(page: Page) -> None:
    """Where a page silences the program, it says why."""
    comments = re.findall(r"^<!-- termlint-disable.*", page.prose(), re.MULTILINE)
    assert [comment for comment in comments if " -- " not in comment] == []


def test_repository_has_one_address() -> None:
    """Every page gives the address of the repository that `termlint init` gives."""
    given = {
        (name, address)
        for name, page in PAGES.items()
        for address in re.findall(r"(?:git\+|git clone |repo: )(?!local)(<[^>]*>|\S+)", page.text)
    }
    assert {address for name, address in given if name not in TRIED_ELSEWHERE} == {REPOSITORY}


def test_no_page_installs_another_package() -> None:
    """The name `termlint` belongs to another package on the index, so no page tells anyone to install it."""
    assert [
        name for name, page in PAGES.items() if re.search(r"(?:pip|pipx|uv).* install termlint\b(?!-)", page.text)
    ] == []


def test_every_dependency_has_its_reason() -> None:
    """The page on the architecture has a row for each dependency at run time, and for no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", dependency)[0] for dependency in project["dependencies"]}
    section = PAGES["docs/architecture.md"].text.partition("## Dependencies")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([\w.-]+)` \|", section, re.MULTILINE)) == names


def test_every_check_of_a_glossary_is_listed() -> None:
    """The reference has a row for each check of glossaries, with the severities that it has, and for no other."""
    section = PAGES["docs/reference/glossary.md"].text.partition("## What `glossary check` finds")[2]
    listed = {
        (name, kind)
        for name, kinds in re.findall(r"^\| `([\w-]+)` \| ([\w, ]+) \|", section, re.M)
        for kind in kinds.split(", ")
    }
    found = set()
    for path in (ROOT / "src" / "termlint" / "glossary").glob("_lint_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("error", "warning") and node.args:
                name = node.args[0]
                found.add((name.value if isinstance(name, ast.Constant) else "?", ast.unparse(node.func)))
    assert listed == found


def test_every_module_has_its_place() -> None:
    """The page on the architecture names every module and package of the program, and nothing else."""
    house = (
        PAGES["docs/architecture.md"].text.partition("## The house")[2].partition("```text\n")[2].partition("```")[0]
    )
    named = {word.partition("/")[0] for line in house.splitlines() for word in line[5:].split("  ")[0].split()}
    there = {
        path.stem for path in (ROOT / "src" / "termlint").iterdir() if path.name[0] != "_" and path.suffix != ".typed"
    }
    assert named == there, "give it a line under `The house` in docs/architecture.md"


def test_elided_output() -> None:
    """A line `[…]` of a page stands for any lines, none of the others for anything but itself."""
    assert fits("a\n[…]\nd\n", "a\nb\nc\nd\n")
    assert fits("a\n[…]\n", "a\n")
    assert not fits("a\n[…]\nd\n", "a\nb\n")
    assert not fits("a\n", "a\nb\n")


def test_the_commands_run_here() -> None:
    """The program that the pages start is the one under test."""
    assert (Path(sys.executable).parent / "termlint").exists()
