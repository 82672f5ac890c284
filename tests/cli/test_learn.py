"""`termlint learn` from end to end: on pages about birds and machines that are all called cranes."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from termlint.formats.markdown import FORMAT
from termlint.glossaries import load
from termlint.glossary.learned import loads
from termlint.linter import Linter
from termlint.lock import fitting
from termlint.resolution import Outcome

Run = Callable[..., Any]

GLOSSARY = """\
glossary: Birds and machines
terms:
  - term: crane
    senses:
      - id: crane.bird
        definition: a tall wading bird with long legs
        cues: [feather, nest, marsh, wing, egg]
        examples: [The crane spread its wings over the marsh.]
      - id: crane.machine
        definition: a machine that lifts heavy loads
        cues: [hook, boom, operator, load, cable]
        examples: [The crane lifted the load on its hook.]
  - term: seal
    senses:
      - {id: seal.animal, definition: an animal of the coast, cues: [fish, ice]}
      - {id: seal.ring, definition: a ring that keeps oil in, cues: [oil, pump]}
"""
WORDS = {
    "bird": "feathers nest marsh wings eggs reeds lake flock river plumage chick meadow dawn wetland",
    "machine": "hook boom operator load cable tower steel concrete girder scaffold bolt harbour container site",
}
FILLERS = ["today", "often", "carefully", "quietly", "together", "slowly", "twice", "later", "again", "calmly"]
FRAMES = (
    "{f} the crane moved above the {a} and the {b}, {g} beside a {c}.",
    "We saw a crane {f} near the {a}; the {b} and the {c} were {g} in sight.",
    "The {a} lay still while a crane turned {f} over the {b} and its {c}.",
    "Nobody watched the crane {f}, though the {a}, the {b} and the {c} were there {g}.",
)
UNDECIDED = "We saw a crane today near the plumage; the wetland and the chick were later in sight."
"""No cue of the author's stands in it; the words that do stand beside those cues on other pages."""


def sentences(kind: str, seed: int, count: int = 80) -> Iterator[str]:
    """Sentences about one of the two kinds of crane."""
    dice = random.Random(seed)
    for _ in range(count):
        a, b, c = dice.sample(WORDS[kind].split(), 3)
        f, g = dice.sample(FILLERS, 2)
        yield dice.choice(FRAMES).format(a=a, b=b, c=c, f=f, g=g).capitalize()


@pytest.fixture
def cranes(project: Path) -> Path:
    """The project, with 160 mentions of cranes on eight pages, and a glossary that tells them apart by a few cues."""
    (project / "glossary.yml").write_text(GLOSSARY)
    for name in ("docs/bad.md", "good.md"):
        (project / name).unlink()
    pairs = list(itertools.chain(*zip(sentences("bird", 1), sentences("machine", 2), strict=True)))
    for page in range(8):
        paragraphs = "\n\n".join(pairs[page * 20 : page * 20 + 20])
        (project / "docs" / f"page{page}.md").write_text(f"# Page {page}\n\n{paragraphs}\n")
    return project


def files(folder: Path) -> dict[str, bytes]:
    """What `learn` wrote."""
    return {path.name: path.read_bytes() for path in folder.glob("glossary.l*")}


def rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of the label file."""
    return [json.loads(line) for line in (folder / "glossary.labels.jsonl").read_text().splitlines()]


def test_learning_decides_what_was_undecided(termlint: Run, cranes: Path) -> None:
    """A mention that was ambiguous is decided after learning, by words with their support, which sum to the score."""
    glossary = load([cranes / "glossary.yml"], root=cranes)
    text = f"# Page\n\n{UNDECIDED}\n"
    before = Linter(glossary).check(text, filename="a.md", format=FORMAT).resolutions[0]
    assert before.outcome is Outcome.AMBIGUOUS
    assert termlint("learn", "docs").status == 0
    fits = fitting(glossary, cranes)
    assert fits.stale == ()
    (after,) = Linter(glossary, fits.learned).check(text, filename="a.md", format=FORMAT).resolutions
    assert after.sense is not None
    assert after.sense.id == "crane.bird"
    learned = {piece.text: piece for piece in after.evidence if piece.origin == "learned"}
    assert {"plumage", "wetland", "chick"} <= learned.keys()
    assert all(piece.support >= 5 for name, piece in learned.items() if name in ("plumage", "wetland", "chick"))
    for sense, score in after.scores:
        assert round(sum(piece.weight for piece in after.evidence if piece.sense == sense), 2) == score


def test_every_command_uses_the_lock_file(termlint: Run, cranes: Path) -> None:
    """`check`, also of standard input, `usage` and `glossary test` decide by what was learned."""
    (cranes / "new.md").write_text(UNDECIDED)
    with (cranes / "glossary.yml").open("a") as file:
        file.write(
            "  - term: heron\n    senses: [{id: heron, definition: a bird, misuses: "
            f'[{{text: "{UNDECIDED} A heron.", rule: ambiguous-sense}}]}}]\n'
        )
    assert "TL101" in termlint("check", "new.md").out
    assert termlint("glossary", "test").status == 0
    termlint("learn", "docs")
    assert termlint("check", "new.md").status == 0
    assert termlint("check", "-", stdin=UNDECIDED.encode()).status == 0
    assert termlint("check", "--jobs", "2", "new.md", "docs").status == 0
    (use,) = [json.loads(line) for line in termlint("usage", "new.md", "--output-format", "jsonl").out.splitlines()]
    assert use["sense"] == "crane.bird"
    assert "learned" in {piece["origin"] for piece in use["evidence"]}
    assert termlint("glossary", "test").status == 1
    assert termlint("glossary", "test", "--mutate").status == 1


def test_the_report(termlint: Run, cranes: Path) -> None:
    """It tells of each term the mentions, the coverage, its words, cues to consider with samples, and what to label."""
    told = termlint("learn", "docs").out
    lines = told.splitlines()
    assert lines[0].startswith("crane: 160 mentions, ")
    assert lines[0].endswith("% reached by what the glossary gives: learned")
    assert lines[1].startswith("  crane.bird     80 mentions  ")
    assert lines[2].startswith("  crane.machine  ") or lines[3].startswith("  crane.machine  ")
    at = lines.index("  cues to consider for crane.bird")
    assert " beside " in lines[at + 1]
    word = lines[at + 1].split()[0]
    assert word in WORDS["bird"].split()
    for sample in lines[at + 2 : at + 4]:
        assert "crane" in sample
        assert word in sample
    assert "  labels that would help most" in lines
    assert lines[-4:] == [
        "not mentioned: seal",
        "glossary.learned.yml written",
        "glossary.labels.jsonl holds 20 mentions to label: run `termlint label`",
        "to take words as cues: `termlint accept SENSE WORD...`",
    ]
    assert max(map(len, lines)) <= 80


def test_the_report_for_programs(termlint: Run, cranes: Path) -> None:
    """As JSON it is one object, without colour or notes in it, and says the same."""
    told = json.loads(termlint("learn", "--output-format", "json", "--color", "always").out)
    assert told["lock"] == {"filename": "glossary.learned.yml", "fresh": False, "written": True}
    assert told["labels"] == {"filename": "glossary.labels.jsonl", "labelled": 0, "open": 20}
    (crane,) = told["terms"]
    assert (crane["term"], crane["mentions"], crane["learned"]) == ("crane", 160, True)
    assert [sense["sense"] for sense in crane["senses"]] == ["crane.bird", "crane.machine"]
    assert {len(proposal["samples"]) for proposal in crane["proposals"]} == {2}
    assert len(crane["asked"]) == 20
    assert told["unseen"] == ["seal"]


def test_the_lock_file_knows_the_senses(termlint: Run, cranes: Path) -> None:
    """What is learned holds the words that only other words lead to, each for the sense that it stands with."""
    termlint("learn")
    learned = loads((cranes / "glossary.learned.yml").read_text(), "glossary.learned.yml").term("crane")
    assert learned is not None
    assert learned.mentions == 160
    words = {sense.id: {word.feature: word.tenths for word in sense.words} for sense in learned.senses}
    assert words["crane.bird"]["plumag"] > 5
    assert words["crane.machine"]["concret"] > 5
    assert [sense.mentions for sense in learned.senses] == [80, 80]


@pytest.mark.slow
def test_the_same_bytes(cranes: Path) -> None:
    """Neither the order of arguments nor the number of processes, the hash seed nor the folder change a byte."""
    pages = sorted(f"docs/{path.name}" for path in (cranes / "docs").iterdir())

    def learned(folder: str, seed: str, *arguments: str) -> dict[str, bytes]:
        for path in cranes.glob("glossary.l*"):
            path.unlink()
        subprocess.run(
            [sys.executable, "-m", "termlint", "learn", "-q", *arguments],
            cwd=cranes / folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return files(cranes)

    first = learned(".", "0")
    assert first.keys() == {"glossary.learned.yml", "glossary.labels.jsonl"}
    assert learned(".", "1", *reversed(pages)) == first
    assert learned(".", "2", "--jobs", "2", *random.Random(3).sample(pages, 8), pages[0]) == first
    assert learned("docs", "3", ".") == first
    moved = cranes.rename(cranes.with_name("elsewhere"))
    cranes.symlink_to(moved)
    assert learned(".", "4") == first


def test_check_tells_what_is_stale(termlint: Run, cranes: Path) -> None:
    """--check is 1 where the lock file is missing or would be written otherwise, else 0, and writes nothing."""
    ended = termlint("learn", "--check")
    assert ended.status == 1
    assert "glossary.learned.yml is missing" in ended.out
    assert files(cranes) == {}
    termlint("learn")
    assert termlint("learn", "--check").out == "glossary.learned.yml is up to date\n"
    page, glossary = cranes / "docs" / "page0.md", cranes / "glossary.yml"
    written, text = files(cranes), page.read_text()
    page.write_text(text + "\nNo word of interest here.\n")
    assert termlint("learn", "--check").status == 0
    page.write_text(text + "\nThe crane slept on a chimney.\n")
    ended = termlint("learn", "--check")
    assert ended.status == 1
    assert "glossary.learned.yml is stale" in ended.out
    page.write_text(text)
    glossary.write_text(GLOSSARY.replace("wing, egg", "wing"))
    assert termlint("learn", "--check").status == 1
    glossary.write_text(GLOSSARY.replace("fish, ice", "fish, ice, fur"))
    assert termlint("learn", "--check").status == 0
    (cranes / "glossary.labels.jsonl").write_text(
        json.dumps({"term": "crane", "sense": "crane.bird", "text": "A [[crane]] on a chimney."})
    )
    assert termlint("learn", "--check").status == 1
    assert files(cranes)["glossary.learned.yml"] == written["glossary.learned.yml"]


def test_a_dry_run_writes_nothing(termlint: Run, cranes: Path) -> None:
    """--dry-run prints the report and leaves all files alone."""
    ended = termlint("learn", "--dry-run")
    assert ended.status == 0
    assert ended.out.startswith("crane: 160 mentions")
    assert ended.out.endswith("nothing was written\n")
    assert files(cranes) == {}
    assert termlint("learn", "--dry-run", "--check").status == 2


def test_a_stale_lock_file_is_ignored_for_its_term(termlint: Run, cranes: Path) -> None:
    """When the author changes what seeds a term, what was learned of it is not used, and one note says so."""
    (cranes / "new.md").write_text(UNDECIDED)
    termlint("learn", "docs")
    (cranes / "glossary.yml").write_text(GLOSSARY.replace("wing, egg", "wing"))
    ended = termlint("check", "new.md", "--output-format", "json")
    assert ended.status == 1
    assert ended.err == "note: the lock file is stale for: crane; run `termlint learn`\n"
    assert json.loads(ended.out)["diagnostics"][0]["code"] == "TL101"
    assert termlint("check", "new.md", "--quiet", "--output-format", "json").err == ""
    (cranes / "glossary.yml").write_text(GLOSSARY.replace("fish, ice", "fish, ice, fur"))
    ended = termlint("check", "new.md", "--output-format", "json")
    assert (ended.status, ended.err) == (0, "")


def test_a_broken_lock_file_is_an_error(termlint: Run, cranes: Path) -> None:
    """A file that is no lock file stops every command, at its place."""
    (cranes / "glossary.learned.yml").write_text("{\n<<<<<<< ours\n}\n")
    for command in (["check"], ["usage"], ["glossary", "test"], ["learn"]):
        ended = termlint(*command)
        assert ended.status == 2
        assert "glossary.learned.yml:2:1" in ended.err
        assert "run `termlint learn` again, or delete the file" in ended.err


def test_thin_seeds_are_refused(termlint: Run, cranes: Path) -> None:
    """Where the glossary reaches too few mentions nothing is learned; the words around the others are told."""
    thin = "cues: [zygote]"
    weak = GLOSSARY.replace("cues: [feather, nest, marsh, wing, egg]", thin).replace(
        "cues: [hook, boom, operator, load, cable]", thin.replace("zygote", "quark")
    )
    (cranes / "glossary.yml").write_text("\n".join(line for line in weak.splitlines() if "examples" not in line))
    ended = termlint("learn")
    assert ended.status == 1
    assert "reached by what the glossary gives: not learned" in ended.out
    assert "30% are needed" in ended.out
    told = " ".join(ended.out.split())
    frequent = told.partition("Frequent words around the others: ")[2].partition(". Give")[0].split(", ")
    assert len(frequent) == 12
    assert len(rows(cranes)) == 20
    assert files(cranes).keys() == {"glossary.labels.jsonl"}


def test_a_term_that_is_refused_leaves_the_lock_file(termlint: Run, cranes: Path) -> None:
    """What is no longer learned goes from the lock file; a few mentions are too few."""
    termlint("learn")
    for page in (cranes / "docs").iterdir():
        page.write_text("Two cranes and a nest.\n")
    ended = termlint("learn")
    assert ended.status == 1
    assert "Too few mentions to learn from: 10 are needed." in ended.out
    assert loads((cranes / "glossary.learned.yml").read_text(), "").terms == ()
    assert termlint("learn", "--check").status == 0


def test_labels_are_used_and_kept(termlint: Run, cranes: Path) -> None:
    """Labels count once, as they are; they survive further runs and the page that they came from."""
    termlint("learn")
    first = rows(cranes)
    assert [row["sense"] for row in first] == [None] * 20
    answers = {"none": 1, "crane.bird": 4, "crane.machine": 3}
    given = list(itertools.chain.from_iterable([sense] * number for sense, number in answers.items()))
    labelled = [{**row, "sense": sense} for row, sense in zip(first, given, strict=False)]
    (cranes / "glossary.labels.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in labelled))
    ended = termlint("learn")
    assert ended.out.startswith("crane: 159 mentions, 7 labelled, ")
    again = rows(cranes)
    assert again[:8] == labelled
    assert [row["sense"] for row in again[8:]] == [None] * 20
    assert not {row["text"] for row in again[8:]} & {row["text"] for row in labelled}
    learned = loads((cranes / "glossary.learned.yml").read_text(), "").term("crane")
    assert learned is not None
    assert (learned.mentions, learned.labels) == (159, 7)
    for page in sorted((cranes / "docs").iterdir())[:4]:
        page.unlink()
    termlint("learn")
    assert rows(cranes)[:8] == labelled


def test_labels_decide_against_the_seeds(termlint: Run, cranes: Path) -> None:
    """Many labels that contradict what was learned turn it."""
    text = "The [[crane]] stood by the plumage and the wetland, {0}."
    turned = [
        {"term": "crane", "sense": "crane.machine", "text": text.format(a + " " + b)}
        for a, b in itertools.permutations(FILLERS, 2)
    ]
    termlint("learn")
    (cranes / "new.md").write_text(UNDECIDED)
    (cranes / "glossary.labels.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in turned))
    termlint("learn", "docs")
    learned = loads((cranes / "glossary.learned.yml").read_text(), "").term("crane")
    assert learned is not None
    words = {sense.id: {word.feature for word in sense.words} for sense in learned.senses}
    assert "plumag" in words["crane.machine"] - words["crane.bird"]


def test_a_wrong_label_is_an_error(termlint: Run, cranes: Path) -> None:
    """A sense that the term does not have stops learning, at its place, with the one that was meant."""
    (cranes / "mine.jsonl").write_text('{"term": "crane", "sense": "crane.brid", "text": "A [[crane]]."}\n')
    ended = termlint("learn", "--labels", "mine.jsonl")
    assert ended.status == 2
    assert "mine.jsonl:1:28" in ended.err
    assert "did you mean `crane.bird`?" in ended.err
    assert files(cranes) == {}


def test_warnings(termlint: Run, cranes: Path) -> None:
    """A sense that no text speaks of, and a cue that stands with the other sense, are told."""
    fly = "      - {id: crane.fly, definition: an insect of ponds, cues: [insect, larva, pond]}\n  - term: seal"
    (cranes / "glossary.yml").write_text(GLOSSARY.replace("  - term: seal", fly))
    told = " ".join(termlint("learn").out.split())
    assert "warning: senses with too few confident mentions to learn from: crane.fly (0)" in told
    (cranes / "glossary.yml").write_text(GLOSSARY.replace("wing, egg", "wing, egg, concrete"))
    told = " ".join(termlint("learn").out.split())
    assert "warning: the cue “concrete” of sense crane.bird stands with crane.machine in these texts" in told


def test_one_term_at_a_time(termlint: Run, cranes: Path) -> None:
    """--term learns that term only and leaves what is there of others; unknown and one-sense terms are refused."""
    (cranes / "docs" / "seals.md").write_text(
        "\n\n".join(f"The seal lay on the {a} with a {b}." for a in ("ice", "pump") for b in FILLERS)
    )
    termlint("learn", "--term", "crane")
    lock = loads((cranes / "glossary.learned.yml").read_text(), "")
    assert [term.term for term in lock.terms] == ["crane"]
    assert {row["term"] for row in rows(cranes)} == {"crane"}
    termlint("learn", "--term", "seal")
    assert [term.term for term in loads((cranes / "glossary.learned.yml").read_text(), "").terms] == ["crane", "seal"]
    assert {row["term"] for row in rows(cranes)} == {"crane", "seal"}
    both = files(cranes)
    termlint("learn")
    assert files(cranes)["glossary.learned.yml"] == both["glossary.learned.yml"]
    ended = termlint("learn", "--term", "cranes")
    assert ended.status == 2
    assert "did you mean 'crane'?" in ended.err


def test_files_that_cannot_be_read(termlint: Run, cranes: Path) -> None:
    """A file that is no text is told and makes the status 2; the others are learned from."""
    (cranes / "docs" / "bad.md").write_bytes(b"crane \xff")
    ended = termlint("learn")
    assert ended.status == 2
    assert "docs/bad.md" in ended.err
    assert "glossary.learned.yml written" in ended.out


def test_what_cannot_be_learned_from(termlint: Run, cranes: Path) -> None:
    """Standard input, no file, and no place beside the built-in glossary are told before anything is done."""
    assert "reads files, not standard input" in termlint("learn", "-").err
    (cranes / "empty").mkdir()
    ended = termlint("learn", "empty")
    assert ended.status == 2
    assert "no file to learn from" in ended.err
    ended = termlint("learn", "--isolated")
    assert ended.status == 2
    assert "nothing can be written beside the built-in glossary" in ended.err
    assert termlint("learn", "--isolated", "--dry-run").status == 1
    assert termlint("learn", "--show-files").out.splitlines()[0] == "docs/page0.md"


def test_what_a_glossary_extends_may_have_been_learned(termlint: Run, cranes: Path) -> None:
    """A glossary that extends another uses what was learned for that one, as far as it leaves its terms alone."""
    termlint("learn")
    (cranes / "new.md").write_text(UNDECIDED)
    (cranes / "mine.yml").write_text("glossary: Mine\nextends: glossary.yml\n")
    assert termlint("check", "new.md", "--glossary", "mine.yml").status == 0
    with (cranes / "mine.yml").open("a") as file:
        file.write("terms: [{term: crane, senses: [{id: crane.bird, definition: another bird}]}]\n")
    ended = termlint("check", "new.md", "--glossary", "mine.yml")
    assert ended.status == 1
    assert "the lock file is stale for: crane" in ended.out
