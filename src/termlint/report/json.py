"""`json`: one object for programs, as the schema `termlint schema report` describes it.

The diagnostics stand one a line, so that the output can be compared and streamed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import RunResult
from termlint.report._encode import diagnostic, dumps, errors, head, summary
from termlint.report._summary import ordered
from termlint.report.base import Style


class Json(Struct, frozen=True):
    """The whole run as one object."""

    name: str = "json"
    machine: bool = True

    def render(self, result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG002
        """The object, in pieces that end with a line."""
        yield f'{dumps(head(result))[:-1]}, "diagnostics": ['
        between = "\n"
        for file, lines, diagnostics in ordered(result):
            for item in diagnostics:
                yield between + dumps(diagnostic(file, lines, item))
                between = ",\n"
        tail = dumps({"errors": errors(result), "summary": summary(result)})
        yield f"{'' if between == chr(10) else chr(10)}], {tail[1:]}\n"


REPORTER = Json()
