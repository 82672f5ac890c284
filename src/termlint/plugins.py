"""Finds leaves: the modules of a package that export one named object each.

Rules, formats, reporters and importers are found by looking, not by registering, so that adding one is adding a file.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Any


def module_names(package: ModuleType) -> tuple[str, ...]:
    """The names of the leaf modules of `package`, sorted; `base` and names with a leading underscore are not leaves."""
    names = {name for folder in package.__path__ for name in _modules(folder)}
    return tuple(sorted(n for n in names if n != "base" and not n.startswith("_")))


def _modules(folder: str) -> list[str]:
    """The names of the modules in a folder; one within an archive takes longer to look into."""
    try:
        return [name[:-3] for name in os.listdir(folder) if name.endswith(".py")]
    except OSError:
        from pkgutil import iter_modules

        return [module.name for module in iter_modules([folder])]


def discover(package: ModuleType, attribute: str) -> tuple[Any, ...]:
    """The object called `attribute` of every leaf of `package`, in the order of the module names."""
    modules = (import_module(f"{package.__name__}.{name}") for name in module_names(package))
    return tuple(getattr(module, attribute) for module in modules)
