"""Reads the command lines that programs and hooks write, without click, which takes as long as all else at a start.

Only what is plain is read here: options by their full names, with a value of their own. Whatever else stands there is
left to click, and so is everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from termlint.cli._call import PlainCall
from termlint.cli._option import FLAG, NUMBER, PATH, TEXT, Option
from termlint.cli._options import check_options


def read(arguments: Sequence[str], environment: Mapping[str, str], asked: object = None) -> PlainCall | None:
    """The call of `termlint check` that the arguments after its name stand for; None where they are not plain."""
    values: dict[str, Any] = {}
    try:
        paths = tuple(_given(arguments, values))
        sources = dict.fromkeys((*values, "paths") if paths else values, "COMMANDLINE")
        for option in check_options.all:
            if option.variable in environment and option.key not in values:
                values[option.key] = _from_variable(option, environment[option.variable])
                sources[option.key] = "ENVIRONMENT"
    except _NotPlainError:
        return None
    if "TERMLINT_DEBUG" in environment or ("-" in paths and len(paths) > 1) or {"config", "isolated"} <= values.keys():
        return None
    # In the order of click: what the command line gives comes first, colour before all else.
    given = {key: values[key] for key, source in sources.items() if source == "COMMANDLINE" and key != "paths"}
    rest = {option.key: values.get(option.key, option.empty) for option in check_options.all}
    color = {"color": rest["color"]}
    return PlainCall({**color, **given, **({"paths": paths} if paths else {}), "paths": paths, **rest}, sources, asked)


class _NotPlainError(Exception):
    """The command line takes more to read than is done here."""


def _given(arguments: Sequence[str], values: dict[str, Any]) -> Iterator[str]:
    """The arguments that are no options; what options say is put into `values`."""
    named = {name: option for option in check_options.all for name in option.names}
    left = iter(arguments)
    for argument in left:
        if argument == "-" or not argument.startswith("-"):
            yield argument
            continue
        name, equals, value = argument.partition("=") if argument.startswith("--") else (argument, "", "")
        option = named.get(name)
        if option is None or (option.kind == FLAG and equals):
            raise _NotPlainError
        if option.kind == FLAG:
            values[option.key] = True
            continue
        text = value if equals else next(left, "-")
        if text.startswith("-") and not equals:
            raise _NotPlainError
        found = _value(option, text)
        values[option.key] = (*values.get(option.key, ()), found) if option.multiple else found


def _value(option: Option, text: str) -> Any:
    """What a text says of an option."""
    if isinstance(option.kind, tuple):
        if text in option.kind:
            return text
    elif option.kind in (TEXT, PATH):
        return text
    elif option.kind == NUMBER and text.isascii() and text.isdecimal():
        return int(text)
    raise _NotPlainError


def _from_variable(option: Option, text: str) -> Any:
    """What the environment says of an option."""
    if option.multiple or option.kind == FLAG or not text:
        raise _NotPlainError
    return _value(option, text)
