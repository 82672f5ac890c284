"""Resolutions: values that never change, though what they say may be found out late."""

from __future__ import annotations

import pickle
from unittest.mock import patch

import pytest

from termlint.evidence import Sights
from termlint.formats.markdown import FORMAT
from termlint.glossary.read import read_glossary
from termlint.linter import Linter
from termlint.resolution import RESOLUTION_PARTS, Framing, Outcome, Resolution

GLOSSARY = """\
glossary: Care
terms:
  - term: massage
    senses:
      - {id: body, definition: work on the body, cues: [{text: oil, weight: 4}]}
      - {id: data, definition: work on figures, cues: [figures]}
  - term: rubdown
    status: forbidden
    use: massage
"""
LINTER = Linter(read_glossary(("g.yml", GLOSSARY)))


def _found(source: str) -> tuple[Resolution, ...]:
    return LINTER.check(source, filename="a.md", format=FORMAT).resolutions


def _whole(found: Resolution) -> Resolution:
    return Resolution(*(getattr(found, part) for part in RESOLUTION_PARTS))


def test_it_says_the_same_however_late_it_is_asked() -> None:
    """What was found out part by part is what is found out at once, here and after a journey to another process."""
    (found,) = _found("A massage with oil.")
    assert (found.sense and found.sense.id, found.outcome, found.framing) == ("body", Outcome.CERTAIN, Framing.USED)
    assert found.margin == 4.0
    assert _found("A massage with oil.")[0] == found == _whole(found) == pickle.loads(pickle.dumps(found))
    assert found != _found("A massage with figures.")[0]
    assert len({found, _whole(found)}) == 1
    assert "massage" in repr(found)


def test_grounds_are_read_when_they_are_shown() -> None:
    """The evidence for some senses is like a tuple of it; before somebody looks no word of it is read."""
    with patch.object(Sights, "text", side_effect=AssertionError("read")):
        (found,) = _found("A massage with oil and figures.")
        grounds = found.grounds("body")
    chosen = tuple(piece for piece in found.evidence if piece.sense == "body")
    assert 0 < len(chosen) == len(grounds) < len(found.evidence)
    assert (grounds, hash(grounds), repr(grounds)) == (chosen, hash(chosen), repr(chosen))
    assert (grounds[0], grounds[:1], [*grounds]) == (chosen[0], chosen[:1], [*chosen])
    assert pickle.loads(pickle.dumps(grounds)) == chosen
    assert grounds != found.grounds("nothing")


def test_it_does_not_change() -> None:
    """Nobody can write into a resolution, and it has no other parts than its own."""
    (found,) = _found("A massage with oil.")
    with pytest.raises(AttributeError, match="does not change"):
        found.outcome = Outcome.LIKELY
    with pytest.raises(AttributeError):
        _ = found.weather  # type: ignore[attr-defined]


def test_nothing_is_found_out_that_nobody_asks() -> None:
    """The rules ask nothing about the surroundings of a term whose meaning is not in question."""
    with patch.object(Sights, "sight", side_effect=AssertionError("looked around")):
        result = LINTER.check("A rubdown with oil.", filename="a.md", format=FORMAT)
        assert [d.code for d in result.diagnostics] == ["TL202"]
        assert result.resolutions[0].evidence == ()
        with pytest.raises(AssertionError, match="looked around"):
            LINTER.check("A massage with oil.", filename="a.md", format=FORMAT)
