"""Several glossary files made one: what a later file gives replaces what an earlier one gave.

Terms are told apart by their text, senses by their id, evidence groups and sources by their name. A term or sense that
is given again keeps what it is not given anew; a group or source is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from termlint.glossary._faults import Faults, Mark
from termlint.glossary._items import Fields


class Entry(Struct, frozen=True):
    """A term, and its senses by id, both as last given."""

    fields: Fields
    senses: dict[str, Fields] = field(default_factory=dict)


class Merged(Struct, frozen=True):
    """All files in one: the top-level keys as last given, and the named entries in the order of first mention."""

    head: Fields
    sources: Fields
    groups: Fields
    terms: tuple[Entry, ...]


def merge(documents: Iterable[Fields], faults: Faults) -> Merged:
    """The one glossary that `documents` make, later ones overriding; notes repeated and vainly removed entries."""
    nothing: Fields | None = None
    head = sources = groups = nothing
    terms: dict[str, Entry] = {}
    for document in documents:
        head = _updated(head, document)
        sources = _updated(sources, document.inner("sources"))
        groups = _updated(groups, document.inner("evidence"))
        _merge_terms(terms, document, faults)
    if head is None:
        raise ValueError("no documents")
    empty = Fields(head.at)
    return Merged(head, sources or empty, groups or empty, tuple(terms.values()))


def _updated(old: Fields | None, new: Fields | None) -> Fields | None:
    return old.updated(new) if old and new else new or old


def _merge_terms(terms: dict[str, Entry], document: Fields, faults: Faults) -> None:
    seen: dict[str, Mark] = {}
    for fields in document.mappings("terms"):
        # A term whose text is faulty is kept under its place, so that its senses are known to those that name them.
        text = fields.text("term") or str(fields.at.place)
        if not _first(seen, text, fields.at_key("term"), "term", faults):
            continue
        if fields.flag("remove", False):
            _remove(terms, text, fields, "term", faults)
            continue
        entry = terms.get(text)
        if entry is None:
            terms[text] = Entry(fields)
        else:
            terms[text] = replace(entry, fields=entry.fields.updated(fields))
        _merge_senses(terms[text].senses, fields, faults)


def _merge_senses(senses: dict[str, Fields], term: Fields, faults: Faults) -> None:
    seen: dict[str, Mark] = {}
    for fields in term.mappings("senses"):
        ident = fields.text("id")
        if ident is None or not _first(seen, ident, fields.at_key("id"), "sense", faults):
            continue
        if fields.flag("remove", False):
            _remove(senses, ident, fields, "sense", faults)
        else:
            senses[ident] = senses[ident].updated(fields) if ident in senses else fields


def _first(seen: dict[str, Mark], name: str, mark: Mark, what: str, faults: Faults) -> bool:
    """Whether the file gives the entry for the first time."""
    if name in seen:
        row = seen[name].place.row
        faults.add(mark, f"the {what} `{name}` is given twice", f"first given in line {row}; make one entry of the two")
        return False
    seen[name] = mark
    return True


def _remove(
    entries: dict[str, Entry] | dict[str, Fields], name: str, fields: Fields, what: str, faults: Faults
) -> None:
    label = "term" if what == "term" else "id"
    for key in fields.items:
        if key not in (label, "remove"):
            faults.add(fields.marks[key], f"`{key}` cannot stand beside `remove: true`", "delete one of the two")
    if name in entries:
        del entries[name]
    else:
        message = f"the {what} `{name}` is not inherited and cannot be removed"
        faults.unknown(fields.at_key(label), message, name, entries)
