"""What a run would do, and what it counted: settings, files, statistics."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from termlint.cli._checking import find_files, is_stdin
from termlint.cli._console import clean, show_notes, show_problems, write
from termlint.cli._session import Session, known
from termlint.config_keys import DEFAULTS
from termlint.diagnostic import FileResult, RunResult
from termlint.path_settings import PathSettings


def settings_or_files(session: Session) -> int | None:
    """Show what --show-settings or --show-files ask for and give the exit status; None where neither was given."""
    if session.given("show_settings"):
        write(sys.stdout, settings(session))
        return 0
    if not session.given("show_files"):
        return None
    from termlint.report._terminal import path

    found = find_files(session)
    show_notes(() if session.given("quiet") else found.notes)
    show_problems(found.problems, session.ctx)
    write(sys.stdout, (f"{path(file.name)}\n" for file in found.files))
    return 2 if found.problems else 0


def settings(session: Session) -> Iterator[str]:
    """Every setting as a configuration file would hold it, with its source; and what holds for the path named."""
    config = session.config
    yield f"# root: {clean(str(config.root))}\n"
    yield f"# configuration: {clean(config.file.name) if config.file else 'none'}\n"
    for key in DEFAULTS:
        if key != "overrides":
            value = config.values.get(key, "builtin")
            yield f"{key} = {_toml(value)}  # {clean(config.origins[key])}\n"
    for number, override in enumerate(config.overrides, start=1):
        yield f"# override {number}: {_toml([glob.pattern for glob in override.paths])}\n"
    for path in session.given("paths") or ():
        if not is_stdin([path]) and not (session.cwd / path).is_dir():
            yield from _for_path(session, session.cwd / path)


def _for_path(session: Session, path: Path) -> Iterator[str]:
    found = PathSettings(session.config)(path)
    yield f"\n# {clean(str(path))}\n"
    selected = known().codes("ALL") if found.select is None else found.select
    yield f"# rules: {', '.join(sorted(selected))}\n"
    yield f"# expected senses: {', '.join(found.expect) or 'none'}\n"
    for code, severity in sorted(found.severities.items()):
        yield f"# severity of {code}: {severity}\n"
    for code, options in sorted(found.options.items()):
        yield f"# options of {code}: {_toml(options)}\n"


def _toml(value: object) -> str:
    """A value as TOML; JSON writes texts, numbers and lists alike."""
    import json

    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value)


def counted(file: FileResult) -> Mapping[str, Counter[str]]:
    """How many diagnostics there are in a file by rule, term and sense."""
    found = file.diagnostics
    return {
        "rules": Counter(f"{d.code} {d.name}" for d in found),
        "terms": Counter(d.term for d in found if d.term),
        "senses": Counter(sense for d in found for sense in ([d.sense] if d.sense else d.candidates)),
    }


def statistics(result: RunResult, *, machine: bool) -> Iterator[str]:
    """The sums of what was `counted` in files, the most frequent first; as JSON for machines."""
    counts = {"rules": Counter[str](), "terms": Counter[str](), "senses": Counter[str]()}
    for file in result.files:
        for title, counter in (file.told.part or {}).items() if file.told else ():
            counts[title].update(counter)
    if machine:
        import json

        ordered = {title: dict(_ordered(counter)) for title, counter in counts.items()}
        yield json.dumps(ordered, indent=2) + "\n"
        return
    digits = len(str(max((n for counter in counts.values() for n in counter.values()), default=0)))
    for title, counter in counts.items():
        if counter:
            yield f"{title.capitalize()}\n"
            yield from (f"  {number:>{digits}}  {clean(name)}\n" for name, number in _ordered(counter))
    yield f"{result.counts.diagnostics} in all\n"


def _ordered(counter: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
