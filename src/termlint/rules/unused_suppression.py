"""TL901: a suppression that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.rules.base import Bad, Context, Finding, Good, Rule

_GLOSSARY = """\
glossary: House style
terms:
  - term: cure-all
    status: forbidden
"""


class UnusedSuppression(Rule):
    """A suppression comment suppresses nothing.

    What it does
    ------------
    Reports a `termlint-disable` comment, or a rule named in one, that silences no report, and rule names that do not
    exist.

    Why it matters
    --------------
    A comment that has outlived its reason hides the next real fault.

    How to fix
    ----------
    Remove the comment.

    Fix safety
    ----------
    Removing the comment is safe: nothing rests on it.
    """

    code = "TL901"
    name = "unused-suppression"
    examples = (
        Bad(
            "[[<!-- termlint-disable-next-line forbidden-term -->]]\nNothing to see.",
            "this comment suppresses nothing",
            glossary=_GLOSSARY,
        ),
        Good("<!-- termlint-disable-next-line forbidden-term -->\nA cure-all.", glossary=_GLOSSARY),
    )

    def check(self, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Nothing: the linter reports what is left over once all other reports are known."""
        return iter(())


RULE = UnusedSuppression()
