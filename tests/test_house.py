"""The laws of the house, read from the source: who may import whom, what values are, where the outside world is met."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "termlint"
TESTS = ROOT / "tests"

# The floors of the house, from the ground up. A module may import from its own floor and from those below. A name
# stands for a module and all modules in it, unless a longer name stands for them; an underscore before the last part
# of a helper's name counts as part of the name that it begins with (`_selftest_text` lives with `_selftest`).
LAYERS = (
    (
        *(
            "errors",
            "span",
            "long_text",
            "plugins",
            "kept",
            "later",
            "bytecode",
            "matcher",
            "search",
            "globs",
            "columns",
            "toml_places",
        ),
        *("features", "stems", "weights", ""),
    ),
    (
        *("diagnostic", "fingerprint", "document", "resolution", "glossary.model", "fold"),
        *("anchors", "anchoring", "neighbours"),
    ),
    ("glossary", "formats.base", "importers.base", "report.base"),
    (
        "sentences",
        "negation",
        "framing",
        "signs",
        "triggers",
        "mention",
        "evidence",
        "outlook",
        "nearness",
        "tally",
        "occurrence",
        "expectation",
        "lexicon",
        "prefilter",
        "asked",
        "reading",
        "passage",
        "cue_places",
        "contest",
        "arithmetic",
        "grounds",
        "patience",
        "resolve",
        "learn",
        "labels",
        "tune",
        "svm",
    ),
    ("reference", "rules.base"),
    ("formats", "rules", "report", "importers"),
    ("linter", "judge", "settings", "suppress", "fixer", "selftest", "_selftest", "usage", "packing"),
    (
        "config",
        "schemas",
        "path_settings",
        "files",
        "walk",
        "glossaries",
        "lock",
        "lessons",
        "cache",
        "pool",
        "bug",
        "run",
        "caches",
        "program",
        "patterns_cache",
        "results",
        "inputs",
        "ledger",
        "replay",
    ),
    ("cli", "lsp", "docs", "testing", "entry", "__main__"),
)
LEAVES = ("formats", "rules", "report", "importers")
MIRRORED = ("formats", "rules", "report")
OUTSIDE = 7
"""The first floor that may read, write and print."""

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

_READS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes", "open"})
_CONTAINERS = frozenset({"list", "dict", "set", "defaultdict", "Counter", "deque", "OrderedDict", "bytearray"})
_ADDS = frozenset({"append", "appendleft", "add", "update", "setdefault", "extend", "insert"})
_CHANGES = _ADDS | {"pop", "popitem", "clear", "remove", "discard", "sort", "reverse"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def layer(module: str) -> int:
    """The floor of a module, named without `termlint.`; raises LookupError for one that has none."""
    found = [(len(name), floor) for floor, names in enumerate(LAYERS) for name in names if _lives_in(module, name)]
    if not found:
        raise LookupError(f"{module} has no floor: give it one in LAYERS")
    return max(found)[1]


def _lives_in(module: str, name: str) -> bool:
    return module == name or (name != "" and module.startswith((name + ".", name + "_")))


def modules() -> Iterator[tuple[str, Path]]:
    """Every module, named without `termlint.`, with its file; a package is named as its directory."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


NAMES = frozenset(name for name, _ in modules())


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The modules of this package that a module imports, within functions too, with their lines; not for types only."""
    for node in _executed(tree):
        if isinstance(node, ast.Import):
            yield from ((a.name[9:], node.lineno) for a in node.names if a.name.startswith("termlint."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "termlint":
            base = (node.module or "")[9:]
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                yield (inner if inner in NAMES else base), node.lineno


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node below `tree` but those under `if TYPE_CHECKING:`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _executed(node)


def climbing_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """Imports from a floor above."""
    for imported, line in imports(tree):
        if layer(imported) > layer(module):
            yield f"{line}: floor {layer(module)} imports {imported} from floor {layer(imported)}"


def sibling_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """Imports of a leaf by a leaf or its helper, and of another package's helpers."""
    package, _, name = module.partition(".")
    if package not in LEAVES or not name or name == "base":
        return
    for imported, line in imports(tree):
        other, _, leaf = imported.partition(".")
        helper = leaf.startswith("_") and other == package
        if other in LEAVES and leaf not in ("", "base") and not helper:
            yield f"{line}: imports the leaf {imported}"


