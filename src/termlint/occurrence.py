"""One occurrence of a cue, in its document and as a mention sees it."""

from __future__ import annotations

from msgspec import Struct

from termlint.glossary.model import Window
from termlint.resolution import Polarity
from termlint.span import Span

_NEAR_TO_FAR = (Window.PHRASE, Window.SENTENCE, Window.BLOCK, Window.SECTION, Window.DOCUMENT)
PATH_RUN = -1
"""Stands for the path of the file where the number of a run is asked for."""


class Found(Struct, frozen=True, gc=False):
    """One occurrence of a cue: its number, the run and place in it, and how it stands in its sentence.

    `run` is -1 for the file's path.
    """

    cue: int
    run: int
    at: Span
    polarity: Polarity


class Seen(Struct, frozen=True, gc=False):
    """A cue as seen from a mention: the window it stands in, and the share of its weight that counts from there.

    `polarity` is how it stands to the mention: a negation that covers both does not part them. `found.polarity` is
    how it stands in its sentence.
    """

    found: Found
    window: Window
    share: float
    polarity: Polarity


def _reaches(window: Window, within: Window | None) -> bool:
    """Whether evidence in `window` counts for a cue that is limited to `within`."""
    if within is None or window is within:
        return True
    if window in (Window.METADATA, Window.PATH):
        return within in (Window.SECTION, Window.DOCUMENT)
    return within in _NEAR_TO_FAR and _NEAR_TO_FAR.index(window) <= _NEAR_TO_FAR.index(within)


REACHING = frozenset((window, within) for window in Window for within in (None, *Window) if _reaches(window, within))
"""All pairs of a window and a limit that it is within."""
