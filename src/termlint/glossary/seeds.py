"""What the words that an author gave say of the senses of a term: those of definitions, of plain cues and of examples.

It is the same in every run, and so is computed when a glossary is compiled.
"""

from __future__ import annotations

from collections import defaultdict

from termlint.features import NEAR, bag, places
from termlint.fold import folded
from termlint.glossary.compiled import DEFAULT_WEIGHT, SeedWord
from termlint.glossary.model import Cue, Term
from termlint.matcher import Matcher
from termlint.span import Span
from termlint.stems import Stemmer
from termlint.weights import Background, log_odds

CUE_COUNT = 2.0
"""How often a cue's words count, against once for those of a definition or an example."""


def seed_words(term: Term, stemmer: Stemmer, forms: Matcher, blind_to: str | None = None) -> tuple[SeedWord, ...]:
    """What the words that the author gave say; nothing where there are fewer than two senses, or where not each has
    plain words: they speak only where they can speak for each. An example with the text `blind_to` is left out.
    """
    if len(term.senses) < 2 or not all(any(is_seed(cue) for cue in sense.cues) for sense in term.senses):
        return ()
    known = origins(term, stemmer)
    odds = log_odds(seed_counts(term, stemmer, forms, blind_to), Background())
    return tuple(
        [
            SeedWord(feature, index, tenths, known.get((sense.id, feature), "example"))
            for index, sense in enumerate(term.senses)
            for feature, nats in odds[sense.id].items()
            if (tenths := round(10 * round(nats, 1))) > 0 and ":" not in feature
        ]
    )


def is_seed(cue: Cue) -> bool:
    """Whether a cue is plain words, without weight or window, so that what it weighs can be computed or learned."""
    return cue.text is not None and cue.weight is None and cue.within is None


def seed_counts(
    term: Term, stemmer: Stemmer, forms: Matcher, blind_to: str | None = None
) -> dict[str, dict[str, float]]:
    """How often each feature stands in what the author gave for each sense: definition, cues and examples.

    An example with the text `blind_to` is left out.
    """
    own = _own(term, stemmer)
    counts: dict[str, dict[str, float]] = {}
    for sense in term.senses:
        seen: defaultdict[str, float] = defaultdict(float)
        for word in bag(sense.definition, stemmer):
            seen[word] += 1
        for cue in sense.cues:
            if cue.text and (cue.weight is None or cue.weight > 0):
                share = 1.0 if cue.weight is None else cue.weight / DEFAULT_WEIGHT
                for word in bag(cue.text, stemmer):
                    seen[word] += CUE_COUNT * share
        for example in (e for e in sense.examples if e.text != blind_to):
            for feature, value in example_features(example.text, stemmer, forms).items():
                seen[feature] += value
        counts[sense.id] = {feature: count for feature, count in seen.items() if feature not in own}
    return counts


def _own(term: Term, stemmer: Stemmer) -> frozenset[str]:
    """The stems of a term itself, which say nothing of its senses."""
    return frozenset(bag(" ".join((term.term, *term.forms, *term.synonyms)), stemmer))


def example_features(text: str, stemmer: Stemmer, forms: Matcher) -> dict[str, float]:
    """The features around the first mention of any term in a text, with their values.

    Function words close by are left out: which of them stand in the one sentence of an example is chance.
    """
    folding = folded(text)
    hit = next(iter(sorted(forms.hits(folding.text), key=lambda h: (h.start, -h.end))), None)
    at = folding.span(hit.start, hit.end) if hit else Span(0, 0)
    found = places(text, at, stemmer)
    return {name: value for name, (value, _, _) in found.items() if not name.startswith(NEAR)}


def origins(term: Term, stemmer: Stemmer) -> dict[tuple[str, str], str]:
    """Where the author gave a feature for a sense: {(sense, feature): cue, definition}."""
    found: dict[tuple[str, str], str] = {}
    for sense in term.senses:
        found.update(dict.fromkeys(((sense.id, word) for word in bag(sense.definition, stemmer)), "definition"))
        cues = (cue.text for cue in sense.cues if cue.text)
        found.update(dict.fromkeys(((sense.id, word) for text in cues for word in bag(text, stemmer)), "cue"))
    return found
