"""Checks texts within a limit of CPU time: reads recipes as JSON from standard input, prints the name of each one done.

A process of its own, because only the kernel can stop what runs inside a parser or a regular expression.
"""

from __future__ import annotations

import json
import resource
import sys
from functools import partial
from pathlib import Path

import termlint.formats
import termlint.report
from termlint import glossaries
from termlint.diagnostic import RunResult
from termlint.fixer import fix
from termlint.linter import Linter
from termlint.plugins import discover
from termlint.report.base import Style
from termlint.settings import Settings
from termlint.usage import render_usage


def main() -> None:
    """Check, fix and report every text of the recipes."""
    seconds, recipes = json.load(sys.stdin)
    formats = {format.name: format for format in discover(termlint.formats, "FORMAT")}
    reporters = discover(termlint.report, "REPORTER")
    linter = Linter(glossaries.load((), root=Path.cwd(), use_cache=False))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    for name, format, head, part, size, tail in recipes:
        text = head + (part * (size // len(part) + 1))[:size] + tail
        check = partial(linter.check, filename="a.md", format=formats[format], settings=Settings())
        result = check(text)
        if any(diagnostic.fix for diagnostic in result.diagnostics):
            result = fix(text, check, unsafe=True).result
        run = RunResult((result,), "g", "d")
        for reporter in reporters:
            for _ in reporter.render(run, Style()):
                pass
        for _ in render_usage(run, "full", Style()):
            pass
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


main()
