"""What values of the configuration may be: kinds that find every fault and give their JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from termlint.rules.base import Option, Rule
    from termlint.toml_places import Path


class Fault(Struct, frozen=True):
    """What is wrong with the key or the item at `path`."""

    path: Path
    message: str
    help: str | None = None


class Known(Struct, frozen=True):
    """The names that values may refer to. Called only where a value does, because finding them costs imports."""

    rules: Callable[[], tuple[Rule, ...]]
    formats: Callable[[], tuple[str, ...]]
    reporters: Callable[[], tuple[str, ...]]

    def codes(self, selector: str) -> frozenset[str]:
        """The codes of the rules that a name, a code, the beginning of a code or `ALL` stands for; maybe none."""
        rules = self.rules()
        if named := [r.code for r in rules if selector in (r.name, r.code)]:
            return frozenset(named)
        if selector == "ALL":
            return frozenset(r.code for r in rules)
        return frozenset(r.code for r in rules if selector.startswith("TL") and r.code.startswith(selector))

    def rule(self, name: str) -> Rule | None:
        """The rule of that name or code."""
        return next((r for r in self.rules() if name in (r.name, r.code)), None)

    def rule_names(self) -> list[str]:
        """Every name and code of a rule."""
        return [name for rule in self.rules() for name in (rule.name, rule.code)]


class Kind(Protocol):
    """What a value may be."""

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """What is wrong with `value`."""
        ...

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        ...


class Plain(Struct, frozen=True):
    """A value of one of TOML's own types, at least `minimum` where that is a number."""

    type: str
    minimum: int | None = None

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:  # noqa: ARG002
        """Says which type was expected."""
        if _type(value) != self.type:
            yield Fault(path, f"expected {_ARTICLE[self.type]}, found {_ARTICLE.get(_type(value), 'a date')}")
        elif self.minimum is not None and isinstance(value, int) and value < self.minimum:
            yield Fault(path, f"expected at least {self.minimum}, found {value}")

    def schema(self) -> dict[str, Any]:
        """The type."""
        return {"type": self.type} | ({} if self.minimum is None else {"minimum": self.minimum})


TEXT, FLAG = Plain("string"), Plain("boolean")


class Choice(Struct, frozen=True):
    """One of some words, which may depend on what is installed."""

    what: str
    words: tuple[str, ...] | Callable[[Known], Iterable[str]]
    open_ended: bool = False

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Says which words there are, or which was most likely meant."""
        if not isinstance(value, str):
            yield from TEXT.faults(value, path, known)
            return
        words = self.words if isinstance(self.words, tuple) else tuple(self.words(known))
        if value not in words and not (self.open_ended and known.codes(value)):
            yield Fault(path, f"unknown {self.what} {value!r}", suggestion(value, words))

    def schema(self) -> dict[str, Any]:
        """The words, where they are fixed."""
        return {"type": "string"} | ({"enum": list(self.words)} if isinstance(self.words, tuple) else {})


class ListOf(Struct, frozen=True):
    """A list of values of one kind; `single` accepts one value for a list of one."""

    item: Kind
    single: bool = False

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Looks at every item."""
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.item.faults(item, (*path, index), known)
        elif self.single and isinstance(value, str):
            yield from self.item.faults(value, path, known)
        else:
            yield from Plain("array").faults(value, path, known)

    def schema(self) -> dict[str, Any]:
        """An array, or one item."""
        array = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [self.item.schema(), array]} if self.single else array


