"""Makes the model of a merged glossary, and checks what no single entry can tell: that all names lead somewhere."""

from __future__ import annotations

from collections.abc import Collection

from termlint.glossary import patterns
from termlint.glossary._faults import Faults, Mark
from termlint.glossary._items import Fields, Item
from termlint.glossary._regex_size import written_out
from termlint.glossary.merge import Entry, Merged
from termlint.glossary.model import (
    Case,
    Cue,
    EvidenceGroup,
    Example,
    Glossary,
    Misuse,
    Requirement,
    Sense,
    SourceText,
    Status,
    Term,
    Window,
)

_LARGEST_PATTERN = 100_000


class Builder:
    """Builds one glossary. Where a file is missing (not `whole`), names that lead nowhere are not held against it.

    `rules` are the names and codes that a misuse may name; empty where they are not known.
    """

    def __init__(self, merged: Merged, faults: Faults, rules: Collection[str] = (), *, whole: bool = True) -> None:
        self.merged = merged
        self.faults = faults
        self.rules = rules
        self.whole = whole
        self.defined = self._defined()
        self.texts = {text for entry in merged.terms if (text := entry.fields.text("term"))}

    def glossary(self, files: tuple[str, ...], digest: str) -> Glossary:
        """The glossary; of use only if no fault was noted."""
        head = self.merged.head
        groups = tuple(self._group(name) for name in self.merged.groups.items)
        senses = {ident: self._sense(fields) for ident, fields in self.defined.items()}
        terms = tuple(self._term(entry, senses) for entry in self.merged.terms)
        self._check_broader(senses)
        self._check_spelling()
        if not terms and not self.faults.count:
            self.faults.add(head.at, "the glossary has no terms", "give at least one under `terms`")
        return Glossary(
            name=head.text("glossary") or "",
            language=head.text("language") or "en",
            terms=terms,
            groups=groups,
            sources=tuple(self._source(name) for name in self.merged.sources.items),
            description=head.text("description"),
            files=files,
            digest=digest,
        )

    def _defined(self) -> dict[str, Fields]:
        """The senses by id; notes ids that two terms define."""
        defined: dict[str, Fields] = {}
        for entry in self.merged.terms:
            for ident, fields in entry.senses.items():
                if ident in defined:
                    first = defined[ident].at_key("id").place
                    help = (
                        f"first given at {first.filename}:{first.row}; terms that mean the same are `synonyms` of one"
                    )
                    self.faults.add(fields.at_key("id"), f"two terms define the sense `{ident}`", help)
                else:
                    defined[ident] = fields
        return defined

    def _term(self, entry: Entry, senses: dict[str, Sense]) -> Term:
        fields = entry.fields
        term = fields.text("term") or ""
        status = Status(fields.text("status") or Status.ADMITTED)
        self._check_status(fields, status, bool(entry.senses))
        for item in fields.many("apart-from"):
            if item.data == term:
                self.faults.add(item.at, f"`{term}` cannot be kept apart from itself")
            else:
                self._known(item, self.texts, "there is no term `{}`")
        return Term(
            term=term,
            senses=tuple(senses[ident] for ident in entry.senses),
            status=status,
            use=fields.text("use"),
            forms=fields.texts("forms"),
            synonyms=fields.texts("synonyms"),
            misspellings=fields.texts("misspellings"),
            abbreviations=fields.texts("abbreviations"),
            apart_from=fields.texts("apart-from"),
            case=Case(fields.text("case") or Case.ANY),
            inflect=fields.flag("inflect", True),
            note=fields.text("note"),
            place=fields.at_key("term").place,
        )

    def _check_status(self, fields: Fields, status: Status, has_senses: bool) -> None:
        if status is Status.DEPRECATED and "use" not in fields:
            self.faults.add(
                fields.at_key("status"), "a deprecated term must have the key `use`", "what to write instead"
            )
        lacks = not has_senses and ("senses" not in fields or not self.faults.count)
        if lacks and "term" in fields and status in (Status.PREFERRED, Status.ADMITTED):
            help = "only a deprecated or forbidden term needs none"
            self.faults.add(fields.at_key("term"), f"the term `{fields.text('term')}` must have the key `senses`", help)

    def _sense(self, fields: Fields) -> Sense:
        if "definition" not in fields and self.whole:
            message = f"the sense `{fields.text('id')}` must have the key `definition`"
            self.faults.add(fields.at_key("id"), message, "say what the term means in this sense")
        for item in fields.many("source"):
            self._known(item, self.merged.sources.items, "there is no source `{}`")
        for item in fields.many("confused-with"):
            self._known(item, self.defined, "there is no sense `{}`")
        return Sense(
            id=fields.text("id") or "",
            definition=fields.text("definition") or "",
            sources=fields.texts("source"),
            broader=fields.text("broader"),
            confused_with=fields.texts("confused-with"),
            status=Status(fields.text("status") or Status.ADMITTED),
            use=fields.text("use"),
            prior=fields.number("prior") or 0.0,
            cues=tuple(map(self._cue, fields.mappings("cues"))),
            requires=self._requirement(fields, "requires"),
            excludes=self._requirement(fields, "excludes"),
            forbids=self._requirement(fields, "forbids"),
            examples=tuple(Example(str(item.data), item.at.place) for item in fields.many("examples")),
            misuses=tuple(map(self._misuse, fields.mappings("misuses"))),
            note=fields.text("note"),
            place=fields.at_key("id").place,
        )

    def _requirement(self, fields: Fields, key: str) -> Requirement | None:
        """The requirement; None where it names no group, which is how an inherited one is dropped."""
        inner = fields.inner(key)
        if inner is None:
            return None
        for item in (*inner.many("any"), *inner.many("all")):
            self._known(
                item, self.merged.groups.items, "there is no evidence group `{}`", "groups stand under `evidence`"
            )
        if not inner.many("any") and not inner.many("all"):
            return None
        within = Window(inner.text("within") or Window.SECTION)
        return Requirement(inner.texts("any"), inner.texts("all"), within, inner.at.place)

    def _misuse(self, fields: Fields) -> Misuse:
        item = fields.items.get("rule")
        if item and self.rules:
            self._known(item, self.rules, "there is no rule `{}`")
        return Misuse(fields.text("text") or "", fields.text("rule") or "", fields.at.place)

    def _group(self, name: str) -> EvidenceGroup:
        fields = self.merged.groups.inner(name) or Fields(self.merged.groups.at)
        if negated := fields.items.get("negated"):
            if negated.data == name:
                self.faults.add(negated.at, f"the evidence group `{name}` cannot be its own negation")
            else:
                self._known(negated, self.merged.groups.items, "there is no evidence group `{}`")
        for cue in fields.mappings("cues"):
            if "group" in cue:
                help = "list the cues themselves"
                self.faults.add(cue.marks["group"], "a cue of an evidence group cannot be a group", help)
        cues = tuple(map(self._cue, fields.mappings("cues")))
        place = self.merged.groups.marks[name].place
        return EvidenceGroup(name, fields.text("means") or "", cues, fields.text("negated"), place)

    def _cue(self, fields: Fields) -> Cue:
        if group := fields.items.get("group"):
            self._known(
                group, self.merged.groups.items, "there is no evidence group `{}`", "groups stand under `evidence`"
            )
        pattern = fields.text("pattern")
        if pattern is not None:
            self._check_pattern(fields.at_key("pattern"), pattern)
        return Cue(
            text=fields.text("text"),
            pattern=pattern,
            group=fields.text("group"),
            weight=fields.number("weight"),
            within=Window(within) if (within := fields.text("within")) else None,
            place=fields.at.place,
        )

    def _check_pattern(self, mark: Mark, pattern: str) -> None:
        import regex

        for name in patterns.groups(pattern):
            self._known_name(mark, name, self.merged.groups.items)
        if written_out(pattern) > _LARGEST_PATTERN:
            self.faults.add(mark, "this regular expression repeats too much", "use smaller counts in `{}`, or `*`")
            return
        try:
            compiled = patterns.compile_pattern(pattern, dict.fromkeys(patterns.groups(pattern), ("x",)))
            empty = compiled.search("", timeout=1) is not None
        except regex.error as error:
            known = error.pos is not None and patterns.expand(pattern, {}) == pattern
            at = f" at its character {error.pos + 1}" if known else ""
            self.faults.add(mark, f"not a regular expression: {error.msg}{at}", "a text needs no pattern")
        except (ValueError, OverflowError, RecursionError, TimeoutError, MemoryError):
            self.faults.add(mark, "this regular expression is too hard", "make it shorter")
        else:
            if empty:
                self.faults.add(mark, "this regular expression matches the empty text", "it would match everywhere")

    def _source(self, name: str) -> SourceText:
        fields = self.merged.sources.inner(name) or Fields(self.merged.sources.at)
        return SourceText(name, fields.text("title") or "", fields.text("date"), fields.text("url"))

    def _known_name(self, mark: Mark, name: str, names: Collection[str]) -> None:
        if self.whole and name not in names:
            message = f"there is no evidence group `{name}` for the pattern's `{{{name}}}`"
            self.faults.unknown(mark, message, name, names, "write `{term}` for the mention, `\\{` for a brace")

    def _known(self, item: Item, names: Collection[str], message: str, otherwise: str | None = None) -> None:
        if self.whole and str(item.data) not in names:
            self.faults.unknown(item.at, message.format(item.data), str(item.data), names, otherwise)

    def _check_broader(self, senses: dict[str, Sense]) -> None:
        """Notes broader senses that are not there, and chains of them that come back to where they started."""
        told: set[str] = set()
        for ident, sense in senses.items():
            item = self.defined[ident].items.get("broader")
            if item is None:
                continue
            self._known(item, senses, "there is no sense `{}`")
            chain, up = [ident], sense.broader
            while up in senses and up not in chain:
                chain.append(up)
                up = senses[up].broader
            if up == ident and ident not in told:
                told.update(chain)
                message = f"the sense `{ident}` is broader than itself"
                self.faults.add(item.at, message, " -> ".join([*chain, ident]) if len(chain) > 1 else None)

    def _check_spelling(self) -> None:
        """Notes terms that differ in case only, where case does not count."""
        seen: dict[str, str] = {}
        for entry in self.merged.terms:
            text = entry.fields.text("term")
            if text is None or entry.fields.text("case") == Case.EXACT:
                continue
            first = seen.setdefault(text.casefold(), text)
            if first != text:
                message = f"the terms `{first}` and `{text}` differ in case only"
                self.faults.add(entry.fields.at_key("term"), message, "write both alike, or give `case: exact`")