def open_values(_module: str, tree: ast.Module) -> Iterator[str]:
    """Structs that are not frozen, and dataclasses that are not frozen with slots."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        if any(_called(base) == "Struct" for base in node.bases) and "frozen" not in _true(node.keywords):
            yield f"{node.lineno}: the struct {node.name} is not frozen"
        for decorator in node.decorator_list:
            options = decorator.keywords if isinstance(decorator, ast.Call) else []
            if _called(decorator) == "dataclass" and not {"frozen", "slots"} <= _true(options):
                yield f"{node.lineno}: the dataclass {node.name} is not frozen with slots"


def _true(options: Iterable[ast.keyword]) -> set[str | None]:
    """The options that are set."""
    return {o.arg for o in options if isinstance(o.value, ast.Constant) and o.value.value is True}


def outside_world(module: str, tree: ast.Module) -> Iterator[str]:
    """Reading, writing and printing below the floors that may."""
    if layer(module) >= OUTSIDE:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in ("os.environ", "os.getenv", "sys.stdout", "sys.stderr", "sys.stdin"):
                yield f"{node.lineno}: {name}"
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in ("print", "open", "input"):
                yield f"{node.lineno}: {node.func.id}()"
            elif isinstance(node.func, ast.Attribute) and node.func.attr in _READS:
                yield f"{node.lineno}: .{node.func.attr}()"


def mutable_state(_module: str, tree: ast.Module) -> Iterator[str]:
    """Module-level containers that can change, `global`, and caches that outlive their caller.

    A list, dict or set is tolerated as a constant: named in capitals and changed nowhere in its module.
    """
    changed = set(_changed_names(tree))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_container(node.value):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                name = target.id if isinstance(target, ast.Name) else ast.unparse(target)
                if name != "__all__" and (not name.isupper() or name in changed):
                    yield f"{node.lineno}: {name} is a container that can change"
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield f"{node.lineno}: global {', '.join(node.names)}"
        for decorator in node.decorator_list if isinstance(node, Function) else ():
            if _called(decorator) in ("cache", "lru_cache"):
                yield f"{node.lineno}: {node.name} keeps what it was given"


def _is_container(value: ast.expr | None) -> bool:
    displays = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    return isinstance(value, displays) or (isinstance(value, ast.Call) and _called(value) in _CONTAINERS)


def _changed_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            yield ast.unparse(node.value)
        elif isinstance(node, ast.AugAssign):
            yield ast.unparse(node.target)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            yield ast.unparse(node.func.value)


def _called(node: ast.expr) -> str:
    """The last name of what is called or named: `dataclass` of `dataclasses.dataclass(frozen=True)`."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def long_functions(_module: str, tree: ast.Module) -> Iterator[str]:
    """Functions whose body without the docstring is too long."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            if body and (lines := (node.end_lineno or 0) - body[0].lineno + 1) > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def missing_docstrings(_module: str, tree: ast.Module) -> Iterator[str]:
    """Public modules, classes, functions and methods without a docstring; empty package files need none."""
    if tree.body and ast.get_docstring(tree) is None:
        yield "1: the module has no docstring"
    yield from _undocumented(tree)


def _undocumented(owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in owner.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None and not any(
            _called(d) in ("overload", "setter") for d in node.decorator_list
        ):
            yield f"{node.lineno}: {node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node)


Law = Callable[[str, ast.Module], Iterable[str]]
LAWS: tuple[Law, ...] = (
    climbing_imports,
    sibling_imports,
    open_values,
    outside_world,
    mutable_state,
    long_functions,
    missing_docstrings,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(law: Law) -> None:
    """No module breaks the law."""
    broken = [
        f"{path.relative_to(ROOT)}:{fault}"
        for module, path in modules()
        for fault in law(module, ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not broken, "\n".join(broken)


BREACHES: tuple[tuple[Law, str, str], ...] = (
    (climbing_imports, "span", "from termlint.linter import Linter"),
    (climbing_imports, "glossary.read", "def f():\n    import termlint.cli.main"),
    (climbing_imports, "evidence", "from termlint import linter"),
    (sibling_imports, "rules.term_case", "from termlint.rules.mixed_terms import RULE"),
    (sibling_imports, "rules._words", "from termlint.rules import term_case"),
    (sibling_imports, "report.json", "from termlint.formats._runs import Runs"),
    (open_values, "span", "@dataclass\nclass A:\n    a: int"),
    (open_values, "span", "@dataclasses.dataclass(frozen=True)\nclass A:\n    a: int"),
    (open_values, "span", "class A(Struct):\n    a: int"),
    (open_values, "span", "class A(msgspec.Struct, order=True):\n    a: int"),
    (outside_world, "linter", "print('a')"),
    (outside_world, "linter", "def f(p):\n    return p.read_text()"),
    (outside_world, "linter", "import os\nHOME = os.environ['HOME']"),
    (mutable_state, "span", "seen = []"),
    (mutable_state, "span", "SEEN: dict[str, int] = {}\ndef f():\n    SEEN['a'] = 1"),
    (mutable_state, "span", "SEEN = set()\ndef f():\n    SEEN.add(1)"),
    (mutable_state, "span", "def f():\n    global a\n    a = 1"),
    (mutable_state, "span", "@functools.lru_cache(maxsize=None)\ndef f(): ..."),
    (long_functions, "span", "def f():\n" + "    a = 1\n" * 41),
    (missing_docstrings, "span", "A = 1"),
    (missing_docstrings, "span", "'''A.'''\ndef f(): ..."),
    (missing_docstrings, "span", "'''A.'''\nclass A:\n    '''A.'''\n    def f(self): ..."),
)


@pytest.mark.parametrize(("law", "module", "source"), BREACHES)
def test_breach_is_seen(law: Law, module: str, source: str) -> None:
    """Each law sees what it forbids."""
    assert list(law(module, ast.parse(source)))


@pytest.mark.parametrize(
    ("law", "module", "source"),
    [
        (climbing_imports, "span", "if TYPE_CHECKING:\n    from termlint.linter import Linter"),
        (climbing_imports, "linter", "import termlint.rules"),
        (sibling_imports, "rules.term_case", "from termlint.rules._words import surface"),
        (open_values, "span", "@dataclass(frozen=True, slots=True, order=True)\nclass A: ..."),
        (open_values, "span", "class A(Struct, frozen=True):\n    a: int"),
        (outside_world, "files", "def f(p):\n    return p.read_text()"),
        (mutable_state, "span", "NAMES = {'a': 1}\n__all__ = ['f']\ndef f():\n    names = []\n    names.append(1)"),
        (long_functions, "span", "def f():\n    '''" + "A.\n" * 50 + "'''\n" + "    a = 1\n" * 40),
        (missing_docstrings, "span", ""),
    ],
)
def test_what_is_allowed(law: Law, module: str, source: str) -> None:
    """The laws forbid no more than they mean to."""
    assert list(law(module, ast.parse(source))) == []


def test_every_module_has_a_floor() -> None:
    """A new module is given its place before it is built on."""
    assert all(layer(module) >= 0 for module, _ in modules())
    with pytest.raises(LookupError, match="nowhere has no floor"):
        layer("nowhere")


def test_modules_are_short() -> None:
    """A module can be read in one sitting."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for _, path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_import_circles() -> None:
    """What a module needs when it is imported never needs that module in turn."""
    needs = {
        module: {name for name, _ in imports(_top(ast.parse(path.read_text(encoding="utf-8")))) if name != module}
        for module, path in modules()
    }
    while free := {module for module, others in needs.items() if not others & needs.keys()}:
        needs = {module: others for module, others in needs.items() if module not in free}
    assert needs == {}


def _top(tree: ast.Module) -> ast.Module:
    """The module without its functions and classes: what runs on import is at its top."""
    return ast.Module([node for node in tree.body if not isinstance(node, Function | ast.ClassDef)], [])


@pytest.mark.parametrize("package", MIRRORED)
def test_leaves_have_mirrors(package: str) -> None:
    """Each leaf has a test file of its own name."""
    leaves = {path.stem for path in (SOURCE / package).glob("*.py") if path.stem[0] != "_" and path.stem != "base"}
    mirrors = {path.stem.removeprefix("test_") for path in (TESTS / package).glob("test_*.py")}
    assert leaves
    assert leaves - mirrors == set()


def test_tests_say_what_they_show() -> None:
    """Every test has a docstring: the sentence that it stands for."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function) and node.name.startswith("test_") and ast.get_docstring(node) is None
    ]
    assert silent == []
