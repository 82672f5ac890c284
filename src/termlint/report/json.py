"""`json`: one object for programs, as the schema `termlint schema report` describes it.

The diagnostics stand one a line, so that the output can be compared and streamed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from termlint.diagnostic import FileResult, RunResult
from termlint.report._encode import diagnostics, dumps, errors, head, summary
from termlint.report.base import Style, parts


class Json(Struct, frozen=True):
    """The whole run as one object."""

    name: str = "json"
    machine: bool = True

    def part(self, file: FileResult, style: Style) -> str:  # noqa: ARG002
        """The diagnostics of a file, one a line."""
        return ",\n".join(diagnostics(file))

    def render(self, result: RunResult, style: Style) -> Iterator[str]:
        """The object, in pieces that end with a line."""
        yield f'{dumps(head(result))[:-1]}, "diagnostics": ['
        between = "\n"
        for part in parts(self, result, style):
            yield between + part
            between = ",\n"
        tail = dumps({"errors": errors(result), "summary": summary(result)})
        yield f"{'' if between == chr(10) else chr(10)}], {tail[1:]}\n"


REPORTER = Json()
