"""Which cues stand in a text by their words, whether or not they count there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from termlint.fold import fold
from termlint.glossary.forms import inflections
from termlint.glossary.model import Cue
from termlint.matcher import Matcher


class Words:
    """Finds the text cues among `cues` in texts, in any of their forms."""

    __slots__ = ("_matcher", "_texts")

    def __init__(self, cues: Iterable[Cue], language: str) -> None:
        self._texts = tuple(dict.fromkeys(cue.text for cue in cues if cue.text))
        forms: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for form in inflections(text, language):
                forms[form].append(number)
        self._matcher = Matcher({form: tuple(numbers) for form, numbers in forms.items()})

    def within(self, text: str) -> frozenset[str]:
        """The cues, as their author wrote them, of which a form stands in `text`."""
        return frozenset(self._texts[number] for hit in self._matcher.hits(fold(text)) for number in hit.values)
