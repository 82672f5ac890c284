"""Reads a glossary: texts of YAML in, one checked `Glossary` out, or all faults at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from termlint.errors import GlossaryError, Problem
from termlint.glossary._faults import Faults, File, Mark
from termlint.glossary._items import Fields, Item
from termlint.glossary.model import Glossary
from termlint.glossary.schema import GLOSSARY
from termlint.glossary.yaml_tree import parse

Fetch: TypeAlias = Callable[[str, str], tuple[str, str]]
"""Finds what a file extends: takes a reference and the name of the file that makes it, gives the name and text of the
file that is meant. One file always has one name. Raises GlossaryError; a problem without a row is then placed at the
reference."""

DEEPEST = 10
"""How many files may extend each other in a row."""

MOST_FILES = 200
"""How many files may make up one glossary."""


def read_glossary(*files: tuple[str, str], fetch: Fetch | None = None, rules: Collection[str] = ()) -> Glossary:
    """The glossary that `files` make, each a name and a text; later ones override earlier ones.

    `fetch` finds what they extend. `rules` are the names and codes that a misuse may name; empty, any will do. Raises
    GlossaryError with every problem of every file, in the order of the files and of their text.
    """
    from termlint.glossary.build import Builder
    from termlint.glossary.merge import merge

    faults = Faults()
    library = _Library(fetch or _nothing, faults)
    for name, text in files:
        library.add(name, text)
    if library.documents:
        builder = Builder(merge(library.documents, faults), faults, rules, whole=library.whole)
        glossary = builder.glossary(tuple(library.texts), _digest(library.texts.values()))
    faults.raise_any()
    return glossary


def decode(data: bytes, filename: str) -> str:
    """The text of a glossary file's bytes; raises GlossaryError at the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        file = File(filename, before + "\ufffd")
        place = Mark(file, len(before), len(before) + 1).place
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        raise GlossaryError(Problem(message, filename, place.row, place.column, "save the file as UTF-8")) from None


class _Library:
    """The files of one glossary, each once, those that are extended before those that extend them."""

    def __init__(self, fetch: Fetch, faults: Faults) -> None:
        self.fetch = fetch
        self.faults = faults
        self.texts: dict[str, str] = {}
        self.documents: list[Fields] = []
        self.whole = True

    def add(self, name: str, text: str, chain: tuple[str, ...] = ()) -> None:
        """Adds a file after those that it extends; `chain` are the files that led here."""
        if name in self.texts:
            return
        root = parse(File(name, text), self.faults)
        item = root and GLOSSARY.read(root, "a glossary", self.faults)
        fields = item.data if item and isinstance(item.data, Fields) else None
        if fields is None:
            self.whole = False
        else:
            for reference in fields.many("extends"):
                self._extend(reference, (*chain, name))
            self.documents.append(fields)
        self.texts[name] = text

    def _extend(self, reference: Item, chain: tuple[str, ...]) -> None:
        text = str(reference.data)
        try:
            if "://" in text:
                raise GlossaryError(Problem("a glossary cannot extend an address", help="save a copy beside this file"))
            name, found = self.fetch(text, chain[-1])
            if name in chain:
                loop = " -> ".join((*chain[chain.index(name) :], name))
                raise GlossaryError(Problem("a glossary cannot extend itself", help=loop))
            if len(chain) > DEEPEST or len(self.texts) > MOST_FILES:
                raise GlossaryError(Problem("too many glossaries extend each other", help=" -> ".join(chain)))
        except GlossaryError as error:
            self.whole = False
            self.faults.extend(reference.at, error.problems)
        else:
            self.add(name, found, chain)


def _digest(texts: Iterable[str]) -> str:
    """A hash of contents in their order, each told from the next; what the files are called from here is no part."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _nothing(reference: str, _name: str) -> tuple[str, str]:
    raise GlossaryError(Problem(f"`{reference}` cannot be found from here", help="only a file can extend another"))
