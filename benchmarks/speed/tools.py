"""How termlint and its peers are called: in one process, with the shortest output, and no settings but given ones."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from measure import Job

ANY = None
"""Every exit status is fine: the tool counts its reports with it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the tools are.

    `peers` is the folder with `node_modules`, `cache` the one in which termlint keeps compiled glossaries and results.
    """

    termlint: str
    cache: Path
    peers: Path | None

    def check(
        self, glossary: Sequence[Path], *paths: Path | str, jobs: int = 1, anew: bool = True, name: str = ""
    ) -> Job:
        """termlint on these paths, options among them, with these files as its glossary, or its own without any.

        `anew` says that it has no results of earlier runs: they are removed before, compiled glossaries are not.
        """
        options = ["--isolated", "--quiet", "--output-format", "concise", "--jobs", str(jobs)]
        options += ["--max-file-size", "100000000"]
        options += [part for file in (list(map(str, glossary)) or ["builtin"]) for part in ("--glossary", file)]
        command = (self.termlint, "check", *options, *map(str, paths))
        environment = {"TERMLINT_CACHE_DIR": str(self.cache)}
        prepare = partial(_forget, self.cache) if anew else None
        return Job(name or "termlint", command, environment=environment, prepare=prepare)

    def typos(self, config: Path, *paths: Path) -> Job | None:
        """typos with these words beside its own."""
        options = ("--isolated", "--config", str(config), "-j1", "--format", "brief")
        return _python_tool("typos", (*options, *map(str, paths)), 0, 2)

    def codespell(self, dictionary: Path | None, *paths: Path) -> Job | None:
        """codespell with this dictionary instead of its own, or with its own."""
        options = ("-D", str(dictionary)) if dictionary else ()
        return _python_tool("codespell", (*options, *map(str, paths)), 0, 65)

    def textlint(self, name: str, config: Path, folder: Path) -> Job | None:
        """textlint with this configuration."""
        options = ("--config", str(config), "--format", "unix", "--no-color", str(folder))
        return self._node_tool("textlint", options, name, frozenset((0, 1)))

    def others(self, paths: Sequence[Path], folder: Path) -> dict[str, Job | None]:
        """Tools that have rules of their own, on the same files, by name."""
        files = tuple(map(str, paths))
        return {
            "alex": self._node_tool("alex", ("--quiet", str(folder)), "alex", frozenset((0, 1))),
            "cspell": self._node_tool("cspell", (*_CSPELL, "--root", str(folder), "**"), "cspell", frozenset((0, 1))),
            "write-good": self._node_tool("write-good", files, "write-good", ANY),
        }

    def _node_tool(self, tool: str, options: tuple[str, ...], name: str, fine: frozenset[int] | None) -> Job | None:
        path = self.peers / "node_modules" / ".bin" / tool if self.peers else None
        if path is None or not path.exists():
            return None
        return Job(name, (str(path), *options), fine, folder=self.peers)


_CSPELL = ("lint", "--no-progress", "--no-summary", "--words-only", "--no-color", "--no-gitignore", "--no-cache")


def find(cache: Path, peers: Path | None) -> Tools:
    """The termlint that is installed beside this Python, and the peers; raises FileNotFoundError without termlint."""
    termlint = Path(sys.executable).with_name("termlint")
    if not termlint.exists():
        raise FileNotFoundError(f"{termlint}: install termlint with the Python that runs this")
    return Tools(str(termlint), cache, peers.resolve() if peers else None)


def _forget(cache: Path) -> None:
    """Remove the results of earlier runs."""
    for name in ("results", "replays"):
        shutil.rmtree(cache / name, ignore_errors=True)


def bare(name: str, *arguments: str) -> Job:
    """This Python by itself."""
    return Job(name, (sys.executable, "-I", *arguments), frozenset((0,)))


def versions(tools: Tools) -> dict[str, str]:
    """The versions of the tools that are there, by name."""
    found = {"Python": sys.version.split()[0], "termlint": _version(tools.termlint)}
    found |= {name: _version(path) for name in ("typos", "codespell") if (path := _beside(name))}
    for name in ("textlint", "alex", "cspell", "write-good"):
        node = tools.peers / "node_modules" / ".bin" / name if tools.peers else None
        found |= {name: _version(str(node))} if node and node.exists() else {}
    return found


def _version(path: str) -> str:
    said = subprocess.run([path, "--version"], capture_output=True, encoding="utf-8", check=False)
    words = (word.strip(",v") for word in (said.stdout or said.stderr).split())
    return next((word for word in words if word[:1].isdigit()), "?")


def _beside(name: str) -> str | None:
    path = Path(sys.executable).with_name(name)
    return str(path) if path.exists() else shutil.which(name)


def _python_tool(name: str, options: tuple[str, ...], *fine: int) -> Job | None:
    path = _beside(name)
    return Job(name, (path, *options), frozenset(fine)) if path else None
