"""Leaves are found by looking at their package."""

from __future__ import annotations

import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest

from termlint.plugins import discover, module_names


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package of leaves, gone again after the test."""
    folder = tmp_path / "leaves_for_a_test"
    folder.mkdir()
    for name, text in {
        "__init__": "",
        "base": "LEAF = 'the contract'",
        "_words": "LEAF = 'a helper'",
        "zebra": "LEAF = 'z'",
        "apple": "LEAF = 'a'",
    }.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    invalidate_caches()
    yield folder
    for name in [n for n in sys.modules if n.split(".")[0] == folder.name]:
        del sys.modules[name]


def test_leaves_are_found_in_the_order_of_their_names(package: Path) -> None:
    """The contract and helpers are no leaves; the order is that of the names, whatever the folder says."""
    module = import_module(package.name)
    assert module_names(module) == ("apple", "zebra")
    assert discover(module, "LEAF") == ("a", "z")


def test_a_new_file_is_a_new_leaf(package: Path) -> None:
    """Adding a leaf is adding a file; nothing is registered."""
    (package / "mango.py").write_text("LEAF = 'm'", encoding="utf-8")
    invalidate_caches()
    assert discover(import_module(package.name), "LEAF") == ("a", "m", "z")


def test_a_leaf_without_its_object_is_an_error(package: Path) -> None:
    """A file that exports nothing is not passed over in silence."""
    (package / "empty.py").write_text("", encoding="utf-8")
    invalidate_caches()
    with pytest.raises(AttributeError, match="LEAF"):
        discover(import_module(package.name), "LEAF")


@pytest.mark.parametrize("name", ["rules", "formats", "report"])
def test_every_leaf_of_the_program_exports_its_object(name: str) -> None:
    """The program's own packages can be discovered."""
    package = import_module(f"termlint.{name}")
    attribute = {"rules": "RULE", "formats": "FORMAT", "report": "REPORTER"}[name]
    assert len(discover(package, attribute)) == len(module_names(package)) > 0