class TableOf(Struct, frozen=True):
    """A table with keys and values of one kind each."""

    key: Kind
    value: Kind

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Looks at every key and value."""
        if not isinstance(value, dict):
            yield from Plain("object").faults(value, path, known)
            return
        for key, item in value.items():
            yield from self.key.faults(key, (*path, key), known)
            yield from self.value.faults(item, (*path, key), known)

    def schema(self) -> dict[str, Any]:
        """An object with any keys."""
        return {"type": "object", "additionalProperties": self.value.schema()}


class RuleOptions(Struct, frozen=True):
    """A table of rules, each with a table of its options."""

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Holds each option against what the rule declares."""
        table = TableOf(RULE, Plain("object"))
        yield from table.faults(value, path, known)
        for name, options in value.items() if isinstance(value, dict) else ():
            rule = known.rule(name)
            for key, item in options.items() if rule and isinstance(options, dict) else ():
                yield from _option_faults(rule, key, item, (*path, name, key), known)

    def schema(self) -> dict[str, Any]:
        """An object of objects."""
        return TableOf(RULE, Plain("object")).schema()


class AnyOf(Struct, frozen=True):
    """A value of either kind; faults are those of the first kind whose type fits, else of the last."""

    first: Plain
    last: Kind

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Looks at the value as the kind that it seems to be."""
        kind = self.first if _type(value) == self.first.type else self.last
        return kind.faults(value, path, known)

    def schema(self) -> dict[str, Any]:
        """Either schema."""
        return {"anyOf": [self.first.schema(), self.last.schema()]}


class Key(Struct, frozen=True):
    """One key: its name, what its value may be, and what it means."""

    name: str
    kind: Kind
    means: str
    default: object = None


class Record(Struct, frozen=True):
    """A table with known keys."""

    keys: tuple[Key, ...]
    required: tuple[str, ...] = ()
    hint: str | None = field(default=None)

    def faults(self, value: object, path: Path, known: Known) -> Iterable[Fault]:
        """Looks at every key; unknown ones get a suggestion, missing ones are named."""
        if not isinstance(value, dict):
            yield from Plain("object").faults(value, path, known)
            return
        kinds = {key.name: key.kind for key in self.keys}
        for name, item in value.items():
            if name in kinds:
                yield from kinds[name].faults(item, (*path, name), known)
            else:
                help = suggestion(name, kinds, listed=False) or self.hint
                yield Fault((*path, name), f"unknown key {name!r}", help)
        for name in self.required:
            if name not in value:
                yield Fault(path, f"the key {name!r} is missing")

    def schema(self) -> dict[str, Any]:
        """A closed object."""
        properties = {key.name: {"description": key.means} | key.kind.schema() | _default(key) for key in self.keys}
        closed: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
        return closed | ({"required": list(self.required)} if self.required else {})


def suggestion(word: str, words: Iterable[str], *, listed: bool = True) -> str | None:
    """What was most likely meant by an unknown word; else, if `listed`, which words there are, if they are few."""
    from difflib import get_close_matches

    choices = list(words)
    for written in (word, word.lower(), word.upper()):
        if close := get_close_matches(written, choices, n=1, cutoff=0.7):
            return f"did you mean {close[0]!r}?"
    return f"choose from {', '.join(choices)}" if listed and 0 < len(choices) <= 30 else None


def _default(key: Key) -> dict[str, Any]:
    return {} if key.default is None else {"default": key.default}


_TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
_ARTICLE: Mapping[str, str] = {
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "a text in quotes",
    "array": "a list",
    "object": "a table",
}


def _type(value: object) -> str:
    return _TYPES.get(type(value), "date")


def _option_faults(rule: Rule | None, key: str, value: object, path: Path, known: Known) -> Iterable[Fault]:
    options: Mapping[str, Option] = rule.options if rule else {}
    if key not in options:
        name = rule.name if rule else ""
        yield Fault(path, f"the rule {name!r} has no option {key!r}", suggestion(key, options))
        return
    yield from _OPTION_KINDS[options[key].kind].faults(value, path, known)


_OPTION_KINDS: Mapping[str, Kind] = {
    "bool": FLAG,
    "int": Plain("integer"),
    "str": TEXT,
    "list": ListOf(TEXT),
}
RULE = Choice("rule", Known.rule_names)
SELECTOR = Choice("rule", Known.rule_names, open_ended=True)
