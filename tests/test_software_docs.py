"""The example for software documentation: its glossary, its pages and its settings hold together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from termlint.cli._session import formats, known
from termlint.config import Layer, resolve
from termlint.config_file import read
from termlint.diagnostic import Diagnostic, Severity
from termlint.glossaries import Rules, load
from termlint.glossary.lint import check as faults_of
from termlint.glossary.model import Glossary, Sense, Status
from termlint.linter import Linter, rules
from termlint.path_settings import PathSettings
from termlint.selftest import run as selftest

FOLDER = Path(__file__).parents[1] / "examples" / "software-docs"
SLIPS_IN_SPELLING = {"rest.lower-case", "go.lower-case", "github.lower-case", "kubernetes.lower-case"}
REPORTED = {
    "community.md": [(5, "TL104", "While")],
    "install.md": [
        (3, "TL104", "Github"),
        (8, "TL104", "Since"),
        (13, "TL201", "untar"),
        (14, "TL104", "Setup"),
        (15, "TL104", "Once"),
        (23, "TL301", "base64"),
    ],
    "network.md": [
        (8, "TL104", "packages"),
        (10, "TL104", "master"),
        (19, "TL102", "deprecated"),
        (23, "TL104", "rest"),
    ],
}


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """The glossary of the example."""
    names = [name for rule in rules() for name in (rule.name, rule.code)]
    return load([FOLDER / "glossary.yml"], root=FOLDER, rules=Rules("all", lambda: names), use_cache=False)


@pytest.fixture(scope="module")
def settings() -> PathSettings:
    """The settings of the example, by path."""
    file = read(FOLDER / "termlint.toml", "termlint.toml", known())
    layer = Layer("termlint.toml", file.values, FOLDER)
    return PathSettings(resolve([layer], root=FOLDER, file=file, known=known()))


def _checked(name: str, glossary: Glossary, settings: PathSettings) -> tuple[Diagnostic, ...]:
    path = FOLDER / name
    result = Linter(glossary).check(
        path.read_text(encoding="utf-8"), filename=name, format=formats()["markdown"], settings=settings(path)
    )
    return result.diagnostics


def _senses(glossary: Glossary) -> Iterator[Sense]:
    return (sense for term in glossary.terms for sense in term.senses)


def test_glossary_has_no_faults(glossary: Glossary) -> None:
    """Its check finds nothing but advice that is the same word in other letters."""
    faults = [fault for fault in faults_of(glossary) if fault.severity is not Severity.INFO]
    assert {fault.name for fault in faults} <= {"advice-reported"}
    told = {sense for sense in SLIPS_IN_SPELLING for fault in faults if f"`{sense}`" in fault.problem.message}
    assert len(told) == len(faults)


def test_examples_and_misuses_hold(glossary: Glossary) -> None:
    """Every example has its sense and is clean, every misuse is reported."""
    assert [str(failure.problem) for failure in selftest(glossary).failures] == []


def test_contested_senses_are_well_exercised(glossary: Glossary) -> None:
    """Where senses compete, each has four texts that must mean it, or two misuses where it must be reported."""
    for term in glossary.terms:
        for sense in term.senses if len(term.senses) > 1 else ():
            discouraged = sense.status in (Status.DEPRECATED, Status.FORBIDDEN)
            assert len(sense.misuses) >= 2 if discouraged else len(sense.examples) >= 4, sense.id


def test_discouraged_senses_name_what_to_write(glossary: Glossary) -> None:
    """Who is told not to use a word in a sense is told the word to use."""
    assert [s.id for s in _senses(glossary) if s.status in (Status.DEPRECATED, Status.FORBIDDEN) and not s.use] == []


@pytest.mark.parametrize("name", REPORTED)
def test_page(name: str, glossary: Glossary, settings: PathSettings) -> None:
    """A page of the example is reported where it should be, and nowhere else."""
    source = (FOLDER / name).read_text(encoding="utf-8")
    found = [
        (source.count("\n", 0, d.span.start) + 1, d.code, d.span.of(source)) for d in _checked(name, glossary, settings)
    ]
    assert found == REPORTED[name]


@pytest.mark.parametrize(
    "text",
    [
        "The rest of the requests go to the second server.",
        "Go to the settings, and leave the rest as it is.",
        "The host records the meeting.",
        "Copy the Master Boot Record with the master key.",
        "The package was installed a week ago, once and for all.",
        "The value has not changed since the server started.",
        "While the server is restarting, requests are queued.",
        "See kubernetes/website and the channel of kubernetes-dev.",
    ],
)
def test_ordinary_words_are_left_alone(text: str, glossary: Glossary) -> None:
    """Words that a rule of strings would report are not reported where they mean something else."""
    assert Linter(glossary).check(text, filename="a.md", format=formats()["markdown"]).diagnostics == ()


def test_path_says_who_a_host_is(glossary: Glossary, settings: PathSettings) -> None:
    """What the settings expect of a path decides a mention that nothing beside it decides."""
    text = "Ask the host."
    markdown = formats()["markdown"]
    told = {
        name: Linter(glossary).check(text, filename=name, format=markdown, settings=settings(FOLDER / name))
        for name in ("community.md", "network.md")
    }
    senses = {name: [r.sense.id if r.sense else None for r in result.resolutions] for name, result in told.items()}
    assert senses == {"community.md": ["host.person"], "network.md": ["host.machine"]}
