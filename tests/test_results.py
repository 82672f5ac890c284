"""Results that are kept from run to run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from termlint import packing, results
from termlint.diagnostic import Diagnostic, FileResult, Severity
from termlint.resolution import Outcome
from termlint.results import DAYS, Results
from termlint.run import Checked, Job, digest_of
from termlint.settings import Settings
from termlint.span import Span
from termlint.walk import FoundFile

FOUND = Diagnostic("TL1", "rule", Severity.ERROR, Outcome.CERTAIN, Span(0, 4), "wrong")


def job(folder: Path, name: str = "a.md", text: str = "text", **given: object) -> Job:
    """A file with this text, to be checked."""
    (folder / name).write_text(text)
    return Job(FoundFile(folder / name, name, "markdown"), Settings(**given))  # type: ignore[arg-type]


def outcome(of: Job, **change: object) -> Checked:
    """What checking the file gave."""
    data = of.file.path.read_bytes()
    result = FileResult(of.file.name, data.decode(), (FOUND,), counted=1)
    checked = Checked(result.tell(tell(result)), digest=digest_of(data), packed=packing.dumps(result))
    return replace(checked, **change)  # type: ignore[arg-type]


def tell(result: FileResult) -> str:
    """The part of a report: where and what."""
    return f"{result.filename} {[d.span.of(result.source) for d in result.diagnostics]}"


def recalled(known: Results, jobs: list[Job]) -> dict[int, Checked]:
    """What is known of jobs, as it is told."""
    return known.recall(jobs, tell)


def told(of: Job) -> Checked:
    """The same, as it is known again."""
    return replace(outcome(of), packed=b"")


def opened(folder: Path, *about: str, day: int = 100, max_size: int = 1000) -> Results:
    """The results in the folder `cache`."""
    return Results(folder / "cache", about, max_size=max_size, day=day)


def kept(folder: Path, of: Job, **change: object) -> Results:
    """Results that hold one, written and opened anew."""
    made = opened(folder)
    made.keep(of, outcome(of, **change))
    made.save()
    return opened(folder)


def test_what_was_found_is_known_again(tmp_path: Path) -> None:
    """A result comes back as it was, with the text that it is shown with."""
    one = job(tmp_path)
    assert recalled(kept(tmp_path, one), [job(tmp_path, "b.md"), one]) == {1: told(one)}


def test_whatever_matters_makes_another_result(tmp_path: Path) -> None:
    """Other bytes, another name, format or setting, other circumstances and another limit are not known."""
    one = job(tmp_path)
    known = kept(tmp_path, one)
    others = [
        job(tmp_path, "b.md"),
        replace(one, file=replace(one.file, format="text")),
        *(
            Job(one.file, Settings(**change))
            for change in (
                {"select": frozenset({"TL1"})},
                {"severities": {"TL1": Severity.INFO}},
                {"options": {"TL1": {"a": 1}}},
                {"expect": ("a",)},
                {"margin": "strict"},
                {"metadata_keys": ()},
            )
        ),
    ]
    assert recalled(known, others) == {}
    assert recalled(opened(tmp_path, "other glossary"), [one]) == {}
    assert recalled(opened(tmp_path, max_size=999), [one]) == {}
    assert recalled(known, [one]) != {}
    one.file.path.write_text("txet")
    assert recalled(known, [one]) == {}
    one.file.path.unlink()
    assert recalled(known, [one]) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"packed": b""},
        {"settled": False},
        {"digest": None},
        {"packed": b"x" * (packing.LARGEST + 1)},
    ],
)
def test_what_may_be_otherwise_next_time_is_not_kept(tmp_path: Path, change: dict[str, object]) -> None:
    """What was not packed, as errors are and what is very large, and what is not settled is found out again."""
    one = job(tmp_path)
    assert recalled(kept(tmp_path, one, **change), [one]) == {}
    assert not (tmp_path / "cache").exists()


@settings(max_examples=50, derandomize=True, deadline=None)
@given(data=st.data())
def test_garbage_is_not_there(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is done to the files, a result is the right one or none."""
    folder = tmp_path_factory.mktemp("garbage")
    one = job(folder)
    known = kept(folder, one)
    [path] = (folder / "cache" / "results").iterdir()
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :])
    assert recalled(known, [one]) in ({}, {0: told(one)})
    known.keep(one, outcome(one))
    known.save()
    assert recalled(known, [one]) == {0: told(one)}


def test_a_result_of_another_file_is_not_taken(tmp_path: Path) -> None:
    """A line under the wrong name is seen by its checksum."""
    one, other = job(tmp_path), job(tmp_path, "b.md")
    known = kept(tmp_path, one)
    known.keep(other, outcome(other))
    known.save()
    keys = [known._key(each) for each in (one, other)]
    lines = {path: path.read_bytes() for path in (tmp_path / "cache" / "results").iterdir()}
    for path in lines:
        path.unlink()
    for text in lines.values():
        for line in text.splitlines():
            key = keys[1 - keys.index(line.split(b" ")[0])]
            Path(known._path(results._shard(key))).write_bytes(key + line[32:])
    assert recalled(known, [one, other]) == {}


def test_old_results_are_dropped(tmp_path: Path) -> None:
    """What was not used for a month goes when others come; what is used stays."""
    made = opened(tmp_path)
    work = [job(tmp_path, f"{number}.md") for number in range(600)]
    for one in work:
        made.keep(one, outcome(one))
    made.save()
    later = opened(tmp_path, day=100 + DAYS - 1)
    assert len(recalled(later, work[:10])) == 10
    later.save()
    much_later = opened(tmp_path, day=100 + DAYS + 5)
    for one in [job(tmp_path, f"new{number}.md") for number in range(2000)]:
        much_later.keep(one, outcome(one))
    much_later.save()
    assert set(recalled(much_later, work)) == set(range(10))


def test_there_is_room_for_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of results does not grow beyond its size; the newest are kept."""
    one = job(tmp_path)
    line = len(
        kept(tmp_path, one)
        ._read(int(next((tmp_path / "cache/results").iterdir()).stem, 16))
        .popitem()[1]
        .line(b"x" * 32)
    )
    monkeypatch.setattr(results, "SHARD_BYTES", line + 50)
    monkeypatch.setattr(Results, "_key", lambda _, job: f"aa{job.file.name:>030}".encode())
    for day, name in ((100, "a.md"), (101, "b.md")):
        made = opened(tmp_path, day=day)
        made.keep(job(tmp_path, name), outcome(job(tmp_path, name)))
        made.save()
    assert set(recalled(made, [job(tmp_path, "a.md"), job(tmp_path, "b.md")])) == {1}


def test_a_clock_that_was_set_back_loses_nothing(tmp_path: Path) -> None:
    """Results of a later day are as good as others."""
    one = job(tmp_path)
    kept(tmp_path, one)
    earlier = opened(tmp_path, day=90)
    other = job(tmp_path, "b.md")
    earlier.keep(other, outcome(other))
    earlier.save()
    assert set(recalled(earlier, [one, other])) == {0, 1}


def test_much_is_written_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run that is interrupted has kept most of what it found."""
    monkeypatch.setattr(results, "_PENDING", 1)
    one = job(tmp_path)
    opened(tmp_path).keep(one, outcome(one))
    assert set(recalled(opened(tmp_path), [one])) == {0}


def test_what_is_written_in_parts_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that writes again and again replaces each file once and adds to it; there is room for so much."""
    monkeypatch.setattr(results, "_PENDING", 1)
    monkeypatch.setattr(Results, "_key", lambda _, job: f"aa{job.file.name:>030}".replace(" ", "0").encode())
    before, *others = (job(tmp_path, f"{number}.md") for number in range(4))
    kept(tmp_path, before)
    made = opened(tmp_path)
    for one in others:
        made.keep(one, outcome(one))
    assert set(recalled(opened(tmp_path), [before, *others])) == {0, 1, 2, 3}
    [path] = (tmp_path / "cache" / "results").iterdir()
    monkeypatch.setattr(results, "SHARD_BYTES", path.stat().st_size)
    more = job(tmp_path, "more.md")
    made.keep(more, outcome(more))
    assert set(recalled(opened(tmp_path), [before, *others, more])) == {0, 1, 2, 3}


@pytest.mark.skipif(os.name == "nt", reason="needs a folder that nobody can write to")
def test_a_place_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is known, and that is all."""
    (tmp_path / "cache").write_text("a file")
    one = job(tmp_path)
    assert recalled(kept(tmp_path, one), [one]) == {}


def test_a_changed_letter_is_noticed(tmp_path: Path) -> None:
    """A result that can still be read, but is not what was written, is not there."""
    one = job(tmp_path)
    assert recalled(kept(tmp_path, one), [one])
    (path,) = (path for path in (tmp_path / "cache").rglob("*.results"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"wrong", b"wronG"))
    assert path.read_bytes() != whole
    assert recalled(opened(tmp_path), [one]) == {}
